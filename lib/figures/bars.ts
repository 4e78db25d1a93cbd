// Bars with their numbers: timings, sizes of gradients by layer, accuracies of methods.

import type { Figure } from "./figure";
import { say, short, titled } from "./numbers";
import { axis, colours, heading, layout } from "./theme";

/** One bar. */
export interface Bar {
  name: string;
  value: number;
  /** Whether to point the bar out. */
  mark?: boolean;
}

const MOST = 60;

/** Horizontal bars from the top down, each with its number at its end; at most 60. */
export function bars(
  items: readonly Bar[],
  options: {
    /** The title of the axis, with its unit. */
    x?: string;
    /** A logarithmic axis, for values that differ in order of magnitude; all values are above zero then. */
    log?: boolean;
    title?: string;
  } = {},
): Figure {
  const { x = "", log = false, title = "" } = options;
  const shown = items.slice(0, MOST).map(({ value, ...rest }) => ({ ...rest, value: short(value, 6) }));
  const values = shown.flatMap(({ value }) => (value === null || (log && value <= 0) ? [] : [value]));
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const logs = values.map(Math.log10);
  const range: [number, number] = log
    ? [
        Math.floor(Math.min(...logs) - 0.3),
        Math.max(...logs) + 0.12 * (Math.max(...logs) - Math.min(...logs) + 1),
      ]
    : [low * 1.15, high * 1.15 || 1];
  return {
    data: [
      {
        type: "bar",
        orientation: "h",
        y: shown.map(({ name }) => name),
        x: shown.map(({ value }) => value),
        text: shown.map(({ value }) => (value === null ? "no number" : say(value))),
        textposition: "outside",
        cliponaxis: false,
        marker: { color: shown.map(({ mark }) => (mark ? colours.accent : colours.training)) },
        width: 0.62,
        hoverinfo: "skip",
      },
    ],
    layout: layout({
      title: heading(title),
      height: 110 + 34 * shown.length,
      xaxis: axis(x, { range, ...(log && { type: "log", exponentformat: "power", dtick: 1 }) }),
      yaxis: axis("", {
        autorange: "reversed",

        showgrid: false,
        type: "category",
        ticksuffix: " ",
      }),
    }),
    summary: titled(
      title,
      `${items.map(({ name, value }) => `${name} ${say(value)}`).join("; ")}${x && ` (${x})`}.`,
    ),
  };
}
