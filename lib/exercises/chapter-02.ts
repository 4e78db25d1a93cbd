// Chapter 02: sigmoid neurons. Slopes measured and calculated, a sigmoid that becomes a step, small changes predicted,
// and a logarithm that does not overflow.

import { sigmoid } from "../activation";
import { type Exercise, exercise } from "./exercise";

type Curve = (z: number) => number;

const { value: sigma, derivative: slope } = sigmoid;
const points = [0, 1, -1, 2.5, -4, 0.3];
const minusLogSigma = (z: number): number => Math.max(-z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
const dot = (w: readonly number[], x: readonly number[]): number =>
  w.reduce((sum, v, k) => sum + v * x[k]!, 0);

type Change = [w: number[], b: number, x: number[], dw: number[], db: number];

const changes: Change[] = [
  [[1], 0, [1], [0.01], 0],
  [[2, -1], 0.5, [1, 3], [0.01, 0.02], 0],
  [[2, -1], 0.5, [1, 3], [0, 0], 0.01],
  [[-0.5, 1.5, 0.25], -1, [0.2, 0.9, 0.4], [0.02, -0.01, 0.03], -0.02],
];

export const chapter02: readonly Exercise[] = [
  exercise<unknown, [f: Curve, z: number, h: number]>({
    id: "02.1",
    title: "A slope, measured",
    answer: "function",
    inputs: ["f", "z", "h"],
    cases: () =>
      points.flatMap((z): [Curve, number, number][] => [
        [sigma, z, 0.1],
        [(v) => v ** 3, z, 0.5],
      ]),
    expected: (f, z, h) => (f(z + h) - f(z - h)) / (2 * h),
    tolerance: 1e-8,
    mistakes: [
      {
        says: "That looks to one side only. Step to both sides of z: the error then shrinks with h² instead of h.",
        instead: (f, z, h) => (f(z + h) - f(z)) / h,
      },
      { says: "The two points are 2h apart, not h.", instead: (f, z, h) => (f(z + h) - f(z - h)) / h },
      {
        says: "Does the 2 divide, and the h multiply? Write / (2 * h), with its brackets.",
        instead: (f, z, h) => ((f(z + h) - f(z - h)) / 2) * h,
      },
      {
        says: "That is the difference. The slope is the difference divided by the distance.",
        instead: (f, z, h) => f(z + h) - f(z - h),
      },
    ],
    hints: [
      "A slope is a difference of heights over a difference of places. Take the places z + h and z − h.",
      "The heights are f(z + h) and f(z - h). How far apart are the places?",
    ],
  }),
  exercise<unknown, [z: number]>({
    id: "02.2",
    title: "The derivative of σ",
    answer: "function",
    inputs: ["z"],
    cases: () => points.map((z) => [z]),
    expected: (z) => slope(z),
    mistakes: [
      {
        says: "That is z (1 − z). First the activation a = σ(z), then a (1 − a).",
        instead: (z) => z * (1 - z),
      },
      { says: "That is σ itself. Its slope is σ (1 − σ).", instead: sigma },
      { says: "That is σ (1 + σ). One sign is wrong.", instead: (z) => sigma(z) * (1 + sigma(z)) },
      {
        says: "σ is applied twice: z goes into σ once, the rest is a (1 − a).",
        instead: (z) => slope(sigma(z)),
      },
      { says: "That is (1 − σ). A factor σ is missing.", instead: (z) => 1 - sigma(z) },
    ],
    hints: [
      "Write a for σ(z). The derivative can be said with a alone.",
      "σ'(z) = a (1 − a). At z = 0 it is ¼, its largest value. Compare with the slope you measured in 02.1.",
    ],
  }),
  exercise<unknown, [z: number]>({
    id: "02.3",
    title: "When c grows without end",
    answer: "function",
    inputs: ["z"],
    cases: () => [[3], [-2], [0.001], [-0.001], [0]],
    expected: (z) => (z > 0 ? 1 : z < 0 ? 0 : 0.5),
    mistakes: [
      {
        says: "Almost a perceptron. But look at z = 0: there c z stays 0 however large c is, and σ(0) is not 0.",
        instead: (z) => (z > 0 ? 1 : 0),
      },
      {
        says: "Look at z = 0 again: c z stays 0 however large c is, and σ(0) is not 1.",
        instead: (z) => (z >= 0 ? 1 : 0),
      },
      { says: "That is σ(z), for c = 1. What does σ(cz) tend to when c grows?", instead: sigma },
    ],
    hints: [
      "Try it: σ(10 z), σ(100 z), σ(1000 z) for z = 3, then for z = −2.",
      "One value of z is not moved by any c. Which, and what is σ there?",
    ],
  }),
  exercise<unknown, Change>({
    id: "02.4",
    title: "A small change, predicted",
    answer: "function",
    inputs: ["w", "b", "x", "dw", "db"],
    cases: () => changes,
    expected: (w, b, x, dw, db) => slope(dot(w, x) + b) * (dot(dw, x) + db),
    tolerance: 1e-9,
    mistakes: [
      {
        says: "That is the change of z. The output changes σ'(z) times as much.",
        instead: (_w, _b, x, dw, db) => dot(dw, x) + db,
      },
      {
        says: "The change of the bias is left out: ∂a/∂b Δb belongs to the sum.",
        instead: (w, b, x, dw) => slope(dot(w, x) + b) * dot(dw, x),
      },
      {
        says: "Is x left out? ∂a/∂w is σ'(z) times the input that comes through this weight.",
        instead: (w, b, x, dw, db) => slope(dot(w, x) + b) * (dw.reduce((sum, d) => sum + d, 0) + db),
      },
      {
        says: "Each Δw is multiplied by its weight. It comes with its input x.",
        instead: (w, b, x, dw, db) => slope(dot(w, x) + b) * (dot(dw, w) + db),
      },
      {
        says: "That is the true change, calculated twice and subtracted. The prediction uses the slopes alone.",
        instead: (w, b, x, dw, db) => {
          const nudged = w.map((v, k) => v + dw[k]!);
          return sigma(dot(nudged, x) + b + db) - sigma(dot(w, x) + b);
        },
      },
    ],
    hints: [
      "Δa ≈ Σ ∂a/∂w Δw + ∂a/∂b Δb. By the chain rule each slope begins with σ'(z).",
      "∂z/∂w[k] = x[k] and ∂z/∂b = 1.",
      "So Δa ≈ σ'(z) · (Σ x[k] Δw[k] + Δb), with z = w · x + b.",
    ],
  }),
  exercise<unknown, [z: number]>({
    id: "02.5",
    title: "A cost that stays finite",
    answer: "function",
    inputs: ["z"],
    cases: () => [[0], [1], [-2.5], [40], [-40], [800], [-800]],
    expected: (z) => minusLogSigma(z),
    tolerance: 1e-12,
    mistakes: [
      {
        says: "That is ln(1 + eᶻ), the cost for target 0. For target 1 the sign of z is the other one.",
        instead: (z) => minusLogSigma(-z),
      },
      {
        says: "It is infinite at z = −800: there e⁸⁰⁰ overflows, or σ(z) is rounded to 0. Simplify −ln σ(z) first; then, for z < 0, take the large part out.",
        instead: (z) => Math.log(1 + Math.exp(-z)),
      },
      { says: "That is ln σ(z). The cost is minus that.", instead: (z) => -minusLogSigma(z) },
    ],
    hints: [
      "σ(z) = 1 / (1 + e⁻ᶻ), so −ln σ(z) = ln(1 + e⁻ᶻ). For which z does that overflow?",
      "For z < 0: ln(1 + e⁻ᶻ) = −z + ln(1 + eᶻ). Now e is never taken to a positive power.",
      "Both cases in one line: Math.max(-z, 0) + Math.log1p(Math.exp(-Math.abs(z))).",
    ],
  }),
];
