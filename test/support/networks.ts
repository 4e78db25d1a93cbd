// The networks the core is checked on: every activation with every cost it can have, shallow and deep.

import type { Activation } from "descent/activation";
import { relu, sigmoid, softmax, tanh } from "descent/activation";
import { type Cost, crossEntropy, logLikelihood, quadratic } from "descent/cost";

export interface Combination {
  hidden: Activation;
  output: Activation;
  cost: Cost;
}

export const combinations: Combination[] = [sigmoid, tanh, relu].flatMap((hidden) => [
  { hidden, output: sigmoid, cost: quadratic },
  { hidden, output: tanh, cost: quadratic },
  { hidden, output: relu, cost: quadratic },
  { hidden, output: softmax, cost: quadratic },
  { hidden, output: sigmoid, cost: crossEntropy },
  { hidden, output: softmax, cost: logLikelihood },
]);

export function nameOf({ hidden, output, cost }: Combination): string {
  return `${hidden.name}, ${output.name}, ${cost.name}`;
}

/** The digits as binary numbers of four bits: a code for four outputs. */
export const binaryCode: number[][] = Array.from({ length: 10 }, (_, digit) =>
  [8, 4, 2, 1].map((bit) => (digit & bit ? 1 : 0)),
);

/** The largest difference between two lists of layers, relative to the largest number in them (at least 1). */
export function largestDifference(got: ArrayLike<number>[], expected: ArrayLike<number>[]): number {
  const a = got.flatMap((part) => Array.from(part));
  const b = expected.flatMap((part) => Array.from(part));
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  const scale = b.reduce((m, v) => Math.max(m, Math.abs(v)), 1);
  return a.reduce((m, v, i) => Math.max(m, Math.abs(v - b[i]!)), 0) / scale;
}
