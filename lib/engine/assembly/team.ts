// The threads that work on one network together. The host's thread has number 0 and says what is to do; the helpers,
// number 1, 2, …, wait for it to say so.
//
// Work comes in phases. A phase is some tasks that may be done in any order and side by side: no two write to the same
// place, and none reads what another writes. Each thread has a queue with its part of them, from phase to phase the
// same part, whose weights are then in its cache; who is through with it takes from the others' queues. A task is the
// same sums in the same order whoever does it, so that results do not tell how many threads there were. And nobody
// waits for a helper that has not come yet, or has gone: only for tasks that one has taken.
//
// A queue is one number of 64 bits, so that a task is taken in one piece or not at all:
//
//   phase, 32 bits | end of the tasks, 16 bits | next task, 16 bits
//
// A helper that comes too late finds another phase in it, and takes nothing.

import { Team } from "./memory";

/** How often a thread looks whether there is news before it lies down: for some 50 microseconds. */
const LOOKS: u32 = 20000;
/** The nanoseconds after which a helper without work goes. */
const PATIENCE: i64 = 500_000_000;
/** The nanoseconds of a turn of waiting for tasks that helpers have taken, and the turns after which they are given up. */
const TURN: i64 = 1_000_000_000;
const TURNS: u32 = 5;

/** What take answers when there is nothing left to do. */
export const NONE: u32 = 0xffffffff;

/** The host throws an error: a helper has died in the middle of a task. */
// @ts-ignore: decorator
@external("env", "lost")
declare function lost(): void;

/** Begins a phase of so many tasks of one kind on one layer. Returns its number. */
export function begin(team: Team, job: u32, layer: u32, tasks: u32): u32 {
  const phase = present(team) + 1;
  team.job = job;
  team.layer = layer;
  atomic.store<u32>(team.unfinished, tasks);
  for (let q: u32 = 0; q < team.threads; q++) {
    const next = (tasks * q) / team.threads;
    const end = (tasks * (q + 1)) / team.threads;
    atomic.store<u64>(queue(team, q), (<u64>phase << 32) | (end << 16) | next);
  }
  atomic.store<u32>(team.phase, phase);
  if (atomic.xchg<u32>(team.asleep, 0) !== 0) atomic.notify(team.phase, -1);
  return phase;
}

/** The next task of the phase for a thread, from its own queue or another's; NONE when all are taken. */
export function take(team: Team, thread: u32, phase: u32): u32 {
  for (let i: u32 = 0; i < team.threads; i++) {
    const place = queue(team, (thread + i) % team.threads);
    while (true) {
      const tasks = atomic.load<u64>(place);
      if (<u32>(tasks >> 32) !== phase) return NONE;
      const next = <u32>tasks & 0xffff;
      if (next >= <u32>tasks >> 16) break;
      if (atomic.cmpxchg<u64>(place, tasks, tasks + 1) === tasks) return next;
    }
  }
  return NONE;
}

/** Says that a task is done. */
export function finish(team: Team): void {
  const left = atomic.sub<u32>(team.unfinished, 1) - 1;
  if (left === 0 && atomic.load<u32>(team.waiting) !== 0) atomic.notify(team.unfinished, 1);
}

/** Waits until all tasks of the phase are done. */
export function end(team: Team): void {
  for (let look: u32 = 0; look < LOOKS; look++) if (atomic.load<u32>(team.unfinished) === 0) return;
  atomic.store<u32>(team.waiting, 1);
  for (let turn: u32 = 0, left = atomic.load<u32>(team.unfinished); left !== 0; ) {
    const woken = atomic.wait<i32>(team.unfinished, left, TURN);
    if (woken === AtomicWaitResult.TIMED_OUT && ++turn === TURNS) lost();
    left = atomic.load<u32>(team.unfinished);
  }
  atomic.store<u32>(team.waiting, 0);
}

/** Waits until the phase is another than the one seen. False when none comes for long. */
export function wait(team: Team, seen: u32): bool {
  for (let look: u32 = 0; look < LOOKS; look++) if (present(team) !== seen) return true;
  atomic.store<u32>(team.asleep, 1);
  return atomic.wait<i32>(team.phase, seen, PATIENCE) !== AtomicWaitResult.TIMED_OUT;
}

/** The number of the present phase. */
export function present(team: Team): u32 {
  return atomic.load<u32>(team.phase);
}

// @ts-ignore: decorator
@inline
function queue(team: Team, q: u32): usize {
  return team.queues + 64 * q;
}
