// A smooth surface through heights on a grid: piecewise cubic, so that its slope has no jumps. Second-degree functions
// come out exactly. Outside the grid there is no height.

/** Heights at (left + column · width, low + row · height), row by row. */
export interface HeightGrid {
  left: number;
  low: number;
  width: number;
  height: number;
  columns: number;
  rows: number;
  values: ArrayLike<number>;
}

/** The height at a place, NaN outside the grid, and the slope there. */
export interface Surface {
  height(v: readonly number[]): number;
  slope(v: readonly number[]): number[];
}

type Four = [number, number, number, number];

export function surface(grid: HeightGrid): Surface {
  // the sum over the 4 × 4 heights around a place, each with its share across and its share upwards
  const sum = (v: readonly number[], across: (t: number) => Four, upwards: (t: number) => Four): number => {
    const column = (v[0]! - grid.left) / grid.width;
    const row = (v[1]! - grid.low) / grid.height;
    const [j, i] = [Math.floor(column), Math.floor(row)];
    if (!(j >= 1 && i >= 1 && j + 2 < grid.columns && i + 2 < grid.rows)) return Number.NaN;
    const [shares, rowShares] = [across(column - j), upwards(row - i)];
    let total = 0;
    for (let b = 0; b < 4; b++) {
      const start = (i - 1 + b) * grid.columns + j - 1;
      for (let a = 0; a < 4; a++) total += rowShares[b]! * shares[a]! * grid.values[start + a]!;
    }
    return total;
  };
  return {
    height: (v) => sum(v, shares, shares),
    slope: (v) => [sum(v, changes, shares) / grid.width, sum(v, shares, changes) / grid.height],
  };
}

/** The shares of four neighbours in the height between the middle two, t from 0 to 1: the Catmull–Rom cubic. */
function shares(t: number): Four {
  return [
    0.5 * t * (-1 + t * (2 - t)),
    1 + 0.5 * t * t * (-5 + 3 * t),
    0.5 * t * (1 + t * (4 - 3 * t)),
    0.5 * t * t * (t - 1),
  ];
}

/** The derivatives of the shares by t. */
function changes(t: number): Four {
  return [
    0.5 * (-1 + t * (4 - 3 * t)),
    0.5 * t * (-10 + 9 * t),
    0.5 * (1 + t * (8 - 9 * t)),
    0.5 * t * (3 * t - 2),
  ];
}
