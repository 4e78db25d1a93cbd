// What a notebook cell shows: figures, tables and a training run as it happens. The only file that knows tslab.
// In a plain Node.js program the same calls print text instead.

import { randomUUID } from "node:crypto";
import type { Figure } from "./figures/figure";
import { liveTraining, status } from "./figures/live";
import { trainingCurves, trainingSummary } from "./figures/training";
import { escapeHtml, type Frame, tableHtml, tableText, toRows } from "./html";
import { listenForInterrupt } from "./interrupt";
import type { EpochRecord, TrainingRun } from "./run";

export type { Figure } from "./figures/figure";

/** MIME types and their values: one output in the forms that different viewers understand. */
type Bundle = Record<string, unknown>;

interface DisplayData {
  data: Bundle;
  metadata: Record<string, unknown>;
  transient: { display_id?: string };
}

type Publish = (content: DisplayData, update: boolean) => void;

const REFRESH = 200; // milliseconds between two pictures of a run: five a second
const PATIENCE = 800; // milliseconds a stopped run may take to end by itself
const PLOTLY = "application/vnd.plotly.v1+json";

/** Shows a figure under the cell, with its summary for readers who cannot see it. */
export function show(figure: Figure): void {
  const publish = publisher();
  if (publish) publish({ data: plotlyBundle(figure), metadata: {}, transient: {} }, false);
  else console.log(figure.summary);
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
  const publish = publisher();
  const rows = toRows(source);
  const most = options.rows ?? 20;
  const data = { "text/html": tableHtml(rows, most), "text/plain": tableText(rows, most) };
  if (publish) publish({ data, metadata: {}, transient: {} }, false);
  else console.log(data["text/plain"]);
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
  const interruption = await listenForInterrupt();
  interruption.working = true;
  const stopped = new Promise<undefined>((resolve) => {
    interruption.signal.addEventListener("abort", () =>
      setTimeout(() => resolve(undefined), PATIENCE).unref(),
    );
  });
  try {
    for (;;) {
      const result = await Promise.race([run.next(), stopped]);
      if (!result || result.done) break;
      records.push(result.value);
      picture.recordCame();
      if (interruption.signal.aborted) break;
    }
    return records;
  } finally {
    interruption.release();
    picture.finish(interruption.signal.aborted);
    void run.return(undefined);
  }
}

/** One output that shows a run and is replaced in place. */
class LivePicture {
  private readonly publish: Publish | undefined = publisher();
  private readonly displayId: string = randomUUID();
  private readonly started: number = performance.now();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly run: AsyncGenerator<EpochRecord> | TrainingRun,
    private readonly records: EpochRecord[],
    private readonly title: string | undefined,
  ) {
    this.send(this.liveBundle(), false);
    this.timer = setInterval(() => this.send(this.liveBundle(), true), REFRESH);
  }

  recordCame(): void {
    if (!this.publish) console.log(status(this.state()));
  }

  finish(stopped: boolean): void {
    clearInterval(this.timer);
    const records = this.records;
    const epochs = "epochs" in this.run ? ` of ${this.run.epochs}` : "";
    const end = stopped ? `stopped after ${records.length}${epochs} epochs` : "";
    const title = [this.title, end].filter(Boolean).join(" · ");
    const figure = trainingCurves(records, title);
    // Viewers without Plotly, such as nbconvert, take the picture instead.
    const svg = Buffer.from(liveTraining({ ...this.state(), title })).toString("base64");
    const alt = escapeHtml(trainingSummary(records, title));
    const html = `<img alt="${alt}" src="data:image/svg+xml;base64,${svg}">`;
    this.send({ ...plotlyBundle(figure), "text/html": html }, true);
    if (!this.publish) console.log(figure.summary);
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

  private liveBundle(): Bundle {
    return { "text/html": liveTraining(this.state()), "text/plain": status(this.state()) };
  }

  private send(data: Bundle, update: boolean): void {
    this.publish?.({ data, metadata: {}, transient: { display_id: this.displayId } }, update);
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

/** The way to the output of the cell that runs now, kept by whoever goes on after the cell; undefined outside tslab. */
function publisher(): Publish | undefined {
  if (!("__tslab__" in globalThis)) return undefined;
  return require("tslab/dist/jupyter").lastWriteDisplayData;
}
