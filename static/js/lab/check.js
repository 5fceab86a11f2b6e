// check() in a cell: the server compares, for what is expected never leaves it. Without the line the form of a value is looked at
// here, and the value is asked about again until the server has answered or the notebook is closed.

import { post } from "./server.js";

const AGAIN = 10_000; // ms between two looks whether the line is back
const NOTHING = [null, "<ellipsis>"]; // what a variable holds before something was computed

// What is said in the cell before the server has answered, or instead of it.
export function checkTexts(texts, section) {
  const said = Object.entries(texts).filter(([name]) => name.startsWith("check-"));
  const { lang, dir } = section.closest("[lang][dir]") || document.documentElement;
  return { language: lang, direction: dir, texts: Object.fromEntries(said.map(([name, text]) => [name.slice(6), text])) };
}

export class Checks {
  constructor({ url, answers, texts, tell }) {
    Object.assign(this, { url, answers, texts, tell });
    this.waiting = new Map(); // what was asked while the line was down
    this.again = this.again.bind(this);
    window.addEventListener("online", this.again);
  }

  async ask({ asked, name, value }) {
    const given = JSON.parse(value);
    const answer = this.url ? await this.compared(name, given) : { state: "enrol" };
    if (answer) return this.tell(asked, answer);
    const form = this.formOf(name, given);
    this.tell(asked, form || { state: "later" });
    if (form) return;
    this.waiting.set(asked, { name, given });
    this.timer ||= setTimeout(this.again, AGAIN);
  }

  // What the server says; nothing where it was not reached.
  async compared(name, value) {
    try {
      const answer = await post(this.url, { name, value });
      if (answer.status >= 500) return null;
      return answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : { state: "unasked" };
    } catch {
      return null;
    }
  }

  // What is wrong whatever is expected: there is no such answer, nothing was given, it is no number.
  formOf(name, value) {
    if (!this.answers) return null;
    const answer = this.answers.find((one) => one.name === name);
    const names = this.answers.map((one) => one.name).join(", ");
    if (!answer) return { state: "told", text: this.texts["check-unknown"].replace("{names}", () => names) };
    if (NOTHING.includes(value)) return { state: "wrong", text: this.texts["check-nothing"] };
    if (answer.kind === "number" && typeof value !== "number") return { state: "wrong", text: this.texts["check-no-number"] };
    return null;
  }

  async again() {
    clearTimeout(this.timer);
    this.timer = null;
    for (const [asked, { name, given }] of this.waiting) {
      const answer = await this.compared(name, given);
      if (!answer) break;
      if (this.waiting.delete(asked)) this.tell(asked, answer);
    }
    if (this.waiting.size) this.timer ||= setTimeout(this.again, AGAIN);
  }

  stop() {
    clearTimeout(this.timer);
    this.waiting.clear();
    window.removeEventListener("online", this.again);
  }
}
