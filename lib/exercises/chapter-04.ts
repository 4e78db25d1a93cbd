// Chapter 04: handwritten digits. A byte found in a file, the best constant answer, the nearest mean, a vote.

import { type Exercise, exercise } from "./exercise";

const distance = (x: readonly number[], other: readonly number[]): number =>
  x.reduce((sum, v, p) => sum + (v - other[p]!) ** 2, 0);
const indexOf = (best: (...values: number[]) => number, values: readonly number[]): number =>
  values.indexOf(best(...values));
const countOf = (labels: readonly number[], label: number): number =>
  labels.filter((other) => other === label).length;

/** The label that is there most often; in a tie, the one that comes first in the list of candidates. */
const mostFrequent = (labels: readonly number[], candidates: readonly number[]): number =>
  candidates.reduce((best, label) => (countOf(labels, label) > countOf(labels, best) ? label : best));
const ascending = (labels: readonly number[]): number[] => [...labels].sort((a, b) => a - b);

export const chapter04: readonly Exercise[] = [
  exercise<unknown, [i: number, r: number, c: number]>({
    id: "04.1",
    title: "Find the byte",
    answer: "function",
    inputs: ["i", "r", "c"],
    cases: () => [
      [0, 0, 0],
      [0, 0, 5],
      [0, 3, 5],
      [1, 0, 0],
      [9999, 27, 27],
    ],
    expected: (i, r, c) => 16 + 784 * i + 28 * r + c,
    mistakes: [
      {
        says: "The pixels begin behind the header. How many bytes has it?",
        instead: (i, r, c) => 784 * i + 28 * r + c,
      },
      {
        says: "Rows and columns have changed places: the file has row after row.",
        instead: (i, r, c) => 16 + 784 * i + 28 * c + r,
      },
      {
        says: "Where does image 1 begin? Each image before it takes 28 · 28 bytes.",
        instead: (i, r, c) => 16 + 28 * i + 28 * r + c,
      },
      {
        says: "That header is for a file with one dimension, such as the labels. This one has three sizes in it.",
        instead: (i, r, c) => 8 + 784 * i + 28 * r + c,
      },
    ],
    hints: [
      "The header has 4 bytes, and 4 more for each of the three sizes.",
      "Before image i there are i images of 784 bytes; before row r there are r rows of 28.",
    ],
  }),
  exercise<unknown, [labels: number[]]>({
    id: "04.2",
    title: "Always the same answer",
    answer: "function",
    inputs: ["labels"],
    cases: () => [
      [[7]],
      [[1, 1, 2, 1]],
      [[9, 3, 3, 9, 9, 0]],
      [[5, 0, 4, 1, 9, 2, 1, 3, 1, 4]],
      [[8, 2, 8, 2]],
    ],
    expected: (labels) => {
      const label = mostFrequent(labels, ascending(labels));
      return { label, accuracy: countOf(labels, label) / labels.length };
    },
    mistakes: [
      {
        says: "The label is right. The accuracy is a fraction: how many are right, divided by how many there are.",
        instead: (labels) => {
          const label = mostFrequent(labels, ascending(labels));
          return { label, accuracy: countOf(labels, label) };
        },
      },
      {
        says: "That is the largest label, not the most frequent one.",
        instead: (labels) => {
          const label = Math.max(...labels);
          return { label, accuracy: countOf(labels, label) / labels.length };
        },
      },
      {
        says: "When two labels are equally frequent, the smaller one is asked for.",
        instead: (labels) => {
          const label = mostFrequent(labels, ascending(labels).reverse());
          return { label, accuracy: countOf(labels, label) / labels.length };
        },
      },
    ],
    hints: [
      "Count how often each of the ten digits is there.",
      "counts.indexOf(Math.max(...counts)) is the first place of the largest count, so the smaller digit in a tie.",
    ],
  }),
  exercise<unknown, [means: number[][], x: number[]]>({
    id: "04.3",
    title: "The nearest mean",
    answer: "function",
    inputs: ["means", "x"],
    cases: () => [
      [[[0], [1]], [0.9]],
      [
        [
          [0, 0],
          [1, 1],
        ],
        [0.2, 0.3],
      ],
      [
        [
          [0, 0, 1],
          [1, 0, 0],
          [0.5, 0.5, 0.5],
        ],
        [0.6, 0.4, 0.6],
      ],
      [
        [
          [1, 0],
          [0, 1],
          [3, 3],
        ],
        [0.9, 1],
      ],
    ],
    expected: (means, x) =>
      indexOf(
        Math.min,
        means.map((mean) => distance(x, mean)),
      ),
    mistakes: [
      {
        says: "That is the mean that is farthest away.",
        instead: (means, x) =>
          indexOf(
            Math.max,
            means.map((mean) => distance(x, mean)),
          ),
      },
      {
        says: "That is a distance. Which mean has it?",
        instead: (means, x) => Math.min(...means.map((mean) => distance(x, mean))),
      },
      {
        says: "Are the differences squared before they are added up? Otherwise those above and below zero cancel.",
        instead: (means, x) =>
          indexOf(
            Math.min,
            means.map((mean) => Math.abs(mean.reduce((sum, v, p) => sum + v - x[p]!, 0))),
          ),
      },
      {
        says: "That is the mean with the largest product with x. A bold mean would win every time; take distances.",
        instead: (means, x) =>
          indexOf(
            Math.max,
            means.map((mean) => mean.reduce((sum, v, p) => sum + v * x[p]!, 0)),
          ),
      },
    ],
    hints: [
      "First a list of distances, one for each mean. Then the place of the smallest.",
      "A distance: mean.reduce((sum, v, p) => sum + (v - x[p]) ** 2, 0).",
      "d.indexOf(Math.min(...d)) is the place of the smallest.",
    ],
  }),
  exercise<unknown, [votes: number[]]>({
    id: "04.4",
    title: "A vote",
    answer: "function",
    inputs: ["votes"],
    cases: () => [[[4]], [[4, 4, 9]], [[4, 9, 9]], [[9, 4]], [[7, 1, 9, 1, 9]], [[3, 5, 5, 3, 8]]],
    expected: (votes) => mostFrequent(votes, votes),
    mistakes: [
      {
        says: "That is the nearest neighbour. The others have a vote too.",
        instead: (votes) => votes[0],
      },
      {
        says: "Right but for ties: the nearest of those tied should win, not the smallest digit.",
        instead: (votes) => mostFrequent(votes, ascending(votes)),
      },
      {
        says: "Right but for ties: the nearest of those tied should win, not the farthest.",
        instead: (votes) => mostFrequent(votes, [...votes].reverse()),
      },
      {
        says: "That is how many votes the winner got. Who is it?",
        instead: (votes) => countOf(votes, mostFrequent(votes, votes)),
      },
    ],
    hints: [
      "Count the votes for each label that got any.",
      "Go through the votes from the nearest on, and change your mind only when a label has more votes than the best so far: more, not as many.",
    ],
  }),
];
