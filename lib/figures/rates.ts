// Learning rates compared: a slider from one to the next, the path in the valley on the left, the cost by step on the right.

import type { Data } from "plotly.js";
import type { Figure } from "./figure";
import type { Terrain } from "./landscape";
import { extent, say, short, thinned, titled } from "./numbers";
import { player } from "./player";
import { terraces } from "./terraces";
import { axis, colours, heading, layout } from "./theme";

/** One descent: its learning rate and its steps, as `descend` returns them. */
export interface RatedDescent {
  rate: number;
  steps: readonly { readonly v: readonly number[]; readonly cost: number }[];
}

const MOST = 60; // steps of one descent

/** The valley from above with the path of one learning rate, its costs beside it, and a slider through the rates. */
export function learningRates(
  valley: Terrain,
  descents: readonly RatedDescent[],
  options: { title?: string; parameter?: string } = {},
): Figure {
  const { title = "", parameter = "η" } = options;
  const pictures = descents.map(({ steps }) => {
    const shown = thinned(
      steps.map(({ v, cost }, step) => ({ v, cost, step })),
      MOST,
    );
    return [path(shown), costs(shown)] as const;
  });
  const finite = descents.flatMap(({ steps }) => steps.map(({ cost }) => cost)).filter((c) => c > 0);
  const start = descents[0]?.steps[0]?.cost ?? 1;
  const lowest = Math.max(extent(finite)[0], start * 1e-6);
  const names = descents.map(({ rate }) => say(rate));
  const longest = Math.max(1, ...descents.map(({ steps }) => steps.length - 1));
  return {
    data: [
      {
        ...terraces(valley, 51),
        showscale: false,
        hoverinfo: "skip",
      } as Partial<Data>,
      ...(pictures[0] ?? []),
    ],
    layout: layout({
      title: heading(title),
      height: 520,
      showlegend: false,
      xaxis: axis("v₁", { range: valley.x, domain: [0, 0.52], showgrid: false }),
      yaxis: axis("v₂", { range: valley.y, showgrid: false }),
      xaxis2: axis("step", { range: [0, longest], domain: [0.64, 1], anchor: "y2" }),
      yaxis2: axis("C", {
        type: "log",
        range: [Math.log10(lowest), Math.log10(start) + 1.5],
        anchor: "x2",
        exponentformat: "power",
        dtick: 1,
      }),
      ...player(names, { prefix: `${parameter} = `, pace: 900 }),
    }),
    frames: pictures.map((traces, i) => ({
      name: names[i]!,
      data: traces.map(({ x, y, marker }: Record<string, unknown>) => ({ x, y, marker }) as Data),
      traces: [1, 2],
    })),
    summary: titled(title, `${descents.map((descent) => inWords(descent, parameter)).join("; ")}.`),
  };
}

type Shown = readonly { v: readonly number[]; cost: number; step: number }[];

function path(shown: Shown): Partial<Data> {
  return {
    type: "scatter",
    mode: "lines+markers",
    x: shown.map(({ v }) => short(v[0]!)),
    y: shown.map(({ v }) => short(v[1]!)),
    line: { color: colours.accent, width: 2 },
    marker: {
      color: colours.accent,
      size: shown.map((_, i) => (i === 0 || i === shown.length - 1 ? 13 : 6)),
      line: { color: "#ffffff", width: 1 },
      opacity: 1,
    },
    hovertemplate: "step %{pointNumber}: (%{x:.3~g}, %{y:.3~g})<extra></extra>",
  };
}

function costs(shown: Shown): Partial<Data> {
  return {
    type: "scatter",
    mode: "lines+markers",
    x: shown.map(({ step }) => step),
    y: shown.map(({ cost }) => (cost > 0 ? short(cost) : null)),
    xaxis: "x2",
    yaxis: "y2",
    line: { color: colours.training, width: 2.5 },
    marker: { color: colours.training, size: 5 },
    hovertemplate: "step %{x}: C = %{y:.3~g}<extra></extra>",
  };
}

function inWords({ rate, steps }: RatedDescent, parameter: string): string {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return `${parameter} = ${say(rate)}: no steps`;
  const end = Number.isFinite(last.cost) ? say(last.cost) : "beyond all numbers";
  return `${parameter} = ${say(rate)}: C from ${say(first.cost)} to ${end} in ${steps.length - 1} steps`;
}
