// The place where the threads that work together meet; assembly/team.ts says what they do there.

const LINE = 64; // bytes of a cache line: who waits for one word is not disturbed by what is written to the next

/** Where the threads meet: addresses in bytes. */
export interface TeamPlace {
  /** How many threads there may be, the host's counted. */
  threads: number;
  record: number;
  /** Four words that are waited for, each in a cache line of its own. */
  words: number;
  /** A queue of tasks per thread, each in a cache line of its own. */
  queues: number;
}

/** Takes the room for a team. */
export function placeTeam(room: { take(bytes: number): number }, threads: number): TeamPlace {
  const record = room.take(32);
  return { threads, record, words: room.take(4 * LINE), queues: room.take(threads * LINE) };
}

// The order of the fields is that of Team in assembly/memory.ts.
/** Writes the record of a team. */
export function writeTeam(memory: ArrayBuffer, { threads, record, words, queues }: TeamPlace): void {
  const addresses = [0, 1, 2, 3].map((i) => words + i * LINE);
  new Uint32Array(memory, record, 8).set([threads, 0, 0, ...addresses, queues]);
}
