// Runs under Deno with nothing allowed but reading: snapshot.mjs RUNTIME INSIDE PACKAGES.
//
// Writes to standard output the memory of a Python that has started and imported PACKAGES, for others to begin from.
import { headOf } from "../../browser/started.mjs";
import { start } from "./start_python.mjs";

const [runtime, inside, packages] = Deno.args;
const { python, engine } = await start(runtime, inside, packages.split(","));
python.runPython("import gc; gc.collect()");

const { said, memory } = engine.keep();
for (const part of [headOf(said), memory]) {
  for (let at = 0; at < part.length;) at += Deno.stdout.writeSync(part.subarray(at));
}
Deno.exit(0);
