// A network as plain JSON and back, exactly: JavaScript writes every float64 with the digits that identify it.

import { type Activation, relu, sigmoid, softmax, step, tanh } from "./activation";
import type { Code } from "./code";
import { type Cost, crossEntropy, logLikelihood, quadratic } from "./cost";
import type { Network } from "./network";

interface Parts {
  sizes: number[];
  hidden: Activation;
  output: Activation;
  cost: Cost;
  code: Code | undefined;
  weights: number[][];
  biases: number[][];
}

export const activations: Activation[] = [step, sigmoid, tanh, relu, softmax];
export const costs: Cost[] = [quadratic, crossEntropy, logLikelihood];

export function networkToJSON(net: Network): object {
  const { sizes, hidden, output, cost, code, weights, biases } = net;
  return {
    sizes: [...sizes],
    hidden: hidden.name,
    output: output.name,
    cost: cost.name,
    ...(code && { code: code.map((word) => [...word]) }),
    weights: weights.map((w) => Array.from(w)),
    biases: biases.map((b) => Array.from(b)),
  };
}

export function networkFromJSON(json: unknown): Parts {
  if (typeof json !== "object" || json === null)
    throw new RangeError(`expected a network as an object, got ${json}`);
  const saved = json as Record<string, unknown>;
  const sizes = numbers(saved.sizes, "sizes");
  return {
    sizes,
    hidden: named(activations, saved.hidden, "hidden"),
    output: named(activations, saved.output, "output"),
    cost: named(costs, saved.cost, "cost"),
    code: saved.code as Code | undefined, // the network itself checks it
    weights: perLayer(saved.weights, "weights", sizes, (l) => sizes[l + 1]! * sizes[l]!),
    biases: perLayer(saved.biases, "biases", sizes, (l) => sizes[l + 1]!),
  };
}

function perLayer(value: unknown, name: string, sizes: number[], length: (l: number) => number): number[][] {
  const layers = sizes.length - 1;
  if (!Array.isArray(value) || value.length !== layers) {
    throw new RangeError(`${name}: expected ${layers} layers for sizes ${sizes.join("-")}`);
  }
  return value.map((part, l) => numbers(part, `${name}[${l}]`, length(l)));
}

function numbers(value: unknown, name: string, length?: number): number[] {
  if (!Array.isArray(value)) throw new RangeError(`${name}: expected a list of numbers, got ${typeof value}`);
  if (length !== undefined && value.length !== length) {
    throw new RangeError(`${name}: expected ${length} numbers, got ${value.length}`);
  }
  const bad = value.findIndex((v) => !Number.isFinite(v));
  if (bad >= 0) throw new RangeError(`${name}[${bad}]: expected a finite number, got ${value[bad]}`);
  return value;
}

/** The one of that name. what: which part of a network it is, for the RangeError when there is none. */
export function named<T extends { name: string }>(known: T[], name: unknown, what: string): T {
  const found = known.find((item) => item.name === name);
  if (!found)
    throw new RangeError(`${what}: expected one of ${known.map((k) => k.name).join(", ")}; got ${name}`);
  return found;
}
