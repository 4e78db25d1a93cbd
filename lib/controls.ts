// Controls for a claim about pictures of weights: pictures that share everything with them but the one thing claimed.
// All take and return images × pixels numbers, row-major, and leave what they are given as it was.

import type { Random } from "./random";
import type { Vector } from "./vector";

/** The same numbers, the pixels of each image in a random order of its own: whatever neighbours had in common is gone. */
export function shuffledPixels(weights: Vector, random: Random, pixels = 784): Float64Array {
  const out = Float64Array.from(weights);
  checkImages(out.length, pixels);
  for (let j = 0; j < out.length; j += pixels) random.shuffle(out.subarray(j, j + pixels));
  return out;
}

/**
 * As many images, each a mixture of all the given ones in random proportions (normally distributed, every image scaled
 * to the same size first). Mixtures are as smooth as the images and in the same places, to the last correlation
 * between two pixels; what single images are about is lost in them.
 */
export function stirred(weights: Vector, random: Random, pixels = 784): Float64Array {
  const images = Float64Array.from(weights);
  checkImages(images.length, pixels);
  const out = new Float64Array(images.length);
  for (let j = 0; j < images.length; j += pixels) {
    const image = images.subarray(j, j + pixels);
    const size = Math.sqrt(image.reduce((sum, v) => sum + v * v, 0)) || 1;
    for (let i = 0; i < out.length; i += pixels) {
      const part = random.gaussian() / size;
      for (let p = 0; p < pixels; p++) out[i + p]! += part * image[p]!;
    }
  }
  return out;
}

/** So many images of noise, normally distributed, in which each pixel is the mean of the 3 × 3 around it. */
export function smoothNoise(
  count: number,
  random: Random,
  [rows, columns]: [number, number] = [28, 28],
): Float64Array {
  const out = new Float64Array(count * rows * columns);
  for (let i = 0; i < out.length; i += rows * columns) {
    const noise = Float64Array.from({ length: rows * columns }, () => random.gaussian());
    for (let p = 0; p < noise.length; p++) out[i + p] = meanAround(noise, p, rows, columns);
  }
  return out;
}

function meanAround(image: Float64Array, pixel: number, rows: number, columns: number): number {
  const [row, column] = [Math.floor(pixel / columns), pixel % columns];
  let [sum, count] = [0, 0];
  for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
    for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
      sum += image[r * columns + c]!;
      count++;
    }
  }
  return sum / count;
}

function checkImages(length: number, pixels: number): void {
  if (length % pixels !== 0)
    throw new RangeError(`${length} weights are not so many images of ${pixels} pixels`);
}
