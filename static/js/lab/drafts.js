// The drafts of one exercise: on the server, and in this browser until the server has acknowledged them.

import { packed, sourcesOf } from "./notebook.js";
import { post } from "./server.js";
import { read, remove, write } from "./store.js";
import { arrived, waits } from "./waiting.js";

const RETRY = 10_000; // ms between two attempts to save while the server is out of reach

// Whose desk it is and what lies on it: the exercise, whatever version or language of it is shown.
export function deskOf(address, owner) {
  const { pathname, searchParams } = new URL(address, location.href);
  const activity = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(pathname)?.[0];
  return [owner, activity, searchParams.get("kernel") || ""].join(" ");
}

export class Drafts {
  constructor(report) {
    Object.assign(this, { report, url: "", key: "", owner: "", version: 0, next: null, sending: false });
    window.addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => document.hidden || this.send());
  }

  // Take another desk: what was not acknowledged on the old one stays in the browser.
  async take({ url, key, owner, version, warning }) {
    clearTimeout(this.timer);
    Object.assign(this, { url, key, owner, version, warning, next: null, stopped: false, milestone: false });
    this.kept = await read("drafts", key);
  }

  // What to begin with: work that never reached the server, or else the server's draft. `other` is there where both are new.
  begin(draft) {
    const { kept } = this;
    if (!kept || kept.owner !== this.owner) return { notebook: draft };
    if (draft && sourcesOf(kept.notebook) === sourcesOf(draft)) return { notebook: draft };
    const other = this.url && draft && kept.version < this.version ? { notebook: draft, version: this.version } : null;
    this.stopped = Boolean(other);
    return { notebook: kept.notebook, unsent: !other, other };
  }

  keep(notebook) {
    return write("drafts", this.key, { owner: this.owner, notebook, version: this.version, at: Date.now() });
  }

  // `milestone`: what the server has by now is sure to stay among the earlier versions.
  async save(notebook, milestone = false) {
    this.next = notebook;
    this.milestone ||= milestone;
    const kept = await this.keep(notebook);
    if (!this.url) return this.report(kept ? "local" : "unsaved");
    return this.send();
  }

  async send() {
    if (this.sending || !this.next || !this.url || this.stopped) return;
    this.sending = true;
    clearTimeout(this.timer);
    const { next: notebook, key, milestone } = this;
    this.report("saving");
    try {
      const answer = await post(this.url, { notebook: packed(notebook), version: this.version, milestone });
      if (key === this.key) await this.heard(answer, notebook);
    } catch {
      waits(`draft ${key}`, this.warning);
      this.report("offline");
      this.timer = setTimeout(() => this.send(), RETRY);
    }
    this.sending = false;
    if (this.next && this.next !== notebook) this.send();
  }

  async heard(answer, notebook) {
    if (answer.status === 409) {
      this.stopped = true;
      return this.report("conflict", await answer.json());
    }
    // Tried again when something is typed, or when the reader comes back to this page from signing in.
    if (answer.status === 403) {
      waits(`draft ${this.key}`, this.warning);
      return this.report("signed-out");
    }
    if (!answer.ok) throw new Error(String(answer.status));
    this.version = (await answer.json()).version;
    this.milestone = false;
    if (this.next !== notebook) return this.keep(this.next);
    await this.forget();
    return this.report("saved", notebook);
  }

  // After a conflict: go on from the server's version, with this notebook or the other one.
  async settle(version, forget) {
    this.version = version;
    this.stopped = false;
    if (forget) await this.forget();
  }

  async forget() {
    this.next = null;
    arrived(`draft ${this.key}`);
    await remove("drafts", this.key);
  }
}
