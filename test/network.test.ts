import { relu, sigmoid, softmax, step, tanh } from "descent/activation";
import { crossEntropy, logLikelihood, quadratic } from "descent/cost";
import { numericalGradient, relativeError } from "descent/gradcheck";
import { he, scaledNormal } from "descent/init";
import { Network, NotFiniteError } from "descent/network";
import { random } from "descent/random";
import { describe, expect, it } from "vitest";
import oracle from "./oracle/oracle.json";
import { binaryCode, combinations, largestDifference, nameOf } from "./support/networks";

const activations = { sigmoid, tanh, relu, softmax };
const costs = { quadratic, crossEntropy, logLikelihood };

describe("a network", () => {
  it("counts its weights and biases: 13,002 in 784-16-16-10", () => {
    expect(new Network([784, 16, 16, 10]).parameterCount).toBe(13002);
    expect(new Network([784, 30, 10]).parameterCount).toBe(23860);
  });

  it("starts with the same bits for the same seed and different ones for another", () => {
    expect(new Network([3, 4, 2], { seed: 5 })).toEqual(new Network([3, 4, 2], { seed: 5 }));
    expect(new Network([3, 4, 2], { seed: 5 }).weights).not.toEqual(
      new Network([3, 4, 2], { seed: 6 }).weights,
    );
  });

  it("starts with the spread its initialiser promises", () => {
    const spread = (w: Float64Array) => Math.sqrt(w.reduce((s, v) => s + v * v, 0) / w.length);
    expect(spread(new Network([400, 500, 1]).weights[0]!)).toBeCloseTo(1, 1);
    expect(spread(new Network([400, 500, 1], { init: scaledNormal }).weights[0]!)).toBeCloseTo(1 / 20, 3);
    expect(spread(new Network([400, 500, 1], { init: he }).weights[0]!)).toBeCloseTo(Math.SQRT2 / 20, 3);
    expect(new Network([4, 5], { init: he }).biases[0]).toEqual(new Float64Array(5));
  });

  it("computes a 2-2-1 network that can be followed by hand", () => {
    const net = new Network([2, 2, 1]);
    net.weights[0]!.set([1, -2, 3, 0.5]);
    net.weights[1]!.set([2, -1]);
    net.biases[0]!.set([0, -1]);
    net.biases[1]!.set([0.5]);
    const { z, a } = net.forward([1, 0.5]);
    expect(Array.from(z[0]!)).toEqual([0, 2.25]);
    expect(a[1]![0]).toBe(0.5);
    expect(a[1]![1]).toBeCloseTo(1 / (1 + Math.exp(-2.25)), 15);
    expect(z[1]![0]).toBeCloseTo(2 * 0.5 - 1 / (1 + Math.exp(-2.25)) + 0.5, 15);
    expect(net.predict([1, 0.5])).toEqual(a[2]);
  });

  it("classifies by its brightest output", () => {
    const net = new Network([1, 3]);
    net.weights[0]!.set([0, 0, 0]);
    net.biases[0]!.set([-1, 2, 1]);
    expect(net.classify([0.3])).toBe(1);
  });

  it("changes nothing when it is asked for predictions or gradients", () => {
    const net = new Network([4, 5, 3]);
    const before = JSON.stringify(net);
    net.backprop([0.1, 0.2, 0.3, 0.4], [0, 1, 0]);
    net.classify([0.1, 0.2, 0.3, 0.4]);
    expect(JSON.stringify(net)).toBe(before);
  });

  it("comes back from JSON to the bit, through text too", () => {
    for (const parts of combinations) {
      const net = new Network([5, 4, 3], { seed: 9, ...parts });
      expect(Network.fromJSON(net.toJSON())).toEqual(net);
      expect(Network.fromJSON(JSON.parse(JSON.stringify(net)))).toEqual(net);
    }
  });

  it.each([
    [{ sizes: [2, 1] }, "hidden: expected one of step, sigmoid"],
    [{ ...new Network([2, 1]).toJSON(), weights: [[1, 2, 3]] }, "weights[0]: expected 2 numbers, got 3"],
    [
      { ...new Network([2, 1]).toJSON(), weights: [[1, null]] },
      "weights[0][1]: expected a finite number, got null",
    ],
    [{ ...new Network([2, 1]).toJSON(), cost: "hinge" }, "cost: expected one of quadratic"],
    [null, "expected a network as an object"],
  ])("refuses the JSON %j and says what does not fit", (json, message) => {
    expect(() => Network.fromJSON(json)).toThrow(message as string);
  });

  it("says how many numbers it expected and how many came", () => {
    const net = new Network([4, 3, 2]);
    expect(() => net.predict([1, 2, 3])).toThrow("expected 4 inputs, got 3");
    expect(() => net.backprop([1, 2, 3, 4], [1])).toThrow("expected 2 targets, got 1");
    expect(() => net.classify([1, Number.NaN, 3, 4])).toThrow("number 1 is NaN");
    expect(() => net.backprop([1, 2, 3, 4], [0, Number.POSITIVE_INFINITY])).toThrow("number 1 is Infinity");
  });

  it("says so when a weight is no longer a number, instead of answering NaN", () => {
    const net = new Network([2, 2]);
    net.weights[0]![1] = Number.NaN;
    expect(() => net.predict([1, 1])).toThrow(NotFiniteError);
  });

  it.each([[[]], [[3]], [[3, 0]], [[3, 2.5]], ["3-2"]])("refuses the sizes %j", (sizes) => {
    expect(() => new Network(sizes as number[])).toThrow("sizes are at least two whole numbers above 0");
  });

  it("refuses costs that do not go with the output activation", () => {
    expect(() => new Network([2, 2], { cost: crossEntropy, output: softmax })).toThrow(
      "the crossEntropy cost needs sigmoid outputs, got softmax",
    );
    expect(() => new Network([2, 2], { cost: logLikelihood })).toThrow("needs softmax outputs, got sigmoid");
    expect(() => new Network([2, 2, 2], { hidden: softmax })).toThrow("softmax is for the output layer");
  });

  it("has nothing to descend when its neurons are steps", () => {
    const gradient = new Network([3, 4, 2], { hidden: step }).backprop([1, 0, 1], [1, 0]);
    expect(gradient.weights[0]!.every((g) => g === 0)).toBe(true);
  });
});

describe("a network with a code", () => {
  const net = new Network([3, 4, 4], { code: binaryCode });

  it("has a code word for the target of each label; without a code targets are one-hot", () => {
    expect(Array.from(net.target(6))).toEqual([0, 1, 1, 0]);
    expect(net.labelCount).toBe(10);
    const plain = new Network([3, 4]);
    expect(Array.from(plain.target(2))).toEqual([0, 0, 1, 0]);
    expect(plain.labelCount).toBe(4);
    expect(() => net.target(10)).toThrow("label 10 is not an integer from 0 to 9");
  });

  it("classifies by the nearest code word, the first one where several are equally near", () => {
    expect(net.labelOf([0.9, 0.2, 0.1, 0.8])).toBe(9);
    expect(net.labelOf([0.8, 0.1, 0.9, 0.4])).toBe(2); // rounded, these would be 1010, which is no digit
    expect(net.labelOf([1, 1, 0, 0])).toBe(4); // as far from 4, 0100, as from 8, 1000
    const x = [0.3, 0.1, 0.7];
    expect(net.classify(x)).toBe(net.labelOf(net.predict(x)));
  });

  it("comes back from JSON with it", () => {
    const copy = Network.fromJSON(JSON.parse(JSON.stringify(net)));
    expect(copy).toEqual(net);
    expect(copy.code).toEqual(binaryCode);
    expect(new Network([3, 4]).toJSON()).not.toHaveProperty("code");
  });

  it("keeps its code, whatever happens to the list it was given", () => {
    const words = [[0], [1]];
    const small = new Network([2, 1], { code: words });
    words[1]![0] = 0;
    expect(Array.from(small.target(1))).toEqual([1]);
  });

  it.each([
    [[], "a code is a list of words, one for each label"],
    [[[0, 0], [1]], "the code word of label 1 is not 2 finite numbers, one for each output"],
    [[[0, Number.NaN]], "the code word of label 0 is not 2 finite numbers"],
    [
      [
        [0, 1],
        [1, 0],
        [0, 1],
      ],
      "labels 0 and 2 have the same code word",
    ],
  ])("refuses the code %j", (code, message) => {
    expect(() => new Network([3, 2], { code })).toThrow(message);
  });

  it("cannot have softmax outputs, which add up to 1", () => {
    expect(() => new Network([3, 4], { code: binaryCode, output: softmax })).toThrow(
      "a code is for outputs that stand alone, such as sigmoid",
    );
  });
});

describe("backpropagation", () => {
  const depths = [
    [4, 3],
    [4, 5, 3],
    [4, 6, 5, 3],
    [3, 5, 4, 5, 4, 2],
  ];

  it.each(
    combinations.map((c) => [nameOf(c), c] as const),
  )("agrees with central differences for %s", (_name, parts) => {
    for (const [seed, sizes] of depths.entries()) {
      const net = new Network(sizes, { seed, ...parts });
      const stream = random(seed + 100);
      const x = Array.from({ length: sizes[0]! }, () => stream.uniform());
      const y = new Float64Array(sizes.at(-1)!);
      y[stream.integer(y.length)] = 1;
      expect(relativeError(net.backprop(x, y), numericalGradient(net, x, y))).toBeLessThan(1e-6);
    }
  });

  it.each(
    oracle.cases.map((c) => [`${c.sizes.join("-")} ${c.hidden} ${c.output} ${c.cost}`, c] as const),
  )("agrees with PyTorch's automatic differentiation on %s", (_name, c) => {
    const net = Network.fromJSON(c);
    const x = c.greys[0]!.map((grey) => grey / 255);
    const y = new Float64Array(c.sizes.at(-1)!);
    y[c.labels[0]!] = 1;
    const { z, a } = net.forward(x);
    expect(largestDifference([a.at(-1)!], [c.firstActivations])).toBeLessThan(1e-14);
    expect(net.cost.value(a.at(-1)!, y, z.at(-1)!)).toBeCloseTo(c.firstCost, 12);
    const gradient = net.backprop(x, y);
    expect(largestDifference(gradient.weights, c.gradient.weights)).toBeLessThan(1e-13);
    expect(largestDifference(gradient.biases, c.gradient.biases)).toBeLessThan(1e-13);
    expect(net.hidden).toBe(activations[c.hidden as keyof typeof activations]);
    expect(net.cost).toBe(costs[c.cost as keyof typeof costs]);
  });
});

describe("costs and activations far from zero", () => {
  it("stay finite and exact where the formulas on paper overflow", () => {
    const z = Float64Array.of(800, -800);
    expect(Array.from(sigmoid.layer(z))).toEqual([1, 0]);
    expect(Array.from(softmax.layer(z))).toEqual([1, 0]);
    expect(crossEntropy.value(sigmoid.layer(z), [0, 1], z)).toBe(1600);
    expect(crossEntropy.value(sigmoid.layer(z), [1, 0], z)).toBe(0);
    expect(logLikelihood.value(softmax.layer(z), [0, 1], z)).toBe(1600);
    for (const activation of [sigmoid, tanh])
      expect(activation.derivative(-800)).toBe(activation.derivative(800));
  });

  it("have derivatives that central differences confirm", () => {
    for (const activation of [sigmoid, tanh, relu]) {
      for (let z = -6; z <= 6; z += 0.37) {
        const slope = (activation.value(z + 1e-6) - activation.value(z - 1e-6)) / 2e-6;
        expect(activation.derivative(z)).toBeCloseTo(slope, 8);
      }
    }
    expect(sigmoid.derivative(0)).toBe(0.25);
  });
});
