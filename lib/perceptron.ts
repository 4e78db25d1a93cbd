// Rosenblatt's perceptron: weighs its inputs, fires or does not; the rule by which one learns; and what many of them
// compute together: gates and adders. Layers of sigmoid neurons are in network.

import { checkVector, type Vector } from "./vector";

/** A bit: 0 or 1. */
export type Bit = 0 | 1;

/** Weights and a bias. It fires when w · x + b > 0; the bias is minus the threshold. */
export interface Perceptron {
  readonly weights: readonly number[];
  readonly bias: number;
}

/** The output for the inputs x: 1 when w · x + b > 0, else 0. Throws a RangeError unless there is an input per weight. */
export function fire({ weights, bias }: Perceptron, x: Vector): Bit {
  checkVector(x, weights.length, "inputs");
  return weights.reduce((z, w, k) => z + w * x[k]!, bias) > 0 ? 1 : 0;
}

/** One pass of the learning rule over the examples. */
export interface PerceptronEpoch {
  /** 1 for the first pass. */
  readonly epoch: number;
  /** How many examples were answered wrongly when they were met; 0 means that everything is learned. */
  readonly mistakes: number;
  /** The perceptron after the pass. */
  readonly perceptron: Perceptron;
}

/**
 * Rosenblatt's learning rule, from weights and bias 0: each wrong answer adds (target − answer) · x to the weights and
 * (target − answer) to the bias. Yields one record a pass and ends after the first without a mistake, or after `epochs`.
 *
 * Where a line (a plane) separates the two kinds it always ends (Novikoff 1962); elsewhere it never does by itself.
 * inputs: examples of equal length; targets: a bit for each. Throws a RangeError when they do not fit.
 */
export function* learnPerceptron(
  inputs: readonly Vector[],
  targets: readonly Bit[],
  epochs: number,
): Generator<PerceptronEpoch, void> {
  if (inputs.length === 0 || inputs.length !== targets.length) {
    throw new RangeError(
      `expected a target for each of 1 or more inputs, got ${inputs.length} and ${targets.length}`,
    );
  }
  let perceptron: Perceptron = { weights: new Array<number>(inputs[0]!.length).fill(0), bias: 0 };
  for (let epoch = 1, mistakes = 1; epoch <= epochs && mistakes > 0; epoch++) {
    mistakes = 0;
    for (const [i, x] of inputs.entries()) {
      const error = targets[i]! - fire(perceptron, x);
      if (error === 0) continue;
      mistakes++;
      const weights = perceptron.weights.map((w, k) => w + error * x[k]!);
      perceptron = { weights, bias: perceptron.bias + error };
    }
    yield { epoch, mistakes, perceptron };
  }
}

/** 0 only when both inputs are 1. Every other gate can be built from it. */
export const nandGate: Perceptron = { weights: [-2, -2], bias: 3 };
/** 1 only when both inputs are 1. */
export const andGate: Perceptron = { weights: [2, 2], bias: -3 };
/** 0 only when both inputs are 0. */
export const orGate: Perceptron = { weights: [2, 2], bias: -1 };
/** The other bit. */
export const notGate: Perceptron = { weights: [-2], bias: 1 };

/** NAND of two bits. */
export function nand(a: Bit, b: Bit): Bit {
  return fire(nandGate, [a, b]);
}

/** 1 when the bits differ, from four NAND perceptrons: no single one can do it. */
export function xor(a: Bit, b: Bit): Bit {
  const both = nand(a, b);
  return nand(nand(a, both), nand(b, both));
}

/** Adds two bits, from five NAND perceptrons: sum = a XOR b, carry = a AND b. */
export function halfAdder(a: Bit, b: Bit): { sum: Bit; carry: Bit } {
  const both = nand(a, b);
  return { sum: nand(nand(a, both), nand(b, both)), carry: nand(both, both) };
}

/** Adds three bits, two of them with a half adder, the third with another. */
export function fullAdder(a: Bit, b: Bit, c: Bit): { sum: Bit; carry: Bit } {
  const first = halfAdder(a, b);
  const second = halfAdder(first.sum, c);
  return { sum: second.sum, carry: nand(nand(first.carry, first.carry), nand(second.carry, second.carry)) };
}

/**
 * Adds two numbers given as bits, lowest bit first, with one full adder a place. The result has one bit more.
 * Throws a RangeError unless both have the same number of bits.
 */
export function addBits(a: readonly Bit[], b: readonly Bit[]): Bit[] {
  if (a.length !== b.length)
    throw new RangeError(`expected as many bits in both, got ${a.length} and ${b.length}`);
  let carry: Bit = 0;
  const sum = a.map((bit, place) => {
    const added = fullAdder(bit, b[place]!, carry);
    carry = added.carry;
    return added.sum;
  });
  return [...sum, carry];
}
