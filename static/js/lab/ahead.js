// Fetching the runtime while somebody reads. It begins when the reader has come near an exercise and the page is quiet; never on
// a line or a machine that it would burden, never more than once in a week, and never again where somebody said no.

import { Frame } from "./frame.js";
import { importsOf } from "./notebook.js";

const CHOICE = "school-lab-ahead"; // "no", or when it was done
const WEEK = 7 * 24 * 60 * 60 * 1000;

function remembered() {
  try {
    return localStorage.getItem(CHOICE) || "";
  } catch {
    return "no"; // where nothing is kept it would be fetched again and again
  }
}

function remember(value) {
  try {
    localStorage.setItem(CHOICE, value);
  } catch {
    /* it is asked again next time */
  }
}

export const isWanted = () => remembered() !== "no";
export const want = (yes) => remember(yes ? "" : "no");

// Whether this line and this machine can take it.
export function isWelcome() {
  const line = navigator.connection || {};
  if (line.saveData || /2g|3g/.test(line.effectiveType || "")) return false;
  if ((navigator.deviceMemory || 8) < 2 || !matchMedia("(min-width: 600px)").matches) return false;
  return isWanted() && !(Date.now() - Number(remembered()) < WEEK);
}

const quiet = () =>
  new Promise((done) => {
    const idle = () => (window.requestIdleCallback ? requestIdleCallback(done, { timeout: 10_000 }) : setTimeout(done, 2000));
    if (document.readyState === "complete") idle();
    else window.addEventListener("load", idle, { once: true });
  });

export class Ahead {
  constructor(place, origin, report) {
    this.shelf = new Frame(origin, place, "", (message) => message.type === "progress" && report(message));
    this.shelf.frame.hidden = true;
    this.shelf.frame.setAttribute("aria-hidden", "true");
  }

  // True when all that the notebook needs has come.
  async begin(notebookUrl) {
    await quiet();
    const { notebook, kernel } = await (await fetch(notebookUrl, { priority: "low" })).json();
    if (this.stopped || kernel !== "python") return false;
    await this.shelf.open(null, {}, "shelf");
    const { whole } = await this.shelf.ask("ahead", { packages: importsOf(notebook).packages });
    if (whole) remember(String(Date.now()));
    this.shelf.close();
    return whole;
  }

  // The file that is on its way still comes: what it brought so far would be lost.
  stop() {
    this.stopped = true;
    this.shelf.ask("stop").catch(() => {});
  }
}
