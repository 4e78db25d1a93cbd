// The gradient the slow, certain way: nudge every weight and bias, look what the cost does. Backpropagation is checked by it.

import type { Gradient, Network } from "./network";
import type { Vector } from "./vector";

/** The cost of one example, C(x, y). x: sizes[0] inputs, y: as many targets as outputs. */
export function exampleCost(net: Network, x: Vector, y: Vector): number {
  const { z, a } = net.forward(x);
  return net.cost.value(a.at(-1)!, y, z.at(-1)!);
}

/**
 * The gradient by central differences, (C(p + h) − C(p − h)) / 2h for every weight and bias p, in the shape of backprop's.
 *
 * Each parameter costs two forward passes. The network is nudged meanwhile and left exactly as it was.
 * x: sizes[0] inputs, y: targets, h: the nudge, by default 10⁻⁵.
 */
export function numericalGradient(net: Network, x: Vector, y: Vector, h = 1e-5): Gradient {
  const slope = (part: Float64Array) =>
    part.map((value, i) => {
      part[i] = value + h;
      const above = exampleCost(net, x, y);
      part[i] = value - h;
      const below = exampleCost(net, x, y);
      part[i] = value;
      return (above - below) / (2 * h);
    });
  return { weights: net.weights.map(slope), biases: net.biases.map(slope) };
}

/**
 * How far two gradients are apart, relative to their size: ‖a − b‖ / (‖a‖ + ‖b‖), from 0 (equal) to 1 (opposite).
 * Below 10⁻⁶ they are the same up to rounding. Throws a RangeError when their shapes differ.
 */
export function relativeError(a: Gradient, b: Gradient): number {
  const [one, other] = [flat(a), flat(b)];
  if (one.length !== other.length) {
    throw new RangeError(
      `the gradients have ${one.length} and ${other.length} numbers and cannot be compared`,
    );
  }
  const norm = (v: number[]) => Math.sqrt(v.reduce((sum, e) => sum + e * e, 0));
  const size = norm(one) + norm(other);
  return size === 0 ? 0 : norm(one.map((g, i) => g - other[i]!)) / size;
}

function flat({ weights, biases }: Gradient): number[] {
  return [...weights, ...biases].flatMap((part) => Array.from(part));
}
