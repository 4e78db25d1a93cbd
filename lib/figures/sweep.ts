// What a sweep found: one cell for every pair of settings, its result as colour and number, the best one framed.

import type { Figure } from "./figure";
import { count, extent, say, short, titled } from "./numbers";
import { axis, COLUMN_WIDTH, colours, heading, inkOn, layout, lowToHigh } from "./theme";

/** The result at one pair of settings. A run that diverged has NaN. */
export interface SweepCell {
  /** The setting that goes across, such as η. */
  x: number | string;
  /** The setting that goes down, such as the number of hidden neurons. */
  y: number | string;
  /** The result, such as the validation accuracy in per cent. */
  value: number;
}

const MOST = 400;

/**
 * A heat map of results over two settings, in the order in which they first appear. At most 400 cells. Results far worse
 * than the others (beyond Tukey's fence) get the end of the scale, so that the differences among the others show.
 */
export function sweepMap(
  cells: readonly SweepCell[],
  options: {
    /** The titles of the axes. Default "learning rate η" and "hidden neurons". */
    x?: string;
    y?: string;
    /** What the results are. Default "validation accuracy (%)". */
    value?: string;
    /** Whether the best result is the highest (the default) or the lowest. */
    best?: "highest" | "lowest";
    title?: string;
  } = {},
): Figure {
  const {
    x = "learning rate η",
    y = "hidden neurons",
    value = "validation accuracy (%)",
    title = "",
  } = options;
  if (cells.length > MOST) throw new RangeError(`a sweep map has at most ${MOST} cells, got ${cells.length}`);
  const across = [...new Set(cells.map((c) => String(c.x)))];
  const down = [...new Set(cells.map((c) => String(c.y)))];
  const at = new Map(cells.map((c) => [`${c.x} ${c.y}`, c.value]));
  const z = down.map((b) => across.map((a) => short(at.get(`${a} ${b}`) ?? Number.NaN, 5)));
  const sign = options.best === "lowest" ? -1 : 1;
  const best = cells
    .filter((c) => Number.isFinite(c.value))
    .reduce<SweepCell | undefined>((a, c) => (a && sign * a.value >= sign * c.value ? a : c), undefined);
  const [i, j] = best ? [across.indexOf(String(best.x)), down.indexOf(String(best.y))] : [0, 0];
  const [low, high] = scaleOf(
    z.flat().filter((v) => v !== null),
    sign,
  );
  const share = (v: number) =>
    Math.min(1, Math.max(0, (high > low ? (v - low) / (high - low) : 0.5) * sign + (sign < 0 ? 1 : 0)));
  return {
    data: [
      {
        type: "heatmap",
        x: across,
        y: down,
        z,
        zmin: low,
        zmax: high,
        colorscale: lowToHigh,
        reversescale: sign < 0,
        xgap: 3,
        ygap: 3,
        colorbar: { title: { text: value, side: "right" }, thickness: 12, outlinewidth: 0 },
        hovertemplate: `${x} %{x}, ${y} %{y}: %{z:.4~g}<extra></extra>`,
      },
      {
        type: "scatter",
        mode: "text",
        x: down.flatMap(() => across),
        y: down.flatMap((b) => across.map(() => b)),
        text: z.flat().map((v) => (v === null ? "–" : say(v, 4))),
        textfont: { size: 15, color: z.flat().map((v) => (v === null ? colours.ink : inkOn(share(v)))) },
        hoverinfo: "skip",
      },
    ],
    layout: layout({
      title: heading(title),
      width: Math.min(COLUMN_WIDTH, 230 + 84 * across.length),
      height: 140 + 46 * down.length,
      xaxis: axis(x, { type: "category", showgrid: false }),
      yaxis: axis(y, { type: "category", autorange: "reversed", showgrid: false }),
      showlegend: false,
      shapes: best
        ? [
            {
              type: "rect",
              x0: i - 0.5,
              x1: i + 0.5,
              y0: j - 0.5,
              y1: j + 0.5,
              line: { color: colours.accent, width: 4 },
            },
          ]
        : [],
    }),
    summary: titled(
      title,
      `${value} for ${count(cells.length, "pair")} of settings; ` +
        (best ? `best ${say(best.value, 4)} at ${x} ${best.x}, ${y} ${best.y}.` : "none came to an end."),
    ),
  };
}

// From the worst to the best of the results, leaving out those that are worse than the quarters by one and a half times
// the distance between the quarters (Tukey 1977).
function scaleOf(values: readonly number[], sign: number): [number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const quarter = (q: number) => sorted[Math.round(q * (sorted.length - 1))] ?? 0;
  const reach = 1.5 * (quarter(0.75) - quarter(0.25));
  return extent(sorted.filter((v) => (sign > 0 ? v >= quarter(0.25) - reach : v <= quarter(0.75) + reach)));
}
