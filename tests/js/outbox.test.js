// Handing in, once: the same work keeps its key until the server has answered.
import { deepStrictEqual as same, strictEqual as is } from "node:assert/strict";
import { json, notebookOf, page, server } from "./page.js";

const { memory } = page();
// One attempt is looked at at a time: the next one is for a page that stays open.
globalThis.setTimeout = () => 0;
const { lay, send, waitingAt } = await import("../../static/js/lab/outbox.js");

const given = (sources) => ({ desk: "desk", url: "/submit/", notebook: notebookOf(sources), sources, warning: "Sign out?" });

Deno.test("the same work keeps its key and its time, other work takes its place", async () => {
  const first = await lay(given("a = 1"));
  const again = await lay(given("a = 1"));
  const other = await lay(given("a = 2"));
  same([again.key, again.written], [first.key, first.written]);
  is(other.key === first.key, false);
  is((await waitingAt("desk")).key, other.key);
});

Deno.test("what the server received leaves the outbox", async () => {
  const { asked, answers } = server();
  const entry = await lay(given("a = 3"));
  answers.push(new Response("<p>received</p>"));
  same(await send(entry, { patient: false }), { state: "received", html: "<p>received</p>" });
  same([asked[0].headers["Idempotency-Key"], asked[0].headers["X-Written-At"]], [entry.key, entry.written]);
  is(await waitingAt("desk"), null);
  is(memory.has("school-lab-waiting"), false);
});

Deno.test("without the line, or with a server in trouble, it waits under its key", async () => {
  const { answers } = server();
  const entry = await lay(given("a = 4"));
  same(await send(entry, { patient: false }), { state: "away" });
  answers.push(new Response("", { status: 502 }));
  same(await send(entry, { patient: false }), { state: "away" });
  is((await waitingAt("desk")).key, entry.key);
  same(JSON.parse(memory.get("school-lab-waiting")).things, ["notebook desk"]);
});

Deno.test("a refusal is the last word, unless the server says when to ask again and the reader does not wait", async () => {
  const { answers } = server();
  const late = () => new Response("<p>later</p>", { status: 429, headers: { "Retry-After": "60" } });
  const entry = await lay(given("a = 5"));
  answers.push(late(), late());
  same(await send(entry, { patient: true }), { state: "later", html: "<p>later</p>" });
  is((await waitingAt("desk")).key, entry.key);
  same(await send(entry, { patient: false }), { state: "refused", html: "<p>later</p>" });
  is(await waitingAt("desk"), null);
});

Deno.test("whoever has signed out hands in after signing in", async () => {
  const { answers } = server();
  globalThis.DOMParser = class {
    parseFromString = () => ({ querySelector: () => null });
  };
  const entry = await lay(given("a = 6"));
  answers.push(json({}, 403), new Response("<p>Sign in</p>"));
  same(await send(entry, { patient: false }), { state: "signed-out" });
  is((await waitingAt("desk")).key, entry.key);
});
