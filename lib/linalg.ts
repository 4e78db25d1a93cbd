// The three products a network is made of, on row-major matrices kept in flat arrays.
// They trust their callers to bring arrays of the right sizes; Network checks at the edge.

/** W x + b. W: rows × columns, x: columns, b: rows → rows. */
export function affine(W: Float64Array, x: Float64Array, b: Float64Array): Float64Array {
  const columns = nonZeros(x);
  return b.map((bias, j) => {
    const row = j * x.length;
    let z = bias;
    for (let i = 0; i < columns.length; i++) z += W[row + columns[i]!]! * x[columns[i]!]!;
    return z;
  });
}

/** Wᵀ v. W: rows × columns, v: rows → columns. */
export function transposedTimes(W: Float64Array, v: Float64Array, columns: number): Float64Array {
  const out = new Float64Array(columns);
  for (let j = 0, at = 0; j < v.length; j++) {
    for (let k = 0; k < columns; k++, at++) out[k]! += W[at]! * v[j]!;
  }
  return out;
}

/** Adds v xᵀ to the matrix M in place. M: rows × columns, v: rows, x: columns. */
export function addOuter(M: Float64Array, v: Float64Array, x: Float64Array): void {
  const columns = nonZeros(x);
  for (let j = 0; j < v.length; j++) {
    const row = j * x.length;
    for (let i = 0; i < columns.length; i++) M[row + columns[i]!]! += v[j]! * x[columns[i]!]!;
  }
}

// Four of five pixels of a digit are blank. Their products add nothing, so both loops visit the others only.
function nonZeros(x: Float64Array): Uint32Array {
  const found = new Uint32Array(x.length);
  let count = 0;
  for (let k = 0; k < x.length; k++) if (x[k] !== 0) found[count++] = k;
  return found.subarray(0, count);
}
