// What a figure is: a value that Plotly can draw, with the sentence that says the same without pictures.

import type { Data, Frame, Layout } from "plotly.js";

/** Data in, figure out: a Plotly figure and its text summary. */
export interface Figure {
  /** The traces. */
  data: Partial<Data>[];
  /** Axes, title, size. */
  layout: Partial<Layout>;
  /** Frames of an animation, if it moves. */
  frames?: Partial<Frame>[];
  /** What the figure shows, in a sentence or two: for readers who cannot see it and for plain-text viewers. */
  summary: string;
}
