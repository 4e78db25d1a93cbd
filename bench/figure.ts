// The growth curves as one SVG: time against hidden width and mini-batch size, both axes logarithmic.

import type { Result } from "./measure";
import { ours } from "./peers";

interface Line {
  name: string;
  points: [x: number, y: number][];
}

interface Panel {
  left: number;
  title: string;
  lines: Line[];
  x: [number, number];
  y: [number, number];
}

const [WIDTH, HEIGHT, TOP, SIDE, DEPTH] = [760, 340, 64, 290, 220];
const ink = "#808080";
// the palette of Okabe and Ito (2008), and a dash of its own for whoever cannot tell the colours apart
const looks = [
  { colour: "#2b8cd1", dash: "" },
  { colour: "#e0701a", dash: "2 5" },
  { colour: "#009e73", dash: "9 4" },
  { colour: "#cc79a7", dash: "9 3 2 3" },
];

/** Draws the results that are points of a curve. */
export function growthFigure(results: Result[]): string {
  const curves = [...new Set(results.flatMap(({ settings }) => settings.curve?.along ?? []))];
  const panels = curves.map((along, i) => panelOf(along, results, 64 + 370 * i));
  const names = panels[0]?.lines.map(({ name }) => name) ?? [];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="system-ui,sans-serif" font-size="13" fill="${ink}">`,
    `<title>Seconds an epoch of 50,000 digits against ${curves.join(" and ")}: ${names.join(", ")}</title>`,
    ...names.map((name, i) => key(name, i)),
    ...panels.map(draw),
    "</svg>\n",
  ].join("\n");
}

function panelOf(along: string, results: Result[], left: number): Panel {
  const points = results.filter(({ settings }) => settings.curve?.along === along);
  const names = [ours, ...new Set(points.flatMap(({ peers }) => Object.keys(peers)))];
  const lines = names.map((name): Line => {
    const time = (r: Result) => (name === ours ? r.ours : r.peers[name]);
    const known = points.filter((r) => time(r) !== undefined);
    return { name, points: known.map((r) => [r.settings.curve!.at, time(r)!]) };
  });
  const [xs, ys] = [0, 1].map((i) => lines.flatMap(({ points }) => points.map((point) => point[i]!)));
  const decades = [Math.floor(Math.log10(Math.min(...ys!))), Math.ceil(Math.log10(Math.max(...ys!)))];
  return {
    left,
    title: along,
    lines,
    x: [Math.min(...xs!), Math.max(...xs!)],
    y: [10 ** decades[0]!, 10 ** decades[1]!],
  };
}

function draw(panel: Panel): string {
  const { left, title, lines } = panel;
  const parts = [text(left, TOP - 12, "seconds an epoch")];
  for (let y = panel.y[0]; y <= panel.y[1] * 1.001; y *= 10) {
    parts.push(`<path d="M${left} ${down(panel, y)}h${SIDE}" stroke="${ink}" stroke-opacity="0.3"/>`);
    parts.push(text(left - 6, down(panel, y) + 4, String(Number(y.toPrecision(1))), "end"));
  }
  for (const [x] of lines[0]!.points)
    parts.push(text(across(panel, x), TOP + DEPTH + 18, String(x), "middle"));
  parts.push(text(left + SIDE, TOP + DEPTH + 38, title, "end"));
  for (const [i, { points }] of lines.entries()) {
    const { colour, dash } = looks[i % looks.length]!;
    const path = points.map(([x, y]) => `${across(panel, x)},${down(panel, y)}`).join(" ");
    parts.push(
      `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${dash}"/>`,
    );
    for (const [x, y] of points)
      parts.push(`<circle cx="${across(panel, x)}" cy="${down(panel, y)}" r="3.5" fill="${colour}"/>`);
  }
  return parts.join("\n");
}

function key(name: string, i: number): string {
  const { colour, dash } = looks[i % looks.length]!;
  const x = 64 + 168 * i;
  return `<path d="M${x} 16h36" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${dash}"/>${text(x + 44, 20, name)}`;
}

function across({ left, x: [low, high] }: Panel, x: number): number {
  return Math.round(left + (SIDE * Math.log(x / low)) / Math.log(high / low));
}

function down({ y: [low, high] }: Panel, y: number): number {
  return Math.round(TOP + DEPTH * (1 - Math.log(y / low) / Math.log(high / low)));
}

function text(x: number, y: number, content: string, anchor = "start"): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${content}</text>`;
}
