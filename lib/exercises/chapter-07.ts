// Chapter 07: training on MNIST. Steps counted, mini-batches cut, one step taken, a rate for m = 100, luck measured.

import { type Exercise, exercise } from "./exercise";

const places = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** Consecutive pieces of m; the last may be shorter. */
const cut = (order: readonly number[], m: number): number[][] =>
  places(Math.ceil(order.length / m)).map((i) => order.slice(i * m, (i + 1) * m));

/** w − factor · Σ of the gradients, weight by weight. */
const moved = (w: readonly number[], gradients: readonly number[][], factor: number): number[] =>
  w.map((value, k) => value - factor * gradients.reduce((sum, g) => sum + g[k]!, 0));

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
const squares = (values: readonly number[]): number => {
  const middle = mean(values);
  return values.reduce((sum, v) => sum + (v - middle) ** 2, 0);
};

type Step = [w: number[], gradients: number[][], eta: number];

/** Measured on MNIST: 784-30-10 with seed 1 and m = 100 reads 93 % of the validation images after ten epochs between these rates. */
const [LOWEST, HIGHEST] = [6, 12];

export const chapter07: readonly Exercise[] = [
  exercise<unknown, [n: number, m: number]>({
    id: "07.1",
    title: "How many steps?",
    answer: "function",
    inputs: ["n", "m"],
    cases: () => [
      [50000, 10],
      [50000, 1],
      [50000, 100],
      [60000, 64],
      [1001, 100],
      [7, 10],
    ],
    expected: (n, m) => Math.ceil(n / m),
    mistakes: [
      {
        says: "The last mini-batch may be smaller than the others, but it is a step too: round up.",
        instead: (n, m) => Math.floor(n / m),
      },
      {
        says: "A step is whole: what is left over after the last full mini-batch makes one more.",
        instead: (n, m) => n / m,
      },
      {
        says: "Rounded to the nearest? What is left over makes one more step, however little it is.",
        instead: (n, m) => Math.round(n / m),
      },
      {
        says: "When everything fits exactly, there is no mini-batch left over.",
        instead: (n, m) => Math.floor(n / m) + 1,
      },
      {
        says: "That is how many examples are looked at in all. One step looks at m of them.",
        instead: (n) => n,
      },
    ],
    hints: [
      "One step for each mini-batch. How many pieces of m are there in n?",
      "60,000 images in mini-batches of 64: 937 full ones, and 32 images left. Math.ceil rounds up.",
    ],
  }),
  exercise<unknown, [order: number[], m: number]>({
    id: "07.2",
    title: "Cutting mini-batches",
    answer: "function",
    inputs: ["order", "m"],
    cases: () => [
      [[3, 0, 2, 1], 2],
      [[4, 2, 0, 3, 1], 2],
      [[12, 40, 7], 5],
      [[5, 3, 1, 0, 2, 4, 6], 1],
      [[5, 3, 1, 0, 2, 4], 3],
    ],
    expected: cut,
    mistakes: [
      {
        says: "The last mini-batch is missing when it is not full.",
        instead: (order, m) => cut(order, m).filter((batch) => batch.length === m),
      },
      {
        says: "There is an empty mini-batch at the end when everything fits exactly.",
        instead: (order, m) => (order.length % m === 0 ? [...cut(order, m), []] : cut(order, m)),
      },
      {
        says: "They overlap: each begins one after the last instead of m after it.",
        instead: (order, m) => order.map((_, i) => order.slice(i, i + m)),
      },
      {
        says: "The order is ignored: these are the places in the list, not what stands there.",
        instead: (order, m) => cut(places(order.length), m),
      },
      {
        says: "The order is sorted. It was shuffled on purpose.",
        instead: (order, m) =>
          cut(
            [...order].sort((a, b) => a - b),
            m,
          ),
      },
      { says: "All in one. The list should be cut after every m.", instead: (order) => [order] },
    ],
    hints: [
      "A loop that goes from 0 in steps of m, as in the cell with `epoch` at the top of this chapter.",
      "order.slice(first, first + m) is one mini-batch; slice stops at the end by itself.",
    ],
  }),
  exercise<unknown, Step>({
    id: "07.3",
    title: "One step",
    answer: "function",
    inputs: ["w", "gradients", "eta"],
    cases: () => [
      [[1], [[0.5]], 1],
      [
        [1, -2],
        [
          [1, 0],
          [3, -2],
        ],
        0.5,
      ],
      [
        [0.25, 0.5, -1],
        [
          [1, 2, 3],
          [0, -1, 1],
          [2, 2, -1],
          [1, 1, 1],
        ],
        3,
      ],
    ],
    expected: (w, gradients, eta) => moved(w, gradients, eta / gradients.length),
    mistakes: [
      {
        says: "Uphill: that adds the gradient. The cost falls against it.",
        instead: (w, gradients, eta) => moved(w, gradients, -eta / gradients.length),
      },
      {
        says: "The sum instead of the average: divide by m, the number of gradients.",
        instead: (w, gradients, eta) => moved(w, gradients, eta),
      },
      {
        says: "The learning rate is not used.",
        instead: (w, gradients) => moved(w, gradients, 1 / gradients.length),
      },
      {
        says: "Only the first gradient is used.",
        instead: (w, gradients, eta) => moved(w, gradients.slice(0, 1), eta),
      },
      {
        says: "Divided by the number of weights. m is the number of gradients.",
        instead: (w, gradients, eta) => moved(w, gradients, eta / w.length),
      },
      {
        says: "That is the step by itself. Take it away from w.",
        instead: (w, gradients, eta) =>
          moved(
            w.map(() => 0),
            gradients,
            -eta / gradients.length,
          ),
      },
      {
        says: "That is minus the step by itself. Add w to it.",
        instead: (w, gradients, eta) =>
          moved(
            w.map(() => 0),
            gradients,
            eta / gradients.length,
          ),
      },
    ],
    hints: [
      "w ← w − η/m Σ g, for each weight by itself. m is gradients.length.",
      "w.map((value, k) => …) gives the new weights. Inside, add up g[k] over all gradients g.",
    ],
  }),
  exercise<number, []>({
    id: "07.4",
    title: "A rate for mini-batches of 100",
    answer: "number",
    objection: (eta) => {
      if (typeof eta !== "number" || !(eta > 0)) return "Expected a learning rate, a number above 0.";
      if (eta < LOWEST)
        return `η = ${eta} gets less far in ten epochs: with m = 100 there are few steps, so dare longer ones.`;
      if (eta > HIGHEST)
        return `η = ${eta} is too wild: one step throws the sigmoids onto their flat ends. A gradient that is known better can still be followed too far.`;
      return undefined;
    },
    hints: [
      "30 is too much and 3 too little. What do their curves look like?",
      "Try the middle of what is left, look at the last accuracy, and halve again. Two or three runs are enough.",
    ],
  }),
  exercise<unknown, [values: number[]]>({
    id: "07.5",
    title: "How much is luck?",
    answer: "function",
    inputs: ["values"],
    cases: () => [[[1, 3]], [[0.95, 0.95, 0.95]], [[0.951, 0.947, 0.953]], [[2, 4, 4, 4, 5, 5, 7, 9]]],
    expected: (values) => ({
      mean: mean(values),
      deviation: Math.sqrt(squares(values) / (values.length - 1)),
    }),
    tolerance: 1e-9,
    mistakes: [
      {
        says: "Divide by n − 1 instead of n: the mean was made from the same values, which makes them look closer to it than they are.",
        instead: (values) => ({ mean: mean(values), deviation: Math.sqrt(squares(values) / values.length) }),
      },
      {
        says: "That is the variance. The deviation is its square root.",
        instead: (values) => ({ mean: mean(values), deviation: squares(values) / (values.length - 1) }),
      },
      {
        says: "That is the variance, with n. The deviation is its square root, with n − 1.",
        instead: (values) => ({ mean: mean(values), deviation: squares(values) / values.length }),
      },
      {
        says: "That is the whole range, from the smallest to the largest. It grows with the number of seeds tried; the deviation does not.",
        instead: (values) => ({ mean: mean(values), deviation: Math.max(...values) - Math.min(...values) }),
      },
      {
        says: "That is the average distance from the mean. The deviation squares the distances, averages, and takes the root.",
        instead: (values) => ({
          mean: mean(values),
          deviation: mean(values.map((v) => Math.abs(v - mean(values)))),
        }),
      },
    ],
    hints: [
      "First the mean. Then how far each value is from it, squared.",
      "Add the squares, divide by one less than there are values, take Math.sqrt.",
    ],
  }),
];
