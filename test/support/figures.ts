// One sample of every builder of figures, from data that are the same on every machine: digits drawn from strokes, a
// small network trained on them, functions. What each must show in the page is written beside it.

import { pixels } from "descent/dataset";
import { layerActivations } from "descent/figures/activations";
import { bars } from "descent/figures/bars";
import { circuit } from "descent/figures/circuit";
import { classBars } from "descent/figures/classes";
import { compareRuns } from "descent/figures/compare";
import { confusionFigure } from "descent/figures/confusion";
import { curveFamily, curves } from "descent/figures/curves";
import { networkDiagram } from "descent/figures/diagram";
import { digitGrid, readDigits } from "descent/figures/digits";
import type { Figure } from "descent/figures/figure";
import { functionFamily, functions } from "descent/figures/functions";
import { halfAdderOfNands, xorOfNands } from "descent/figures/gates";
import { confidenceHistogram, histogram } from "descent/figures/histogram";
import type { Terrain } from "descent/figures/landscape";
import { logLog } from "descent/figures/loglog";
import { markedDigits } from "descent/figures/marked";
import { nandUnit, perceptrons } from "descent/figures/perceptrons";
import { plane } from "descent/figures/plane";
import { learningRates } from "descent/figures/rates";
import { spread } from "descent/figures/spread";
import { stacked } from "descent/figures/stacked";
import { digitStrip } from "descent/figures/strip";
import { sweepMap } from "descent/figures/sweep";
import { trainingCurves } from "descent/figures/training";
import { valleyContour, valleySurface } from "descent/figures/valley";
import { hillside } from "descent/figures/walk";
import { weightHistory, weightImages } from "descent/figures/weights";
import { confusionMatrix, readings } from "descent/metrics";
import { Network } from "descent/network";
import { random } from "descent/random";
import { strokeDigits } from "descent/strokes";
import { type EpochRecord, train } from "descent/train";

/** A figure, and how many elements of each kind the page must show: CSS selectors below the drawing. */
export interface Sample {
  figure: Figure;
  marks: Record<string, number>;
}

const LINES = ".scatterlayer .trace path.js-line";
const POINTS = ".scatterlayer path.point";
const IMAGES = ".heatmaplayer image";
const NOTES = ".infolayer .annotation";
const STOPS = ".slider-tick-rect";

/** All samples by name. The first call trains a network for a second. */
export async function samples(): Promise<Record<string, Sample>> {
  const training = strokeDigits(1000, random(1));
  const validation = strokeDigits(300, random(2));
  const runs = new Map<number, EpochRecord[][]>();
  const snapshots: { name: string; weights: Float64Array }[] = [];
  let net = new Network([784, 30, 10], { seed: 1 });
  for (const learningRate of [0.3, 1, 3]) {
    runs.set(learningRate, []);
    for (const seed of [1, 2, 3]) {
      net = new Network([784, 30, 10], { seed });
      const options = { epochs: 6, miniBatchSize: 10, learningRate, seed, validation };
      const records: EpochRecord[] = [];
      if (learningRate === 3 && seed === 3) snapshots.push({ name: "0", weights: net.weights[0]!.slice() });
      for await (const record of train(net, training, options)) {
        records.push({ ...record, seconds: 0 });
        if (learningRate === 3 && seed === 3)
          snapshots.push({ name: String(record.epoch), weights: net.weights[0]!.slice() });
      }
      runs.get(learningRate)!.push(records);
    }
  }
  const all = readings(net, validation);
  const right = all.filter(({ label, guess }) => label === guess);
  const wrong = all.filter(({ label, guess }) => label !== guess);
  const kinds = all
    .filter(({ label, guess }) => label !== guess)
    .map(({ label, guess }) => 10 * label + guess);
  return {
    ...ofDigits(),
    training: {
      figure: trainingCurves(runs.get(3)![0]!, { title: "784-30-10, η = 3, m = 10, seed 1" }),
      marks: { [LINES]: 4, [POINTS]: 24 },
    },
    compare: {
      figure: compareRuns(
        [...runs].map(([rate, seeds]) => ({ name: `η = ${rate}`, runs: seeds })),
        { title: "Three learning rates, three seeds each" },
      ),
      marks: { ".scatterlayer .trace": 9, ".fills path, .js-fill": 3, [POINTS]: 18 },
    },
    "read-digits": {
      figure: readDigits(validation, all.slice(0, 20), { title: "Twenty readings" }),
      marks: { [IMAGES]: 1, [NOTES]: 20 },
    },
    weights: {
      figure: weightImages(net.weights[0]!, {
        title: "What leads to each hidden neuron",
        captions: Array.from(net.biases[0]!, (_, j) => String(j)),
      }),
      marks: { [IMAGES]: 1, [NOTES]: 30 },
    },
    "weight-history": {
      figure: weightHistory(
        snapshots.map(({ name, weights }) => ({ name, weights: weights.slice(0, 16 * 784) })),
        { title: "Weights through training", columns: 8 },
      ),
      marks: { [IMAGES]: 1, [STOPS]: 7 },
    },
    classes: {
      figure: classBars(
        [
          { name: "before", values: [0.1, 0.9, 0.5, 0, 0.3, 0.1, 0.1, 1, 0.9, 1] },
          { name: "after", values: [0.9, 0.95, 0.8, 0.9, 0, 0.7, 0.9, 0.9, 0, 0.8] },
        ],
        { mark: [4, 8], most: 1, y: "mean activation", title: "What each output says to its own digit" },
      ),
      marks: { ".barlayer .trace": 2, ".barlayer .point": 20 },
    },
    confusion: {
      figure: confusionFigure(confusionMatrix(all), { title: "Which digit was taken for which" }),
      marks: { [POINTS]: new Set(kinds).size, ".shapelayer path": 22 },
    },
    histogram: {
      figure: confidenceHistogram(
        [
          { name: "right", values: right.map(({ confidence }) => confidence) },
          { name: "wrong", values: wrong.map(({ confidence }) => confidence) },
          { name: "noise", values: noise(net) },
        ],
        { title: "How sure, when right, when wrong, and of noise" },
      ),
      marks: { ".barlayer .trace": 3, ".barlayer .point": 75, [NOTES]: 3 },
    },
    "histogram-range": {
      figure: histogram(
        [
          { name: "a small spread", values: gaussians(1) },
          { name: "a large one", values: gaussians(8) },
        ],
        [-20, 20],
        { bins: 40, x: "z", title: "Two spreads over one axis" },
      ),
      marks: { ".barlayer .trace": 2, ".barlayer .point": 80, [NOTES]: 2 },
    },
    activations: {
      figure: layerActivations(net.forward(pixels(validation, 3)).a, {
        label: validation.labels[3]!,
        title: "One digit on its way through the network",
      }),
      marks: { [IMAGES]: 2, ".barlayer .point": 10, [NOTES]: 3 },
    },
    diagram: {
      figure: networkDiagram(net, {
        activations: net.forward(pixels(validation, 1)).a,
        outputs: [..."0123456789"],
        title: "784-30-10 reading a digit",
      }),
      marks: { [POINTS]: 10 + 10 + 10, [NOTES]: 3 + 2 + 10 },
    },
    ...ofFunctions(),
    ...ofGates(),
  };
}

function noise(net: Network): number[] {
  const source = random(5);
  return Array.from({ length: 200 }, () =>
    Math.max(...net.predict(Float64Array.from({ length: 784 }, () => source.uniform()))),
  );
}

function gaussians(spread: number): number[] {
  const source = random(6);
  return Array.from({ length: 1000 }, () => spread * source.gaussian());
}

function ofDigits(): Record<string, Sample> {
  const data = strokeDigits(30, random(8));
  const image = (i: number) => data.images.subarray(784 * i, 784 * i + 784);
  const width = 21 * 5 + 28;
  const strip = new Uint8Array(28 * width);
  for (let k = 0; k < 6; k++) {
    image(k).forEach((ink, p) => {
      const at = Math.floor(p / 28) * width + 21 * k + (p % 28);
      strip[at] = Math.max(strip[at]!, ink);
    });
  }
  return {
    digits: {
      figure: digitGrid(
        Array.from({ length: 20 }, (_, i) => ({
          pixels: image(i),
          caption: String(data.labels[i]),
          wrong: i === 7,
        })),
        { title: "Twenty digits and their labels" },
      ),
      marks: { [IMAGES]: 1, [NOTES]: 20 },
    },
    marked: {
      figure: markedDigits(
        [0, 1, 2, 3, 4].map((i) => ({
          pixels: image(i),
          marks: Array.from(image(i), (ink, p) =>
            ink > 128 && p % 2 ? p / 784 : ink > 0 ? 0 : (p % 28) / 80 - 0.2,
          ),
          caption: `${data.labels[i]}, or not?`,
        })),
        { meaning: ["more ink", "less ink"], title: "Which pixels speak for the digit" },
      ),
      marks: { [IMAGES]: 2, [NOTES]: 5 + 2 },
    },
    strip: {
      figure: digitStrip(
        { pixels: strip, shape: [28, width] },
        {
          cuts: [0, 24, 45, 66, 87, 108, width],
          pieces: Array.from({ length: 6 }, (_, k) => ({
            text: String(data.labels[k]),
            confidence: 0.99 - k / 10,
            wrong: k === 4,
          })),
          title: "A number, cut and read",
        },
      ),
      marks: { [IMAGES]: 1, ".shapelayer path": 7, [NOTES]: 6 },
    },
  };
}

function ofFunctions(): Record<string, Sample> {
  const sigma = (z: number) => 1 / (1 + Math.exp(-z));
  const slope = (z: number) => sigma(z) * (1 - sigma(z));
  const ground: Terrain = { f: (x, y) => x ** 2 / 2 + 2 * y ** 2, x: [-3, 3], y: [-2, 2] };
  const walk = (rate: number, steps: number) => {
    const points: [number, number][] = [[-2.6, 1.5]];
    for (let i = 0; i < steps; i++) {
      const [x, y] = points.at(-1)!;
      points.push([x - rate * x, y - rate * 4 * y]);
    }
    return points;
  };
  const source = random(3);
  const points = Array.from({ length: 60 }, (_, i) => ({
    x: 0.7 * source.gaussian() + (i % 2 ? 1 : -1),
    y: 0.7 * source.gaussian() + (i % 2 ? 1 : -0.6),
    label: i % 2,
  }));
  const places = Array.from({ length: 201 }, (_, i) => i / 100 - 1);
  const coarse = Array.from({ length: 41 }, (_, i) => (i - 20) / 7);
  const decades = Array.from({ length: 12 }, (_, i) => 10 ** (-i / 2));
  return {
    functions: {
      figure: functions(
        [
          { name: "σ(z)", f: sigma, derivative: slope },
          { name: "tanh(z)", f: Math.tanh, derivative: (z) => 1 - Math.tanh(z) ** 2 },
        ],
        { y: "a", title: "σ and tanh with their derivatives" },
      ),
      marks: { [LINES]: 4 },
    },
    "function-family": {
      figure: functionFamily(
        { name: "σ(cz)", parameter: "c", values: [0.5, 1, 2, 4, 8, 16], f: (z, c) => sigma(c * z) },
        {
          y: "a",
          title: "As c grows, σ(cz) becomes the step",
          beside: [{ name: "step", f: (z) => Number(z > 0) }],
        },
      ),
      marks: { [LINES]: 2, [STOPS]: 6 },
    },
    curves: {
      figure: curves(
        Array.from({ length: 25 }, (_, i) => i + 1),
        [
          {
            name: "the rule",
            values: Array.from({ length: 25 }, (_, i) => 100 * (0.9 - ((i - 4) / 30) ** 2)),
          },
          { name: "the exceptions", values: Array.from({ length: 20 }, (_, i) => 4.5 * i) },
        ],
        { y: "answers (%)", marks: [{ x: 5, text: "best" }], title: "First the rule, then the exceptions" },
      ),
      marks: { [LINES]: 2, [POINTS]: 45, ".shapelayer path": 1, [NOTES]: 1 },
    },
    "curve-family": {
      figure: curveFamily(
        Array.from({ length: 61 }, (_, i) => i),
        {
          parameter: "fraction shuffled",
          settings: [0, 0.2, 0.4, 0.6].map((value) => ({
            value,
            lines: [
              {
                name: "training",
                meaning: "training" as const,
                values: Array.from({ length: 61 }, (_, i) => 100 * sigma(0.2 * i - 12 * value)),
              },
              {
                name: "validation",
                meaning: "validation" as const,
                values: Array.from({ length: 61 }, (_, i) => 100 * sigma(i / 2) - value * i),
              },
            ],
          })),
        },
        { y: "accuracy (%)", range: [0, 103], title: "The more nonsense, the later it fits" },
      ),
      marks: { [LINES]: 2, [STOPS]: 4 },
    },
    plane: {
      figure: plane(points, {
        decide: (x, y) => sigma(2 * x + 1.5 * y - 0.3),
        title: "A neuron divides the plane",
      }),
      marks: { ".contourlayer .contour": 1, [POINTS]: 60 },
    },
    "plane-slider": {
      figure: plane(points, {
        slider: {
          parameter: "b",
          values: [-3, -2, -1, 0, 1, 2, 3],
          decide: (b) => (x, y) => 2 * x + 1.5 * y + b,
        },
        level: 0,
        flat: true,
        classes: ["stay home", "go"],
        title: "The bias moves the boundary",
      }),
      marks: { ".contourlayer .contour": 1, [POINTS]: 60, [STOPS]: 7 },
    },
    "valley-contour": {
      figure: valleyContour(ground, {
        paths: [{ points: walk(0.2, 20) }],
        animate: true,
        title: "Straight down first, then along the valley",
      }),
      marks: { ".contourlayer .contour": 1, [POINTS]: 1 },
    },
    "valley-paths": {
      figure: valleyContour(
        { x: coarse, y: coarse, z: coarse.map((y) => coarse.map((x) => ground.f(x, y))) },
        {
          paths: [
            { name: "η = 0.1", points: walk(0.1, 20) },
            { name: "η = 0.45", points: walk(0.45, 20) },
          ],
          title: "Two learning rates in one valley",
        },
      ),
      marks: { ".contourlayer .contour": 1, [LINES]: 2, [POINTS]: 42 },
    },
    "valley-surface": {
      figure: valleySurface(ground, {
        paths: [{ points: walk(0.2, 20) }],
        animate: true,
        title: "A ball in a valley",
      }),
      marks: { ".gl-container canvas": 1 },
    },
    "learning-rates": {
      figure: learningRates(
        ground,
        [0.02, 0.1, 0.3, 0.45, 0.52].map((rate) => ({
          rate,
          steps: walk(rate, 20).map((v) => ({ v, cost: ground.f(...v) })),
        })),
        { title: "Too small, good, too large" },
      ),
      marks: { ".contourlayer .contour": 1, [LINES]: 2, [POINTS]: 42, [STOPS]: 5 },
    },
    hillside: {
      figure: hillside((v) => v ** 2, {
        interval: [-2, 2],
        walks: [{ places: [1.8, 1.2, 0.8, 0.5, 0.3] }],
        slope: (v) => 2 * v,
        title: "The steps shrink with the slope",
      }),
      marks: { [LINES]: 3, [POINTS]: 5 },
    },
    stacked: {
      figure: stacked(
        places,
        [
          { name: "accuracy (%)", stairs: true, values: places.map((t) => 10 * Math.round(8 - 3 * t * t)) },
          { name: "cost C", values: places.map((t) => 0.3 + 0.2 * t * t) },
        ],
        { title: "Accuracy is a staircase, cost is a slope" },
      ),
      marks: { [LINES]: 2 },
    },
    spread: {
      figure: spread(
        [
          {
            name: "angle",
            points: [1, 10, 100].map((x) => ({
              x,
              values: [0.8, 1, 1.1].map((v) => (90 * v) / Math.sqrt(x)),
            })),
          },
        ],
        { log: "x", x: "mini-batch size m", y: "angle (°)", title: "The angle to the true gradient" },
      ),
      marks: { [POINTS]: 9 + 3, [LINES]: 1 },
    },
    "log-log": {
      figure: logLog(
        [
          { name: "error", points: decades.map((x) => ({ x, y: 0.3 * x ** 2 })) },
          { name: "change", points: decades.map((x) => ({ x, y: 2 * x })) },
        ],
        { title: "The error shrinks with the square of the step" },
      ),
      marks: { [POINTS]: 24, [LINES]: 2 },
    },
    bars: {
      figure: bars(
        [
          { name: "readable", value: 2.4 },
          { name: "fast", value: 0.16, mark: true },
          { name: "finite differences", value: 2900 },
        ],
        { x: "seconds per epoch", log: true, title: "What an epoch takes" },
      ),
      marks: { ".barlayer .point": 3, ".barlayer .bartext": 3 },
    },
    sweep: {
      figure: sweepMap(
        [0.1, 0.3, 1, 3, 10].flatMap((x) =>
          [10, 30, 100].map((y) => ({
            x,
            y,
            value: x === 10 && y === 100 ? Number.NaN : 90 + Math.log10(y) - 8 * Math.log10(x / 2) ** 2,
          })),
        ),
        { title: "Learning rate and width" },
      ),
      marks: { [IMAGES]: 1, ".textpoint": 15, ".shapelayer path": 1 },
    },
  };
}

function ofGates(): Record<string, Sample> {
  return {
    circuit: {
      figure: circuit(xorOfNands, { title: "XOR from four NAND gates" }),
      marks: { ".shapelayer path": 8, [NOTES]: 7, [LINES]: 9 },
    },
    "circuit-slider": {
      figure: circuit(halfAdderOfNands, { inputs: "all", title: "A half adder, for all its inputs" }),
      marks: { ".shapelayer path": 10, [NOTES]: 9, ".textpoint": 7, [STOPS]: 4 },
    },
    "circuit-gates": {
      figure: circuit(
        [
          { name: "a", gate: "in", row: 0 },
          { name: "b", gate: "in", row: 1.5 },
          { name: "c", gate: "in", row: 3 },
          { name: "and", gate: "AND", from: ["a", "b"] },
          { name: "not", gate: "NOT", from: ["c"], row: 3 },
          { name: "or", gate: "OR", from: ["and", "not"] },
          { name: "xor", gate: "XOR", from: ["or", "not"], row: 3 },
          { name: "p", gate: "out", from: ["or"] },
          { name: "q", gate: "out", from: ["xor"] },
        ],
        { inputs: { a: 1, b: 1, c: 1 }, title: "AND, NOT, OR and XOR" },
      ),
      marks: { ".shapelayer path": 5, [NOTES]: 9, ".textpoint": 7 },
    },
    perceptrons: {
      figure: perceptrons(
        [
          { name: "x₁", row: 0 },
          { name: "x₂", row: 2 },
          nandUnit("n₁", "x₁", "x₂", 1),
          nandUnit("n₂", "x₁", "n₁", 0.25),
          nandUnit("n₃", "n₁", "x₂", 1.75),
          nandUnit("sum", "n₂", "n₃", 1),
          nandUnit("carry", "n₁", "n₁", 3),
        ],
        { inputs: { "x₁": 1, "x₂": 0 }, title: "The half adder as perceptrons" },
      ),
      marks: { [LINES]: 10, [POINTS]: 7 },
    },
    "diagram-sizes": {
      figure: networkDiagram({ sizes: [784, 30, 10] }, { title: "784-30-10" }),
      marks: { [LINES]: 10 * 10 + 10 * 10, [POINTS]: 10 + 10 + 10, [NOTES]: 3 + 2 },
    },
  };
}
