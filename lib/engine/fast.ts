// The fast engine: training in float32 on four numbers at once, in WebAssembly (assembly/), compiled from TypeScript's
// sister language AssemblyScript. ReadableEngine is its specification; here is the side that talks to Network.

import type { Dataset, RealDataset } from "../dataset";
import type { Network } from "../network";
import type { Engine, StepOptions, Tally } from "./engine";
import { writeExamples } from "./examples";
import { type Layout, makeLayout, neuronPlace, totals, writeSettings } from "./layout";
import { type Sums, startSums } from "./module";

/**
 * Computes in float32: weights are rounded on the way in and are exact on the way out. The same weights, data, order
 * and options give the same bits on every machine.
 */
export class FastEngine implements Engine {
  readonly chunk: number;
  private readonly sums: Sums;
  private readonly layout: Layout;
  private readonly floats: Float32Array;
  private readonly order: Uint32Array;
  private readonly totals: { floats: Float64Array; counts: Uint32Array };

  /** data: what to learn from, or undefined to measure only. */
  constructor(
    private readonly net: Network,
    data: Dataset | RealDataset | undefined,
    validation: Dataset | RealDataset | undefined,
    options: StepOptions,
  ) {
    this.layout = makeLayout(net, options, data, validation);
    const { sums, memory } = startSums(this.layout.size);
    writeSettings(memory, this.layout, net, options);
    if (data) writeExamples(memory, sums, this.layout.bench, this.layout.training, data);
    if (validation) writeExamples(memory, sums, this.layout.bench, this.layout.validation, validation);
    this.sums = sums;
    this.chunk = this.layout.chunk;
    this.floats = new Float32Array(memory);
    this.order = new Uint32Array(memory, this.layout.order, data?.size ?? 0);
    this.totals = totals(memory);
  }

  load(): void {
    this.sums.settle();
    this.copyWeights((weights, i, place) => {
      this.floats[place] = weights[i]!;
    });
    for (const [l, { biases }] of this.layout.layers.entries()) {
      this.floats.set(this.net.biases[l]!, biases / 4);
    }
  }

  arrange(order: Uint32Array): void {
    this.order.set(order);
  }

  accumulate(first: number, last: number): Tally {
    this.sums.accumulate(first, last);
    return this.tally();
  }

  update(learningRate: number): void {
    this.sums.update(learningRate);
  }

  measure(first: number, last: number): Tally {
    this.sums.measure(first, last);
    return this.tally();
  }

  save(): void {
    this.sums.settle();
    this.copyWeights((weights, i, place) => {
      weights[i] = this.floats[place]!;
    });
    for (const [l, { biases, outputs }] of this.layout.layers.entries()) {
      this.net.biases[l]!.set(this.floats.subarray(biases / 4, biases / 4 + outputs));
    }
  }

  private tally(): Tally {
    return { cost: this.totals.floats[0]!, correct: this.totals.counts[0]! };
  }

  /** Goes through all weights: weight i of a layer of the network is the float at a place in memory. */
  private copyWeights(copy: (weights: Float64Array, i: number, place: number) => void): void {
    for (const [l, layer] of this.layout.layers.entries()) {
      const weights = this.net.weights[l]!;
      for (let j = 0; j < layer.outputs; j++) {
        const { first, step } = neuronPlace(layer, j);
        for (let k = 0; k < layer.inputs; k++) copy(weights, j * layer.inputs + k, first + k * step);
      }
    }
  }
}
