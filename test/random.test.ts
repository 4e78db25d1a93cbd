import { exp, log, tanh } from "descent/elementary";
import { random } from "descent/random";
import { describe, expect, it } from "vitest";

describe("random", () => {
  it("follows NumPy's RandomState(42): two uniform numbers, then two normal ones", () => {
    const stream = random(42);
    expect([stream.uniform(), stream.uniform()]).toEqual([0.3745401188473625, 0.9507143064099162]);
    expect([stream.gaussian(), stream.gaussian()]).toEqual([0.6476885381006925, 1.5230298564080254]);
  });

  it("gives the same stream for the same seed and another for another", () => {
    const draw = (seed: number) => {
      const stream = random(seed);
      return Array.from({ length: 20 }, () => stream.uniform());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it("draws normal numbers with mean 0, standard deviation 1 and the right tails", () => {
    const stream = random(1);
    const n = 200_000;
    let sum = 0;
    let squares = 0;
    let beyondTwo = 0;
    for (let i = 0; i < n; i++) {
      const g = stream.gaussian();
      sum += g;
      squares += g * g;
      if (Math.abs(g) > 2) beyondTwo++;
    }
    expect(sum / n).toBeCloseTo(0, 2);
    expect(squares / n).toBeCloseTo(1, 2);
    expect(beyondTwo / n).toBeCloseTo(0.0455, 3);
  });

  it("draws whole numbers that are all equally likely", () => {
    const stream = random(3);
    const counts = new Array(6).fill(0);
    for (let i = 0; i < 60_000; i++) counts[stream.integer(6)]++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
  });

  it("shuffles in place, loses nothing and favours no order", () => {
    const stream = random(5);
    const counts = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = stream.shuffle([0, 1, 2, 3]).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 32])("refuses the seed %s and says what a seed is", (seed) => {
    expect(() => random(seed)).toThrow("a seed is a whole number from 0 to 4294967295");
  });
});

describe("exp, log and tanh of our own", () => {
  const relative = (got: number, expected: number) => Math.abs(got - expected) / Math.abs(expected);

  it("agree with Math's to the last digits over their whole range", () => {
    const stream = random(11);
    const worst = { exp: 0, log: 0, tanh: 0 };
    for (let i = 0; i < 200_000; i++) {
      const x = (stream.uniform() - 0.5) * 1400;
      worst.exp = Math.max(worst.exp, relative(exp(x), Math.exp(x)));
      worst.log = Math.max(worst.log, relative(log(Math.exp(x)), Math.log(Math.exp(x))));
      const t = x / 10 ** (10 * stream.uniform());
      worst.tanh = Math.max(worst.tanh, relative(tanh(t), Math.tanh(t)));
    }
    expect(worst.exp).toBeLessThan(5e-16);
    expect(worst.log).toBeLessThan(5e-16);
    expect(worst.tanh).toBeLessThan(2e-15);
  });

  it("meet their limits at the ends of the number line", () => {
    expect([exp(0), exp(-1e4), exp(1e4), exp(-745), log(1), log(0), log(5e-324)]).toEqual([
      1,
      0,
      Number.POSITIVE_INFINITY,
      Math.exp(-745),
      0,
      Number.NEGATIVE_INFINITY,
      Math.log(5e-324),
    ]);
    expect([tanh(0), tanh(50), tanh(-50)]).toEqual([0, 1, -1]);
    expect([exp(Number.NaN), log(-1), log(Number.NaN)].every(Number.isNaN)).toBe(true);
  });

  it("give these bits on every machine", () => {
    const bits = (x: number) => Buffer.from(new Float64Array([x]).buffer).toString("hex");
    const stream = random(99);
    let mixed = "";
    for (let i = 0; i < 4; i++) mixed += bits(exp(8 * stream.gaussian())) + bits(log(stream.uniform()));
    expect(mixed).toMatchInlineSnapshot(
      `"faf0a8ddd57dd43f6bdc40f9fa8bc8bf3f15b586e3c96a412e009e37ffac0bc06fdc307c8a4823400c6f540f1064f3bf5b699a84bf5de440cf14554e488308c0"`,
    );
  });
});
