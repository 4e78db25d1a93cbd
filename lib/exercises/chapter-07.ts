// Chapter 07: training on MNIST. Curves diagnosed, mini-batches cut, one step taken, a rate for m = 100, luck measured, a winner chosen.

import { type Exercise, exercise } from "./exercise";
import { format } from "./format";

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

interface Run {
  name: string;
  training: number;
  validation: number;
  test: number;
}

/** The name of the run that is best by one of its accuracies; runs that diverged have none. */
const winner = (runs: readonly Run[], by: "training" | "validation" | "test"): string =>
  runs.filter((run) => Number.isFinite(run[by])).reduce((best, run) => (run[by] > best[by] ? run : best))
    .name;

/** Measured on MNIST: 784-30-10 with seed 1 and m = 100 reads 93 % of the validation images after ten epochs between these rates. */
const [LOWEST, HIGHEST] = [6, 12];

/** Whose curve is whose in the chapter: its four runs, shuffled with seed 2. */
const DIAGNOSES = { C: "lost digit", D: "too large", E: "healthy", F: "too small" };
const WORDS: readonly string[] = Object.values(DIAGNOSES).sort();

export const chapter07: readonly Exercise[] = [
  exercise<Record<string, unknown>, []>({
    id: "07.1",
    title: "Four more patients",
    answer: "object",
    objection: (diagnoses) => {
      const unknown = Object.values(diagnoses ?? {}).find((word) => !WORDS.includes(word as string));
      return unknown === undefined
        ? undefined
        : `Expected one of ${WORDS.map((word) => `"${word}"`).join(", ")}, got ${format(unknown)}.`;
    },
    expected: () => DIAGNOSES,
    mistakes: [
      {
        says: "C and D have changed places. Which of the two reads nearly everything but one digit?",
        instead: () => ({ ...DIAGNOSES, C: DIAGNOSES.D, D: DIAGNOSES.C }),
      },
      {
        says: "D and F have changed places. One falls in every epoch and would go on falling; the other has been flat from the beginning.",
        instead: () => ({ ...DIAGNOSES, D: DIAGNOSES.F, F: DIAGNOSES.D }),
      },
      {
        says: "C and F have changed places. One of them still gets better in every epoch. The other learned fast, and has stopped.",
        instead: () => ({ ...DIAGNOSES, C: DIAGNOSES.F, F: DIAGNOSES.C }),
      },
      {
        says: "C and E have changed places. Look at the accuracies: whom does ten per cent separate from perfect health?",
        instead: () => ({ ...DIAGNOSES, C: DIAGNOSES.E, E: DIAGNOSES.C }),
      },
    ],
    hints: [
      "Two of them end far up, at a high cost. One of these two is still on its way down.",
      "The other two learned fast. One has stopped about ten per cent of accuracy below the other, and ten per cent is one digit.",
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
  exercise<unknown, [runs: Run[]]>({
    id: "07.6",
    title: "Who wins?",
    answer: "function",
    inputs: ["runs"],
    cases: () => [
      [
        [
          { name: "narrow", training: 0.95, validation: 0.947, test: 0.951 },
          { name: "wide", training: 0.991, validation: 0.941, test: 0.944 },
          { name: "middling", training: 0.968, validation: 0.952, test: 0.948 },
        ],
      ],
      [[{ name: "alone", training: 0.9, validation: 0.89, test: 0.91 }]],
      [
        [
          { name: "first", training: 0.982, validation: 0.962, test: 0.957 },
          { name: "second", training: 0.979, validation: 0.959, test: 0.963 },
          { name: "third", training: 0.999, validation: 0.96, test: 0.96 },
        ],
      ],
      [
        [
          { name: "diverged", training: Number.NaN, validation: Number.NaN, test: Number.NaN },
          { name: "calm", training: 0.93, validation: 0.92, test: 0.93 },
          { name: "keen", training: 0.98, validation: 0.95, test: 0.94 },
        ],
      ],
    ],
    expected: (runs) => winner(runs, "validation"),
    mistakes: [
      {
        says: "That is the winner on the test images. Chosen for a high number, the number is no report any more: something has learned from the test images, and it is you.",
        instead: (runs) => winner(runs, "test"),
      },
      {
        says: "That one knows its own training images best. How well does it read others?",
        instead: (runs) => winner(runs, "training"),
      },
      {
        says: "A run that diverged has NaN for an accuracy, and no comparison with NaN is ever true. Once it leads, nothing overtakes it.",
        instead: (runs) => runs.reduce((best, run) => (run.validation > best.validation ? run : best)).name,
      },
    ],
    hints: [
      "Three accuracies, and only one of them is there to choose by.",
      "Leave out the runs whose validation accuracy is NaN (Number.isFinite says which), then keep the best so far with reduce.",
    ],
  }),
];
