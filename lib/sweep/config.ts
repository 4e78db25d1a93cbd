// One configuration of a sweep, and the form in which it travels to a worker: activations, costs and initialisers are
// objects with functions, which cannot travel, so their names do.

import type { Activation } from "../activation";
import type { Code } from "../code";
import type { Cost } from "../cost";
import { type Dataset, type RealDataset, shuffledLabels } from "../dataset";
import { he, type Initializer, scaledNormal, standardNormal } from "../init";
import { Network } from "../network";
import { activations, costs, named } from "../network-json";
import { random } from "../random";
import type { TrainOptions } from "../train-options";

/** A network and how to train it. What is left out has the default of Network and of train. */
export interface SweepConfig extends Omit<TrainOptions, "learningRate" | "validation" | "signal"> {
  /** The number of neurons in each layer, inputs first: [784, 30, 10]. */
  sizes: number[];
  /** η, above 0. A schedule is a function and cannot be sent to a worker. */
  learningRate: number;
  /** Chooses the starting weights and the order of the examples: a whole number from 0 to 4294967295. Default 1. */
  seed?: number;
  /** Chooses the order of the examples alone, where that is to differ from the seed of the weights. */
  orderSeed?: number;
  /** The fraction of the training labels that shuffledLabels shuffles first, from 0 to 1. Default 0. */
  shuffled?: number;
  /** Chooses which labels are shuffled, and how. Default: the seed plus 1; the seed itself chooses the order of the images. */
  labelSeed?: number;
  /** The activation of the hidden layers, or its name. */
  hidden?: Activation | Activation["name"];
  /** The activation of the output layer, or its name. */
  output?: Activation | Activation["name"];
  /** The cost to learn by, or its name. */
  cost?: Cost | Cost["name"];
  /** How weights and biases start, or the name of it. */
  init?: Initializer | Initializer["name"];
  /** The target of each label. Default one-hot. */
  code?: Code;
  /** What to call it in tables. Default: the options in which it differs from the other configurations. */
  label?: string;
}

const initializers: Initializer[] = [standardNormal, scaledNormal, he];
const parts = { hidden: activations, output: activations, cost: costs, init: initializers };

/** The configuration with names for its parts. Throws a TypeError for a part or a schedule that cannot travel. */
export function toTravel(config: SweepConfig, index: number): SweepConfig {
  const travelling = { ...config } as Record<string, unknown>;
  for (const [part, known] of Object.entries(parts)) {
    const value = travelling[part] as { name: string } | string | undefined;
    if (typeof value !== "object") continue;
    if (!known.some((one) => one === value)) {
      throw new TypeError(
        `configuration ${index}: ${part} is not one of the library's own, and functions cannot be sent`,
      );
    }
    travelling[part] = value.name;
  }
  const stuck = Object.keys(travelling).find((key) => typeof travelling[key] === "function");
  if (stuck) {
    const remedy = stuck === "learningRate" ? ": give a number, or call train itself with the schedule" : "";
    throw new TypeError(
      `configuration ${index}: ${stuck} is a function, which cannot be sent to a worker${remedy}`,
    );
  }
  return travelling as unknown as SweepConfig;
}

/** The untrained network of a configuration. Throws a RangeError for sizes or parts that do not fit. */
export function makeNetwork(config: Omit<SweepConfig, "learningRate">): Network {
  const { sizes, seed, hidden, output, cost, init, code } = config;
  return new Network(sizes, {
    seed,
    hidden: partNamed(activations, hidden, "hidden"),
    output: partNamed(activations, output, "output"),
    cost: partNamed(costs, cost, "cost"),
    init: partNamed(initializers, init, "init"),
    code,
  });
}

/** What a network of the configuration learns from: the data, or the same images with a part of their labels shuffled. */
export function learnedFrom<T extends Dataset | RealDataset>(
  { shuffled = 0, seed = 1, labelSeed = seed + 1 }: Omit<SweepConfig, "learningRate">,
  data: T,
): T {
  return shuffled > 0 ? shuffledLabels(data, shuffled, random(labelSeed)) : data;
}

/** What to call each configuration: its label, else what tells it from the others, such as "learningRate 3, seed 2". */
export function labelsOf(configs: readonly SweepConfig[]): string[] {
  const shown = configs.map((config) => new Map(Object.entries(config).map(([key, v]) => [key, inWords(v)])));
  const keys = [...new Set(shown.flatMap((words) => [...words.keys()]))].filter((key) => key !== "label");
  const telling = keys.filter((key) => shown.some((words) => words.get(key) !== shown[0]!.get(key)));
  return configs.map(({ label }, i) => {
    const words = telling.filter((key) => shown[i]!.get(key)).map((key) => `${key} ${shown[i]!.get(key)}`);
    return label ?? (words.join(", ") || `run ${i + 1}`);
  });
}

function partNamed<T extends { name: string }>(
  known: T[],
  part: T | string | undefined,
  what: string,
): T | undefined {
  return part === undefined ? undefined : named(known, typeof part === "string" ? part : part.name, what);
}

function inWords(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return Array.isArray(value[0]) ? `of ${value.length} words` : value.join("-");
  return typeof value === "object" && value !== null && "name" in value ? String(value.name) : String(value);
}
