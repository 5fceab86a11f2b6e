// Runs under Deno with nothing allowed but reading: run.mjs RUNTIME INSIDE PACKAGES.
//
// Standard input, a line of JSON each, and the one line that answers it:
//   (nothing)                          ready     Python has started and imported PACKAGES
//   {packages, cells, names, …}        loaded    the notebook is here, and what it imports
//   {token, files}                     TOKEN{…}  the cells were run beside these files; again for the next data set
// Nothing of a data set is here before the one before it was answered. What the notebook prints goes nowhere.
import { linesOf, say } from "./lines.mjs";

const [runtime, inside, warmed] = Deno.args;
const HOME = "/home/pyodide";
const SITE = "/lib/python3.14/site-packages/";
const silent = () => {};

const { loadPyodide } = await import(`file://${runtime}/pyodide.mjs`);
const python = await loadPyodide({
  indexURL: `${runtime}/`, stdout: silent, stderr: silent, stdin: () => null, jsglobals: {}, env: { MPLBACKEND: "agg", HOME },
});

// The packages of the runtime are zips without compression, and checked when they were built: laid out as they are, they
// are there in a tenth of the time that Pyodide takes to unpack them.
const lock = JSON.parse(Deno.readTextFileSync(`${runtime}/pyodide-lock.json`)).packages;
const laidOut = new Set();
const folders = new Set();

function layOut(bytes) {
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
    if (!folders.has(folder)) folders.add(folder), python.FS.mkdirTree(folder);
    python.FS.writeFile(name, bytes.subarray(content, content + size), { canOwn: true });
    entry += 46 + named + extra + comment;
  }
}

function need(name) {
  if (laidOut.has(name)) return;
  laidOut.add(name);
  lock[name].depends.forEach(need);
  layOut(Deno.readFileSync(`${runtime}/${lock[name].file_name}`));
}

const space = python.toPy({});
python.runPython(Deno.readTextFileSync(inside), { globals: space });
const [load, receive, run] = ["load", "receive", "run"].map((name) => space.get(name));

function bring(packages) {
  packages.forEach(need);
  load(packages.join(" "));
}

bring(warmed ? warmed.split(",") : []);
const lines = linesOf(Deno.stdin.readable);
say("ready");

const job = (await lines.next()).value;
if (job === undefined) Deno.exit(0);
bring(JSON.parse(job).packages);
receive(job);
say("loaded");

let number = 0;
for await (const line of lines) {
  const { token, files } = JSON.parse(line);
  let text;
  try {
    const folder = `${HOME}/${number += 1}`;
    python.FS.mkdir(folder);
    for (const [name, content] of Object.entries(files)) python.FS.writeFile(`${folder}/${name}`, Uint8Array.fromBase64(content));
    text = await run(folder);
  } catch (error) {
    text = JSON.stringify({ trouble: `${error?.name || ""} ${error?.message || error}`.slice(0, 2000) });
  }
  say(token + text);
}
Deno.exit(0);
