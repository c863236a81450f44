import { VisuallyHidden } from "@mantine/core";
import { useSyncExternalStore } from "react";

let text = "";
let listener: () => void = () => undefined;

/** Read out by a screen reader, when it has time. */
export function announce(what: string): void {
  // The same text twice must be read twice.
  text = what === text ? `${what}\u00a0` : what;
  listener();
}

export function Announcer() {
  const shown = useSyncExternalStore(
    (changed) => {
      listener = changed;
      return () => {
        listener = () => undefined;
      };
    },
    () => text,
  );
  return (
    <VisuallyHidden aria-live="polite" role="log">
      {shown}
    </VisuallyHidden>
  );
}
