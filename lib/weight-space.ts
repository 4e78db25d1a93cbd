// A network as a point: all its weights and biases in one long list. Distances, angles and straight lines between
// networks of the same shape are then those of lists. What the points are good for is measured elsewhere (see train).

import { he, type Initializer } from "./init";
import { Network } from "./network";
import type { Vector } from "./vector";

/** All weights and biases of the network in one list, layer by layer: its weights, row-major, then its biases. */
export function pointOf({ weights, biases }: Network): Float64Array {
  const parts = weights.flatMap((w, l) => [w, biases[l]!]);
  const point = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    point.set(part, at);
    at += part.length;
  }
  return point;
}

/**
 * A new network at a point, with the layers, activations and cost of the given one, which stays as it is.
 * Throws a RangeError unless the point has as many numbers as the network has weights and biases.
 */
export function networkAt(point: Float64Array, like: Network): Network {
  const { sizes, hidden, output, cost, code, parameterCount } = like;
  if (point.length !== parameterCount) {
    throw new RangeError(
      `a network ${sizes.join("-")} has ${parameterCount} weights and biases, the point ${point.length}`,
    );
  }
  const net = new Network(sizes, { hidden, output, cost, code, init: blank });
  let at = 0;
  for (const part of net.weights.flatMap((w, l) => [w, net.biases[l]!])) {
    part.set(point.subarray(at, at + part.length));
    at += part.length;
  }
  return net;
}

// Nothing is drawn that would be overwritten at once.
const blank: Initializer = { ...he, weight: () => 0 };

/** The point on the straight line from p (t = 0) to q (t = 1): (1 − t) p + t q, number by number. */
export function between(p: Float64Array, q: Float64Array, t: number): Float64Array {
  checkLengths(p, q);
  return p.map((v, i) => (1 - t) * v + t * q[i]!);
}

/** How far two points are apart: ‖p − q‖, the square root of the sum of the squared differences. */
export function distance(p: Vector, q: Vector): number {
  checkLengths(p, q);
  let squares = 0;
  for (let i = 0; i < p.length; i++) squares += (p[i]! - q[i]!) ** 2;
  return Math.sqrt(squares);
}

/** The angle between two points as seen from zero, in degrees: 0 the same direction, 90 nothing in common, 180 opposite. */
export function angle(p: Vector, q: Vector): number {
  const cosine = dot(p, q) / Math.sqrt(dot(p, p) * dot(q, q));
  return (Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI;
}

/** p · q: the sum of the products, number by number. */
export function dot(p: Vector, q: Vector): number {
  checkLengths(p, q);
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += p[i]! * q[i]!;
  return sum;
}

function checkLengths(p: Vector, q: Vector): void {
  if (p.length !== q.length)
    throw new RangeError(`points with ${p.length} and ${q.length} numbers do not lie in the same space`);
}
