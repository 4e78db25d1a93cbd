// A result as a table for people.

import type { Result } from "./measure";
import { ours } from "./peers";

/** One workload: a line per peer, the missing ones too. */
export function tableOf(result: Result): string {
  const { missing, median, epochs, scaled, cost, accuracy } = result;
  const lines = [["", "best (s)", "median (s)", "times ours", "epochs", "cost", "accuracy", ""]];
  for (const [name, best] of Object.entries({ [ours]: result.ours, ...result.peers })) {
    const part = name in scaled ? `${scaled[name]!.toLocaleString("en")} examples, scaled up` : "";
    const numbers = [seconds(best), seconds(median[name]!), times(best / result.ours), String(epochs[name])];
    lines.push([name, ...numbers, cost[name]!.toFixed(4), `${(100 * accuracy[name]!).toFixed(2)} %`, part]);
  }
  const widths = lines[0]!.map((_, c) => Math.max(...lines.map((line) => line[c]!.length)));
  const text = lines.map((line) =>
    line
      .map((cell, c) => pad(cell, widths[c]!, c))
      .join("  ")
      .trimEnd(),
  );
  const absent = Object.entries(missing).map(([name, why]) => `${name}: missing, ${why}`);
  const title = `${result.workload}, seconds an epoch of ${result.settings.examples.toLocaleString("en")}`;
  return [title, ...text, ...absent, ...warning(result)].join("\n");
}

function warning({ busy }: Result): string[] {
  if (busy < 0.1) return [];
  const percent = Math.round(100 * busy);
  return [
    `Other work kept the machine ${percent} % busy: the times are too long, and the longest suffer most.`,
  ];
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 || column === 7 ? cell.padEnd(width) : cell.padStart(width);
}

function seconds(value: number): string {
  return value < 10 ? value.toFixed(3) : value.toFixed(1);
}

function times(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(0);
}
