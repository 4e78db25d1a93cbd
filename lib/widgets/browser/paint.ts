// Grey images and layers of activations as pixels of a canvas.

import type { GreyImage } from "../../normalise";

export const POSITIVE = [21, 158, 118] as const; // the colours of the figures, for pixels
export const NEGATIVE = [168, 100, 214] as const;
const MOST_COLUMNS = 50;

/** Shows a grey image as black ink, one pixel of the canvas for each of its own; paper shines through. */
export function paint(
  canvas: HTMLCanvasElement,
  { values, rows, columns }: GreyImage,
): CanvasRenderingContext2D {
  canvas.width = columns;
  canvas.height = rows;
  const pen = canvas.getContext("2d")!;
  const picture = pen.createImageData(columns, rows);
  for (let i = 0; i < values.length; i++) picture.data[4 * i + 3] = values[i]!;
  pen.putImageData(picture, 0, 0);
  return pen;
}

/** Shows a layer as squares in rows of at most 50: green for positive activations, purple for negative, strong for large. */
export function paintLayer(canvas: HTMLCanvasElement, activations: Float64Array): void {
  const columns = Math.min(activations.length, MOST_COLUMNS);
  canvas.width = columns;
  canvas.height = Math.ceil(activations.length / columns);
  const pen = canvas.getContext("2d")!;
  const picture = pen.createImageData(canvas.width, canvas.height);
  const largest = activations.reduce((most, a) => Math.max(most, Math.abs(a)), 1);
  activations.forEach((a, j) => {
    const strength = Math.round((255 * Math.abs(a)) / largest);
    picture.data.set([...(a < 0 ? NEGATIVE : POSITIVE), strength], 4 * j);
  });
  pen.putImageData(picture, 0, 0);
}
