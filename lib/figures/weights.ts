// Signed images side by side: the weights that lead to each neuron, drawn where the pixels are that they belong to.

import type { HeatmapData, Layout } from "plotly.js";
import type { Vector } from "../vector";
import type { Figure } from "./figure";
import { count, largestOf, packed, say, signedBytes, sizeQuantile, thinned, titled } from "./numbers";
import { player } from "./player";
import { COLUMN_WIDTH, colours, diverging, heading, layout, noAxis, type Scale, titleRoom } from "./theme";

/** How images of weights are drawn. */
export interface WeightOptions {
  /** Rows and columns of one image. Default 28 × 28. */
  shape?: [number, number];
  /** Images in a row. Default 10. */
  columns?: number;
  /** A line under each image. Default: none. */
  captions?: readonly string[];
  /** One scale for all images ("shared", the default), or each image's own, which shows pattern and hides size. */
  scale?: "shared" | "own";
  /** What the colours stand for, beside their scale. Default "w". */
  symbol?: string;
  title?: string;
}

const GAP = 1; // blank pixels around each image: the page shows there
const CAPTION = 8; // pixels of height for the line under it
const BYTES = 217_000; // for all the pixels of a figure, before they are packed
const MOVING = 30; // neurons of a history, where every snapshot counts as well

/**
 * Weights as images, green above zero, purple below, zero the page itself. weights: neurons × pixels, row-major, such as
 * net.weights[0]. At most as many neurons are shown as fit 300 kB: 200 of 28 × 28. The largest hundredth of the weights
 * gets the full colour.
 */
export function weightImages(weights: Vector, options: WeightOptions = {}): Figure {
  return drawn([{ name: "", weights }], options);
}

/**
 * Weights as images through a training run, with a slider. snapshots: each with its name, such as the epoch. The first
 * 30 neurons are shown, at as many of the snapshots as fit 300 kB: 7 for 30 neurons of 28 × 28, 11 for 20.
 */
export function weightHistory(
  snapshots: readonly { name: string; weights: Vector }[],
  options: WeightOptions & {
    /** What the slider moves through. Default "epoch ". */
    prefix?: string;
  } = {},
): Figure {
  return drawn(snapshots, options);
}

function drawn(
  all: readonly { name: string; weights: Vector }[],
  options: WeightOptions & { prefix?: string },
): Figure {
  const { shape = [28, 28], title = "", scale = "shared", symbol = "w", prefix = "epoch " } = options;
  const length = all[0]?.weights.length ?? 0;
  const neurons = length / (shape[0] * shape[1]);
  if (!Number.isInteger(neurons)) {
    throw new RangeError(`${length} weights are not so many images of ${shape[0]} × ${shape[1]}`);
  }
  const moves = all.length > 1;
  const grid = arrange(moves ? Math.min(neurons, MOVING) : neurons, options);
  const snapshots = thinned(all, Math.max(2, Math.floor(BYTES / (grid.across * grid.down)) - 1));
  const largest = sizeQuantile(
    snapshots.map(({ weights }) => weights),
    0.99,
  );
  const pictures = snapshots.map(({ weights }) =>
    picture(weights, shape, grid, scale === "own" ? 0 : largest),
  );
  const names = snapshots.map(({ name }) => name);
  const pixel = Math.min(4, (COLUMN_WIDTH - 96) / grid.across);
  const wide = Math.round(grid.across * pixel) + 96;
  const room = titleRoom(title, wide);
  const below = moves ? 104 : 8;
  return {
    data: [{ ...trace(largest, scale, symbol), z: pictures[0]! }],
    layout: layout({
      title: heading(title),
      width: wide + room,
      height: Math.round(grid.down * pixel) + (title ? 40 : 8) + below,
      margin: { t: title ? 40 : 8, r: 88 + room, b: below, l: 8 },
      xaxis: noAxis([-0.5, grid.across - 0.5]),
      yaxis: noAxis([grid.down - 0.5, -0.5], { scaleanchor: "x" }),
      annotations: captions(options.captions ?? [], shape, grid),
      ...(moves && player(names, { prefix, pace: 400, gap: 12 })),
    }),
    ...(moves && { frames: pictures.map((z, i) => ({ name: names[i]!, data: [{ z }], traces: [0] })) }),
    summary: titled(
      title,
      `the weights to ${count(neurons, "neuron")} as images of ${shape[0]} × ${shape[1]}` +
        `${neurons > grid.shown ? `, of which the first ${grid.shown} are shown` : ""}` +
        `${moves ? `, at ${snapshots.length} moments from ${prefix}${names[0]} to ${names.at(-1)}` : ""}; ` +
        `the largest is ${say(Math.max(...snapshots.map(({ weights }) => largestOf(weights))))} in size.`,
    ),
  };
}

interface Grid {
  shown: number;
  columns: number;
  cell: { width: number; height: number };
  across: number;
  down: number;
}

function arrange(neurons: number, { shape = [28, 28], columns = 10, captions = [] }: WeightOptions): Grid {
  const cell = {
    width: shape[1] + 2 * GAP,
    height: shape[0] + 2 * GAP + (captions.length > 0 ? CAPTION : 0),
  };
  const most = Math.floor(BYTES / (cell.width * cell.height * columns)) * columns;
  const shown = Math.min(neurons, Math.max(1, most));
  const across = Math.max(1, Math.min(columns, shown)) * cell.width;
  return { shown, columns, cell, across, down: Math.max(1, Math.ceil(shown / columns)) * cell.height };
}

// largest: the weight that gets the full colour; 0 lets each image have its own.
function picture(
  weights: Vector,
  [height, width]: [number, number],
  grid: Grid,
  largest: number,
): number[][] {
  const z = new Uint8Array(grid.across * grid.down);
  const all = Float64Array.from(weights);
  for (let i = 0; i < grid.shown; i++) {
    const own = all.subarray(i * height * width, (i + 1) * height * width);
    const bytes = signedBytes(own, largest || largestOf(own));
    const left = (i % grid.columns) * grid.cell.width + GAP;
    const top = Math.floor(i / grid.columns) * grid.cell.height + GAP;
    for (let row = 0; row < height; row++) {
      z.set(bytes.subarray(row * width, (row + 1) * width), (top + row) * grid.across + left);
    }
  }
  return packed(z, grid.down, grid.across);
}

// Byte 128 is zero; byte 0 is the page between the images.
const signed: Scale = diverging.flatMap(([place, colour], i): Scale => {
  const at = (1 + 254 * place) / 255;
  return i === 0
    ? [
        [0, "rgba(0, 0, 0, 0)"],
        [0.5 / 255, "rgba(0, 0, 0, 0)"],
        [0.5 / 255, colour],
        [at, colour],
      ]
    : [[at, colour]];
});

function trace(largest: number, scale: "shared" | "own", symbol: string): Partial<HeatmapData> {
  const ends =
    scale === "own" ? ["lowest", "0", "highest"] : [`≤ ${say(-largest)}`, "0", `≥ ${say(largest)}`];
  return {
    type: "heatmap",
    zmin: 0,
    zmax: 255,
    colorscale: signed,
    hoverinfo: "skip",
    colorbar: {
      title: { text: symbol },
      tickvals: [1, 128, 255],
      ticktext: ends,
      thickness: 12,
      outlinewidth: 0,
      len: 1,
    },
  } as Partial<HeatmapData>;
}

function captions(
  texts: readonly string[],
  [height, width]: [number, number],
  { shown, columns, cell }: Grid,
): NonNullable<Layout["annotations"]> {
  return texts.slice(0, shown).map((text, i) => ({
    x: (i % columns) * cell.width + GAP + width / 2,
    y: Math.floor(i / columns) * cell.height + GAP + height + CAPTION / 2,
    text,
    font: { size: 14, color: colours.ink },
    showarrow: false,
  }));
}
