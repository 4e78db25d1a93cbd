// A network as people draw it: a column of neurons for each layer, a line for each weight, dots where there are too many.

import type { Data, Layout } from "plotly.js";
import type { Vector } from "../vector";
import type { Figure } from "./figure";
import { clamp, count, say, titled } from "./numbers";
import { COLUMN_WIDTH, colours, fade, heading, layout, noAxis } from "./theme";

/** What a diagram is drawn from: a Network is one. */
export interface Layered {
  /** The number of neurons in each layer, inputs first. */
  sizes: readonly number[];
  /** weights[l]: sizes[l+1] × sizes[l], row-major. Without them all lines are alike. */
  weights?: readonly Vector[];
}

/** How a diagram is drawn. */
export interface DiagramOptions {
  /** The activations of every layer, the input first, as forward(x).a has them: they fill the neurons. */
  activations?: readonly Vector[];
  /** What stands beside the outputs, such as 0 to 9. */
  outputs?: readonly string[];
  /** How many neurons of a layer are drawn; of a wider one the first and the last few, with dots between. Default 12. */
  most?: number;
  title?: string;
}

const WIDTH = COLUMN_WIDTH - 16;
const HEADER = 30; // pixels for the line above each layer
const STRENGTHS = 5; // kinds of line, from faint to strong

/** Neurons as circles, weights as lines: green above zero, purple below, the stronger the larger. */
export function networkDiagram(network: Layered, options: DiagramOptions = {}): Figure {
  const { activations, outputs = [], most = 12, title = "" } = options;
  const { sizes } = network;
  const rows = Math.max(...sizes.map((size) => rowsOf(size, most)));
  const pitch = Math.min(64, Math.max(24, 430 / rows));
  const height = rows * pitch + HEADER;
  const columns = sizes.map((size, l) => column(size, l, sizes.length, most, pitch, height));
  return {
    data: [
      ...edges(network, columns),
      ...columns.map((neurons, l) => circles(neurons, l, pitch, activations?.[l])),
    ],
    layout: layout({
      title: heading(title),
      width: WIDTH + 16,
      height: height + (title ? 48 : 16),
      margin: { t: title ? 40 : 8, r: 8, b: 8, l: 8 },
      xaxis: noAxis([0, WIDTH]),
      yaxis: noAxis([height, 0]),
      showlegend: false,
      annotations: [
        ...columns.map((neurons, l) => label(neurons[0]!.x, HEADER / 2, layerName(sizes, l))),
        ...columns.flatMap((neurons, l) => (sizes[l]! > neurons.length ? [dots(neurons)] : [])),
        ...columns
          .at(-1)!
          .flatMap(({ x, y, index }) =>
            outputs[index] === undefined ? [] : [label(x + pitch * 0.36 + 16, y, outputs[index])],
          ),
      ],
    }),
    summary: titled(title, summary(network, options)),
  };
}

interface Neuron {
  /** Its place in the layer. */
  index: number;
  x: number;
  y: number;
}

function rowsOf(size: number, most: number): number {
  return Math.min(size, most);
}

// The places of the neurons that are drawn. Where some are left out, the gap between the halves is two rows high.
function column(
  size: number,
  l: number,
  layers: number,
  most: number,
  pitch: number,
  height: number,
): Neuron[] {
  const x = layers === 1 ? WIDTH / 2 : 70 + ((WIDTH - 140) * l) / (layers - 1);
  const rows = rowsOf(size, most);
  const top = HEADER + (height - HEADER - (rows - 1) * pitch) / 2;
  const all = Array.from({ length: rows }, (_, row) => ({ row, index: row }));
  const half = Math.floor((most - 2) / 2);
  const drawn =
    size <= most
      ? all
      : all
          .filter(({ row }) => row < half || row >= rows - half)
          .map(({ row }) => ({ row, index: row < half ? row : size - rows + row }));
  return drawn.map(({ row, index }) => ({ index, x, y: top + row * pitch }));
}

// Lines of one kind are one trace. They end at the rims of the circles, which stay see-through.
function edges({ sizes, weights }: Layered, columns: readonly Neuron[][]): Partial<Data>[] {
  const kinds = new Map<
    string,
    { strength: number; sign: number; x: (number | null)[]; y: (number | null)[] }
  >();
  const radius = radiusOf(columns);
  for (let l = 0; l + 1 < columns.length; l++) {
    const pairs = columns[l + 1]!.flatMap((to) => columns[l]!.map((from) => ({ from, to })));
    const weight = ({ from, to }: (typeof pairs)[number]) =>
      weights?.[l]?.[to.index * sizes[l]! + from.index];
    const largest = pairs.reduce((a, pair) => Math.max(a, Math.abs(weight(pair) ?? 0)), 0) || 1;
    for (const pair of pairs) {
      const w = weight(pair);
      const strength = w === undefined ? 0 : Math.ceil((STRENGTHS * Math.abs(w)) / largest);
      const sign = w === undefined ? 0 : Math.sign(w);
      const key = `${sign * strength}`;
      const kind = kinds.get(key) ?? { strength, sign, x: [], y: [] };
      kinds.set(key, kind);
      const { from, to } = pair;
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      const [dx, dy] = [((to.x - from.x) * radius) / length, ((to.y - from.y) * radius) / length];
      kind.x.push(round(from.x + dx), round(to.x - dx), null);
      kind.y.push(round(from.y + dy), round(to.y - dy), null);
    }
  }
  return [...kinds.values()]
    .sort((a, b) => a.strength - b.strength)
    .map(({ strength, sign, x, y }) => ({
      type: "scatter",
      mode: "lines",
      x,
      y,
      line: stroke(strength, sign),
      hoverinfo: "skip",
    }));
}

function stroke(strength: number, sign: number): { color: string; width: number } {
  if (sign === 0) return { color: fade("#808080", 0.4), width: 1 };
  const share = strength / STRENGTHS;
  return {
    color: fade(sign > 0 ? colours.positive : colours.negative, 0.1 + 0.8 * share ** 1.5),
    width: 0.6 + 2.2 * share,
  };
}

function radiusOf(columns: readonly Neuron[][]): number {
  const pitches = columns.flatMap((c) => (c.length > 1 ? [c[1]!.y - c[0]!.y] : []));
  return 0.36 * Math.min(64, ...pitches);
}

function circles(neurons: readonly Neuron[], l: number, pitch: number, activation?: Vector): Partial<Data> {
  const a = neurons.map(({ index }) => activation?.[index]);
  return {
    type: "scatter",
    mode: "markers",
    x: neurons.map(({ x }) => round(x)),
    y: neurons.map(({ y }) => round(y)),
    marker: {
      size: 0.72 * pitch,
      opacity: 1,
      color: a.map((v) => fade((v ?? 0) < 0 ? colours.negative : colours.positive, Math.abs(clamp(v ?? 0)))),
      line: { color: colours.ink, width: 1.5 },
    },
    text: neurons.map(
      ({ index }, i) =>
        `${l === 0 ? "input" : "neuron"} ${index}${a[i] === undefined ? "" : `: ${say(a[i])}`}`,
    ),
    hovertemplate: "%{text}<extra></extra>",
  };
}

function label(x: number, y: number, text: string): NonNullable<Layout["annotations"]>[number] {
  return { x, y, text, font: { size: 14, color: colours.ink }, showarrow: false };
}

// In the middle of the gap that column leaves.
function dots(neurons: readonly Neuron[]): NonNullable<Layout["annotations"]>[number] {
  const half = neurons.length / 2;
  const y = (neurons[half - 1]!.y + neurons[half]!.y) / 2;
  return { x: neurons[0]!.x, y, text: "⋮", font: { size: 30, color: colours.ink }, showarrow: false };
}

function layerName(sizes: readonly number[], l: number): string {
  const place = l === 0 ? "inputs" : l === sizes.length - 1 ? "outputs" : "hidden";
  const name = sizes[l] === 1 ? place.replace(/s$/, "") : place;
  return `${sizes[l]!.toLocaleString("en")} ${name}`;
}

function round(x: number): number {
  return Math.round(10 * x) / 10;
}

function summary({ sizes }: Layered, { activations }: DiagramOptions): string {
  const parameters = sizes.slice(1).reduce((sum, size, l) => sum + size * (sizes[l]! + 1), 0);
  const layers = sizes.map((_, l) => layerName(sizes, l)).join(", ");
  const outputs = Array.from(activations?.at(-1) ?? []);
  const brightest = outputs.indexOf(Math.max(...outputs));
  const reading =
    outputs.length > 0 ? `; the brightest output is number ${brightest}, ${say(outputs[brightest]!)}` : "";
  return `a network with ${layers} and ${count(parameters, "parameter")}${reading}.`;
}
