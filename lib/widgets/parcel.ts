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

/** Everything the neuron widget needs. */
export interface NeuronParcel {
  kind: "perceptron" | "sigmoid";
  /** Whether the slider sets a bias, or the threshold that is minus the bias. */
  form: "bias" | "threshold";
  weights: [number, number];
  bias: number;
  /** How far each slider goes, on both sides of 0. */
  reach: number;
  /** Points of two classes to separate. */
  points: PlanePoint[];
  x: [number, number];
  y: [number, number];
  /** What the two inputs are. */
  inputs: [string, string];
}

/** A point of the class with target 1 or 0. */
export interface PlanePoint {
  x: number;
  y: number;
  label: number;
}

/** A function of the plane as its values on a grid, and everything else the descent widget needs. */
export interface DescentParcel {
  grid: Grid;
  /** The part of the plane to look at. The grid goes further on every side. */
  x: [number, number];
  y: [number, number];
  learningRate: number;
  momentum: number;
  steps: number;
  starts: [number, number][];
}

/** Heights at (left + column · width, low + row · height), row by row, lowest y first. */
export interface Grid {
  left: number;
  low: number;
  width: number;
  height: number;
  columns: number;
  rows: number;
  /** rows × columns float32. */
  values: Base64;
}
