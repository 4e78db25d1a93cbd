// An error against a step size, both on logarithmic axes, where a power law is a straight line and its slope the power.

import type { Data } from "plotly.js";
import type { Figure } from "./figure";
import { extent, say, short, thinned, titled } from "./numbers";
import { axis, heading, layout, legendAbove, look } from "./theme";

/** A measured quantity: pairs of step size and error, both above zero; others are left out. */
export interface ErrorSeries {
  name: string;
  points: readonly { x: number; y: number }[];
}

/** Points on two logarithmic axes, each series with the line that fits it best; the legend tells its slope. */
export function logLog(
  all: readonly ErrorSeries[],
  options: {
    x?: string;
    y?: string;
    title?: string;
    /** Which step sizes the lines are fitted to. Default: all. Rounding spoils the smallest ones. */
    fit?: [number, number];
  } = {},
): Figure {
  const {
    x = "size of the step |Δw|",
    y = "error",
    title = "",
    fit = [0, Number.POSITIVE_INFINITY],
  } = options;
  const fitted = all.map(({ name, points }) => {
    const usable = points.filter((p) => p.x > 0 && p.y > 0 && Number.isFinite(p.x * p.y));
    const line = straight(usable.filter((p) => p.x >= fit[0] && p.x <= fit[1]));
    return { name, points: thinned(usable, 300), ...line };
  });
  return {
    data: fitted.flatMap(({ name, points, slope, at }, i): Partial<Data>[] => {
      const { colour, dash, symbol } = look(i);
      const ends = extent(points.map((p) => p.x).filter((v) => v >= fit[0] && v <= fit[1]));
      return [
        {
          type: "scatter",
          mode: "markers",
          name,
          legendgroup: name,
          showlegend: false,
          x: points.map((p) => short(p.x)),
          y: points.map((p) => short(p.y)),
          marker: { color: colour, symbol, size: 8 },
          hovertemplate: "(%{x:.3~g}, %{y:.3~g})<extra></extra>",
        },
        {
          type: "scatter",
          mode: "lines",
          name: `${name}: slope ${slope.toFixed(2).replace("-", "−")}`,
          legendgroup: name,
          x: ends.map((v) => short(v)),
          y: ends.map((v) => short(at(v))),
          line: { color: colour, width: 2, dash },
          hoverinfo: "skip",
        },
      ];
    }),
    layout: layout({
      title: heading(title),
      height: 420,
      xaxis: axis(x, { type: "log", exponentformat: "power", dtick: 1 }),
      yaxis: axis(y, { type: "log", exponentformat: "power" }),
      legend: legendAbove,
    }),
    summary: titled(
      title,
      `${fitted.map(({ name, slope, points }) => `${name} has slope ${say(slope)} over ${points.length} points`).join("; ")}.`,
    ),
  };
}

// Least squares on the logarithms: y = e^c x^slope.
function straight(points: readonly { x: number; y: number }[]): { slope: number; at: (x: number) => number } {
  const [xs, ys] = [points.map((p) => Math.log(p.x)), points.map((p) => Math.log(p.y))];
  const mean = (v: number[]) => v.reduce((a, b) => a + b, 0) / v.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const variance = mean(xs.map((v) => (v - mx) ** 2));
  const slope = variance > 0 ? mean(xs.map((v, i) => (v - mx) * (ys[i]! - my))) / variance : 0;
  return { slope, at: (x) => Math.exp(my + slope * (Math.log(x) - mx)) };
}
