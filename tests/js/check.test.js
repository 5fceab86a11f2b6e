// check() in a cell: the server compares; without it only the form of a value is looked at.
import { deepStrictEqual as same } from "node:assert/strict";
import { json, page, server } from "./page.js";

page();
const { Checks, checkTexts } = await import("../../static/js/lab/check.js");

const TEXTS = {
  "check-unknown": "There is {names}.",
  "check-nothing": "Nothing yet.",
  "check-no-number": "No number.",
  "check-right": "Right.",
  frame: "Notebook",
};
const ANSWERS = [{ name: "share", kind: "number" }, { name: "name", kind: "text" }];

async function ask(name, value, { url = "/check/", answer } = {}) {
  const { answers } = server();
  if (answer) answers.push(answer);
  const told = [];
  const checks = new Checks({ url, answers: ANSWERS, texts: TEXTS, tell: (asked, said) => told.push([asked, said]) });
  await checks.ask({ asked: 1, name, value: JSON.stringify(value) });
  checks.stop();
  return told[0][1];
}

Deno.test("the server's word is passed on", async () =>
  same(await ask("share", 3, { answer: json({ state: "right" }) }), { state: "right" }));

Deno.test("whoever may not hand in is told to enrol", async () => same(await ask("share", 3, { url: "" }), { state: "enrol" }));

Deno.test("another page in the answer's place is no answer", async () =>
  same(await ask("share", 3, { answer: new Response("<p>", { headers: { "Content-Type": "text/html" } }) }), { state: "unasked" }));

Deno.test("without the line the form is looked at, and the rest waits", async () => {
  same(await ask("shares", 3), { state: "told", text: "There is share, name." });
  same(await ask("share", null), { state: "wrong", text: "Nothing yet." });
  same(await ask("share", "<ellipsis>"), { state: "wrong", text: "Nothing yet." });
  same(await ask("share", "three"), { state: "wrong", text: "No number." });
  same(await ask("share", 3), { state: "later" });
  same(await ask("name", "Uganda"), { state: "later" });
});

Deno.test("what waited is asked again when the line is back", async () => {
  const { answers } = server();
  const told = [];
  const checks = new Checks({ url: "/check/", answers: ANSWERS, texts: TEXTS, tell: (asked, said) => told.push([asked, said.state]) });
  await checks.ask({ asked: 7, name: "share", value: "3" });
  answers.push(json({ state: "wrong" }));
  await checks.again();
  checks.stop();
  same(told, [[7, "later"], [7, "wrong"]]);
});

Deno.test("the cell is given its own texts, in the language of the page", () =>
  same(checkTexts(TEXTS, { closest: () => null }), {
    language: "en",
    direction: "ltr",
    texts: { unknown: "There is {names}.", nothing: "Nothing yet.", "no-number": "No number.", right: "Right." },
  }));
