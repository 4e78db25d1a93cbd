// Data sets in the memory of the sums: images as lists of inked pixels where most are blank, else as they are.

import type { Dataset, RealDataset } from "../dataset";
import type { Sums } from "./module";

/** Where a data set is: addresses in bytes. */
export interface ExamplesPlace {
  /** What the sums know of it: three whole numbers. */
  record: number;
  /** An address per example and one more. */
  starts: number;
  labels: number;
  bytes: number;
}

/** Bytes through which images go to be packed. */
export const BENCH: number = 65536;
/** Bytes that may be written behind examples before they turn out too long, or be read behind the last one. */
export const SLACK: number = 4 * BENCH;

const kinds = { lists: 0, bytes: 1, reals: 2 };
const MOST = 65536; // pixels that the 16 bits in a list can number

/** Writes a data set to its place. bench: the address of BENCH free bytes. */
export function writeExamples(
  memory: ArrayBuffer,
  sums: Sums,
  bench: number,
  place: ExamplesPlace,
  data: Dataset | RealDataset,
): void {
  new Uint8Array(memory, place.labels, data.size).set(data.labels.subarray(0, data.size));
  const starts = new Uint32Array(memory, place.starts, data.size + 1);
  starts[0] = place.bytes;
  const images = data.images.subarray(0, data.size * data.shape[0] * data.shape[1]);
  let kind = kinds.reals;
  if (images instanceof Uint8Array) {
    kind = packLists(memory, sums, bench, place, images, starts) ? kinds.lists : kinds.bytes;
  }
  if (kind !== kinds.lists) copyWhole(memory, place, images, starts);
  new Uint32Array(memory, place.record, 3).set([kind, place.starts, place.labels]);
}

/** False when the lists take more room than the images would: when more than a third of the pixels are inked. */
function packLists(
  memory: ArrayBuffer,
  sums: Sums,
  bench: number,
  place: ExamplesPlace,
  images: Uint8Array,
  starts: Uint32Array,
): boolean {
  const size = starts.length - 1;
  const pixelCount = images.length / size;
  if (pixelCount > MOST) return false;
  const atOnce = Math.floor(BENCH / pixelCount);
  const onBench = new Uint8Array(memory, bench, BENCH);
  for (let i = 0; i < size; i += atOnce) {
    const count = Math.min(atOnce, size - i);
    onBench.set(images.subarray(i * pixelCount, (i + count) * pixelCount));
    sums.pack(bench, count, pixelCount, place.starts + 4 * i);
    if (starts[i + count]! > place.bytes + images.length) return false;
  }
  return true;
}

function copyWhole(
  memory: ArrayBuffer,
  place: ExamplesPlace,
  images: Uint8Array | Float32Array,
  starts: Uint32Array,
): void {
  const each = images.byteLength / (starts.length - 1);
  for (let i = 0; i < starts.length; i++) starts[i] = place.bytes + i * each;
  new Uint8Array(memory, place.bytes, images.byteLength).set(
    new Uint8Array(images.buffer, images.byteOffset, images.byteLength),
  );
}
