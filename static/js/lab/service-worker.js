// The site's service worker. It is there only while somebody keeps a lesson for offline: offline.js writes what is kept, this
// file reads it and never writes, and it leaves when nothing is kept any more.
//
// A kept page is asked of the server first; its copy comes where the server does not answer. Everything else passes untouched.

const PREFIX = "kept-"; // one cache for each kept lesson
const KEEPER = "/kept-by"; // in each: whose it is, as the server names its readers
const PATIENCE = 3000; // ms that the server has
const FOR_EVER = /^\/static\/.+\.[0-9a-f]{12}\.\w+$/; // files whose name changes with what is in them
const NEVER = /^\/(cms|health|documents|_util)\//;

let known = null; // address → name of the cache that has it

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim().then(leaveIfEmpty)));
self.addEventListener("message", (event) => {
  known = null;
  event.waitUntil(leaveIfEmpty());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || NEVER.test(pathname)) return;
  const isPage = request.mode === "navigate";
  if (known && !known.has(pathname + search) && !isPage) return;
  event.respondWith(answer(request, [pathname + search, ...(isPage ? [pathname] : [])], isPage));
});

async function answer(request, addresses, isPage) {
  const copy = await kept(addresses);
  if (copy && FOR_EVER.test(addresses[0])) return copy;
  try {
    const fresh = await (copy ? within(PATIENCE, request) : fetch(request));
    if (copy && fresh.status >= 502) return copy; // a gateway without its server
    if (isPage) await anothersGoes(fresh);
    return fresh;
  } catch (error) {
    if (copy) return copy;
    throw error;
  }
}

function within(ms, request) {
  const late = new Promise((_, failed) => setTimeout(() => failed(new Error("late")), ms));
  return Promise.race([fetch(request), late]);
}

// What stands behind a page's address (`?`) may be missing there.
async function kept(addresses) {
  known ||= await allAddresses();
  const address = addresses.find((one) => known.has(one));
  return address && (await (await caches.open(known.get(address))).match(address));
}

async function names() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

async function allAddresses() {
  const found = new Map();
  for (const name of await names()) {
    for (const { url } of await (await caches.open(name)).keys()) {
      const { pathname, search } = new URL(url);
      found.set(pathname + search, name);
    }
  }
  return found;
}

// Somebody else has signed in on this browser: the pages that were kept for the one before are not for them.
async function anothersGoes(page) {
  const reader = page.headers.get("X-Reader");
  if (!reader) return;
  for (const name of await names()) {
    const keeper = await (await caches.open(name)).match(KEEPER);
    if (keeper && (await keeper.text()) === reader) continue;
    await caches.delete(name);
    known = null;
  }
  await leaveIfEmpty();
}

async function leaveIfEmpty() {
  if (!(await names()).length) await self.registration.unregister();
}
