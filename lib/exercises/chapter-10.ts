// Chapter 10: memory or structure. Labels that are right by chance, who is believed, twins of two kinds, passes.

import { type Exercise, exercise } from "./exercise";

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const factorial = (n: number): number => range(n).reduce((product, i) => product * (i + 1), 1);
const product = (values: readonly number[]): number => values.reduce((all, v) => all * v, 1);

/** Of the images with a wrong label, or of all: the share whose guess is the one that belongs to them there. */
function believed(guesses: readonly number[], whom: readonly number[], among: readonly number[]): number {
  return among.filter((i) => guesses[i] === whom[i]).length / among.length;
}

const mislabelled = (truth: readonly number[], given: readonly number[]): number[] =>
  range(truth.length).filter((i) => truth[i] !== given[i]);

type Layers = { first: number[][]; biases: number[]; second: number[][] };
const reordered = ({ first, biases, second }: Layers, order: readonly number[]): Layers => ({
  first: order.map((k) => first[k]!),
  biases: order.map((k) => biases[k]!),
  second: second.map((row) => order.map((k) => row[k]!)),
});
/** The weights to one neuron, its bias and the weights away from it, each multiplied by a factor of its own. */
const rescaled = (
  { first, biases, second }: Layers,
  neuron: number,
  [to, bias, away]: readonly [number, number, number],
): Layers => ({
  first: first.map((row, i) => (i === neuron ? row.map((w) => to * w) : row)),
  biases: biases.map((b, i) => (i === neuron ? bias * b : b)),
  second: second.map((row) => row.map((w, i) => (i === neuron ? away * w : w))),
});
const inverse = (order: readonly number[]): number[] => range(order.length).map((i) => order.indexOf(i));

/** The height of each cost above the straight line from the first to the last. */
const heights = (costs: readonly number[]): number[] =>
  costs.map((cost, i) => {
    const t = i / (costs.length - 1);
    return cost - ((1 - t) * costs[0]! + t * costs.at(-1)!);
  });

export const chapter10: readonly Exercise[] = [
  exercise<unknown, [fraction: number, classes: number]>({
    id: "10.1",
    title: "How many labels are wrong?",
    answer: "function",
    inputs: ["fraction", "classes"],
    cases: () => [
      [1, 10],
      [0.4, 10],
      [0, 10],
      [1, 2],
      [0.6, 3],
    ],
    expected: (fraction, classes) => fraction * (1 - 1 / classes),
    mistakes: [
      {
        says: "Some of the shuffled labels land on an image of their own class and are right after all.",
        instead: (fraction) => fraction,
      },
      {
        says: "That is the share that was shuffled and is right by chance. The question is for the wrong ones.",
        instead: (fraction, classes) => fraction / classes,
      },
      {
        says: "That is the share of labels that are right.",
        instead: (fraction, classes) => 1 - fraction * (1 - 1 / classes),
      },
      {
        says: "One of so many classes is right by chance among the shuffled ones, not among all.",
        instead: (fraction, classes) => fraction - 1 / classes,
      },
      {
        says: "The labels that were not shuffled are all right: the fraction matters.",
        instead: (_, classes) => 1 - 1 / classes,
      },
    ],
    hints: [
      "A label that is handed out at random among ten classes is right one time in ten.",
      "Of all labels, `fraction` are shuffled; of those, 1 − 1/classes are wrong.",
    ],
  }),
  exercise<unknown, [guesses: number[], truth: number[], given: number[]]>({
    id: "10.2",
    title: "Structure or memory?",
    answer: "function",
    inputs: ["guesses", "truth", "given"],
    cases: () => [
      [
        [7, 2, 1, 0],
        [7, 2, 1, 0],
        [7, 2, 1, 3],
      ],
      [
        [7, 5, 1, 3, 4],
        [7, 2, 1, 0, 4],
        [7, 5, 6, 3, 9],
      ],
      [
        [3, 3, 3, 3, 3, 3],
        [3, 1, 3, 8, 0, 5],
        [3, 3, 4, 8, 3, 6],
      ],
    ],
    expected: (guesses, truth, given) => {
      const wrong = mislabelled(truth, given);
      return { structure: believed(guesses, truth, wrong), memory: believed(guesses, given, wrong) };
    },
    mistakes: [
      {
        says: "Only the images whose given label is wrong can tell structure from memory. Leave the others out.",
        instead: (guesses, truth, given) => ({
          structure: believed(guesses, truth, range(truth.length)),
          memory: believed(guesses, given, range(truth.length)),
        }),
      },
      {
        says: "The right images are counted, but divided by the number of all images.",
        instead: (guesses, truth, given) => {
          const wrong = mislabelled(truth, given);
          const share = wrong.length / truth.length;
          return {
            structure: share * believed(guesses, truth, wrong),
            memory: share * believed(guesses, given, wrong),
          };
        },
      },
      {
        says: "The two have changed places: memory is to repeat the given label.",
        instead: (guesses, truth, given) => {
          const wrong = mislabelled(truth, given);
          return { structure: believed(guesses, given, wrong), memory: believed(guesses, truth, wrong) };
        },
      },
      {
        says: "Whoever does not answer with the truth need not answer with the given label: there are ten digits.",
        instead: (guesses, truth, given) => {
          const wrong = mislabelled(truth, given);
          const structure = believed(guesses, truth, wrong);
          return { structure, memory: 1 - structure };
        },
      },
    ],
    hints: [
      "First find the images with truth[i] !== given[i]. All counting is among those.",
      "structure: how many of them have guesses[i] === truth[i], divided by how many there are. memory: the same with given[i].",
    ],
  }),
  exercise<unknown, [sizes: number[]]>({
    id: "10.3",
    title: "How many twins?",
    answer: "function",
    inputs: ["sizes"],
    cases: () => [[[784, 3, 10]], [[4, 1, 2]], [[784, 4, 5, 10]], [[784, 10]], [[784, 16, 16, 10]]],
    expected: (sizes) => product(sizes.slice(1, -1).map(factorial)),
    mistakes: [
      {
        says: "The outputs have names, the digits. If they change places, the network says something else.",
        instead: (sizes) => product(sizes.slice(1).map(factorial)),
      },
      {
        says: "Each order of one layer goes with each order of the other: multiply instead of adding.",
        instead: (sizes) =>
          sizes
            .slice(1, -1)
            .map(factorial)
            .reduce((sum, v) => sum + v, 0),
      },
      {
        says: "There is more than one hidden layer here; that counts the first.",
        instead: (sizes) => factorial(sizes.length > 2 ? sizes[1]! : 0),
      },
      {
        says: "Neurons can only change places within their layer.",
        instead: (sizes) => factorial(sizes.slice(1, -1).reduce((sum, n) => sum + n, 0)),
      },
      {
        says: "That counts neurons. In how many orders can they stand?",
        instead: (sizes) => product(sizes.slice(1, -1)),
      },
    ],
    hints: [
      "Three neurons can stand in 3 · 2 · 1 = 6 orders. Only hidden layers count: sizes.slice(1, -1).",
      "n neurons have n! = 1 · 2 · … · n orders. Multiply over the hidden layers; no hidden layer leaves 1.",
    ],
  }),
  exercise<unknown, [layers: Layers, order: number[]]>({
    id: "10.4",
    title: "Neurons change places",
    answer: "function",
    inputs: ["layers", "order"],
    cases: () => [
      [
        {
          first: [
            [1, 2],
            [3, 4],
          ],
          biases: [5, 6],
          second: [[7, 8]],
        },
        [1, 0],
      ],
      [
        {
          first: [[1], [2], [3]],
          biases: [10, 20, 30],
          second: [
            [4, 5, 6],
            [7, 8, 9],
            [0, 1, 2],
          ],
        },
        [1, 2, 0],
      ],
      [{ first: [[1, 0, 2]], biases: [3], second: [[4], [5]] }, [0]],
    ],
    expected: reordered,
    mistakes: [
      {
        says: "What leads away from the neurons has stayed: each row of `second` has one number per hidden neuron.",
        instead: (layers, order) => ({ ...reordered(layers, order), second: layers.second }),
      },
      {
        says: "The biases have stayed behind. Each neuron takes its own with it.",
        instead: (layers, order) => ({ ...reordered(layers, order), biases: layers.biases }),
      },
      {
        says: "The other way round: neuron i is the former neuron order[i], not the other way about.",
        instead: (layers, order) => reordered(layers, inverse(order)),
      },
      {
        says: "What leads to the neurons has stayed: the rows of `first`.",
        instead: (layers, order) => ({ ...reordered(layers, order), first: layers.first }),
      },
      { says: "Nothing has changed places.", instead: (layers) => layers },
    ],
    hints: [
      "Row i of `first` leads to hidden neuron i: the new row i is first[order[i]]. The biases go the same way.",
      "`second` has one row per output neuron, and one number per hidden neuron in each: every row is reordered.",
      "order.map((k) => first[k]), order.map((k) => biases[k]), second.map((row) => order.map((k) => row[k])).",
    ],
  }),
  exercise<unknown, [layers: Layers, neuron: number, factor: number]>({
    id: "10.5",
    title: "Twins of another kind",
    answer: "function",
    inputs: ["layers", "neuron", "factor"],
    cases: () => [
      [{ first: [[1, 2]], biases: [3], second: [[4], [5]] }, 0, 2],
      [
        {
          first: [
            [1, -2],
            [3, 4],
          ],
          biases: [0.5, -6],
          second: [[7, 8]],
        },
        1,
        4,
      ],
      [
        {
          first: [[2], [-4], [6]],
          biases: [1, 1, -1],
          second: [
            [1, 2, 3],
            [-4, 5, 6],
          ],
        },
        0,
        0.5,
      ],
    ],
    expected: (layers, neuron, factor) => rescaled(layers, neuron, [factor, factor, 1 / factor]),
    mistakes: [
      {
        says: "The bias has stayed as it was. With it, max(0, z) is no longer multiplied by the factor.",
        instead: (layers, neuron, factor) => rescaled(layers, neuron, [factor, 1, 1 / factor]),
      },
      {
        says: "The neuron now fires `factor` times as strongly. Who listens to it must divide.",
        instead: (layers, neuron, factor) => rescaled(layers, neuron, [factor, factor, 1]),
      },
      {
        says: "What leads away is multiplied too; then the outputs grow by the square of the factor.",
        instead: (layers, neuron, factor) => rescaled(layers, neuron, [factor, factor, factor]),
      },
      {
        says: "The other way round: multiply what leads to the neuron, divide what leads away.",
        instead: (layers, neuron, factor) => rescaled(layers, neuron, [1 / factor, 1 / factor, factor]),
      },
      {
        says: "That changes every neuron. Only one was asked for.",
        instead: (layers, _, factor) =>
          range(layers.biases.length).reduce(
            (all, i) => rescaled(all, i, [factor, factor, 1 / factor]),
            layers,
          ),
      },
    ],
    hints: [
      "For a factor c above 0, max(0, c z) = c max(0, z): whoever multiplies z by c multiplies the neuron's output by c.",
      "Multiply row `neuron` of `first` and its bias by the factor; divide the number at place `neuron` in each row of `second`.",
    ],
  }),
  exercise<unknown, [costs: number[]]>({
    id: "10.6",
    title: "The height of a pass",
    answer: "function",
    inputs: ["costs"],
    cases: () => [[[1, 3, 1]], [[0, 0.5, 2]], [[2, 2, 3, 1, 0]], [[0.2, 0.5, 0.9, 0.4, 0.1]], [[1, 2, 6, 4]]],
    expected: (costs) => Math.max(...heights(costs)),
    mistakes: [
      {
        says: "That is the height above sea level: the cost itself.",
        instead: (costs) => Math.max(...costs),
      },
      {
        says: "That is from the lowest to the highest. The pass is measured from the straight line between the ends.",
        instead: (costs) => Math.max(...costs) - Math.min(...costs),
      },
      {
        says: "Measured from the start. Where the two ends differ, the line between them rises or falls.",
        instead: (costs) => Math.max(...costs) - costs[0]!,
      },
      {
        says: "Measured from the higher end.",
        instead: (costs) => Math.max(...costs) - Math.max(costs[0]!, costs.at(-1)!),
      },
      {
        says: "Measured from the mean of the ends. That is right half-way only.",
        instead: (costs) => Math.max(...costs) - (costs[0]! + costs.at(-1)!) / 2,
      },
      {
        says: "The sign is turned: the cost minus the line, and of that the largest.",
        instead: (costs) => Math.max(...heights(costs).map((h) => -h)),
      },
    ],
    hints: [
      "At place i of n, t is i / (n − 1). The straight line between the ends has the height (1 − t) · first + t · last there.",
      "costs.map((cost, i) => cost minus the line at i), and Math.max(...) of that. At the ends it is 0, so it is never below.",
    ],
  }),
];
