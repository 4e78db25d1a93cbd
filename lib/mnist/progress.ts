// One line that tells how far slow work has come, written over itself. Quick work leaves no trace.

/** Shows how much of a whole is done; done() ends the line. */
export interface Progress {
  show(part: number, whole: number): void;
  done(): void;
}

const PATIENCE = 1000; // milliseconds before anything is shown
const PAUSE = 250; // milliseconds between two updates

/** A progress line on standard output: "what: 3.2 of 9.9 MB". It appears after a second and changes 4 times a second. */
export function progressLine(what: string): Progress {
  let next = performance.now() + PATIENCE;
  let shown = false;
  return {
    show(part, whole) {
      if (performance.now() < next) return;
      next = performance.now() + PAUSE;
      shown = true;
      process.stdout.write(`\r${what}: ${megabytes(part)} of ${whole > 0 ? megabytes(whole) : "?"} MB`);
    },
    done() {
      if (shown) process.stdout.write("\n");
    },
  };
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
