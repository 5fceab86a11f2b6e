// What a notebook prints goes nowhere. It is counted as it comes: who never stops is stopped after so many bytes, and not when
// the clock or the memory has run out, which would depend on how fast the machine is.
export class Printed {
  constructor(most) {
    this.most = most;
    this.begin();
  }

  /** The next data set. */
  begin() {
    this.left = this.most;
  }

  take(bytes) {
    this.left -= bytes;
    if (this.left < 0) {
      Deno.stderr.writeSync(new TextEncoder().encode("printed too much\n"));
      Deno.exit(1);
    }
    return bytes;
  }
}
