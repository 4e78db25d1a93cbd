// What a table is made of, whatever it comes from: a list of objects, a danfojs DataFrame or Series.

/** Anything with named columns and rows of values, such as a danfojs DataFrame. */
export interface Frame {
  readonly columns: string[];
  readonly values: unknown;
  /** A name for each row. */
  readonly index?: readonly (string | number)[];
}

/** Column names and, row by row, the values under them. */
export interface Rows {
  readonly columns: string[];
  readonly rows: unknown[][];
  /** A name for each row, when they have names of their own and not just their numbers. */
  readonly index?: readonly (string | number)[];
}

/** Rows or a DataFrame as columns and values. Throws a TypeError that says what came when it is neither. */
export function toRows(source: readonly object[] | Frame): Rows {
  if (Array.isArray(source)) return fromObjects(source);
  const frame = source as Frame;
  if (!Array.isArray(frame?.columns) || !Array.isArray(frame.values)) {
    throw new TypeError(`a table is made of a list of objects or a DataFrame, got ${nameOf(source)}`);
  }
  const { columns, values, index = [] } = frame;
  const isSeries = !frame.values.every(Array.isArray);
  const rows = isSeries ? frame.values.map((value) => [value]) : (values as unknown[][]);
  const numbered = index.every((name, i) => name === i);
  return { columns: columns.map(String), rows, ...(!numbered && { index }) };
}

function fromObjects(source: readonly unknown[]): Rows {
  const wrong = source.findIndex((row) => typeof row !== "object" || row === null);
  if (wrong >= 0)
    throw new TypeError(`a table is made of objects, but row ${wrong} is ${nameOf(source[wrong])}`);
  const objects = source as readonly Record<string, unknown>[];
  const columns = [...new Set(objects.flatMap((row) => Object.keys(row)))];
  return { columns, rows: objects.map((row) => columns.map((name) => row[name])) };
}

function nameOf(value: unknown): string {
  return value === null
    ? "null"
    : typeof value === "number"
      ? String(value)
      : `a value of type ${typeof value}`;
}
