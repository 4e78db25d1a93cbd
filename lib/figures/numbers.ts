// Numbers on their way into a figure: short enough to be stored, finite, and readable in a sentence.

import type { Vector } from "../vector";

/** A typed array in the form that Plotly reads from JSON; a quarter of the size of the same numbers written out. */
export interface Packed {
  /** Bytes, or whole numbers of 16 bits. */
  dtype: "u1" | "i2";
  /** The numbers in base64. */
  bdata: string;
  /** "rows, columns". */
  shape: string;
}

/** rows × columns whole numbers, row-major, packed for a heat map or a contour. */
export function packed(numbers: Uint8Array | Int16Array, rows: number, columns: number): number[][] {
  const value: Packed = {
    dtype: numbers instanceof Uint8Array ? "u1" : "i2",
    bdata: Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString("base64"),
    shape: `${rows}, ${columns}`,
  };
  return value as unknown as number[][]; // Plotly's types do not know this form
}

/** Numbers as bytes: −largest becomes 1, zero 128, largest 255; what lies beyond is cut off. 0 is left for "nothing here". */
export function signedBytes(values: Vector, largest: number): Uint8Array {
  return Uint8Array.from(values, (v) => (largest > 0 ? 128 + Math.round(127 * clamp(v / largest)) : 128));
}

/** The number with so many significant digits, or null, which Plotly leaves out, when it is not finite. */
export function short(x: number, digits = 4): number | null {
  return Number.isFinite(x) ? Number(x.toPrecision(digits)) : null;
}

/** The largest absolute value; 0 of nothing. */
export function largestOf(values: Vector): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  return largest;
}

/** The absolute value that a fraction q of the numbers do not exceed; 0 of nothing. */
export function sizeQuantile(values: readonly Vector[], q: number): number {
  const sizes = Float64Array.from(values.flatMap((v) => Array.from(v, Math.abs))).sort();
  return sizes[Math.round(q * (sizes.length - 1))] ?? 0;
}

/** The smallest and largest of the finite numbers; [0, 1] when there are none. */
export function extent(values: readonly number[]): [number, number] {
  const finite = values.filter(Number.isFinite);
  return finite.length === 0
    ? [0, 1]
    : [
        finite.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
        finite.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
      ];
}

/** count numbers from one to another, evenly spaced, both ends included. */
export function spaced([from, to]: readonly [number, number], count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

/** At most so many of the items, evenly chosen, the first and the last among them. */
export function thinned<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  return spaced([0, items.length - 1], most).map((i) => items[Math.round(i)]!);
}

/** A number for people: 3 significant digits unless told otherwise, a real minus sign, no exponent below a million. */
export function say(x: number, digits = 3): string {
  const rounded = Number(x.toPrecision(digits));
  const large = Math.abs(rounded) >= 1e6 || (rounded !== 0 && Math.abs(rounded) < 1e-4);
  const text = large ? rounded.toExponential() : rounded.toLocaleString("en", { maximumFractionDigits: 8 });
  return text.replaceAll("-", "−");
}

/** "3 images", "1 image". */
export function count(n: number, noun: string): string {
  return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}

/** "cost", or "Figure 5.2: cost" with a title. */
export function titled(title: string, text: string): string {
  return title ? `${title}: ${text}` : text;
}

/** x, but at least −1 and at most 1; 0 for what is no number. */
export function clamp(x: number): number {
  return Number.isNaN(x) ? 0 : Math.min(1, Math.max(-1, x));
}
