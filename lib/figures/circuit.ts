// A circuit of gates: boxes in the shapes that engineers use, wires that show what they carry.

import type { Data, Layout } from "plotly.js";
import type { Figure } from "./figure";
import { type Bits, type Gate, type GateKind, outputsOf, placesOf, settingsOf } from "./gates";
import { titled } from "./numbers";
import { player } from "./player";
import { colours, fade, heading, layout, noAxis } from "./theme";

/** How a circuit is drawn. */
export interface CircuitOptions {
  /** The values of the inputs; "all" makes a slider through all of them. Without inputs the wires carry nothing. */
  inputs?: Bits | "all";
  title?: string;
}

const COLUMN = 130; // pixels from one column of gates to the next
const ROW = 84;
const BOX = { width: 58, height: 46 };
const MOST = 4; // inputs that a slider goes through: 16 settings

/** Gates and wires; a wire that carries 1 is green and thick, one that carries 0 is grey and thin. */
export function circuit(parts: readonly Gate[], options: CircuitOptions = {}): Figure {
  const { inputs, title = "" } = options;
  const places = placesOf(parts.map((part) => ({ ...part, last: part.gate === "out" })));
  const names = parts.filter(({ gate }) => gate === "in").map(({ name }) => name);
  if (inputs === "all" && names.length > MOST) {
    throw new RangeError(`a slider goes through at most ${MOST} inputs, this circuit has ${names.length}`);
  }
  const settings = inputs === "all" ? settingsOf(names) : inputs ? [inputs] : [];
  const at = new Map(
    [...places].map(([name, { column, row }]) => [name, { x: 60 + column * COLUMN, y: 50 + row * ROW }]),
  );
  const width = Math.max(...[...at.values()].map(({ x }) => x)) + 90;
  const height = Math.max(...[...at.values()].map(({ y }) => y)) + 40;
  const wires = route(parts, at);
  const pictures = settings.map((bits) => carried(parts, at, wires, outputsOf(parts, bits)));
  const labels = settings.map((bits) => names.map((name) => bits[name]).join(" "));
  const moves = settings.length > 1;
  return {
    data: pictures[0] ?? carried(parts, at, wires, {}),
    layout: layout({
      title: heading(title),
      width: width + 16,
      height: height + (title ? 48 : 16) + (moves ? 100 : 0),
      margin: { t: title ? 40 : 8, r: 8, b: moves ? 108 : 8, l: 8 },
      xaxis: noAxis([0, width]),
      yaxis: noAxis([height, 0]),
      showlegend: false,
      shapes: parts.flatMap((part) => outline(part.gate, at.get(part.name)!)),
      annotations: parts.map((part) => name(part, at.get(part.name)!)),
      ...(moves && player(labels, { prefix: `${names.join(" ")} = `, pace: 1200, gap: 8 })),
    }),
    ...(moves && { frames: pictures.map((data, i) => ({ name: labels[i]!, data, traces: [0, 1, 2, 3] })) }),
    summary: titled(title, summary(parts, settings, names)),
  };
}

interface Point {
  x: number;
  y: number;
}

interface Wire {
  from: string;
  points: Point[];
}

// Out of a gate, up or down in the channel behind it, and straight on to the pin. Every source has its own lane there.
function route(parts: readonly Gate[], at: ReadonlyMap<string, Point>): Wire[] {
  const lanes = new Map<number, string[]>();
  for (const { name: own } of parts) {
    const { x } = at.get(own)!;
    lanes.set(x, [...(lanes.get(x) ?? []), own]);
  }
  return parts.flatMap(({ name: own, gate, from = [] }) =>
    from.map((source, pin) => {
      const start = at.get(source)!;
      const end = at.get(own)!;
      const kind = parts.find((p) => p.name === source)!.gate;
      const lane = start.x + BOX.width / 2 + 20 + 12 * lanes.get(start.x)!.indexOf(source);
      const y = end.y + pinOffset(pin, from.length);
      const x0 = start.x + (kind === "in" ? 18 : BOX.width / 2 + (bubbled(kind) ? 10 : 0));
      const x1 =
        gate === "out" ? end.x - 12 : end.x - BOX.width / 2 + (gate === "OR" ? 7 : gate === "NOT" ? 8 : 0);
      return {
        from: source,
        points: [
          { x: x0, y: start.y },
          { x: lane, y: start.y },
          { x: lane, y },
          { x: x1, y },
        ],
      };
    }),
  );
}

function pinOffset(pin: number, pins: number): number {
  return pins === 1 ? 0 : BOX.height * 0.56 * (pin / (pins - 1) - 0.5);
}

function bubbled(kind: GateKind): boolean {
  return kind === "NAND" || kind === "NOT";
}

// Wires with 0, wires with 1, the dots where wires part, the values beside the outputs; without values only the first and the dots.
function carried(
  parts: readonly Gate[],
  at: ReadonlyMap<string, Point>,
  wires: readonly Wire[],
  values: Bits,
): Partial<Data>[] {
  const lines = (on: boolean): Partial<Data> => {
    const chosen = wires.filter(({ from }) => (values[from] === 1) === on);
    return {
      type: "scatter",
      mode: "lines",
      x: [null, ...chosen.flatMap(({ points }) => [...points.map(({ x }) => x), null])],
      y: [null, ...chosen.flatMap(({ points }) => [...points.map(({ y }) => y), null])],
      line: on ? { color: colours.positive, width: 4 } : { color: colours.ink, width: 1.5 },
      hoverinfo: "skip",
    };
  };
  const forks = wires.filter(
    ({ from, points }, i) =>
      wires.some((w, k) => k !== i && w.from === from && w.points[2]!.y !== points[2]!.y) &&
      points[1]!.y !== points[2]!.y,
  );
  const sources = parts.filter(({ name: own, gate }) => gate !== "out" && values[own] !== undefined);
  const wiring = [lines(false), ...(sources.length > 0 ? [lines(true)] : [])];
  return [
    ...wiring,
    {
      type: "scatter",
      mode: "markers",
      x: forks.map(({ points }) => points[1]!.x),
      y: forks.map(({ points }) => points[1]!.y),
      marker: {
        size: 8,
        color: forks.map(({ from }) => (values[from] === 1 ? colours.positive : colours.ink)),
        opacity: 1,
      },
      hoverinfo: "skip",
    },
    ...(sources.length > 0 ? [written(sources, at, values)] : []),
  ];
}

// 0 or 1 beside the output of every part.
function written(sources: readonly Gate[], at: ReadonlyMap<string, Point>, values: Bits): Partial<Data> {
  const on = (part: Gate) => values[part.name] === 1;
  return {
    type: "scatter",
    mode: "text",
    x: sources.map(({ name: own, gate }) => at.get(own)!.x + (gate === "in" ? 24 : BOX.width / 2 + 12)),
    y: sources.map(({ name: own }) => at.get(own)!.y - 14),
    text: sources.map(({ name: own }) => String(values[own])),
    textfont: {
      size: 16,
      weight: 600,
      color: sources.map((part) => (on(part) ? colours.positive : colours.ink)),
    },
    hoverinfo: "skip",
  } as Partial<Data>;
}

// The outline of a gate around its place: straight back and round front for AND, curved back and pointed front for OR.
function outline(kind: GateKind, { x, y }: Point): NonNullable<Layout["shapes"]> {
  if (kind === "in" || kind === "out") return [];
  const [l, r, t, b] = [x - BOX.width / 2, x + BOX.width / 2, y - BOX.height / 2, y + BOX.height / 2];
  const or = `M${l},${t} Q${x + 8},${t} ${r},${y} Q${x + 8},${b} ${l},${b} Q${l + 16},${y} ${l},${t} Z`;
  const bodies: Record<Exclude<GateKind, "in" | "out">, string> = {
    AND: `M${l},${t} L${x},${t} C${r + 10},${t} ${r + 10},${b} ${x},${b} L${l},${b} Z`,
    NAND: `M${l},${t} L${x},${t} C${r + 10},${t} ${r + 10},${b} ${x},${b} L${l},${b} Z`,
    OR: or,
    XOR: `${or} M${l - 8},${b} Q${l + 8},${y} ${l - 8},${t}`,
    NOT: `M${l + 8},${t} L${r},${y} L${l + 8},${b} Z`,
  };
  const look = { line: { color: colours.ink, width: 2 }, fillcolor: fade("#808080", 0.12) };
  const bubble = { type: "circle", x0: r, x1: r + 10, y0: y - 5, y1: y + 5, ...look } as const;
  return [{ type: "path", path: bodies[kind], ...look }, ...(bubbled(kind) ? [bubble] : [])];
}

function name({ name: own, gate }: Gate, { x, y }: Point): NonNullable<Layout["annotations"]>[number] {
  const end = gate === "in" || gate === "out";
  return {
    x: end ? x + (gate === "in" ? 12 : -6) : x - (gate === "NOT" ? 2 : 1),
    y,
    text: end ? own : gate,
    xanchor: gate === "in" ? "right" : gate === "out" ? "left" : "center",
    font: { size: end ? 16 : 12, color: colours.ink },
    showarrow: false,
  };
}

function summary(parts: readonly Gate[], settings: readonly Bits[], inputs: readonly string[]): string {
  const kinds = parts.filter(({ gate }) => gate !== "in" && gate !== "out").map(({ gate }) => gate);
  const tally = [...new Set(kinds)]
    .map((kind) => `${kinds.filter((k) => k === kind).length} ${kind}`)
    .join(", ");
  const ends = parts.filter(({ gate }) => gate === "out").map(({ name: own }) => own);
  const rows = settings.map((bits) => {
    const values = outputsOf(parts, bits);
    return `${inputs.map((i) => `${i} = ${bits[i]}`).join(", ")} gives ${ends.map((e) => `${e} = ${values[e]}`).join(", ")}`;
  });
  return `a circuit of ${tally}${rows.length > 0 ? `: ${rows.join("; ")}` : ""}.`;
}
