// The part of the workbench that says what is kept for offline, keeps it, and removes it again.

import { isWanted, want } from "./ahead.js";
import { Shelf } from "./offline.js";

const number = new Intl.NumberFormat(document.documentElement.lang || "en", { maximumFractionDigits: 0 });
const megabytes = (bytes) => number.format(Math.ceil(bytes / 1e6));

export class OfflinePanel {
  constructor(details, origin, say) {
    Object.assign(this, { details, say });
    this.status = details.querySelector("[data-lab-offline-state]");
    this.bar = details.querySelector("progress");
    this.buttons = Object.fromEntries(
      ["keep-offline", "drop-offline"].map((name) => [name, details.querySelector(`[data-lab-do=${name}]`)]),
    );
    this.shelf = new Shelf(details, origin, (progress) => this.progress(progress));
    const choice = details.querySelector("[data-lab-ahead-choice]");
    choice.checked = isWanted();
    choice.addEventListener("change", () => want(choice.checked));
    details.addEventListener("toggle", () => details.open && !this.busy && this.look());
  }

  tell(text, values) {
    this.status.textContent = this.say(`offline-${text}`, values);
    this.details.dataset.state = text;
  }

  // What is there now: a browser may have thrown it away since the last time.
  async look() {
    try {
      const state = await this.shelf.state();
      const { possible, kept, current, wire, size, room } = state;
      const values = { wire: megabytes(wire), size: megabytes(size), room: megabytes(room) };
      const isFull = possible && !kept && room < size;
      this.tell(!possible ? "impossible" : isFull ? "full" : !kept ? "not" : current ? "kept" : "old", values);
      this.buttons["keep-offline"].hidden = !possible || isFull || (kept && current);
      this.buttons["drop-offline"].hidden = !kept;
    } catch {
      this.tell("away");
    }
  }

  progress({ loaded, total }) {
    Object.assign(this.bar, { hidden: false, value: loaded, max: total });
    this.tell("keeping", { done: megabytes(loaded), total: megabytes(total) });
  }

  async keep() {
    await this.work("keep-offline", () => this.shelf.keep());
  }

  async drop() {
    await this.work("drop-offline", () => this.shelf.drop());
  }

  async work(name, work) {
    if (this.busy) return;
    this.busy = true;
    this.buttons[name].disabled = true;
    try {
      await work();
      await this.look();
    } catch (error) {
      this.tell("failed", { text: String(error?.message || error) });
    }
    this.bar.hidden = true;
    this.buttons[name].disabled = this.busy = false;
  }
}
