// Images of digits side by side, each with a line of text under it: what it is, what it was taken for.

import type { HeatmapData, Layout } from "plotly.js";
import type { Dataset } from "../dataset";
import type { Reading } from "../metrics";
import type { Vector } from "../vector";
import type { Figure } from "./figure";
import { count, packed, titled } from "./numbers";
import { COLUMN_WIDTH, colours, heading, layout, noAxis, type Scale, titleRoom } from "./theme";

/** One image of a grid. */
export interface GridImage {
  /** rows × columns grey levels, row by row, 0 background to 255 full ink. */
  pixels: Vector;
  /** The line under the image. */
  caption?: string;
  /** Marks the image as a mistake: the caption turns red and gets a cross. */
  wrong?: boolean;
}

const GAP = 2; // blank pixels around each image
const CAPTION = 8; // pixels of height for the line under it
const MOST = 120; // images of 28 × 28 in a figure of 300 kB

/** Images in rows of so many columns (10 unless told otherwise), dark ink on white paper; at most 120 of them. */
export function digitGrid(
  images: readonly GridImage[],
  options: { columns?: number; shape?: [number, number]; title?: string } = {},
): Figure {
  const { columns = 10, shape: [height, width] = [28, 28], title = "" } = options;
  const shown = images.slice(0, Math.max(1, Math.floor((MOST * 784) / (height * width))));
  const caption = shown.some((i) => i.caption) ? CAPTION : 0;
  const cell = { width: width + 2 * GAP, height: height + 2 * GAP + caption };
  const across = Math.max(1, Math.min(columns, shown.length)) * cell.width;
  const down = Math.max(1, Math.ceil(shown.length / columns)) * cell.height;
  const pixel = Math.min(4, (COLUMN_WIDTH - 16) / across); // screen pixels per image pixel
  const letters = pixel * cell.width < 76 ? 12 : 14; // "✗ 5, not 3" fits under its image
  const z = new Uint8Array(across * down);
  const annotations: NonNullable<Layout["annotations"]> = [];
  for (const [i, image] of shown.entries()) {
    const left = (i % columns) * cell.width + GAP;
    const top = Math.floor(i / columns) * cell.height + GAP;
    for (let p = 0; p < height * width; p++) {
      z[(top + Math.floor(p / width)) * across + left + (p % width)] = inked(image.pixels[p]!);
    }
    if (image.caption)
      annotations.push(captionUnder(image, left + width / 2, top + height + caption / 2, letters));
  }
  const drawn = Math.round(across * pixel) + 16;
  const room = titleRoom(title, drawn);
  const list = shown.map((i) => i.caption || "no caption").join(", ");
  const rest = images.length > shown.length ? `, of which the first ${shown.length} are shown` : "";
  return {
    data: [{ ...paper, z: packed(z, down, across) }],
    layout: layout({
      title: heading(title),
      width: drawn + room,
      height: Math.round(down * pixel) + (title ? 48 : 8),
      margin: { t: title ? 40 : 0, r: 8 + room, b: 8, l: 8 },
      xaxis: noAxis([-0.5, across - 0.5]),
      yaxis: noAxis([down - 0.5, -0.5], { scaleanchor: "x" }),
      annotations,
    }),
    summary: titled(title, `${count(images.length, "image")}${rest}; ${list}.`),
  };
}

/** Images of a data set by their indices, each with its label; all of them marked as mistakes, if they are. */
export function labelledDigits(
  data: Dataset,
  indices: readonly number[],
  options: { columns?: number; title?: string; wrong?: boolean } = {},
): Figure {
  const { wrong = false, ...rest } = options;
  const images = indices.map((i) => ({ pixels: stored(data, i), caption: `${data.labels[i]}`, wrong }));
  return digitGrid(images, { shape: data.shape, ...rest });
}

/** The images that were read, each with its reading; a mistake also says what the label is. */
export function readDigits(
  data: Dataset,
  readings: readonly Reading[],
  options: { columns?: number; title?: string } = {},
): Figure {
  const images = readings.map(({ index, label, guess }) => ({
    pixels: stored(data, index),
    caption: guess === label ? `${guess}` : `${guess}, not ${label}`,
    wrong: guess !== label,
  }));
  const right = images.filter(({ wrong }) => !wrong).length;
  const figure = digitGrid(images, { shape: data.shape, ...options });
  return { ...figure, summary: `${figure.summary} ${right} of ${images.length} were read correctly.` };
}

function stored({ images, shape }: Dataset, i: number): Uint8Array {
  const pixelCount = shape[0] * shape[1];
  return images.subarray(i * pixelCount, (i + 1) * pixelCount);
}

// Byte 0 is the page, 1 is white paper, 255 is black ink.
const inkOnPaper: Scale = [
  [0, "rgba(255, 255, 255, 0)"],
  [0.5 / 255, "rgba(255, 255, 255, 0)"],
  [0.5 / 255, "#ffffff"],
  [1, "#000000"],
];

/** A heat map of grey levels as inked makes them, to be completed with z. */
export const paper: Partial<HeatmapData> = {
  type: "heatmap",
  zmin: 0,
  zmax: 255,
  colorscale: inkOnPaper,
  showscale: false,
  hoverinfo: "skip",
};

/** A grey level from 0 to 255 as a byte for paper: never 0, which stands for the page. */
export function inked(level: number): number {
  return Math.max(1, Math.round(level));
}

function captionUnder({ caption, wrong }: GridImage, x: number, y: number, size: number) {
  return {
    x,
    y,
    text: wrong ? `✗ ${caption}` : `${caption}`,
    font: { size, color: wrong ? colours.accent : colours.ink },
    showarrow: false,
  };
}
