// The ground of a valley as colours: the lower, the deeper the blue, in bands like those of a map, with lines of equal
// height between them.

import type { Surface } from "../surface";

const BLUE = [43, 140, 209] as const;
const GREY = [128, 128, 128] as const;
const BANDS = 16;
const SAMPLES = 60; // each way, to choose the levels by
const PIXELS = 320; // each way, about: a line is as wide as one of them

type Range = [number, number];
type Colour = [number, number, number, number];

/** The colour of each place. The bands hold equally many places each, so that flat ground shows its form too. */
export function relief(ground: Surface, x: Range, y: Range): (x: number, y: number) => Colour {
  const levels = quantiles(ground, x, y);
  const [wide, high] = [(x[1] - x[0]) / PIXELS, (y[1] - y[0]) / PIXELS];
  return (px, py) => {
    const height = ground.height([px, py]);
    if (!Number.isFinite(height)) return [0, 0, 0, 0];
    const [dx, dy] = ground.slope([px, py]) as [number, number];
    const climb = Math.hypot(dx * wide, dy * high); // from this pixel to the next, straight uphill
    const nearest = Math.min(...levels.map((level) => Math.abs(level - height)));
    const line = 0.6 * Math.max(0, 1 - nearest / climb); // how much of the pixel is line
    const band = levels.filter((level) => level < height).length;
    const [r, g, b] = BLUE.map((part, k) => part + line * (GREY[k]! - part)) as [number, number, number];
    return [r, g, b, Math.max(205 * (1 - band / (BANDS - 1)) ** 1.3, 255 * line)];
  };
}

/** Heights that part the places into bands of equal size. */
function quantiles({ height }: Surface, x: Range, y: Range): number[] {
  const at = ([low, high]: Range, k: number) => low + ((k + 0.5) / SAMPLES) * (high - low);
  const heights = Array.from({ length: SAMPLES * SAMPLES }, (_, i) =>
    height([at(x, i % SAMPLES), at(y, Math.floor(i / SAMPLES))]),
  );
  const sorted = heights.filter(Number.isFinite).sort((a, b) => a - b);
  return Array.from({ length: BANDS - 1 }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / BANDS)]!);
}
