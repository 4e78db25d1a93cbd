// A feedforward network and its backpropagation: the specification that everything else is tested against, in float64.
// It leaves out training (see train) and speed (see engine).

import { inspect } from "node:util";
import { type Activation, sigmoid } from "./activation";
import { type Code, nearestWord } from "./code";
import { type Cost, quadratic } from "./cost";
import { oneHot } from "./dataset";
import { type Initializer, standardNormal } from "./init";
import { addOuter, affine, transposedTimes } from "./linalg";
import { networkFromJSON, networkToJSON } from "./network-json";
import { checkParts, describeNetwork, NotFiniteError } from "./network-parts";
import { random } from "./random";
import { checkVector, indexOfLargest, type Vector } from "./vector";

export { NotFiniteError } from "./network-parts";

/** ∂C/∂w and ∂C/∂b, in the same shapes as the weights and biases of the network. */
export interface Gradient {
  /** weights[l]: sizes[l+1] × sizes[l], row-major. */
  weights: Float64Array[];
  /** biases[l]: sizes[l+1]. */
  biases: Float64Array[];
}

/** What a network is made with; everything but its sizes has a default. */
export interface NetworkOptions {
  /** Chooses the starting weights: a whole number from 0 to 4294967295. Default 1. */
  seed?: number;
  /** The activation of the hidden layers. Default sigmoid. */
  hidden?: Activation;
  /** The activation of the output layer. Default sigmoid. */
  output?: Activation;
  /** The cost to learn by. Default quadratic. */
  cost?: Cost;
  /** How weights and biases start. Default standardNormal. */
  init?: Initializer;
  /** The target of each label, code[label]. Default one-hot: an output for each label, 1 for its own, 0 for the others. */
  code?: Code;
}

/** Layers of neurons, each connected to all of the next. sizes [784, 30, 10]: 784 inputs, 30 hidden neurons, 10 outputs. */
export class Network {
  /** The number of neurons in each layer, inputs first. */
  readonly sizes: number[];
  /** weights[l]: sizes[l+1] × sizes[l], row-major: the weight from neuron k to neuron j is at j · sizes[l] + k. */
  readonly weights: Float64Array[];
  /** biases[l]: sizes[l+1]. */
  readonly biases: Float64Array[];
  readonly hidden: Activation;
  readonly output: Activation;
  readonly cost: Cost;
  /** The target of each label; undefined for one-hot targets. */
  readonly code: Code | undefined;

  /** Makes a network with starting weights drawn from the seed. Throws a RangeError for sizes or parts that do not fit. */
  constructor(sizes: number[], options: NetworkOptions = {}) {
    const { seed = 1, hidden = sigmoid, output = sigmoid, cost = quadratic, init = standardNormal } = options;
    checkParts(sizes, hidden, output, cost, options.code);
    this.sizes = [...sizes];
    this.hidden = hidden;
    this.output = output;
    this.cost = cost;
    this.code = options.code?.map((word) => [...word]);
    const source = random(seed);
    this.weights = this.layers((rows, columns) =>
      new Float64Array(rows * columns).map(() => init.weight(columns, source)),
    );
    this.biases = this.layers((rows) => new Float64Array(rows).map(() => init.bias(source)));
  }

  /** How many weights and biases there are: 13,002 for 784-16-16-10. */
  get parameterCount(): number {
    return [...this.weights, ...this.biases].reduce((count, part) => count + part.length, 0);
  }

  /** How many labels there are to tell apart: the code words, or the outputs. */
  get labelCount(): number {
    return this.code?.length ?? this.sizes.at(-1)!;
  }

  /** y, what the outputs should be for a label: its code word, or one-hot. Throws a RangeError when there is no such label. */
  target(label: number): Float64Array {
    const word = this.code?.[label];
    return word ? Float64Array.from(word) : oneHot(label, this.labelCount);
  }

  /**
   * Sends an input through the network and keeps everything on the way: a[0] is the input, and for every layer
   * z[l] = weights[l] a[l] + biases[l], a[l+1] = f(z[l]).
   *
   * x: sizes[0] finite numbers. Throws a RangeError for any other input, a NotFiniteError when some z is not finite.
   */
  forward(x: Vector): { z: Float64Array[]; a: Float64Array[] } {
    checkVector(x, this.sizes[0]!, "inputs");
    const z: Float64Array[] = [];
    const a: Float64Array[] = [Float64Array.from(x)];
    for (let l = 0; l < this.weights.length; l++) {
      z.push(affine(this.weights[l]!, a[l]!, this.biases[l]!));
      if (!z[l]!.every(Number.isFinite))
        throw new NotFiniteError(`the weighted inputs of layer ${l + 1} are no longer numbers`);
      a.push(this.activation(l).layer(z[l]!));
    }
    return { z, a };
  }

  /** The activations of the output layer for the input x (sizes[0] numbers). */
  predict(x: Vector): Float64Array {
    return this.forward(x).a.at(-1)!;
  }

  /** The label that the network gives to the input x: the digit, when it is trained on digits. */
  classify(x: Vector): number {
    return this.labelOf(this.predict(x));
  }

  /** The label that output activations stand for: the index of the brightest, or the label with the nearest code word. */
  labelOf(a: Vector): number {
    return this.code ? nearestWord(this.code, a) : indexOfLargest(a);
  }

  /**
   * The gradient of the cost of one example, ∂C/∂w and ∂C/∂b, by backpropagation. It changes nothing in the network.
   *
   * x: sizes[0] inputs, y: as many targets as outputs. Throws a RangeError for other lengths or numbers that are not finite.
   */
  backprop(x: Vector, y: Vector): Gradient {
    const gradient = this.zeroGradient();
    this.addGradient(gradient, x, y);
    return gradient;
  }

  /** Backpropagation that adds to a gradient instead of making a new one, and returns what forward found on the way. */
  addGradient(gradient: Gradient, x: Vector, y: Vector): { z: Float64Array[]; a: Float64Array[] } {
    checkVector(y, this.sizes.at(-1)!, "targets");
    const { z, a } = this.forward(x);
    const last = this.weights.length - 1;
    let delta = this.cost.delta(a[last + 1]!, y, z[last]!, this.output); // δ = ∂C/∂z of the output layer
    for (let l = last; l >= 0; l--) {
      addOuter(gradient.weights[l]!, delta, a[l]!); // ∂C/∂w[j,k] = δ[j] a[k]
      for (let j = 0; j < delta.length; j++) gradient.biases[l]![j]! += delta[j]!; // ∂C/∂b[j] = δ[j]
      if (l === 0) break; // the inputs have no z
      const fromAbove = transposedTimes(this.weights[l]!, delta, this.sizes[l]!); // ∂C/∂a[k] = Σ w[j,k] δ[j]
      // z has no entry for the inputs: z[l − 1] belongs to the layer whose activations are a[l]
      delta = this.activation(l - 1).back(fromAbove, z[l - 1]!, a[l]!);
    }
    return { z, a };
  }

  /** A gradient of zeros, in the shape of this network. */
  zeroGradient(): Gradient {
    return {
      weights: this.layers((r, c) => new Float64Array(r * c)),
      biases: this.layers((r) => new Float64Array(r)),
    };
  }

  /** A plain object that fromJSON turns back into the same network, to the bit. */
  toJSON(): object {
    return networkToJSON(this);
  }

  /** The network that toJSON wrote, as an object or parsed from text. Throws a RangeError that names what does not fit. */
  static fromJSON(json: unknown): Network {
    const { sizes, weights, biases, ...parts } = networkFromJSON(json);
    const net = new Network(sizes, parts);
    for (const [l, w] of weights.entries()) net.weights[l]!.set(w);
    for (const [l, b] of biases.entries()) net.biases[l]!.set(b);
    return net;
  }

  private activation(l: number): Activation {
    return l === this.weights.length - 1 ? this.output : this.hidden;
  }

  private layers(make: (rows: number, columns: number) => Float64Array): Float64Array[] {
    return this.sizes.slice(1).map((rows, l) => make(rows, this.sizes[l]!));
  }
}

// What a cell shows for a network: its structure, not its thousands of numbers.
Object.defineProperty(Network.prototype, inspect.custom, { value: describeNetwork });
