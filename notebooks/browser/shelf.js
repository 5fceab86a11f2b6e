/* The laboratory's shelf: a page without a notebook, framed unseen by the lesson. It brings the runtime into the browser's cache
   while somebody reads, and keeps all of it for offline where the reader wants that. It knows files only, nothing of a person.

   The handshake is the bridge's (bridge.js). Requests: ahead {packages}, stop, state {more}, keep {more}, drop. `more` names the lists
   that are wanted beside the first, each with a cache of its own: "r", which nobody needs who works in Python, and "rare", the
   packages that few notebooks import. */

const SITE = document.querySelector('meta[name="site-origin"]').content;
const LIST = "/files.json"; // made by the build: every file with its size, and on the wire
const WHOLE = "/whole"; // stands in a kept version that has all its files
const LOADERS = 4;

const PARTS = { files: "lab-", r: "lab-r-", rare: "lab-rare-" }; // a list of files → the name of its cache, with the version behind it

const partOf = (name) => Object.keys(PARTS).findLast((part) => name.startsWith(PARTS[part]));
const wanted = (more) => Object.keys(PARTS).filter((part) => part === "files" || more.includes(part));

async function list() {
  return (await fetch(LIST, { cache: "no-cache" })).json(); // without the line the worker has a copy
}

// The versions that are kept and whole.
async function keptVersions() {
  const whole = [];
  for (const name of self.caches ? await caches.keys() : []) {
    if (partOf(name) && (await (await caches.open(name)).match(WHOLE))) whole.push(name);
  }
  return whole;
}

class Shelf {
  constructor(port) {
    this.port = port;
    port.onmessage = ({ data }) => this.answer(data);
  }

  async answer({ type, id, ...rest }) {
    if (!Object.hasOwn(this.handlers, type)) return;
    try {
      this.port.postMessage({ type: "reply", re: id, ...(await this.handlers[type].call(this, rest)) });
    } catch (error) {
      this.port.postMessage({ type: "error", re: id, text: String(error?.message || error).slice(0, 500) });
    }
  }

  // Work through files, some at a time; what is on the wire is told as it comes.
  async each(files, loaders, work) {
    const waiting = [...files];
    const total = files.reduce((sum, [, , wire]) => sum + wire, 0);
    let loaded = 0;
    const loader = async () => {
      for (let file; !this.stopped && (file = waiting.shift());) {
        await work(file);
        loaded += file[2];
        this.port.postMessage({ type: "progress", loaded, total });
      }
    };
    this.stopped = false;
    await Promise.all(Array.from({ length: loaders }, loader));
    return { whole: !waiting.length, loaded, total };
  }

  handlers = {
    // One file at a time, and after whatever the reader's page wants: a browser's cache is all that changes.
    async ahead({ packages = [] }) {
      const { ahead, files, rare } = await list();
      const named = new Set(["core", ...packages].flatMap((name) => ahead[name] || []));
      return this.each([...files, ...rare].filter(([path]) => named.has(path)), 1, async ([path]) => {
        const answer = await fetch(path, { priority: "low" });
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
        for (const reader = answer.body.getReader(); !(await reader.read()).done;);
      });
    },

    stop() {
      this.stopped = true;
      return {};
    },

    // What keeping would take, and how much of it is there. A browser may have thrown all of it away meanwhile.
    async state({ more = [] }) {
      const { version, ...lists } = await list();
      const names = await keptVersions();
      const kept = wanted(more).every((part) => names.some((name) => partOf(name) === part));
      const current = wanted(more).every((part) => names.includes(PARTS[part] + version));
      const files = wanted(more).flatMap((part) => lists[part]);
      const possible = Boolean(self.caches && navigator.serviceWorker);
      const [wire, size] = [2, 1].map((place) => files.reduce((sum, file) => sum + file[place], 0));
      const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) || {};
      return { possible, kept, current, wire, size, room: quota - usage };
    },

    async keep({ more = [] }) {
      const { version, ...lists } = await list();
      const waiting = wanted(more).flatMap((part) => lists[part].map((file) => [...file, PARTS[part] + version]));
      const done = await this.each(waiting, LOADERS, async ([path, , , name]) => {
        const cache = await caches.open(name);
        if (await cache.match(path)) return;
        const answer = await fetch(path, { cache: "no-cache" });
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
        await cache.put(path, answer);
      });
      if (!done.whole) return done;
      const answer = await fetch(LIST, { cache: "no-cache" });
      for (const part of wanted(more)) {
        const cache = await caches.open(PARTS[part] + version);
        await cache.put(LIST, answer.clone());
        await cache.put(WHOLE, new Response(version));
      }
      for (const name of await caches.keys()) if (partOf(name) && !name.endsWith(`-${version}`)) await caches.delete(name);
      await register();
      return done;
    },

    async drop() {
      for (const name of await caches.keys()) if (partOf(name)) await caches.delete(name);
      const root = await navigator.storage?.getDirectory?.();
      await root?.removeEntry("started", { recursive: true }).catch(() => {}); // Python's memory (kept.mjs), where there is one
      return {};
    },
  };
}

// The same worker that JupyterLite registers (drive and stdin); it also serves what is kept.
async function register() {
  const address = new URL("/service-worker.js?enableCache=false", location.href).href;
  localStorage.setItem(`${address}-version`, document.querySelector('meta[name="lite-version"]').content);
  await navigator.serviceWorker.register(address);
  await navigator.serviceWorker.ready;
}

if (window.parent !== window) {
  const nonce = crypto.randomUUID();
  let open = false;
  window.addEventListener("message", ({ origin, source, data, ports }) => {
    if (open || origin !== SITE || source !== window.parent) return;
    if (data?.school !== "open" || data.nonce !== nonce || !ports[0]) return;
    open = true;
    new Shelf(ports[0]);
  });
  window.parent.postMessage({ school: "hello", nonce }, SITE);
}
