// Graded notebooks as a table: one row each, one column for each exercise of the chapters they belong to.

import { chapterOf, exercises } from "../exercises/catalogue";
import type { Graded } from "./submission";

const signs: Record<string, string> = { passed: "✓", failed: "✗", "not done": "○" };

/** The exercises that make the columns: all those of every chapter of which some exercise was checked. */
function columnsOf(all: readonly Graded[]): string[] {
  const chapters = new Set(all.flatMap(({ results }) => results.map(({ id }) => chapterOf(id))));
  return exercises.map(({ id }) => id).filter((id) => chapters.has(chapterOf(id)));
}

function statusOf({ results }: Graded, id: string): string {
  return results.find((result) => result.id === id)?.status ?? "";
}

/** How many exercises the chapters of this notebook have. */
const countOf = (graded: Graded): number => columnsOf([graded]).length;

const passedOf = ({ results }: Graded): number => results.filter(({ status }) => status === "passed").length;

/** For a terminal. */
export function asText(all: readonly Graded[]): string {
  const ids = columnsOf(all);
  const table = [
    ["submission", ...ids, "passed", ""],
    ...all.map((graded) => [
      graded.submission,
      ...ids.map((id) => signs[statusOf(graded, id)] ?? "–"),
      `${passedOf(graded)} of ${countOf(graded)}`,
      graded.error ?? "",
    ]),
  ];
  const widths = table[0]!.map((_, c) => Math.max(...table.map((row) => row[c]!.length)));
  const lines = table.map((row) =>
    row
      .map((text, c) => text.padEnd(widths[c]!))
      .join("  ")
      .trimEnd(),
  );
  return [...lines, "", "✓ passed   ✗ wrong   ○ not done   – no check was run"].join("\n");
}

/** For a spreadsheet. */
export function asCsv(all: readonly Graded[]): string {
  const ids = columnsOf(all);
  const rows = [
    ["submission", ...ids, "passed", "of", "error"],
    ...all.map((graded) => [
      graded.submission,
      ...ids.map((id) => statusOf(graded, id)),
      passedOf(graded),
      countOf(graded),
      graded.error ?? "",
    ]),
  ];
  return rows.map((row) => `${row.map(csvField).join(",")}\r\n`).join("");
}

/** For a program: with the messages that the learners saw. */
export function asJson(all: readonly Graded[]): string {
  const rows = all.map((graded) => ({
    submission: graded.submission,
    passed: passedOf(graded),
    of: countOf(graded),
    error: graded.error ?? null,
    results: Object.fromEntries(graded.results.map(({ id, ...result }) => [id, result])),
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}

/** A spreadsheet takes what begins with one of = + - @ for a formula, unless something stands before it. */
function csvField(value: string | number): string {
  const text = String(value).replace(/^[=+\-@]/, "'$&");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
