// Ink on paper: grey levels of a path drawn by a round pen, with soft edges (anti-aliasing).
// Only + − × ÷ and the square root are used, which IEEE 754 fixes to the bit.

import type { GreyImage } from "../normalise";

/** A path of the pen: points x, y (flat) in pixels, and the pen's radius at each point, in pixels. */
export interface PenPath {
  points: Float64Array;
  radii: Float64Array;
}

// width of the grey edge between paper and full ink, in pixels
const EDGE = 1.3;

/** Draws paths into an image of the given size; pixel (row 0, column 0) covers x and y from 0 to 1. */
export function draw(paths: PenPath[], rows: number, columns: number): GreyImage {
  const ink = new Float64Array(rows * columns);
  for (const { points, radii } of paths) {
    for (let i = 0; i + 1 < radii.length; i++) drawPiece(ink, rows, columns, points, radii, i);
  }
  const values = new Uint8Array(ink.length);
  for (let i = 0; i < ink.length; i++) values[i] = 255 * ink[i]! + 0.5;
  return { values, rows, columns };
}

// draws the straight piece from point i to the next; a pixel is as dark as the darkest piece over it
function drawPiece(
  ink: Float64Array,
  rows: number,
  columns: number,
  points: Float64Array,
  radii: Float64Array,
  i: number,
): void {
  const x0 = points[2 * i]!;
  const y0 = points[2 * i + 1]!;
  const dx = points[2 * i + 2]! - x0;
  const dy = points[2 * i + 3]! - y0;
  const widening = radii[i + 1]! - radii[i]!;
  const inverse = dx === 0 && dy === 0 ? 0 : 1 / (dx * dx + dy * dy);
  const reach = Math.max(radii[i]!, radii[i + 1]!) + EDGE / 2;
  const left = Math.max(0, Math.floor(x0 + Math.min(dx, 0) - reach));
  const right = Math.min(columns, Math.ceil(x0 + Math.max(dx, 0) + reach));
  const top = Math.max(0, Math.floor(y0 + Math.min(dy, 0) - reach));
  const bottom = Math.min(rows, Math.ceil(y0 + Math.max(dy, 0) + reach));
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const at = row * columns + column;
      if (ink[at] === 1) continue;
      const x = column + 0.5 - x0;
      const y = row + 0.5 - y0;
      const along = Math.min(Math.max((x * dx + y * dy) * inverse, 0), 1);
      const offX = x - along * dx;
      const offY = y - along * dy;
      const distance = Math.sqrt(offX * offX + offY * offY);
      const share = Math.min((radii[i]! + along * widening - distance) / EDGE + 0.5, 1);
      if (share > ink[at]!) ink[at] = share;
    }
  }
}
