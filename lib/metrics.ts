// What a network makes of a data set, image by image: its readings, its confusions, its worst mistakes.

import { type Dataset, pixels } from "./dataset";
import type { Network } from "./network";
import { checkData } from "./train-options";

/** How a network read one image. */
export interface Reading {
  /** The place of the image in its data set. */
  readonly index: number;
  /** What the image is. */
  readonly label: number;
  /** What the network took it for. */
  readonly guess: number;
  /** How sure the network was: the activation of the brightest output; with a code, 1 − |y − a| of the output furthest off. */
  readonly confidence: number;
}

/** Lets the network read every image. Throws a RangeError for data that do not fit the network. */
export function readings(net: Network, data: Dataset): Reading[] {
  checkData(net, data, "given");
  return Array.from({ length: data.size }, (_, index) => {
    const outputs = net.predict(pixels(data, index));
    const guess = net.labelOf(outputs);
    return { index, label: data.labels[index]!, guess, confidence: confidenceOf(net, outputs, guess) };
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

// With a code, an answer is as sure as the output that is furthest from its place in the word.
function confidenceOf({ code }: Network, outputs: Float64Array, guess: number): number {
  const word = code?.[guess];
  return word ? 1 - Math.max(...word.map((y, j) => Math.abs(y - outputs[j]!))) : outputs[guess]!;
}
