import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  redirect,
} from "@tanstack/react-router";
import { usePlace } from "../session/place.tsx";
import { Shell } from "./Shell.tsx";
import { SCREENS, screensFor } from "./screens.tsx";

const root = createRootRoute({ component: Shell });

const index = createRoute({ getParentRoute: () => root, path: "/", component: First });

const screens = SCREENS.map(({ path, hasPages, load }) =>
  createRoute({
    getParentRoute: () => root,
    path: hasPages ? `${path}/{-$page}` : path,
    component: lazyRouteComponent(load),
  }),
);

const elsewhere = createRoute({
  getParentRoute: () => root,
  path: "$",
  beforeLoad: () => {
    throw redirect({ to: "/" });
  },
});

function First() {
  const [first] = screensFor(usePlace().roles);
  return first ? <Navigate to={first.path} replace /> : null;
}

export const router = createRouter({
  routeTree: root.addChildren([index, ...screens, elsewhere]),
  basepath: "/desk",
  defaultPreload: "intent",
});
