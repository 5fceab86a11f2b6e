// What this browser keeps until the server has it: drafts that were not acknowledged, and notebooks that wait to be handed
// in. Every entry names its owner (an enrolment, or an account); nobody else's is ever read.

const NAME = "school-lab";
const STORES = ["drafts", "outbox"];
let opening = null;

function database() {
  opening ||= new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => STORES.forEach((name) => request.result.createObjectStore(name));
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      request.result.onclose = () => (opening = null);
      done(request.result);
    };
    request.onerror = () => failed(request.error);
  });
  opening.catch(() => (opening = null));
  return opening;
}

// One request in a transaction of its own; done when it is written for good.
async function request(store, mode, ask) {
  const open = await database();
  return new Promise((done, failed) => {
    const transaction = open.transaction(store, mode, { durability: "strict" });
    const asked = ask(transaction.objectStore(store));
    transaction.oncomplete = () => done(asked.result);
    transaction.onabort = transaction.onerror = () => failed(transaction.error);
  });
}

// `null` where there is nothing, or where this browser keeps nothing (some refuse in private windows).
export const read = (store, key) => request(store, "readonly", (place) => place.get(key)).then((found) => found ?? null, () => null);

export const all = (store) => request(store, "readonly", (place) => place.getAll()).catch(() => []);

// Whether it is kept now.
export const write = (store, key, value) => request(store, "readwrite", (place) => place.put(value, key)).then(() => true, () => false);

export const remove = (store, key) => request(store, "readwrite", (place) => place.delete(key)).then(() => true, () => false);
