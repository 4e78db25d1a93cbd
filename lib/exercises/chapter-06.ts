// Chapter 06: backpropagation. The error of the outputs, the error sent back, the whole algorithm, what it saves, and the
// average over many examples.

import { sigmoid } from "../activation";
import { Network } from "../network";
import { type Exercise, exercise } from "./exercise";

interface Slopes {
  weights: number[][];
  biases: number[][];
}

/** What to get wrong in backpropagation. */
interface Slip {
  uphill?: boolean;
  noSlopeAtOutput?: boolean;
  noSlopeInside?: boolean;
  transposed?: boolean;
  inputsForgotten?: boolean;
}

const slope = sigmoid.derivative;
const outputError = (a: number[], y: number[], z: number[]) => a.map((aj, j) => (aj - y[j]!) * slope(z[j]!));
const sentBack = (w: number[][], delta: number[]) =>
  w[0]!.map((_, k) => delta.reduce((sum, d, j) => sum + w[j]![k]! * d, 0));

/** Backpropagation for sigmoid neurons and the quadratic cost, with a slip if one is asked for. */
function slopes(net: Network, x: number[], y: number[], slip: Slip = {}): Slopes {
  const { z, a } = net.forward(x);
  const last = net.weights.length - 1;
  const result: Slopes = { weights: [], biases: [] };
  let delta = Array.from(a[last + 1]!, (aj, j) => {
    const error = slip.uphill ? y[j]! - aj : aj - y[j]!;
    return slip.noSlopeAtOutput ? error : error * slope(z[last]![j]!);
  });
  for (let l = last; l >= 0; l--) {
    const [senders, receivers, w] = [net.sizes[l]!, delta.length, net.weights[l]!];
    const input = slip.inputsForgotten ? new Array<number>(senders).fill(1) : Array.from(a[l]!);
    result.biases.unshift(delta);
    result.weights.unshift(delta.flatMap((d) => input.map((ak) => d * ak)));
    if (l === 0) break;
    const above = delta;
    delta = Array.from({ length: senders }, (_, k) => {
      const at = (j: number) => (slip.transposed ? k * receivers + j : j * senders + k);
      const sum = above.reduce((s, d, j) => s + w[at(j)]! * d, 0);
      return slip.noSlopeInside ? sum : sum * slope(z[l - 1]![k]!);
    });
  }
  return result;
}

/** The slopes of several examples, added up and multiplied by a factor. */
function summed(net: Network, xs: number[][], ys: number[][], factor = 1): Slopes {
  const all = xs.map((x, i) => slopes(net, x, ys[i]!));
  const sum = (part: keyof Slopes) =>
    all[0]![part].map((numbers, l) =>
      numbers.map((_, k) => all.reduce((total, one) => total + one[part][l]![k]!, 0) * factor),
    );
  return { weights: sum("weights"), biases: sum("biases") };
}

const instead = (slip: Slip) => (net: Network, x: number[], y: number[]) => slopes(net, x, y, slip);

export const chapter06: readonly Exercise[] = [
  exercise<unknown, [a: number[], y: number[], z: number[]]>({
    id: "06.1",
    title: "The error of the outputs",
    answer: "function",
    inputs: ["a", "y", "z"],
    cases: () => [
      [[sigmoid.value(0)], [1], [0]],
      [
        [sigmoid.value(2), sigmoid.value(-1)],
        [0, 1],
        [2, -1],
      ],
      [
        [sigmoid.value(-0.5), sigmoid.value(1.5), sigmoid.value(0.2)],
        [0, 1, 0],
        [-0.5, 1.5, 0.2],
      ],
    ],
    expected: outputError,
    mistakes: [
      {
        says: "That is the error before it went through the sigmoid. By what is it multiplied there?",
        instead: (a, y) => a.map((aj, j) => aj - y[j]!),
      },
      {
        says: "σ' belongs to the weighted input z; here it was given the activation.",
        instead: (a, y) => a.map((aj, j) => (aj - y[j]!) * slope(aj)),
      },
      {
        says: "Target minus activation points uphill: the slope of ½(y − a)² with respect to a is a − y.",
        instead: (a, y, z) => outputError(a, y, z).map((d) => -d),
      },
    ],
    hints: [
      "Two slopes multiply: that of the cost with respect to a, and that of a with respect to z.",
      "Equation 1: (a − y) · σ'(z), output by output. `sigmoid.derivative(z[j])` is σ'.",
    ],
  }),
  exercise<unknown, [w: number[][], delta: number[], z: number[]]>({
    id: "06.2",
    title: "The error, one layer further back",
    answer: "function",
    inputs: ["w", "delta", "z"],
    cases: () => [
      [[[2, -1]], [0.5], [0, 0]],
      [[[2, -1]], [0.5], [0, 2.25]],
      [
        [
          [1, -2, 0.5],
          [0, 3, -1],
        ],
        [0.2, -0.1],
        [0.3, -1, 2],
      ],
      [
        [
          [1, 2],
          [3, 4],
        ],
        [0.1, 0.3],
        [1, -1],
      ],
    ],
    expected: (w, delta, z) => sentBack(w, delta).map((s, k) => s * slope(z[k]!)),
    mistakes: [
      {
        says: "The sum over the neurons above is right. It still has to pass through this neuron's own sigmoid.",
        instead: (w, delta) => sentBack(w, delta),
      },
      {
        says: "The errors went forwards through the weights. Going back, each w[j][k] brings the error of j to k.",
        instead: (w, delta, z) =>
          z.map((zk, k) => (w[k] ?? []).reduce((s, v, j) => s + v * (delta[j] ?? 0), 0) * slope(zk)),
      },
    ],
    hints: [
      "Neuron k sends to every neuron j above it, through the weight w[j][k]. Each j reports its error back the same way.",
      "Equation 2: for each k, the sum over j of w[j][k] · delta[j], times σ'(z[k]).",
    ],
  }),
  exercise<unknown, [net: Network, x: number[], y: number[]]>({
    id: "06.3",
    title: "Your own backpropagation",
    answer: "function",
    inputs: ["net", "x", "y"],
    cases: () => [
      [new Network([2, 1], { seed: 3 }), [0.5, 1], [1]],
      [new Network([2, 2, 1], { seed: 4 }), [1, 0.5], [1]],
      [new Network([3, 3, 3, 3], { seed: 5 }), [0.2, 0.4, 0.9], [0, 1, 0]],
      [new Network([4, 3, 5, 2], { seed: 6 }), [0.1, 0, 0.7, 1], [1, 0]],
    ],
    expected: (net, x, y) => slopes(net, x, y),
    tolerance: 1e-9,
    mistakes: [
      {
        says: "Every slope points uphill. Is it y − a where a − y belongs?",
        instead: instead({ uphill: true }),
      },
      {
        says: "The outputs lack their σ': equation 1 has two factors.",
        instead: instead({ noSlopeAtOutput: true }),
      },
      {
        says: "The last layer is right, the hidden ones lack their σ': equation 2 multiplies by it in every layer.",
        instead: instead({ noSlopeInside: true }),
      },
      {
        says: "The last layer is right, the errors below it took the wrong weights: the weight from k to j stands at j · senders + k.",
        instead: instead({ transposed: true }),
      },
      {
        says: "The biases are right; the weights need what went into them: equation 4 multiplies by a[l][k].",
        instead: instead({ inputsForgotten: true }),
      },
    ],
    hints: [
      "Go forward first and keep z and a. Then the error of the last layer, then layer by layer down.",
      "In each layer: slopes of biases = errors; slope of the weight from k to j = error of j · a[l][k].",
      "The next error down uses z[l - 1], because z has no entry for the inputs. Stop when l is 0.",
    ],
  }),
  exercise({
    id: "06.4",
    title: "What trying would cost",
    answer: "number",
    expected: () => 2 * new Network([784, 30, 10]).parameterCount,
    tolerance: 0,
    mistakes: [
      {
        says: "That is one pass for each parameter; central differences look on both sides.",
        instead: () => new Network([784, 30, 10]).parameterCount,
      },
      { says: "The biases are parameters too.", instead: () => 2 * (784 * 30 + 30 * 10) },
      { says: "That is 784-16-16-10. The question is about 784-30-10.", instead: () => 26_004 },
    ],
    hints: [
      "How many weights and biases has 784-30-10? `parameterCount` knows.",
      "Two forward passes for each.",
    ],
  }),
  exercise<unknown, [net: Network, xs: number[][], ys: number[][]]>({
    id: "06.5",
    title: "From one example to many",
    answer: "function",
    inputs: ["net", "xs", "ys"],
    cases: () => [
      [new Network([2, 1], { seed: 3 }), [[0.5, 1]], [[1]]],
      [
        new Network([2, 2, 1], { seed: 4 }),
        [
          [1, 0.5],
          [0, 1],
        ],
        [[1], [0]],
      ],
      [
        new Network([3, 4, 2], { seed: 5 }),
        [
          [0.2, 0.4, 0.9],
          [1, 0, 0.3],
          [0, 0.7, 0.1],
        ],
        [
          [0, 1],
          [1, 0],
          [0, 1],
        ],
      ],
    ],
    expected: (net, xs, ys) => summed(net, xs, ys, 1 / xs.length),
    tolerance: 1e-9,
    mistakes: [
      {
        says: "That is the sum over the examples. C is their average: the 1/n is missing.",
        instead: (net, xs, ys) => summed(net, xs, ys),
      },
      {
        says: "Divided by 2n. The ½ of the cost has cancelled a 2 in each of the gradients already.",
        instead: (net, xs, ys) => summed(net, xs, ys, 0.5 / xs.length),
      },
      {
        says: "That is the gradient of the last example. Each one has to be added to those before it.",
        instead: (net, xs, ys) => slopes(net, xs.at(-1)!, ys.at(-1)!),
      },
      {
        says: "That is the gradient of the first example. The others have a say too.",
        instead: (net, xs, ys) => slopes(net, xs[0]!, ys[0]!),
      },
    ],
    hints: [
      "The gradient of an average is the average of the gradients: add them up, divide by how many there are.",
      "net.zeroGradient() has the right shape to add to, and net.addGradient(sum, x, y) adds one example.",
      "At the end, divide every number in sum.weights[l] and sum.biases[l] by xs.length.",
    ],
  }),
];
