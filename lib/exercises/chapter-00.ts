// Chapter 00: what a network holds, accuracy counted by hand, what one epoch brings, and two bad learning rates.

import { Network } from "../network";
import { type Exercise, exercise } from "./exercise";

const fives = new Network([784, 5, 10]);

const mean = (values: number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
const hits = (guesses: number[], labels: number[]): number[] =>
  guesses.map((guess, i) => (guess === labels[i] ? 1 : 0));
const last = (accuracies: number[]): number => accuracies[accuracies.length - 1]!;

export const chapter00: readonly Exercise[] = [
  exercise<number, []>({
    id: "00.1",
    title: "How many numbers?",
    answer: "number",
    expected: () => fives.parameterCount,
    mistakes: [
      {
        says: "Those are the weights. Each of the 5 + 10 neurons has a bias as well.",
        instead: () => fives.weights.reduce((count, part) => count + part.length, 0),
      },
      {
        says: "That is the network with 30 hidden neurons. Here it has 5.",
        instead: () => new Network([784, 30, 10]).parameterCount,
      },
      {
        says: "That counts a bias for each input too. Inputs are given, they have nothing to adjust.",
        instead: () => fives.parameterCount + 784,
      },
      {
        says: "That is how many neurons and inputs there are. Count what is between them.",
        instead: () => 784 + 5 + 10,
      },
    ],
    hints: [
      "The cell that made `net` also said how many parameters it has. Make a network with other sizes in the same way.",
      "new Network([784, 5, 10]) is what you want. Put it on the last line of a cell, or ask for its parameterCount.",
      "By hand: 784 · 5 weights into the hidden layer and 5 · 10 out of it, and one bias for each of the 5 + 10 neurons.",
    ],
  }),
  exercise<unknown, [guesses: number[], labels: number[]]>({
    id: "00.2",
    title: "Accuracy by hand",
    answer: "function",
    inputs: ["guesses", "labels"],
    cases: () => [
      [
        [7, 2, 1, 0],
        [7, 2, 1, 0],
      ],
      [
        [7, 2, 1, 0],
        [7, 2, 1, 5],
      ],
      [
        [3, 3, 3, 3, 3],
        [3, 1, 4, 1, 5],
      ],
      [
        [0, 0],
        [1, 2],
      ],
      [
        [9, 4, 9, 4, 9, 4, 9, 4],
        [4, 4, 9, 9, 9, 4, 4, 4],
      ],
    ],
    expected: (guesses, labels) => mean(hits(guesses, labels)),
    mistakes: [
      {
        says: "That is how many were right. Divide by how many there are.",
        instead: (guesses, labels) => mean(hits(guesses, labels)) * guesses.length,
      },
      {
        says: "That is the fraction of mistakes. The accuracy is the fraction of right answers.",
        instead: (guesses, labels) => 1 - mean(hits(guesses, labels)),
      },
      {
        says: "Only guesses that are not 0 are counted. Compare with ===: the digit 0 counts as false in a condition.",
        instead: (guesses, labels) => mean(guesses.map((guess, i) => (guess && guess === labels[i] ? 1 : 0))),
      },
    ],
    hints: [
      "Go through the guesses and count those that equal the label in the same place.",
      "guesses.filter((guess, i) => guess === labels[i]) keeps the right ones. How many are there, out of how many?",
    ],
  }),
  exercise<unknown, [before: number, accuracies: number[]]>({
    id: "00.3",
    title: "What the first epoch brings",
    answer: "function",
    inputs: ["before", "accuracies"],
    cases: () => [
      [0, [0.5, 1]],
      [0.1, [0.9, 0.92, 0.94, 0.95]],
      [0.25, [0.25, 0.5, 0.75]],
      [0.0625, [0.8125, 0.875, 0.9375]],
    ],
    expected: (before, accuracies) => (accuracies[0]! - before) / (last(accuracies) - before),
    mistakes: [
      {
        says: "That compares accuracies. The question is about gains: what had it before the first epoch?",
        instead: (_, accuracies) => accuracies[0]! / last(accuracies),
      },
      {
        says: "That is the gain of the first epoch by itself. Which share of the whole gain is it?",
        instead: (before, accuracies) => accuracies[0]! - before,
      },
      {
        says: "The gain of the first epoch is right. The whole gain begins at `before` too, not at 0.",
        instead: (before, accuracies) => (accuracies[0]! - before) / last(accuracies),
      },
      {
        says: "The second epoch was taken for the first. A list begins at [0].",
        instead: (before, accuracies) => (accuracies[1]! - before) / (last(accuracies) - before),
      },
    ],
    hints: [
      "How far did the accuracy climb in the first epoch? How far in all?",
      "The first climb is accuracies[0] - before. The whole climb ends at accuracies.at(-1).",
    ],
  }),
  exercise<unknown, []>({
    id: "00.4",
    title: "Too timid, too wild",
    answer: "object",
    expected: () => ({ timid: 0.01, wild: 300 }),
    mistakes: [
      {
        says: "The other way round: a rate that is too small creeps down in an almost straight line, one that is too large never gets down.",
        instead: () => ({ timid: 300, wild: 0.01 }),
      },
    ],
    hints: [
      "Copy the two cells that made and trained `net`, under other names, and change one number.",
      "A learner who is too timid still goes the right way, slowly. One who is too wild jumps and lands anywhere.",
    ],
  }),
];
