// Runs under Deno with nothing allowed but reading: run.mjs RUNTIME INSIDE, the job as JSON on standard input.
// One line comes out: the job's token, then the result. What the notebook prints goes nowhere.
const [runtime, inside] = Deno.args;
const job = JSON.parse(await new Response(Deno.stdin.readable).text());
const answer = (result) => {
  const line = new TextEncoder().encode(`${job.token}${JSON.stringify(result)}\n`);
  for (let at = 0; at < line.length;) at += Deno.stdout.writeSync(line.subarray(at));
};

const { loadPyodide } = await import(`file://${runtime}/pyodide.mjs`);
const silent = () => {};
const python = await loadPyodide({
  indexURL: `${runtime}/`, stdout: silent, stderr: silent, stdin: () => null, jsglobals: {}, env: { MPLBACKEND: "agg", HOME: "/home/pyodide" },
});
try {
  await python.loadPackage(job.packages, { messageCallback: silent, errorCallback: silent });
  for (const [name, text] of Object.entries(job.files)) {
    python.FS.writeFile(`/home/pyodide/${name}`, Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));
  }
  const space = python.toPy({});
  python.runPython(Deno.readTextFileSync(inside), { globals: space });
  const found = python.toPy({});
  const text = await space.get("run")(python.toPy(job.cells), python.toPy(job.names), found);
  answer({ found: JSON.parse(text) });
} catch (error) {
  const text = `${error?.name || ""} ${error?.message || error}`;
  answer({ trouble: text.slice(0, 2000) });
}
Deno.exit(0);
