// Gradient descent by hand: a valley from above, balls to set down, η and momentum to choose.

import { packFloats } from "./pack";
import type { DescentParcel } from "./parcel";
import { makeWidget, type Widget } from "./widget";

/** A function of the plane and the part of it to look at. */
export interface Valley {
  f: (x: number, y: number) => number;
  x: [number, number];
  y: [number, number];
}

const CELLS = 64; // across the part that is looked at
const MARGIN = 34; // cells more on every side, so that a ball may swing out and come back

/**
 * A valley to walk down in: click a start, choose learning rate and momentum, watch the ball. It works without a kernel
 * once it is shown: f is sampled here, and between the samples the page goes by a smooth surface through them.
 *
 * Throws a RangeError when a range is empty or f is nowhere finite on it.
 */
export function descentWidget(
  { f, x, y }: Valley,
  options: {
    /** η to begin with, above 0. Default 0.1. */
    learningRate?: number;
    /** How much of the velocity is kept, from 0 (default) to below 1. */
    momentum?: number;
    /** How many steps a ball takes. Default 100. */
    steps?: number;
    /** Where balls stand at first. Default: one, up in a corner. */
    starts?: [number, number][];
  } = {},
): Widget {
  const { learningRate = 0.1, momentum = 0, steps = 100 } = options;
  const starts = options.starts ?? [[x[0] + 0.15 * (x[1] - x[0]), y[0] + 0.85 * (y[1] - y[0])]];
  if (!(x[1] > x[0] && y[1] > y[0])) throw new RangeError(`the ranges ${x} and ${y} go from low to high`);
  if (!(learningRate > 0)) throw new RangeError(`learningRate is a number above 0, got ${learningRate}`);
  if (!(momentum >= 0 && momentum < 1))
    throw new RangeError(`momentum is from 0 to below 1, got ${momentum}`);
  const [width, height] = [(x[1] - x[0]) / CELLS, (y[1] - y[0]) / CELLS];
  const [left, low] = [x[0] - MARGIN * width, y[0] - MARGIN * height];
  const side = CELLS + 2 * MARGIN + 1;
  const values = Float32Array.from({ length: side * side }, (_, i) =>
    f(left + (i % side) * width, low + Math.floor(i / side) * height),
  );
  if (!values.some(Number.isFinite)) throw new RangeError("the function is nowhere a finite number there");
  const grid = { left, low, width, height, columns: side, rows: side, values: packFloats(values) };
  const parcel: DescentParcel = { grid, x, y, learningRate, momentum, steps, starts };
  return makeWidget(
    "descent",
    parcel,
    `A valley seen from above, to walk down in with a learning rate of your choice; it begins with η = ${learningRate}.`,
  );
}
