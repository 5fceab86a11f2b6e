// Starts Python for the grader: as usual, or from the memory of one that has started before, in less than half of the time
// (../../browser/started.mjs).
import { Engine, keptIn } from "../../browser/started.mjs";

const HOME = "/home/pyodide";
const INSIDE = "_inside"; // where the functions of cells.py wait in the memory
const REHEARSAL = new URL("./rehearsal.py", import.meta.url);
const silent = () => {};

/** Python with `packages` imported and used once. `snapshot`: a file to begin from, or nothing. */
export async function start(runtime, inside, packages, snapshot = "") {
  const { loadPyodide } = await import(`file://${runtime}/pyodide.mjs`);
  const make = (await import(`file://${runtime}/pyodide.asm.mjs`)).default;
  const lock = JSON.parse(Deno.readTextFileSync(`${runtime}/pyodide-lock.json`));
  const rehearsal = Deno.readTextFileSync(REHEARSAL);
  const files = { get: (file) => Deno.readFileSync(`${runtime}/${file}`) };
  const begin = async (kept) => {
    const engine = new Engine(lock, kept);
    const python = await loadPyodide({
      indexURL: `${runtime}/`,
      stdout: silent,
      stderr: silent,
      stdin: () => null,
      jsglobals: {},
      env: { MPLBACKEND: "agg", HOME },
      ...engine.options(make, packages, files),
    });
    return { python, engine, rehearsal, home: HOME, kept: Boolean(kept) };
  };
  if (snapshot) {
    try {
      return await begin(open(snapshot));
    } catch { /* it is of another Python: this one starts as usual */ }
  }
  const started = await begin(null);
  const space = started.python.toPy({});
  started.python.runPython(Deno.readTextFileSync(inside), { globals: space });
  space.get("load")(packages.join(" "));
  space.get("rehearse")(rehearsal);
  started.python.globals.set(INSIDE, space);
  space.destroy();
  return started;
}

/** The functions of cells.py; what the notebook looks up does not lead to them. */
export function functionsOf(python, ...names) {
  const space = python.globals.pop(INSIDE);
  return names.map((name) => space.get(name));
}

function open(path) {
  const file = Deno.openSync(path);
  return keptIn((bytes) => {
    for (let at = 0; at < bytes.length;) {
      const length = file.readSync(bytes.subarray(at));
      if (length === null) throw new Error(`${path} ends too early`);
      at += length;
    }
  });
}
