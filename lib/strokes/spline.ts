// A smooth path through given points: the Catmull–Rom spline, whose tangent at a point runs along its neighbours.
// Points are flat, x and y in turn. Only + − × are used, so a path is the same on every machine.

/** The path through points as a flat polyline, with the given number of pieces between two points. */
export function smoothPath(points: Float64Array, pieces: number): Float64Array {
  const last = points.length / 2 - 1;
  const path = new Float64Array(2 * (last * pieces + 1));
  for (let i = 0; i < last; i++) {
    const before = Math.max(i - 1, 0);
    const after = Math.min(i + 2, last);
    for (let piece = 0; piece < pieces; piece++) {
      const at = 2 * (i * pieces + piece);
      path[at] = between(points, 0, before, i, after, piece / pieces);
      path[at + 1] = between(points, 1, before, i, after, piece / pieces);
    }
  }
  path.set(points.subarray(2 * last), 2 * last * pieces);
  return path;
}

// one coordinate of the cubic from point i (t = 0) to point i + 1 (t = 1)
function between(
  points: Float64Array,
  axis: 0 | 1,
  before: number,
  i: number,
  after: number,
  t: number,
): number {
  const a = points[2 * before + axis]!;
  const b = points[2 * i + axis]!;
  const c = points[2 * i + 2 + axis]!;
  const d = points[2 * after + axis]!;
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}
