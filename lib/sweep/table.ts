// A sweep as a table, while it runs and at its end: the best network first.

import { escapeHtml } from "../html";
import type { SweepResult } from "../sweep";
import { tableHtml, tableText } from "../tables/html";
import { toRows } from "../tables/rows";

/** A sweep as it stands now. */
export interface SweepState {
  readonly results: readonly SweepResult[];
  /** How many results there will be. */
  readonly size: number;
  /** How much is done, from 0 to 1. */
  readonly progress: number;
  /** Seconds since the sweep began. */
  readonly seconds: number;
  /** A line above the table. */
  readonly title?: string;
}

const MOST_ROWS = 100;

/** The highest validation accuracy first, or training accuracy where there are no validation data; failures last. */
export function bestFirst(results: readonly SweepResult[]): SweepResult[] {
  return [...results].sort((a, b) => score(b) - score(a) || a.index - b.index);
}

/** Title, a bar, where the sweep stands, and the results so far, as HTML. */
export function sweepHtml(state: SweepState, end?: string): string {
  const title = state.title ? `<b>${escapeHtml(state.title)}</b><br>` : "";
  const bar = `<progress value="${state.progress.toFixed(3)}" max="1" style="width:240px"></progress> `;
  const rows = tableHtml(toRows(sweepRows(state.results)), { rows: MOST_ROWS, sortable: end !== undefined });
  return `${title}${end === undefined ? bar : ""}${escapeHtml(end ?? sweepStatus(state))}${rows}`;
}

/** The same as plain text. */
export function sweepText(state: SweepState, end?: string): string {
  const lines = [
    state.title,
    end ?? sweepStatus(state),
    tableText(toRows(sweepRows(state.results)), { rows: MOST_ROWS }),
  ];
  return lines.filter(Boolean).join("\n");
}

/** How many results there are, and how long the rest may take. */
export function sweepStatus({ results, size, progress, seconds }: SweepState): string {
  const left = progress > 0.01 ? `${Math.ceil((seconds * (1 - progress)) / progress)} s left` : "starting";
  return `${results.length} of ${size} done, ${left}`;
}

function score({ error, final }: SweepResult): number {
  if (error !== undefined || !final) return -1;
  return final.validationAccuracy ?? final.accuracy;
}

function sweepRows(results: readonly SweepResult[]): object[] {
  return bestFirst(results).map(({ label, records, final, testAccuracy, seconds, error }) => ({
    configuration: label,
    epochs: records.length,
    cost: final?.cost,
    "training (%)": percent(final?.accuracy),
    ...(final?.validationAccuracy !== undefined && {
      "validation (%)": percent(final.validationAccuracy),
    }),
    ...(testAccuracy !== undefined && { "test (%)": percent(testAccuracy) }),
    seconds,
    ...(error !== undefined && { "what went wrong": error }),
  }));
}

function percent(fraction: number | undefined): number | undefined {
  return fraction === undefined ? undefined : 100 * fraction;
}
