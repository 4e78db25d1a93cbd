// Chapter 03: the architecture of networks. Parameters counted, a layer in matrix form, ten outputs into four bits, a
// detector made by hand.

import { sigmoid } from "../activation";
import { type Exercise, exercise } from "./exercise";

type Matrix = number[][];

/** A layer as this chapter writes it: a row of weights for each neuron. */
interface Layer {
  readonly weights: Matrix;
  readonly biases: number[];
}

const dot = (w: readonly number[], a: readonly number[]): number =>
  w.reduce((sum, v, k) => sum + v * a[k]!, 0);
const weighted = (W: Matrix, b: number[], a: number[]): number[] => W.map((row, j) => dot(row, a) + b[j]!);
const sigma = (z: readonly number[]): number[] => z.map(sigmoid.value);
const sum = (values: readonly number[]): number => values.reduce((total, v) => total + v, 0);
const products = (sizes: readonly number[]): number[] => sizes.slice(1).map((size, l) => size * sizes[l]!);

/** What ten outputs look like when the network sees this digit: sure of it, and nearly sure of no other. */
const outputsFor = (digit: number, right: number, others: number): number[] =>
  Array.from({ length: 10 }, (_, k) => (k === digit ? right : others));
const digits = Array.from({ length: 10 }, (_, digit) => digit);
const bitsOf = (digit: number): number[] => [8, 4, 2, 1].map((value) => (digit & value ? 1 : 0));

/** A neuron that looks at a window of 3 × 3 pixels. */
interface Detector {
  readonly weights: number[];
  readonly bias: number;
}

const windowOf = (ink: (row: number, column: number) => boolean): number[] =>
  Array.from({ length: 9 }, (_, p) => (ink(Math.floor(p / 3), p % 3) ? 1 : 0));
const upright = windowOf((_, column) => column === 1);
const lying = windowOf((row) => row === 1);
const beside = windowOf((_, column) => column === 0);
const full = windowOf(() => true);
const pieces = [upright, lying, beside, full, windowOf(() => false)];

export const chapter03: readonly Exercise[] = [
  exercise<unknown, [sizes: number[]]>({
    id: "03.1",
    title: "Counting parameters",
    answer: "function",
    inputs: ["sizes"],
    cases: () => [[[2, 1]], [[3, 4]], [[784, 15, 10]], [[784, 30, 10]], [[784, 16, 16, 10]]],
    expected: (sizes) => sum(products(sizes)) + sum(sizes.slice(1)),
    mistakes: [
      {
        says: "Those are the weights. Each neuron behind the input layer has a bias too.",
        instead: (sizes) => sum(products(sizes)),
      },
      {
        says: "The inputs have no bias: they are given, not calculated.",
        instead: (sizes) => sum(products(sizes)) + sum(sizes),
      },
      {
        says: "Those are the neurons. There is a weight for each connection between two layers.",
        instead: (sizes) => sum(sizes),
      },
      { says: "Those are the biases. The weights are missing.", instead: (sizes) => sum(sizes.slice(1)) },
      {
        says: "The output neurons have biases too.",
        instead: (sizes) => sum(products(sizes)) + sum(sizes.slice(1, -1)),
      },
    ],
    hints: [
      "Between two layers there is a weight for each pair: one neuron here, one there.",
      "sizes[l + 1] neurons have sizes[l] weights and 1 bias each. Add this up over the layers behind the first.",
    ],
  }),
  exercise<unknown, [W: Matrix, b: number[], a: number[]]>({
    id: "03.2",
    title: "A layer, in matrix form",
    answer: "function",
    inputs: ["W", "b", "a"],
    cases: () => [
      [[[1]], [0], [0]],
      [
        [
          [1, 2],
          [3, -1],
        ],
        [0.5, -0.5],
        [1, 0.5],
      ],
      [
        [
          [0.1, -0.2, 0.3],
          [0.4, 0.5, -0.6],
        ],
        [0, 1],
        [1, 0, 0.5],
      ],
    ],
    expected: (W, b, a) => sigma(weighted(W, b, a)),
    mistakes: [
      { says: "That is Wa + b. The layer answers σ of it, number by number.", instead: weighted },
      {
        says: "The biases are not there: σ(Wa) instead of σ(Wa + b).",
        instead: (W, _, a) =>
          sigma(
            weighted(
              W,
              W.map(() => 0),
              a,
            ),
          ),
      },
      {
        says: "Rows and columns of W have changed places: neuron j is row j, so its weights are W[j][0], W[j][1] and so on.",
        instead: (W, b, a) =>
          sigma(
            weighted(
              W.map((_, j) => W.map((row) => row[j]!)),
              b,
              a,
            ),
          ),
      },
      {
        says: "Are the biases added after σ? They belong inside.",
        instead: (W, b, a) =>
          sigma(
            weighted(
              W,
              W.map(() => 0),
              a,
            ),
          ).map((v, j) => v + b[j]!),
      },
      {
        says: "Are the biases subtracted?",
        instead: (W, b, a) =>
          sigma(
            weighted(
              W,
              b.map((v) => -v),
              a,
            ),
          ),
      },
    ],
    hints: [
      "One number for each row of W: the row times a, plus its bias, through σ.",
      "W.map((row, j) => …) goes through the neurons. row.forEach((w, k) => (z += w * a[k])) goes through what comes in.",
      "j counts the rows (who receives), k the columns (who sends). If it fails for the last case only, they have changed places: that W has 2 rows and 3 columns.",
    ],
  }),
  exercise<Layer, [digit: number, outputs: number[]]>({
    id: "03.3",
    title: "From ten outputs to four bits",
    answer: "object",
    inputs: ["digit", "outputs"],
    objection: objectionToLayer,
    cases: () =>
      [
        [1, 0],
        [0.99, 0.01],
      ].flatMap(([right, others]) =>
        digits.map((digit): [number, number[]] => [digit, outputsFor(digit, right!, others!)]),
      ),
    expected: (digit) => bitsOf(digit),
    read: ({ weights, biases }, _, outputs) =>
      sigma(weighted(weights, biases, outputs)).map((a) => (a > 0.5 ? 1 : 0)),
    mistakes: [
      {
        says: "Every neuron fires for every digit that has any outputs for it. A bias below 0 would keep small sums from firing.",
        instead: (_, outputs) => (outputs.every((a) => a > 0) ? [1, 1, 1, 1] : bitsOf(outputs.indexOf(1))),
      },
      {
        says: "The bits are right, in the opposite order: the first neuron stands for 8, the last for 1.",
        instead: (digit) => bitsOf(digit).reverse(),
      },
      { says: "No neuron ever fires. Are the biases too low?", instead: () => [0, 0, 0, 0] },
      {
        says: "Every bit is upside down. Are the signs of the weights the wrong way round?",
        instead: (digit) => bitsOf(digit).map((bit) => 1 - bit),
      },
      {
        says: "All is right but one digit too far: the weights begin with digit 0.",
        instead: (digit) => bitsOf((digit + 9) % 10),
      },
    ],
    hints: [
      "Write the digits 0 to 9 in binary, under each other. Which digits have the bit with the value 1?",
      "The neuron for a bit should fire when one of those digits is bright: a large weight from each of them, 0 or less from the others.",
      "Weights of 10 where the bit is set and −10 where it is not, biases of 0: even outputs of 0.01 for the wrong digits change nothing then.",
    ],
  }),
  exercise<number[], []>({
    id: "03.4",
    title: "Sizes for a yes or no",
    answer: "vector",
    objection: objectionToSizes,
    hints: [
      "One input for each pixel of a picture of 64 × 64.",
      "Yes or no needs a single output: above or below 0.5. How many hidden neurons is a matter of trying; 15 is a start.",
    ],
  }),
  exercise<Detector, [piece: number[]]>({
    id: "03.5",
    title: "A detector for an upright stroke",
    answer: "object",
    inputs: ["piece"],
    objection: objectionToDetector,
    cases: () => pieces.map((piece) => [piece]),
    expected: (piece) => (piece === upright ? 1 : 0),
    read: ({ weights, bias }, piece) => (sigmoid.value(dot(weights, piece) + bias) > 0.5 ? 1 : 0),
    mistakes: [
      {
        says: "That detector wants ink in the middle column, but nothing speaks against ink elsewhere: a full window fires too.",
        instead: (piece) => (piece === upright || piece === full ? 1 : 0),
      },
      {
        says: "That detector lies on its side: it fires for the middle row.",
        instead: (piece) => (piece === lying ? 1 : 0),
      },
      {
        says: "It fires for everything that has some ink in the middle. How much should be enough? That is what the bias says.",
        instead: (piece) => (piece === upright || piece === lying || piece === full ? 1 : 0),
      },
      { says: "It never fires. Is the bias too low?", instead: () => 0 },
      { says: "It always fires. Is the bias too high?", instead: () => 1 },
    ],
    hints: [
      "Where is ink wanted? Where does it speak against an upright stroke in the middle?",
      "Weights above 0 in the middle column, below 0 in the other two. Then w · x of each of the five pictures tells between which values −b must lie.",
      "With −1, 2, −1 in each row the stroke has w · x = 6 and every other picture 0 or less. Any bias between −6 and 0 will do, such as −3.",
    ],
  }),
];

function objectionToDetector(detector: Detector): string | undefined {
  const { weights, bias } = detector ?? {};
  if (!Array.isArray(weights) || typeof bias !== "number")
    return "Expected an object with weights (a list of 9 numbers) and bias (a number).";
  if (weights.length === 3 && weights.every(Array.isArray))
    return "Expected the 9 weights in one list, row after row, got 3 rows.";
  if (weights.length !== 9)
    return `Expected 9 weights, one for each pixel of the window, got ${weights.length}.`;
  return undefined;
}

function objectionToLayer(layer: Layer): string | undefined {
  const { weights, biases } = layer ?? {};
  if (!Array.isArray(weights) || !Array.isArray(biases) || !weights.every(Array.isArray))
    return "Expected an object with weights (a list of rows) and biases (a list).";
  const columns = weights.find((row) => row.length !== 10)?.length ?? 10;
  if (weights.length === 10 && weights.every((row) => row.length === 4))
    return "Expected 4 rows of 10 weights, got 10 rows of 4: rows and columns have changed places.";
  if (weights.length !== 4 || columns !== 10)
    return `Expected 4 rows of 10 weights, one row for each bit, got ${weights.length} rows of ${columns}.`;
  if (biases.length !== 4) return `Expected 4 biases, one for each bit, got ${biases.length}.`;
  return undefined;
}

function objectionToSizes(sizes: number[]): string | undefined {
  if (!Array.isArray(sizes) || !sizes.every((size) => Number.isInteger(size) && size > 0))
    return "Expected a list of whole numbers above 0, such as [784, 30, 10].";
  if (sizes[0] === 64) return "A picture that is 64 pixels wide and 64 high has more than 64 pixels.";
  if (sizes[0] !== 64 * 64) return `Expected an input for each of the 64 × 64 pixels, got ${sizes[0]}.`;
  if (sizes.length < 3) return "There is no hidden layer yet.";
  if (sizes.at(-1) === 2) return "Two outputs would do, but one is enough: above 0.5 for yes, below for no.";
  if (sizes.at(-1) !== 1) return `Expected 1 output for a yes or a no, got ${sizes.at(-1)}.`;
  return undefined;
}
