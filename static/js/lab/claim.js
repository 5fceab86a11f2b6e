// One tab of a browser at a time works on an exercise: two would write over each other's copy while the line is down. The second
// is told so, and may take over; the first then saves and closes. (Another machine meets the draft's number on the server.)

const PATIENCE = 5000; // ms that the other tab has to save and close
const channel = window.BroadcastChannel ? new BroadcastChannel("school-lab") : null;

export class Claim {
  // `lost` is called when another tab takes over.
  constructor(lost) {
    this.lost = lost;
    channel?.addEventListener("message", ({ data }) => data?.take === this.key && this.key && lost());
  }

  // Whether this tab may go on.
  take(key, force = false) {
    if (this.key === key || !navigator.locks) return Promise.resolve(true);
    const name = `lab ${key}`;
    if (!force) return this.hold(key, name, { ifAvailable: true });
    channel?.postMessage({ take: key });
    return this.hold(key, name, { signal: AbortSignal.timeout(PATIENCE) }).catch(() => this.hold(key, name, { steal: true }));
  }

  hold(key, name, how) {
    return new Promise((done, failed) => {
      const held = (lock) => {
        if (!lock) return done(false);
        this.key = key;
        done(true);
        return new Promise((release) => (this.release = release));
      };
      navigator.locks.request(name, how, held).catch((error) => (this.key === key ? this.lost() : failed(error)));
    });
  }

  give() {
    this.key = null;
    this.release?.();
  }
}
