// A notebook exercise: opens the laboratory in a frame on its own origin, keeps the trainee's work, hands it in.
//
// The server renders a <section data-lab> that works without this file (download the starter, upload a notebook);
// docs/reference/notebooks.md describes its attributes, its <template> of texts, and what each address answers.

import { Ahead, isWelcome, want } from "./ahead.js";
import { Checks, checkTexts } from "./check.js";
import { Claim } from "./claim.js";
import { deskOf, Drafts } from "./drafts.js";
import { Frame } from "./frame.js";
import { download, importsOf, packed, sourcesOf } from "./notebook.js";
import { keepDraft, refresh } from "./offline.js";
import { OfflinePanel } from "./offline-panel.js";
import { lay, send, sendAll, waitingAt } from "./outbox.js";
import { inLanguage } from "./server.js";
import { Versions } from "./versions.js";

const LANGUAGES = { fr: "fr_FR", pt: "pt_BR", es: "es_ES", ar: "ar_SA" };
const SILENCE = 120_000; // ms without a word from the laboratory until we say that it does not come
let live = null; // one laboratory at a time: two Pythons take 700 MB
let ahead = null; // and one fetching ahead

const number = new Intl.NumberFormat(document.documentElement.lang || "en", { maximumFractionDigits: 1 });

const filled = (text = "", values) => Object.entries(values).reduce((said, [key, value]) => said.replaceAll(`{${key}}`, value), text);

class Exercise {
  constructor(section) {
    this.section = section;
    this.data = section.dataset;
    this.status = this.part("status");
    this.bar = this.part("progress");
    this.texts = { ...this.status.dataset };
    this.drafts = new Drafts((...news) => this.saved(...news));
    this.claim = new Claim(() => this.taken());
    this.button = this.part("open");
    section.addEventListener("click", (event) => {
      const button = event.target.closest("[data-lab-do]");
      if (button) this.act(button.dataset.labDo, button);
    });
    document.addEventListener("visibilitychange", () => document.hidden && this.dirty && this.collect());
    window.addEventListener("beforeunload", (event) => this.dirty && event.preventDefault());
  }

  get address() {
    return this.inLanguage(this.data.notebookUrl);
  }

  get desk() {
    return deskOf(this.address, this.data.owner);
  }

  part(name) {
    return this.section.querySelector(`[data-lab-${name}]`);
  }

  // Some texts are others for a notebook in R.
  said(name) {
    return this.texts[`${name}-${this.exercise?.kernel}`] ?? this.texts[name];
  }

  say(name, values = {}) {
    this.status.textContent = filled(this.said(name), values);
    this.section.dataset.labState = name;
  }

  inLanguage(url) {
    return inLanguage(url, this.part("kernel")?.value);
  }

  // --- opening and closing -------------------------------------------------------------------------------------------

  async open(force = false) {
    if (live === this) return;
    await live?.close();
    live = this;
    this.button.disabled = true;
    this.part("elsewhere")?.remove();
    this.endAhead();
    this.say("opening");
    try {
      await this.furnish();
      if (!(await this.claim.take(this.desk, force))) return this.isElsewhere();
      this.exercise = await (await this.fetched(this.address)).json();
    } catch {
      this.claim.give();
      live = null;
      this.button.disabled = false;
      return this.say("unreachable");
    }
    await this.drafts.take({
      url: this.inLanguage(this.data.draftUrl) || "",
      key: this.desk,
      owner: this.data.owner,
      version: this.exercise.version || 0,
      warning: this.texts["sign-out-question"],
    });
    const { notebook, unsent, other } = this.drafts.begin(this.exercise.draft);
    this.start(notebook || this.exercise.notebook);
    if (other) this.choose(other);
    if (unsent) this.drafts.save(notebook);
  }

  // Another tab of this browser has it open: go on there, or here.
  isElsewhere() {
    live = null;
    this.button.disabled = false;
    this.section.querySelector(".lab__news").before(this.part("elsewhere-question").content.cloneNode(true));
    this.say("");
    this.part("elsewhere").querySelector("button").focus();
  }

  async taken() {
    await this.close();
    this.say("taken");
  }

  async fetched(url) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(String(answer.status));
    return answer;
  }

  // The tools around the notebook and the texts that are said of it come when somebody is near or opens it.
  async furnish() {
    if (this.versions) return;
    const html = await (await this.fetched(this.data.workbenchUrl)).text();
    this.part("workbench").innerHTML = html; // our own server's
    for (const text of this.part("texts").content.querySelectorAll("[data-text]")) this.texts[text.dataset.text] = text.textContent.trim();
    const offline = this.part("offline");
    offline.hidden = !this.data.submitUrl;
    this.offline = new OfflinePanel(offline, this.data.labOrigin, (name, values = {}) => filled(this.texts[name], values));
    this.versions = new Versions(this.part("versions"), this.part("earlier"), () => this.inLanguage(this.data.versionsUrl), this.texts);
  }

  start(notebook) {
    const { path = "exercise.ipynb", kernel = "python", files = {} } = this.exercise;
    const { packages, modules } = importsOf(notebook);
    const tell = (asked, answer) => this.frame?.ask("checked", { asked, answer }).catch(() => {});
    this.checks = new Checks({ url: this.data.checkUrl, answers: this.exercise.answers, texts: this.texts, tell });
    this.frame = new Frame(this.data.labOrigin, this.part("place"), this.texts.frame || "", (message) => this.hear(message));
    const query = { lang: LANGUAGES[document.documentElement.lang] || "en" };
    if (matchMedia("(prefers-color-scheme: dark)").matches) query.theme = "dark";
    if (packages.length) query.packages = packages.join(",");
    if (kernel === "r") query.kernel = kernel;
    this.bar.setAttribute("aria-label", this.said("loading-bar"));
    for (const text of this.section.querySelectorAll("[data-lab-for]")) text.hidden = text.dataset.labFor !== kernel;
    this.watchdog = setTimeout(() => this.say("silent"), SILENCE);
    this.frame.open({ path, kernel, notebook, files, warm: modules, check: checkTexts(this.texts, this.section) }, query);
    this.part("workbench").hidden = false;
    this.button.hidden = true;
    if (this.part("kernels")) this.part("kernels").hidden = true;
  }

  async close() {
    if (this.dirty) await this.collect();
    const wide = this.section.querySelector("[data-lab-do=wide][aria-pressed=true]");
    if (wide) this.widen(wide);
    clearTimeout(this.watchdog);
    this.frame?.close();
    this.checks?.stop();
    this.frame = null;
    this.claim.give();
    this.part("workbench").hidden = true;
    this.button.hidden = this.button.disabled = false;
    if (this.part("kernels")) this.part("kernels").hidden = false;
    this.say("closed");
    live = live === this ? null : live;
  }

  // --- fetching ahead ------------------------------------------------------------------------------------------------

  async comeNear() {
    if (live || ahead || !isWelcome()) return;
    ahead = new Ahead(this.section, this.data.labOrigin, ({ loaded, total }) => this.tellAhead("ahead", loaded, total));
    try {
      await this.furnish();
      if (await ahead.begin(this.address)) this.tellAhead("ahead-done");
    } catch {
      this.endAhead(); // it is fetched when the notebook is opened
    }
  }

  tellAhead(text, loaded = 0, total = 0) {
    if (live) return;
    const line = this.part("ahead");
    line.hidden = false;
    line.querySelector("span").textContent = filled(this.texts[text], {
      done: number.format(loaded / 1e6),
      total: number.format(total / 1e6),
    });
    line.querySelector("button").hidden = text !== "ahead";
  }

  endAhead() {
    ahead?.stop();
    for (const line of document.querySelectorAll("[data-lab-ahead]")) line.hidden = true;
  }

  // --- what the laboratory tells -------------------------------------------------------------------------------------

  hear(message) {
    clearTimeout(this.watchdog);
    if (message.type === "progress") this.progress(message);
    else if (message.type === "kernel") this.ready();
    else if (message.type === "running") this.say("running");
    else if (message.type === "ran" && !message.more) this.ran(message);
    else if (message.type === "dirty") this.dirty = true;
    else if (message.type === "changed") this.changed(message.notebook);
    else if (message.type === "check") this.checks.ask(message);
    else if (message.type === "error") this.say("error", { text: message.text });
  }

  progress({ stage, loaded = 0, total = 0 }) {
    const texts = { shell: "opening", download: total ? "loading" : "starting", package: loaded < total ? "package" : "running" };
    const text = texts[stage] || "starting";
    this.bar.hidden = !["loading", "package"].includes(text);
    Object.assign(this.bar, { max: total || 1, value: loaded });
    this.say(text, { done: number.format(loaded / 1e6), total: number.format(total / 1e6) });
  }

  ran({ ok }) {
    this.bar.hidden = true; // a package that could not be fetched has left it
    this.say(ok ? "ran" : "failed");
  }

  ready() {
    this.bar.hidden = true;
    // Whoever opened it and has not gone elsewhere meanwhile can go on by keyboard at once.
    if (document.activeElement === this.frame.frame) this.frame.ask("focus").catch(() => {});
    this.section.toggleAttribute("data-lab-ready", true);
    for (const button of this.section.querySelectorAll("[data-lab-do]")) button.disabled = false;
    this.say("ready");
  }

  // --- keeping ---------------------------------------------------------------------------------------------------------

  changed(notebook) {
    this.dirty = false;
    this.latest = notebook;
    const milestone = this.milestone;
    this.milestone = false;
    return this.drafts.save(notebook, milestone);
  }

  async collect() {
    try {
      const { notebook } = await this.frame.ask("get");
      await this.changed(notebook);
      return notebook;
    } catch {
      return this.latest;
    }
  }

  saved(news, detail) {
    const line = this.part("saved");
    if (news === "conflict") this.choose(detail);
    if (news === "saved") {
      this.versions?.renew();
      keepDraft(this.address, { ...this.exercise, draft: detail, version: this.drafts.version });
    }
    line.textContent = this.texts[news] || "";
    line.dataset.state = news;
  }

  choose(other) {
    this.other = other;
    this.part("conflict").hidden = false;
    this.part("conflict").querySelector("button")?.focus();
  }

  async settle(other) {
    this.part("conflict").hidden = true;
    await this.drafts.settle(this.other.version, Boolean(other));
    if (other) await this.replace(other, false);
    else await this.collect();
  }

  // Put another notebook in the place of this one; the one that was there stays among the earlier versions.
  async replace(notebook, restart) {
    await this.collect();
    this.milestone = true;
    await this.frame.ask("replace", { notebook, restart });
  }

  // --- the tools ---------------------------------------------------------------------------------------------------------

  async act(action, button) {
    if (action === "run" || action === "runall") await this.frame.ask(action);
    else if (action === "restart") await this.restart();
    else if (action === "reset") await this.reset();
    else if (action === "download") download(await this.collect(), this.exercise.path || "exercise.ipynb");
    else if (action === "submit") await this.submit();
    else if (action === "close") await this.close();
    else if (action === "not-ahead") this.notAhead();
    else if (action === "take-over") await this.open(true);
    else if (action === "wide") this.widen(button);
    else if (action === "keep-offline") await this.offline.keep();
    else if (action === "drop-offline") await this.offline.drop();
    else if (action === "bring-back") await this.bringBack(button.dataset.version);
    else if (action === "keep-mine") await this.settle(null);
    else if (action === "load-other") await this.settle(this.other.notebook);
  }

  // The whole window for the notebook, and back. The frame stays where it is: moved, it would begin anew.
  widen(button) {
    const isWide = this.section.closest(".lab").classList.toggle("lab--wide");
    document.documentElement.classList.toggle("has-wide-lab", isWide);
    button.setAttribute("aria-pressed", String(isWide));
  }

  notAhead() {
    want(false);
    this.endAhead();
    this.say("ahead-never");
  }

  async restart() {
    this.say("starting");
    await this.frame.ask("restart");
    this.say("ready");
  }

  async reset() {
    if (!window.confirm(this.texts["reset-question"])) return;
    this.say("starting");
    await this.replace(this.exercise.notebook, true);
    this.say("ready");
  }

  async bringBack(version) {
    try {
      await this.replace(await this.versions.notebook(version), false);
      this.say("brought-back");
    } catch {
      this.say("versions-away");
    }
  }

  // --- handing in --------------------------------------------------------------------------------------------------------

  async submit() {
    if (this.handing) return;
    this.handing = true;
    this.say("submitting");
    try {
      const notebook = await this.collect();
      const warning = this.texts["sign-out-question"];
      const given = { desk: this.desk, url: this.data.submitUrl, notebook: packed(notebook), sources: sourcesOf(notebook), warning };
      const entry = await lay(given);
      this.submitted(await send(entry, { patient: false }), entry);
    } finally {
      this.handing = false;
    }
  }

  submitted({ state, html }, { written } = {}) {
    if (html && state !== "later") {
      const result = this.part("result");
      result.innerHTML = html; // our own server's, which escapes what is not its own
      result.focus();
    }
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" }).format(new Date(written || Date.now()));
    this.say(
      { received: "submitted", refused: "refused", later: "queued-later", away: "queued", "signed-out": "queued-signed-out" }[state],
      { time },
    );
  }

  // What waits in the outbox since this page, or an earlier one, could not send it.
  async lookAtOutbox() {
    const entry = await waitingAt(this.desk);
    if (!entry) return;
    await this.furnish();
    this.submitted({ state: "away" }, entry);
    sendAll();
  }
}

const exercises = new Map();
for (const section of document.querySelectorAll("[data-lab]")) exercises.set(section, new Exercise(section));
for (const exercise of exercises.values()) exercise.lookAtOutbox().catch(() => {});
refresh();

window.addEventListener("school-lab-sent", async ({ detail }) => {
  for (const exercise of exercises.values()) {
    if (exercise.desk !== detail.desk || detail.state === "away") continue;
    await exercise.furnish();
    exercise.submitted(detail, (await waitingAt(detail.desk)) || {});
  }
});

export const open = (section) => exercises.get(section).open();
export const comeNear = (section) => exercises.get(section).comeNear();
