// One look for every figure: colours by meaning, readable on light and dark pages and without telling red from green.
// The two curve colours come from the palette of Okabe and Ito (2008), lightened until both backgrounds carry them.

import type { Layout, LayoutAxis } from "plotly.js";

/** Colours by meaning, the same in the whole series. */
export const colours = {
  /** Whatever was learned from. */
  training: "#2b8cd1",
  /** Whatever was only measured. */
  validation: "#e0701a",
  /** Numbers above zero, the class with target 1, a wire that carries 1, a right answer. */
  positive: "#159e76",
  /** Numbers below zero, the class with target 0. */
  negative: "#a864d6",
  /** Look here: a mistake, the ball on its way down, the best cell of a map. */
  accent: "#dd2f45",
  /** Text and axes: a grey that keeps its contrast on white and on black. */
  ink: "#7d7d7d",
  /** Grid lines. */
  grid: "rgba(128, 128, 128, 0.25)",
} as const;

/** A colour scale of Plotly: places from 0 to 1 and their colours. */
export type Scale = [number, string][];

/** Numbers below zero to numbers above: the fainter, the nearer to zero. Zero is the page itself. */
export const diverging: Scale = [
  [0, colours.negative],
  [0.5, fade(colours.negative, 0)],
  [0.5, fade(colours.positive, 0)],
  [1, colours.positive],
];

/** Low to high for cells with numbers in them: Cividis (Nuñez, Anderton and Renslow 2018), its lightness even for every eye. */
export const lowToHigh: Scale = [
  [0, "#00224e"],
  [0.25, "#434e6c"],
  [0.5, "#7d7c78"],
  [0.75, "#bcae6c"],
  [1, "#fee838"],
];

/** Colours for runs, functions and classes that have no meaning of their own; each comes with its own dash and symbol. */
export const series = [
  { colour: "#159e76", dash: "solid", symbol: "circle" },
  { colour: "#a864d6", dash: "dash", symbol: "diamond" },
  { colour: "#c08a00", dash: "dot", symbol: "square" },
  { colour: "#dd2f45", dash: "dashdot", symbol: "triangle-up" },
  { colour: "#5b7fdb", dash: "longdash", symbol: "x" },
  { colour: "#9a7358", dash: "longdashdot", symbol: "cross" },
] as const;

/** Black or white, whichever stands out more on the place t (0 to 1) of the scale from low to high. */
export function inkOn(t: number): string {
  const above = Math.max(
    1,
    lowToHigh.findIndex(([place]) => place >= t),
  );
  const [[from, low], [to, high]] = [lowToHigh[above - 1]!, lowToHigh[above]!];
  const [one, other] = [luminance(low), luminance(high)];
  return one + ((other - one) * (t - from)) / (to - from) > 0.18 ? "#000000" : "#ffffff";
}

/** How bright a colour #rrggbb is, from 0 to 1, as contrast is reckoned (WCAG 2). */
export function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((v) => {
    const c = v / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16));
}

/** The look of series number i: after the sixth they begin again. */
export function look(i: number): (typeof series)[number] {
  return series[i % series.length]!;
}

/** The colour #rrggbb with an opacity from 0 to 1. */
export function fade(colour: string, opacity: number): string {
  return `rgba(${channels(colour).join(", ")}, ${opacity})`;
}

/** An axis with a title, a quiet grid and no zero line. */
export function axis(title: string, more: Partial<LayoutAxis> = {}): Partial<LayoutAxis> {
  return {
    title: { text: title, standoff: 10 },
    ...(more.showgrid !== false && { gridcolor: colours.grid }),
    zeroline: false,
    automargin: true,
    ...more,
  };
}

/** An axis that is only a place to draw on. */
export function noAxis(range: [number, number], more: Partial<LayoutAxis> = {}): Partial<LayoutAxis> {
  return { visible: false, fixedrange: true, range, ...more };
}

/** The line above a figure. */
export function heading(title: string): Layout["title"] {
  return {
    text: title,
    font: { size: 16, weight: 600 },
    x: 0.01,
    xanchor: "left",
    yref: "container",
    y: 1,
    yanchor: "top",
    pad: { t: 12 },
  };
}

/** The pixels of a notebook's column on a projector: 1280 pixels across, the page enlarged so that its text has 20. */
export const COLUMN_WIDTH = 700;

/** How many pixels a figure of this width is too narrow for its title: room to leave at its right. */
export function titleRoom(title: string, width: number): number {
  return Math.max(0, 8 * title.length + 24 - width);
}

/**
 * What all figures share: transparent, as wide as a notebook's column, letters of 14 pixels.
 * Width and height are always set: a figure without a width that is out of sight when the page changes (another theme,
 * another window) is laid out anew by Plotly in a box without a height, and vanishes.
 */
export function layout(more: Partial<Layout>): Partial<Layout> {
  return {
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { size: 14, color: colours.ink },
    width: COLUMN_WIDTH,
    height: 360,
    margin: { t: more.legend ? 76 : 48, r: 16, b: 48, l: 64 },
    ...more,
  };
}

/** A row of names between the title and the picture. */
export const legendAbove: Layout["legend"] = {
  orientation: "h",
  x: 0,
  xanchor: "left",
  y: 1.01,
  yanchor: "bottom",
} as Layout["legend"];
