// The memory of a Python that has started, kept in this browser: what a visit with pandas begins from, after the first.
// It is taken before a notebook runs, and holds nothing of the reader's.
import { headOf, keptIn } from "./started.mjs";

const FOLDER = "started"; // in the browser's own file system for this origin; in it one file, named as the folder of this runtime
const NAME = new URL(".", import.meta.url).pathname.split("/").at(-2);
const TRIED = `${NAME}.tried`; // lies there while Python begins from the memory: if that never ended, nobody tries again
const BROWSER = navigator.userAgent; // another browser is another engine
const SMALL = 4; // GB: browsers that have less memory do not keep it
const ROOM = 500e6; // bytes that must be free in the browser's storage

const folder = async () => (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });

/** What was kept here, or null: `Engine` of started.mjs begins from it, with the `files` of its packages. To be closed. */
export async function recall() {
  let file;
  try {
    const kept = await folder();
    const handle = await kept.getFileHandle(NAME);
    for await (const name of kept.keys()) if (name === TRIED) return null;
    file = await handle.createSyncAccessHandle({ mode: "read-only" });
    let at = 0;
    const found = keptIn((bytes) => (at += file.read(bytes, { at })));
    if (found.browser === BROWSER) {
      const files = new Map(found.files.map(([name, length]) => [name, new Uint8Array(length)]));
      for (const bytes of files.values()) found.fill(bytes);
      if (file.getSize() !== at + found.size) throw new Error("a part is missing");
      await kept.getFileHandle(TRIED, { create: true });
      return { ...found, files, close: () => file.close() };
    }
  } catch {
    /* nothing is kept, or no storage is here */
  }
  file?.close();
  return null;
}

/** Keep the memory of a Python and the files of its packages, in the place of older ones; the promise is there when they have been
    copied. */
export async function keep({ engine, python }) {
  try {
    if (navigator.deviceMemory < SMALL) return;
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    if (quota - usage < ROOM) return;
    const { said, memory } = engine.keep((thing) => nameOf(python, thing));
    const files = [...engine.files].map(([name, bytes]) => [name, bytes.length]);
    const parts = [headOf({ ...said, files, browser: BROWSER }), ...engine.files.values(), memory.slice()];
    write(parts).catch(() => {}); // the next visit starts as this one did
  } catch (error) {
    console.info(`Python's memory is not kept: ${error.message}`);
  }
}

/** Say that Python has begun from what was kept. */
export async function begun() {
  await (await folder()).removeEntry(TRIED).catch(() => {}); // another page has written it anew
}

async function forget() {
  await (await navigator.storage.getDirectory()).removeEntry(FOLDER, { recursive: true });
}

async function write(parts) {
  await forget().catch(() => {}); // of another runtime, or one that did not fit
  const file = await (await (await folder()).getFileHandle(NAME, { create: true })).createWritable();
  for (const part of parts) await file.write(part);
  await file.close(); // now it is there, and whole
}

const places = (python) => ({ pyodide: python, inside: python._api, browser: self });

// What Python holds of JavaScript has a name in Pyodide or in the browser, by which it is found again (`thingOf`).
function nameOf(python, thing) {
  for (const [place, owner] of Object.entries(places(python))) {
    if (owner === thing) return [place];
    const name = Object.getOwnPropertyNames(owner).find((key) => owner[key] === thing);
    if (name) return [place, name];
  }
  throw new Error(`Python holds ${thing}, which has no name`);
}

/** The other way round: `named` is what `nameOf` gave, `python` Pyodide's public part. */
export function thingOf(python, [place, name]) {
  const owner = places(python)[place];
  return name ? owner[name] : owner;
}
