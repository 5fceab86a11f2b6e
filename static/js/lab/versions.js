// Earlier versions of a notebook: the list, asked for when it is opened, and one of them brought back.

export class Versions {
  // `url` is asked anew each time: which list it is depends on the programming language.
  constructor(details, place, url, texts) {
    Object.assign(this, { details, place, url, texts });
    details.hidden = !url();
    details.addEventListener("toggle", () => this.renew());
  }

  address(tail = "") {
    const address = new URL(this.url(), location.href);
    address.pathname += tail;
    return address;
  }

  async renew() {
    if (!this.details.open) return;
    try {
      const answer = await fetch(this.address());
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      if (html !== this.shown) this.place.innerHTML = this.shown = html; // our own server's
    } catch {
      this.shown = null;
      this.place.textContent = this.texts["versions-away"];
    }
  }

  async notebook(number) {
    const answer = await fetch(this.address(`${number}/`));
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).notebook;
  }
}
