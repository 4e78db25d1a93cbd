// A small data set that can be learned in a moment: three kinds of striped 4 × 4 images, with noise.

import { type Dataset, makeDataset } from "descent/dataset";
import { random } from "descent/random";

export function stripes(size: number, seed = 1): Dataset {
  const stream = random(seed);
  const labels = Array.from({ length: size }, () => stream.integer(3));
  const images = new Uint8Array(size * 16);
  for (let i = 0; i < images.length; i++) {
    const [row, column] = [Math.floor((i % 16) / 4), i % 4];
    const bright = [row % 2, column % 2, (row + column) % 2][labels[Math.floor(i / 16)]!] === 1;
    images[i] = stream.integer(100) + (bright ? 150 : 0);
  }
  return makeDataset(images, labels, [4, 4]);
}
