// @ts-check
// Printed text on its way to the notebook. JupyterLab's server drops what exceeds 1000 messages a second,
// so a flood of console.log is joined; but ordinary lines leave at once, even just before a long computation.

const span = 500; // milliseconds
const burst = 200; // writes that leave at once in each span
const pause = 50; // milliseconds that the others are held back
const limit = 1 << 16; // characters worth a message of their own

/** Joins text per stream and hands it on as `send(name, text)`. */
class Output {
  /** @param {(name: string, text: string) => void} send */
  constructor(send) {
    this.send = send;
    this.name = "stdout";
    this.text = "";
    this.spanStart = 0;
    this.writes = 0;
    /** @type {NodeJS.Timeout | undefined} */
    this.timer = undefined;
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  write(name, text) {
    if (name !== this.name) this.flush();
    this.name = name;
    this.text += text;
    const now = performance.now();
    if (now - this.spanStart > span) {
      this.spanStart = now;
      this.writes = 0;
    }
    if (this.writes++ < burst || this.text.length > limit) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), pause);
  }

  /** A new cell begins, with all its writes. */
  renew() {
    this.flush();
    this.writes = 0;
  }

  /** Sends what is held back: before any other message, so that order is kept. */
  flush() {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.text === "") return;
    const text = this.text;
    this.text = "";
    this.send(this.name, text);
  }
}

module.exports = { Output };
