// What a notebook's JSON says.
import { deepStrictEqual as same, strictEqual as is } from "node:assert/strict";
import { importsOf, packed, sourcesOf } from "../../static/js/lab/notebook.js";
import { inLanguage } from "../../static/js/lab/server.js";
import { notebookOf } from "./page.js";

Deno.test("two notebooks with the same sources are the same work, whatever came of them", () => {
  const one = notebookOf("a = 1\nb = 2");
  const other = notebookOf(["a = 1\n", "b = 2"]);
  other.cells[0].outputs = [];
  is(sourcesOf(one), sourcesOf(other));
  is(sourcesOf(one) === sourcesOf(notebookOf("a = 1")), false);
});

Deno.test("imports are found in code alone, and rare packages are told", () => {
  const notebook = notebookOf("import pandas as pd", "  from scipy import stats\n# import seaborn");
  notebook.cells.push({ cell_type: "markdown", source: "import matplotlib" });
  same(importsOf(notebook), { packages: ["pandas", "scipy"], modules: ["pandas", "scipy.stats"], isRare: true });
  same(importsOf(notebookOf("import math")), { packages: [], modules: [], isRare: false });
});

Deno.test("a draft that is too large goes without its outputs", () => {
  const small = notebookOf("a");
  is(packed(small), small);
  const large = notebookOf("a");
  large.cells[0].outputs = [{ text: "x".repeat(1_000_001) }];
  same(packed(large).cells[0], { cell_type: "code", source: "a", outputs: [], execution_count: null });
  is(large.cells[0].outputs.length, 1);
});

Deno.test("an address names the programming language where one was chosen", () => {
  same([inLanguage("/a/", "r"), inLanguage("/a/?v=2", "r"), inLanguage("/a/", undefined), inLanguage("", "r")], [
    "/a/?kernel=r",
    "/a/?v=2&kernel=r",
    "/a/",
    "",
  ]);
});
