// Two or three quantities over the same axis, one above the other, so that the eye can go straight down from one to the next.

import type { Data } from "plotly.js";
import type { Figure } from "./figure";
import { extent, say, short, titled } from "./numbers";
import { axis, heading, layout, look } from "./theme";

/** One of the curves. */
export interface Panel {
  /** The title of its vertical axis. */
  name: string;
  values: readonly number[];
  /** Whether the value holds until the next one, as for counts: drawn as stairs. Default false. */
  stairs?: boolean;
}

/** The panels over common places, the first on top. */
export function stacked(
  places: readonly number[],
  panels: readonly Panel[],
  options: { x?: string; title?: string } = {},
): Figure {
  const { x = "t", title = "" } = options;
  const step = 1 / panels.length;
  const suffix = (i: number) => (i === 0 ? "" : String(i + 1));
  const bottom = suffix(panels.length - 1);
  const axes = panels.map(({ name }, i) => {
    const top = 1 - i * step;
    return [
      `yaxis${suffix(i)}`,
      axis(name, { domain: [top - step + (i < panels.length - 1 ? 0.07 : 0), top] }),
    ];
  });
  return {
    data: panels.map(({ name, values, stairs = false }, i): Partial<Data> => {
      return {
        type: "scatter",
        mode: "lines",
        name,
        x: places.map((v) => short(v, 5)),
        y: values.map((v) => short(v, 5)),
        yaxis: `y${suffix(i)}` as "y",
        line: { color: look(i).colour, width: 2.5, shape: stairs ? "hv" : "linear" },
        hovertemplate: "%{y:.4~g}<extra></extra>",
      };
    }),
    layout: layout({
      title: heading(title),
      height: 160 + 160 * panels.length,
      showlegend: false,
      xaxis: axis(x, { anchor: `y${bottom}` as "y" }),
      ...Object.fromEntries(axes),
    }),
    summary: titled(title, `${panels.map((panel) => inWords(panel, places, x)).join("; ")}.`),
  };
}

function inWords({ name, values }: Panel, places: readonly number[], x: string): string {
  const [low, high] = extent(values);
  const ends = `from ${say(values[0]!)} at ${x} = ${say(places[0]!)} to ${say(values.at(-1)!)} at ${say(places.at(-1)!)}`;
  return `${name} goes ${ends}, between ${say(low)} and ${say(high)}, with ${new Set(values).size} different values`;
}
