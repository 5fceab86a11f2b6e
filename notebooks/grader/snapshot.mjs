// Runs under Deno with nothing allowed but reading: snapshot.mjs RUNTIME INSIDE PACKAGES.
//
// Writes to standard output the memory of a Python that has started and imported PACKAGES, for others to begin from.
import { LENGTH, start } from "./python.mjs";

const [runtime, inside, packages] = Deno.args;
const { python, engine, place } = await start(runtime, inside, packages.split(","), "", { _makeSnapshot: true });
for (const name of Object.keys(python.loadedPackages)) delete python.loadedPackages[name]; // Pyodide would not keep them
python.runPython("import gc; gc.collect()");

const said = new TextEncoder().encode(JSON.stringify({
  size: engine.HEAPU8.length, place, config: engine.API.serializeHiwireState(),
  handles: Object.entries(engine.LDSO.loadedLibsByHandle).map(([handle, library]) => [Number(handle), library.name]),
}));
const head = new Uint8Array(LENGTH);
new DataView(head.buffer).setUint32(0, said.length, true);
for (const part of [head, said, engine.HEAPU8]) {
  for (let at = 0; at < part.length;) at += Deno.stdout.writeSync(part.subarray(at));
}
Deno.exit(0);
