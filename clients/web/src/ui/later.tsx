import { type ComponentType, createElement, lazy, Suspense } from "react";

/** Time for the first look, milliseconds. */
const FIRST_LOOK = 1_500;

/** A part that the first look does without: fetched a little after it, so that it is there before it is asked for. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let ready: ComponentType<P> | null = null;
  async function fetched() {
    ready = await load();
    return { default: ready };
  }
  const Fetched = lazy(fetched) as unknown as ComponentType<P>;
  setTimeout(() => void fetched().catch(() => undefined), FIRST_LOOK);
  return function Later(props) {
    // At once where it is there: a key that is pressed next is for it.
    return ready ? createElement(ready, props) : <Suspense fallback={null}>{createElement(Fetched, props)}</Suspense>;
  };
}
