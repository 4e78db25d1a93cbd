// Rows as an HTML table: escaped, numbers aligned, long tables shortened with a count.

/** Anything with named columns and rows of values, such as a danfojs DataFrame. */
export interface Frame {
  readonly columns: string[];
  readonly values: unknown;
}

/** Column names and, row by row, the values under them. */
export interface Rows {
  readonly columns: string[];
  readonly rows: unknown[][];
}

/** Rows or a DataFrame as columns and values. Throws a TypeError that says what came when it is neither. */
export function toRows(source: readonly object[] | Frame): Rows {
  if (Array.isArray(source)) {
    const columns = [...new Set(source.flatMap((row) => Object.keys(row)))];
    return {
      columns,
      rows: source.map((row) => columns.map((name) => (row as Record<string, unknown>)[name])),
    };
  }
  const frame = source as Frame;
  if (!Array.isArray(frame?.columns) || !Array.isArray(frame.values)) {
    throw new TypeError(
      `a table is made of a list of objects or a DataFrame, got ${source === null ? "null" : typeof source}`,
    );
  }
  const several = frame.values.every(Array.isArray);
  return { columns: frame.columns, rows: several ? frame.values : frame.values.map((value) => [value]) };
}

/** The table as HTML, at most so many rows of it, then a line with the count of the rest. */
export function tableHtml({ columns, rows }: Rows, most: number): string {
  const numeric = columns.map((_, c) => rows.every((row) => row[c] == null || typeof row[c] === "number"));
  const places = columns.map((_, c) => decimals(rows.map((row) => row[c])));
  const style = (c: number) =>
    ` style="text-align:${numeric[c] ? "right;font-variant-numeric:tabular-nums" : "left"}"`;
  const head = columns.map((name, c) => `<th scope="col"${style(c)}>${escapeHtml(name)}</th>`).join("");
  const body = rows
    .slice(0, most)
    .map(
      (row) =>
        `<tr>${row.map((v, c) => `<td${style(c)}>${escapeHtml(cell(v, places[c]!))}</td>`).join("")}</tr>`,
    )
    .join("");
  const rest =
    rows.length > most ? `<p>… and ${(rows.length - most).toLocaleString("en")} more rows.</p>` : "";
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>${rest}`;
}

/** The same table as plain text, columns separated by tabs. */
export function tableText({ columns, rows }: Rows, most: number): string {
  const places = columns.map((_, c) => decimals(rows.map((row) => row[c])));
  const lines = rows.slice(0, most).map((row) => row.map((v, c) => cell(v, places[c]!)).join("\t"));
  const rest = rows.length > most ? [`… and ${rows.length - most} more rows.`] : [];
  return [columns.join("\t"), ...lines, ...rest].join("\n");
}

/** Text made safe to stand in HTML. */
export function escapeHtml(s: string): string {
  return s.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** How many decimal places a column of numbers is shown with: four significant digits of its largest, at most 6. */
function decimals(column: unknown[]): number {
  const numbers = column.filter((v): v is number => typeof v === "number" && Number.isFinite(v));
  if (numbers.every(Number.isInteger)) return 0;
  const largest = numbers.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
  return Math.min(6, Math.max(0, 3 - Math.floor(Math.log10(largest))));
}

function cell(value: unknown, places: number): string {
  if (value === undefined || value === null) return "";
  if (typeof value !== "number") return typeof value === "object" ? JSON.stringify(value) : String(value);
  return Number.isFinite(value)
    ? value.toLocaleString("en", { minimumFractionDigits: places, maximumFractionDigits: places })
    : String(value);
}
