// The way of one ball, and how it ended: in words that name what happened.

import { type DescentStep, descend } from "../../descend";
import type { Surface } from "../surface";
import { show } from "./plot";

/** The steps of a ball from its start, and its end in a sentence. */
export interface Journey {
  path: DescentStep[];
  end: "rests" | "moves" | "diverges" | "leaves";
  sentence: string;
}

export interface Settings {
  learningRate: number;
  momentum: number;
  steps: number;
}

/** Lets a ball go. size: the width of what is looked at; a thousandth of it counts as standing still. */
export function journey(ground: Surface, start: [number, number], settings: Settings, size: number): Journey {
  const whole = descend(ground.height, start, { ...settings, gradient: ground.slope });
  const off = whole.at(-1)!.cost === Number.POSITIVE_INFINITY; // it has left the grid, where there is no height
  const path = off ? whole.slice(0, -1) : whole;
  const [first, last] = [path[0]!, path.at(-1)!];
  const count = path.length - 1;
  const steps = `${count} step${count === 1 ? "" : "s"}`;
  const from = `from (${show(start[0])}, ${show(start[1])}): `;
  if (off) {
    return last.cost > first.cost || count < 2
      ? {
          path,
          end: "diverges",
          sentence: `${from}diverges: it overshoots farther each time and leaves the map after ${steps}`,
        }
      : { path, end: "leaves", sentence: `${from}leaves the map after ${steps}` };
  }
  const moved = path.slice(-3).map(({ v }, k, few) => (k === 0 ? 0 : distance(v, few[k - 1]!.v)));
  if (Math.max(...moved) < size / 1000) {
    const arrival = path.findIndex(({ v }) => distance(v, last.v) < size / 100);
    return {
      path,
      end: "rests",
      sentence: `${from}comes to rest, C = ${show(last.cost)}; near its end after ${arrival} steps`,
    };
  }
  if (last.cost > first.cost)
    return {
      path,
      end: "diverges",
      sentence: `${from}diverges: higher than it began, C = ${show(last.cost)}`,
    };
  return { path, end: "moves", sentence: `${from}still on its way after ${steps}, C = ${show(last.cost)}` };
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!);
}
