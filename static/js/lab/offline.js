// "Keep for offline": the lesson's page with all it shows, its exercises, and the runtime on the laboratory's own shelf. What is
// kept belongs to whoever keeps it; service-worker.js reads it when the server does not answer.

import { Frame } from "./frame.js";
import { importsOf } from "./notebook.js";
import { inLanguage } from "./server.js";

const WORKER = "/service-worker.js";
const NAME = "school-lab-kept"; // the pages that are kept, where every page sees it without asking
const KEEPER = "/kept-by";

// What the exercises of this page need beside the usual: R where somebody has chosen it, and packages that few notebooks import.
async function beside() {
  const inR = document.querySelector("[data-lab-kernel] option[value=r]:checked, [data-lab-only=r]");
  const labs = [...document.querySelectorAll("[data-lab]")];
  const exercises = await Promise.all(labs.map(async ({ dataset }) => (await fetch(dataset.notebookUrl)).json()));
  const isRare = exercises.some(({ notebook, draft }) => importsOf(draft || notebook).isRare);
  return [inR && "r", isRare && "rare"].filter(Boolean);
}

export const isPossible = () => Boolean(window.caches && navigator.serviceWorker && window.indexedDB);
const cacheOf = (path) => `kept-${path}`;

function keptPages() {
  try {
    return JSON.parse(localStorage.getItem(NAME)) || [];
  } catch {
    return [];
  }
}

function note(pages) {
  try {
    if (pages.length) localStorage.setItem(NAME, JSON.stringify(pages));
    else localStorage.removeItem(NAME);
  } catch {
    /* this page is not refreshed by itself then */
  }
}

export async function isKept(path = location.pathname) {
  return isPossible() && (await caches.has(cacheOf(path)));
}

// What the page is made of: its files, its pictures, and what its exercises ask for.
function parts() {
  const asked = performance.getEntriesByType("resource").map(({ name }) => name);
  const shown = [...document.querySelectorAll("link[rel=stylesheet], script[src], img[src]")].map((part) =>
    part.href || part.currentSrc || part.src
  );
  const labs = [...document.querySelectorAll("[data-lab]")].flatMap((section) => {
    const kernels = [...section.querySelectorAll("[data-lab-kernel] option")].map(({ value }) => value);
    const { notebookUrl, workbenchUrl, labModule } = section.dataset;
    return [notebookUrl, workbenchUrl, labModule, ...kernels.map((kernel) => inLanguage(notebookUrl, kernel))];
  });
  const files = [...document.querySelectorAll(".lab a[download], .lab__sheet")].map(({ href }) => href);
  const own = [...asked.filter((name) => /\/(static|media)\//.test(name)), ...shown, ...labs, ...files].map((address) =>
    new URL(address, location.href)
  );
  return new Set(own.filter(({ origin }) => origin === location.origin).map(({ pathname, search }) => pathname + search));
}

// The page as a set: its new files are there before the new page is.
async function keepPage() {
  const page = await fetch(location.pathname, { cache: "no-store" });
  const reader = page.headers.get("X-Reader");
  if (!page.ok || page.redirected || !reader) throw new Error(String(page.status));
  const cache = await caches.open(cacheOf(location.pathname));
  const wanted = parts();
  for (const address of wanted) {
    const answer = await fetch(address, { cache: "no-cache" });
    if (answer.ok) await cache.put(address, answer);
  }
  await cache.put(KEEPER, new Response(reader));
  await cache.put(location.pathname, page);
  for (const { url } of await cache.keys()) {
    const { pathname, search } = new URL(url);
    const address = pathname + search;
    if (!wanted.has(address) && address !== location.pathname && address !== KEEPER) await cache.delete(url);
  }
  (await navigator.serviceWorker.getRegistration())?.active?.postMessage("changed");
}

// What the server has by now is what opens without it.
export async function keepDraft(address, exercise) {
  if (!(await isKept())) return;
  const { pathname, search } = new URL(address, location.href);
  const copy = new Response(JSON.stringify(exercise), { headers: { "Content-Type": "application/json" } });
  await (await caches.open(cacheOf(location.pathname))).put(pathname + search, copy);
}

// A kept lesson that is read online is kept as it is now.
export async function refresh() {
  if (navigator.onLine && (await isKept())) await keepPage().catch(() => {});
}

export class Shelf {
  constructor(place, origin, report) {
    this.frame = new Frame(origin, place, "", (message) => message.type === "progress" && report(message));
    this.frame.frame.hidden = true;
  }

  async ask(type, rest) {
    this.opened ||= this.frame.open(null, {}, "shelf");
    await this.opened;
    return this.frame.ask(type, rest);
  }

  async state() {
    const [lab, page, persisted] = await Promise.all([
      this.ask("state", { more: await beside() }),
      isKept(),
      navigator.storage?.persisted?.(),
    ]);
    return { ...lab, possible: lab.possible && isPossible(), kept: lab.kept && page, persisted: Boolean(persisted) };
  }

  async keep() {
    await navigator.storage?.persist?.(); // a wish: the browser decides
    await keepPage();
    await navigator.serviceWorker.register(WORKER); // after it: a worker that finds nothing kept leaves
    note([...new Set([...keptPages(), location.pathname])]);
    return this.ask("keep", { more: await beside() });
  }

  // Of this lesson; the runtime goes with the last of them, and the worker by itself.
  async drop() {
    await caches.delete(cacheOf(location.pathname));
    const left = [];
    for (const path of keptPages()) if (await isKept(path)) left.push(path);
    note(left);
    (await navigator.serviceWorker.getRegistration())?.active?.postMessage("changed");
    if (!left.length) await this.ask("drop");
  }
}
