import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  redirect,
} from "@tanstack/react-router";
import { usePlace } from "../session/place.tsx";
import { usePart } from "../texts/part.ts";
import { Loading } from "../ui/states.tsx";
import { Shell } from "./Shell.tsx";
import { SCREENS, type Screen, screensFor } from "./screens.tsx";

const root = createRootRoute({ component: Shell });

const index = createRoute({ getParentRoute: () => root, path: "/", component: First });

const screens = SCREENS.map((screen) =>
  createRoute({
    getParentRoute: () => root,
    path: screen.hasPages ? `${screen.path}/{-$page}` : screen.path,
    component: lazyRouteComponent(() => guarded(screen)),
  }),
);

const elsewhere = createRoute({
  getParentRoute: () => root,
  path: "$",
  beforeLoad: () => {
    throw redirect({ to: "/" });
  },
});

/** Whoever has none of its roles is where they begin instead: an address that is typed shows no more than the menu. */
async function guarded({ roles, load, texts }: Screen) {
  const { default: Content } = await load();
  const Shown = texts ? () => (usePart(texts) ? <Content /> : <Loading />) : Content;
  return {
    default: function Guarded() {
      const { roles: mine } = usePlace();
      return roles.some((role) => mine.has(role)) ? <Shown /> : <First />;
    },
  };
}

function First() {
  const [first] = screensFor(usePlace().roles);
  return first ? <Navigate to={first.path} replace /> : null;
}

export const router = createRouter({
  routeTree: root.addChildren([index, ...screens, elsewhere]),
  basepath: "/desk",
  defaultPreload: "intent",
});
