// The kernel's way into Pyodide: the same `loadPyodide`, but it reports how much has come, leaves out what the school does not
// carry, and begins from the memory of a Python that has started in this browser before (started.mjs, kept.mjs). JupyterLite takes
// the folder of this file for Pyodide's own.
//
// A worker of this name starts Python before JupyterLab asks for a kernel, which then takes it over (start.js): the name, a space,
// and the packages with commas between.
import { begun, keep, recall, thingOf } from "./kept.mjs";
import make from "./pyodide.asm.mjs";
import { loadPyodide as load } from "./pyodide.mjs";
import { Engine } from "./started.mjs";

const EARLY = "school-python";
const FOLDER = new URL(".", import.meta.url).href;
const LOCK = `${FOLDER}pyodide-lock.json`;

// file → [bytes, bytes on the wire]; package → [file, packages it needs]; what is kept, and what is loaded after it. Written by the
// build (packages.py).
const SIZES = {{ sizes }};
const PACKAGES = {{ packages }};
const USUAL = {{ usual }};
const LATER = {{ later }};
const CORE = ["pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"];

function filesOf(names, found = new Set()) {
  for (const name of names) {
    const [file, needs] = PACKAGES[name] || [];
    if (file && !found.has(file)) {
      found.add(file);
      filesOf(needs, found);
    }
  }
  return found;
}

const nameOf = (input) => String(input.url || input).split(/[?#]/)[0].split("/").pop();

function base64(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer)));
}

// A fetch that counts. The browser hands over a body with `integrity` only when all of it is there, so the hash
// is checked here instead, on the same bytes, before anyone sees them.
function counting(nativeFetch, report) {
  return async (input, init = {}) => {
    const name = nameOf(input);
    const [bytes] = SIZES[name] || [];
    const wanted = /^sha256-(.+)$/.exec(init.integrity || "")?.[1];
    if (!bytes || !wanted || !globalThis.crypto?.subtle) {
      const answer = await nativeFetch(input, init);
      report(name, 1);
      return answer;
    }
    report(name, 0);
    const { integrity, ...rest } = init;
    const answer = await nativeFetch(input, rest);
    if (!answer.ok || !answer.body) return answer;
    const content = new Uint8Array(bytes);
    let at = 0;
    for (const reader = answer.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (at + value.length > bytes) throw new Error(`${name} is longer than it should be`);
      content.set(value, at);
      at += value.length;
      report(name, at / bytes);
    }
    if (at !== bytes || base64(await crypto.subtle.digest("SHA-256", content)) !== wanted) {
      throw new Error(`${name} is not the file that the school published`);
    }
    return new Response(content, { status: 200, headers: answer.headers });
  };
}

// --- starting ----------------------------------------------------------------------------------------------------

const IMPORTED = `
import gc, micropip, numpy, pandas, piplite.piplite, pyodide_kernel
pandas.DataFrame({"a": [1.5]})._repr_html_()
gc.collect()
`;
// No two visits have the same chances.
const TRIAL = `
import random, numpy, pandas
random.seed()
numpy.random.seed()
int(pandas.Series([1, 2]).sum()) == 3
`;

// Python with pandas: from the memory of one that has started here before, or as usual, and then its memory is kept.
async function startWithPandas(options, packages, progress) {
  const first = [...packages.filter((name) => ![...USUAL, ...LATER].includes(name)), ...USUAL];
  const later = packages.filter((name) => LATER.includes(name));
  const lock = await (await fetch(LOCK)).json();
  const begin = async (found) => {
    const engine = new Engine(lock, found);
    const python = await load({
      ...options,
      lockFileContents: lock,
      packageBaseUrl: FOLDER,
      ...engine.options(make, first, found?.files || fetchAll(filesOf(first), lock)),
      _snapshotDeserializer: (named) => thingOf(engine.module.API.public_api, named),
    });
    return { engine, python };
  };
  const tried = (one) => (one.python.runPython(TRIAL) ? one : null);
  const found = await recall();
  for (const name of found?.files.keys() || []) progress.report(name, 1);
  let started = found && (await begin(found).then(tried).catch(() => null));
  found?.close();
  if (started) {
    await begun();
  } else {
    started = await begin(null);
    started.python.runPython(IMPORTED);
    await keep(started);
  }
  const { engine, python } = started;
  for (const name of engine.packages) python.loadedPackages[name] = "default channel"; // as Pyodide says it
  if (later.length) await python.loadPackage(later, { messageCallback() {} });
  return python;
}

async function fetchAll(files, { packages }) {
  const hashes = new Map(Object.values(packages).map((one) => [one.file_name, one.sha256]));
  const fetchOne = async (file) => {
    const integrity = `sha256-${base64(hashes.get(file).match(/../g).map((pair) => Number.parseInt(pair, 16)))}`;
    return [file, new Uint8Array(await (await fetch(FOLDER + file, { integrity })).arrayBuffer())];
  };
  return new Map(await Promise.all([...files].map(fetchOne)));
}

// Tells the page how much has come: of these files, or of whatever is asked for.
class Progress {
  constructor(stage, files = null) {
    Object.assign(this, { stage, files, last: 0, share: new Map([...(files || [])].map((name) => [name, 0])) });
  }

  report = (name, part) => {
    if (!SIZES[name] || (this.files && !this.files.has(name))) return;
    this.share.set(name, part);
    this.say(this.stage);
  };

  say(stage) {
    let [loaded, total] = [0, 0];
    for (const [name, part] of this.share) {
      const wire = SIZES[name]?.[1] || 0;
      loaded += part * wire;
      total += wire;
    }
    const now = performance.now();
    if (stage === this.stage && loaded < total && now - this.last < 100) return;
    this.last = now;
    self.postMessage({ schoolLab: stage, loaded: Math.round(loaded), total });
  }
}

const nativeFetch = self.fetch.bind(self);

async function start(asked, output) {
  const packages = asked.filter((name) => name in PACKAGES);
  const files = new Set([...CORE, ...filesOf(packages)]);
  const progress = new Progress("download", files);
  self.fetch = counting(nativeFetch, progress.report);
  const options = { indexURL: FOLDER, stdout: (text) => output.stdout?.(text), stderr: (text) => output.stderr?.(text) };
  try {
    const python = await (files.has(PACKAGES.pandas[0])
      ? startWithPandas(options, packages, progress)
      : load({ ...options, lockFileURL: LOCK, packages }));
    progress.say("start");
    return python;
  } finally {
    // What the notebook imports besides is told of too.
    self.fetch = counting(nativeFetch, new Progress("package").report);
  }
}

const output = {}; // where what Python prints goes, once JupyterLab has asked
let early = null;

export function loadPyodide({ packages, stdout, stderr }) {
  Object.assign(output, { stdout, stderr });
  return early || start(packages, output);
}

if (self.name?.startsWith(`${EARLY} `)) {
  early = start(self.name.slice(EARLY.length + 1).split(","), output);
  early.catch(() => {}); // told to JupyterLab when it asks
  const waiting = [];
  const wait = (event) => waiting.push(event);
  const takeOver = async ({ data }) => {
    self.addEventListener("message", wait);
    await import(data.schoolKernel);
    self.removeEventListener("message", wait);
    for (const { data, ports } of waiting) self.dispatchEvent(new MessageEvent("message", { data, ports: [...ports] }));
  };
  self.addEventListener("message", takeOver, { once: true });
}
