// Runs under Deno with nothing allowed but reading: run_python.mjs RUNTIME INSIDE PACKAGES PRINTED [SNAPSHOT].
//
// Standard input, a line of JSON each, and the one line that answers it:
//   (nothing)                          ready     Python has started and imported PACKAGES (": kept" if it began from SNAPSHOT); it
//                                                rehearses while nothing comes
//   {packages, cells, names, …}        loaded    the notebook is here, and what it imports
//   {token, files}                     TOKEN{…}  the cells were run beside these files; again for the next data set
//   {packages, cells, names, …}        loaded    the next notebook of a series
// Nothing of a data set is here before the one before it was answered. What the notebook prints goes nowhere.
import { linesOf, say } from "./lines.mjs";
import { Printed } from "./printed.mjs";
import { functionsOf, start } from "./start_python.mjs";

const QUIET = 200; // milliseconds after which no notebook has waited for this sandbox
const REHEARSALS = 2; // after so many the engine has optimised what it will: a third changes nothing
const [runtime, inside, usual, most, snapshot] = Deno.args;
const { python, engine, rehearsal, home, kept } = await start(runtime, inside, usual.split(","), snapshot);
const [load, receive, run, rehearse] = functionsOf(python, "load", "receive", "run", "rehearse");
const printed = new Printed(Number(most));
for (const set of ["setStdout", "setStderr"]) python[set]({ write: (bytes) => printed.take(bytes.length) });
const quiet = () => new Promise((resolve) => setTimeout(resolve, QUIET));
const lines = linesOf(Deno.stdin.readable);
say(kept ? "ready: kept" : "ready");

const first = lines.next();
// Who waits for a notebook can make itself ready for it.
for (let left = REHEARSALS; left > 0 && !await Promise.race([first, quiet()]); left -= 1) rehearse(rehearsal);

function take(job) {
  const { packages } = JSON.parse(job);
  packages.forEach((name) => engine.need(name));
  load(packages.join(" "));
  receive(job);
  say("loaded");
}

const job = (await first).value;
if (job === undefined) Deno.exit(0);
take(job);

let number = 0;
for await (const line of lines) {
  const { cells, token, files } = JSON.parse(line);
  if (cells) {
    take(line);
    continue;
  }
  let text;
  try {
    printed.begin();
    const folder = `${home}/${number += 1}`;
    python.FS.mkdir(folder);
    for (const [name, content] of Object.entries(files)) python.FS.writeFile(`${folder}/${name}`, Uint8Array.fromBase64(content));
    text = await run(folder);
  } catch (error) {
    text = JSON.stringify({ trouble: `${error?.name || ""} ${error?.message || error}`.slice(0, 2000) });
  }
  say(token + text);
}
Deno.exit(0);
