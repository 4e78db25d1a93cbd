// A few perceptrons, each weight written on its line and each bias in its circle.

import type { Data, Layout } from "plotly.js";
import type { Perceptron } from "../perceptron";
import type { Figure } from "./figure";
import { type Bits, placesOf } from "./gates";
import { count, say, titled } from "./numbers";
import { colours, heading, layout, noAxis } from "./theme";

/** A perceptron, or an input when nothing leads to it. */
export interface Unit {
  /** A name that nobody else has; it stands above the circle, and in an input. */
  name: string;
  /** The units that lead to it with their weights; one may lead to it twice. */
  from?: readonly { name: string; weight: number }[];
  bias?: number;
  /** The row it stands in, from the top; halves are fine. Default: in the middle of those it is wired to. */
  row?: number;
}

/** The perceptrons NAND gates are made of: weights −2 and −2, bias 3. */
export function nandUnit(name: string, one: string, other: string, row?: number): Unit {
  const from = [one, other].map((source) => ({ name: source, weight: -2 }));
  return { name, from, bias: 3, ...(row !== undefined && { row }) };
}

/** Layers of perceptrons behind a column of inputs. Each listens to all names of the column before it, in their order. */
export function layered(
  inputs: readonly string[],
  ...layers: readonly Readonly<Record<string, Perceptron>>[]
): Unit[] {
  const columns = [inputs, ...layers.map((layer) => Object.keys(layer))];
  const most = Math.max(...columns.map((names) => names.length));
  return columns.flatMap((names, l) =>
    names.map((name, place): Unit => {
      const row = SPREAD * (place + (most - names.length) / 2);
      if (l === 0) return { name, row };
      const { weights, bias } = layers[l - 1]![name]!;
      const senders = columns[l - 1]!;
      if (weights.length !== senders.length)
        throw new RangeError(`${name} has ${weights.length} weights for ${senders.length} senders`);
      return { name, row, bias, from: senders.map((sender, k) => ({ name: sender, weight: weights[k]! })) };
    }),
  );
}

const COLUMN = 190; // pixels from one column to the next
const ROW = 92;
const SPREAD = 1.4; // rows between the perceptrons of a layer: room for a weight on every wire
const RADIUS = 25;

/** Perceptrons with weights and biases: green above zero, purple below. With inputs, those that fire are filled. */
export function perceptrons(units: readonly Unit[], options: { inputs?: Bits; title?: string } = {}): Figure {
  const { inputs, title = "" } = options;
  const places = placesOf(
    units.map(({ name, from, row }) => ({ name, from: from?.map((f) => f.name), row })),
  );
  const at = new Map(
    [...places].map(([name, { column, row }]) => [name, { x: 56 + column * COLUMN, y: 60 + row * ROW }]),
  );
  const width = Math.max(9 * title.length, ...[...at.values()].map(({ x }) => x + 56)); // the title fits too
  const height = Math.max(...[...at.values()].map(({ y }) => y)) + 44;
  const values = inputs && fire(units, inputs);
  const wires = units.flatMap((unit) => wiresTo(unit, at));
  return {
    data: [...wires.map((wire) => drawn(wire, values)), circles(units, at, values)],
    layout: layout({
      title: heading(title),
      width: width + 16,
      height: height + (title ? 48 : 16),
      margin: { t: title ? 40 : 8, r: 8, b: 8, l: 8 },
      xaxis: noAxis([0, width]),
      yaxis: noAxis([height, 0]),
      showlegend: false,
      annotations: [
        ...wires.map(({ weight, label }) => text(label.x, label.y, say(weight), signColour(weight))),
        ...units.flatMap((unit) => labels(unit, at, values)),
      ],
    }),
    summary: titled(title, summary(units, values)),
  };
}

/** What every unit puts out: 1 where w·x + b > 0. */
function fire(units: readonly Unit[], inputs: Bits): Bits {
  const values: Bits = {};
  for (const { name, from, bias = 0 } of units) {
    const z = (from ?? []).reduce((sum, { name: source, weight }) => sum + weight * values[source]!, bias);
    values[name] = from ? Number(z > 0) : inputs[name]!;
  }
  return values;
}

interface Point {
  x: number;
  y: number;
}

interface Wire {
  from: string;
  weight: number;
  /** Start, middle, end. */
  points: Point[];
  /** Where the weight is written. */
  label: Point;
}

// Lines from rim to rim; two between the same units bow apart.
function wiresTo({ name, from = [] }: Unit, at: ReadonlyMap<string, Point>): Wire[] {
  const end = at.get(name)!;
  return from.map(({ name: source, weight }, i) => {
    const start = at.get(source)!;
    const twins = from.filter((f) => f.name === source);
    const bow = twins.length === 1 ? 0 : from.slice(0, i).some((f) => f.name === source) ? 20 : -20;
    const [dx, dy] = [end.x - start.x, end.y - start.y];
    const length = Math.hypot(dx, dy);
    const [ux, uy] = [dx / length, dy / length];
    const beside = (share: number, distance: number) => ({
      x: start.x + dx * share - uy * distance,
      y: start.y + dy * share + ux * distance,
    });
    return {
      from: source,
      weight,
      points: [
        { x: start.x + ux * RADIUS, y: start.y + uy * RADIUS },
        beside(0.5, bow),
        { x: end.x - ux * RADIUS, y: end.y - uy * RADIUS },
      ],
      label: bow === 0 ? beside(0.27, -13) : beside(0.5, bow * 1.7),
    };
  });
}

function drawn({ from, weight, points }: Wire, values?: Bits): Partial<Data> {
  const carries = values?.[from] === 1;
  return {
    type: "scatter",
    mode: "lines",
    x: points.map(({ x }) => Math.round(x)),
    y: points.map(({ y }) => Math.round(y)),
    line: {
      color: signColour(weight),
      width: carries ? 4 : 2,
      shape: "spline",
      dash: values && !carries ? "dot" : "solid",
    },
    hoverinfo: "skip",
  };
}

function circles(units: readonly Unit[], at: ReadonlyMap<string, Point>, values?: Bits): Partial<Data> {
  const places = units.map(({ name }) => at.get(name)!);
  return {
    type: "scatter",
    mode: "markers",
    x: places.map(({ x }) => x),
    y: places.map(({ y }) => y),
    marker: {
      size: 2 * RADIUS,
      opacity: 1,
      color: units.map(({ name }) => (values?.[name] === 1 ? colours.positive : "rgba(0, 0, 0, 0)")),
      line: { color: colours.ink, width: 2 },
    },
    hoverinfo: "skip",
  };
}

// In an input its name, in a perceptron its bias; the name of that stands where fewer lines come from.
function labels({ name, from, bias = 0 }: Unit, at: ReadonlyMap<string, Point>, values?: Bits) {
  const { x, y } = at.get(name)!;
  const lean = (from ?? []).reduce((sum, source) => sum + at.get(source.name)!.y - y, 0);
  const outside = lean < 0 ? y + RADIUS + 13 : y - RADIUS - 12;
  const inside = values?.[name] === 1 ? "#ffffff" : colours.ink;
  const called = values ? `${name} = ${values[name]}` : name;
  return from
    ? [text(x, y, say(bias), inside, 17), text(x, outside, called, colours.ink)]
    : [
        text(x, y, name, inside, name.length > 4 ? 13 : 17),
        ...(values ? [text(x, y - RADIUS - 12, String(values[name]), colours.ink)] : []),
      ];
}

function text(
  x: number,
  y: number,
  content: string,
  color: string,
  size = 15,
): NonNullable<Layout["annotations"]>[number] {
  return { x, y, text: content, font: { size, color }, showarrow: false };
}

function signColour(weight: number): string {
  return weight < 0 ? colours.negative : colours.positive;
}

function summary(units: readonly Unit[], values?: Bits): string {
  const neurons = units.filter(({ from }) => from);
  const each = neurons.map(
    ({ name, from = [], bias = 0 }) =>
      `${name} has ${from.map((f) => `weight ${say(f.weight)} from ${f.name}`).join(", ")} and bias ${say(bias)}` +
      (values ? `, and puts out ${values[name]}` : ""),
  );
  return `${count(neurons.length, "perceptron")}: ${each.join("; ")}.`;
}
