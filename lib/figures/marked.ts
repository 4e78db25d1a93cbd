// Digits with a number for each pixel laid over them: which pixels matter, and which way.

import type { HeatmapData } from "plotly.js";
import type { Vector } from "../vector";
import { inked, paper } from "./digits";
import type { Figure } from "./figure";
import { count, largestOf, packed, say, signedBytes, titled } from "./numbers";
import { COLUMN_WIDTH, colours, fade, heading, layout, noAxis, type Scale, titleRoom } from "./theme";

/** One digit and what is laid over it. */
export interface MarkedImage {
  /** rows × columns grey levels, row by row, 0 background to 255 full ink. */
  pixels: Vector;
  /** rows × columns numbers: green above zero, purple below, the stronger the larger. */
  marks: Vector;
  /** The line under the image. */
  caption?: string;
}

const GAP = 2; // blank pixels around each image
const CAPTION = 6; // pixels of height for the line under it
const MOST = 40;
const FAINT = 0.45; // how dark full ink is under the marks

/** Digits in grey, each with its marks on top; every image has its own scale. At most 40 images, 5 in a row. */
export function markedDigits(
  images: readonly MarkedImage[],
  options: {
    columns?: number;
    /** Rows and columns of one image. Default 28 × 28. */
    shape?: [number, number];
    /** What green and purple mean, such as ["more ink", "less ink"]. Default ["above 0", "below 0"]. */
    meaning?: [string, string];
    title?: string;
  } = {},
): Figure {
  const { columns = 5, shape = [28, 28], meaning = ["above 0", "below 0"], title = "" } = options;
  const [height, width] = shape;
  const shown = images.slice(0, MOST);
  const cell = { width: width + 2 * GAP, height: height + 2 * GAP + CAPTION };
  const across = Math.max(1, Math.min(columns, shown.length)) * cell.width;
  const down = Math.max(1, Math.ceil(shown.length / columns)) * cell.height;
  const ink = new Uint8Array(across * down);
  const marks = new Uint8Array(across * down);
  for (const [i, image] of shown.entries()) {
    const left = (i % columns) * cell.width + GAP;
    const top = Math.floor(i / columns) * cell.height + GAP;
    const grey = Uint8Array.from(image.pixels, (level) => inked(FAINT * level));
    const signs = signedBytes(image.marks, largestOf(image.marks));
    for (let row = 0; row < height; row++) {
      const [from, to] = [row * width, (row + 1) * width];
      ink.set(grey.subarray(from, to), (top + row) * across + left);
      marks.set(signs.subarray(from, to), (top + row) * across + left);
    }
  }
  const pixel = Math.min(5, (COLUMN_WIDTH - 16) / across); // screen pixels per image pixel
  const drawn = Math.round(across * pixel) + 16;
  const room = titleRoom(title, drawn);
  const list = shown.map(({ caption }) => caption || "no caption").join("; ");
  return {
    data: [
      { ...paper, z: packed(ink, down, across) },
      { ...overlay, z: packed(marks, down, across) },
    ],
    layout: layout({
      title: heading(title),
      width: drawn + room,
      height: Math.round(down * pixel) + (title ? 48 : 8) + 28,
      margin: { t: title ? 40 : 0, r: 8 + room, b: 36, l: 8 },
      xaxis: noAxis([-0.5, across - 0.5]),
      yaxis: noAxis([down - 0.5, -0.5], { scaleanchor: "x" }),
      annotations: [
        ...shown.map(({ caption = "" }, i) => ({
          x: (i % columns) * cell.width + GAP + width / 2,
          y: Math.floor(i / columns) * cell.height + GAP + height + 1 + CAPTION / 2,
          text: caption,
          font: { size: 14, color: colours.ink },
          showarrow: false,
        })),
        ...key(meaning),
      ],
    }),
    summary: titled(
      title,
      `${count(images.length, "image")} of ${height} × ${width}${images.length > MOST ? `, of which the first ${MOST} are shown` : ""}, ` +
        `with marks up to ${say(Math.max(0, ...shown.map((image) => largestOf(image.marks))))} in size, ` +
        `green for ${meaning[0]}, purple for ${meaning[1]}: ${list}.`,
    ),
  };
}

// Byte 0 is the page; from 1 to 255 purple over nothing to green. Where there is paper below, nothing is paper.
const overPaper: Scale = [
  [0, "rgba(0, 0, 0, 0)"],
  [0.5 / 255, "rgba(0, 0, 0, 0)"],
  [0.5 / 255, colours.negative],
  [128 / 255, fade(colours.negative, 0)],
  [128 / 255, fade(colours.positive, 0)],
  [1, colours.positive],
];

const overlay: Partial<HeatmapData> = {
  type: "heatmap",
  zmin: 0,
  zmax: 255,
  colorscale: overPaper,
  showscale: false,
  hoverinfo: "skip",
};

// What the two colours mean, below the images.
function key([above, below]: [string, string]) {
  const line = { xref: "paper", yref: "paper", y: 0, yanchor: "top", yshift: -6, showarrow: false } as const;
  return [
    {
      ...line,
      x: 0,
      xanchor: "left" as const,
      text: `■ ${above}`,
      font: { size: 14, color: colours.positive },
    },
    {
      ...line,
      x: 0,
      xanchor: "left" as const,
      xshift: 14 + 9 * (above.length + 2),
      text: `■ ${below}`,
      font: { size: 14, color: colours.negative },
    },
  ];
}
