// What the library takes for a vector, and the two questions it asks of one.

/** Any list of numbers: an array, a Float64Array, the bytes of an image. */
export type Vector = ArrayLike<number>;

/** The place of the largest number in v; the first one if several are equal. */
export function indexOfLargest(v: Vector): number {
  let best = 0;
  for (let i = 1; i < v.length; i++) if (v[i]! > v[best]!) best = i;
  return best;
}

/** Throws a RangeError unless v has the given length and every number in it is finite; the error says what came. */
export function checkVector(v: Vector, length: number, what: string): void {
  if (v.length !== length) throw new RangeError(`expected ${length} ${what}, got ${v.length}`);
  for (let i = 0; i < length; i++) {
    if (!Number.isFinite(v[i]))
      throw new RangeError(`expected ${length} finite ${what}, but number ${i} is ${v[i]}`);
  }
}
