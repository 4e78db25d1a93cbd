// Stochastic gradient descent on a data set, and measuring a network on one.
// It prints and draws nothing: whoever asks for the records does (see notebook).

import type { Dataset } from "./dataset";
import type { Network } from "./network";
import { measureExamples, ReadableEngine } from "./readable";
import { TrainingRun } from "./run";
import { checkData, checkOptions, type TrainOptions } from "./train-options";

export { DivergedError, type EpochRecord, type TrainingRun } from "./run";
export type { Schedule, TrainOptions } from "./train-options";

/**
 * Trains the network on the data by stochastic gradient descent and yields a record after every epoch.
 *
 * The weights of the network change as it goes. Nothing happens until the first record is asked for. An interrupt
 * (Stop in a notebook) ends the run within a slice of work; the records so far and the weights stay. Training the
 * same network again goes on from there.
 *
 * Throws a RangeError at once for options or data that do not fit the network, and a DivergedError while running
 * when the cost is no longer a number; the network then has its weights from the start of that epoch.
 */
export function train(net: Network, data: Dataset, options: TrainOptions): TrainingRun {
  checkData(net, data, "training");
  checkOptions(options, data);
  if (options.validation) checkData(net, options.validation, "validation");
  const { validation, weightDecay = 0, momentum = 0 } = options;
  return new TrainingRun(
    net,
    data,
    options,
    () => new ReadableEngine(net, data, validation, { weightDecay, momentum }),
  );
}

/** The mean cost and the accuracy (0 to 1) of the network on a data set. Throws a RangeError for data that do not fit. */
export function evaluate(net: Network, data: Dataset): { cost: number; accuracy: number } {
  checkData(net, data, "given");
  const { cost, correct } = measureExamples(net, data, 0, data.size);
  return { cost: cost / data.size, accuracy: correct / data.size };
}
