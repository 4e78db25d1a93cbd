// The cheapest assignment against trying all, and networks whose neurons have changed places found again.

import { tanh } from "descent/activation";
import { assignment } from "descent/assignment";
import { matched, permuted } from "descent/matching";
import { Network } from "descent/network";
import { random } from "descent/random";
import { distance, pointOf } from "descent/weight-space";
import { describe, expect, it } from "vitest";

const total = (costs: readonly ArrayLike<number>[], columns: readonly number[]) =>
  columns.reduce((sum, column, row) => sum + costs[row]![column]!, 0);

function orders(n: number): number[][] {
  if (n === 0) return [[]];
  return orders(n - 1).flatMap((order) =>
    Array.from({ length: n }, (_, at) => [...order.slice(0, at), n - 1, ...order.slice(at)]),
  );
}

describe("an assignment", () => {
  it("gives each row a column of its own", () => {
    expect(
      assignment([
        [1, 9],
        [1, 2],
      ]),
    ).toEqual([0, 1]);
    expect(
      assignment([
        [4, 1, 3],
        [2, 0, 5],
        [3, 2, 2],
      ]),
    ).toEqual([1, 0, 2]);
    expect(assignment([])).toEqual([]);
  });

  it("is as cheap as the best of all that there are, on two hundred random tables with ties and negative costs", () => {
    const source = random(4);
    for (let trial = 0; trial < 200; trial++) {
      const n = 1 + source.integer(6);
      const costs = Array.from({ length: n }, () => Array.from({ length: n }, () => source.integer(9) - 4));
      const columns = assignment(costs);
      expect([...columns].sort()).toEqual(Array.from({ length: n }, (_, i) => i));
      expect(total(costs, columns)).toBe(Math.min(...orders(n).map((order) => total(costs, order))));
    }
  });

  it("puts three hundred things back into their places", () => {
    const source = random(5);
    const places = source.shuffle(Array.from({ length: 300 }, (_, i) => i));
    const costs = places.map((place) =>
      Float64Array.from({ length: 300 }, (_, j) => (j === place ? -1 : source.uniform())),
    );
    expect(assignment(costs)).toEqual(places);
  });

  it("needs a square table", () => {
    expect(() => assignment([[1, 2], [3]])).toThrow("an assignment of 2 rows needs 2 columns, row 1 has 1");
  });
});

describe("hidden neurons", () => {
  const net = new Network([5, 6, 4, 3], { seed: 1 });
  const x = [0.2, -1, 0.5, 2, 0];

  it("may change places: the network computes the same, at a point far away", () => {
    const twin = permuted(permuted(net, 1, [3, 5, 0, 1, 4, 2]), 2, [1, 0, 3, 2]);
    twin.predict(x).forEach((a, j) => {
      expect(a).toBeCloseTo(net.predict(x)[j]!, 12);
    });
    expect(distance(pointOf(twin), pointOf(net))).toBeGreaterThan(3);
    expect(twin.weights[0]!.slice(0, 5)).toEqual(net.weights[0]!.slice(15, 20));
  });

  it("are found again when they have changed places, in one hidden layer and in two", () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const source = random(seed);
      const shuffle = (n: number) => source.shuffle(Array.from({ length: n }, (_, i) => i));
      const shallow = new Network([8, 20, 3], { seed, hidden: tanh });
      const other = permuted(shallow, 1, shuffle(20));
      expect(matched(other, shallow).toJSON()).toEqual(shallow.toJSON());
      const deep = new Network([8, 12, 9, 3], { seed });
      const farther = permuted(permuted(deep, 1, shuffle(12)), 2, shuffle(9));
      expect(matched(farther, deep).toJSON()).toEqual(deep.toJSON());
    }
  });

  it("come nearer when they are matched with those of a stranger, and the function stays", () => {
    const stranger = new Network([5, 6, 4, 3], { seed: 2 });
    const nearer = matched(stranger, net);
    const target = pointOf(net);
    expect(distance(pointOf(nearer), target)).toBeLessThan(distance(pointOf(stranger), target));
    expect(nearer.predict(x)[0]).toBeCloseTo(stranger.predict(x)[0]!, 12);
  });

  it("of one hidden layer come as near as any of the 120 orders brings them", () => {
    const [one, two] = [new Network([4, 5, 2], { seed: 1 }), new Network([4, 5, 2], { seed: 2 })];
    const to = pointOf(one);
    const best = Math.min(...orders(5).map((order) => distance(pointOf(permuted(two, 1, order)), to)));
    expect(distance(pointOf(matched(two, one)), to)).toBeCloseTo(best, 12);
  });

  it("stay where they are when there are none to match, and when the sizes differ", () => {
    const flat = new Network([5, 3], { seed: 1 });
    expect(matched(flat, new Network([5, 3], { seed: 2 }))).toBe(flat);
    expect(() => matched(flat, net)).toThrow("networks 5-3 and 5-6-4-3");
    expect(() => permuted(net, 3, [0, 1, 2])).toThrow("the hidden layers of 5-6-4-3 are 1 to 2, got 3");
    expect(() => permuted(net, 2, [0, 1, 1, 2])).toThrow("names each of 0 to 3 once");
  });
});
