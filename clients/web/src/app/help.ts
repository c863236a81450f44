/** Help has a worker of its own, which keeps it for the time without a network; it is there before anybody opens Help. */
export function keepHelp(): void {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  void navigator.serviceWorker
    .register("/help/worker.js", { scope: "/help/", updateViaCache: "none" })
    .catch(() => undefined);
}
