// Two-dimensional slices of weight space: planes through points, and the heights measured on them. Drawing them is figures/valley.

import type { Landscape } from "./figures/landscape";
import type { Network } from "./network";
import type { Random } from "./random";
import { dot } from "./weight-space";

/** A flat slice: a point of weight space and two directions in it. (x, y) stands for origin + x · right + y · up. */
export interface Slice {
  readonly origin: Float64Array;
  readonly right: Float64Array;
  readonly up: Float64Array;
}

/**
 * The plane through three points: p at (0, 0), q to its right on the x axis, r above it. Its directions are at right
 * angles and of length 1, so that lengths and angles in the plane are those of weight space.
 * Throws a RangeError for points on one line.
 */
export function planeThrough(p: Float64Array, q: Float64Array, r: Float64Array): Slice {
  const right = unit(difference(q, p));
  const aside = difference(r, p);
  const along = dot(aside, right);
  const rest = aside.map((v, i) => v - along * right[i]!);
  if (dot(rest, rest) <= 1e-18 * dot(aside, aside)) {
    throw new RangeError("the three points lie on one line: there is no plane of their own");
  }
  return { origin: p, right, up: unit(rest) };
}

/** The point of weight space at (x, y) of the slice. */
export function pointOn({ origin, right, up }: Slice, x: number, y: number): Float64Array {
  return origin.map((v, i) => v + x * right[i]! + y * up[i]!);
}

/** Where a point lies in a slice with directions at right angles: the place in the slice that is nearest to it. */
export function placeOn({ origin, right, up }: Slice, point: Float64Array): [x: number, y: number] {
  const way = difference(point, origin);
  return [dot(way, right) / dot(right, right), dot(way, up) / dot(up, up)];
}

/** The heights of the slice on a grid of steps × steps places, the edges included; height: the cost at a point, say. */
export function landscapeOn(
  slice: Slice,
  { x, y, steps }: { x: readonly [number, number]; y: readonly [number, number]; steps: number },
  height: (point: Float64Array) => number,
): Landscape {
  const grid = ([from, to]: readonly [number, number]) =>
    Array.from({ length: steps }, (_, i) => from + ((to - from) * i) / (steps - 1));
  const [across, upwards] = [grid(x), grid(y)];
  return {
    x: across,
    y: upwards,
    z: upwards.map((b) => across.map((a) => height(pointOn(slice, a, b)))),
  };
}

/**
 * A random direction, filter-normalised: the weights that lead to a neuron are drawn at random and scaled to the length
 * of the network's own weights to that neuron; biases stay (Li et al. 2018, section 4). A step of 1 along it is then as
 * long, neuron by neuron, as the weights themselves.
 */
export function randomDirection({ sizes, weights, biases }: Network, random: Random): Float64Array {
  const parts = weights.flatMap((w, l) => {
    const inputs = sizes[l]!;
    const drawn = w.map(() => random.gaussian());
    for (let at = 0; at < w.length; at += inputs) {
      const [own, ours] = [w.subarray(at, at + inputs), drawn.subarray(at, at + inputs)];
      const scale = Math.sqrt(dot(own, own) / dot(ours, ours));
      for (let k = 0; k < inputs; k++) ours[k]! *= scale;
    }
    return [...drawn, ...biases[l]!.map(() => 0)];
  });
  return Float64Array.from(parts);
}

function difference(p: Float64Array, q: Float64Array): Float64Array {
  return p.map((v, i) => v - q[i]!);
}

function unit(v: Float64Array): Float64Array {
  const length = Math.sqrt(dot(v, v));
  return v.map((e) => e / length);
}
