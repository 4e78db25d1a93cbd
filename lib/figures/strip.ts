// A strip of handwriting, the places where it was cut, and what each piece was read as.

import type { Layout } from "plotly.js";
import type { Vector } from "../vector";
import { inked, paper } from "./digits";
import type { Figure } from "./figure";
import { packed, say, titled } from "./numbers";
import { COLUMN_WIDTH, colours, heading, layout, noAxis } from "./theme";

/** What a piece of the strip was read as. */
export interface Piece {
  /** The reading, or nothing where no digit was seen. */
  text: string;
  /** How sure the reading is, from 0 to 1. */
  confidence?: number;
  /** Marks a mistake. */
  wrong?: boolean;
}

/** The strip with its cuts, and a reading under each piece. */
export function digitStrip(
  strip: {
    /** rows × columns grey levels, row by row, 0 background to 255 full ink. */
    pixels: Vector;
    /** Rows and columns. */
    shape: [number, number];
  },
  options: {
    /** The columns before which the strip is cut, ascending: as many as pieces and one more, or one less. */
    cuts?: readonly number[];
    /** One for each piece. */
    pieces?: readonly Piece[];
    title?: string;
  } = {},
): Figure {
  const {
    pixels,
    shape: [height, width],
  } = strip;
  const { cuts = [], pieces = [], title = "" } = options;
  const edges = pieces.length > cuts.length ? [0, ...cuts, width] : [...cuts];
  const z = Uint8Array.from(pixels, inked);
  const pixel = Math.min(6, (COLUMN_WIDTH - 16) / width); // screen pixels per image pixel
  const below = pieces.length > 0 ? 52 / pixel : 8 / pixel; // in image pixels
  const above = 10 / pixel;
  return {
    data: [{ ...paper, z: packed(z, height, width) }],
    layout: layout({
      title: heading(title),
      width: Math.round(width * pixel) + 16,
      height: Math.round((height + below + above) * pixel) + (title ? 40 : 0),
      margin: { t: title ? 40 : 0, r: 8, b: 0, l: 8 },
      xaxis: noAxis([-1, width]),
      yaxis: noAxis([height + below - 0.5, -above - 0.5], { scaleanchor: "x" }),
      shapes: cuts.map((x) => ({
        type: "line",
        x0: x - 0.5,
        x1: x - 0.5,
        y0: -above,
        y1: height + above - 0.5,
        line: { color: colours.accent, width: 2.5, dash: "dash" },
      })),
      annotations: pieces.flatMap((piece, i) =>
        reading(piece, (edges[i]! + edges[i + 1]!) / 2 - 0.5, height),
      ),
    }),
    summary: titled(
      title,
      `a strip of ${height} × ${width} pixels with ${cuts.length} cuts` +
        (pieces.length > 0 ? `, read as ${pieces.map(({ text }) => text || "nothing").join(" ")}.` : "."),
    ),
  };
}

function reading(
  { text, confidence, wrong }: Piece,
  x: number,
  top: number,
): NonNullable<Layout["annotations"]> {
  const sure =
    confidence === undefined ? "" : `<br><span style="font-size:12px">${say(100 * confidence, 2)} %</span>`;
  return [
    {
      x,
      y: top,
      yanchor: "top",
      text: `<b>${wrong ? "✗ " : ""}${text || "–"}</b>${sure}`,
      font: { size: 20, color: wrong ? colours.accent : colours.ink },
      showarrow: false,
    },
  ];
}
