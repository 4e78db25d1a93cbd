// Networks as points: there and back, distances and lines, planes through them, random directions.

import { relu, softmax } from "descent/activation";
import { logLikelihood } from "descent/cost";
import { Network } from "descent/network";
import { random } from "descent/random";
import { landscapeOn, placeOn, planeThrough, pointOn, randomDirection } from "descent/slice";
import { angle, between, distance, networkAt, pointOf } from "descent/weight-space";
import { describe, expect, it } from "vitest";

const net = new Network([3, 4, 2], { seed: 1 });
const other = new Network([3, 4, 2], { seed: 2 });
const [p, q] = [pointOf(net), pointOf(other)];

describe("a network as a point", () => {
  it("is one list: layer by layer, its weights and then its biases", () => {
    expect(p).toHaveLength(net.parameterCount);
    expect(Array.from(p)).toEqual(
      [net.weights[0], net.biases[0], net.weights[1], net.biases[1]].flatMap((part) => [...part!]),
    );
  });

  it("comes back as the same network, with its activations and its cost, and shares no memory with it", () => {
    const classifier = new Network([3, 4, 2], {
      seed: 3,
      hidden: relu,
      output: softmax,
      cost: logLikelihood,
    });
    const copy = networkAt(pointOf(classifier), classifier);
    expect(copy.toJSON()).toEqual(classifier.toJSON());
    copy.weights[0]![0] = 99;
    expect(classifier.weights[0]![0]).not.toBe(99);
  });

  it("is refused when it has not as many numbers as the network", () => {
    expect(() => networkAt(new Float64Array(3), net)).toThrow(
      "a network 3-4-2 has 26 weights and biases, the point 3",
    );
    expect(() => distance(p, new Float64Array(3))).toThrow("points with 26 and 3 numbers");
  });

  it("has a straight line to every other: at t = 0 the one, at t = 1 the other, half-way the mean", () => {
    expect(between(p, q, 0)).toEqual(p);
    expect(between(p, q, 1)).toEqual(q);
    expect(between(p, q, 0.5)[7]).toBeCloseTo((p[7]! + q[7]!) / 2, 12);
    expect(distance(p, between(p, q, 0.25))).toBeCloseTo(distance(p, q) / 4, 12);
  });

  it("has distances and angles as on paper", () => {
    expect(distance([0, 0], [3, 4])).toBe(5);
    expect(angle([1, 0], [1, 1])).toBeCloseTo(45, 10);
    expect(angle([1, 0], [0, 2])).toBeCloseTo(90, 10);
    expect(angle([1, 2], [-2, -4])).toBeCloseTo(180, 5);
    expect(angle(p, p)).toBeCloseTo(0, 5);
  });
});

describe("a plane through three points", () => {
  const r = pointOf(new Network([3, 4, 2], { seed: 3 }));
  const plane = planeThrough(p, q, r);

  it("keeps their distances: the first at (0, 0), the second on the x axis, the third above it", () => {
    expect(placeOn(plane, p)).toEqual([0, 0]);
    const [[qx, qy], [rx, ry]] = [placeOn(plane, q), placeOn(plane, r)];
    expect(qx).toBeCloseTo(distance(p, q), 10);
    expect(qy).toBeCloseTo(0, 10);
    expect(ry).toBeGreaterThan(0);
    expect(Math.hypot(rx, ry)).toBeCloseTo(distance(p, r), 10);
    expect(Math.hypot(rx - qx, ry - qy)).toBeCloseTo(distance(q, r), 10);
  });

  it("leads from a place to the point there and back", () => {
    expect(distance(pointOn(plane, ...placeOn(plane, r)), r)).toBeCloseTo(0, 10);
    const [x, y] = placeOn(plane, pointOn(plane, 0.5, -2));
    expect([x, y].map((v) => v.toFixed(9))).toEqual(["0.500000000", "-2.000000000"]);
  });

  it("does not exist for points on one line", () => {
    expect(() => planeThrough(p, q, between(p, q, 0.3))).toThrow("on one line");
  });

  it("is measured on a grid with the edges included: rows upwards, columns to the right", () => {
    const flat = { origin: Float64Array.of(0, 0), right: Float64Array.of(1, 0), up: Float64Array.of(0, 1) };
    const ground = landscapeOn(flat, { x: [0, 2], y: [10, 20], steps: 3 }, ([x, y]) => x! + y!);
    expect(ground).toEqual({
      x: [0, 1, 2],
      y: [10, 15, 20],
      z: [
        [10, 11, 12],
        [15, 16, 17],
        [20, 21, 22],
      ],
    });
  });
});

describe("a random direction", () => {
  it("is as long as the network's own weights at every neuron, and leaves biases alone", () => {
    const direction = networkAt(randomDirection(net, random(5)), net);
    net.weights.forEach((w, l) => {
      const inputs = net.sizes[l]!;
      for (let at = 0; at < w.length; at += inputs) {
        const zeros = new Float64Array(inputs);
        const own = distance(w.subarray(at, at + inputs), zeros);
        expect(distance(direction.weights[l]!.subarray(at, at + inputs), zeros)).toBeCloseTo(own, 10);
      }
      expect([...direction.biases[l]!].every((b) => b === 0)).toBe(true);
    });
  });
});
