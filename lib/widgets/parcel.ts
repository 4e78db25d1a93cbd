// What travels from the kernel to the page inside a widget's HTML. Types only: both sides read them.

/** Float32 or byte values as base64: little-endian, as every browser and every Node.js machine is. */
export type Base64 = string;

/** A network as a page needs it: to read with, not to learn with. */
export interface NetworkParcel {
  sizes: number[];
  hidden: string;
  output: string;
  /** weights[l]: sizes[l+1] × sizes[l] float32, row-major. */
  weights: Base64[];
  /** biases[l]: sizes[l+1] float32. */
  biases: Base64[];
}

/** Everything the drawing widget needs. */
export interface DrawDigitParcel {
  network: NetworkParcel;
  /** The name of each output. */
  names: string[];
  /** Images to compare with: count × 784 grey levels. */
  samples: Base64;
  /** What each of them is. */
  labels: string[];
}
