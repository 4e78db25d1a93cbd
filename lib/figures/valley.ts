// A valley seen from above or from the side, and the paths of those who walk down it.

import type { Data, Frame } from "plotly.js";
import type { Figure } from "./figure";
import { heights, type Landscape, lowest, type Terrain } from "./landscape";
import { extent, say, short, thinned, titled } from "./numbers";
import { player } from "./player";
import { terraces } from "./terraces";
import { axis, colours, heading, layout, legendAbove, look, type Scale, type series } from "./theme";

/** A walk through the plane. */
export interface Path {
  /** What the legend says; without a name there is no legend. */
  name?: string;
  /** The places, start first: [x, y], or the steps that `descend` returns, of which the first two variables count. */
  points: readonly Place[];
}

type Place = readonly [number, number] | { readonly v: readonly number[] };

/** How a valley is drawn. */
export interface ValleyOptions {
  /** Paths on it; a figure shows at most 60 places of each, evenly chosen. */
  paths?: readonly Path[];
  /** Whether the paths grow step by step, with a play button and a slider. Default false. */
  animate?: boolean;
  /** Whether a unit is equally long on both axes, so that right angles look right. For the contour only. Default false. */
  equal?: boolean;
  /** The titles of the axes. Default v₁ and v₂. */
  x?: string;
  y?: string;
  /** What the height is. Default C. */
  height?: string;
  title?: string;
}

const STEPS = 60;

/** The valley from above: the lower, the bluer; lines of equal height; the paths on top. */
export function valleyContour(ground: Landscape | Terrain, options: ValleyOptions = {}): Figure {
  const {
    paths = [],
    x = "v₁",
    y = "v₂",
    height = "C",
    title = "",
    animate = false,
    equal = false,
  } = options;
  const floor = terraces(ground, 61);
  const fitted = equal ? ({ constrain: "domain" } as const) : {};
  const walked = paths.map((path, i) => ({
    ...path,
    points: thinned(path.points, STEPS).map(onPlane),
    ...walker(paths, i),
  }));
  const draw = (upTo: number) => walked.map((path) => trail(path, upTo));
  return {
    data: [
      {
        ...floor,
        colorbar: { title: { text: height }, thickness: 12, outlinewidth: 0 },
        hovertemplate: `(%{x:.3~g}, %{y:.3~g}): ${height} = %{z:.3~g}<extra></extra>`,
      } as Partial<Data>,
      ...draw(animate ? 0 : STEPS),
    ],
    layout: layout({
      title: heading(title),
      width: 680,
      height: animate ? 630 : 520,
      xaxis: axis(x, { range: extent(floor.x as number[]), showgrid: false, ...fitted }),
      yaxis: axis(y, {
        range: extent(floor.y as number[]),
        showgrid: false,
        ...fitted,
        ...(equal && { scaleanchor: "x" }),
      }),
      ...(paths.some((p) => p.name) && { legend: legendAbove }),
      ...(animate && player(stepNames(walked), { prefix: "step " })),
    }),
    ...(animate && { frames: growing(walked, draw) }),
    summary: summary(ground, options),
  };
}

/** The valley as a surface to turn around with the mouse; the paths lie on it. */
export function valleySurface(ground: Landscape | Terrain, options: ValleyOptions = {}): Figure {
  const { paths = [], x = "v₁", y = "v₂", height = "C", title = "", animate = false } = options;
  const grid = heights(ground, 51);
  const walked = paths.map((path, i) => ({
    ...path,
    points: thinned(path.points, STEPS).map(onPlane),
    ...walker(paths, i),
  }));
  const above = heightAt(ground);
  const [low, high] = extent(grid.z.flat().filter((z) => z !== null));
  const draw = (upTo: number) => walked.map((path) => trail3d(path, upTo, above, 0.03 * (high - low)));
  const side = (text: string, range: [number, number]) => ({
    title: { text },
    range,
    showbackground: false,
    gridcolor: "#a8a8a8",
    zeroline: false,
    nticks: 6,
    tickangle: 0,
  });
  return {
    data: [
      {
        type: "surface",
        ...grid,
        colorscale: slope,
        showscale: false,
        contours: {
          z: { show: true, start: low, end: high, size: (high - low) / 14, color: "#a9cbe6", width: 1 },
        },
        lighting: { ambient: 0.75, diffuse: 0.5, specular: 0.05, roughness: 0.9 },
        hovertemplate: `(%{x:.3~g}, %{y:.3~g}): ${height} = %{z:.3~g}<extra></extra>`,
      } as Partial<Data>,
      ...draw(animate ? 0 : STEPS),
    ],
    layout: layout({
      title: heading(title),
      height: animate ? 600 : 520,
      margin: { t: 64, r: 0, b: 0, l: 0 },
      plot_bgcolor: undefined,
      scene: {
        xaxis: side(x, extent(grid.x as number[])),
        yaxis: side(y, extent(grid.y as number[])),
        zaxis: side(height, [low - 0.02 * (high - low), high]),
        camera: { eye: { x: 0.95, y: -1.45, z: 1.45 }, center: { x: 0, y: 0, z: -0.2 } },
        aspectratio: { x: 1.1, y: 1.1, z: 0.7 },
      } as object,
      ...(paths.some((p) => p.name) && { legend: legendAbove }),
      ...(animate && player(stepNames(walked), { prefix: "step ", gap: 24 })),
    }),
    ...(animate && { frames: growing(walked, draw) }),
    summary: summary(ground, options),
  };
}

const slope: Scale = [
  [0, "#0f4c81"],
  [0.3, "#2b8cd1"],
  [1, "#c4dff3"],
];

interface Walker extends Omit<Path, "points"> {
  points: (readonly [number, number])[];
  colour: string;
  symbol: (typeof series)[number]["symbol"];
}

// One path is the ball itself; of several, each has its own look.
function walker(paths: readonly Path[], i: number): Pick<Walker, "colour" | "symbol"> {
  return paths.length === 1
    ? { colour: colours.accent, symbol: "circle" }
    : { colour: look(i + 2).colour, symbol: look(i + 2).symbol };
}

function onPlane(place: Place): readonly [number, number] {
  return "v" in place ? [place.v[0]!, place.v[1]!] : place;
}

// The steps that a slider names: as many as the longest path has.
function stepNames(walked: readonly Walker[]): string[] {
  const longest = walked.reduce((most, { points }) => Math.max(most, points.length), 0);
  return Array.from({ length: longest }, (_, i) => String(i));
}

function growing(walked: readonly Walker[], draw: (upTo: number) => Partial<Data>[]): Partial<Frame>[] {
  return stepNames(walked).map((name, i) => ({
    name,
    data: draw(i).map((trace) => {
      const { x, y, z, marker } = trace as Record<string, unknown>;
      return { x, y, ...(z !== undefined && { z }), marker } as Data;
    }),
    traces: walked.map((_, k) => k + 1),
  }));
}

// Small dots where the ball was, a large one where it is.
function trail({ name, points, colour, symbol }: Walker, upTo: number): Partial<Data> {
  const so = points.slice(0, upTo + 1);
  return {
    type: "scatter",
    mode: "lines+markers",
    name: name ?? "",
    showlegend: name !== undefined,
    x: so.map(([x]) => short(x)),
    y: so.map(([, y]) => short(y)),
    line: { color: colour, width: 2.5 },
    marker: {
      color: colour,
      symbol,
      size: so.map((_, i) => (i === so.length - 1 ? 15 : 6)),
      line: { color: "#ffffff", width: 1 },
      opacity: 1,
    },
    hovertemplate: "step %{pointNumber}: (%{x:.3~g}, %{y:.3~g})<extra></extra>",
  };
}

function trail3d(
  { name, points, colour }: Walker,
  upTo: number,
  above: Terrain["f"],
  lift: number,
): Partial<Data> {
  const so = points.slice(0, upTo + 1);
  return {
    type: "scatter3d",
    mode: "lines+markers",
    name: name ?? "",
    showlegend: name !== undefined,
    x: so.map(([x]) => short(x)),
    y: so.map(([, y]) => short(y)),
    z: so.map(([x, y]) => short(above(x, y) + lift)),
    line: { color: colour, width: 5 },
    marker: { color: colour, size: so.map((_, i) => (i === so.length - 1 ? 14 : 4)) },
    hovertemplate: "step %{pointNumber}: (%{x:.3~g}, %{y:.3~g})<extra></extra>",
  };
}

// The height at a place: of a grid, that of the nearest of its places.
function heightAt(ground: Landscape | Terrain): Terrain["f"] {
  if ("f" in ground) return ground.f;
  const nearest = (line: readonly number[], v: number) =>
    line.reduce((best, w, i) => (Math.abs(w - v) < Math.abs(line[best]! - v) ? i : best), 0);
  return (x, y) => ground.z[nearest(ground.y, y)]![nearest(ground.x, x)]!;
}

function summary(
  ground: Landscape | Terrain,
  { paths = [], height = "C", title = "" }: ValleyOptions,
): string {
  const bottom = lowest(ground);
  const above = heightAt(ground);
  const place = ([x, y]: readonly [number, number]) => `(${say(x)}, ${say(y)})`;
  const walks = paths.flatMap(({ name = "the path", points }) => {
    if (points.length === 0) return [];
    const [first, last] = [onPlane(points[0]!), onPlane(points.at(-1)!)];
    if (points.length === 1)
      return [`${name} lies at ${place(first)}, where ${height} = ${say(above(...first))}`];
    const fall = `${height} = ${say(above(...first))} to ${say(above(...last))}`;
    return [
      `${name} goes in ${points.length - 1} steps from ${place(first)} to ${place(last)}, from ${fall}`,
    ];
  });
  const lowestText = `the lowest ${height} drawn is ${say(bottom.z)}, at ${place([bottom.x, bottom.y])}`;
  return titled(title, `${[lowestText, ...walks].join("; ")}.`);
}
