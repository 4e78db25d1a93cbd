// The curves of one training run: cost on the left, accuracy on the right, training and validation in each.

import type { Data } from "plotly.js";
import type { EpochRecord } from "../run";
import type { Figure } from "./figure";
import { axis, colours, heading, layout, legendAbove } from "./theme";

/** The curves of a run, one point per epoch. title: a line above them, such as the hyperparameters. */
export function trainingCurves(records: readonly EpochRecord[], options: { title?: string } = {}): Figure {
  const { title = "" } = options;
  const last = Math.max(2, records.length);
  const range: [number, number] = [1 - last / 40, last + last / 40];
  const epochs = { range, tickformat: "d", ...(last <= 12 && { dtick: 1 }) };
  return {
    data: [
      curve("training", records, (r) => r.cost, ""),
      curve("validation", records, (r) => r.validationCost, ""),
      curve("training", records, (r) => 100 * r.accuracy, "2"),
      curve("validation", records, (r) => percent(r.validationAccuracy), "2"),
    ].filter((trace) => trace !== undefined),
    layout: layout({
      title: heading(title),
      xaxis: axis("epoch", { ...epochs, domain: [0, 0.45] }),
      yaxis: axis("cost C", { rangemode: "tozero" }),
      xaxis2: axis("epoch", { ...epochs, domain: [0.55, 1], anchor: "y2" }),
      yaxis2: axis("accuracy (%)", { anchor: "x2", range: accuracyRange(records) }),
      legend: legendAbove,
      height: 390,
      hovermode: "x unified",
    }),
    summary: trainingSummary(records, title),
  };
}

/** The run in words: where cost and accuracy began and ended. */
export function trainingSummary(records: readonly EpochRecord[], title = ""): string {
  const first = records[0];
  const last = records.at(-1);
  const start = title ? `${title}: ` : "";
  if (!first || !last) return `${start}no epoch was finished.`;
  const epochs = records.length === 1 ? "After 1 epoch" : `After ${records.length} epochs`;
  const from = records.length === 1 ? "" : ` (${first.cost.toFixed(3)} in the first)`;
  let text = `${start}${epochs}, the training cost is ${last.cost.toFixed(3)}${from}, the training accuracy ${digits(last.accuracy)}`;
  if (last.validationAccuracy === undefined) return `${text}.`;
  const best = records.reduce((b, r) => ((r.validationAccuracy ?? 0) > (b.validationAccuracy ?? 0) ? r : b));
  text += `, the validation accuracy ${digits(last.validationAccuracy)}`;
  return best === last
    ? `${text}.`
    : `${text} (at best ${digits(best.validationAccuracy!)}, epoch ${best.epoch}).`;
}

/** An accuracy of 0.9542 as "95.42 %". */
export function digits(accuracy: number): string {
  return `${(100 * accuracy).toFixed(2)} %`;
}

// Room for every point and for the eye, never beyond 0 and 100.
function accuracyRange(records: readonly EpochRecord[]): [number, number] {
  const all = records.flatMap((r) => [100 * r.accuracy, percent(r.validationAccuracy) ?? 100 * r.accuracy]);
  if (all.length === 0) return [0, 100];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = Math.max(0.5, 0.08 * (high - low));
  return [Math.max(0, low - room), Math.min(100, high + room)];
}

function percent(fraction: number | undefined): number | undefined {
  return fraction === undefined ? undefined : 100 * fraction;
}

function curve(
  name: "training" | "validation",
  records: readonly EpochRecord[],
  value: (record: EpochRecord) => number | undefined,
  axes: "" | "2",
): Partial<Data> | undefined {
  const y = records.map(value);
  if (y.some((v) => v === undefined)) return undefined;
  return {
    type: "scatter",
    mode: "lines+markers",
    name,
    legendgroup: name,
    showlegend: axes === "",
    x: records.map((r) => r.epoch),
    y: y as number[],
    xaxis: `x${axes}`,
    yaxis: `y${axes}`,
    line: { color: colours[name], width: 2.5, dash: name === "validation" ? "dot" : "solid" },
    marker: { size: 6, color: colours[name] },
    hovertemplate: axes === "" ? "%{y:.4f}" : "%{y:.2f} %",
  };
}
