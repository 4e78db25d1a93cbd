import {
  addBits,
  andGate,
  type Bit,
  fire,
  fullAdder,
  halfAdder,
  learnPerceptron,
  nand,
  nandGate,
  notGate,
  orGate,
  xor,
} from "descent/perceptron";
import { describe, expect, it } from "vitest";

const bits: Bit[] = [0, 1];
const pairs = bits.flatMap((a) => bits.map((b) => [a, b] as const));
const toBits = (n: number, places: number) => Array.from({ length: places }, (_, i) => ((n >> i) & 1) as Bit);
const toNumber = (b: readonly Bit[]) => b.reduce<number>((n, bit, i) => n + (bit << i), 0);

describe("a perceptron", () => {
  it("fires when the weighted evidence is above its threshold: all eight cases of three reasons", () => {
    const strict = { weights: [6, 2, 2], bias: -5 };
    const eager = { weights: [6, 2, 2], bias: -3 };
    for (let n = 0; n < 8; n++) {
      const x = toBits(n, 3);
      expect(fire(strict, x)).toBe(x[0]);
      expect(fire(eager, x)).toBe(x[0] || (x[1] && x[2]) ? 1 : 0);
    }
  });

  it("stays silent on its threshold, and says how many inputs it expected", () => {
    expect(fire({ weights: [1], bias: -1 }, [1])).toBe(0);
    expect(() => fire(nandGate, [1])).toThrow("expected 2 inputs, got 1");
  });

  it("is a gate with the right weights, for all inputs", () => {
    for (const [a, b] of pairs) {
      expect(fire(nandGate, [a, b])).toBe(1 - (a & b));
      expect(fire(andGate, [a, b])).toBe(a & b);
      expect(fire(orGate, [a, b])).toBe(a | b);
      expect(fire(notGate, [a])).toBe(1 - a);
      expect(fire({ weights: [-4], bias: 3 }, [a])).toBe(nand(a, a)); // two wires of weight −2 are one of −4
    }
  });
});

describe("perceptrons together", () => {
  it("compute XOR, half sums and full sums for all inputs", () => {
    for (const [a, b] of pairs) {
      expect(xor(a, b)).toBe(a ^ b);
      expect(halfAdder(a, b)).toEqual({ sum: a ^ b, carry: a & b });
      for (const c of bits) {
        const { sum, carry } = fullAdder(a, b, c);
        expect(2 * carry + sum).toBe(a + b + c);
      }
    }
  });

  it("add all pairs of six-bit numbers as + does", () => {
    for (let a = 0; a < 64; a++) {
      for (let b = 0; b < 64; b++) expect(toNumber(addBits(toBits(a, 6), toBits(b, 6)))).toBe(a + b);
    }
    expect(() => addBits([1], [1, 0])).toThrow("got 1 and 2");
  });
});

describe("the learning rule", () => {
  const inputs = pairs.map(([a, b]) => [a, b]);

  it("ends without mistakes on AND and OR, and what it found answers every example", () => {
    for (const gate of [andGate, orGate]) {
      const targets = inputs.map((x) => fire(gate, x));
      const epochs = [...learnPerceptron(inputs, targets, 100)];
      expect(epochs.at(-1)!.mistakes).toBe(0);
      expect(epochs.length).toBeLessThan(20);
      expect(inputs.map((x) => fire(epochs.at(-1)!.perceptron, x))).toEqual(targets);
    }
  });

  it("never comes to rest on XOR", () => {
    const epochs = [...learnPerceptron(inputs, [0, 1, 1, 0], 200)];
    expect(epochs).toHaveLength(200);
    expect(epochs.every(({ mistakes }) => mistakes > 0)).toBe(true);
  });

  it("refuses examples without targets", () => {
    expect(() => [...learnPerceptron([[1]], [], 5)]).toThrow("got 1 and 0");
  });
});
