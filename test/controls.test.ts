import { shuffledPixels, smoothNoise, stirred } from "descent/controls";
import { random } from "descent/random";
import { describe, expect, it } from "vitest";

const images = (count: number, pixels: number) => {
  const source = random(4);
  return Float64Array.from({ length: count * pixels }, () => source.gaussian());
};
const sorted = (values: Float64Array) => [...values].sort((a, b) => a - b);

describe("the controls", () => {
  it("shuffle the pixels of each image by themselves, and leave what they were given as it was", () => {
    const given = images(3, 784);
    const before = given.slice();
    const shuffled = shuffledPixels(given, random(1));
    expect(given).toEqual(before);
    for (const j of [0, 1, 2]) {
      const [one, other] = [given, shuffled].map((all) => all.subarray(784 * j, 784 * (j + 1)));
      expect(sorted(other!)).toEqual(sorted(one!));
      expect(other).not.toEqual(one);
    }
  });

  it("stir images into mixtures: nothing appears where all images are blank, and large images do not count for more", () => {
    const given = Float64Array.from([3, 0, 0, 0, 0, 0.001, 0, 0]); // two images of four pixels
    const mixtures = stirred(given, random(2), 4);
    expect(mixtures.length).toBe(8);
    for (const mixture of [mixtures.subarray(0, 4), mixtures.subarray(4)]) {
      expect([mixture[2], mixture[3]]).toEqual([0, 0]);
      expect(Math.abs(mixture[0]!)).toBeGreaterThan(0.01);
      expect(Math.abs(mixture[1]!)).toBeGreaterThan(0.01);
    }
  });

  it("keep the correlation between two pixels when they stir many images", () => {
    const angles = images(400, 1).map((v) => 0.7 + 0.3 * v); // all of one size, most of them in one direction
    const pairs = Float64Array.from([...angles].flatMap((angle) => [Math.cos(angle), Math.sin(angle)]));
    expect(correlationOfPairs(stirred(pairs, random(3), 2))).toBeCloseTo(correlationOfPairs(pairs), 1);
  });

  it("take images without any weight as they are", () => {
    expect(stirred(new Float64Array(8), random(1), 4)).toEqual(new Float64Array(8));
  });

  it("smooth noise over 3 × 3 pixels: neighbours agree by two thirds, pixels three apart not at all", () => {
    const noise = smoothNoise(60, random(5));
    expect(agreement(noise, 1)).toBeCloseTo(2 / 3, 1);
    expect(Math.abs(agreement(noise, 3))).toBeLessThan(0.05);
    expect(smoothNoise(2, random(5), [4, 5]).length).toBe(40);
  });

  it("say when the weights are not so many images", () => {
    expect(() => stirred(images(1, 10), random(1))).toThrow(
      "10 weights are not so many images of 784 pixels",
    );
  });
});

function correlationOfPairs(pairs: Float64Array): number {
  let [uv, uu, vv] = [0, 0, 0];
  for (let i = 0; i < pairs.length; i += 2) {
    const [u, v] = [pairs[i]!, pairs[i + 1]!];
    [uv, uu, vv] = [uv + u * v, uu + u * u, vv + v * v];
  }
  return uv / Math.sqrt(uu * vv);
}

/** The correlation of pixels so many columns apart, inside the rim of images of 28 × 28. */
function agreement(all: Float64Array, apart: number): number {
  const pairs: number[] = [];
  all.forEach((v, i) => {
    const [row, column] = [Math.floor((i % 784) / 28), i % 28];
    if (row > 0 && row < 27 && column > 0 && column + apart < 27) pairs.push(v, all[i + apart]!);
  });
  return correlationOfPairs(Float64Array.from(pairs));
}
