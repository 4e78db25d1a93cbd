// Digits that look written by hand, drawn from strokes: a data set that needs no download.
// They stand in for MNIST when there is no network; they are no substitute for measuring on it.

import { type Dataset, makeDataset } from "./dataset";
import { centre, type GreyImage } from "./normalise";
import type { Random } from "./random";
import { type Glyph, glyphs } from "./strokes/glyphs";
import { type Hand, hand } from "./strokes/hand";
import { draw, type PenPath } from "./strokes/ink";
import { smoothPath } from "./strokes/spline";

const BOX = 20; // MNIST fits every digit into 20 × 20 pixels
const SIDE = 28;
const RADIUS = 1.32; // of the pen, in pixels
const RADIUS_VARIES = 0.42; // standard deviation
const PIECES = 4; // straight pieces between two points of a stroke

/** Draws size digits of random label: 28 × 28 grey levels, labels 0–9. The same stream gives the same digits, bit for bit. */
export function strokeDigits(size: number, random: Random): Dataset {
  const images = new Uint8Array(size * SIDE * SIDE);
  const labels = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    labels[i] = random.integer(10);
    images.set(strokeDigit(labels[i]!, random), i * SIDE * SIDE);
  }
  return makeDataset(images, labels, [SIDE, SIDE]);
}

/** Draws one digit, 0–9, as 28 × 28 grey levels: 0 paper to 255 full ink. Throws a RangeError for any other label. */
export function strokeDigit(label: number, random: Random): Uint8Array {
  const ways = glyphs[label];
  if (ways === undefined) throw new RangeError(`there is no digit ${label}: expected 0 to 9`);
  const writer = hand(random);
  const strokes = choose(ways, random).strokes.map((points) => write(points, writer));
  const radius = Math.min(Math.max(RADIUS + RADIUS_VARIES * random.gaussian(), 0.6), 2.4);
  return centre(drawInBox(strokes, radius, writer), SIDE).values;
}

// draws a way of writing, common ones more often
function choose(ways: Glyph[], random: Random): Glyph {
  let lot = random.integer(ways.reduce((sum, { weight }) => sum + weight, 0));
  for (const way of ways) {
    lot -= way.weight;
    if (lot < 0) return way;
  }
  throw new Error("the weights of a digit's ways are whole numbers above 0");
}

// the path of the pen for one stroke of the model digit; the two points of a corner stay together
function write(points: Float64Array, writer: Hand): Float64Array {
  const written = new Float64Array(points.length);
  for (let i = 0; i < points.length; i += 2) {
    const corner = i > 0 && points[i] === points[i - 2] && points[i + 1] === points[i - 1];
    const place = corner ? written.subarray(i - 2, i) : writer.place(points[i]!, points[i + 1]!);
    written.set(place, i);
  }
  return smoothPath(written, PIECES);
}

// scales the strokes so that, pen included, the longer side of the digit fills the box
function drawInBox(strokes: Float64Array[], radius: number, writer: Hand): GreyImage {
  const [left, right] = extent(strokes, 0);
  const [top, bottom] = extent(strokes, 1);
  const scale = (BOX - 2 * radius) / Math.max(right - left, bottom - top);
  const paths = strokes.map((stroke): PenPath => {
    const radii = new Float64Array(stroke.length / 2);
    return {
      points: stroke.map((at, i) => radius + scale * (at - (i % 2 === 0 ? left : top))),
      radii: radii.map((_, i) => radius * writer.pressure(i / (radii.length - 1))),
    };
  });
  const pixels = (length: number) => Math.min(BOX, Math.ceil(2 * radius + scale * length));
  return draw(paths, pixels(bottom - top), pixels(right - left));
}

// the lowest and the highest x (axis 0) or y (axis 1) of all strokes
function extent(strokes: Float64Array[], axis: 0 | 1): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const stroke of strokes) {
    for (let i = axis; i < stroke.length; i += 2) {
      low = Math.min(low, stroke[i]!);
      high = Math.max(high, stroke[i]!);
    }
  }
  return [low, high];
}
