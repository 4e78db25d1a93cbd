// Data sets in the form the sums read: images as lists of inked pixels when most pixels are blank, else as they are.
// The formats are drawn in assembly/lists.ts and assembly/memory.ts.

import type { Dataset, RealDataset } from "../dataset";

/** A data set for the sums. Example i is in the bytes from starts[i] up to starts[i + 1]. */
export interface Packed {
  kind: "lists" | "bytes" | "reals";
  bytes: Uint8Array;
  starts: Uint32Array;
  labels: Uint8Array;
}

/** Packs a data set; what need not change is not copied. */
export function pack(data: Dataset | RealDataset): Packed {
  const { images, labels } = data;
  if (images instanceof Float32Array) {
    const bytes = new Uint8Array(images.buffer, images.byteOffset, images.byteLength);
    return { kind: "reals", bytes, starts: evenStarts(data.size, images.byteLength), labels };
  }
  const lists = packLists(images, data.size);
  if (lists) return { kind: "lists", ...lists, labels };
  return { kind: "bytes", bytes: images, starts: evenStarts(data.size, images.length), labels };
}

function evenStarts(size: number, length: number): Uint32Array {
  return Uint32Array.from({ length: size + 1 }, (_, i) => (i * length) / size);
}

/** The lists of inked pixels, or undefined as soon as they take more room than the images. */
function packLists(images: Uint8Array, size: number): { bytes: Uint8Array; starts: Uint32Array } | undefined {
  const pixelCount = images.length / size;
  const room = (images.length >> 1) + pixelCount;
  const lists = new Uint16Array(room); // memory that is never written is never taken
  const starts = new Uint32Array(size + 1);
  let n = 0;
  for (let i = 0; i < size; i++) {
    n = packImage(images, i * pixelCount, (i + 1) * pixelCount, lists, n);
    if (n + pixelCount > room) return undefined;
    starts[i + 1] = 2 * n;
  }
  return { bytes: new Uint8Array(lists.buffer, 0, 2 * n), starts };
}

/** Writes the pixels of one image to the lists from place n on; returns the place after. */
function packImage(images: Uint8Array, first: number, end: number, lists: Uint16Array, n: number): number {
  let last = first;
  for (let k = first; k < end; k++) {
    const gap = k - last;
    if (images[k] === 0 && gap < 255) continue;
    lists[n++] = (images[k]! << 8) | gap;
    last = k;
  }
  return n;
}
