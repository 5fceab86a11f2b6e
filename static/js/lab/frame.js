// The frame of the laboratory, on its own origin: one MessagePort, handed over once. docs/reference/notebooks.md lists what
// goes over it.

const SANDBOX = "allow-scripts allow-same-origin allow-downloads allow-forms allow-popups";

export class Frame {
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

  // `page` is one of the laboratory's two: the notebook's, or the shelf's, which has nothing to show.
  open(order, query, page = "notebooks") {
    const opened = new Promise((done) => {
      this.greet = ({ source, origin, data }) => {
        if (this.port || source !== this.frame.contentWindow || origin !== this.origin || data?.school !== "hello") return;
        const { port1, port2 } = new MessageChannel();
        this.port = port1;
        port1.onmessage = (event) => this.hear(event.data);
        this.frame.contentWindow.postMessage({ school: "open", nonce: data.nonce, order }, this.origin, [port2]);
        done();
      };
    });
    window.addEventListener("message", this.greet);
    this.frame.src = `${this.origin}/${page}/?${new URLSearchParams(query)}`;
    this.place.append(this.frame);
    return opened;
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
