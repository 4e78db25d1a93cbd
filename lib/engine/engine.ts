// What training asks of the machinery that does the sums. There are two: the readable engine and the fast one.
// An engine knows networks and examples, never epochs, schedules or notebooks.

import type { Gradient } from "../network";

/** Sums over some examples, measured with the weights as they were at the time. */
export interface Tally {
  /** The sum of the costs C of the examples. */
  cost: number;
  /** How many of them were classified correctly. */
  correct: number;
}

/** How a step is taken, beside its learning rate. */
export interface StepOptions {
  /** m, the number of examples per step; only the last step of an epoch may have fewer. */
  miniBatchSize: number;
  /** Each step multiplies the weights by 1 − learningRate · weightDecay. */
  weightDecay: number;
  /** How much of the velocity is kept from step to step: 0 for plain gradient descent, always below 1. */
  momentum: number;
}

/** Learns from one data set and measures on it and on another, for one network. */
export interface Engine {
  /** The most examples that accumulate and measure take at a time: work for some milliseconds. */
  readonly chunk: number;
  /** Takes over the weights and biases of the network. */
  load(): void;
  /** Sets the order in which accumulate counts the training examples. order: every index once. */
  arrange(order: Uint32Array): void;
  /** Runs the training examples first … last − 1 of the order forward and back; their gradients add to those not yet used. */
  accumulate(first: number, last: number): Tally;
  /** One step of gradient descent with the mean of the accumulated gradients, which are then forgotten. */
  update(learningRate: number): void;
  /** Measures the validation examples first, first + 1, … last − 1. */
  measure(first: number, last: number): Tally;
  /** Writes what the engine has learned into the weights and biases of the network. */
  save(): void;
  /** The velocity: what the last step added to each weight and bias. All zeros before the first; of use with momentum. */
  saveVelocity(): Gradient;
  /** Takes over a velocity that saveVelocity gave. */
  loadVelocity(velocity: Gradient): void;
}
