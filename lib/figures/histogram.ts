// How numbers are distributed: one row of bars for each group, all over the same axis. Confidences run from 0 to 1.

import type { Layout } from "plotly.js";
import type { Vector } from "../vector";
import type { Figure } from "./figure";
import { count, say, short, titled } from "./numbers";
import { axis, colours, heading, layout, look } from "./theme";

/** One group of numbers, such as the confidences of some answers. */
export interface Group {
  /** "right", "wrong" and "noise" have colours of their own. */
  name: string;
  values: Vector;
}

/** How a histogram is drawn. */
export interface HistogramOptions {
  /** How many bars there are in a row. Default 25. */
  bins?: number;
  /** The title of the horizontal axis. */
  x?: string;
  title?: string;
}

const meanings: Record<string, string> = {
  right: colours.positive,
  wrong: colours.accent,
  noise: colours.ink,
};

/** The distribution of confidences (from 0 to 1) in each group, in per cent of the group, one row for each. */
export function confidenceHistogram(groups: readonly Group[], options: HistogramOptions = {}): Figure {
  const { title = "" } = options;
  return {
    ...histogram(groups, [0, 1], { x: "confidence (the largest output)", ...options }),
    summary: titled(title, `${groups.map(confidences).join("; ")}.`),
  };
}

/** The same for any numbers, over a range; what lies beyond it counts in the first or the last bar. */
export function histogram(
  groups: readonly Group[],
  range: [number, number],
  options: HistogramOptions = {},
): Figure {
  const { bins = 25, x = "", title = "" } = options;
  const [from, to] = range;
  const middles = Array.from({ length: bins }, (_, i) => short(from + ((to - from) * (i + 0.5)) / bins)!);
  const shares = groups.map(({ values }) => percentages(values, range, bins));
  const rows = groups.length;
  const axes: Partial<Layout> = {};
  for (let i = 0; i < rows; i++) {
    axes[`yaxis${i === 0 ? "" : i + 1}` as "yaxis"] = axis("", {
      domain: [1 - (i + 0.98) / rows, 1 - (i + 0.24) / rows],
      rangemode: "tozero",
      nticks: 4,
      ticksuffix: " %",
    });
  }
  return {
    data: groups.map(({ name }, i) => ({
      type: "bar",
      name,
      x: middles,
      y: shares[i]!.map((v) => short(v)!),
      yaxis: `y${i === 0 ? "" : i + 1}`,
      marker: { color: colourOf(name, i) },
      hovertemplate: `%{y:.1f} % of ${name}<extra></extra>`,
    })),
    layout: layout({
      title: heading(title),
      height: 110 + 120 * rows,
      xaxis: axis(x, { range, anchor: `y${rows === 1 ? "" : rows}` as "y" }),
      ...axes,
      bargap: 0.08,
      showlegend: false,
      annotations: groups.map(({ name, values }, i) => ({
        xref: "paper",
        yref: "paper",
        x: 0,
        y: 1 - (i + 0.13) / rows,
        xanchor: "left",
        yanchor: "middle",
        text: `${name} (${values.length.toLocaleString("en")})`,
        font: { size: 15, color: colourOf(name, i) },
        showarrow: false,
      })),
    }),
    summary: titled(title, `${groups.map(numbers).join("; ")}.`),
  };
}

function colourOf(name: string, i: number): string {
  return meanings[name] ?? look(i).colour;
}

// The share of the values in each bin, in per cent; the upper end belongs to the last bin.
function percentages(values: Vector, [from, to]: [number, number], bins: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < values.length; i++) {
    const bin = Math.floor(((values[i]! - from) / (to - from)) * bins);
    counts[Math.min(bins - 1, Math.max(0, bin))]!++;
  }
  return counts.map((n) => (100 * n) / Math.max(1, values.length));
}

function confidences({ name, values }: Group): string {
  const middle = quantile(values, 0.5);
  return `${name}: ${count(values.length, "answer")}${middle === undefined ? "" : `, half of them above ${say(middle)}`}`;
}

function numbers({ name, values }: Group): string {
  const [low, high] = [quantile(values, 0.25), quantile(values, 0.75)];
  const middle =
    low === undefined || high === undefined ? "" : `, half of them from ${say(low)} to ${say(high)}`;
  return `${name}: ${count(values.length, "number")}${middle}`;
}

function quantile(values: Vector, q: number): number | undefined {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor(sorted.length * q)];
}
