// What the outputs should be for each label where that is not a 1 at the label's own place: a code word for every label.

import type { Vector } from "./vector";

/** code[label]: the target of that label, as many finite numbers as the network has outputs. */
export type Code = readonly (readonly number[])[];

/** Throws a RangeError unless every label has a word of its own, with a finite number for each output. */
export function checkCode(code: Code, outputs: number): void {
  const words: Code = Array.isArray(code) ? code : [];
  if (words.length === 0) throw new RangeError("a code is a list of words, one for each label");
  for (const [label, word] of words.entries()) {
    if (!Array.isArray(word) || word.length !== outputs || !word.every(Number.isFinite)) {
      throw new RangeError(
        `the code word of label ${label} is not ${outputs} finite numbers, one for each output`,
      );
    }
    const same = words.findIndex((other) => other.every((y, j) => y === word[j]));
    if (same < label) throw new RangeError(`labels ${same} and ${label} have the same code word`);
  }
}

/** The label whose word is nearest to the outputs a, by ‖y − a‖; the first one if several are equally near. */
export function nearestWord(code: Code, a: Vector): number {
  const distances = code.map((word) => word.reduce((sum, y, j) => sum + (y - a[j]!) ** 2, 0));
  return distances.indexOf(Math.min(...distances));
}
