// A Python that begins from the memory of one that has started before: in the browser (python.mjs) and in the grader.
//
// Pyodide's own snapshots hold no compiled extensions. Here the extensions of the packages are loaded before Python itself starts,
// in the same order every time: so they lie at the same addresses, and a memory that was kept after the packages were imported
// fits into another process.
const SITE = "/lib/python3.14/site-packages/";
const FILE = 0o100644; // the kind of a node, and who may do what with it

/** An engine with the extensions of packages in it, and the memory that was `kept` of one, or nothing.

    lock: Pyodide's; kept: what `keep` gave, with `fill(memory)`. */
export class Engine {
  constructor(lock, kept = null) {
    this.lock = lock.packages;
    this.kept = kept;
    this.packages = new Set();
    this.folders = new Map();
    this.extensions = [];
  }

  /** What `loadPyodide` is to be called with. make: Pyodide's own way to an engine; packages: their names; files: a promise of what
      has their bytes, by `get(file)`. */
  options(make, packages, files) {
    const createPyodideModule = async (settings) => {
      this.module = settings;
      this.files = await files;
      settings.thisProgram = "python"; // its length would move everything
      settings.onRuntimeInitialized = () => this.initialized(packages);
      return make(settings);
    };
    return { createPyodideModule, ...(this.kept ? { _loadSnapshot: new Uint8Array(1) } : {}) };
  }

  initialized(packages) {
    const { module, kept } = this;
    packages.forEach((name) => this.need(name));
    for (const name of this.extensions) module.loadDynamicLibrary(name, { global: false, nodelete: true }, {});
    // Where the next function and the next object would lie, before Python has started.
    this.place = `${module.wasmTable.length} ${module._calloc(1, 16)}`;
    if (kept) module.API.restoreSnapshot = () => this.restore();
  }

  restore() {
    const { module, kept } = this;
    if (kept.place !== this.place) throw new Error(`This memory is of another Python: ${kept.place}, here ${this.place}`);
    module.growMemory(kept.size);
    kept.fill(module.HEAPU8.subarray(0, kept.size));
    for (const [handle, name] of kept.handles) module.LDSO.loadedLibsByHandle[handle] = module.LDSO.loadedLibsByName[name];
    return kept.config;
  }

  /** What can be kept of this Python now: the memory, and what is said about it. `named`: an object of JavaScript → its name. */
  keep(named) {
    const { module } = this;
    const handles = Object.entries(module.LDSO.loadedLibsByHandle).map(([handle, library]) => [Number(handle), library.name]);
    const { loadedPackages } = module.API.public_api;
    const loaded = { ...loadedPackages };
    for (const name of Object.keys(loaded)) delete loadedPackages[name]; // Pyodide keeps no memory with packages
    try {
      const config = module.API.serializeHiwireState(named);
      return { said: { size: module.HEAPU8.length, place: this.place, config, handles }, memory: module.HEAPU8 };
    } finally {
      Object.assign(loadedPackages, loaded);
    }
  }

  /** Lay a package and what it needs out in the files of Python. */
  need(name) {
    if (this.packages.has(name)) return;
    this.packages.add(name);
    this.lock[name].depends.forEach((other) => this.need(other));
    this.layOut(this.files.get(this.lock[name].file_name));
  }

  folder(path) {
    const { FS } = this.module;
    if (!this.folders.has(path)) FS.mkdirTree(path), this.folders.set(path, FS.lookupPath(path).node);
    return this.folders.get(path);
  }

  // Our packages are zips without compression, and checked before: laid out as they are, they are there in a tenth of the time
  // that Pyodide takes to unpack them.
  layOut(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const decoder = new TextDecoder();
    const { FS } = this.module;
    const { MEMFS } = FS.filesystems;
    let end = bytes.length - 22;
    while (view.getUint32(end, true) !== 0x06054b50) end -= 1;
    let entry = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
      const [method, size, start] = [view.getUint16(entry + 10, true), view.getUint32(entry + 20, true), view.getUint32(entry + 42, true)];
      const [named, extra, comment] = [28, 30, 32].map((at) => view.getUint16(entry + at, true));
      const name = SITE + decoder.decode(bytes.subarray(entry + 46, entry + 46 + named));
      if (method !== 0) throw new Error(`${name} is compressed`);
      const content = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
      const cut = name.lastIndexOf("/");
      const node = MEMFS.createNode(this.folder(name.slice(0, cut)), name.slice(cut + 1), FILE, 0);
      Object.assign(node, { contents: bytes.subarray(content, content + size), usedBytes: size });
      if (name.endsWith(".so")) this.extensions.push(name);
      entry += 46 + named + extra + comment;
    }
  }
}

const LENGTH = 4; // bytes that say how long the text about a memory is

/** What stands before the memory in a file: how long the text is, and the text. */
export function headOf(said) {
  const text = new TextEncoder().encode(JSON.stringify(said));
  const head = new Uint8Array(LENGTH + text.length);
  new DataView(head.buffer).setUint32(0, text.length, true);
  head.set(text, LENGTH);
  return head;
}

/** The same, read again: `fill(bytes)` fills bytes with what comes next in the file. */
export function keptIn(fill) {
  const length = new Uint8Array(LENGTH);
  fill(length);
  const text = new Uint8Array(new DataView(length.buffer).getUint32(0, true));
  fill(text);
  return { ...JSON.parse(new TextDecoder().decode(text)), fill };
}
