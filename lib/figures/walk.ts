// A function of one number as a hillside, and those who walk down it, step by step.

import type { Data } from "plotly.js";
import type { Figure } from "./figure";
import { extent, say, short, spaced, thinned, titled } from "./numbers";
import { player } from "./player";
import { axis, colours, heading, layout, legendAbove, look, type series } from "./theme";

/** A walk along a line. */
export interface Walk {
  /** What the legend or the slider says, such as "η = 0.1". */
  name?: string;
  /** The places, start first. */
  places: readonly number[];
}

/** How a hillside is drawn. */
export interface HillsideOptions {
  walks?: readonly Walk[];
  /** What a slider moves through: the steps of all walks, or the walks, one after the other. Default: no slider. */
  slider?: "steps" | "walks";
  /** The slope of f. With it, a short tangent is drawn where each walker stands. */
  slope?: (v: number) => number;
  /** The interval on the horizontal axis. */
  interval: [number, number];
  /** The titles of the axes. Default v and C. */
  x?: string;
  y?: string;
  title?: string;
}

const MOST = 60; // places of one walk
const MOST_HIGH = 4; // how far above the curve a walker is still drawn, in heights of the curve

/** The hillside and the walks on it: a small dot for every step, a large one for where the walker stands. */
export function hillside(f: (v: number) => number, options: HillsideOptions): Figure {
  const { walks = [], slider, interval, x = "v", y = "C", title = "" } = options;
  const ground = spaced(interval, 241);
  const [low, high] = extent(ground.map(f));
  const tallest = high + MOST_HIGH * (high - low);
  const walked = walks.map((walk, i) => ({
    ...walk,
    places: thinned(walk.places, MOST).filter((v) => Number.isFinite(f(v)) && f(v) <= tallest),
    inLegend: walk.name !== undefined && slider !== "walks",
    colour: walks.length === 1 || slider === "walks" ? colours.accent : look(i + 2).colour,
    symbol: walks.length === 1 || slider === "walks" ? ("circle" as const) : look(i + 2).symbol,
  }));
  const longest = Math.max(1, ...walked.map(({ places }) => places.length));
  const draw = (shown: typeof walked, upTo: number) =>
    shown.flatMap((walk) => [
      tangent(f, options.slope, walk.places[Math.min(upTo, walk.places.length - 1)], walk.colour, interval),
      trail(f, walk, upTo),
    ]);
  const pictures =
    slider === "walks"
      ? walked.map((walk) => ({ name: walk.name ?? "", traces: draw([walk], longest) }))
      : Array.from({ length: longest }, (_, i) => ({ name: String(i), traces: draw(walked, i) }));
  const shown = slider ? pictures[0]!.traces : draw(walked, longest);
  const names = pictures.map(({ name }) => name);
  const room = 0.08 * (high - low);
  return {
    data: [
      {
        type: "scatter",
        mode: "lines",
        x: ground.map((v) => short(v)),
        y: ground.map((v) => short(f(v))),
        line: { color: colours.training, width: 3 },
        showlegend: false,
        hoverinfo: "skip",
      },
      ...shown,
    ],
    layout: layout({
      title: heading(title),
      height: slider ? 500 : 400,
      xaxis: axis(x, { range: interval }),
      yaxis: axis(y, { range: [low - room, high + room] }),
      ...(walked.some((walk) => walk.inLegend) && { legend: legendAbove }),
      ...(slider && player(names, { prefix: slider === "steps" ? "step " : "", pace: 400 })),
    }),
    ...(slider && {
      frames: pictures.map((picture) => ({
        name: picture.name,
        data: picture.traces.map(({ x, y, marker }: Record<string, unknown>) => ({ x, y, marker }) as Data),
        traces: picture.traces.map((_, k) => k + 1),
      })),
    }),
    summary: titled(title, `${walks.map((walk) => inWords(f, walk)).join("; ") || `${y} over ${x}`}.`),
  };
}

function trail(
  f: (v: number) => number,
  walk: Walk & { colour: string; symbol: (typeof series)[number]["symbol"]; inLegend: boolean },
  upTo: number,
): Partial<Data> {
  const so = walk.places.slice(0, upTo + 1);
  return {
    type: "scatter",
    mode: "lines+markers",
    name: walk.name ?? "",
    showlegend: walk.inLegend,
    x: so.map((v) => short(v, 5)),
    y: so.map((v) => short(f(v), 5)),
    line: { color: walk.colour, width: 1.5 },
    marker: {
      color: walk.colour,
      symbol: walk.symbol,
      size: so.map((_, i) => (i === so.length - 1 ? 15 : 7)),
      line: { color: "#ffffff", width: 1 },
      opacity: 1,
    },
    hovertemplate: "step %{pointNumber}: C(%{x:.3~g}) = %{y:.3~g}<extra></extra>",
  };
}

// The line that touches the ground at v, as long as a fifth of the picture is wide.
function tangent(
  f: (v: number) => number,
  slope: ((v: number) => number) | undefined,
  v: number | undefined,
  colour: string,
  [from, to]: readonly [number, number],
): Partial<Data> {
  const reach = (to - from) / 10;
  const ends = slope && v !== undefined ? [v - reach, v + reach] : [null];
  return {
    type: "scatter",
    mode: "lines",
    showlegend: false,
    hoverinfo: "skip",
    x: ends.map((e) => (e === null ? null : short(e, 5))),
    y: ends.map((e) => (e === null ? null : short(f(v!) + slope!(v!) * (e - v!), 5))),
    line: { color: colour, width: 2, dash: "dot" },
  };
}

function inWords(f: (v: number) => number, { name = "the walk", places }: Walk): string {
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return `${name} has no steps`;
  const cost = `C = ${say(f(first))} to ${say(f(last))}`;
  return `${name} goes in ${places.length - 1} steps from ${say(first)} to ${say(last)}, from ${cost}`;
}
