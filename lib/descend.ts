// Gradient descent on any function of a few variables, kept step by step so that it can be drawn.

import { checkVector, type Vector } from "./vector";

/** A place on the way down. */
export interface DescentStep {
  /** Where: one number per variable. */
  readonly v: number[];
  /** The height there, C(v). Infinite once the descent has run away. */
  readonly cost: number;
}

/** How to descend. */
export interface DescentOptions {
  /** η, above 0. */
  learningRate: number;
  /** How many steps to take, 0 or more. */
  steps: number;
  /** How much of the velocity is kept from step to step: 0 (default) for plain descent, below 1. */
  momentum?: number;
  /** The gradient, if it is known. Otherwise central differences stand in for it. */
  gradient?: (v: readonly number[]) => number[];
}

/** ∇C at v by central differences. Same length as v. */
export function slopeAt(cost: (v: readonly number[]) => number, v: readonly number[]): number[] {
  return v.map((coordinate, i) => {
    const h = 1e-5 * Math.max(1, Math.abs(coordinate)); // far out, a small nudge would drown in rounding
    const at = (nudge: number) => cost(v.map((value, k) => (k === i ? value + nudge : value)));
    return (at(h) - at(-h)) / (2 * h);
  });
}

/**
 * Goes downhill from a start: velocity ← momentum · velocity − η ∇C, v ← v + velocity. Returns start and all steps.
 *
 * A run that leaves the numbers (η far too large) ends early; its last step has an infinite cost.
 * Throws a RangeError for a start that is not finite and for options out of their range.
 */
export function descend(
  cost: (v: readonly number[]) => number,
  start: Vector,
  { learningRate, steps, momentum = 0, gradient = (v) => slopeAt(cost, v) }: DescentOptions,
): DescentStep[] {
  checkVector(start, start.length, "coordinates to start from");
  if (!(learningRate > 0)) throw new RangeError(`learningRate is a number above 0, got ${learningRate}`);
  if (!Number.isInteger(steps) || steps < 0)
    throw new RangeError(`steps is a whole number from 0, got ${steps}`);
  if (!(momentum >= 0 && momentum < 1))
    throw new RangeError(`momentum is from 0 to below 1, got ${momentum}`);
  let v = Array.from(start);
  let velocity = v.map(() => 0);
  const path: DescentStep[] = [{ v, cost: cost(v) }];
  for (let step = 0; step < steps; step++) {
    const slope = gradient(v);
    velocity = velocity.map((u, i) => momentum * u - learningRate * slope[i]!);
    v = v.map((value, i) => value + velocity[i]!);
    const height = cost(v);
    if (!Number.isFinite(height) || !v.every(Number.isFinite)) {
      path.push({ v: path.at(-1)!.v, cost: Number.POSITIVE_INFINITY });
      break;
    }
    path.push({ v, cost: height });
  }
  return path;
}
