// How much a picture of weights looks like an edge: the largest correlation with a bank of edges and bars at every
// place, at many angles and sizes. It leaves out what a high score is: that only controls can tell.

import { exp } from "./elementary";
import type { Vector } from "./vector";

/** One picture of the bank: what it shows and where. */
export interface Edge {
  /** An edge has ink on one side and paper on the other; a bar has ink between two strips of paper. */
  readonly kind: "edge" | "bar";
  /** The pixel in its middle, counted from 0. */
  readonly row: number;
  readonly column: number;
  /** The way across it, in degrees from 0 to below 180: 0 goes to the right, 90 down. An edge has its ink at the far end. */
  readonly angle: number;
  /** How far it reaches across, as the standard deviation of its window in pixels; along it reaches twice as far. */
  readonly width: number;
}

/** The picture of the bank that is most like an image. */
export interface EdgeMatch extends Edge {
  /** The correlation with it, from −1 to 1; below zero when ink and paper have changed places. */
  readonly correlation: number;
  /** The size of the correlation, from 0 to 1: the edge score. Its square is the share of the image that the edge explains. */
  readonly score: number;
}

const ANGLES = [0, 22.5, 45, 67.5, 90, 112.5, 135, 157.5];
const SIZES = [
  { width: 1, step: 1 },
  { width: 1.5, step: 1 },
  { width: 2.5, step: 2 },
  { width: 4, step: 2 },
]; // step: from one place to the next, in pixels
const REACH = 2.5; // where the window ends, in widths

/** All pictures of the bank for images of this shape: 31,360 for 28 × 28. */
export function allEdges([rows, columns]: [number, number] = [28, 28]): Edge[] {
  const all: Edge[] = [];
  for (const { width, step } of SIZES) {
    for (let row = 0; row < rows; row += step) {
      for (let column = 0; column < columns; column += step) {
        for (const kind of ["edge", "bar"] as const) {
          for (const angle of ANGLES) all.push({ kind, row, column, angle, width });
        }
      }
    }
  }
  return all;
}

/**
 * An edge as an image, rows × columns: the first derivative of a soft blob across it, or the second, with its sign
 * changed, for a bar (Young 1987). Ink is above zero, paper below, and beyond its window everything is 0.
 */
export function edgePicture(edge: Edge, shape: [number, number] = [28, 28]): Float64Array {
  const picture = new Float64Array(shape[0] * shape[1]);
  visit(edge, shape, (pixel, value) => {
    picture[pixel] = value;
  });
  return picture;
}

/** The edge or bar that is most like an image of rows × columns. An image that is the same everywhere scores 0. */
export function bestEdge(image: Vector, shape: [number, number] = [28, 28]): EdgeMatch {
  if (image.length !== shape[0] * shape[1])
    throw new RangeError(`expected an image of ${shape.join(" × ")}, got ${image.length} pixels`);
  return bestOf([standardised(image)], bankFor(shape))[0]!;
}

/** The best edge for each of many images, such as the weights to the neurons of a layer: neurons × pixels, row-major. */
export function bestEdges(weights: Vector, shape: [number, number] = [28, 28]): EdgeMatch[] {
  const size = shape[0] * shape[1];
  if (weights.length % size !== 0)
    throw new RangeError(`${weights.length} weights are not so many images of ${shape.join(" × ")}`);
  const all = Float64Array.from(weights);
  const images: Float64Array[] = [];
  for (let at = 0; at < all.length; at += size) images.push(standardised(all.subarray(at, at + size)));
  const matches: EdgeMatch[] = [];
  for (let i = 0; i < images.length; i += 4) matches.push(...bestOf(images.slice(i, i + 4), bankFor(shape)));
  return matches;
}

/** The best matches of up to four standardised images. The way to the bank is long, so it is walked for all of them at once. */
function bestOf(images: Float64Array[], { edges, starts, pixels, values }: Bank): EdgeMatch[] {
  const four = new Float64Array(4 * images[0]!.length); // pixel by pixel, one number of each image
  images.forEach((image, k) => {
    image.forEach((v, p) => {
      four[4 * p + k] = v;
    });
  });
  const best = images.map(() => ({ edge: 0, correlation: 0 }));
  const sums = new Float64Array(4);
  for (let e = 0; e < edges.length; e++) {
    let [one, two, three, fourth] = [0, 0, 0, 0];
    const end = starts[e + 1]!;
    for (let i = starts[e]!; i < end; i++) {
      const [value, at] = [values[i]!, 4 * pixels[i]!];
      one += value * four[at]!;
      two += value * four[at + 1]!;
      three += value * four[at + 2]!;
      fourth += value * four[at + 3]!;
    }
    sums.set([one, two, three, fourth]);
    best.forEach((known, k) => {
      if (Math.abs(sums[k]!) > Math.abs(known.correlation)) best[k] = { edge: e, correlation: sums[k]! };
    });
  }
  return best.map(({ edge, correlation }) => {
    const kept = Math.min(1, Math.max(-1, correlation)); // the bank is in float32
    return { ...edges[edge]!, correlation: kept, score: Math.abs(kept) };
  });
}

/** Calls back for every pixel inside the window of the edge. */
function visit(edge: Edge, shape: [number, number], use: (pixel: number, value: number) => void): void {
  const { kind, angle, width } = edge;
  const [rows, columns] = shape;
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const far = Math.ceil(2 * REACH * width);
  const [top, bottom] = [Math.max(0, edge.row - far), Math.min(rows - 1, edge.row + far)];
  const [left, right] = [Math.max(0, edge.column - far), Math.min(columns - 1, edge.column + far)];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const [down, aside] = [row - edge.row, column - edge.column];
      const across = (aside * cos + down * sin) / width;
      const along = (down * cos - aside * sin) / (2 * width);
      const distance = across * across + along * along;
      if (distance > REACH * REACH) continue;
      const blob = exp(-distance / 2);
      use(row * columns + column, (kind === "edge" ? across : 1 - across * across) * blob);
    }
  }
}

/** The bank, each picture as the pixels inside its window, scaled so that its product with a standardised image is the correlation. */
interface Bank {
  edges: Edge[];
  /** Picture e has the entries from starts[e] up to, not including, starts[e + 1]. */
  starts: Uint32Array;
  pixels: Uint16Array;
  values: Float32Array;
}

const banks = new Map<string, Bank>();

function bankFor(shape: [number, number]): Bank {
  const known = banks.get(shape.join());
  if (known) return known;
  const bank = makeBank(shape);
  banks.set(shape.join(), bank);
  return bank;
}

function makeBank(shape: [number, number]): Bank {
  const edges = allEdges(shape);
  const starts = new Uint32Array(edges.length + 1);
  edges.forEach((edge, e) => {
    let size = 0;
    visit(edge, shape, () => size++);
    starts[e + 1] = starts[e]! + size;
  });
  const pixels = new Uint16Array(starts.at(-1)!);
  const values = new Float32Array(starts.at(-1)!);
  edges.forEach((edge, e) => {
    let [at, sum, squares] = [starts[e]!, 0, 0];
    visit(edge, shape, (pixel, value) => {
      pixels[at] = pixel;
      values[at++] = value;
      sum += value;
      squares += value * value;
    });
    const length = Math.sqrt(squares - (sum * sum) / (shape[0] * shape[1])); // of the picture less its mean
    for (let i = starts[e]!; i < at; i++) values[i]! /= length;
  });
  return { edges, starts, pixels, values };
}

/** The image less its mean, scaled to length 1; zeros when it is the same everywhere. */
function standardised(image: Vector): Float64Array {
  const values = Float64Array.from(image);
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const largest = values.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const length = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0));
  if (!(length > 1e-12 * largest)) return new Float64Array(values.length);
  return values.map((v) => (v - mean) / length);
}
