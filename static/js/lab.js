// A notebook exercise: opens the laboratory in a frame on its own origin, keeps the trainee's work, hands it in.
//
// The server renders a <section data-lab> that works without this file (download the starter, upload a notebook);
// docs/reference/notebooks.md describes its attributes, its <template> of texts, and what each address answers.

const PACKAGES = { pandas: ["pandas"], numpy: ["numpy"], matplotlib: ["matplotlib"] };
const WARM = { pandas: "pandas", numpy: "numpy", matplotlib: "matplotlib.pyplot" };
const LANGUAGES = { fr: "fr_FR", pt: "pt_BR", es: "es_ES", ar: "ar_SA" };
const SANDBOX = "allow-scripts allow-same-origin allow-downloads allow-forms allow-popups";
const LARGEST_DRAFT = 1_000_000; // characters; above it the outputs stay behind
const RETRY = 10_000; // ms between two attempts to save while the server is out of reach
const SILENCE = 120_000; // ms without a word from the laboratory until we say that it does not come
let live = null; // one laboratory at a time: two Pythons take 700 MB

const number = new Intl.NumberFormat(document.documentElement.lang || "en", { maximumFractionDigits: 1 });
const codeOf = (notebook) => notebook.cells.filter((cell) => cell.cell_type === "code").map((cell) => [cell.source].flat().join("")).join("\n");
const sourcesOf = (notebook) => JSON.stringify(notebook.cells.map((cell) => [cell.cell_type, [cell.source].flat().join("")]));

function importsOf(notebook) {
  const code = codeOf(notebook);
  return Object.keys(PACKAGES).filter((name) => new RegExp(`^\\s*(import|from)\\s.*\\b${name}\\b`, "m").test(code));
}

function withoutOutputs(notebook) {
  const cells = notebook.cells.map((cell) => (cell.cell_type === "code" ? { ...cell, outputs: [], execution_count: null } : cell));
  return { ...notebook, cells };
}

function packed(notebook) {
  return JSON.stringify(notebook).length > LARGEST_DRAFT ? withoutOutputs(notebook) : notebook;
}

// --- the frame: one MessagePort, handed over once --------------------------------------------------------------------

class Frame {
  constructor(origin, place, title, heard) {
    this.origin = origin;
    this.heard = heard;
    this.waiting = new Map();
    this.last = 0;
    this.frame = document.createElement("iframe");
    this.frame.className = "lab-frame";
    this.frame.title = title;
    this.frame.setAttribute("sandbox", SANDBOX);
    this.frame.allow = "clipboard-write";
    this.place = place;
  }

  open(order, query) {
    this.greet = ({ source, origin, data }) => {
      if (this.port || source !== this.frame.contentWindow || origin !== this.origin || data?.school !== "hello") return;
      const { port1, port2 } = new MessageChannel();
      this.port = port1;
      port1.onmessage = (event) => this.hear(event.data);
      this.frame.contentWindow.postMessage({ school: "open", nonce: data.nonce, order }, this.origin, [port2]);
    };
    window.addEventListener("message", this.greet);
    this.frame.src = `${this.origin}/notebooks/?${new URLSearchParams(query)}`;
    this.place.replaceChildren(this.frame);
  }

  hear(message) {
    if (message.re && this.waiting.has(message.re)) {
      const { done, failed } = this.waiting.get(message.re);
      this.waiting.delete(message.re);
      if (message.type === "error") failed(new Error(message.text));
      else done(message);
    } else {
      this.heard(message);
    }
  }

  ask(type, rest = {}) {
    if (!this.port) return Promise.reject(new Error("closed"));
    const id = ++this.last;
    this.port.postMessage({ type, id, ...rest });
    return new Promise((done, failed) => this.waiting.set(id, { done, failed }));
  }

  close() {
    window.removeEventListener("message", this.greet);
    this.port?.close();
    this.port = null;
    this.frame.remove();
    for (const { failed } of this.waiting.values()) failed(new Error("closed"));
    this.waiting.clear();
  }
}

// --- the drafts: on the server, and here until the server has acknowledged them ---------------------------------------

class Drafts {
  constructor(url, key, csrf, report) {
    Object.assign(this, { url, key: `lab:${key}`, csrf, report, version: 0, next: null, sending: false });
    window.addEventListener("online", () => this.send());
  }

  get kept() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  keep(notebook) {
    try {
      localStorage.setItem(this.key, JSON.stringify({ notebook, version: this.version }));
      return true;
    } catch {
      return false; // storage is full or refused; the server's copy is the only one then
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      /* nothing was kept */
    }
  }

  save(notebook) {
    this.next = packed(notebook);
    const kept = this.keep(this.next);
    if (!this.url) return this.report(kept ? "local" : "unsaved");
    return this.send();
  }

  async send() {
    if (this.sending || !this.next || !this.url || this.stopped) return;
    this.sending = true;
    clearTimeout(this.timer);
    const notebook = this.next;
    this.report("saving");
    try {
      const answer = await fetch(this.url, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.csrf() },
        body: JSON.stringify({ notebook, version: this.version }),
      });
      if (answer.status === 409) {
        this.stopped = true;
        this.report("conflict", await answer.json());
      } else if (answer.ok) {
        this.version = (await answer.json()).version;
        if (this.next === notebook) {
          this.next = null;
          this.forget();
          this.report("saved");
        } else {
          this.keep(this.next);
        }
      } else {
        throw new Error(String(answer.status));
      }
    } catch {
      this.report("offline");
      this.timer = setTimeout(() => this.send(), RETRY);
    }
    this.sending = false;
    if (this.next && this.next !== notebook) this.send();
  }

  // After a conflict: go on from the server's version, with this notebook or the other one.
  settle(version) {
    this.version = version;
    this.stopped = false;
  }
}

// --- one exercise on the page -----------------------------------------------------------------------------------------

class Exercise {
  constructor(section) {
    this.section = section;
    this.data = section.dataset;
    this.status = this.part("status");
    this.bar = this.part("progress");
    this.texts = { ...this.status.dataset };
    const csrf = () => section.querySelector("[name=csrfmiddlewaretoken]")?.value || this.data.csrf || "";
    this.csrf = csrf;
    this.drafts = new Drafts(this.data.draftUrl, this.data.notebookUrl, csrf, (...news) => this.saved(...news));
    this.button = this.part("open");
    this.button.hidden = false;
    if (this.part("kernels")) this.part("kernels").hidden = false;
    this.button.addEventListener("click", () => this.open());
    section.addEventListener("click", (event) => {
      const action = event.target.closest("[data-lab-do]")?.dataset.labDo;
      if (action) this.act(action);
    });
    document.addEventListener("visibilitychange", () => document.hidden && this.dirty && this.collect());
    window.addEventListener("beforeunload", (event) => this.dirty && event.preventDefault());
  }

  part(name) {
    return this.section.querySelector(`[data-lab-${name}]`);
  }

  say(name, values = {}) {
    this.status.textContent = Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, value), this.texts[name] || "");
    this.section.dataset.labState = name;
  }

  // An exercise may be worked on in two programming languages: each has its own notebook and draft.
  inLanguage(url) {
    const kernel = this.part("kernel")?.value;
    return url && kernel ? `${url}${url.includes("?") ? "&" : "?"}kernel=${kernel}` : url;
  }

  async open() {
    if (live && live !== this) await live.close();
    live = this;
    this.button.disabled = true;
    this.say("opening");
    const address = this.inLanguage(this.data.notebookUrl);
    Object.assign(this.drafts, { url: this.inLanguage(this.data.draftUrl), key: `lab:${address}`, next: null });
    try {
      const [exercise, bench] = await Promise.all([this.fetched(address), this.fetched(this.data.workbenchUrl)]);
      this.exercise = await exercise.json();
      this.furnish(await bench.text());
    } catch {
      this.button.disabled = false;
      return this.say("unreachable");
    }
    this.drafts.version = this.exercise.version || 0;
    this.start(this.begin());
  }

  async fetched(url) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(String(answer.status));
    return answer;
  }

  // The tools around the notebook and the texts that are said of it come when it is opened.
  furnish(html) {
    const bench = this.part("workbench");
    bench.innerHTML = html; // our own server's
    for (const text of this.part("texts").content.querySelectorAll("[data-text]")) this.texts[text.dataset.text] = text.textContent.trim();
    this.bar.setAttribute("aria-label", this.texts["loading-bar"]);
  }

  // What the notebook opens with: work that never reached the server, the server's draft, or the starter.
  begin() {
    const { draft, notebook, version = 0 } = this.exercise;
    const kept = this.drafts.kept;
    if (!kept || (draft && sourcesOf(kept.notebook) === sourcesOf(draft))) return draft || notebook;
    if (this.data.draftUrl && kept.version < version && draft) {
      this.drafts.stopped = true;
      this.other = { notebook: draft, version };
      this.ask("conflict");
    }
    this.unsent = !this.drafts.stopped;
    return kept.notebook;
  }

  start(notebook) {
    const { path = "exercise.ipynb", kernel = "python", files = {} } = this.exercise;
    const packages = importsOf(notebook);
    this.frame = new Frame(this.data.labOrigin, this.part("place"), this.texts.frame || "", (message) => this.hear(message));
    const query = { lang: LANGUAGES[document.documentElement.lang] || "en" };
    if (matchMedia("(prefers-color-scheme: dark)").matches) query.theme = "dark";
    if (packages.length) query.packages = packages.flatMap((name) => PACKAGES[name]).join(",");
    this.watchdog = setTimeout(() => this.say("silent"), SILENCE);
    this.frame.open({ path, kernel, notebook, files, warm: packages.map((name) => WARM[name]) }, query);
    this.part("workbench").hidden = false;
    this.button.hidden = true;
    if (this.part("kernels")) this.part("kernels").hidden = true;
    if (this.unsent) this.drafts.save(notebook);
  }

  async close() {
    if (this.dirty) await this.collect();
    clearTimeout(this.watchdog);
    this.frame?.close();
    this.frame = null;
    this.part("workbench").hidden = true;
    this.button.hidden = this.button.disabled = false;
    if (this.part("kernels")) this.part("kernels").hidden = false;
    this.say("closed");
    live = live === this ? null : live;
  }

  hear(message) {
    clearTimeout(this.watchdog);
    if (message.type === "progress") this.progress(message);
    else if (message.type === "kernel") this.ready();
    else if (message.type === "running") this.say("running");
    else if (message.type === "ran" && !message.more) this.say(message.ok ? "ran" : "failed");
    else if (message.type === "dirty") this.dirty = true;
    else if (message.type === "changed") this.changed(message.notebook);
    else if (message.type === "error") this.say("error", { text: message.text });
  }

  progress({ stage, loaded, total }) {
    if (stage === "download" && total) {
      this.bar.hidden = false;
      this.bar.max = total;
      this.bar.value = loaded;
      this.say("loading", { done: number.format(loaded / 1e6), total: number.format(total / 1e6) });
    } else {
      this.bar.hidden = true;
      this.say(stage === "shell" ? "opening" : "starting");
    }
  }

  ready() {
    this.bar.hidden = true;
    // Whoever opened it and has not gone elsewhere meanwhile can go on by keyboard at once.
    if (document.activeElement === this.frame.frame) this.frame.ask("focus").catch(() => {});
    this.section.toggleAttribute("data-lab-ready", true);
    for (const button of this.section.querySelectorAll("[data-lab-do]")) button.disabled = false;
    this.say("ready");
  }

  changed(notebook) {
    this.dirty = false;
    this.latest = notebook;
    return this.drafts.save(notebook);
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
    if (news === "conflict") {
      this.other = detail;
      this.ask("conflict");
    }
    line.textContent = this.texts[news] || "";
    line.dataset.state = news;
  }

  ask(question) {
    this.part(question).hidden = false;
    this.part(question).querySelector("button")?.focus();
  }

  async act(action) {
    if (action === "run" || action === "runall") await this.frame.ask(action);
    else if (action === "restart") await this.restart();
    else if (action === "reset") await this.reset();
    else if (action === "download") this.download(await this.collect());
    else if (action === "submit") await this.submit();
    else if (action === "close") await this.close();
    else if (action === "keep-mine") await this.settle(null);
    else if (action === "load-other") await this.settle(this.other.notebook);
  }

  async restart() {
    this.say("starting");
    await this.frame.ask("restart");
    this.say("ready");
  }

  async reset() {
    if (!window.confirm(this.texts["reset-question"])) return;
    this.say("starting");
    await this.frame.ask("replace", { notebook: this.exercise.notebook, restart: true });
    this.say("ready");
  }

  async settle(other) {
    this.part("conflict").hidden = true;
    this.drafts.settle(this.other.version);
    if (other) {
      this.drafts.next = null;
      this.drafts.forget();
      await this.frame.ask("replace", { notebook: other, restart: false });
    } else {
      await this.collect();
    }
  }

  download(notebook) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(notebook, null, 1)], { type: "application/x-ipynb+json" }));
    link.download = this.exercise.path || "exercise.ipynb";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  // One intention to hand in has one key, kept until the server has acknowledged it: whatever happens to the answer,
  // handing in the same work again makes no second attempt.
  intention(notebook) {
    const name = `${this.drafts.key}:submission`;
    const sources = sourcesOf(notebook);
    let known = null;
    try {
      known = JSON.parse(localStorage.getItem(name));
    } catch {
      known = this.known;
    }
    this.known = known?.sources === sources ? known : { key: crypto.randomUUID(), sources };
    try {
      localStorage.setItem(name, JSON.stringify(this.known));
    } catch {
      /* kept in this page alone then */
    }
    return { key: this.known.key, done: () => this.acknowledged(name) };
  }

  acknowledged(name) {
    this.known = null;
    try {
      localStorage.removeItem(name);
    } catch {
      /* it was never there */
    }
  }

  async submit() {
    if (this.handing) return;
    this.handing = true;
    this.say("submitting");
    const notebook = await this.collect();
    const { key, done } = this.intention(notebook);
    try {
      const answer = await fetch(this.data.submitUrl, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.csrf(), Accept: "text/html", "Idempotency-Key": key },
        body: JSON.stringify({ notebook: packed(notebook), key }),
      });
      const fragment = await answer.text();
      if (answer.status >= 500) throw new Error(String(answer.status));
      done();
      const result = this.part("result");
      result.innerHTML = fragment; // our own server's, which escapes what is not its own
      window.htmx?.process(result);
      result.focus();
      this.say(answer.ok ? "submitted" : "refused");
    } catch {
      this.say("submit-failed");
    } finally {
      this.handing = false;
    }
  }
}

for (const section of document.querySelectorAll("[data-lab]")) new Exercise(section);
