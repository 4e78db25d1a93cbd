// Images of digits side by side, each with a line of text under it: what it is, what it was taken for.

import type { Layout } from "plotly.js";
import type { Dataset } from "../dataset";
import type { Reading } from "../metrics";
import type { Vector } from "../vector";
import type { Figure } from "./figure";
import { colours, layout } from "./theme";

/** One image of a grid. */
export interface GridImage {
  /** rows × columns grey levels, row by row, 0 background to 255 full ink. */
  pixels: Vector;
  /** The line under the image. */
  caption?: string;
  /** Marks the image as a mistake: the caption turns orange and gets a cross. */
  wrong?: boolean;
}

const GAP = 2; // blank pixels around each image
const CAPTION = 8; // pixels of height for the line under it

/** Images in rows of so many columns (10 unless told otherwise), dark ink on white paper. */
export function digitGrid(
  images: readonly GridImage[],
  options: { columns?: number; shape?: [number, number]; title?: string } = {},
): Figure {
  const { columns = 10, shape: [height, width] = [28, 28], title = "" } = options;
  const cell = { width: width + 2 * GAP, height: height + 2 * GAP + CAPTION };
  const across = Math.min(columns, images.length);
  const down = Math.ceil(images.length / columns);
  const z: (number | null)[][] = Array.from({ length: down * cell.height }, () =>
    new Array<number | null>(across * cell.width).fill(null),
  );
  const annotations: NonNullable<Layout["annotations"]> = [];
  for (const [i, { pixels, caption = "", wrong }] of images.entries()) {
    const left = (i % columns) * cell.width + GAP;
    const top = Math.floor(i / columns) * cell.height + GAP;
    for (let p = 0; p < height * width; p++) z[top + Math.floor(p / width)]![left + (p % width)] = pixels[p]!;
    annotations.push({
      x: left + width / 2,
      y: top + height + CAPTION / 2,
      text: wrong ? `✗ ${caption}` : caption,
      font: { size: 14, color: wrong ? colours.validation : colours.ink },
      showarrow: false,
    });
  }
  const pixel = Math.min(4, 760 / (across * cell.width)); // screen pixels per image pixel
  const hidden = { visible: false, fixedrange: true } as const;
  return {
    data: [
      { type: "heatmap", z, zmin: 0, zmax: 255, colorscale: inkOnPaper, showscale: false, hoverinfo: "skip" },
    ],
    layout: layout({
      title: { text: title, font: { size: 16 }, x: 0.01, xanchor: "left" },
      width: Math.round(across * cell.width * pixel) + 16,
      height: Math.round(down * cell.height * pixel) + (title ? 48 : 8),
      margin: { t: title ? 40 : 0, r: 8, b: 8, l: 8 },
      xaxis: { ...hidden, range: [0, across * cell.width] },
      yaxis: { ...hidden, range: [down * cell.height, 0], scaleanchor: "x" },
      annotations,
    }),
    summary: `${title ? `${title}: ` : ""}${images.length} images; ${images.map((i) => i.caption || "no caption").join(", ")}.`,
  };
}

/** The images that were read, each with its reading; a mistake also says what the label is. */
export function readDigits(
  data: Dataset,
  readings: readonly Reading[],
  options: { columns?: number; title?: string } = {},
): Figure {
  const pixelCount = data.shape[0] * data.shape[1];
  const images = readings.map(({ index, label, guess }) => ({
    pixels: data.images.subarray(index * pixelCount, (index + 1) * pixelCount),
    caption: guess === label ? `${guess}` : `${guess}, not ${label}`,
    wrong: guess !== label,
  }));
  const right = images.filter(({ wrong }) => !wrong).length;
  const figure = digitGrid(images, { shape: data.shape, ...options });
  return { ...figure, summary: `${figure.summary} ${right} of ${images.length} were read correctly.` };
}

const inkOnPaper: [number, string][] = [
  [0, "#ffffff"],
  [1, "#000000"],
];
