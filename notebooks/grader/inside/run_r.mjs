// Runs under Deno with nothing allowed but reading: run_r.mjs RUNTIME INSIDE PAGES PRINTED.
//
// The same lines as run_python.mjs, with R in the place of Python. R runs in this very thread: webR's own worker and its channels are
// not there, and what R would ask of a browser is refused with an error of R's own.
import { linesOf, say } from "./lines.mjs";
import { Printed } from "./printed.mjs";

const [runtime, inside, pages, most] = Deno.args;
const HOME = "/home/web_user";
const WASM = { headers: { "content-type": "application/wasm" } };
// What lies beside R itself: time zones, and the widths of letters for charts that nobody sees.
const FOLDERS = ["share", "library/grDevices/afm", "library/grDevices/enc"].map((name) => `/usr/lib/R/${name}`);
const read = (name) => Deno.readFileSync(`${runtime}/${name}`);
const silent = () => {};
const printed = new Printed(Number(most));
const print = () => printed.take(1);

const refused = () => r._Rf_error(r.allocateUTF8("this is not possible here"));
const r = {
  arguments: [],
  noExitRuntime: true,
  noInitialRun: true,
  noImageDecoding: true,
  noAudioDecoding: true,
  noWasmDecoding: true,
  wasmMemory: new WebAssembly.Memory({ initial: 512, maximum: Number(pages) }),
  preRun: [() => {
    Object.assign(r.ENV, { HOME, TZ: "UTC", LANG: "en_US.UTF-8", R_HOME: "/usr/lib/R", R_ENABLE_JIT: "0" });
    r.FS.mkdirTree(HOME);
    r.FS.chdir(HOME);
  }],
  locateFile: (name) => name,
  print: silent,
  printErr: silent,
  stdout: print,
  stderr: print,
  downloadFileContent: () => ({ status: 400, response: "this is not possible here" }),
  mountImageUrl: refused,
  mountImagePath: refused,
  mountDriveFS: refused,
  webr: {
    readConsole: () => 0,
    setPrompt: silent,
    handleEvents: silent,
    dataViewer: silent,
    resolveInit: silent,
    evalJs: refused,
    setTimeoutWasm: silent,
    canvas: {},
  },
};

// R.js asks for its files as a worker of a browser does; here they come from the runtime's folder.
class FromFolder {
  open(_method, name) {
    this.name = name;
  }
  send() {
    this.response = read(this.name).buffer;
    this.status = 200;
  }
}

async function start() {
  const started = new Promise((resolve) => r.onRuntimeInitialized = resolve);
  const code = new TextDecoder().decode(read("R.js"));
  const names = ["globalThis", "process", "require", "WorkerGlobalScope", "self", "fetch", "XMLHttpRequest"];
  const fetched = (name) => Promise.resolve(name).then((file) => new Response(read(file), WASM));
  new Function(...names, code)(
    { Module: r },
    undefined,
    undefined,
    true,
    { location: { href: "" } },
    fetched,
    FromFolder,
  );
  await started;
  await Promise.all(FOLDERS.map(layOut));
  const words = ["R", "--no-echo", "--no-save", "--no-restore"];
  const list = r._malloc(4 * (words.length + 1));
  words.forEach((word, at) => r.setValue(list + 4 * at, r.allocateUTF8(word), "*"));
  r._Rf_initialize_R(words.length, list);
  r._setup_Rmainloop();
}

async function layOut(folder) {
  const image = `vfs${folder}`;
  const stream = new Blob([read(`${image}.data.gz`)]).stream().pipeThrough(new DecompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  for (const { filename, start, end } of JSON.parse(new TextDecoder().decode(read(`${image}.js.metadata`))).files) {
    const path = folder + filename;
    r.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    r.FS.writeFile(path, bytes.subarray(start, end));
  }
}

await start();
const base = r.getValue(r._R_BaseEnv, "*");

function evaluate(code, place) {
  const text = r.allocateUTF8(code);
  try {
    return r._R_ParseEvalString(text, place);
  } finally {
    r._free(text);
  }
}

const harness = evaluate("base::new.env(parent = base::baseenv())", base);
r._R_PreserveObject(harness);
evaluate(`{${Deno.readTextFileSync(inside)}\n}`, harness);
const call = (code) => evaluate(code, harness);
const state = call("state");
call("prepare()");
call("seal(environment())");
const textOf = (value) => r.UTF8ToString(r._R_CHAR(r._STRING_ELT(value, 0)));

const UTF8 = 1, TEXTS = 16;
function give(name, texts) {
  const value = r._Rf_protect(r._Rf_allocVector(TEXTS, texts.length));
  texts.forEach((text, at) => {
    const bytes = r.allocateUTF8(text.replaceAll("\0", ""));
    r._SET_STRING_ELT(value, at, r._Rf_mkCharCE(bytes, UTF8));
    r._free(bytes);
  });
  const symbol = r.allocateUTF8(name);
  r._Rf_defineVar(r._Rf_install(symbol), value, state);
  r._free(symbol);
  r._Rf_unprotect(1);
}

// What R throws beyond all of its own handlers ends the cell; anything else ends the sandbox.
function runCell(number) {
  try {
    call(`run_cell(${number}L)`);
  } catch (error) {
    if (!(error instanceof WebAssembly.Exception)) throw error;
    call(`failed(${number}L, "Error", "the cell was left")`);
  }
}

const lines = linesOf(Deno.stdin.readable);
say("ready");

let number = 0, notebook = [];
for await (const line of lines) {
  const { cells, names, expressions, token, files } = JSON.parse(line);
  if (cells) { // a notebook: the first, or the next of a series
    notebook = cells;
    Object.entries({ cells, names, expressions }).forEach(([name, texts]) => give(name, texts));
    say("loaded");
    continue;
  }
  let text;
  try {
    printed.begin();
    call("forget()");
    const folder = `${HOME}/${number += 1}`;
    r.FS.mkdir(folder);
    for (const [name, content] of Object.entries(files)) r.FS.writeFile(`${folder}/${name}`, Uint8Array.fromBase64(content));
    r.FS.chdir(folder);
    notebook.forEach((_cell, at) => runCell(at + 1));
    text = textOf(call("found()"));
  } catch (error) {
    const said = error instanceof WebAssembly.Exception ? "R did not answer" : `${error?.name || ""} ${error?.message || error}`;
    text = JSON.stringify({ trouble: said.slice(0, 2000) });
  }
  say(token + text);
}
Deno.exit(0);
