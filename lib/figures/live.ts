// The picture of a run while it runs: progress, time left and both curves as one small SVG, drawn anew a few times a second.
// It uses currentColor for ink, so it follows the theme of the page it is put into.

import type { EpochRecord } from "../run";
import { colours } from "./theme";
import { digits } from "./training";

/** A run as it stands now. */
export interface LiveState {
  readonly records: readonly EpochRecord[];
  /** How many epochs the run will have. */
  readonly epochs: number;
  /** How much is done, from 0 to 1. */
  readonly progress: number;
  /** Seconds since the run began. */
  readonly seconds: number;
  /** A line above the picture. */
  readonly title?: string;
}

interface Panel {
  readonly left: number;
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly epochs: number;
}

const WIDTH = 760;
const HEIGHT = 300;
const TOP = 84;
const PANEL_HEIGHT = 176;
const PANEL_WIDTH = 310;

/** The SVG text of a run in progress, 760 × 300 units. */
export function liveTraining(state: LiveState): string {
  const { records, epochs } = state;
  const costs = records.flatMap((r) => [r.cost, r.validationCost ?? r.cost]);
  const accuracies = records
    .flatMap((r) => [r.accuracy, r.validationAccuracy ?? r.accuracy])
    .map((a) => 100 * a);
  const cost: Panel = { left: 56, name: "cost C", low: 0, high: Math.max(0, ...costs) * 1.08 || 1, epochs };
  const lowest = Math.min(100, ...accuracies);
  const accuracy: Panel = {
    left: 436,
    name: "accuracy (%)",
    low: accuracies.length ? Math.max(0, lowest - 0.15 * (100 - lowest) - 0.2) : 0,
    high: 100,
    epochs,
  };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeXml(status(state))}"`,
    ` style="width:100%;max-width:${WIDTH}px;color:var(--jp-content-font-color1,${colours.ink})"`,
    ` font-family="system-ui,sans-serif" font-size="13" fill="currentColor">`,
    text(8, 18, state.title ?? "", 'font-weight="600"'),
    bar(state.progress),
    text(8, 54, status(state)),
    legend(records),
    panel(cost),
    line(cost, "training", records, (r) => r.cost),
    line(cost, "validation", records, (r) => r.validationCost),
    panel(accuracy),
    line(accuracy, "training", records, (r) => 100 * r.accuracy),
    line(accuracy, "validation", records, (r) => r.validationAccuracy && 100 * r.validationAccuracy),
    "</svg>",
  ].join("");
}

/** Where the run stands, in words: epoch, time left, and the latest figures. */
export function status({ records, epochs, progress, seconds }: LiveState): string {
  const epoch = `epoch ${Math.min(records.length + 1, epochs)} of ${epochs}`;
  const left = progress > 0.01 ? `${duration((seconds * (1 - progress)) / progress)} left` : "starting";
  const last = records.at(-1);
  if (!last) return `${epoch}, ${left}`;
  const validation =
    last.validationAccuracy === undefined ? "" : `, validation ${digits(last.validationAccuracy)}`;
  return `${epoch}, ${left}; cost ${last.cost.toFixed(4)}, accuracy ${digits(last.accuracy)}${validation}`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return `${Math.ceil(seconds / 60)} min`;
}

function bar(progress: number): string {
  const full = WIDTH - 16;
  return (
    `<rect x="8" y="28" width="${full}" height="8" rx="4" fill="${colours.grid}"/>` +
    `<rect x="8" y="28" width="${(full * Math.min(progress, 1)).toFixed(1)}" height="8" rx="4" fill="${colours.training}"/>`
  );
}

function legend(records: readonly EpochRecord[]): string {
  const names =
    records[0]?.validationCost === undefined
      ? (["training"] as const)
      : (["training", "validation"] as const);
  return names
    .map((name, i) => text(WIDTH - 190 + 90 * i, 54, name, `fill="${colours[name]}" font-weight="600"`))
    .join("");
}

function panel(p: Panel): string {
  const bottom = TOP + PANEL_HEIGHT;
  const parts = [text(p.left, TOP - 8, p.name)];
  for (const value of ticks(p.low, p.high, 4)) {
    const y = yOf(p, value);
    parts.push(`<path d="M${p.left} ${y}h${PANEL_WIDTH}" stroke="${colours.grid}"/>`);
    parts.push(text(p.left - 8, y + 4, String(value), 'text-anchor="end"'));
  }
  for (const value of ticks(Math.min(1, p.epochs), p.epochs, 6).filter(Number.isInteger)) {
    parts.push(text(xOf(p, value), bottom + 18, String(value), 'text-anchor="middle"'));
  }
  parts.push(text(p.left + PANEL_WIDTH, bottom + 34, "epoch", 'text-anchor="end"'));
  return parts.join("");
}

function line(
  p: Panel,
  name: "training" | "validation",
  records: readonly EpochRecord[],
  value: (record: EpochRecord) => number | undefined,
): string {
  const points = records
    .map((r) => [r.epoch, value(r)] as const)
    .filter((point): point is [number, number] => Number.isFinite(point[1]))
    .map(([x, y]) => [xOf(p, x), yOf(p, y)] as const);
  const last = points.at(-1);
  if (!last) return "";
  const dash = name === "validation" ? ' stroke-dasharray="2 5" stroke-linecap="round"' : "";
  return (
    `<polyline points="${points.map((point) => point.join(",")).join(" ")}" fill="none" stroke="${colours[name]}" stroke-width="2.5"${dash}/>` +
    `<circle cx="${last[0]}" cy="${last[1]}" r="4" fill="${colours[name]}"/>`
  );
}

function xOf(p: Panel, epoch: number): number {
  return round(p.left + (p.epochs === 1 ? 0.5 : (epoch - 1) / (p.epochs - 1)) * PANEL_WIDTH);
}

function yOf(p: Panel, value: number): number {
  return round(TOP + (1 - (value - p.low) / (p.high - p.low)) * PANEL_HEIGHT);
}

function round(x: number): number {
  return Math.round(10 * x) / 10;
}

/** About count round numbers (1, 2 or 5 times a power of ten apart) from low to high. */
function ticks(low: number, high: number, count: number): number[] {
  const raw = (high - low) / count || 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5].find((m) => m * power >= raw) ?? 10);
  const first = Math.ceil(low / step);
  const steps = Math.floor(high / step + 1e-9) - first;
  return Array.from({ length: steps + 1 }, (_, i) => Number(((first + i) * step).toPrecision(6)));
}

function text(x: number, y: number, content: string, attributes = ""): string {
  return content && `<text x="${x}" y="${y}" ${attributes}>${escapeXml(content)}</text>`;
}

function escapeXml(s: string): string {
  return s.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}
