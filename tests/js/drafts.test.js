// Work is never lost: what the server has not acknowledged stays in the browser, and comes back.
import { deepStrictEqual as same, strictEqual as is } from "node:assert/strict";
import { json, notebookOf, page, server } from "./page.js";

const { memory, stores } = page();
const { Drafts, deskOf } = await import("../../static/js/lab/drafts.js");
const { read } = await import("../../static/js/lab/store.js");

const DESK = { url: "/draft/", key: "desk", owner: "amina", version: 3, warning: "Sign out?" };

async function seated(desk = {}) {
  const news = [];
  const drafts = new Drafts((...one) => news.push(one));
  await drafts.take({ ...DESK, ...desk });
  return { drafts, news: () => news.map(([name]) => name), last: () => news.at(-1) };
}

Deno.test("a desk is the exercise of an owner, in whatever version or language of the school", () => {
  const activity = "/activities/0a1b2c3d-0000-4000-8000-000000000001/notebook/";
  is(deskOf(`/en${activity}?v=1&kernel=r`, "amina"), deskOf(`/fr${activity}?v=2&kernel=r`, "amina"));
  is(deskOf(`/en${activity}?kernel=r`, "amina") === deskOf(`/en${activity}?kernel=python`, "amina"), false);
  is(deskOf(`/en${activity}`, "amina") === deskOf(`/en${activity}`, "bruno"), false);
});

Deno.test("what the server took is kept no longer", async () => {
  const { asked, answers } = server();
  const { drafts, news, last } = await seated();
  answers.push(json({ version: 4 }));
  await drafts.save(notebookOf("a = 1"), true);
  same(news(), ["saving", "saved"]);
  same([asked[0].body.version, asked[0].body.milestone], [3, true]);
  is(drafts.version, 4);
  same(last()[1].cells[0].source, "a = 1");
  is(await read("drafts", "desk"), null);
});

Deno.test("while the line is down the work stays here, and signing out asks first", async () => {
  server();
  const { drafts, news } = await seated();
  await drafts.save(notebookOf("b = 2"));
  clearTimeout(drafts.timer);
  same(news(), ["saving", "offline"]);
  is((await read("drafts", "desk")).notebook.cells[0].source, "b = 2");
  same(JSON.parse(memory.get("school-lab-waiting")).things, ["draft desk"]);

  const again = await seated();
  const begun = again.drafts.begin(notebookOf("old"));
  is(begun.notebook.cells[0].source, "b = 2");
  is(begun.unsent, true);
  await again.drafts.forget();
  is(memory.has("school-lab-waiting"), false);
});

Deno.test("work of somebody else is never shown", async () => {
  server();
  const { drafts } = await seated();
  await drafts.keep(notebookOf("c = 3"));
  const { drafts: another } = await seated({ owner: "bruno" });
  same(another.begin(null), { notebook: null });
  await drafts.forget();
});

Deno.test("where both sides are new the reader chooses, and nothing is sent before", async () => {
  const { asked } = server();
  const { drafts } = await seated();
  await drafts.keep(notebookOf("mine"));
  const { drafts: later } = await seated({ version: 5 });
  const { notebook, other } = later.begin(notebookOf("theirs"));
  same([notebook.cells[0].source, other.notebook.cells[0].source, other.version], ["mine", "theirs", 5]);
  await later.save(notebook);
  is(asked.length, 0);
  await later.settle(5, true);
  is(stores.get("drafts").size, 0);
});

Deno.test("another machine saved meanwhile", async () => {
  const { answers } = server();
  const { drafts, last } = await seated();
  answers.push(json({ version: 9, notebook: notebookOf("theirs") }, 409));
  await drafts.save(notebookOf("mine"));
  same([last()[0], last()[1].version, drafts.stopped], ["conflict", 9, true]);
  await drafts.forget();
});

Deno.test("without an address to save to, the browser keeps it", async () => {
  const { asked } = server();
  const { drafts, news } = await seated({ url: "" });
  await drafts.save(notebookOf("d = 4"));
  same([news(), asked.length], [["local"], 0]);
  await drafts.forget();
});
