// The first-layer weights of a network that is learning, as one small PNG, drawn anew a few times a second.
// The figure to keep is weightImages; this one is quick to make and to send.

import { PNG } from "pngjs";
import type { Vector } from "../vector";
import { colours } from "./theme";

/** A picture that can stand in a page: a data address, and its size in pixels before it is enlarged. */
export interface Picture {
  readonly src: string;
  readonly width: number;
  readonly height: number;
  /** What it shows, in words. */
  readonly alt: string;
}

const COLUMNS = 10;
const MOST = 30; // neurons
const GAP = 2; // clear pixels between two images

/**
 * The weights to the first neurons (at most 30) as images, ten in a row: green above zero, purple below, clear at zero.
 * weights: neurons × rows · columns, row-major; shape: rows and columns of one image.
 */
export function weightsPicture(weights: Vector, [rows, columns]: [number, number]): Picture {
  const pixels = rows * columns;
  const neurons = Math.min(MOST, Math.floor(weights.length / pixels));
  const width = Math.min(neurons, COLUMNS) * (columns + GAP) - GAP;
  const height = Math.ceil(neurons / COLUMNS) * (rows + GAP) - GAP;
  const png = new PNG({ width, height });
  const full = fullColour(weights, neurons * pixels);
  for (let i = 0; i < neurons * pixels; i++) {
    const [neuron, pixel] = [Math.floor(i / pixels), i % pixels];
    const x = (neuron % COLUMNS) * (columns + GAP) + (pixel % columns);
    const y = Math.floor(neuron / COLUMNS) * (rows + GAP) + Math.floor(pixel / columns);
    const ink = weights[i]! > 0 ? positive : negative;
    png.data.set([...ink, Math.min(255, (255 * Math.abs(weights[i]!)) / full)], 4 * (y * width + x));
  }
  const src = `data:image/png;base64,${PNG.sync.write(png, { deflateLevel: 1 }).toString("base64")}`;
  return { src, width, height, alt: `The weights to ${neurons} hidden neurons as images` };
}

const positive = bytes(colours.positive);
const negative = bytes(colours.negative);

function bytes(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

// Two and a half times the mean size gets the full colour: one huge weight must not make all others invisible.
function fullColour(weights: Vector, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += Math.abs(weights[i]!);
  return (2.5 * sum) / count || 1;
}
