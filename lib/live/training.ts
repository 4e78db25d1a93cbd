// A training run as it happens: curves, progress and, if wanted, the weights that change; at the end a figure to keep.

import type { CheckpointedRun } from "../checkpoint";
import { type Bundle, plotlyBundle } from "../display";
import type { Figure } from "../figures/figure";
import { liveTraining, status } from "../figures/live";
import { type Picture, weightsPicture } from "../figures/live-weights";
import { trainingCurves } from "../figures/training";
import { escapeHtml } from "../html";
import type { EpochRecord, TrainingRun } from "../run";
import { LiveOutput } from "./output";

const SCALE = 2.5; // screen pixels per pixel of a weight image

/** The output of one run. It is drawn a few times a second until it is finished. */
export class LiveTraining {
  private readonly started: number = performance.now();
  private readonly output: LiveOutput;

  constructor(
    private readonly run: AsyncGenerator<EpochRecord> | TrainingRun | CheckpointedRun,
    private readonly records: EpochRecord[],
    private readonly options: { title?: string; weights?: boolean },
  ) {
    this.output = new LiveOutput(() => this.live());
  }

  /** Says that a record was added: where nothing can be drawn, it is printed. */
  recordCame(): void {
    if (this.output.printed) console.log(status(this.state()));
  }

  /** Draws the run for the last time, as a figure, and as a plain picture for viewers without Plotly. */
  finish(stopped: boolean): void {
    const epochs = "epochs" in this.run ? ` of ${this.run.epochs}` : "";
    const end = stopped ? `stopped after ${this.records.length}${epochs} epochs` : "";
    const title = [this.options.title, end].filter(Boolean).join(" · ");
    const weights = this.weights();
    const curves = trainingCurves(this.records, { title });
    const figure = weights ? withPicture(curves, weights) : curves;
    const svg = Buffer.from(liveTraining({ ...this.state(), title })).toString("base64");
    const html =
      `<img alt="${escapeHtml(curves.summary)}" src="data:image/svg+xml;base64,${svg}">` +
      (weights ? pictureHtml(weights) : "");
    this.output.end({ ...plotlyBundle(figure), "text/html": html });
  }

  private live(): Bundle {
    const weights = this.weights();
    return {
      "text/html": liveTraining(this.state()) + (weights ? pictureHtml(weights) : ""),
      "text/plain": status(this.state()),
    };
  }

  /** The first-layer weights, where the run has a network whose inputs are square images. */
  private weights(): Picture | undefined {
    if (!this.options.weights || !("net" in this.run)) return undefined;
    const side = Math.sqrt(this.run.net.sizes[0]!);
    return Number.isInteger(side) ? weightsPicture(this.run.net.weights[0]!, [side, side]) : undefined;
  }

  private state() {
    const records = this.records;
    const epochs = "epochs" in this.run ? this.run.epochs : Math.max(records.length, 1);
    const progress = "progress" in this.run ? this.run.progress : records.length / epochs;
    const seconds = (performance.now() - this.started) / 1000;
    return { records, epochs, progress, title: this.options.title, seconds };
  }
}

function pictureHtml({ src, alt, width, height }: Picture): string {
  const size = `width="${width * SCALE}" height="${height * SCALE}"`;
  return `<p><img alt="${escapeHtml(alt)}" src="${src}" ${size} style="image-rendering:pixelated"></p>`;
}

/** The figure with a picture under its axes. */
function withPicture(figure: Figure, { src, width, height, alt }: Picture): Figure {
  const own = figure.layout.height ?? 360;
  const margin = { t: 48, b: 48, ...figure.layout.margin };
  const plot = own - margin.t - margin.b;
  const image = {
    source: src,
    xref: "paper",
    yref: "paper",
    x: 0,
    y: -(margin.b + 20) / plot,
    sizex: 1,
    sizey: (height * SCALE) / plot,
    xanchor: "left",
    yanchor: "top",
    sizing: "contain",
  } as const;
  const layout = {
    ...figure.layout,
    height: own + height * SCALE + 28,
    margin: { ...margin, b: margin.b + height * SCALE + 28 },
    images: [image],
  };
  return {
    ...figure,
    layout,
    summary: `${figure.summary} ${alt}, ${width} × ${height} pixels, stand below.`,
  };
}
