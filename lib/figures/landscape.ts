// Heights above a plane: computed from a function, or measured on a grid by somebody else (a cost, say).

import { short, spaced } from "./numbers";

/** Heights on a grid. z[i][j] is the height at x[j], y[i]: rows of y, columns of x. */
export interface Landscape {
  x: readonly number[];
  y: readonly number[];
  z: readonly (readonly number[])[];
}

/** A function of the plane and the part of it to look at. */
export interface Terrain {
  f: (x: number, y: number) => number;
  x: [number, number];
  y: [number, number];
}

const MOST = 101; // grid lines each way

/** The heights to draw, numbers shortened for the file: the given grid, or steps × steps values of the function. */
export function heights(
  ground: Landscape | Terrain,
  steps: number,
): { x: (number | null)[]; y: (number | null)[]; z: (number | null)[][] } {
  const grid = "f" in ground ? measure(ground, steps) : ground;
  if (grid.x.length > MOST || grid.y.length > MOST) {
    throw new RangeError(
      `a landscape has at most ${MOST} × ${MOST} places, got ${grid.x.length} × ${grid.y.length}`,
    );
  }
  return {
    x: grid.x.map((v) => short(v, 5)),
    y: grid.y.map((v) => short(v, 5)),
    z: grid.z.map((row) => row.map((v) => short(v))),
  };
}

/** The lowest height and its place. */
export function lowest(ground: Landscape | Terrain, steps = 61): { x: number; y: number; z: number } {
  const grid = "f" in ground ? measure(ground, steps) : ground;
  let best = { x: grid.x[0]!, y: grid.y[0]!, z: Number.POSITIVE_INFINITY };
  grid.z.forEach((row, i) => {
    row.forEach((z, j) => {
      if (z < best.z) best = { x: grid.x[j]!, y: grid.y[i]!, z };
    });
  });
  return best;
}

function measure({ f, x, y }: Terrain, steps: number): Landscape {
  const [xs, ys] = [spaced(x, steps), spaced(y, steps)];
  return { x: xs, y: ys, z: ys.map((b) => xs.map((a) => f(a, b))) };
}
