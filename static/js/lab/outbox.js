// Handing in, once: a notebook lies in the outbox, with its key and its time, before it is sent, and goes when the server has
// answered. Whatever happens in between (the line, the browser, the machine) it is sent again under the same key, which the server
// takes once. One notebook of an exercise waits at a time: a newer one takes its place.

import { post } from "./server.js";
import { all, remove, write } from "./store.js";
import { arrived, sentBy, waits } from "./waiting.js";

const RETRY = 15_000; // ms between two attempts while something waits
const unkept = new Map(); // where the browser keeps nothing, this page does
let timer = 0;
sentBy(import.meta.url);

const thingOf = (desk) => `notebook ${desk}`;

async function entries() {
  const kept = await all("outbox");
  return [...kept, ...[...unkept.values()].filter((entry) => !kept.some(({ desk }) => desk === entry.desk))];
}

export async function waitingAt(desk) {
  return (await entries()).find((entry) => entry.desk === desk) || null;
}

// The entry of this work: the one that waits already if it is the same work, so that it keeps its key.
export async function lay({ desk, url, notebook, sources, warning }) {
  const before = await waitingAt(desk);
  const entry = before?.sources === sources ? before : { key: crypto.randomUUID(), written: new Date().toISOString() };
  Object.assign(entry, { desk, url, notebook, sources });
  if (!(await write("outbox", desk, entry))) unkept.set(desk, entry);
  waits(thingOf(desk), warning);
  return entry;
}

async function take(desk, key) {
  if ((await waitingAt(desk))?.key !== key) return; // a newer one has taken its place meanwhile
  unkept.delete(desk);
  await remove("outbox", desk);
  arrived(thingOf(desk));
}

// Send one: {state, html}. "received" and "refused" are the server's last word; "later" is its word for now (it says when to ask
// again); "away" and "signed-out" are not about the notebook.
export async function send(entry, { patient }) {
  const { key, desk, url, notebook, written } = entry;
  let answer;
  try {
    answer = await post(url, { notebook, key }, { Accept: "text/html", "Idempotency-Key": key, "X-Written-At": written });
    if (answer.status >= 500) throw new Error(String(answer.status));
  } catch {
    again();
    return { state: "away" };
  }
  if (answer.status === 403) return { state: "signed-out" };
  const html = await answer.text();
  if (!answer.ok && patient && answer.headers.has("Retry-After")) {
    again();
    return { state: "later", html };
  }
  await take(desk, key);
  return { state: answer.ok ? "received" : "refused", html };
}

function again() {
  clearTimeout(timer);
  timer = setTimeout(sendAll, RETRY);
}

// Everything that waits, from one page of this browser at a time. What came of it is told to whoever shows the exercise.
export function sendAll() {
  const work = async () => {
    for (const entry of await entries()) {
      const news = await send(entry, { patient: true });
      window.dispatchEvent(new CustomEvent("school-lab-sent", { detail: { desk: entry.desk, ...news } }));
    }
  };
  return navigator.locks ? navigator.locks.request("school-lab-outbox", work) : work();
}

window.addEventListener("online", sendAll);
