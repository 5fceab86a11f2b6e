// The kernel's way into Pyodide: the same `loadPyodide`, but it reports how much has come and leaves out what
// the school does not carry. JupyterLite takes the folder of this file for Pyodide's own.
import { loadPyodide as load } from "./pyodide.mjs";

// file → [bytes, bytes on the wire]; package → [file, packages it needs]. Written by the build.
const SIZES = {{ sizes }};
const PACKAGES = {{ packages }};
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

export async function loadPyodide(options) {
  const packages = options.packages.filter((name) => name in PACKAGES);
  const files = new Set([...CORE, ...filesOf(packages)]);
  const total = [...files].reduce((sum, name) => sum + (SIZES[name]?.[1] || 0), 0);
  const share = new Map();
  let last = 0;
  const say = (stage, force) => {
    const now = performance.now();
    if (!force && now - last < 100) return;
    last = now;
    let loaded = 0;
    for (const [name, part] of share) loaded += part * (SIZES[name]?.[1] || 0);
    self.postMessage({ schoolLab: stage, loaded: Math.round(loaded), total });
  };
  const report = (name, part) => {
    if (!files.has(name)) return;
    share.set(name, part);
    say("download");
  };
  const nativeFetch = self.fetch;
  self.fetch = counting(nativeFetch.bind(self), report);
  try {
    say("download", true);
    const python = await load({ ...options, packages });
    for (const name of files) share.set(name, 1);
    say("start", true);
    return python;
  } finally {
    self.fetch = nativeFetch;
  }
}
