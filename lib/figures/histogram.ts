// How sure the answers were: one row of bars for each group, over the same axis from 0 to 1.

import type { Layout } from "plotly.js";
import type { Vector } from "../vector";
import type { Figure } from "./figure";
import { count, say, short, titled } from "./numbers";
import { axis, colours, heading, layout, look } from "./theme";

/** One group of answers. */
export interface Group {
  /** "right", "wrong" and "noise" have colours of their own. */
  name: string;
  /** The confidence of each answer, from 0 to 1. */
  values: Vector;
}

const meanings: Record<string, string> = {
  right: colours.positive,
  wrong: colours.accent,
  noise: colours.ink,
};

/** The distribution of confidences in each group, in per cent of the group, one row for each. */
export function confidenceHistogram(
  groups: readonly Group[],
  options: { bins?: number; x?: string; title?: string } = {},
): Figure {
  const { bins = 25, x = "confidence (the largest output)", title = "" } = options;
  const middles = Array.from({ length: bins }, (_, i) => short((i + 0.5) / bins)!);
  const shares = groups.map(({ values }) => percentages(values, bins));
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
      xaxis: axis(x, { range: [0, 1], anchor: `y${rows === 1 ? "" : rows}` as "y" }),
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
    summary: titled(title, `${groups.map(describe).join("; ")}.`),
  };
}

function colourOf(name: string, i: number): string {
  return meanings[name] ?? look(i).colour;
}

// The share of the values in each bin, in per cent; 1 belongs to the last bin.
function percentages(values: Vector, bins: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < values.length; i++) {
    counts[Math.min(bins - 1, Math.max(0, Math.floor(values[i]! * bins)))]!++;
  }
  return counts.map((n) => (100 * n) / Math.max(1, values.length));
}

function describe({ name, values }: Group): string {
  const sorted = Float64Array.from(values).sort();
  const median = sorted[Math.floor(sorted.length / 2)];
  return `${name}: ${count(values.length, "answer")}${median === undefined ? "" : `, half of them above ${say(median)}`}`;
}
