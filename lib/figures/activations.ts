// One digit on its way through a network: the image, the activations of every hidden layer, and the outputs as bars.

import type { Data, Layout } from "plotly.js";
import type { Vector } from "../vector";
import { inked, paper } from "./digits";
import type { Figure } from "./figure";
import { largestOf, packed, say, short, signedBytes, titled } from "./numbers";
import { axis, colours, fade, heading, layout, noAxis, type Scale } from "./theme";

const ROWS = 10; // cells in a column of a hidden layer
const HEIGHT = 280; // pixels of the picture without its title
const MOST = 1000; // neurons drawn of one layer

/**
 * What each layer makes of one image. activations: those of every layer, the input first, as forward(x).a has them.
 * The input has rows × columns numbers from 0 to 1.
 */
export function layerActivations(
  activations: readonly Vector[],
  options: {
    /** Rows and columns of the image. Default 28 × 28. */
    shape?: [number, number];
    /** What the outputs stand for. Default 0, 1, 2 … */
    classes?: readonly string[];
    /** What the image really is: a wrong answer is pointed out. */
    label?: number;
    title?: string;
  } = {},
): Figure {
  const { shape = [28, 28], title = "", label } = options;
  const input = activations[0]!;
  const hidden = activations.slice(1, -1).map((a) => Float64Array.from(a).subarray(0, MOST));
  const outputs = Array.from(activations.at(-1)!);
  const classes = options.classes ?? outputs.map((_, i) => String(i));
  const guess = outputs.indexOf(Math.max(...outputs));
  const widths = [10, ...hidden.map((a) => Math.max(5, Math.ceil(a.length / ROWS))), 9]; // in cells
  const places = sideBySide(widths);
  const axes: Record<string, unknown> = {};
  const names = places.map((_, i) => (i === 0 ? "" : String(i + 1)));
  places.forEach((domain, i) => {
    const [x, y] = [`xaxis${names[i]}`, `yaxis${names[i]}`];
    if (i === places.length - 1) {
      axes[x] = axis("activation a", { domain, range: [0, 1], anchor: `y${names[i]}` as "y", nticks: 3 });
      axes[y] = axis("", {
        range: [outputs.length - 0.5, -0.5],
        anchor: `x${names[i]}` as "x",
        tickvals: classes.map((_, k) => k),
        ticktext: [...classes],
        showgrid: false,
      });
    } else {
      const [rows, columns] = i === 0 ? shape : [ROWS, Math.ceil(hidden[i - 1]!.length / ROWS)];
      axes[x] = noAxis([-0.5, columns - 0.5], { domain, anchor: `y${names[i]}` as "y" });
      axes[y] = noAxis([rows - 0.5, -0.5], {
        scaleanchor: `x${names[i]}` as "x",
        anchor: `x${names[i]}` as "x",
      });
    }
  });
  const wrong = label !== undefined && label !== guess;
  return {
    data: [
      {
        ...paper,
        z: packed(
          Uint8Array.from(input, (v) => inked(255 * v)),
          shape[0],
          shape[1],
        ),
      },
      ...hidden.map((a, i) => cells(a, names[i + 1]!)),
      {
        type: "bar",
        orientation: "h",
        x: outputs.map((v) => short(v)),
        y: outputs.map((_, k) => k),
        xaxis: `x${names.at(-1)}`,
        yaxis: `y${names.at(-1)}`,
        marker: {
          color: outputs.map((_, k) =>
            k !== guess ? colours.ink : wrong ? colours.accent : colours.positive,
          ),
        },
        width: 0.7,
        hovertemplate: "%{x:.3f}<extra></extra>",
      } as Partial<Data>,
    ],
    layout: layout({
      title: heading(title),
      height: HEIGHT + (title ? 90 : 60),
      margin: { t: title ? 74 : 34, r: 24, b: 16, l: 8 },
      showlegend: false,
      ...(axes as Partial<Layout>),
      annotations: places.map((domain, i) => ({
        xref: "paper",
        yref: "paper",
        x: (domain[0]! + domain[1]!) / 2,
        y: 1,
        yanchor: "bottom",
        text: i === 0 ? "input" : i === places.length - 1 ? "output" : `hidden layer ${i}`,
        font: { size: 14, color: colours.ink },
        showarrow: false,
      })),
    }),
    summary: titled(
      title,
      `the network takes the image for ${classes[guess]}, with an activation of ${say(outputs[guess]!)}` +
        `${wrong ? `; it is ${classes[label]}, whose output is ${say(outputs[label]!)}` : ""}. ` +
        `Hidden layers: ${hidden.map((a) => `${a.length} neurons, ${a.filter((v) => v > 0.5).length} above 0.5`).join("; ") || "none"}.`,
    ),
  };
}

// As in all pictures green above zero and purple below, but a neuron at zero is still to be seen.
const lamps: Scale = [
  [0, colours.negative],
  [0.5, fade("#808080", 0.14)],
  [1, colours.positive],
];

// The domains of panels with these widths, gaps between them.
function sideBySide(widths: readonly number[]): [number, number][] {
  const gap = 1.6;
  const total = widths.reduce((a, b) => a + b, 0) + gap * (widths.length - 1);
  let left = 0;
  return widths.map((width) => {
    const domain: [number, number] = [left / total, (left + width) / total];
    left += width + gap;
    return domain;
  });
}

// The neurons of a layer column by column, 10 in each.
function cells(activation: Float64Array, place: string): Partial<Data> {
  const columns = Math.ceil(activation.length / ROWS);
  const bytes = signedBytes(activation, Math.max(1, largestOf(activation)));
  const z = Array.from({ length: ROWS }, (_, row) =>
    Array.from({ length: columns }, (_, column) => bytes[column * ROWS + row] ?? null),
  );
  return {
    type: "heatmap",
    z,
    zmin: 1,
    zmax: 255,
    colorscale: lamps,
    showscale: false,
    xgap: 2,
    ygap: 2,
    xaxis: `x${place}`,
    yaxis: `y${place}`,
    hoverinfo: "skip",
  } as Partial<Data>;
}
