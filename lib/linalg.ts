// The three products a network is made of, on row-major matrices kept in flat arrays.
// They trust their callers to bring arrays of the right sizes; Network checks at the edge.

import type { Vector } from "./vector";

/** W x + b. W: rows × columns, x: columns, b: rows → rows. */
export function affine(W: Float64Array, x: Vector, b: Float64Array): Float64Array {
  const z = Float64Array.from(b);
  const columns = x.length;
  for (let j = 0; j < z.length; j++) {
    let sum = 0;
    for (let k = 0, at = j * columns; k < columns; k++, at++) sum += W[at]! * x[k]!;
    z[j]! += sum;
  }
  return z;
}

/** Wᵀ v. W: rows × columns, v: rows → columns. */
export function transposedTimes(W: Float64Array, v: Float64Array, columns: number): Float64Array {
  const out = new Float64Array(columns);
  for (let j = 0; j < v.length; j++) {
    for (let k = 0, at = j * columns; k < columns; k++, at++) out[k]! += W[at]! * v[j]!;
  }
  return out;
}

/** Adds v xᵀ to the matrix M in place. M: rows × columns, v: rows, x: columns. */
export function addOuter(M: Float64Array, v: Float64Array, x: Vector): void {
  const columns = x.length;
  for (let j = 0; j < v.length; j++) {
    for (let k = 0, at = j * columns; k < columns; k++, at++) M[at]! += v[j]! * x[k]!;
  }
}

/** Adds s · v to u in place; both have the same length. */
export function addScaled(u: Float64Array, s: number, v: Float64Array): void {
  for (let i = 0; i < u.length; i++) u[i]! += s * v[i]!;
}
