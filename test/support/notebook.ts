// Runs a notebook top to bottom in a fresh kernel, as "Restart and run all" does, and is stricter than JupyterLab:
// a cell that fails, an error that nobody awaited, or a cell that should have failed and did not, each fail the run.

import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Cell, Kernel, root } from "./kernel";

export interface NotebookRun {
  /** The code cells in order, with their outputs and seconds. */
  cells: Cell[];
  /** Wall time of all cells together. */
  seconds: number;
  /** Resident memory of the kernel after the last cell, in megabytes. */
  rss: number;
}

export interface NotebookOptions {
  /** Environment variables for the kernel. */
  env?: Record<string, string>;
  /** Milliseconds that one cell may take. Default: ten minutes. */
  timeout?: number;
}

/** What tslab prints when something fails outside the run of any cell. */
const stray = /^(UnhandledPromiseRejection|UncaughtException): .*/m;

/** Rejects with a list of everything that went wrong; a cell tagged `raises-exception` must fail. */
export async function runNotebook(path: string, options: NotebookOptions = {}): Promise<NotebookRun> {
  const file = resolve(root, path);
  const sources = readCodeCells(file);
  const kernel = await Kernel.start({ cwd: dirname(file), ...(options.env && { env: options.env }) });
  try {
    const cells: Cell[] = [];
    for (const { code } of sources) {
      cells.push(await kernel.run(code, { stopOnError: false, timeout: options.timeout ?? 600_000 }));
    }
    await sleep(100); // what was left running has a last chance to fail
    const problems = cells.flatMap((cell, i) => complain(cell, sources[i]!.mustFail));
    if (problems.length > 0) throw new Error(`${basename(path)}\n${problems.join("\n")}`);
    const seconds = cells.reduce((sum, cell) => sum + cell.seconds, 0);
    return { cells, seconds, rss: kernel.rss() };
  } finally {
    await kernel.shutdown();
  }
}

function readCodeCells(file: string): { code: string; mustFail: boolean }[] {
  const { cells } = JSON.parse(readFileSync(file, "utf8"));
  // biome-ignore lint/suspicious/noExplicitAny: the notebook format
  const codeCells = cells.filter((cell: any) => cell.cell_type === "code");
  // biome-ignore lint/suspicious/noExplicitAny: the notebook format
  return codeCells.map(({ source, metadata }: any) => ({
    code: [source].flat().join(""),
    mustFail: (metadata?.tags ?? []).includes("raises-exception"),
  }));
}

function complain(cell: Cell, mustFail: boolean): string[] {
  const problems: string[] = [];
  const name = `[${cell.count}] ${cell.code.trim().split("\n")[0]}`;
  const traceback = cell.error?.traceback?.join("\n") ?? "";
  if (mustFail && cell.status !== "error")
    problems.push(`${name}\n  is tagged raises-exception and did not fail`);
  if (!mustFail && cell.status !== "ok")
    problems.push(`${name}\n  ended with status ${cell.status}\n${traceback}`);
  const loose = stray.exec(cell.stderr);
  if (loose) problems.push(`${name}\n  left something that failed on its own\n${loose[0]}`);
  return problems;
}
