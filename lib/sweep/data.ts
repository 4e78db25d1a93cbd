// Data sets in memory that all workers see: SharedArrayBuffers, into which a data set is copied once.

import { types } from "node:util";
import type { Dataset, RealDataset } from "../dataset";

/** What to learn from, and what to measure on. */
export interface SweepData {
  /** What every network learns from. */
  train: Dataset | RealDataset;
  /** What is measured after every epoch. */
  validation?: Dataset | RealDataset;
  /** What every trained network is measured on, once. */
  test?: Dataset | RealDataset;
}

/** The data in shared memory. Data that are there already are not copied. */
export function share(data: SweepData | Dataset | RealDataset): SweepData {
  const { train, validation, test } = "images" in data ? { train: data } : (data as SweepData);
  return {
    train: shareSet(train),
    validation: validation && shareSet(validation),
    test: test && shareSet(test),
  };
}

function shareSet({ images, labels, size, shape }: Dataset | RealDataset): Dataset | RealDataset {
  return { images: shareNumbers(images), labels: shareNumbers(labels), size, shape } as Dataset | RealDataset;
}

function shareNumbers(numbers: Uint8Array | Float32Array): Uint8Array | Float32Array {
  if (types.isSharedArrayBuffer(numbers.buffer)) return numbers;
  const memory = new SharedArrayBuffer(numbers.byteLength);
  const copy = numbers instanceof Float32Array ? new Float32Array(memory) : new Uint8Array(memory);
  copy.set(numbers);
  return copy;
}
