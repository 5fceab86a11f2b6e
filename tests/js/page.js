// What a page gives to our scripts, as little of it as they need: no browser is started.

// A store of one browser: name of the store → key → what is kept, copied as a browser copies it.
export function fakeStore() {
  const stores = new Map();
  const placeOf = (name) => ({
    get: (key) => ({ result: structuredClone(stores.get(name).get(key)) }),
    getAll: () => ({ result: structuredClone([...stores.get(name).values()]) }),
    put: (value, key) => ({ result: stores.get(name).set(key, structuredClone(value)) && key }),
    delete: (key) => ({ result: void stores.get(name).delete(key) }),
  });
  const database = {
    createObjectStore: (name) => stores.set(name, new Map()),
    transaction(name) {
      const transaction = { objectStore: () => placeOf(name) };
      queueMicrotask(() => transaction.oncomplete());
      return transaction;
    },
  };
  return {
    stores,
    open() {
      const request = { result: database };
      queueMicrotask(() => {
        request.onupgradeneeded();
        request.onsuccess();
      });
      return request;
    },
  };
}

// What the page's own address, language, elements and memory are.
export function page({ language = "en", address = "https://school.example/en/courses/one/" } = {}) {
  const memory = new Map();
  const element = { lang: language, dir: "ltr", classList: new Set(), closest: () => null };
  const document = Object.assign(new EventTarget(), {
    documentElement: element,
    readyState: "complete",
    hidden: false,
    activeElement: null,
    querySelector: (wanted) => (wanted.includes("csrfmiddlewaretoken") ? { value: "token" } : null),
    querySelectorAll: () => [],
  });
  const given = {
    window: globalThis,
    document,
    location: new URL(address),
    localStorage: {
      getItem: (name) => memory.get(name) ?? null,
      setItem: (name, value) => memory.set(name, String(value)),
      removeItem: (name) => memory.delete(name),
    },
    indexedDB: fakeStore(),
    matchMedia: () => ({ matches: true }),
  };
  for (const [name, value] of Object.entries(given)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  return { memory, document, stores: given.indexedDB.stores };
}

// The server: what it was asked, and what it answers next; nothing to answer is a broken line.
export function server() {
  const asked = [];
  const answers = [];
  globalThis.fetch = (url, order = {}) => {
    asked.push({ url: String(url), body: order.body && JSON.parse(order.body), headers: order.headers });
    const answer = answers.shift();
    return answer ? Promise.resolve(answer) : Promise.reject(new TypeError("the line is broken"));
  };
  return { asked, answers };
}

export const json = (value, status = 200) =>
  new Response(JSON.stringify(value), { status, headers: { "Content-Type": "application/json" } });

export const notebookOf = (...sources) => ({
  cells: sources.map((source) => ({ cell_type: "code", source, outputs: [{ text: "old" }], execution_count: 1 })),
});
