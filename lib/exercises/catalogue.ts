// All exercises of the series, found by their number.

import { chapter00 } from "./chapter-00";
import { chapter01 } from "./chapter-01";
import { chapter02 } from "./chapter-02";
import { chapter03 } from "./chapter-03";
import { chapter04 } from "./chapter-04";
import { chapter05 } from "./chapter-05";
import { chapter06 } from "./chapter-06";
import { chapter07 } from "./chapter-07";
import { chapter08 } from "./chapter-08";
import { chapter09 } from "./chapter-09";
import { chapter10 } from "./chapter-10";
import type { Exercise } from "./exercise";

/** Every exercise, in the order of the chapters. */
export const exercises: readonly Exercise[] = [
  ...chapter00,
  ...chapter01,
  ...chapter02,
  ...chapter03,
  ...chapter04,
  ...chapter05,
  ...chapter06,
  ...chapter07,
  ...chapter08,
  ...chapter09,
  ...chapter10,
];

/** The exercise with this number, such as "01.2". Throws a RangeError that names the nearest ones when there is none. */
export function findExercise(id: string): Exercise {
  const found = exercises.find((exercise) => exercise.id === id);
  if (found) return found;
  const nearest = exercises
    .map((exercise) => ({ id: exercise.id, steps: distance(exercise.id, String(id)) }))
    .sort((a, b) => a.steps - b.steps)
    .slice(0, 3)
    .map((near) => `"${near.id}"`);
  throw new RangeError(`there is no exercise "${id}"; the nearest are ${nearest.join(", ")}`);
}

/** The exercises of a chapter such as "01". Throws a RangeError when it has none. */
export function exercisesOf(chapter: string): Exercise[] {
  const found = exercises.filter(({ id }) => chapterOf(id) === chapter);
  if (found.length > 0) return found;
  const chapters = [...new Set(exercises.map(({ id }) => `"${chapterOf(id)}"`))];
  throw new RangeError(`there are no exercises in chapter "${chapter}"; chapters are ${chapters.join(", ")}`);
}

/** "01.2" belongs to "01". */
export function chapterOf(id: string): string {
  return id.split(".")[0]!;
}

/** How many characters must be changed, added or taken away to get from a to b (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
