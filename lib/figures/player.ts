// What makes a figure move: a slider over its frames, and a button that plays them. Plotly does the rest in the page.

import type { Layout } from "plotly.js";
import { colours, fade } from "./theme";

/** Slider and button for frames with these names, in their order. Room for them is made below the axes. */
export function player(
  names: readonly string[],
  options: {
    /** What the slider moves through, such as "epoch " or "η = "; it stands before the name of the frame. */
    prefix?: string;
    /** Whether there is a play button. Default true. */
    play?: boolean;
    /** Milliseconds between two frames while it plays. Default 150. */
    pace?: number;
    /** The frame that is shown first. Default 0. */
    active?: number;
    /** Where the slider begins behind the button, as a share of the width. Default 0.2; a narrow figure needs more. */
    start?: number;
    /** Pixels between the picture and the slider. Default 52: ticks and an axis title fit in. */
    gap?: number;
  } = {},
): Pick<Layout, "sliders" | "updatemenus"> {
  const { prefix = "", play = true, pace = 150, active = 0, start = 0.2, gap = 52 } = options;
  const still = {
    mode: "immediate",
    transition: { duration: 0 },
    frame: { duration: 0, redraw: true },
  };
  const moving = {
    mode: "immediate",
    transition: { duration: 0 },
    frame: { duration: pace, redraw: true },
    fromcurrent: true,
  };
  return {
    sliders: [
      {
        active,
        x: play ? start : 0,
        len: play ? 1 - start : 1,
        y: 0,
        yanchor: "top",
        pad: { t: gap, b: 4, l: 8, r: 8 },
        currentvalue: { prefix, xanchor: "left", offset: 6, font: { size: 15 } },
        bgcolor: fade("#808080", 0.3),
        activebgcolor: colours.training,
        bordercolor: fade("#808080", 0.5),
        borderwidth: 1,
        tickcolor: colours.ink,
        minorticklen: 0,
        ticklen: 5,
        font: { size: 12 },
        steps: names.map((name) => ({
          method: "animate",
          label: name,
          value: name,
          args: [[name], still],
        })),
      },
    ] as unknown as Layout["sliders"],
    updatemenus: play
      ? ([
          {
            type: "buttons",
            direction: "left",
            showactive: false,
            x: 0,
            xanchor: "left",
            y: 0,
            yanchor: "top",
            pad: { t: gap + 16, r: 8, l: 0, b: 0 },
            bgcolor: fade("#808080", 0.15),
            bordercolor: fade("#808080", 0.5),
            font: { size: 14 },
            buttons: [
              { label: "▶", method: "animate", args: [null, moving] },
              { label: "❚❚", method: "animate", args: [[null], still] },
            ],
          },
        ] as unknown as Layout["updatemenus"])
      : [],
  };
}
