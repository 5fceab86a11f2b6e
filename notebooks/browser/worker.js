/* The laboratory's service worker, in the place of JupyterLite's: files between page and kernel (drive), typed input (stdin), and
   what the reader keeps for offline, which is taken from there first. It keeps nothing by itself: shelf.js does, when asked. */

const CHANNEL = new BroadcastChannel("/sw-api.v1"); // JupyterLite's own name for it
const WHOLE = "/whole";
const LIST = "/files.json"; // says what is new: it is asked for where it can be

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (origin !== self.location.origin) return;
  if (pathname === "/api/service-worker-heartbeat") event.respondWith(new Response("ok"));
  else if (pathname.startsWith("/api/drive") || pathname.startsWith("/api/stdin/")) event.respondWith(asked(event.request, pathname));
  else if (event.request.method === "GET") event.respondWith(kept(event.request, pathname));
});

// The kernel waits for a file or for input: the page with the same context answers on the channel.
async function asked(request, pathname) {
  const message = await request.json();
  const requestId = message.requestId || crypto.randomUUID();
  return new Promise((done) => {
    const hear = ({ data }) => {
      if (data.browsingContextId !== message.browsingContextId || data.requestId !== requestId || !("response" in data)) return;
      CHANNEL.removeEventListener("message", hear);
      done(new Response(JSON.stringify(data.response)));
    };
    CHANNEL.addEventListener("message", hear);
    CHANNEL.postMessage({ ...message, requestId, pathname });
  });
}

async function kept(request, pathname) {
  for (const name of await caches.keys()) {
    if (!name.startsWith("lab-")) continue;
    const cache = await caches.open(name);
    const found = (await cache.match(WHOLE)) && (await cache.match(pathname));
    if (found) return pathname === LIST ? fetch(request).catch(() => found) : found;
  }
  return fetch(request);
}
