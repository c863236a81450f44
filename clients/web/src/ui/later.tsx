import { type ComponentType, createElement, lazy, Suspense } from "react";

/** Time for the first look, milliseconds. */
const FIRST_LOOK = 1_500;

/** A part that the first look does without: fetched a little after it, so that it is there before it is asked for. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const fetched = () => load().then((component) => ({ default: component }));
  const Part = lazy(fetched) as unknown as ComponentType<P>;
  setTimeout(() => void fetched().catch(() => undefined), FIRST_LOOK);
  return (props) => <Suspense fallback={null}>{createElement(Part, props)}</Suspense>;
}
