// Chapter 01: perceptrons. The neuron itself, scaling it, a vote, a full adder, an adder for any numbers.

import { fire, type Perceptron } from "../perceptron";
import { type Exercise, exercise } from "./exercise";

type Bit = number;

const weigh = ({ weights, bias }: Perceptron, x: readonly number[]): number =>
  weights.reduce((z, w, k) => z + w * x[k]!, bias);

/** All lists of n bits. */
const allBits = (n: number): Bit[][] =>
  Array.from({ length: 2 ** n }, (_, value) =>
    Array.from({ length: n }, (_, k) => (value >> (n - 1 - k)) & 1),
  );
const sum = (values: readonly number[]): number => values.reduce((total, v) => total + v, 0);

/** Bits with the ones first: 6 is [0, 1, 1]. */
const toBits = (value: number, length: number): Bit[] => Array.from({ length }, (_, k) => (value >> k) & 1);
const toNumber = (bits: readonly Bit[]): number => sum(bits.map((bit, k) => bit * 2 ** k));

const additions: [Bit[], Bit[]][] = [1, 2, 3].flatMap((n) =>
  allBits(n).flatMap((a) => allBits(n).map((b): [Bit[], Bit[]] => [a, b])),
);

export const chapter01: readonly Exercise[] = [
  exercise<unknown, [weights: number[], bias: number, x: number[]]>({
    id: "01.1",
    title: "A perceptron",
    answer: "function",
    inputs: ["weights", "bias", "x"],
    cases: () => [
      [[6, 2, 2], -5, [1, 0, 0]],
      [[6, 2, 2], -5, [0, 1, 1]],
      [[6, 2, 2], -3, [0, 1, 1]],
      [[-2, -2], 3, [1, 1]],
      [[-2, -2], 3, [0, 0]],
      [[1, 1], -1, [1, 0]],
      [[1, 1], -1, [0, 0]],
      [[0.5, -0.25], -0.125, [1, 1]],
    ],
    expected: (weights, bias, x) => fire({ weights, bias }, x),
    mistakes: [
      {
        says: "That is the weighted input z. The perceptron answers 1 when z > 0, else 0.",
        instead: (weights, bias, x) => weigh({ weights, bias }, x),
      },
      {
        says: "Almost: look at the case where z is exactly 0. The perceptron fires only when z is above 0.",
        instead: (weights, bias, x) => (weigh({ weights, bias }, x) >= 0 ? 1 : 0),
      },
      {
        says: "Is the bias subtracted? It is minus the threshold already: z = w · x + b.",
        instead: (weights, bias, x) => fire({ weights, bias: -bias }, x),
      },
      { says: "The bias is not used.", instead: (weights, _, x) => fire({ weights, bias: 0 }, x) },
    ],
    hints: [
      "First z = w · x + b: multiply each weight by its input, add everything, add the bias.",
      "weights.forEach((w, k) => (z += w * x[k])) does the sum, when z starts as the bias.",
    ],
  }),
  exercise<unknown, [neuron: Perceptron, c: number]>({
    id: "01.2",
    title: "Scaling changes nothing",
    answer: "function",
    inputs: ["neuron", "c"],
    cases: () => [
      [{ weights: [6, 2, 2], bias: -5 }, 2],
      [{ weights: [-2, -2], bias: 3 }, 0.5],
      [{ weights: [1, -1, 0.25, 4], bias: 0.75 }, 10],
    ],
    expected: ({ weights, bias }, c) => ({ weights: weights.map((w) => c * w), bias: c * bias }),
    mistakes: [
      {
        says: "The bias must be scaled too. Twice 6, 2, 2 with the old bias −5 fires for the second input alone, which the first neuron did not.",
        instead: ({ weights, bias }, c) => ({ weights: weights.map((w) => c * w), bias }),
      },
      {
        says: "The weights must be scaled too.",
        instead: ({ weights, bias }, c) => ({ weights, bias: c * bias }),
      },
      {
        says: "Scaling means multiplying. Adding c to every weight changes which input counts for more.",
        instead: ({ weights, bias }, c) => ({ weights: weights.map((w) => w + c), bias: bias + c }),
      },
    ],
    hints: [
      "z = w · x + b. Which change of w and b makes z exactly c times as large, for every x?",
      "When z is multiplied by c > 0 it keeps its sign, and the sign is all that a perceptron looks at. Return { weights, bias } with each number times c.",
    ],
  }),
  exercise<Perceptron, [x: number[]]>({
    id: "01.3",
    title: "A majority vote",
    answer: "object",
    inputs: ["x"],
    objection: (neuron) => objectionToNeuron(neuron, 3),
    cases: () => allBits(3).map((x) => [x]),
    expected: (x) => (sum(x) >= 2 ? 1 : 0),
    read: fire,
    mistakes: [
      {
        says: "That neuron wants all three votes: it is too hard to fire. Raise its bias.",
        instead: (x) => (sum(x) === 3 ? 1 : 0),
      },
      {
        says: "One vote is enough for that neuron: it is too easy to fire. Lower its bias.",
        instead: (x) => (sum(x) >= 1 ? 1 : 0),
      },
      { says: "That neuron never fires. Its bias is too low for any vote.", instead: () => 0 },
      { says: "That neuron fires even without a vote. Its bias is too high.", instead: () => 1 },
      {
        says: "That is the minority: every sign is the other way round.",
        instead: (x) => (sum(x) >= 2 ? 0 : 1),
      },
    ],
    hints: [
      "Three votes count the same, so the three weights are equal. Let them be 1: then w · x is the number of votes.",
      "z = votes + b must be above 0 for 2 votes and not above 0 for 1 vote. Which b lies between?",
    ],
  }),
  exercise<unknown, [a: Bit, b: Bit, carryIn: Bit]>({
    id: "01.4",
    title: "A full adder",
    answer: "function",
    inputs: ["a", "b", "carryIn"],
    cases: () => allBits(3) as [Bit, Bit, Bit][],
    expected: (a, b, carryIn) => ({ sum: (a + b + carryIn) % 2, carry: a + b + carryIn > 1 ? 1 : 0 }),
    mistakes: [
      {
        says: "carryIn is left out: that is the half adder. Use a second one for it.",
        instead: (a, b) => ({ sum: a ^ b, carry: a & b }),
      },
      {
        says: "The carry of the second half adder is lost. Either of the two may have one.",
        instead: (a, b, carryIn) => ({ sum: a ^ b ^ carryIn, carry: a & b }),
      },
      {
        says: "The carry of the first half adder is lost. Either of the two may have one.",
        instead: (a, b, carryIn) => ({ sum: a ^ b ^ carryIn, carry: (a ^ b) & carryIn }),
      },
      {
        says: "The carries are joined with AND. They are never both 1; it takes OR (or XOR).",
        instead: (a, b, carryIn) => ({ sum: a ^ b ^ carryIn, carry: 0 }),
      },
      {
        says: "sum and carry are the wrong way round: sum is what stays in its place.",
        instead: (a, b, carryIn) => ({ sum: a + b + carryIn > 1 ? 1 : 0, carry: (a + b + carryIn) % 2 }),
      },
    ],
    hints: [
      "Add a and b with one half adder. Its sum has still to be added to carryIn: that is two bits again.",
      "Now there are two carries, one from each half adder. When should the full adder carry?",
      "const first = halfAdder(a, b); const second = halfAdder(first.sum, carryIn); the carry is or(first.carry, second.carry).",
    ],
  }),
  exercise<unknown, [a: Bit[], b: Bit[]]>({
    id: "01.5",
    title: "An adder",
    answer: "function",
    inputs: ["a", "b"],
    cases: () => additions,
    expected: (a, b) => toBits(toNumber(a) + toNumber(b), a.length + 1),
    mistakes: [
      {
        says: "The carry is lost: each place is added by itself, and the result has no place for it.",
        instead: (a, b) => a.map((bit, k) => bit ^ b[k]!),
      },
      {
        says: "The carry is lost: each place is added by itself.",
        instead: (a, b) => [...a.map((bit, k) => bit ^ b[k]!), 0],
      },
      {
        says: "The last carry is lost: two numbers of n bits add up to n + 1 bits.",
        instead: (a, b) => toBits(toNumber(a) + toNumber(b), a.length),
      },
      {
        says: "The bits are read from the wrong end. The ones come first: 6 is [0, 1, 1].",
        instead: (a, b) =>
          toBits(toNumber([...a].reverse()) + toNumber([...b].reverse()), a.length + 1).reverse(),
      },
    ],
    hints: [
      "The ones come first, so go through the lists from the beginning, and keep the carry in a variable that starts at 0.",
      "The full adder of exercise 01.4 adds three bits: a[k], b[k] and the carry. Its sum is bit k of the result.",
      "After the last place, the carry is one more bit of the result.",
    ],
  }),
];

/** What keeps an answer from being a neuron with so many inputs. */
function objectionToNeuron(neuron: Perceptron, inputs: number): string | undefined {
  if (!Array.isArray(neuron?.weights) || typeof neuron.bias !== "number")
    return "Expected an object with weights and bias, such as { weights: [1, 1, 1], bias: 0 }.";
  if (neuron.weights.length !== inputs)
    return `Expected ${inputs} weights, one for each input, got ${neuron.weights.length}.`;
  return undefined;
}
