const HOUR_MS = 3_600_000;

/** The app opens without contact. A new version takes over by itself when {@code isIdle} says so: nobody sits here to agree. */
export function keepApp(app: string, isIdle: () => boolean): void {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  const hadOne = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (hadOne) location.reload();
  });
  void navigator.serviceWorker
    .register(`/${app}/worker.js`, { scope: `/${app}/`, type: "module", updateViaCache: "none" })
    .then((registration) => {
      setInterval(() => {
        if (registration.waiting && isIdle()) registration.waiting.postMessage("take-over");
      }, 5_000);
      setInterval(() => void registration.update().catch(() => undefined), HOUR_MS);
    })
    .catch(() => undefined);
}
