// Chapter 05: gradient descent. The best direction, a descent in one dimension, a learning rate for a given valley.

import { descend } from "../descend";
import { type Exercise, exercise } from "./exercise";

type Curve = (v: number) => number;

const norm = (g: readonly number[]): number => Math.sqrt(g.reduce((sum, e) => sum + e * e, 0));
const slopeOf = (C: Curve, v: number): number => (C(v + 1e-5) - C(v - 1e-5)) / 2e-5;

/** Steps until the ground is flat, or 10,000 of them. */
function bottom(C: Curve, start: number, step: (slope: number) => number): number {
  let v = start;
  for (let taken = 0; taken < 10_000 && Math.abs(slopeOf(C, v)) > 1e-6; taken++) v += step(slopeOf(C, v));
  return v;
}

const parabola: Curve = (v) => (v - 3) ** 2 + 1;
const twoValleys: Curve = (v) => 0.05 * v ** 4 - 0.4 * v ** 2 + 0.2 * v + 1.5;

// The valley of exercise 05.3: three times as steep across as the numbers in the chapter, and flatter along.
const given = ([x = 0, y = 0]: readonly number[]): number => (3 * x * x) / 2 + (y * y) / 8;
const givenStart = [1, 4];
const givenSteps = 40;
const wanted = 0.001;

export const chapter05: readonly Exercise[] = [
  exercise<unknown, [gradient: number[], length: number]>({
    id: "05.1",
    title: "The best direction",
    answer: "function",
    inputs: ["gradient", "length"],
    cases: () => [
      [[1, 0], 1],
      [[3, 4], 1],
      [[3, 4], 0.5],
      [[-1, 2, -2], 0.3],
      [[0.02, 0, -0.01, 0.04], 0.1],
    ],
    expected: (gradient, length) => gradient.map((g) => (-length * g) / norm(gradient)),
    mistakes: [
      {
        says: "That goes straight uphill: the gradient points to where C grows.",
        instead: (gradient, length) => gradient.map((g) => (length * g) / norm(gradient)),
      },
      {
        says: "The direction is right, the length is not: the gradient has a length of its own, ‖∇C‖. Divide by it first.",
        instead: (gradient, length) => gradient.map((g) => -length * g),
      },
      {
        says: "The direction is right, but the step always has the length 1.",
        instead: (gradient) => gradient.map((g) => -g / norm(gradient)),
      },
      {
        says: "Divided by ‖∇C‖²: the square root is missing.",
        instead: (gradient, length) => gradient.map((g) => (-length * g) / norm(gradient) ** 2),
      },
      {
        says: "Each component gets the same size here, so the step points to a corner. Does it have the right length?",
        instead: (gradient, length) => gradient.map((g) => -length * Math.sign(g)),
      },
    ],
    hints: [
      "Among all steps of one length, C falls most along the one that is opposite to ∇C.",
      "Opposite to ∇C is −∇C. Its length is ‖∇C‖; the step should have another one.",
      "First divide each component by ‖∇C‖, the square root of the sum of the squares: that has length 1. Then multiply by −length.",
    ],
  }),
  exercise<unknown, [C: Curve, start: number, eta: number]>({
    id: "05.2",
    title: "Down in one dimension",
    answer: "function",
    inputs: ["C", "start", "eta"],
    cases: () => [
      [parabola, 0, 0.1],
      [parabola, 10, 0.4],
      [twoValleys, -3, 0.1],
      [twoValleys, 3, 0.1],
      [(v) => -Math.exp(-v * v), 0.6, 0.3],
    ],
    expected: (C, start, eta) => bottom(C, start, (slope) => -eta * slope),
    tolerance: 1e-3,
    mistakes: [
      {
        says: "That is one step. Go on until the slope is below 0.000001.",
        instead: (C, start, eta) => start - eta * slopeOf(C, start),
      },
      {
        says: "That is the cost at the bottom. Return the place.",
        instead: (C, start, eta) => C(bottom(C, start, (slope) => -eta * slope)),
      },
      {
        says: "That is the slope at the start.",
        instead: (C, start) => slopeOf(C, start),
      },
      { says: "It never leaves the start.", instead: (_, start) => start },
    ],
    hints: [
      "C is only a function: measure its slope with a nudge h to both sides, (C(v + h) − C(v − h)) / 2h.",
      "for (let step = 0; step < 10_000; step++) { measure the slope; if it is tiny, stop; take a step }",
      "The step is v -= eta * slope. A nudge of h = 0.00001 is small enough; Math.abs(slope) < 1e-6 is flat enough.",
    ],
  }),
  exercise<number, []>({
    id: "05.3",
    title: "A learning rate for a given valley",
    answer: "number",
    objection: objectionToRate,
    hints: [
      "Across the valley the slope is 3 v₁, along it v₂ / 4. What does one step do to v₁, and what to v₂?",
      "A step multiplies v₁ by 1 − 3η and v₂ by 1 − η/4. Both factors have to be between −1 and 1, and forty of each have to be small.",
      "Above 2/3, v₁ grows; far below 0.4, v₂ shrinks too slowly. Try what lies between.",
    ],
  }),
  exercise<unknown, [eta: number, m: number]>({
    id: "05.4",
    title: "From one convention to the other",
    answer: "function",
    inputs: ["eta", "m"],
    cases: () => [
      [3, 1],
      [3, 10],
      [0.5, 32],
    ],
    expected: (eta, m) => eta / m,
    mistakes: [
      {
        says: "The sum is m times as long as the mean, so it needs a smaller η.",
        instead: (eta, m) => eta * m,
      },
      {
        says: "The same η with a gradient that is m times as long makes steps m times as long.",
        instead: (eta) => eta,
      },
    ],
    hints: [
      "The sum of m gradients is m times their mean. The step is −η times it.",
      "η′ · m · mean = η · mean. Solve for η′.",
    ],
  }),
  exercise<unknown, [n: number, m: number, epochs: number]>({
    id: "05.5",
    title: "How many steps?",
    answer: "function",
    inputs: ["n", "m", "epochs"],
    cases: () => [
      [100, 10, 1],
      [50_000, 10, 30],
      [10_000, 1, 5],
      [10_000, 10_000, 5],
      [1000, 32, 2],
    ],
    expected: (n, m, epochs) => Math.ceil(n / m) * epochs,
    mistakes: [
      {
        says: "When m does not divide n, the last mini-batch of an epoch is a smaller one. It is a step too.",
        instead: (n, m, epochs) => Math.floor(n / m) * epochs,
      },
      {
        says: "Half a mini-batch is still a step: round up, and do so in every epoch.",
        instead: (n, m, epochs) => (n / m) * epochs,
      },
      {
        says: "Round up within each epoch: the mini-batches begin anew there.",
        instead: (n, m, epochs) => Math.ceil((n * epochs) / m),
      },
      {
        says: "That is the number of examples seen. A step is taken once a mini-batch.",
        instead: (n, _, epochs) => n * epochs,
      },
      { says: "That is one epoch.", instead: (n, m) => Math.ceil(n / m) },
    ],
    hints: [
      "One step for each mini-batch. How many mini-batches does an epoch have?",
      "n / m of them, rounded up, since the last one may be smaller: Math.ceil(n / m). And that in every epoch.",
    ],
  }),
];

function objectionToRate(eta: number): string | undefined {
  if (typeof eta !== "number" || !Number.isFinite(eta)) return "Expected a number, such as 0.1.";
  if (eta <= 0) return "η is above 0: with 0 nothing moves, and below 0 it goes uphill.";
  const path = descend(given, givenStart, { learningRate: eta, steps: givenSteps });
  const cost = path.at(-1)!.cost;
  if (cost < wanted) return undefined;
  const reached =
    Number.isFinite(cost) && cost < 1e6 ? `C = ${Number(cost.toPrecision(3))}` : "a C out of sight";
  const start = `After ${givenSteps} steps you are at ${reached}; below ${wanted} is wanted.`;
  if (cost > path[0]!.cost) return `${start} That is higher than the start: the steps are too large.`;
  const [x = 0, y = 0] = path.at(-1)!.v;
  return Math.abs(x) > Math.abs(y)
    ? `${start} v₁ still jumps from side to side: the steps are too large.`
    : `${start} v₂ has not arrived: the steps are too small.`;
}
