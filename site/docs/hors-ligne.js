// A service worker that keeps the room timers that were opened, so that they open again while the network is cut.
// With the network, the page always comes from the site; nothing else than timers goes through here.
const KEPT = "consigne-minuteurs";
const PATIENCE_MS = 4000; // a network that is there and leads nowhere

const isTimer = (address) => new URL(address).pathname.endsWith("/minuteur.html");

self.addEventListener("install", () => self.skipWaiting());

// The first timer was opened before this worker ran.
self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      await self.clients.claim();
      const open = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
      const kept = await caches.open(KEPT);
      await Promise.allSettled(open.filter((page) => isTimer(page.url)).map((page) => kept.add(page.url)));
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate" && isTimer(event.request.url)) event.respondWith(timer(event.request));
});

async function timer(request) {
  const pages = await caches.open(KEPT);
  const kept = await pages.match(request, { ignoreSearch: true });
  try {
    const answer = await fetch(request, kept ? { signal: AbortSignal.timeout(PATIENCE_MS) } : {});
    if (answer.ok) await pages.put(request, answer.clone());
    return answer;
  } catch {
    return kept || Response.error();
  }
}
