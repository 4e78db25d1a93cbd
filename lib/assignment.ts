// Who gets which: each row of a square table of costs is given a column of its own, so that the sum of the costs is the
// smallest possible. The Hungarian method (Kuhn 1955) in the form with shortest paths (Jonker and Volgenant 1987).

/**
 * The cheapest assignment: a column for each row, all different. It takes about n³ operations.
 *
 * costs: n rows of n finite numbers, also negative ones. Throws a RangeError for a table that is not square.
 */
export function assignment(costs: readonly ArrayLike<number>[]): number[] {
  const n = costs.length;
  const crooked = costs.findIndex((row) => row.length !== n);
  if (crooked >= 0) {
    throw new RangeError(
      `an assignment of ${n} rows needs ${n} columns, row ${crooked} has ${costs[crooked]!.length}`,
    );
  }
  const market: Market = {
    costs,
    rowPrice: new Float64Array(n),
    columnPrice: new Float64Array(n),
    rowOf: new Int32Array(n).fill(-1),
  };
  for (let row = 0; row < n; row++) admit(market, row);
  const columnOf = new Array<number>(n);
  market.rowOf.forEach((row, column) => {
    columnOf[row] = column;
  });
  return columnOf;
}

/** Prices such that no cost lies below its row's and column's prices together; rows sit where it equals them. */
interface Market {
  readonly costs: readonly ArrayLike<number>[];
  readonly rowPrice: Float64Array;
  readonly columnPrice: Float64Array;
  /** The row that has a column; −1 while it is free. */
  readonly rowOf: Int32Array;
}

/** Finds the cheapest chain of moves that ends at a free column, as in Dijkstra's method, and moves everybody along it. */
function admit({ costs, rowPrice, columnPrice, rowOf }: Market, newcomer: number): void {
  const n = costs.length;
  const paid = new Float64Array(n).fill(Number.POSITIVE_INFINITY); // the cheapest chain to each column
  const before = new Int32Array(n).fill(-1); // the column the chain comes from; −1: from the newcomer
  const done = new Uint8Array(n);
  let row = newcomer;
  let column = -1;
  let spent = 0;
  do {
    let next = -1;
    for (let j = 0; j < n; j++) {
      if (done[j]) continue;
      const chain = spent + costs[row]![j]! - rowPrice[row]! - columnPrice[j]!;
      if (chain < paid[j]!) {
        paid[j] = chain;
        before[j] = column;
      }
      if (next < 0 || paid[j]! < paid[next]!) next = j;
    }
    spent = paid[next]!;
    done[next] = 1;
    column = next;
    row = rowOf[column]!;
  } while (row >= 0);
  rowPrice[newcomer]! += spent;
  for (let j = 0; j < n; j++) {
    if (!done[j] || j === column) continue;
    rowPrice[rowOf[j]!]! += spent - paid[j]!;
    columnPrice[j]! -= spent - paid[j]!;
  }
  for (; column >= 0; column = before[column]!) {
    rowOf[column] = before[column]! >= 0 ? rowOf[before[column]!]! : newcomer;
  }
}
