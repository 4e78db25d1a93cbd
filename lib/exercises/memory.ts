// What the learner has done so far: in the kernel's memory, and in a file so that a restart does not lose it.

import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Result } from "./examine";

/** How an exercise stands. */
export interface Standing {
  /** Whether a check has ever passed. */
  readonly done: boolean;
  /** How many checks found a wrong answer. */
  readonly tries: number;
  /** How many hints were read. */
  readonly hints: number;
}

type Standings = Record<string, Standing>;

const nothing: Standing = { done: false, tries: 0, hints: 0 };

/** DESCENT_PROGRESS names another file; empty, it means none, as when notebooks are graded. */
const file: string =
  process.env.DESCENT_PROGRESS ?? resolve(__dirname, "../../..", "data", "runs", "progress.json");

let kept: Standings = {};

/** How an exercise stands now. */
export function standing(id: string): Standing {
  return recall()[id] ?? nothing;
}

/** Notes what a check found. What was right once stays done. */
export function noteResult({ id, status }: Result): void {
  if (status === "not done") return;
  const before = standing(id);
  note(id, {
    ...before,
    done: before.done || status === "passed",
    tries: before.tries + (status === "failed" ? 1 : 0),
  });
}

/** Notes that one more hint was read. */
export function noteHint(id: string): void {
  const before = standing(id);
  note(id, { ...before, hints: before.hints + 1 });
}

function note(id: string, now: Standing): void {
  kept = { ...recall(), [id]: now };
  if (file === "") return;
  try {
    mkdirSync(dirname(file), { recursive: true });
    const fresh = `${file}.${process.pid}`;
    writeFileSync(fresh, `${JSON.stringify(kept, null, 2)}\n`);
    renameSync(fresh, file); // in one step: another notebook's kernel reads the old or the new one
  } catch {} // a read-only or full disk: this kernel's memory has to do
}

/** Other notebooks write too: the file has the latest. Missing or damaged, it is as if nothing had been done elsewhere. */
function recall(): Standings {
  if (file === "") return kept;
  try {
    const read: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof read === "object" && read !== null) return { ...kept, ...(read as Standings) };
  } catch {} // no file yet
  return kept;
}
