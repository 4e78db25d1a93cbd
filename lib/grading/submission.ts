// One submitted notebook: its cells run in a fresh kernel, the results of its checks gathered, whatever goes wrong told.

import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { RESULT_TYPE } from "../exercises";
import type { Result } from "../exercises/examine";
import { type Cell, Kernel, root } from "../kernel-client/kernel";

/** What came of one notebook. */
export interface Graded {
  /** Its path below the folder that was graded. */
  readonly submission: string;
  /** The last result of each exercise that was checked. */
  readonly results: readonly Result[];
  /** The first thing that went wrong outside the checks, if any. */
  readonly error?: string;
}

interface Source {
  readonly code: string;
  readonly mayFail: boolean;
}

/** Runs a copy of the notebook; the submission itself is only read. A cell gets so many seconds, then its kernel is killed. */
export async function gradeNotebook(path: string, submission: string, seconds: number): Promise<Graded> {
  const folder = temporaryFolder();
  try {
    const copy = join(folder, basename(path));
    copyFileSync(path, copy);
    return { submission, ...(await runCells(readCells(copy), folder, seconds)) };
  } catch (error) {
    return { submission, results: [], error: error instanceof Error ? error.message : String(error) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In the workspace, so that `descent` is found from there; ignored by git. */
function temporaryFolder(): string {
  const runs = join(root, "data", "runs");
  mkdirSync(runs, { recursive: true });
  return mkdtempSync(join(runs, "grading-"));
}

function readCells(path: string): Source[] {
  let cells: unknown;
  try {
    cells = JSON.parse(readFileSync(path, "utf8")).cells;
  } catch {} // told below
  if (!Array.isArray(cells)) throw new Error("This is not a notebook: its JSON is damaged or has no cells.");
  return cells
    .filter((cell) => cell?.cell_type === "code")
    .map(({ source, metadata }) => ({
      code: [source ?? ""].flat().join(""),
      mayFail: [metadata?.tags ?? []].flat().includes("raises-exception"),
    }));
}

/** The learner's kernel keeps no progress file, and its checks do not throw: they are read from the outputs. */
const env = { DESCENT_PROGRESS: "", DESCENT_CHECKS: "" };

async function runCells(
  sources: Source[],
  cwd: string,
  seconds: number,
): Promise<Omit<Graded, "submission">> {
  const results = new Map<string, Result>();
  let error: string | undefined;
  const kernel = await Kernel.start({ cwd, env });
  try {
    for (const [i, { code, mayFail }] of sources.entries()) {
      const cell = kernel.execute(code, { stopOnError: false, timeout: 1000 * seconds });
      const ended = await cell.done.then(() => true).catch(() => false);
      for (const result of resultsOf(cell)) results.set(result.id, result);
      const name = `Code cell ${i + 1}`;
      if (!ended) {
        error ??= kernel.alive ? `${name} took longer than ${seconds} s.` : `${name} ended its kernel.`;
        break;
      }
      if (cell.error && !mayFail) error ??= `${name}: ${cell.error.ename}: ${cell.error.evalue}`;
    }
  } finally {
    kernel.kill(); // what still runs in it is of no use, and it has nothing to save
    await kernel.shutdown();
  }
  return { results: [...results.values()], ...(error !== undefined && { error }) };
}

function resultsOf(cell: Cell): Result[] {
  return cell.displays.flatMap(({ data }) => (data?.[RESULT_TYPE] ? [data[RESULT_TYPE] as Result] : []));
}
