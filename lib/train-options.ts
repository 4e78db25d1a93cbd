// How to train: the options of a run, and the checks that they and the data fit the network.

import type { Dataset, RealDataset } from "./dataset";
import type { Gradient, Network } from "./network";

/** A learning rate that changes: progress runs from 0 to 1 over the whole run and is asked once a mini-batch. */
export type Schedule = (progress: number) => number;

/** How to train. */
export interface TrainOptions {
  /** How many times to go through the data, 1 or more. */
  epochs: number;
  /** m, the number of examples per step, from 1 to the size of the data. The last mini-batch may be smaller. */
  miniBatchSize: number;
  /** η, above 0: how far to step against the gradient. Or a schedule. */
  learningRate: number | Schedule;
  /** λ/n, 0 or more: each step multiplies the weights (not the biases) by 1 − learningRate · weightDecay. Default 0. */
  weightDecay?: number;
  /** How much of the last step is kept in the next, from 0 to below 1. Default 0. */
  momentum?: number;
  /** Chooses the order of the examples: a whole number from 0 to 4294967295. Default 1. */
  seed?: number;
  /** Which machinery does the sums: "fast" in float32, the default, or its specification, "readable" in float64. */
  engine?: "fast" | "readable";
  /** Data that are measured after every epoch and never learned from. */
  validation?: Dataset | RealDataset;
  /** Ends the run at the next slice of work once it is aborted. */
  signal?: AbortSignal;
  /** Where an earlier run with the same options and data stood. The network is to have the weights of that moment. */
  resume?: RunState;
}

/** Where a run stands at the end of an epoch, beside the weights of its network: what it takes to go on exactly. */
export interface RunState {
  /** How many epochs are done. */
  epoch: number;
  /** What the last step added to each weight and bias; undefined without momentum. */
  velocity?: Gradient;
}

/** Throws a RangeError that names the first option out of its range, unless all fit the data. */
export function checkOptions(options: TrainOptions, data: Dataset | RealDataset): void {
  const { epochs, miniBatchSize, learningRate, weightDecay = 0, momentum = 0, seed = 1, resume } = options;
  need(Number.isInteger(epochs) && epochs >= 1, "epochs is a whole number from 1", epochs);
  const m = `miniBatchSize is a whole number from 1 to the ${data.size} examples`;
  need(Number.isInteger(miniBatchSize) && miniBatchSize >= 1 && miniBatchSize <= data.size, m, miniBatchSize);
  if (typeof learningRate !== "function") {
    need(
      Number.isFinite(learningRate) && learningRate > 0,
      "learningRate is a number above 0, or a schedule",
      learningRate,
    );
  }
  need(Number.isFinite(weightDecay) && weightDecay >= 0, "weightDecay is a number from 0", weightDecay);
  need(momentum >= 0 && momentum < 1, "momentum is a number from 0 to below 1", momentum);
  need(
    Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff,
    "seed is a whole number from 0 to 4294967295",
    seed,
  );
  const epoch = resume?.epoch ?? 0;
  need(
    Number.isInteger(epoch) && epoch >= 0 && epoch <= epochs,
    `a run of ${epochs} epochs is resumed after 0 to ${epochs} of them`,
    epoch,
  );
}

/** Throws a RangeError unless there are data and each image and label fits the network. what: "training", for example. */
export function checkData(net: Network, data: Dataset | RealDataset, what: string): void {
  const pixelCount = data.shape[0] * data.shape[1];
  if (data.size === 0) throw new RangeError(`the ${what} data are empty`);
  if (pixelCount !== net.sizes[0]) {
    throw new RangeError(
      `the ${what} images have ${data.shape.join(" × ")} = ${pixelCount} pixels, but the network expects ${net.sizes[0]} inputs`,
    );
  }
  if (data.images.length < data.size * pixelCount || data.labels.length < data.size) {
    throw new RangeError(
      `the ${what} data of ${data.size} examples have ${data.images.length} pixels and ${data.labels.length} labels: too few`,
    );
  }
  const { labelCount } = net;
  const wrong = data.labels.findIndex((label) => label >= labelCount);
  if (wrong >= 0) {
    throw new RangeError(
      `the ${what} example ${wrong} has the label ${data.labels[wrong]}, but the network has ${labelCount} ${net.code ? "code words" : "outputs"}, for labels 0 to ${labelCount - 1}`,
    );
  }
}

/** The learning rate of a mini-batch. Throws a RangeError when a schedule answers with anything but a number from 0. */
export function rateAt(progress: number, learningRate: number | Schedule): number {
  if (typeof learningRate === "number") return learningRate;
  const rate = learningRate(progress);
  need(
    Number.isFinite(rate) && rate >= 0,
    `a schedule returns a number from 0; at progress ${progress.toFixed(3)}`,
    rate,
  );
  return rate;
}

function need(fits: boolean, expected: string, got: unknown): void {
  if (!fits) throw new RangeError(`${expected}, got ${got}`);
}
