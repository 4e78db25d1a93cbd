// One number for every class at a few moments, or of a few networks: a group of bars for each class, so that the class
// that is left behind stands out.

import type { Data } from "plotly.js";
import type { Vector } from "../vector";
import type { Figure } from "./figure";
import { extent, say, short, titled } from "./numbers";
import { axis, colours, heading, layout, legendAbove, look } from "./theme";

/** What was measured of every class under one name. */
export interface ByClass {
  /** What the legend says, such as "after 30 epochs". */
  name: string;
  /** One number for each class, from 0. */
  values: Vector;
}

/** Groups of bars, one group for each class. The classes to look at get a cross and the colour for it. */
export function classBars(
  measured: readonly ByClass[],
  options: {
    /** What the classes are called. Default 0, 1, 2 … */
    classes?: readonly string[];
    /** The classes to point out, by their numbers. */
    mark?: readonly number[];
    /** The titles of the axes. Default "digit" and none. */
    x?: string;
    y?: string;
    /** The upper end of the axis, such as 1 for activations. Default: the largest value. */
    most?: number;
    title?: string;
  } = {},
): Figure {
  const { mark = [], x = "digit", y = "", title = "" } = options;
  const size = measured.reduce((most, { values }) => Math.max(most, values.length), 0);
  const places = Array.from({ length: size }, (_, k) => k);
  const classes = options.classes ?? places.map(String);
  const [, highest] = extent(measured.flatMap(({ values }) => Array.from(values)));
  return {
    data: measured.map((one, i) => bars(one, i)),
    layout: layout({
      title: heading(title),
      barmode: "group",
      bargap: 0.3,
      bargroupgap: 0.06,
      xaxis: axis(x, {
        tickvals: places,
        ticktext: places.map((k) => label(classes[k]!, mark.includes(k))),
        showgrid: false,
        range: [-0.5, size - 0.5],
      }),
      yaxis: axis(y, { range: [0, (options.most ?? highest) * 1.04 || 1] }),
      legend: legendAbove,
    }),
    summary: titled(title, `${measured.map((one) => inWords(one, classes)).join("; ")}.`),
  };
}

function bars({ name, values }: ByClass, i: number): Partial<Data> {
  return {
    type: "bar",
    name,
    x: Array.from(values, (_, k) => k),
    y: Array.from(values, (v) => short(v)),
    marker: { color: look(i).colour },
    hovertemplate: "%{y:.3~g}",
  };
}

function label(name: string, marked: boolean): string {
  return marked ? `<span style="color:${colours.accent}"><b>✗ ${name}</b></span>` : name;
}

function inWords({ name, values }: ByClass, classes: readonly string[]): string {
  return `${name}: ${Array.from(values, (v, k) => `${classes[k]} ${say(v)}`).join(", ")}`;
}
