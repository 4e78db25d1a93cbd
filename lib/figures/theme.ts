// One look for every figure: colours by meaning, readable on light and dark pages and without telling red from green.
// The two curve colours come from the palette of Okabe and Ito (2008), lightened until both backgrounds carry them.

import type { Layout, LayoutAxis } from "plotly.js";

/** Colours by meaning, the same in the whole series. */
export const colours = {
  /** Whatever was learned from. */
  training: "#2b8cd1",
  /** Whatever was only measured. */
  validation: "#e0701a",
  /** Text and axes: a grey that keeps its contrast on white and on black. */
  ink: "#808080",
  /** Grid lines. */
  grid: "rgba(128, 128, 128, 0.25)",
} as const;

/** An axis with a title, a quiet grid and no zero line. */
export function axis(title: string, more: Partial<LayoutAxis> = {}): Partial<LayoutAxis> {
  return { title: { text: title }, gridcolor: colours.grid, zeroline: false, automargin: true, ...more };
}

/** What all figures share: transparent, sized for a projector, letters of 14 pixels. */
export function layout(more: Partial<Layout>): Partial<Layout> {
  return {
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { size: 14, color: colours.ink },
    height: 360,
    margin: { t: 48, r: 16, b: 48, l: 64 },
    ...more,
  };
}
