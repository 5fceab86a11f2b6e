// Starts Python for the grader: as usual, or from the memory of one that has started before, in less than half of the time.
//
// Pyodide's own snapshots hold no compiled extensions. Here the extensions of the usual packages are loaded before Python itself
// starts, in the same order every time: so they lie at the same addresses, and a memory that was kept after the packages were
// imported (snapshot.mjs) fits into another process.
const HOME = "/home/pyodide";
const SITE = "/lib/python3.14/site-packages/";
const INSIDE = "_inside"; // where the functions of inside.py wait in the memory
const silent = () => {};

// A file of a snapshot: the length of what is said about it, that as JSON, the memory.
export const LENGTH = 4;

/** Python with `packages` imported. `snapshot`: a file to begin from, or nothing; `options`: more for `loadPyodide`. */
export async function start(runtime, inside, packages, snapshot = "", options = {}) {
  const { loadPyodide } = await import(`file://${runtime}/pyodide.mjs`);
  const make = (await import(`file://${runtime}/pyodide.asm.mjs`)).default;
  const kept = snapshot && open(snapshot);
  const site = new Site(runtime);
  let engine, place;
  const createPyodideModule = (settings) => {
    engine = settings;
    engine.thisProgram = "python"; // its length would move everything
    engine.onRuntimeInitialized = () => {
      site.files = engine.FS;
      packages.forEach((name) => site.need(name));
      for (const name of site.extensions) engine.loadDynamicLibrary(name, { global: false, nodelete: true }, {});
      place = placeOf(engine);
      if (kept) restore(engine, kept, place);
    };
    return make(engine);
  };
  const python = await loadPyodide({
    indexURL: `${runtime}/`, stdout: silent, stderr: silent, stdin: () => null, jsglobals: {}, env: { MPLBACKEND: "agg", HOME },
    createPyodideModule, ...(kept ? { _loadSnapshot: new Uint8Array(1) } : {}), ...options,
  });
  if (!kept) {
    const space = python.toPy({});
    python.runPython(Deno.readTextFileSync(inside), { globals: space });
    space.get("load")(packages.join(" "));
    python.globals.set(INSIDE, space);
    space.destroy();
  }
  return { python, engine, place, home: HOME, need: (name) => site.need(name) };
}

/** The functions of inside.py; what the notebook looks up does not lead to them. */
export function functionsOf(python, ...names) {
  const space = python.globals.pop(INSIDE);
  return names.map((name) => space.get(name));
}

// The packages of the runtime are zips without compression, and checked when they were built: laid out as they are, they
// are there in a tenth of the time that Pyodide takes to unpack them.
class Site {
  constructor(runtime) {
    this.runtime = runtime;
    this.lock = JSON.parse(Deno.readTextFileSync(`${runtime}/pyodide-lock.json`)).packages;
    this.packages = new Set();
    this.folders = new Set();
    this.extensions = [];
  }

  need(name) {
    if (this.packages.has(name)) return;
    this.packages.add(name);
    this.lock[name].depends.forEach((other) => this.need(other));
    this.layOut(Deno.readFileSync(`${this.runtime}/${this.lock[name].file_name}`));
  }

  layOut(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const decoder = new TextDecoder();
    let end = bytes.length - 22;
    while (view.getUint32(end, true) !== 0x06054b50) end -= 1;
    let entry = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
      const [method, size, start] = [view.getUint16(entry + 10, true), view.getUint32(entry + 20, true), view.getUint32(entry + 42, true)];
      const [named, extra, comment] = [28, 30, 32].map((at) => view.getUint16(entry + at, true));
      const name = SITE + decoder.decode(bytes.subarray(entry + 46, entry + 46 + named));
      if (method !== 0) throw new Error(`${name} is compressed`);
      const content = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
      const folder = name.slice(0, name.lastIndexOf("/"));
      if (!this.folders.has(folder)) this.folders.add(folder), this.files.mkdirTree(folder);
      this.files.writeFile(name, bytes.subarray(content, content + size), { canOwn: true });
      if (name.endsWith(".so")) this.extensions.push(name);
      entry += 46 + named + extra + comment;
    }
  }
}

// Where the next function and the next object would lie, before Python has started.
const placeOf = (engine) => `${engine.wasmTable.length} ${engine._calloc(1, 16)}`;

function open(path) {
  const file = Deno.openSync(path);
  const length = new Uint8Array(LENGTH);
  file.readSync(length);
  const said = new Uint8Array(new DataView(length.buffer).getUint32(0, true));
  file.readSync(said);
  return { file, ...JSON.parse(new TextDecoder().decode(said)) };
}

function restore(engine, kept, place) {
  if (kept.place !== place) throw new Error(`The snapshot is of another Python: ${kept.place}, here ${place}`);
  engine.growMemory(kept.size);
  engine.API.restoreSnapshot = () => {
    for (let at = 0; at < kept.size;) at += kept.file.readSync(engine.HEAPU8.subarray(at, kept.size));
    kept.file.close();
    for (const [handle, name] of kept.handles) engine.LDSO.loadedLibsByHandle[handle] = engine.LDSO.loadedLibsByName[name];
    return kept.config;
  };
}
