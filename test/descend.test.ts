import { descend, slopeAt } from "descent/descend";
import { numericalGradient, relativeError } from "descent/gradcheck";
import { Network } from "descent/network";
import { describe, expect, it } from "vitest";

const bowl = (v: readonly number[]) => v[0]! ** 2 + 4 * v[1]! ** 2;

describe("descending", () => {
  it("takes the steps that can be computed by hand: v ← v (1 − 2η) along x, (1 − 8η) along y", () => {
    const path = descend(bowl, [1, 1], {
      learningRate: 0.1,
      steps: 2,
      gradient: (v) => [2 * v[0]!, 8 * v[1]!],
    });
    expect(path.map(({ v }) => v.map((c) => Number(c.toFixed(12))))).toEqual([
      [1, 1],
      [0.8, 0.2],
      [0.64, 0.04],
    ]);
    expect(path[0]!.cost).toBe(5);
  });

  it("finds the slope by itself when it is not told", () => {
    expect(slopeAt(bowl, [1, -2])[0]).toBeCloseTo(2, 8);
    expect(slopeAt(bowl, [1, -2])[1]).toBeCloseTo(-16, 8);
    expect(descend(bowl, [1, 1], { learningRate: 0.1, steps: 50 }).at(-1)!.cost).toBeLessThan(1e-4);
  });

  it("rolls on with momentum and arrives sooner in a long valley", () => {
    const valley = (v: readonly number[]) => 0.05 * v[0]! ** 2 + v[1]! ** 2;
    const plain = descend(valley, [10, 1], { learningRate: 0.5, steps: 30 });
    const rolling = descend(valley, [10, 1], { learningRate: 0.5, steps: 30, momentum: 0.7 });
    expect(rolling.at(-1)!.cost).toBeLessThan(plain.at(-1)!.cost / 10);
  });

  it("ends when a learning rate far too large has thrown it out of the numbers", () => {
    const path = descend(bowl, [1, 1], { learningRate: 1e80, steps: 1000 });
    expect(path.length).toBeLessThan(10);
    expect(path.at(-1)!.cost).toBe(Number.POSITIVE_INFINITY);
    expect(path.every(({ v }) => v.every(Number.isFinite))).toBe(true);
  });

  it("says what it expected of its options", () => {
    expect(() => descend(bowl, [1, Number.NaN], { learningRate: 1, steps: 1 })).toThrow("number 1 is NaN");
    expect(() => descend(bowl, [1, 1], { learningRate: 0, steps: 1 })).toThrow(
      "learningRate is a number above 0, got 0",
    );
    expect(() => descend(bowl, [1, 1], { learningRate: 1, steps: -1 })).toThrow(
      "steps is a whole number from 0",
    );
    expect(() => descend(bowl, [1, 1], { learningRate: 1, steps: 1, momentum: 1 })).toThrow("got 1");
  });
});

describe("checking a gradient", () => {
  it("agrees with backpropagation, finds a wrong sign, and leaves the network as it was", () => {
    const net = new Network([3, 4, 2]);
    const before = JSON.stringify(net);
    const [x, y] = [
      [0.1, 0.5, 0.9],
      [1, 0],
    ];
    const slow = numericalGradient(net, x, y);
    expect(JSON.stringify(net)).toBe(before);
    const quick = net.backprop(x, y);
    expect(relativeError(quick, slow)).toBeLessThan(1e-6);
    const wrong = {
      weights: quick.weights.map((w) => w.map((g) => -g)),
      biases: quick.biases.map((b) => b.map((g) => -g)),
    };
    expect(relativeError(wrong, slow)).toBeCloseTo(1, 6);
    expect(() => relativeError(quick, new Network([3, 2]).backprop(x, y))).toThrow("cannot be compared");
  });
});
