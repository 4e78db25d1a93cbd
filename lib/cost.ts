// How wrong an answer is: the cost C of one example, and its derivative δ = ∂C/∂z at the output layer.
// Averaging over examples belongs to training; these know one example only.

import type { Activation } from "./activation";
import { exp, log } from "./elementary";
import type { Vector } from "./vector";

/** A cost function. a: output activations, y: targets, z: weighted inputs of the output layer; all the same length. */
export interface Cost {
  readonly name: "quadratic" | "crossEntropy" | "logLikelihood";
  /** The output activation this cost is made for; undefined when any will do. */
  readonly output?: Activation["name"];
  /** The cost C of one example, ≥ 0. */
  value(a: Vector, y: Vector, z: Vector): number;
  /** δ = ∂C/∂z of the output layer, given that a = output(z). */
  delta(a: Float64Array, y: Vector, z: Float64Array, output: Activation): Float64Array;
}

/** C = ½ ‖y − a‖². */
export const quadratic: Cost = {
  name: "quadratic",
  value: (a, y) => sum(a, (aj, j) => (y[j]! - aj) ** 2) / 2,
  delta: (a, y, z, output) => output.back(difference(a, y), z, a),
};

/** C = −Σ (y ln a + (1 − y) ln(1 − a)), for sigmoid outputs. The σ' cancels: δ = a − y never saturates. */
export const crossEntropy: Cost = {
  name: "crossEntropy",
  output: "sigmoid",
  // The same sum written in z: −ln σ(z) = ln(1 + e⁻ᶻ), which stays finite where a has rounded to 0 or 1.
  value: (_a, y, z) => sum(z, (zj, j) => Math.max(zj, 0) - zj * y[j]! + log(1 + exp(-Math.abs(zj)))),
  delta: (a, y) => difference(a, y),
};

/** C = −Σ y ln a, for softmax outputs: minus the logarithm of the probability given to the right answer. */
export const logLikelihood: Cost = {
  name: "logLikelihood",
  output: "softmax",
  value(_a, y, z) {
    const largest = Array.from(z).reduce((m, v) => Math.max(m, v), Number.NEGATIVE_INFINITY);
    const logSum = largest + log(sum(z, (zk) => exp(zk - largest)));
    return sum(z, (zj, j) => y[j]! * (logSum - zj));
  },
  delta: (a, y) => difference(a, y),
};

function difference(a: Float64Array, y: Vector): Float64Array {
  return a.map((aj, j) => aj - y[j]!);
}

function sum(v: Vector, term: (value: number, index: number) => number): number {
  let total = 0;
  for (let i = 0; i < v.length; i++) total += term(v[i]!, i);
  return total;
}
