// What a notebook cell shows: figures, tables and a training run as it happens.
// In a plain Node.js program the same calls print text instead.

import type { CheckpointedRun } from "./checkpoint";
import { display, plotlyBundle } from "./display";
import type { Figure } from "./figures/figure";
import { follow, LiveOutput } from "./live/output";
import { LiveTraining } from "./live/training";
import type { EpochRecord, TrainingRun } from "./run";
import type { CheckpointedSweep } from "./runs/sweep";
import type { SweepResult, SweepRun } from "./sweep";
import { bestFirst, sweepHtml, sweepStatus, sweepText } from "./sweep/table";
import { type TableOptions, tableHtml, tableText } from "./tables/html";
import { type Frame, toRows } from "./tables/rows";
import type { Widget } from "./widgets/widget";

export type { Figure } from "./figures/figure";
export type { Widget } from "./widgets/widget";

/** Shows a figure under the cell, with its summary for readers who cannot see it. */
export function show(figure: Figure): void {
  display(plotlyBundle(figure));
}

/**
 * Shows rows (objects with the same keys), a danfojs DataFrame or a Series as a table under the cell.
 *
 * A click on a header sorts by it. Numbers of a column have the same decimals; accuracies are shown in per cent. Of a
 * long table the first 20 rows are shown, or as many as `rows` says.
 */
export async function table(source: readonly object[] | Frame, options: TableOptions = {}): Promise<void> {
  const rows = toRows(source);
  display({ "text/html": tableHtml(rows, options), "text/plain": tableText(rows, options) });
}

/** Shows a widget, something to touch, under the cell. It works on its own: in a reopened notebook, in an exported page. */
export function showWidget({ html, summary }: Widget): void {
  display({ "text/html": html, "text/plain": summary });
}

/**
 * Runs a training and draws it as it happens: progress, time left, cost and accuracy. It ends as a Plotly figure.
 *
 * Stop (the interrupt button) ends the run at its next slice of work; the cell then ends normally, and the records so
 * far are returned. Running the cell again goes on with the same network. When the run fails, the curves up to there
 * stay and the error is thrown on.
 */
export async function watch(
  run: AsyncGenerator<EpochRecord> | TrainingRun | CheckpointedRun,
  options: {
    /** A line above the curves, such as the hyperparameters. */
    title?: string;
    /** Also draws the weights to the first hidden neurons as images, as they change from epoch to epoch. */
    weights?: boolean;
  } = {},
): Promise<EpochRecord[]> {
  const records: EpochRecord[] = [];
  const picture = new LiveTraining(run, records, options);
  let stopped = false;
  try {
    stopped = await follow(run, (record) => {
      records.push(record);
      picture.recordCame();
    });
    return records;
  } finally {
    picture.finish(stopped);
  }
}

/**
 * Runs a sweep and shows its results as they come, in one table that grows. It ends with the best network first: the
 * one with the highest validation accuracy, or training accuracy where there are no validation data.
 *
 * Returns the results in that order, those that failed last. Stop (the interrupt button) ends all workers; the cell
 * then ends normally, and the results so far are returned.
 */
export async function watchSweep(
  run: SweepRun | CheckpointedSweep,
  options: {
    /** A line above the table. */
    title?: string;
  } = {},
): Promise<SweepResult[]> {
  const results: SweepResult[] = [];
  const started = performance.now();
  const state = () => {
    const seconds = (performance.now() - started) / 1000;
    return { results, size: run.size, progress: run.progress, seconds, title: options.title };
  };
  const output = new LiveOutput(() => ({
    "text/html": sweepHtml(state()),
    "text/plain": sweepText(state()),
  }));
  let stopped = false;
  try {
    stopped = await follow(run, (result) => {
      results.push(result);
      if (output.printed) console.log(`${result.label}: ${sweepStatus(state())}`);
    });
    return bestFirst(results);
  } finally {
    const { seconds } = state();
    const count = `${results.length} of ${run.size} done in ${seconds.toFixed(1)} s`;
    const end = stopped ? `stopped with ${count}` : count;
    output.end({ "text/html": sweepHtml(state(), end), "text/plain": sweepText(state(), end) });
  }
}
