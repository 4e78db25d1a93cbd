// What a network makes of a data set, image by image: its readings, its confusions, its worst mistakes.

import { type Dataset, pixels } from "./dataset";
import type { Network } from "./network";
import { checkData } from "./train-options";
import { indexOfLargest } from "./vector";

/** How a network read one image. */
export interface Reading {
  /** The place of the image in its data set. */
  readonly index: number;
  /** What the image is. */
  readonly label: number;
  /** What the network took it for. */
  readonly guess: number;
  /** The activation of the brightest output: how sure the network was. */
  readonly confidence: number;
}

/** Lets the network read every image. Throws a RangeError for data that do not fit the network. */
export function readings(net: Network, data: Dataset): Reading[] {
  checkData(net, data, "given");
  return Array.from({ length: data.size }, (_, index) => {
    const outputs = net.predict(pixels(data, index));
    const guess = indexOfLargest(outputs);
    return { index, label: data.labels[index]!, guess, confidence: outputs[guess]! };
  });
}

/** counts[label][guess]: how often an image with that label was taken for that guess. classes × classes. */
export function confusionMatrix(all: readonly Reading[], classes = 10): number[][] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const { label, guess } of all) counts[label]![guess]!++;
  return counts;
}

/** The readings that are wrong, the most confident first. */
export function worstMistakes(all: readonly Reading[]): Reading[] {
  return all.filter(({ label, guess }) => label !== guess).sort((a, b) => b.confidence - a.confidence);
}
