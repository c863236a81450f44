import { useSyncExternalStore } from "react";

const HOUR_MS = 3_600_000;

let waiting: ServiceWorker | null = null;
const listeners = new Set<() => void>();

/** A newer version is ready; it takes over when the person says so. Unsent changes are in their own database and stay. */
export function useUpdate(): (() => void) | null {
  const worker = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => waiting,
    () => null,
  );
  return worker && (() => worker.postMessage("take-over"));
}

function offer(worker: ServiceWorker): void {
  waiting = worker;
  for (const listener of listeners) listener();
}

export function watchForUpdates(): void {
  if (!("serviceWorker" in navigator) || __DEV__) return;
  const hadOne = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (hadOne) location.reload();
  });
  void navigator.serviceWorker
    .register("/app/worker.js", { scope: "/app/", updateViaCache: "none" })
    .then((registration) => {
      registration.addEventListener("updatefound", () => {
        const { installing } = registration;
        installing?.addEventListener("statechange", () => {
          if (installing.state === "installed" && navigator.serviceWorker.controller) offer(installing);
        });
      });
      if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
      setInterval(() => void registration.update().catch(() => undefined), HOUR_MS);
    })
    .catch(() => undefined);
}
