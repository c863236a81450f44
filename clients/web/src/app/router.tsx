import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  redirect,
} from "@tanstack/react-router";
import { usePlace } from "../session/place.tsx";
import { type Catalogues, usePart } from "../texts/part.ts";
import { Loading } from "../ui/states.tsx";
import { Shell } from "./Shell.tsx";
import { SCREENS, type Screen, screensFor } from "./screens.tsx";

const root = createRootRoute({ component: Shell });

const index = createRoute({ getParentRoute: () => root, path: "/", component: First });

const screens = SCREENS.map(({ path, hasPages, load, texts }) =>
  createRoute({
    getParentRoute: () => root,
    path: hasPages ? `${path}/{-$page}` : path,
    component: lazyRouteComponent(texts ? () => withTexts(load, texts) : load),
  }),
);

const elsewhere = createRoute({
  getParentRoute: () => root,
  path: "$",
  beforeLoad: () => {
    throw redirect({ to: "/" });
  },
});

async function withTexts(load: Screen["load"], texts: Catalogues) {
  const { default: Content } = await load();
  return { default: () => (usePart(texts) ? <Content /> : <Loading />) };
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
