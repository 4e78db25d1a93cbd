// The way from the library to the output of the cell that runs: the only file that knows tslab.

import type { Figure } from "./figures/figure";
import { COLUMN_WIDTH } from "./figures/theme";

/** MIME types and their values: one output in the forms that different viewers understand. */
export type Bundle = Record<string, unknown>;

export interface DisplayData {
  data: Bundle;
  metadata: Record<string, unknown>;
  transient: { display_id?: string };
}

/** Sends an output, or with update: true replaces the one with the same display_id. */
export type Publish = (content: DisplayData, update: boolean) => void;

/** The way to the output of the cell that runs now, kept by whoever goes on after the cell; undefined outside tslab. */
export function publisher(): Publish | undefined {
  if (!("__tslab__" in globalThis)) return undefined;
  return require("tslab/dist/jupyter").lastWriteDisplayData;
}

/** Shows one output under the cell; in a plain Node.js program prints its text. */
export function display(data: Bundle): void {
  const publish = publisher();
  if (publish) publish({ data, metadata: {}, transient: {} }, false);
  else console.log(data["text/plain"]);
}

const PLOTLY = "application/vnd.plotly.v1+json";

/** The figure as one output: Plotly's JSON for JupyterLab, the summary for everything else. */
export function plotlyBundle({ data, layout, frames, summary }: Figure): Bundle {
  // A figure as wide as the page loses its height in JupyterLab when a frame, another theme or another window redraws it.
  const sized = { width: COLUMN_WIDTH, ...layout };
  const figure = JSON.parse(JSON.stringify({ data, layout: sized, frames }, plainNumbers));
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
