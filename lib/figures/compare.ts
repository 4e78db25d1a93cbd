// Several runs in one picture: a line for each setting, and around it a band over its seeds.

import type { Data } from "plotly.js";
import type { EpochRecord } from "../run";
import type { Figure } from "./figure";
import { extent, say, short, titled } from "./numbers";
import { axis, fade, heading, layout, legendAbove, look } from "./theme";

/** One setting: its name and its run, or one run per seed. */
export interface NamedRuns {
  /** What the legend says, such as "η = 3". */
  name: string;
  /** The records of one run, or of several runs that differ in their seeds. */
  runs: readonly EpochRecord[] | readonly (readonly EpochRecord[])[];
}

type Quantity = "cost" | "accuracy" | "validationCost" | "validationAccuracy";

const names: Record<Quantity, string> = {
  cost: "training cost C",
  accuracy: "training accuracy (%)",
  validationCost: "validation cost C",
  validationAccuracy: "validation accuracy (%)",
};

/** One line per setting, epoch by epoch: the mean over its seeds, in a band from the lowest to the highest of them. */
export function compareRuns(
  settings: readonly NamedRuns[],
  options: {
    /** What is drawn. Default the validation accuracy, or the training accuracy where there is none. */
    quantity?: Quantity;
    title?: string;
    /** A logarithmic axis, for costs that differ in order of magnitude. */
    log?: boolean;
  } = {},
): Figure {
  const all = settings.map(({ name, runs }) => ({ name, runs: seeds(runs) }));
  const measured = all.every(({ runs }) =>
    runs.every((r) => r.every((e) => e.validationAccuracy !== undefined)),
  );
  const { quantity = measured ? "validationAccuracy" : "accuracy", title = "", log = false } = options;
  const lines = all.map(({ name, runs }) => ({ name, seeds: runs.length, ...overSeeds(runs, quantity) }));
  return {
    data: lines.flatMap((line, i) => [...(line.seeds > 1 ? band(line, i) : []), curve(line, i)]),
    layout: layout({
      title: heading(title),
      height: 400,
      xaxis: axis("epoch", {
        tickformat: "d",
        ...(lines.every(({ epochs }) => epochs.length <= 12) && { dtick: 1 }),
      }),
      yaxis: axis(names[quantity], log ? { type: "log" } : {}),
      legend: legendAbove,
      hovermode: "x unified",
    }),
    summary: titled(title, `${names[quantity]} at the end: ${lines.map((line) => ending(line)).join("; ")}.`),
  };
}

interface Line {
  name: string;
  seeds: number;
  epochs: number[];
  mean: number[];
  low: number[];
  high: number[];
}

function seeds(runs: NamedRuns["runs"]): (readonly EpochRecord[])[] {
  return (runs.length > 0 && !Array.isArray(runs[0]) ? [runs] : runs) as (readonly EpochRecord[])[];
}

// Epoch by epoch over the runs that got so far.
function overSeeds(runs: (readonly EpochRecord[])[], quantity: Quantity): Omit<Line, "name" | "seeds"> {
  const scale = quantity.toLowerCase().endsWith("accuracy") ? 100 : 1;
  const longest = runs.reduce((a, b) => (b.length > a.length ? b : a), []);
  const columns = longest.map((_, e) =>
    runs.flatMap((run) => (run[e]?.[quantity] === undefined ? [] : [scale * run[e][quantity]])),
  );
  return {
    epochs: longest.map((r) => r.epoch),
    mean: columns.map((values) => values.reduce((a, b) => a + b, 0) / values.length),
    low: columns.map((values) => extent(values)[0]),
    high: columns.map((values) => extent(values)[1]),
  };
}

function band({ name, epochs, low, high }: Line, i: number): Partial<Data>[] {
  const edge = { type: "scatter", mode: "lines", x: epochs, legendgroup: name, showlegend: false } as const;
  const invisible = { line: { width: 0 }, hoverinfo: "skip" } as const;
  return [
    { ...edge, ...invisible, y: low.map((v) => short(v, 6)) },
    {
      ...edge,
      ...invisible,
      y: high.map((v) => short(v, 6)),
      fill: "tonexty",
      fillcolor: fade(look(i).colour, 0.22),
    },
  ];
}

function curve({ name, epochs, mean }: Line, i: number): Partial<Data> {
  const { colour, dash, symbol } = look(i);
  return {
    type: "scatter",
    mode: epochs.length > 40 ? "lines" : "lines+markers",
    name,
    legendgroup: name,
    x: epochs,
    y: mean.map((v) => short(v, 6)),
    line: { color: colour, width: 2.5, dash },
    marker: { color: colour, size: 6, symbol },
    hovertemplate: "%{y:.4~g}",
  };
}

function ending({ name, seeds, mean, low, high }: Line): string {
  if (mean.length === 0) return `${name} no epoch`;
  const spread = seeds > 1 ? ` (${say(low.at(-1)!, 4)} to ${say(high.at(-1)!, 4)} over ${seeds} seeds)` : "";
  return `${name} ${say(mean.at(-1)!, 4)}${spread}`;
}
