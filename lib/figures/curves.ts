// Several quantities over one axis, such as accuracies by epoch; with a slider, for one setting after the other.

import type { Data } from "plotly.js";
import type { Figure } from "./figure";
import { extent, say, short, titled } from "./numbers";
import { player } from "./player";
import { axis, colours, fade, heading, layout, legendAbove, look } from "./theme";

/** One quantity. */
export interface Curve {
  /** What the legend says. */
  name: string;
  /** One value per place; fewer, when the curve ends before. NaN where nothing was measured. */
  values: readonly number[];
  /** What was learned from, or what was only measured: the colours of the training curves. Default: one of its own. */
  meaning?: "training" | "validation";
}

/** How curves are drawn. */
export interface CurveOptions {
  /** The titles of the axes. Default epoch and nothing. */
  x?: string;
  y?: string;
  /** The range of the vertical axis. Default: what the values need. */
  range?: [number, number];
  /** Places to point out with a line from top to bottom. */
  marks?: readonly { readonly x: number; readonly text: string }[];
  title?: string;
}

const MOST_DOTS = 40; // with more places than these, lines alone

/** The curves over common places. */
export function curves(
  places: readonly number[],
  lines: readonly Curve[],
  options: CurveOptions = {},
): Figure {
  const { title = "" } = options;
  return {
    data: lines.map((line, i) => trace(places, line, i)),
    layout: frame(lines, options),
    summary: titled(title, `${lines.map((line) => inWords(line, places, options)).join("; ")}.`),
  };
}

/** The same curves for one setting after the other, which a slider chooses. Each setting has the same lines. */
export function curveFamily(
  places: readonly number[],
  family: {
    /** The name of the setting, such as "fraction shuffled". */
    parameter: string;
    settings: readonly { readonly value: number | string; readonly lines: readonly Curve[] }[];
  },
  options: CurveOptions = {},
): Figure {
  const { title = "" } = options;
  const all = family.settings.map(({ value, lines }) => ({
    value: typeof value === "number" ? say(value) : value,
    lines,
    traces: lines.map((line, i) => trace(places, line, i)),
  }));
  const base = frame(
    all.flatMap(({ lines }) => lines),
    options,
  );
  return {
    data: all[0]?.traces ?? [],
    layout: {
      ...base,
      xaxis: { ...base.xaxis, range: wholeWidth(places) }, // the same for lines that end early
      height: 500,
      ...player(
        all.map(({ value }) => value),
        { prefix: `${family.parameter} `, pace: 900 },
      ),
    },
    frames: all.map(({ value, traces }) => ({
      name: value,
      data: traces.map(({ x, y }) => ({ x, y }) as Data),
      traces: traces.map((_, i) => i),
    })),
    summary: titled(
      title,
      `${all.map(({ value, lines }) => `${family.parameter} ${value}: ${lines.map((line) => inWords(line, places, options)).join(", ")}`).join("; ")}.`,
    ),
  };
}

function hasDots(places: readonly number[]): boolean {
  return places.length <= MOST_DOTS;
}

/** From the first place to the last, with room for dots where there are any. */
function wholeWidth(places: readonly number[]): [number, number] {
  const [first = 0, last = 1] = [places[0], places.at(-1)];
  const room = hasDots(places) ? 0.03 * (last - first) : 0;
  return [first - room, last + room];
}

function trace(
  places: readonly number[],
  { name, values, meaning }: Curve,
  i: number,
): Partial<Data> & { x: (number | null)[]; y: (number | null)[] } {
  const own = look(i);
  const dotted = hasDots(places);
  const colour = meaning ? colours[meaning] : own.colour;
  const dash = meaning ? (meaning === "training" ? "solid" : "dot") : own.dash;
  return {
    type: "scatter",
    mode: dotted ? "lines+markers" : "lines",
    name,
    x: places.slice(0, values.length).map((v) => short(v, 5)),
    y: values.map((v) => short(v, 5)),
    line: { color: colour, width: 2.5, dash },
    ...(dotted && { marker: { color: colour, size: 6, symbol: meaning ? "circle" : own.symbol } }),
    hovertemplate: "%{y:.4~g}",
  };
}

function frame(
  lines: readonly Curve[],
  { x = "epoch", y = "", range, marks = [], title = "" }: CurveOptions,
) {
  const [low, high] = extent(lines.flatMap(({ values }) => values));
  const room = 0.04 * (high - low || 1);
  return layout({
    title: heading(title),
    height: 400,
    xaxis: axis(x),
    yaxis: axis(y, { range: range ?? [low - room, high + room] }),
    legend: legendAbove,
    hovermode: "x unified",
    shapes: marks.map((mark) => ({
      type: "line",
      x0: mark.x,
      x1: mark.x,
      yref: "paper",
      y0: 0,
      y1: 1,
      line: { color: fade(colours.accent, 0.8), width: 2, dash: "dash" },
    })),
    annotations: marks.map((mark) => ({
      x: mark.x,
      y: 0,
      yref: "paper",
      yanchor: "bottom",
      xanchor: "left",
      text: mark.text,
      showarrow: false,
      font: { color: colours.accent },
    })),
  });
}

function inWords({ name, values }: Curve, places: readonly number[], { x = "epoch" }: CurveOptions): string {
  if (values.length === 0) return `${name} without values`;
  const highest = values.reduce((best, v, i) => (v > values[best]! ? i : best), 0);
  const ends = `${name} from ${say(values[0]!)} to ${say(values.at(-1)!)}`;
  return highest === 0 || highest === values.length - 1
    ? ends
    : `${ends}, highest ${say(values[highest]!)} at ${x} ${say(places[highest]!)}`;
}
