// A table is sorted as its page writes numbers; without a number a cell goes by its text, and behind the numbers.
import { deepStrictEqual as same } from "node:assert/strict";
import { page } from "./page.js";

let tables = 0;

// Sort a column of these texts by pressing its heading so often; what stands in the rows then.
async function sorted(texts, { language = "en", presses = 1 } = {}) {
  const { document } = page({ language });
  const rows = texts.map((text) => ({ cells: [{ textContent: text }] }));
  const body = { rows, append: (...fresh) => (body.rows = fresh) };
  const heading = { childNodes: ["Country"], append: () => {}, ariaSort: null };
  const table = { tHead: { rows: [{ cells: [heading] }] }, tBodies: [body] };
  let press = null;
  document.querySelectorAll = () => [table];
  document.createElement = () => ({ append: () => {}, addEventListener: (_event, heard) => (press = heard) });
  await import(`../../static/js/every-page/table.js?${++tables}`);
  for (let n = 0; n < presses; n++) press();
  return [body.rows.map((row) => row.cells[0].textContent), heading.ariaSort];
}

Deno.test("numbers rise by their value", async () =>
  same(await sorted(["1,200", "90", "−3.5", "12.25"]), [["−3.5", "12.25", "90", "1,200"], "ascending"]));

Deno.test("pressed again they fall", async () =>
  same(await sorted(["90", "1,200", "5"], { presses: 2 }), [["1,200", "90", "5"], "descending"]));

Deno.test("French numbers are read as French ones", async () =>
  same((await sorted(["1\u202f200,5", "900,75", "12"], { language: "fr" }))[0], ["12", "900,75", "1\u202f200,5"]));

Deno.test("what is no number stands behind, either way", async () => {
  same((await sorted(["–", "2", "1"]))[0], ["1", "2", "–"]);
  same((await sorted(["–", "2", "1"], { presses: 2 }))[0], ["2", "1", "–"]);
});

Deno.test("texts go by the alphabet of the page", async () =>
  same((await sorted(["Zambia", "Égypte", "Algérie"], { language: "fr" }))[0], ["Algérie", "Égypte", "Zambia"]));
