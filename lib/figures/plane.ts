// Points of two classes in the plane, and what a function of the plane decides about every place in it.

import type { ContourData, Data } from "plotly.js";
import type { Figure } from "./figure";
import { clamp, count, extent, packed, say, short, spaced, thinned, titled } from "./numbers";
import { player } from "./player";
import { axis, colours, fade, heading, layout, legendAbove, type Scale, titleRoom } from "./theme";

/** A point of the class with target 1 or 0. */
export interface PlanePoint {
  x: number;
  y: number;
  label: number;
}

/** A number for every place: the output of a neuron, say. */
export type Plane = (x: number, y: number) => number;

/** How a plane is drawn. */
export interface PlaneOptions {
  /** The function that decides; its two sides are tinted, and the boundary between them is drawn. */
  decide?: Plane;
  /** A function with a parameter in place of decide, and a slider that changes it. Of many values at most 24 are shown. */
  slider?: { parameter: string; values: readonly number[]; decide: (value: number) => Plane };
  /** Where the boundary is: 0.5 for the output of a neuron, 0 for its weighted input. Default 0.5, or 0 when flat. */
  level?: number;
  /** Two flat tints rather than a gradient: for a neuron with a threshold. decide should still be smooth, as w·x + b is. */
  flat?: boolean;
  /** The names of the classes with targets 0 and 1. */
  classes?: [string, string];
  /** The part of the plane. Default: as far as the points go, and a little further. */
  range?: { x: [number, number]; y: [number, number] };
  /** The titles of the axes. Default x₁ and x₂. */
  x?: string;
  y?: string;
  title?: string;
}

const WIDTH = 476; // leaves a square
const MOST = 1500; // points of each class
const STOPS = 24; // places of the slider: 250 kB
const FULL = 32767; // the whole number that stands for the largest distance from the level

/** Points by colour and symbol, the two sides of a decision by tint, and the boundary as a line. */
export function plane(points: readonly PlanePoint[], options: PlaneOptions = {}): Figure {
  const {
    slider,
    flat = false,
    level = flat ? 0 : 0.5,
    title = "",
    x = "x₁",
    y = "x₂",
    classes = ["target 0", "target 1"],
  } = options;
  const range = options.range ?? around(points);
  const stops = thinned(slider?.values ?? [], STOPS);
  const planes = slider ? stops.map((v) => slider.decide(v)) : options.decide ? [options.decide] : [];
  const sides = planes.map((decide) => side(decide, range, level, slider ? 61 : 161));
  const names = stops.map((v) => say(v));
  const room = titleRoom(title, WIDTH);
  return {
    data: [
      ...sides.slice(0, 1).map((trace) => ({ ...trace, colorscale: flat ? flatTint : tint })),
      ...([0, 1] as const).map((label) =>
        symbols(
          points.filter((p) => (p.label > 0.5 ? 1 : 0) === label),
          classes[label],
          label,
        ),
      ),
    ],
    layout: layout({
      title: { ...heading(title), y: 1, yanchor: "top", pad: { t: 12 } }, // above the row of names
      margin: { t: 76, r: 16 + room, b: 48, l: 64 },
      width: WIDTH + room,
      height: slider ? 534 : 424, // with its slider it fits on a projector
      xaxis: axis(x, { range: range.x, constrain: "domain" }),
      yaxis: axis(y, { range: range.y, constrain: "domain" }),
      legend: legendAbove,
      ...(slider && player(names, { prefix: `${slider.parameter} = `, pace: 250, start: 0.27 })),
    }),
    ...(slider && { frames: sides.map(({ z }, i) => ({ name: names[i]!, data: [{ z }], traces: [0] })) }),
    summary: titled(title, summary(points, planes, level, classes)),
  };
}

// Room for the points on every side.
function around(points: readonly PlanePoint[]): { x: [number, number]; y: [number, number] } {
  const roomy = ([low, high]: [number, number]): [number, number] => {
    const room = 0.15 * (high - low || 1);
    return [low - room, high + room];
  };
  return { x: roomy(extent(points.map((p) => p.x))), y: roomy(extent(points.map((p) => p.y))) };
}

// In terraces rather than a gradient: they compress, and JupyterLab saves a picture of every figure.
const TERRACES = 6;
const tint: Scale = [...terraced(colours.negative).reverse(), ...terraced(colours.positive)].map(
  ([, colour], i): [number, string] => [Math.ceil(i / 2) / (2 * TERRACES), colour],
);

// Twice each, for both ends of a terrace: from the boundary, faint, to the far end.
function terraced(colour: string): Scale {
  return Array.from({ length: 2 * TERRACES }, (_, i) => [
    0,
    fade(colour, 0.05 + (0.35 * Math.floor(i / 2)) / (TERRACES - 1)),
  ]);
}

const flatTint: Scale = [
  [0, fade(colours.negative, 0.22)],
  [0.5, fade(colours.negative, 0.22)],
  [0.5, fade(colours.positive, 0.22)],
  [1, fade(colours.positive, 0.22)],
];

function side(
  decide: Plane,
  range: { x: [number, number]; y: [number, number] },
  level: number,
  steps: number,
): Partial<ContourData> {
  const [xs, ys] = [spaced(range.x, steps), spaced(range.y, steps)];
  const values = ys.flatMap((y) => xs.map((x) => decide(x, y) - level));
  const largest = values.reduce((most, v) => (Number.isFinite(v) ? Math.max(most, Math.abs(v)) : most), 0);
  return {
    type: "contour",
    x: xs.map((v) => short(v, 5)),
    y: ys.map((v) => short(v, 5)),
    z: packed(
      Int16Array.from(values, (v) => (largest > 0 ? Math.round(FULL * clamp(v / largest)) : 0)),
      steps,
      steps,
    ),
    zmin: -FULL,
    zmax: FULL,
    contours: { coloring: "heatmap", start: 0, end: 0, size: 1 },
    line: { color: colours.ink, width: 2.5 },
    showscale: false,
    hoverinfo: "skip",
  } as Partial<ContourData>;
}

function symbols(points: readonly PlanePoint[], name: string, label: 0 | 1): Partial<Data> {
  const shown = points.slice(0, MOST);
  return {
    type: "scatter",
    mode: "markers",
    name,
    x: shown.map((p) => short(p.x)),
    y: shown.map((p) => short(p.y)),
    marker: {
      color: label ? colours.positive : fade(colours.negative, 0.15),
      symbol: label ? "circle" : "diamond",
      size: points.length > 200 ? 7 : 11,
      line: { color: label ? colours.positive : colours.negative, width: 2 },
    },
    hovertemplate: "(%{x}, %{y})",
  };
}

function summary(
  points: readonly PlanePoint[],
  planes: readonly Plane[],
  level: number,
  classes: readonly [string, string],
): string {
  const ones = points.filter((p) => p.label > 0.5).length;
  const text = `${count(points.length, "point")}: ${points.length - ones} ${classes[0]}, ${ones} ${classes[1]}`;
  const right = planes.map((f) => points.filter((p) => f(p.x, p.y) > level === p.label > 0.5).length);
  if (right.length === 0 || points.length === 0) return `${text}.`;
  const most = Math.max(...right);
  return right.length === 1
    ? `${text}; the boundary has ${most} of them on the right side.`
    : `${text}; the best place of the slider has ${most} of them on the right side, the worst ${Math.min(...right)}.`;
}
