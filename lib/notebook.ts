// What a notebook cell shows: figures, tables and a training run as it happens.
// In a plain Node.js program the same calls print text instead.

import { randomUUID } from "node:crypto";
import { type Bundle, display, type Publish, publisher } from "./display";
import type { Figure } from "./figures/figure";
import { liveTraining, status } from "./figures/live";
import { trainingCurves, trainingSummary } from "./figures/training";
import { escapeHtml, type Frame, tableHtml, tableText, toRows } from "./html";
import { listenForInterrupt } from "./interrupt";
import type { EpochRecord, TrainingRun } from "./run";
import type { SweepResult, SweepRun } from "./sweep";
import { bestFirst, sweepHtml, sweepStatus, sweepText } from "./sweep/table";
import type { Widget } from "./widgets/widget";

export type { Figure } from "./figures/figure";
export type { Widget } from "./widgets/widget";

const REFRESH = 200; // milliseconds between two pictures of a run: five a second
const PATIENCE = 800; // milliseconds a stopped run may take to end by itself
const PLOTLY = "application/vnd.plotly.v1+json";

/** Shows a figure under the cell, with its summary for readers who cannot see it. */
export function show(figure: Figure): void {
  display(plotlyBundle(figure));
}

/**
 * Shows rows (objects with the same keys) or a danfojs DataFrame as a table under the cell.
 *
 * Text is escaped, numbers are aligned. Of a long table the first 20 rows are shown, and how many more there are.
 */
export async function table(
  source: readonly object[] | Frame,
  options: { rows?: number } = {},
): Promise<void> {
  const rows = toRows(source);
  const most = options.rows ?? 20;
  display({ "text/html": tableHtml(rows, most), "text/plain": tableText(rows, most) });
}

/** Shows a widget, something to touch, under the cell. It works on its own: in a reopened notebook, in an exported page. */
export function showWidget({ html, summary }: Widget): void {
  const publish = publisher();
  const data = { "text/html": html, "text/plain": summary };
  if (publish) publish({ data, metadata: {}, transient: {} }, false);
  else console.log(summary);
}

/**
 * Runs a training and draws it as it happens: progress, time left, cost and accuracy. It ends as a Plotly figure.
 *
 * Stop (the interrupt button) ends the run at its next slice of work; the cell then ends normally, and the records so
 * far are returned. Running the cell again goes on with the same network. When the run fails, the curves up to there
 * stay and the error is thrown on.
 */
export async function watch(
  run: AsyncGenerator<EpochRecord> | TrainingRun,
  options: {
    /** A line above the curves, such as the hyperparameters. */
    title?: string;
  } = {},
): Promise<EpochRecord[]> {
  const records: EpochRecord[] = [];
  const picture = new LivePicture(run, records, options.title);
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
  run: SweepRun,
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

/** Takes what a run yields, until it ends or is interrupted. True when it was interrupted. */
async function follow<T>(run: AsyncGenerator<T>, take: (value: T) => void): Promise<boolean> {
  const interruption = await listenForInterrupt();
  interruption.working = true;
  const stopped = new Promise<undefined>((resolve) => {
    interruption.signal.addEventListener("abort", () =>
      setTimeout(() => resolve(undefined), PATIENCE).unref(),
    );
  });
  try {
    while (!interruption.signal.aborted) {
      const result = await Promise.race([run.next(), stopped]);
      if (!result || result.done) break;
      take(result.value);
    }
    return interruption.signal.aborted;
  } finally {
    interruption.release();
    void run.return(undefined);
  }
}

/** One output that is drawn anew a few times a second, and a last time at its end. In plain Node.js it prints its end. */
class LiveOutput {
  private readonly publish: Publish | undefined = publisher();
  private readonly displayId: string = randomUUID();
  private readonly timer: NodeJS.Timeout;

  constructor(draw: () => Bundle) {
    this.send(draw(), false);
    this.timer = setInterval(() => this.send(draw(), true), REFRESH);
  }

  /** Whether there is no notebook to draw in. */
  get printed(): boolean {
    return !this.publish;
  }

  end(bundle: Bundle): void {
    clearInterval(this.timer);
    this.send(bundle, true);
    if (this.printed) console.log(bundle["text/plain"]);
  }

  private send(data: Bundle, update: boolean): void {
    this.publish?.({ data, metadata: {}, transient: { display_id: this.displayId } }, update);
  }
}

/** A training run, drawn as it happens. */
class LivePicture {
  private readonly started: number = performance.now();
  private readonly output: LiveOutput;

  constructor(
    private readonly run: AsyncGenerator<EpochRecord> | TrainingRun,
    private readonly records: EpochRecord[],
    private readonly title: string | undefined,
  ) {
    this.output = new LiveOutput(() => ({
      "text/html": liveTraining(this.state()),
      "text/plain": status(this.state()),
    }));
  }

  recordCame(): void {
    if (this.output.printed) console.log(status(this.state()));
  }

  finish(stopped: boolean): void {
    const records = this.records;
    const epochs = "epochs" in this.run ? ` of ${this.run.epochs}` : "";
    const end = stopped ? `stopped after ${records.length}${epochs} epochs` : "";
    const title = [this.title, end].filter(Boolean).join(" · ");
    const figure = trainingCurves(records, { title });
    // Viewers without Plotly, such as nbconvert, take the picture instead.
    const svg = Buffer.from(liveTraining({ ...this.state(), title })).toString("base64");
    const alt = escapeHtml(trainingSummary(records, title));
    const html = `<img alt="${alt}" src="data:image/svg+xml;base64,${svg}">`;
    this.output.end({ ...plotlyBundle(figure), "text/html": html });
  }

  private state() {
    const records = this.records;
    const epochs = "epochs" in this.run ? this.run.epochs : Math.max(records.length, 1);
    const progress = "progress" in this.run ? this.run.progress : records.length / epochs;
    return {
      records,
      epochs,
      progress,
      title: this.title,
      seconds: (performance.now() - this.started) / 1000,
    };
  }
}

/** The figure as one output: Plotly's JSON for JupyterLab, the summary for everything else. */
function plotlyBundle({ data, layout, frames, summary }: Figure): Bundle {
  const figure = JSON.parse(JSON.stringify({ data, layout, frames }, plainNumbers));
  return {
    [PLOTLY]: { ...figure, config: { displayModeBar: false, responsive: true } },
    "text/plain": summary,
  };
}

/** JSON has no typed arrays: they become plain ones. */
function plainNumbers(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as Float64Array)
    : value;
}
