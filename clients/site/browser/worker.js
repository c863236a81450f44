// Keeps Help for the time without a network. The build writes KEPT in front: what is kept, and the version of all of it.
const NAME = `careturn-help-${KEPT.version}`;
/** Pictures are kept once they were looked at; the pages say the same without them. */
const PICTURES = "careturn-help-pictures";

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(NAME)
      .then((cache) => cache.addAll(KEPT.addresses.map((address) => new Request(address, { cache: "no-cache" }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith("careturn-help-") && name !== NAME && name !== PICTURES))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(request.url.endsWith(".webp") ? picture(request) : page(request));
});

async function page(request) {
  const cache = await caches.open(NAME);
  // Who reads stands behind the question mark, for the page itself.
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}

async function picture(request) {
  const cache = await caches.open(PICTURES);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await cache.put(request, fresh.clone());
    return fresh;
  } catch (unreached) {
    const kept = await cache.match(request);
    if (kept) return kept;
    throw unreached;
  }
}
