// What to tell the learner about an answer that is wrong: the first case that is, the difference, the likely mistake.

import { type Comparison, compare } from "./compare";
import { likelyMistake, type Trial } from "./detectors";
import type { Result } from "./examine";
import type { Exercise } from "./exercise";
import { format, formatInputs } from "./format";

/** One case, tried and compared; fails says what the learner's code threw. */
export type Tried = Trial & Comparison & { readonly fails?: string };

/** Says what is wrong; at least one case is. */
export function explain(
  exercise: Exercise,
  tried: readonly Tried[],
): Omit<Result, "id" | "title" | "status"> {
  const wrong = tried.filter(({ same }) => !same);
  const first = wrong.find(({ fails, problem }) => fails ?? problem) ?? wrong[0]!;
  const differences = tried.map(({ difference }) => difference);
  const largestDifference = isKnown(differences) ? Math.max(...differences) : undefined;
  const mistake = guessMistake(exercise, tried, wrong.length);
  const isValue = exercise.cases === undefined;
  return {
    message: messageOf(first, tried.length - wrong.length, tried.length),
    wrong: {
      inputs: formatInputs(exercise.inputs ?? [], first.inputs),
      ...(!isValue && { expected: format(first.expected) }),
      got: first.fails === undefined ? format(first.got) : "an error",
    },
    ...(!isValue && largestDifference !== undefined && { largestDifference }),
    ...(mistake !== undefined && { mistake }),
  };
}

function messageOf({ fails, problem }: Tried, right: number, all: number): string {
  const what = fails ?? (problem ? `${problem[0]!.toUpperCase()}${problem.slice(1)}` : "Not right yet");
  const counted = right > 0 ? ` ${right} of ${all} cases ${right === 1 ? "is" : "are"} right.` : "";
  return `${what.replace(/\.$/, "")}.${counted}`;
}

/** First what is known about this exercise, then what happens in all; cases in which the code fails tell nothing. */
function guessMistake(exercise: Exercise, tried: readonly Tried[], wrong: number): string | undefined {
  const told = tried.filter(({ fails }) => fails === undefined);
  if (told.every(({ same }) => same)) return undefined;
  const known = exercise.mistakes?.find(({ instead }) =>
    told.every(({ inputs, got }) => compare(instead(...inputs), got, exercise.tolerance).same),
  );
  if (known) return known.says;
  const likely = likelyMistake(told);
  if (likely !== undefined) return likely;
  return wrong === 1 && tried.length > 3 ? "Only this case is wrong. What is special about it?" : undefined;
}

function isKnown(differences: readonly (number | undefined)[]): differences is number[] {
  return differences.every((difference) => difference !== undefined);
}
