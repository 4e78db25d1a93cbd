// The readable engine: training with Network's own float64 backpropagation, one example at a time.
// It is the specification of the fast engine. It learns in the network itself.

import { type Dataset, pixels, type RealDataset } from "./dataset";
import type { Engine, StepOptions, Tally } from "./engine/engine";
import type { Gradient, Network } from "./network";

export class ReadableEngine implements Engine {
  readonly chunk = 32;
  private readonly sum: Gradient;
  private readonly velocity: Gradient;
  private order = new Uint32Array();
  private count = 0;

  constructor(
    private readonly net: Network,
    private readonly data: Dataset | RealDataset,
    private readonly validation: Dataset | RealDataset | undefined,
    private readonly options: StepOptions,
  ) {
    this.sum = net.zeroGradient();
    this.velocity = net.zeroGradient();
  }

  /** Nothing to take over: this engine learns in the network itself. */
  load(): void {}

  arrange(order: Uint32Array): void {
    this.order = order;
  }

  accumulate(first: number, last: number): Tally {
    const tally = { cost: 0, correct: 0 };
    for (const i of this.order.subarray(first, last)) {
      const y = this.net.target(this.data.labels[i]!);
      const { z, a } = this.net.addGradient(this.sum, pixels(this.data, i), y);
      add(tally, this.net, z.at(-1)!, a.at(-1)!, y, this.data.labels[i]!);
    }
    this.count += last - first;
    return tally;
  }

  // v ← μ v − η ∇C, w ← (1 − η λ/n) w + v, where μ is the momentum; biases do not decay
  update(learningRate: number): void {
    const { weightDecay, momentum } = this.options;
    for (let l = 0; l < this.net.weights.length; l++) {
      const parts = [
        [this.net.weights[l]!, this.velocity.weights[l]!, this.sum.weights[l]!, weightDecay],
        [this.net.biases[l]!, this.velocity.biases[l]!, this.sum.biases[l]!, 0],
      ] as const;
      for (const [w, v, g, decay] of parts) {
        for (let i = 0; i < w.length; i++) {
          v[i] = momentum * v[i]! - (learningRate * g[i]!) / this.count;
          w[i] = (1 - learningRate * decay) * w[i]! + v[i]!;
        }
        g.fill(0);
      }
    }
    this.count = 0;
  }

  measure(first: number, last: number): Tally {
    return measureExamples(this.net, this.validation!, first, last);
  }

  /** Nothing to write, for the same reason. */
  save(): void {}

  saveVelocity(): Gradient {
    return structuredClone(this.velocity);
  }

  loadVelocity({ weights, biases }: Gradient): void {
    for (const [l, part] of this.velocity.weights.entries()) part.set(weights[l]!);
    for (const [l, part] of this.velocity.biases.entries()) part.set(biases[l]!);
  }
}

/** Adds up cost and right answers of the examples first … last − 1 of a data set. */
export function measureExamples(
  net: Network,
  data: Dataset | RealDataset,
  first: number,
  last: number,
): Tally {
  const tally = { cost: 0, correct: 0 };
  for (let i = first; i < last; i++) {
    const { z, a } = net.forward(pixels(data, i));
    add(tally, net, z.at(-1)!, a.at(-1)!, net.target(data.labels[i]!), data.labels[i]!);
  }
  return tally;
}

function add(
  tally: Tally,
  net: Network,
  z: Float64Array,
  a: Float64Array,
  y: Float64Array,
  label: number,
): void {
  tally.cost += net.cost.value(a, y, z);
  tally.correct += net.labelOf(a) === label ? 1 : 0;
}
