// Functions of one number, drawn over an interval: with their derivatives, or as a family that a slider moves through.

import type { Data } from "plotly.js";
import type { Figure } from "./figure";
import { say, short, spaced, titled } from "./numbers";
import { player } from "./player";
import { axis, heading, layout, legendAbove, look } from "./theme";

/** A function with its name and, to be drawn dotted in the same colour, its derivative. */
export interface NamedFunction {
  /** What the legend says, such as "σ(z)". */
  name: string;
  f: (x: number) => number;
  derivative?: (x: number) => number;
  /** The name of the derivative. Default: the name with a prime, σ'(z). */
  derivativeName?: string;
}

/** What every picture of functions can be told. */
export interface FunctionOptions {
  /** The interval on the horizontal axis. Default −6 to 6. */
  interval?: [number, number];
  /** The title of the horizontal axis. Default z. */
  x?: string;
  /** The title of the vertical axis. */
  y?: string;
  title?: string;
}

const POINTS = 301;

/** One or several functions over an interval; each with its derivative, if it has one, dotted in the same colour. */
export function functions(all: readonly NamedFunction[], options: FunctionOptions = {}): Figure {
  const { interval = [-6, 6], title = "" } = options;
  return {
    data: all.flatMap(({ name, f, derivative, derivativeName = primed(name) }, i) => [
      line(name, f, interval, i),
      ...(derivative ? [line(derivativeName, derivative, interval, i, true)] : []),
    ]),
    layout: frame(options),
    summary: titled(title, `${all.map((fn) => atEnds(fn.name, fn.f, interval)).join("; ")}.`),
  };
}

/** A function with a parameter, and a slider that changes it: σ(cz) as c grows. */
export function functionFamily(
  family: {
    /** What the curve is called, such as "σ(cz)". */
    name: string;
    /** The name of the parameter. */
    parameter: string;
    /** The values that the slider goes through. */
    values: readonly number[];
    f: (x: number, value: number) => number;
  },
  options: FunctionOptions & {
    /** Other functions, which stay where they are. */
    beside?: readonly NamedFunction[];
  } = {},
): Figure {
  const { name, parameter, values, f } = family;
  const { interval = [-6, 6], title = "", beside = [] } = options;
  const curves = values.map((value) => line(name, (x) => f(x, value), interval, 0));
  const still = beside.map((fn, i) => line(fn.name, fn.f, interval, i + 1));
  const lows = [...curves, ...still].flatMap(({ y }) => y as number[]).filter((y) => y !== null);
  const [low, high] = [Math.min(...lows), Math.max(...lows)];
  const room = 0.06 * (high - low || 1);
  const base = frame(options);
  const texts = values.map((value) => say(value));
  return {
    data: [...still, curves[0]!],
    layout: {
      ...base,
      height: 440,
      yaxis: { ...base.yaxis, range: [low - room, high + room] },
      ...player(texts, { prefix: `${parameter} = `, pace: 300 }),
    },
    frames: curves.map(({ y }, i) => ({ name: texts[i]!, data: [{ y }], traces: [still.length] })),
    summary: titled(
      title,
      `${name} for ${parameter} from ${texts[0]} to ${texts.at(-1)}; ` +
        `at the last, ${atEnds(name, (x) => f(x, values.at(-1)!), interval)}.`,
    ),
  };
}

function frame({ interval = [-6, 6], x = "z", y = "", title = "" }: FunctionOptions) {
  return layout({
    title: heading(title),
    xaxis: axis(x, { range: interval }),
    yaxis: axis(y, { zeroline: true, zerolinecolor: "rgba(128, 128, 128, 0.6)" }),
    height: 380,
    legend: legendAbove,
    hovermode: "x unified",
  });
}

function line(
  name: string,
  f: (x: number) => number,
  interval: [number, number],
  i: number,
  dotted = false,
): Partial<Data> & { y: (number | null)[] } {
  const x = spaced(interval, POINTS);
  return {
    type: "scatter",
    mode: "lines",
    name,
    x: x.map((v) => short(v, 5)),
    y: x.map((v) => short(f(v), 5)),
    line: { color: look(i).colour, width: dotted ? 2 : 3, dash: dotted ? "dot" : "solid" },
    hovertemplate: "%{y:.4f}",
  };
}

function primed(name: string): string {
  return name.includes("(") ? name.replace("(", "'(") : `${name}'`;
}

function atEnds(name: string, f: (x: number) => number, [from, to]: [number, number]): string {
  return `${name} goes from ${say(f(from))} at ${say(from)} to ${say(f(to))} at ${say(to)}`;
}
