// Circuits of gates and of perceptrons: who is wired to whom, what comes out, and where each part stands on the page.

/** The kinds of gates, and the ends of a circuit. */
export type GateKind = "in" | "out" | "NAND" | "AND" | "OR" | "NOT" | "XOR";

/** One part of a circuit. */
export interface Gate {
  /** A name that nobody else has. For "in" and "out" it is what stands there. */
  name: string;
  gate: GateKind;
  /** The names of the parts whose outputs come in, in the order of the pins. */
  from?: readonly string[];
  /** The row it stands in, from the top; halves are fine. Default: in the middle of those it is wired to. */
  row?: number;
}

/** The inputs of a circuit by name, and their values 0 or 1. */
export type Bits = Record<string, number>;

const truth: Record<GateKind, (bits: number[]) => boolean> = {
  in: ([bit]) => bit === 1,
  out: ([bit]) => bit === 1,
  NAND: (bits) => !bits.every((b) => b === 1),
  AND: (bits) => bits.every((b) => b === 1),
  OR: (bits) => bits.some((b) => b === 1),
  NOT: ([bit]) => bit !== 1,
  XOR: (bits) => bits.filter((b) => b === 1).length % 2 === 1,
};

/** What every part puts out for the given inputs. Parts come after those they are wired to. */
export function outputsOf(parts: readonly Gate[], inputs: Bits): Bits {
  const values: Bits = {};
  for (const { name, gate, from = [] } of parts) {
    const bits = gate === "in" ? [inputs[name]!] : from.map((source) => values[source]!);
    values[name] = truth[gate](bits) ? 1 : 0;
  }
  return values;
}

/** All the settings of the inputs: 00, 01, 10, 11 for two. */
export function settingsOf(names: readonly string[]): Bits[] {
  return Array.from({ length: 2 ** names.length }, (_, i) =>
    Object.fromEntries(names.map((name, k) => [name, (i >> (names.length - 1 - k)) & 1])),
  );
}

/** Column and row of every part: a part stands right of all it is wired to, outputs stand last. */
export function placesOf(
  parts: readonly { name: string; from?: readonly string[]; row?: number; last?: boolean }[],
): Map<string, { column: number; row: number }> {
  const places = new Map<string, { column: number; row: number }>();
  let sources = 0;
  for (const { name, from = [], row } of parts) {
    const wired = from.map((source) => {
      const place = places.get(source);
      if (!place) throw new RangeError(`${name} is wired to ${source}, which does not come before it`);
      return place;
    });
    places.set(name, {
      column: wired.length === 0 ? 0 : 1 + Math.max(...wired.map((p) => p.column)),
      row: row ?? (wired.length === 0 ? sources++ : wired.reduce((sum, p) => sum + p.row, 0) / wired.length),
    });
  }
  const last = Math.max(...[...places.values()].map(({ column }) => column));
  for (const { name, last: ends } of parts) if (ends) places.get(name)!.column = last;
  return places;
}

/** XOR from four NAND gates. */
export const xorOfNands: readonly Gate[] = [
  { name: "x₁", gate: "in", row: 0 },
  { name: "x₂", gate: "in", row: 2 },
  { name: "n₁", gate: "NAND", from: ["x₁", "x₂"], row: 1 },
  { name: "n₂", gate: "NAND", from: ["x₁", "n₁"], row: 0.25 },
  { name: "n₃", gate: "NAND", from: ["n₁", "x₂"], row: 1.75 },
  { name: "n₄", gate: "NAND", from: ["n₂", "n₃"], row: 1 },
  { name: "x₁ ⊕ x₂", gate: "out", from: ["n₄"], row: 1 },
];

/** The half adder from five NAND gates: XOR is the sum, a NAND used as NOT the carry. */
export const halfAdderOfNands: readonly Gate[] = [
  ...xorOfNands.slice(0, -1),
  { name: "n₅", gate: "NAND", from: ["n₁", "n₁"], row: 3 },
  { name: "sum", gate: "out", from: ["n₄"], row: 1 },
  { name: "carry", gate: "out", from: ["n₅"], row: 3 },
];
