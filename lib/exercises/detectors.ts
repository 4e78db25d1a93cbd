// Mistakes that people make in every exercise, recognised by what they do to the numbers.

import { compare } from "./compare";
import { format, isList } from "./format";

/** One case, tried: what went in, what should have come out, what came. */
export interface Trial {
  readonly inputs: readonly unknown[];
  readonly expected: unknown;
  readonly got: unknown;
}

/** A question for the learner when the trials look like a certain mistake. */
type Detector = (trials: readonly Trial[]) => string | undefined;

/** The likely mistake behind the trials of an answer that is wrong, or undefined when it looks like none of those known. */
export function likelyMistake(trials: readonly Trial[]): string | undefined {
  for (const detector of detectors) {
    const says = detector(trials);
    if (says !== undefined) return says;
  }
  return undefined;
}

const sameForAll: Detector = (trials) => {
  const [first, ...others] = trials;
  const varied =
    !Number.isNaN(first!.got) && others.some(({ expected }) => !alike(expected, first!.expected));
  if (!varied || !others.every(({ got }) => alike(got, first!.got))) return undefined;
  return `The result is ${format(first!.got)} whatever the inputs are. Are they used?`;
};

const exchanged: Detector = numerically(
  (e, g) => (e === 0 || e === 1) && near(g, 1 - e),
  "0 and 1 have changed places. Is a comparison the wrong way round, or a NOT missing?",
);

const complement: Detector = numerically(
  (e, g) => e >= 0 && e <= 1 && near(g, 1 - e),
  "Each number is 1 minus what it should be.",
);

const sign: Detector = numerically(
  (e, g) => near(g, -e),
  "The sizes are right and every sign is wrong. Is a minus missing, or one too many?",
);

const someSigns: Detector = numerically(
  (e, g) => near(Math.abs(g), Math.abs(e)),
  "The sizes are right, but some signs are wrong.",
);

const percent: Detector = numerically(
  (e, g) => near(g, 100 * e),
  "These are per cent. A fraction is asked for: 0.95 rather than 95.",
);

/** The mean instead of the sum, or the other way round: off by the length of an input, which may differ from case to case. */
const overLength: Detector = (trials) => {
  const places = trials[0]!.inputs.length;
  for (let i = 0; i < places; i++) {
    const n = trials.map(({ inputs }) => (isList(inputs[i]) ? (inputs[i] as ArrayLike<unknown>).length : 0));
    if (!n.every((length) => length > 0) || n.every((length) => length === 1)) continue;
    if (everyPair(trials, (e, g, t) => near(g, n[t]! * e)))
      return "Each result is n times too large. Is a division by n missing?";
    if (everyPair(trials, (e, g, t) => near(g * n[t]!, e)))
      return "Each result is n times too small. Is it divided by n once too often?";
  }
  return undefined;
};

/** One number alone says little: then the factor must be one that people forget. */
const factor: Detector = (trials) => {
  const all = pairs(trials).filter(({ e, g }) => e !== 0 || g !== 0);
  const k = all.length > 0 ? all[0]!.g / all[0]!.e : 0;
  const usual = [2, 10, 1000].some((usual) => near(k, usual) || near(k, 1 / usual));
  if (!Number.isFinite(k) || k === 0 || (all.length === 1 && !usual)) return undefined;
  if (!everyPair(trials, (e, g) => near(g, k * e))) return undefined;
  return `${all.length > 1 ? "Every number" : "The number"} is ${format(Number(k.toPrecision(4)))} times what it should be. Which factor is missing, or there twice?`;
};

const offset: Detector = (trials) => {
  const all = pairs(trials);
  const k = all.length > 0 ? all[0]!.g - all[0]!.e : 0;
  if (k === 0 || (all.length === 1 && Math.abs(k) !== 1)) return undefined;
  if (!everyPair(trials, (e, g) => near(g, e + k))) return undefined;
  const size = format(Number(Math.abs(k).toPrecision(4)));
  return `${all.length > 1 ? "Every number" : "The number"} is ${size} too ${k > 0 ? "large" : "small"}. Is something added that should not be, or left out?`;
};

const transposed: Detector = everyTrial(({ expected, got }) => {
  if (!isMatrix(expected) || !isMatrix(got)) return false;
  return alike(transpose(expected), got);
}, "Rows and columns have changed places: this is the transposed matrix.");

const reversed: Detector = everyTrial(
  ({ expected, got }) => isList(expected) && isList(got) && alike(Array.from(expected).reverse(), got),
  "The numbers are right, in the opposite order. Which end comes first?",
);

const shortened: Detector = everyTrial(({ expected, got }) => {
  const [e, g] = lists(expected, got);
  return e.length > 1 && g.length === e.length - 1 && alike(e.slice(0, -1), g);
}, "The last one is missing. Does a loop end one too early?");

const beheaded: Detector = everyTrial(({ expected, got }) => {
  const [e, g] = lists(expected, got);
  return e.length > 1 && g.length === e.length - 1 && alike(e.slice(1), g);
}, "The first one is missing. Does a loop begin one too late?");

const lengthened: Detector = everyTrial(({ expected, got }) => {
  const [e, g] = lists(expected, got);
  return g.length === e.length + 1 && (alike(g.slice(0, -1), e) || alike(g.slice(1), e));
}, "There is one too many. Does a loop run once too often?");

const shifted: Detector = everyTrial(({ expected, got }) => {
  const [e, g] = lists(expected, got);
  if (e.length < 3 || g.length !== e.length) return false;
  return alike(e.slice(1), g.slice(0, -1)) || alike(e.slice(0, -1), g.slice(1));
}, "The right numbers, one place off. Does an index begin at 1 instead of 0?");

const shuffled: Detector = everyTrial(({ expected, got }) => {
  const [e, g] = lists(expected, got);
  return e.length > 1 && [...e, ...g].every(isNumber) && alike(sorted(e), sorted(g));
}, "The right numbers, in another order.");

const squared: Detector = numerically(
  (e, g) => near(g, e * e),
  "Each number is the square of what it should be. Is a square root missing?",
);

const inverse: Detector = numerically(
  (e, g) => near(g * e, 1),
  "Each number is 1 over what it should be. Is a division upside down?",
);

const rounded: Detector = numerically(
  (e, g) => g === Math.round(e) || g === Math.floor(e),
  "The numbers are rounded. Leave their decimals.",
);

/** The more special, the earlier. */
const detectors: readonly Detector[] = [
  sameForAll,
  exchanged,
  sign,
  percent,
  overLength,
  factor,
  offset,
  complement,
  someSigns,
  transposed,
  reversed,
  shortened,
  beheaded,
  lengthened,
  shifted,
  shuffled,
  squared,
  inverse,
  rounded,
];

function numerically(test: (e: number, g: number) => boolean, says: string): Detector {
  return (trials) => (everyPair(trials, test) ? says : undefined);
}

function everyTrial(test: (trial: Trial) => boolean, says: string): Detector {
  return (trials) => (trials.every(test) ? says : undefined);
}

/** Whether the test holds for every number expected and the one that came in its place, and there is one that is not 0. */
function everyPair(
  trials: readonly Trial[],
  test: (e: number, g: number, trial: number) => boolean,
): boolean {
  const all = pairs(trials);
  return all.some(({ e, g }) => e !== 0 || g !== 0) && all.every(({ e, g, trial }) => test(e, g, trial));
}

/** Number by number, as far down as expected and got have the same shape; none when they have not. */
function pairs(trials: readonly Trial[]): { e: number; g: number; trial: number }[] {
  const all = trials.map(({ expected, got }) => [numbers(expected), numbers(got)] as const);
  if (!all.every(([e, g]) => e.length === g.length && [...e, ...g].every(isNumber))) return [];
  return all.flatMap(([e, g], trial) =>
    e.map((value, i) => ({ e: value as number, g: g[i] as number, trial })),
  );
}

function numbers(value: unknown): unknown[] {
  if (isList(value)) return Array.from(value).flatMap(numbers);
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(numbers);
  return [value];
}

function lists(expected: unknown, got: unknown): [unknown[], unknown[]] {
  return isList(expected) && isList(got) ? [Array.from(expected), Array.from(got)] : [[], []];
}

function isMatrix(value: unknown): value is ArrayLike<ArrayLike<unknown>> {
  return isList(value) && value.length > 0 && Array.from(value).every(isList);
}

function transpose(matrix: ArrayLike<ArrayLike<unknown>>): unknown[][] {
  return Array.from(matrix[0]!, (_, column) => Array.from(matrix, (row) => row[column]));
}

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const sorted = (list: unknown[]): unknown[] => [...list].sort((a, b) => Number(a) - Number(b));
const alike = (a: unknown, b: unknown): boolean => compare(a, b).same;
const near = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-6 * Math.max(1e-3, Math.abs(a), Math.abs(b));
