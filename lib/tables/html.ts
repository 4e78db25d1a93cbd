// Rows as an HTML table: escaped, digits under digits, sortable, long tables shortened with a count.

import { escapeHtml } from "../html";
import { type Column, column } from "./columns";
import type { Rows } from "./rows";
import { KEY, SORTABLE, sortingScript } from "./sorting";

/** How a table is shown. */
export interface TableOptions {
  /** How many rows at most. Default 20. */
  rows?: number;
  /** A line above it. */
  caption?: string;
  /** Whether a click on a header sorts. Default true; a table that still grows is better without. */
  sortable?: boolean;
}

/** The table as HTML. */
export function tableHtml(table: Rows, options: TableOptions = {}): string {
  const { rows: most = 20, caption } = options;
  const title = caption ? `<caption style="${TITLE}">${escapeHtml(caption)}</caption>` : "";
  if (table.columns.length === 0)
    return `<table>${title}<tbody><tr><td>an empty table</td></tr></tbody></table>`;
  const columns = columnsOf(table);
  const names = table.index ? '<th scope="col"></th>' : "";
  const head = columns
    .map((each) => `<th scope="col" style="${alignment(each)}">${escapeHtml(each.name)}</th>`)
    .join("");
  const shown = table.rows.slice(0, most);
  const body = shown.map(
    (row, r) => `<tr>${rowName(table, r)}${row.map((v, c) => cell(v, columns[c]!)).join("")}</tr>`,
  );
  const sortable = shown.length > 1 && (options.sortable ?? true);
  return [
    `<table${sortable ? ` ${SORTABLE}` : ""}>${title}`,
    `<thead><tr>${names}${head}</tr></thead><tbody>${body.join("")}</tbody></table>`,
    sizeNote(table, most) && `<p>${sizeNote(table, most)}</p>`,
    sortable ? sortingScript : "",
  ].join("");
}

/** The same table as plain text. */
export function tableText(table: Rows, { rows: most = 20, caption }: TableOptions = {}): string {
  if (table.columns.length === 0) return [caption, "an empty table"].filter(Boolean).join("\n");
  const columns = columnsOf(table);
  const named = (r: number) => (table.index ? [String(table.index[r])] : []);
  const lines = [
    [...(table.index ? [""] : []), ...columns.map(({ name }) => name)],
    ...table.rows.slice(0, most).map((row, r) => [...named(r), ...row.map((v, c) => columns[c]!.write(v))]),
  ];
  const numeric = [...(table.index ? [false] : []), ...columns.map((each) => each.numeric)];
  const widths = numeric.map((_, c) => Math.max(...lines.map((line) => line[c]!.length)));
  const text = lines.map((line) =>
    line
      .map((word, c) => (numeric[c] ? word.padStart(widths[c]!) : word.padEnd(widths[c]!)))
      .join("  ")
      .trimEnd(),
  );
  return [caption, ...text, sizeNote(table, most)].filter((line) => line).join("\n");
}

const TITLE = "caption-side:top;text-align:left;font-weight:bold;padding:4px 0";

function columnsOf({ columns, rows }: Rows): Column[] {
  return columns.map((name, c) =>
    column(
      name,
      rows.map((row) => row[c]),
    ),
  );
}

function alignment({ numeric }: Column): string {
  return numeric ? "text-align:right;font-variant-numeric:tabular-nums" : "text-align:left";
}

function rowName({ index }: Rows, r: number): string {
  return index ? `<th scope="row" style="text-align:left">${escapeHtml(String(index[r]))}</th>` : "";
}

function cell(value: unknown, each: Column): string {
  const key = typeof value === "number" ? ` ${KEY}="${value}"` : "";
  return `<td style="${alignment(each)}"${key}>${escapeHtml(each.write(value))}</td>`;
}

function sizeNote({ rows }: Rows, most: number): string {
  if (rows.length === 0) return "no rows";
  if (rows.length <= most) return "";
  return `the first ${most.toLocaleString("en")} of ${rows.length.toLocaleString("en")} rows`;
}
