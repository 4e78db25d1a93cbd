// Which engine does the work: the fast one, unless the readable one is asked for or the fast one cannot.

import type { Dataset, RealDataset } from "../dataset";
import { type Network, NotFiniteError } from "../network";
import { ReadableEngine } from "../readable";
import type { Engine, StepOptions, Tally } from "./engine";
import { FastEngine } from "./fast";

let toldOfFallback = false;

/** An engine that trains the network on the data. */
export function makeEngine(
  name: "fast" | "readable",
  net: Network,
  data: Dataset | RealDataset,
  validation: Dataset | RealDataset | undefined,
  options: StepOptions,
): Engine {
  const readable = () => new ReadableEngine(net, data, validation, options);
  if (name === "readable") return readable();
  return fastOr(readable, () => new FastEngine(net, data, validation, options));
}

/** Cost and right answers of the network on a whole data set. Networks of step neurons are measured by the readable engine. */
export function measureAll(net: Network, data: Dataset | RealDataset): Tally {
  const options = { miniBatchSize: 1, weightDecay: 0, momentum: 0 };
  const readable = () => new ReadableEngine(net, data, data, options);
  const engine = hasSteps(net)
    ? readable()
    : fastOr(readable, () => new FastEngine(net, undefined, data, options));
  engine.load();
  const total = { cost: 0, correct: 0 };
  for (let i = 0; i < data.size; i += engine.chunk) {
    const { cost, correct } = engine.measure(i, Math.min(i + engine.chunk, data.size));
    if (!Number.isFinite(cost)) throw new NotFiniteError("the cost is no longer a number");
    total.cost += cost;
    total.correct += correct;
  }
  return total;
}

/** Whether the network has step neurons: their slope is 0, so there is nothing to descend. */
export function hasSteps(net: Network): boolean {
  return net.hidden.name === "step" || net.output.name === "step";
}

function fastOr(readable: () => Engine, fast: () => Engine): Engine {
  try {
    return fast();
  } catch (error) {
    if (!toldOfFallback)
      console.log(`The fast engine does not start here, the readable one does the work: ${error}`);
    toldOfFallback = true;
    return readable();
  }
}
