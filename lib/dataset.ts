// A data set of labelled grey images, packed as bytes, and the few ways chapters look into one.
// Reading files is `idx` and `mnist`; training on a data set is `train`.

import type { Random } from "./random";

/** Labelled grey images. Image i is the bytes from i · rows · columns on, row by row; its label is labels[i]. */
export interface Dataset {
  /** size × rows × columns grey levels, 0 background to 255 full ink. */
  readonly images: Uint8Array;
  /** size labels, each the number of a class, from 0. */
  readonly labels: Uint8Array;
  /** How many images there are. */
  readonly size: number;
  /** Rows and columns of one image: [28, 28] for MNIST. */
  readonly shape: [number, number];
}

/** The same with other numbers than grey levels for pixels, such as normalised ones; networks take them as they are. */
export interface RealDataset extends Omit<Dataset, "images"> {
  /** size × rows × columns finite numbers, mostly from 0 to 1. */
  readonly images: Float32Array;
}

/**
 * Joins images and labels to a data set, without copying them.
 * images: size × rows × columns grey levels 0–255; labels: size integers 0–255; shape: [rows, columns].
 * Throws a RangeError when the sizes disagree or a label is not an integer from 0 to 255.
 */
export function makeDataset(
  images: Uint8Array,
  labels: ArrayLike<number>,
  shape: [number, number] = [28, 28],
): Dataset {
  const [rows, columns] = shape;
  const expected = labels.length * rows * columns;
  if (images.length !== expected) {
    throw new RangeError(
      `${labels.length} labels and images of ${rows} × ${columns} need ${expected} pixels, got ${images.length}`,
    );
  }
  return { images, labels: toLabels(labels), size: labels.length, shape };
}

/** Images from start up to, not including, end: views on the same bytes. Throws a RangeError when out of range. */
export function subset(data: Dataset, start: number, end: number): Dataset {
  const whole = Number.isInteger(start) && Number.isInteger(end);
  if (!whole || start < 0 || end < start || end > data.size) {
    throw new RangeError(`subset from ${start} to ${end} does not lie in 0 to ${data.size}`);
  }
  const pixelCount = data.shape[0] * data.shape[1];
  const images = data.images.subarray(start * pixelCount, end * pixelCount);
  return { images, labels: data.labels.subarray(start, end), size: end - start, shape: data.shape };
}

/** The images with the given indices, in that order, copied to a new data set. Throws a RangeError for a bad index. */
export function take(data: Dataset, indices: ArrayLike<number>): Dataset {
  const pixelCount = data.shape[0] * data.shape[1];
  const images = new Uint8Array(indices.length * pixelCount);
  const labels = new Uint8Array(indices.length);
  for (let k = 0; k < indices.length; k++) {
    images.set(image(data, indices[k]!), k * pixelCount);
    labels[k] = data.labels[indices[k]!]!;
  }
  return { images, labels, size: indices.length, shape: data.shape };
}

/** The rows × columns pixels of image i as they are stored: a view, not a copy. Throws a RangeError for a bad index. */
export function image<T extends Dataset | RealDataset>(data: T, i: number): T["images"] {
  if (!Number.isInteger(i) || i < 0 || i >= data.size) {
    throw new RangeError(`there is no image ${i}: the data set has ${data.size}, numbered from 0`);
  }
  const pixelCount = data.shape[0] * data.shape[1];
  return data.images.subarray(i * pixelCount, (i + 1) * pixelCount);
}

/** Image i as the input of a network: rows × columns numbers; grey levels become 0 (background) to 1 (full ink). */
export function pixels(data: Dataset | RealDataset, i: number): Float64Array {
  const x = new Float64Array(image(data, i));
  if (data.images instanceof Uint8Array) for (let k = 0; k < x.length; k++) x[k]! /= 255;
  return x;
}

/** The target of a label: as many zeros as classes, with a one at the label. Throws a RangeError outside 0 to classes − 1. */
export function oneHot(label: number, classes = 10): Float64Array {
  if (!Number.isInteger(label) || label < 0 || label >= classes) {
    throw new RangeError(`label ${label} is not an integer from 0 to ${classes - 1}`);
  }
  const target = new Float64Array(classes);
  target[label] = 1;
  return target;
}

/**
 * The same images with the labels of a fraction of them shuffled among themselves: each class keeps its count, and
 * what the label says about the image is gone. fraction: 0 (none) to 1 (all). The given data set stays as it is.
 * random: another seed than that of the training, or the shuffled ones come first in its first epoch.
 */
export function shuffledLabels<T extends Dataset | RealDataset>(
  data: T,
  fraction: number,
  random: Random,
): T {
  if (!(fraction >= 0 && fraction <= 1)) throw new RangeError(`fraction ${fraction} is not from 0 to 1`);
  const order = random.shuffle(Uint32Array.from(data.labels, (_, i) => i));
  const chosen = order.subarray(0, Math.round(fraction * data.size));
  const shuffled = random.shuffle(chosen.slice());
  const labels = data.labels.slice();
  chosen.forEach((i, k) => {
    labels[i] = data.labels[shuffled[k]!]!;
  });
  return { ...data, labels };
}

function toLabels(labels: ArrayLike<number>): Uint8Array {
  if (labels instanceof Uint8Array) return labels;
  const bytes = Uint8Array.from(labels);
  const wrong = Array.from(labels).findIndex((label, i) => label !== bytes[i]);
  if (wrong >= 0)
    throw new RangeError(`label ${labels[wrong]} of image ${wrong} is not an integer from 0 to 255`);
  return bytes;
}
