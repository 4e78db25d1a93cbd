// Stochastic gradient descent on a data set, and measuring a network on one.
// It prints and draws nothing: whoever asks for the records does (see notebook).

import type { Dataset, RealDataset } from "./dataset";
import { hasSteps, makeEngine, measureAll } from "./engine/choice";
import type { Network } from "./network";
import { TrainingRun } from "./run";
import { checkData, checkOptions, type TrainOptions } from "./train-options";

export { DivergedError, type EpochRecord, type TrainingRun } from "./run";
export type { RunState, Schedule, TrainOptions } from "./train-options";

/**
 * Trains the network on the data by stochastic gradient descent and yields a record after every epoch.
 *
 * The weights of the network change as it goes. Nothing happens until the first record is asked for. An interrupt
 * (Stop in a notebook) ends the run within a slice of work; the records so far and the weights stay. Training the
 * same network again goes on from there.
 *
 * The fast engine computes in float32: the weights are rounded to it at the start of an epoch and are exact after.
 * The same weights, data, seed and options give the same bits on every machine, however often the run breathes.
 *
 * Throws a RangeError at once for options or data that do not fit the network, and a DivergedError while running
 * when the cost is no longer a number; the network then has its weights from the start of that epoch.
 */
export function train(net: Network, data: Dataset | RealDataset, options: TrainOptions): TrainingRun {
  checkData(net, data, "training");
  checkOptions(options, data);
  if (options.validation) checkData(net, options.validation, "validation");
  const { engine = "fast", validation, miniBatchSize, weightDecay = 0, momentum = 0 } = options;
  if (engine === "fast" && hasSteps(net)) {
    throw new RangeError("step neurons have no slope to descend: take sigmoid, tanh or relu");
  }
  const step = { miniBatchSize, weightDecay, momentum };
  return new TrainingRun(net, data, options, () => makeEngine(engine, net, data, validation, step));
}

/**
 * The mean cost and the accuracy (0 to 1) of the network on a data set, computed by the fast engine, in float32.
 * Throws a RangeError for data that do not fit, a NotFiniteError when the cost is no longer a number.
 */
export function evaluate(net: Network, data: Dataset | RealDataset): { cost: number; accuracy: number } {
  checkData(net, data, "given");
  const { cost, correct } = measureAll(net, data);
  return { cost: cost / data.size, accuracy: correct / data.size };
}
