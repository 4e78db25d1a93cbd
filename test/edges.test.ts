import { allEdges, bestEdge, bestEdges, edgePicture } from "descent/edges";
import { Network } from "descent/network";
import { random } from "descent/random";
import { describe, expect, it } from "vitest";

const noise = (seed: number, length = 784) => {
  const source = random(seed);
  return Float64Array.from({ length }, () => source.gaussian());
};

/** The correlation, straight from its definition. */
function correlation(u: ArrayLike<number>, v: ArrayLike<number>): number {
  const centred = (w: ArrayLike<number>) => {
    const all = Array.from(w);
    const mean = all.reduce((sum, a) => sum + a, 0) / all.length;
    return all.map((a) => a - mean);
  };
  const dot = (a: number[], b: number[]) => a.reduce((sum, v, i) => sum + v * b[i]!, 0);
  const [a, b] = [centred(u), centred(v)];
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

describe("the edge score", () => {
  it("is 1 for every picture of the bank, wherever it is, and the match says what it is", () => {
    const all = allEdges();
    for (let i = 7; i < all.length; i += 997) {
      const match = bestEdge(edgePicture(all[i]!));
      expect(match.score).toBeGreaterThan(0.999999);
      expect(correlation(edgePicture(match), edgePicture(all[i]!))).toBeGreaterThan(0.999999);
    }
  });

  it("is high for the edge detector that chapter 03 makes by hand, and finds its place and angle", () => {
    const ramp = [-1, -1, 0, 1, 1];
    const upper = Float64Array.from({ length: 784 }, (_, p) => {
      const [row, column] = [Math.floor(p / 28) - 13, (p % 28) - 13];
      return Math.abs(row) <= 2 && Math.abs(column) <= 2 ? ramp[row + 2]! : 0;
    });
    const match = bestEdge(upper);
    expect(match).toMatchObject({ kind: "edge", angle: 90 });
    expect(match.score).toBeGreaterThan(0.8);
    expect(match.correlation).toBeGreaterThan(0);
    expect(Math.hypot(match.row - 13, match.column - 13)).toBeLessThan(1.5);
  });

  it("is low for noise: below 0.3 for each of 100 images of random weights", () => {
    const scores = bestEdges(noise(1, 784 * 100)).map(({ score }) => score);
    expect(Math.max(...scores)).toBeLessThan(0.3);
    expect(Math.min(...scores)).toBeGreaterThan(0.08); // the largest of so many is never near 0
  });

  it("is the correlation with the picture it names, by its definition, and no other correlates more", () => {
    const image = noise(3).map((v, p) => v + 0.2 * (p % 28));
    const match = bestEdge(image);
    expect(match.correlation).toBeCloseTo(correlation(image, edgePicture(match)), 6);
    const others = allEdges().filter((_, i) => i % 23 === 0);
    for (const edge of others)
      expect(Math.abs(correlation(image, edgePicture(edge)))).toBeLessThan(match.score + 1e-6);
  });

  it("stays the same when the image is scaled, shifted by a constant or inverted; the correlation changes its sign", () => {
    const image = noise(5);
    const match = bestEdge(image);
    expect(bestEdge(image.map((v) => 7 + 3 * v)).correlation).toBeCloseTo(match.correlation, 9);
    expect(bestEdge(image.map((v) => -v)).correlation).toBeCloseTo(-match.correlation, 9);
    expect(bestEdge(image.map((v) => -v)).score).toBe(match.score);
  });

  it("is 0 for an image that is the same everywhere, whatever its grey", () => {
    for (const grey of [0, 1, 0.1, -1e9]) expect(bestEdge(new Float64Array(784).fill(grey)).score).toBe(0);
  });

  it("of an edge under noise r times its size is about 1/√(1 + r²)", () => {
    const edge = edgePicture({ kind: "edge", row: 14, column: 12, angle: 45, width: 4 });
    const size = Math.hypot(...edge);
    for (const r of [0.5, 1, 2]) {
      const image = noise(8).map((v, p) => edge[p]! + (r * size * v) / 28);
      expect(Math.abs(bestEdge(image).score - 1 / Math.sqrt(1 + r * r))).toBeLessThan(0.06);
    }
  });

  it("takes the weights of a layer neuron by neuron, and images of other shapes", () => {
    const { weights } = new Network([784, 3, 10], { seed: 2 });
    expect(bestEdges(weights[0]!)).toEqual(
      [0, 1, 2].map((j) => bestEdge(weights[0]!.subarray(784 * j, 784 * (j + 1)))),
    );
    const small = edgePicture({ kind: "bar", row: 4, column: 6, angle: 90, width: 1 }, [9, 12]);
    expect(bestEdge(small, [9, 12])).toMatchObject({ kind: "bar", row: 4, column: 6, angle: 90 });
    expect(() => bestEdge(small)).toThrow("expected an image of 28 × 28, got 108 pixels");
    expect(() => bestEdges(small)).toThrow("108 weights are not so many images of 28 × 28");
  });
});
