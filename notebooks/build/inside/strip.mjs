// Runs under Deno: strip.mjs RUNTIME RULES OUT, with {info, jobs: [[package, file]]} on standard input.
// Writes each stripped file to OUT and prints its name when it is done.
const [runtime, rules, out] = Deno.args;
const { loadPyodide } = await import(`file://${runtime}/pyodide.mjs`);
const { info, jobs } = JSON.parse(await new Response(Deno.stdin.readable).text());
const python = await loadPyodide({
  indexURL: `${runtime}/`,
  packages: [],
  lockFileContents: { info, packages: {} },
  stdout() {},
});
python.runPython(Deno.readTextFileSync(rules));
const strip = python.globals.get("strip");
for (const [name, file] of jobs) {
  const result = strip(name, Deno.readFileSync(`${runtime}/${file}`));
  const view = result.getBuffer("u8");
  Deno.writeFileSync(`${out}/${file}`, view.data);
  view.release();
  result.destroy();
  console.log(file);
}
Deno.exit(0);
