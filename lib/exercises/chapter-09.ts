// Chapter 09: learning better. The cross-entropy, softmax, how wide z starts, weight decay, early stopping, code words.

import { type Exercise, exercise } from "./exercise";

const sum = (values: readonly number[]): number => values.reduce((total, v) => total + v, 0);

const crossEntropy = (a: number, y: number): number => -(y * Math.log(a) + (1 - y) * Math.log(1 - a));

/** e^z over their sum, with nothing taken off: overflows for large z. */
const shares = (z: readonly number[]): number[] => {
  const e = z.map(Math.exp);
  return e.map((v) => v / sum(e));
};
const softmax = (z: readonly number[]): number[] => shares(z.map((v) => v - Math.max(...z)));

type Step = [w: number[], gradient: number[], eta: number, lambda: number, n: number];

/** keep · w − η g. */
const moved = (w: readonly number[], gradient: readonly number[], eta: number, keep: number): number[] =>
  w.map((v, k) => keep * v - eta * gradient[k]!);

/** The epoch of the lowest cost before patience ran out, and the epoch in which it did; both from 1. */
function followed(costs: readonly number[], patience: number): { best: number; stopped: number } {
  let best = 0;
  for (let i = 1; i < costs.length; i++) {
    if (costs[i]! < costs[best]!) best = i;
    else if (i - best >= patience) return { best: best + 1, stopped: i + 1 };
  }
  return { best: best + 1, stopped: costs.length };
}

/** The label whose word has the smallest value; the first one if several have. */
const smallest = (code: readonly number[][], value: (word: number[]) => number): number => {
  const values = code.map(value);
  return values.indexOf(Math.min(...values));
};
const distance = (a: readonly number[], word: readonly number[]): number =>
  sum(word.map((y, j) => (y - a[j]!) ** 2));

const digits = Array.from({ length: 10 }, (_, digit) => [8, 4, 2, 1].map((bit) => (digit & bit ? 1 : 0)));

export const chapter09: readonly Exercise[] = [
  exercise<unknown, [a: number, y: number]>({
    id: "09.1",
    title: "The price of an answer",
    answer: "function",
    inputs: ["a", "y"],
    cases: () => [
      [0.5, 1],
      [0.9, 1],
      [0.9, 0],
      [0.2, 0],
      [0.01, 1],
    ],
    expected: crossEntropy,
    mistakes: [
      {
        says: "A cost is never below 0. The logarithm of a number below 1 is: hence the minus in front.",
        instead: (a, y) => -crossEntropy(a, y),
      },
      {
        says: "When y = 0, this is free whatever the neuron says. Where is the price of saying yes to a no?",
        instead: (a, y) => -y * Math.log(a),
      },
      {
        says: "Only one of the two terms is to be paid. y and 1 − y switch them on and off.",
        instead: (a) => -(Math.log(a) + Math.log(1 - a)),
      },
      {
        says: "y = 1 and y = 0 have changed places.",
        instead: (a, y) => crossEntropy(a, 1 - y),
      },
      {
        says: "The logarithm is to be taken of what the neuron says, a. Here it is taken of the target.",
        instead: (a, y) => -(a * Math.log(y) + (1 - a) * Math.log(1 - y)),
      },
      {
        says: "That is the price in bits, with Math.log2. The chapter uses the natural logarithm, Math.log.",
        instead: (a, y) => crossEntropy(a, y) / Math.LN2,
      },
      {
        says: "That is with the logarithm to base 10. The natural logarithm is Math.log.",
        instead: (a, y) => crossEntropy(a, y) / Math.LN10,
      },
      { says: "That is the quadratic cost.", instead: (a, y) => (y - a) ** 2 / 2 },
    ],
    hints: [
      "When y = 1, the price is −ln a: nothing for a = 1, more and more as a goes to 0. And when y = 0?",
      "−(y ln a + (1 − y) ln(1 − a)); in code, ln is Math.log.",
    ],
  }),
  exercise<unknown, [z: number[]]>({
    id: "09.2",
    title: "Shares that add up to 1",
    answer: "function",
    inputs: ["z"],
    cases: () => [[[0, 0]], [[1, 2, 3]], [[-1, 0, 4, 2]], [[5]], [[1000, 999, 990]], [[-1000, -1001]]],
    expected: softmax,
    mistakes: [
      {
        says: "Right on paper, but e^1000 is too large for a number. Take the same amount off every z, the largest one, say: the shares stay as they are.",
        instead: shares,
      },
      {
        says: "Without the exponential a negative z gives a negative share, and all zeros give none.",
        instead: (z) => z.map((v) => v / sum(z)),
      },
      {
        says: "That is σ of each by itself: these do not add up to 1.",
        instead: (z) => z.map((v) => 1 / (1 + Math.exp(-v))),
      },
      {
        says: "The exponentials are there; now divide each by the sum of all of them.",
        instead: (z) => z.map(Math.exp),
      },
      {
        says: "Divided by the largest: that one becomes 1. Divide by the sum of all.",
        instead: (z) => z.map((v) => Math.exp(v - Math.max(...z))),
      },
    ],
    hints: [
      "First a list of Math.exp of every z, then its sum, then each divided by the sum.",
      "e^(z − c) is e^z divided by the same number for all, so the shares do not change. With c the largest z nothing is too large.",
    ],
  }),
  exercise<unknown, [x: number[]]>({
    id: "09.3",
    title: "How wide does z start?",
    answer: "function",
    inputs: ["x"],
    cases: () => [
      [[0]],
      [[1]],
      [[1, 1, 1]],
      [[0.5, 0, 1, 0.5, 0, 0]],
      [Array.from({ length: 784 }, (_, k) => (k % 7 === 0 ? 0.9 : 0))],
    ],
    expected: (x) => Math.sqrt(sum(x.map((v) => v * v)) + 1),
    mistakes: [
      {
        says: "That is the variance. The spread is its square root.",
        instead: (x) => sum(x.map((v) => v * v)) + 1,
      },
      { says: "The bias is drawn too.", instead: (x) => Math.sqrt(sum(x.map((v) => v * v))) },
      {
        says: "A weight counts as much as its input lets through: a blank pixel adds nothing, a grey one little.",
        instead: (x) => Math.sqrt(x.length + 1),
      },
      {
        says: "A weight times x has the spread x, and so the variance x². Square the inputs before you add them up.",
        instead: (x) => Math.sqrt(sum(x) + 1),
      },
      {
        says: "Spreads do not add up: some weights are above 0 and some below, and they partly cancel. Variances do.",
        instead: (x) => sum(x) + 1,
      },
    ],
    hints: [
      "Variances of independent numbers add up. What is the variance of one weight times its input?",
      "x₁² + x₂² + … + 1, the 1 for the bias; then Math.sqrt.",
    ],
  }),
  exercise<unknown, Step>({
    id: "09.4",
    title: "A step that forgets a little",
    answer: "function",
    inputs: ["w", "gradient", "eta", "lambda", "n"],
    cases: () => [
      [[1], [0], 0.5, 1, 10],
      [[2, -4], [1, 0.5], 0.1, 5, 100],
      [[0.5, -0.25, 3], [-1, 2, 0.5], 0.5, 3, 50],
      [[1, -1], [0.5, 0.5], 0.2, 0, 1000],
    ],
    expected: (w, gradient, eta, lambda, n) => moved(w, gradient, eta, 1 - (eta * lambda) / n),
    mistakes: [
      {
        says: "λ is divided by n, the number of training examples.",
        instead: (w, gradient, eta, lambda) => moved(w, gradient, eta, 1 - eta * lambda),
      },
      {
        says: "The learning rate belongs to both parts of the slope: to λw/n as well.",
        instead: (w, gradient, eta, lambda, n) => moved(w, gradient, eta, 1 - lambda / n),
      },
      {
        says: "These weights grow. The slope of λw²/2n is λw/n, and one goes against it.",
        instead: (w, gradient, eta, lambda, n) => moved(w, gradient, eta, 1 + (eta * lambda) / n),
      },
      {
        says: "Twice too much decay: the ½ in front of λ takes the 2 of the square away.",
        instead: (w, gradient, eta, lambda, n) => moved(w, gradient, eta, 1 - (2 * eta * lambda) / n),
      },
      {
        says: "The step shrinks too: both slopes are to be taken at the old w.",
        instead: (w, gradient, eta, lambda, n) =>
          moved(w, gradient, eta, 1).map((v) => (1 - (eta * lambda) / n) * v),
      },
      {
        says: "By the same amount for all weights: that is λ|w|, called L1. For λw²/2 the decay is in proportion to w.",
        instead: (w, gradient, eta, lambda, n) =>
          w.map((v, k) => v - (eta * lambda * Math.sign(v)) / n - eta * gradient[k]!),
      },
      { says: "Nothing decays here.", instead: (w, gradient, eta) => moved(w, gradient, eta, 1) },
    ],
    hints: [
      "The slope of the whole cost is gradient + λw/n. Go against it, η times as far.",
      "(1 − ηλ/n) w − η gradient, weight by weight.",
    ],
  }),
  exercise<unknown, [costs: number[], patience: number]>({
    id: "09.5",
    title: "When to stop",
    answer: "function",
    inputs: ["costs", "patience"],
    cases: () => [
      [[0.9, 0.5, 0.4, 0.6, 0.7], 2],
      [[0.9, 0.8, 0.7, 0.6], 2],
      [[0.9, 0.5, 0.6, 0.55, 0.52, 0.3], 3],
      [[0.9, 0.5, 0.6, 0.55, 0.52, 0.3], 5],
      [[0.5, 0.6, 0.55, 0.58, 0.4, 0.41], 2],
      [[0.3, 0.4, 0.2, 0.25, 0.22, 0.1, 0.2], 3],
    ],
    expected: (costs, patience) => followed(costs, patience).best,
    mistakes: [
      {
        says: "That is the lowest of all. Whoever stops early never sees what would have come later.",
        instead: (costs) => costs.indexOf(Math.min(...costs)) + 1,
      },
      {
        says: "That is where the run stops. The network to keep is that of the best epoch before.",
        instead: (costs, patience) => followed(costs, patience).stopped,
      },
      {
        says: "Epochs are counted from 1, as in the records.",
        instead: (costs, patience) => followed(costs, patience).best - 1,
      },
      {
        says: "Always the last epoch?",
        instead: (costs) => costs.length,
      },
      {
        says: "It stops one epoch too late: patience runs out when that many epochs in a row brought nothing better.",
        instead: (costs, patience) => followed(costs, patience + 1).best,
      },
    ],
    hints: [
      "Keep the place of the best so far while you go through the costs. How far behind you is it?",
      "When the epoch you look at is `patience` or more behind the best one and not better, leave the loop. Add 1 in the end.",
    ],
  }),
  exercise<unknown, [a: number[], code: number[][]]>({
    id: "09.6",
    title: "The nearest word",
    answer: "function",
    inputs: ["a", "code"],
    cases: () => [
      [[0.1, 0.9, 0.8, 0.2], digits],
      [[0.9, 0.2, 0.4, 0.7], digits],
      [[0.8, 0.1, 0.9, 0.4], digits],
      [[0.9, 0.9, 0.6, 0.9], digits],
      [[0.2, 0.1, 0.3, 0.2], digits],
      [
        [0.3, 0.6, 0.5],
        [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
      ],
    ],
    expected: (a, code) => smallest(code, (word) => distance(a, word)),
    mistakes: [
      {
        says: "That is the brightest output. Here an output is not a digit but a bit.",
        instead: (a) => a.indexOf(Math.max(...a)),
      },
      {
        says: "Rounded and read as a binary number, an answer may be a word that does not exist, such as 1010.",
        instead: (a) => a.reduce((number, bit) => 2 * number + (bit >= 0.5 ? 1 : 0), 0),
      },
      {
        says: "The largest product favours words with many ones. How far is a from the word?",
        instead: (a, code) => smallest(code, (word) => -sum(word.map((y, j) => y * a[j]!))),
      },
      { says: "That is the farthest.", instead: (a, code) => smallest(code, (word) => -distance(a, word)) },
      {
        says: "That is how far it is to the nearest word. Which one is it?",
        instead: (a, code) => Math.min(...code.map((word) => distance(a, word))),
      },
    ],
    hints: [
      "For each word, add up the squares of the differences (y − a). Which word has the smallest sum?",
      "`const distances = code.map(…)`, then `distances.indexOf(Math.min(...distances))`.",
    ],
  }),
];
