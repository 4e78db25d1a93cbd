// Expected against got: numbers within a tolerance, lists element by element, objects field by field.

import { format, isList, kindOf } from "./format";

/** How two values compare. */
export interface Comparison {
  readonly same: boolean;
  /** The largest difference between two numbers, when there were only numbers to compare. */
  readonly difference?: number;
  /** What cannot be compared at all, as a sentence: a wrong type, a wrong length, NaN. */
  readonly problem?: string;
}

const same: Comparison = { same: true, difference: 0 };

/** Compares got with expected; a number may be off by tolerance · max(1, |expected|). */
export function compare(expected: unknown, got: unknown, tolerance = 1e-6): Comparison {
  if (typeof expected === "number") return compareNumbers(expected, got, tolerance);
  if (isList(expected)) return compareLists(expected, got, tolerance);
  if (typeof expected === "object" && expected !== null)
    return compareObjects(expected as Record<string, unknown>, got, tolerance);
  if (Object.is(expected, got)) return same;
  if (typeof got === typeof expected) return { same: false };
  return wrong(`expected ${format(expected)}, got ${kindOf(got)}`);
}

function compareNumbers(expected: number, got: unknown, tolerance: number): Comparison {
  if (typeof got === "boolean") return wrong(`expected a number (1 for true, 0 for false), got ${got}`);
  if (typeof got !== "number") return wrong(`expected a number, got ${kindOf(got)}`);
  if (Object.is(got, expected)) return same;
  if (Number.isNaN(got))
    return wrong("got NaN: something undefined went into the sum, or 0 was divided by 0");
  const difference = Math.abs(got - expected);
  if (!Number.isFinite(difference)) return wrong(`expected ${format(expected)}, got ${got}`);
  return { same: difference <= tolerance * Math.max(1, Math.abs(expected)), difference };
}

function compareLists(expected: ArrayLike<unknown>, got: unknown, tolerance: number): Comparison {
  if (!isList(got)) return wrong(`expected a list of ${expected.length}, got ${kindOf(got)}`);
  if (got.length !== expected.length)
    return wrong(`expected a list of ${expected.length}, got a list of ${got.length}`);
  return together(
    Array.from(expected, (part, i) => [`at [${i}] `, compare(part, got[i], tolerance)] as const),
  );
}

function compareObjects(expected: Record<string, unknown>, got: unknown, tolerance: number): Comparison {
  const names = Object.keys(expected);
  if (typeof got !== "object" || got === null || isList(got))
    return wrong(`expected an object with ${names.join(" and ")}, got ${kindOf(got)}`);
  const missing = names.find((name) => !(name in got));
  if (missing !== undefined)
    return wrong(`expected an object with ${names.join(" and ")}; ${missing} is missing`);
  const parts = got as Record<string, unknown>;
  return together(
    names.map((name) => [`${name}: `, compare(expected[name], parts[name], tolerance)] as const),
  );
}

/** The first problem, else the largest difference. */
function together(parts: readonly (readonly [place: string, comparison: Comparison])[]): Comparison {
  const first = parts.find(([, { problem }]) => problem !== undefined);
  if (first) return wrong(first[0] + first[1].problem);
  const numeric = parts.every(([, { difference }]) => difference !== undefined);
  return {
    same: parts.every(([, part]) => part.same),
    ...(numeric && { difference: Math.max(0, ...parts.map(([, { difference }]) => difference!)) }),
  };
}

function wrong(problem: string): Comparison {
  return { same: false, problem };
}
