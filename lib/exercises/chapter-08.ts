// Chapter 08: what has it learned? An edge under noise, how sure an answer is, how far to trust it, the weights that
// matter most, one step of the network run backwards.

import { sigmoid } from "../activation";
import { transposedTimes } from "../linalg";
import { Network } from "../network";
import { type Exercise, exercise } from "./exercise";

const sum = (values: readonly number[]): number => values.reduce((total, v) => total + v, 0);
const descending = (values: readonly number[]): number[] => [...values].sort((a, b) => b - a);

/** The places of the k largest, by how large each is taken to be. */
const places = (gradient: readonly number[], k: number, size: (g: number) => number): number[] =>
  gradient
    .map((_, i) => i)
    .sort((i, j) => size(gradient[j]!) - size(gradient[i]!))
    .slice(0, k);

/** ∂C/∂x: what the hidden neurons report back to the pixels, each through its weights. */
const pixelSlopes = (net: Network, x: number[], y: number[]): number[] =>
  Array.from(transposedTimes(net.weights[0]!, net.backprop(x, y).biases[0]!, x.length));
const moved = (x: readonly number[], slopes: readonly number[], eta: number): number[] =>
  x.map((v, k) => v - eta * slopes[k]!);
const clipped = (x: readonly number[]): number[] => x.map((v) => Math.min(1, Math.max(0, v)));

type Backwards = [net: Network, x: number[], y: number[], eta: number];

export const chapter08: readonly Exercise[] = [
  exercise<unknown, [r: number]>({
    id: "08.1",
    title: "An edge under noise",
    answer: "function",
    inputs: ["r"],
    cases: () => [[0], [1], [0.5], [3]],
    expected: (r) => 1 / Math.sqrt(1 + r * r),
    mistakes: [
      {
        says: "That is the square of it: the share of the picture that the edge explains.",
        instead: (r) => 1 / (1 + r * r),
      },
      {
        says: "Sizes at right angles do not add up like lengths in a row. What would Pythagoras say?",
        instead: (r) => 1 / (1 + r),
      },
      {
        says: "That is the correlation with the noise. The edge is the other side of the triangle.",
        instead: (r) => r / Math.sqrt(1 + r * r),
      },
      { says: "For r = 3 that would be below zero. Draw the triangle.", instead: (r) => 1 - r },
    ],
    hints: [
      "Edge and noise are at right angles to each other, as sides of a triangle: one of length 1, one of length r. How long is the picture, their sum?",
      "The correlation is the cosine of the angle between the sum and the edge: the edge's length divided by that of the sum, √(1 + r²).",
    ],
  }),
  exercise<unknown, [outputs: number[]]>({
    id: "08.2",
    title: "By how much did it win?",
    answer: "function",
    inputs: ["outputs"],
    cases: () => [
      [[0.9, 0.1]],
      [[0.2, 0.7, 0.65]],
      [[0.05, 0.8, 0.3, 0.8]],
      [[2e-7, 0.3, 0.1]],
      [[0.01, 0.02, 0.005, 0.97, 0.4, 0.001, 0, 0.03, 0.2, 0.6]],
    ],
    expected: (outputs) => {
      const [first, second] = descending(outputs);
      return first! - second!;
    },
    mistakes: [
      {
        says: "That is how far the brightest is from the darkest. The rival is the second brightest.",
        instead: (outputs) => Math.max(...outputs) - Math.min(...outputs),
      },
      {
        says: "Those are the first two of the list. Which are the brightest two?",
        instead: (outputs) => outputs[0]! - outputs[1]!,
      },
      {
        says: "When two outputs are equally bright, the margin is 0: take away the brightest once, not all that are as bright.",
        instead: (outputs) => {
          const best = Math.max(...outputs);
          return best - Math.max(...outputs.filter((v) => v < best));
        },
      },
      {
        says: "sort() without a function sorts numbers as text, and 2e-7 comes behind 0.3 then.",
        instead: (outputs) => {
          const sorted = [...outputs].sort();
          return sorted.at(-1)! - sorted.at(-2)!;
        },
      },
    ],
    hints: [
      "Sort a copy of the outputs, the largest first: [...outputs].sort((a, b) => b - a).",
      "Then it is the first minus the second.",
    ],
  }),
  exercise<unknown, [counts: number[][], digit: number]>({
    id: "08.3",
    title: "It says 8. Is it?",
    answer: "function",
    inputs: ["counts", "digit"],
    cases: () => [
      [
        [
          [9, 1],
          [3, 7],
        ],
        1,
      ],
      [
        [
          [9, 1],
          [3, 7],
        ],
        0,
      ],
      [
        [
          [50, 2, 0],
          [4, 40, 6],
          [1, 8, 30],
        ],
        1,
      ],
      [
        [
          [5, 0, 0],
          [0, 3, 0],
          [1, 0, 7],
        ],
        2,
      ],
    ],
    expected: (counts, digit) => counts[digit]![digit]! / sum(counts.map((row) => row[digit]!)),
    mistakes: [
      {
        says: "That is the other question: how many of the images that are this digit were found. Those stand in a row.",
        instead: (counts, digit) => counts[digit]![digit]! / sum(counts[digit]!),
      },
      {
        says: "That is the accuracy over all digits. Only the images that were taken for this one are asked for.",
        instead: (counts) => sum(counts.map((row, i) => row[i]!)) / sum(counts.flat()),
      },
      {
        says: "Divided by all images. How often did it say this digit?",
        instead: (counts, digit) => counts[digit]![digit]! / sum(counts.flat()),
      },
      {
        says: "That is how often it said this digit. How many of those times was it right?",
        instead: (counts, digit) => sum(counts.map((row) => row[digit]!)),
      },
      {
        says: "The right answers count among the times it said this digit.",
        instead: (counts, digit) =>
          counts[digit]![digit]! / (sum(counts.map((row) => row[digit]!)) - counts[digit]![digit]!),
      },
    ],
    hints: [
      "counts[label][guess]: all images that were taken for `digit` stand in one column.",
      "counts.map((row) => row[digit]) is that column; counts[digit][digit] is the part of it that is right.",
    ],
  }),
  exercise<unknown, [gradient: number[], k: number]>({
    id: "08.4",
    title: "Bang for the buck",
    answer: "function",
    inputs: ["gradient", "k"],
    cases: () => [
      [[0.1, 3.2, -0.5], 1],
      [[0.1, -3.2, 0.5, 2], 2],
      [[-0.01, 0.02, -0.03, 0.04, -0.05], 3],
      [[4, -11, 7, 0, -2, 10], 4],
    ],
    expected: (gradient, k) => places(gradient, k, Math.abs),
    mistakes: [
      {
        says: "A large negative slope matters as much as a large positive one: the sign only says which way to turn.",
        instead: (gradient, k) => places(gradient, k, (g) => g),
      },
      {
        says: "Those matter least. Which way round is it sorted?",
        instead: (gradient, k) => places(gradient, k, (g) => -Math.abs(g)),
      },
      {
        says: "The slopes themselves instead of their places: which weights are they?",
        instead: (gradient, k) => places(gradient, k, Math.abs).map((i) => gradient[i]!),
      },
      {
        says: "Those places are in the order of the list. The one that matters most comes first.",
        instead: (gradient, k) => places(gradient, k, Math.abs).sort((i, j) => i - j),
      },
      {
        says: "sort() without a function sorts numbers as text.",
        instead: (gradient, k) => {
          const sizes = gradient.map(Math.abs);
          return [...sizes]
            .sort()
            .reverse()
            .slice(0, k)
            .map((size) => sizes.indexOf(size));
        },
      },
    ],
    hints: [
      "Make a list of the places, 0, 1, 2 …, and sort that, looking up the slopes while you compare.",
      "gradient.map((_, i) => i).sort((i, j) => …) with Math.abs(gradient[j]) - Math.abs(gradient[i]); then slice(0, k).",
    ],
  }),
  exercise<unknown, Backwards>({
    id: "08.5",
    title: "One step backwards",
    answer: "function",
    inputs: ["net", "x", "y", "eta"],
    cases: () => [
      [new Network([2, 1], { seed: 3 }), [0.5, 0.4], [1], 0.5],
      [new Network([3, 2, 2], { seed: 4 }), [0.2, 0.9, 0.5], [0, 1], 1],
      [new Network([3, 2, 2], { seed: 4 }), [0, 1, 0.5], [1, 0], 20],
      [new Network([4, 3, 5, 2], { seed: 6 }), [0.1, 0, 0.7, 1], [1, 0], 100],
    ],
    expected: (net, x, y, eta) => clipped(moved(x, pixelSlopes(net, x, y), eta)),
    tolerance: 1e-9,
    mistakes: [
      {
        says: "Uphill: that makes the cost larger. Against the slope, as always.",
        instead: (net, x, y, eta) => clipped(moved(x, pixelSlopes(net, x, y), -eta)),
      },
      {
        says: "A pixel has no less ink than 0 and no more than 1: cut off what lies beyond.",
        instead: (net, x, y, eta) => moved(x, pixelSlopes(net, x, y), eta),
      },
      {
        says: "A pixel is no neuron: it has no sigmoid, so there is no σ' to multiply by.",
        instead: (net, x, y, eta) =>
          clipped(
            moved(
              x,
              pixelSlopes(net, x, y).map((s, k) => s * sigmoid.derivative(x[k]!)),
              eta,
            ),
          ),
      },
      {
        says: "The learning rate is not used.",
        instead: (net, x, y) => clipped(moved(x, pixelSlopes(net, x, y), 1)),
      },
      {
        says: "That is the slope by itself. Take η times the slope away from x.",
        instead: (net, x, y) => pixelSlopes(net, x, y),
      },
      {
        says: "The slope with its sign is subtracted from nothing: start from x.",
        instead: (net, x, y, eta) =>
          clipped(
            moved(
              x.map(() => 0),
              pixelSlopes(net, x, y),
              eta,
            ),
          ),
      },
    ],
    hints: [
      "net.backprop(x, y).biases[0] holds the error of each neuron of the first hidden layer. It reaches pixel k through weights[0][j · (number of pixels) + k].",
      "slope of pixel k = Σ over j of weights[0][j * x.length + k] · errors[j], as pixelSlopes does it in this chapter.",
      "Then x.map((v, k) => Math.min(1, Math.max(0, v - eta * slopes[k]))).",
    ],
  }),
];
