// Which digit was taken for which: the mistakes by size, so that the many right answers do not hide them.

import type { Data } from "plotly.js";
import type { Figure } from "./figure";
import { say, titled } from "./numbers";
import { axis, colours, heading, layout } from "./theme";

const FULL = 34; // pixels of the square of the most frequent mistake

/**
 * The confusion matrix. counts[label][guess]: how often an image with that label was taken for that guess. Right
 * answers are numbers on the diagonal; every mistake is a square whose area is its count.
 */
export function confusionFigure(
  counts: readonly (readonly number[])[],
  options: { classes?: readonly string[]; title?: string } = {},
): Figure {
  const { title = "" } = options;
  const classes = options.classes ?? counts.map((_, i) => String(i));
  const cells = counts.flatMap((row, label) => row.map((n, guess) => ({ label, guess, n })));
  const mistakes = cells.filter(({ label, guess, n }) => label !== guess && n > 0);
  const right = cells.filter(({ label, guess }) => label === guess);
  const most = mistakes.reduce((a, { n }) => Math.max(a, n), 1);
  const side = (n: number) => FULL * Math.sqrt(n / most);
  const place = (of: typeof cells) => ({ x: of.map((c) => c.guess), y: of.map((c) => c.label) });
  const cell = FULL + 10;
  const ticks = {
    tickvals: classes.map((_, i) => i),
    ticktext: [...classes],
    zeroline: false,
    fixedrange: true,
    showgrid: false,
  };
  return {
    data: [
      {
        type: "scatter",
        mode: "markers+text",
        ...place(mistakes),
        marker: {
          symbol: "square",
          color: colours.accent,
          size: mistakes.map(({ n }) => side(n)),
          opacity: 1,
          line: { width: 0 },
        },
        text: mistakes.map(({ n }) => (side(n) >= 11 + 7 * String(n).length ? String(n) : "")),
        textfont: { color: "#ffffff", size: 12 },
        customdata: mistakes.map(({ n }) => n),
        hovertemplate: "%{customdata} times %{y} taken for %{x}<extra></extra>",
      },
      {
        type: "scatter",
        mode: "text",
        ...place(right),
        text: right.map(({ n }) => String(n)),
        textfont: { color: colours.positive, size: 13, weight: 600 },
        hovertemplate: "%{text} times %{y} read correctly<extra></extra>",
      } as Partial<Data>,
    ],
    layout: layout({
      title: heading(title),
      width: 90 + cell * classes.length,
      height: 126 + cell * counts.length,
      margin: { t: 104, r: 16, b: 16, l: 74 },
      xaxis: axis("taken for", { ...ticks, range: [-0.5, classes.length - 0.5], side: "top" }),
      yaxis: axis("label", { ...ticks, range: [counts.length - 0.5, -0.5] }),
      shapes: lines(classes.length, counts.length),
      showlegend: false,
    }),
    summary: titled(title, summary(cells, classes)),
  };
}

// Thin lines between the cells.
function lines(across: number, down: number): object[] {
  const line = { color: colours.grid, width: 1 };
  const upright = Array.from({ length: across + 1 }, (_, i) => i - 0.5);
  const level = Array.from({ length: down + 1 }, (_, i) => i - 0.5);
  return [
    ...upright.map((x) => ({ type: "line", x0: x, x1: x, y0: -0.5, y1: down - 0.5, line, layer: "below" })),
    ...level.map((y) => ({ type: "line", x0: -0.5, x1: across - 0.5, y0: y, y1: y, line, layer: "below" })),
  ];
}

function summary(
  cells: readonly { label: number; guess: number; n: number }[],
  classes: readonly string[],
): string {
  const total = cells.reduce((sum, { n }) => sum + n, 0);
  const right = cells.reduce((sum, { label, guess, n }) => sum + (label === guess ? n : 0), 0);
  const worst = cells
    .filter(({ label, guess, n }) => label !== guess && n > 0)
    .sort((a, b) => b.n - a.n)
    .slice(0, 3)
    .map(({ label, guess, n }) => `${classes[label]} for ${classes[guess]} (${n})`);
  const mistakes = worst.length > 0 ? `; most often ${worst.join(", ")} was mistaken` : "; no mistakes";
  return `${right} of ${total} right (${say((100 * right) / Math.max(1, total), 4)} %)${mistakes}.`;
}
