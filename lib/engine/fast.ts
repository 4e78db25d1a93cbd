// The fast engine: training in float32 on four numbers at once, in WebAssembly (assembly/), compiled from TypeScript's
// sister language AssemblyScript. ReadableEngine is its specification; here is the side that talks to Network.

import type { Dataset, RealDataset } from "../dataset";
import type { Gradient, Network } from "../network";
import type { Engine, StepOptions, Tally } from "./engine";
import { writeExamples } from "./examples";
import { Helpers } from "./helpers";
import {
  type Block,
  biasesPlace,
  type Layout,
  makeLayout,
  neuronPlace,
  totals,
  writeSettings,
} from "./layout";
import { type Sums, startSums } from "./module";
import { threadsFor } from "./threads";

/**
 * Computes in float32: weights are rounded on the way in and are exact on the way out. The same weights, data, order
 * and options give the same bits on every machine, with any number of threads.
 */
export class FastEngine implements Engine {
  readonly chunk: number;
  private readonly sums: Sums;
  private readonly helpers: Helpers | undefined;
  private readonly layout: Layout;
  private readonly floats: Float32Array;
  private readonly order: Uint32Array;
  private readonly totals: { floats: Float64Array; counts: Uint32Array };

  /** data: what to learn from, or undefined to measure only. threads: how many may work together, this one counted. */
  constructor(
    private readonly net: Network,
    data: Dataset | RealDataset | undefined,
    validation: Dataset | RealDataset | undefined,
    options: StepOptions,
    threads: number = threadsFor(net.sizes, options.miniBatchSize),
  ) {
    this.layout = makeLayout(net, options, data, validation, threads);
    const started = startSums(this.layout.size, threads > 1);
    const { sums } = started;
    const memory = started.memory.buffer;
    writeSettings(memory, this.layout, net, options);
    if (data) writeExamples(memory, sums, this.layout.bench, this.layout.training, data);
    if (validation) writeExamples(memory, sums, this.layout.bench, this.layout.validation, validation);
    this.sums = sums;
    if (threads > 1) this.helpers = new Helpers(threads - 1, started);
    this.chunk = this.layout.chunk;
    this.floats = new Float32Array(memory);
    this.order = new Uint32Array(memory, this.layout.order, data?.size ?? 0);
    this.totals = totals(memory);
  }

  load(): void {
    this.sums.settle();
    this.write("weights", this.net);
  }

  arrange(order: Uint32Array): void {
    this.order.set(order);
  }

  accumulate(first: number, last: number): Tally {
    this.helpers?.call();
    this.sums.accumulate(first, last);
    return this.tally();
  }

  update(learningRate: number): void {
    this.sums.update(learningRate);
  }

  measure(first: number, last: number): Tally {
    this.helpers?.call();
    this.sums.measure(first, last);
    return this.tally();
  }

  save(): void {
    this.sums.settle();
    this.read("weights", this.net);
  }

  saveVelocity(): Gradient {
    const velocity = this.net.zeroGradient();
    if (!this.layout.direct) this.read("velocity", velocity);
    return velocity;
  }

  loadVelocity(velocity: Gradient): void {
    if (!this.layout.direct) this.write("velocity", velocity);
  }

  private tally(): Tally {
    return { cost: this.totals.floats[0]!, correct: this.totals.counts[0]! };
  }

  private read(block: Block, into: Gradient): void {
    this.copyWeights(block, into.weights, (weights, i, place) => {
      weights[i] = this.floats[place]!;
    });
    for (const [l, layer] of this.layout.layers.entries()) {
      const start = biasesPlace(layer, block);
      into.biases[l]!.set(this.floats.subarray(start, start + layer.outputs));
    }
  }

  private write(block: Block, from: Gradient): void {
    this.copyWeights(block, from.weights, (weights, i, place) => {
      this.floats[place] = weights[i]!;
    });
    for (const [l, layer] of this.layout.layers.entries()) {
      this.floats.set(from.biases[l]!, biasesPlace(layer, block));
    }
  }

  /** Goes through all weights: number i of a layer is the float at a place in memory. */
  private copyWeights(
    block: Block,
    numbers: Float64Array[],
    copy: (layer: Float64Array, i: number, place: number) => void,
  ): void {
    for (const [l, layer] of this.layout.layers.entries()) {
      for (let j = 0; j < layer.outputs; j++) {
        const { first, step } = neuronPlace(layer, j, block);
        for (let k = 0; k < layer.inputs; k++) copy(numbers[l]!, j * layer.inputs + k, first + k * step);
      }
    }
  }
}
