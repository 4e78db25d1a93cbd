// Data sets in the form the sums read: images as lists of inked pixels when most pixels are blank, else as they are.

import type { Dataset, RealDataset } from "../dataset";

/** A data set for the sums. Example i is in the bytes from starts[i] up to starts[i + 1]. */
export interface Packed {
  /** lists: as drawn in assembly/lists.ts; bytes: a grey level a pixel; reals: a float a pixel. */
  kind: "lists" | "bytes" | "reals";
  bytes: Uint8Array;
  starts: Uint32Array;
  labels: Uint8Array;
}

const MOST = 65536; // pixels that 16 bits can number

/** Packs a data set; what need not change is not copied. */
export function pack(data: Dataset | RealDataset): Packed {
  const { images, labels, size } = data;
  if (images instanceof Uint8Array) {
    const lists = packLists(images, size);
    if (lists) return { kind: "lists", ...lists, labels };
  }
  const bytes = new Uint8Array(images.buffer, images.byteOffset, images.byteLength);
  const starts = Uint32Array.from({ length: size + 1 }, (_, i) => (i * bytes.length) / size);
  return { kind: images instanceof Uint8Array ? "bytes" : "reals", bytes, starts, labels };
}

/** The lists of inked pixels, or undefined when more than a third of the pixels are inked: they take 3 bytes each. */
function packLists(images: Uint8Array, size: number): Pick<Packed, "bytes" | "starts"> | undefined {
  const pixelCount = images.length / size;
  if (pixelCount > MOST) return undefined;
  const bytes = new Uint8Array(images.length + 3 * pixelCount);
  const starts = new Uint32Array(size + 1);
  const levels = new Uint8Array(pixelCount);
  let end = 0;
  for (let i = 0; i < size; i++) {
    const first = i * pixelCount;
    let n = 0;
    for (let k = 0; k < pixelCount; k++) {
      const level = images[first + k]!;
      if (level === 0) continue;
      levels[n++] = level;
      bytes[end++] = k;
      bytes[end++] = k >> 8;
    }
    for (let j = 0; j < n; j++) bytes[end++] = levels[j]!;
    if (end > images.length) return undefined;
    starts[i + 1] = end;
  }
  return { bytes: bytes.subarray(0, end), starts };
}
