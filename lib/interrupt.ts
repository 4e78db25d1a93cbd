// Stop, made gentle: long work that runs in slices hears an interrupt (SIGINT) and can end at the next slice.
// Outside a notebook it is Ctrl-C. A second interrupt goes to whoever listened before and ends things the hard way.

type Listener = (signal: NodeJS.Signals) => void;

/** A piece of long work, and whether it was asked to stop. */
export interface Interruption {
  /** Becomes aborted at the first interrupt. */
  readonly signal: AbortSignal;
  /** Whether the work is running now. While all work rests, an interrupt also goes to the earlier listeners. */
  working: boolean;
  /** Ends the listening; with the last piece of work, interrupts go back to the earlier listeners. */
  release(): void;
}

const active = new Map<Interruption, AbortController>();
let earlier: Listener[] = [];

/**
 * Lets the event loop turn, then hears interrupts instead of the present listeners, until released.
 *
 * The turn matters: a listener that is added while a notebook cell is still in its synchronous part disarms the
 * handler of Node's vm module, and the next interrupt kills the kernel.
 */
export async function listenForInterrupt(): Promise<Interruption> {
  await turn();
  if (active.size === 0) {
    earlier = process.listeners("SIGINT") as Listener[];
    process.on("SIGINT", onInterrupt);
    for (const listener of earlier) process.removeListener("SIGINT", listener);
  }
  const controller = new AbortController();
  const interruption = { signal: controller.signal, working: false, release: () => release(interruption) };
  active.set(interruption, controller);
  return interruption;
}

/** One turn of the event loop: messages go out, timers fire, an interrupt is heard. About 2 microseconds. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function release(interruption: Interruption): void {
  if (!active.delete(interruption) || active.size > 0) return;
  for (const listener of earlier) process.on("SIGINT", listener);
  process.removeListener("SIGINT", onInterrupt);
}

function onInterrupt(signal: NodeJS.Signals): void {
  const stopping = [...active.keys()].some((work) => work.working && !work.signal.aborted);
  for (const controller of active.values()) controller.abort();
  if (stopping) return;
  if (earlier.length === 0) process.exit(130); // what a process that dies of SIGINT reports
  for (const listener of earlier) listener(signal);
}
