// Something measured several times at each of a few settings: every draw a dot, the median a line.

import type { Data } from "plotly.js";
import type { Figure } from "./figure";
import { extent, say, short, titled } from "./numbers";
import { axis, fade, heading, layout, legendAbove, look } from "./theme";

/** What was measured under one name: at each x, a few values. */
export interface Measured {
  /** What the legend says. */
  name: string;
  points: readonly { readonly x: number; readonly values: readonly number[] }[];
}

/** A line through the medians and a dot for every single value, so that the spread is seen. */
export function spread(
  all: readonly Measured[],
  options: {
    /** The titles of the axes. */
    x?: string;
    y?: string;
    /** Which axes are logarithmic. Default neither. */
    log?: "x" | "y" | "both";
    title?: string;
  } = {},
): Figure {
  const { x = "x", y = "y", log, title = "" } = options;
  const settings = [...new Set(all.flatMap(({ points }) => points.map((point) => point.x)))].sort(
    (a, b) => a - b,
  );
  const logX = log === "x" || log === "both";
  const logY = log === "y" || log === "both";
  return {
    data: all.flatMap((measured, i) => [dots(measured, i), medians(measured, i)]),
    layout: layout({
      title: heading(title),
      height: 420,
      xaxis: axis(x, {
        ...(logX && { type: "log" }),
        tickvals: settings,
        ticktext: settings.map((v) => v.toLocaleString("en")),
      }),
      yaxis: axis(y, logY ? { type: "log", dtick: 1, exponentformat: "power" } : { rangemode: "tozero" }),
      legend: legendAbove,
      hovermode: "closest",
    }),
    summary: titled(title, `${all.map(inWords).join("; ")}.`),
  };
}

/** The one in the middle; between two, their mean. NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}

function dots({ name, points }: Measured, i: number): Partial<Data> {
  const { colour, symbol } = look(i);
  return {
    type: "scatter",
    mode: "markers",
    name,
    legendgroup: name,
    showlegend: false,
    x: points.flatMap(({ x, values }) => values.map(() => x)),
    y: points.flatMap(({ values }) => values.map((v) => short(v))),
    marker: { color: fade(colour, 0.6), size: 8, symbol },
    hovertemplate: "%{y:.3~g}<extra></extra>",
  };
}

function medians({ name, points }: Measured, i: number): Partial<Data> {
  const { colour, dash, symbol } = look(i);
  return {
    type: "scatter",
    mode: "lines+markers",
    name,
    legendgroup: name,
    x: points.map(({ x }) => x),
    y: points.map(({ values }) => short(median(values))),
    line: { color: colour, width: 2.5, dash },
    marker: { color: colour, size: 9, symbol },
    hovertemplate: "median %{y:.3~g}<extra></extra>",
  };
}

function inWords({ name, points }: Measured): string {
  const parts = points.map(({ x, values }) => {
    const [low, high] = extent(values);
    return `${say(median(values))} (${say(low)} to ${say(high)}) at ${say(x)}`;
  });
  return `${name}: ${parts.join(", ")}`;
}
