// A valley from above as terraces: one tint from each line of equal height to the next, as on a map for walkers.
// Even tints also keep the file small: JupyterLab saves a picture of every figure, and gradients hardly compress.

import type { ContourData } from "plotly.js";
import { heights, type Landscape, type Terrain } from "./landscape";
import { extent } from "./numbers";
import { colours, fade, type Scale } from "./theme";

const TERRACES = 16; // about so many
const DEEPEST = 0.75; // the opacity of the blue at the bottom; the highest terrace is the page itself

/** The ground of a contour figure, steps × steps places of it: the lower, the deeper the blue. */
export function terraces(ground: Landscape | Terrain, steps: number): Partial<ContourData> {
  const grid = heights(ground, steps);
  const [low, high] = extent(grid.z.flat().filter((z) => z !== null));
  const size = roundNumber((high - low || 1) / TERRACES);
  const start = Math.ceil(low / size) * size;
  const edges = Array.from({ length: Math.floor((high - start) / size) + 1 }, (_, i) => start + i * size);
  return {
    type: "contour",
    ...grid,
    zmin: low,
    zmax: high > low ? high : low + 1,
    colorscale: tints(edges.map((edge) => (edge - low) / (high - low || 1)).filter((t) => t > 0 && t < 1)),
    contours: { coloring: "heatmap", start, end: start + size * (edges.length - 1), size },
    line: { width: 1, color: fade("#808080", 0.55) },
  };
}

// One tint between two edges, fading quickly at first, so that the bottom is seen to be the bottom.
function tints(edges: readonly number[]): Scale {
  const all = [0, ...edges, 1];
  return all.slice(1).flatMap((to, i): Scale => {
    const from = all[i]!;
    const tint = fade(colours.training, Number((DEEPEST * (1 - (from + to) / 2) ** 1.8).toFixed(3)));
    return [
      [from, tint],
      [to, tint],
    ];
  });
}

// The next of 1, 2, 5, 10, 20, ... in the same order of magnitude.
function roundNumber(x: number): number {
  const power = 10 ** Math.floor(Math.log10(x));
  return power * ([1, 2, 5].find((m) => m * power >= x) ?? 10);
}
