/* The laboratory's side of the bridge to the school's page that frames it.

   The laboratory says hello to the school's origin only, with a nonce; the page answers once, with the same nonce and
   one end of a MessagePort. Everything after that goes over the port, so no other window can listen or speak.
   docs/reference/notebooks.md lists the messages. The laboratory never learns who the reader is. */

import { beginningInR, fetchR, KERNELS, lineOf } from "./r.js";

const SITE = document.querySelector('meta[name="site-origin"]').content;
const QUIET = 1500; // ms after the last key until the page gets the notebook to keep as a draft
const LONGEST = 4000; // ms at most while somebody types without a pause
const PLAIN_TEXT = 1000; // characters of an error that are passed on
const CHECK = "school.check"; // the channel on which check() in a cell asks
const UNANSWERED = 30_000; // ms until a cell is told that no answer came

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

class Bridge {
  constructor(port, order) {
    this.port = port;
    this.order = order; // {path, kernel, notebook, files, warm, check}
    this.isR = order.kernel === "r";
    this.panel = null;
    this.prepared = new WeakSet();
    this.ownRuns = new Set(); // hidden runs, of which nothing is told
    this.asked = new Map(); // what check() asked and the page has not answered yet
    this.starts = 0;
    this.changes = { timer: 0, since: 0 };
    port.onmessage = ({ data }) => this.answer(data);
    window.schoolKernelReports.addEventListener("report", ({ detail }) => {
      this.say("progress", { stage: detail.schoolLab, loaded: detail.loaded, total: detail.total });
    });
    window.schoolKernelReports.addEventListener("check", ({ detail }) => this.askInR(detail));
  }

  say(type, rest = {}) {
    this.port.postMessage({ type, ...rest });
  }

  complain(error, re) {
    this.say("error", { re, text: String(error?.message || error).slice(0, PLAIN_TEXT) });
  }

  async answer(message) {
    const handler = this.handlers[message?.type];
    if (!handler) return;
    try {
      this.say("reply", { re: message.id, ...(await handler.call(this, message)) });
    } catch (error) {
      this.complain(error, message.id);
    }
  }

  // --- opening -------------------------------------------------------------------------------------------------

  async open() {
    const app = await jupyter();
    this.app = app;
    this.say("progress", { stage: "shell" });
    const contents = app.serviceManager.contents;
    // A file that is missing from the listing stays blank for ever, so both kinds are saved before they are opened.
    for (const [name, text] of Object.entries(this.order.files)) {
      await contents.save(name, { type: "file", format: "text", content: text });
    }
    if (this.isR) {
      await fetchR((loaded, total) => this.say("progress", { stage: "download", loaded, total }));
      this.say("progress", { stage: "start" });
    }
    await contents.save(this.order.path, { type: "notebook", format: "json", content: this.order.notebook });
    this.panel = await app.commands.execute("docmanager:open", {
      path: this.order.path,
      factory: "Notebook",
      kernel: { name: KERNELS[this.order.kernel] },
      options: { ref: "_noref" },
    });
    await this.panel.context.ready;
    this.say("opened");
    this.watch();
  }

  watch() {
    const session = this.panel.sessionContext;
    this.panel.context.model.contentChanged.connect(() => this.changed());
    const running = new Map();
    session.iopubMessage.connect((_, { header, parent_header: parent, content }) => {
      const id = parent.msg_id;
      if (this.ownRuns.has(id)) return;
      if (header.msg_type === "execute_input") {
        running.set(id, true);
        this.runs = id;
        this.say("running");
      } else if (header.msg_type === "error" && running.has(id)) {
        running.set(id, false);
      } else if (header.msg_type === "status" && content.execution_state === "idle" && running.has(id)) {
        this.say("ran", { ok: running.get(id), more: running.size > 1 });
        running.delete(id);
      }
    });
    // restartKernel changes no kernel: its status is the only sign.
    session.statusChanged.connect((_, status) => {
      if (status === "restarting" || status === "autorestarting") this.prepareAgain();
    });
    session.kernelChanged.connect(() => this.prepare());
    this.prepare();
  }

  prepareAgain() {
    const kernel = this.panel.sessionContext.session?.kernel;
    if (kernel) this.prepared.delete(kernel);
    return this.prepare();
  }

  async prepare() {
    const kernel = this.panel.sessionContext.session?.kernel;
    if (!kernel || this.prepared.has(kernel)) return;
    this.prepared.add(kernel);
    this.asked.clear(); // what asked is gone with the Python before
    try {
      kernel.registerCommTarget(CHECK, (comm, { content }) => this.ask(comm, content.data));
      await kernel.info;
      await this.giveData(kernel);
      this.starts += 1;
      this.say("kernel");
    } catch (error) {
      this.complain(error);
    }
  }

  // The files come through the service worker's drive; where service workers are refused (some browsers do in a frame
  // of another site) the kernel is not in /drive, and they are written into its own folder. In the same step what the
  // notebook imports is imported ahead, while the reader still reads.
  async giveData(kernel) {
    const code = this.isR ? await this.dataInR() : await this.dataInPython();
    const run = kernel.requestExecute({ code, silent: true, store_history: false, stop_on_error: false });
    this.ownRuns.add(run.msg.header.msg_id);
    await run.done;
  }

  // R has no drive: the files are always written into its folder.
  async dataInR() {
    const [plain, check] = await ownSources("R");
    return beginningInR(this.order.files, plain, check);
  }

  async dataInPython() {
    const imports = (this.order.warm || []).map((name) => `    __import__(${literal(name)})`).join("\n");
    const [plain, check] = await ownSources("py");
    // Even a silent run advances the count of cells.
    return `
def _school():
    import json, os, types
    if not os.getcwd().startswith("/drive"):
        for name, text in json.loads(${literal(JSON.stringify(this.order.files))}).items():
            with open(name, "w", encoding="utf-8") as f:
                f.write(text)
    parts = {"school_plain": ${literal(plain)}, "school_check": ${literal(check)}}
    made = {name: types.ModuleType(name) for name in parts}
    for name, source in parts.items():
        exec(compile(source, f"<{name}>", "exec"), made[name].__dict__)
    made["school_check"].begin(json.loads(${literal(JSON.stringify(this.order.check))}), made["school_plain"].plain)
${imports}
_school()
del _school
get_ipython().execution_count -= 1
`;
  }

  // check() in a cell: the page asks the server, and what is said stands in the cell.
  ask(comm, { name, value }) {
    const id = crypto.randomUUID();
    const unanswered = setTimeout(() => this.told(id, { state: "unasked" }), UNANSWERED);
    this.asked.set(id, { comm, unanswered });
    this.say("check", { asked: id, name, value });
  }

  // The same from R, whose worker has no such channel: the line is put into the cell that runs.
  askInR({ name, state, value }) {
    const { outputs } = this.panel.content.widgets.find((cell) => cell.outputArea?.future?.msg.header.msg_id === this.runs)?.model || {};
    if (!outputs) return;
    const at = outputs.length;
    outputs.add(lineOf(this.order.check, name, { state }));
    if (state !== "asking") return;
    let mine = outputs.get(at);
    const send = (answer) => {
      if (outputs.get(at) !== mine) return; // the cell was run again meanwhile
      outputs.set(at, lineOf(this.order.check, name, answer));
      mine = outputs.get(at);
    };
    this.ask({ send }, { name, value });
  }

  told(id, answer) {
    const { comm, unanswered } = this.asked.get(id) || {};
    if (answer.state !== "later") this.asked.delete(id); // else the line is down, and the answer still comes
    clearTimeout(unanswered);
    comm?.send(answer);
  }

  // --- what the reader does ------------------------------------------------------------------------------------

  changed() {
    const { changes } = this;
    if (!changes.since) {
      changes.since = Date.now();
      this.say("dirty");
    }
    clearTimeout(changes.timer);
    const wait = Math.max(0, Math.min(QUIET, LONGEST - (Date.now() - changes.since)));
    changes.timer = setTimeout(() => this.flush(), wait);
  }

  flush() {
    clearTimeout(this.changes.timer);
    this.changes.since = 0;
    this.say("changed", { notebook: this.notebook() });
  }

  notebook() {
    return this.panel.context.model.toJSON();
  }

  async restart() {
    const before = this.starts;
    await this.panel.sessionContext.restartKernel();
    for (let i = 0; i < 600 && this.starts === before; i++) await sleep(100);
  }

  handlers = {
    get() {
      if (this.changes.since) this.flush();
      return { notebook: this.notebook() };
    },
    async replace({ notebook, restart }) {
      this.panel.context.model.fromJSON(notebook);
      for (const cell of this.panel.content.widgets) if ("rendered" in cell) cell.rendered = true; // texts to read, not their source
      await this.panel.context.save();
      if (restart) await this.restart();
      return {};
    },
    async run() {
      await this.app.commands.execute("notebook:run-cell-and-select-next");
      return {};
    },
    async runall() {
      await this.app.commands.execute("notebook:run-all-cells");
      return {};
    },
    async restart() {
      await this.restart();
      return {};
    },
    checked({ asked, answer }) {
      this.told(asked, answer);
      return {};
    },
    focus() {
      this.panel.content.activate();
      return {};
    },
  };
}

const literal = JSON.stringify; // what JSON writes for a text, Python reads as the same text

let sources = null;
function ownSources(suffix) {
  sources ||= Promise.all(
    [`plain.${suffix}`, `check.${suffix}`].map(async (name) => (await fetch(new URL(name, import.meta.url))).text()),
  );
  return sources;
}

async function jupyter() {
  while (!window.jupyterapp) await sleep(20);
  await window.jupyterapp.started;
  return window.jupyterapp;
}

if (window.parent !== window) {
  const nonce = crypto.randomUUID();
  let open = false;
  window.addEventListener("message", ({ origin, source, data, ports }) => {
    if (open || origin !== SITE || source !== window.parent) return;
    if (data?.school !== "open" || data.nonce !== nonce || !ports[0]) return;
    open = true;
    const bridge = new Bridge(ports[0], data.order);
    bridge.open().catch((error) => bridge.complain(error));
  });
  window.parent.postMessage({ school: "hello", nonce }, SITE);
}
