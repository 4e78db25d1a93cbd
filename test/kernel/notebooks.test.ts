import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { RESULT_TYPE } from "descent/exercises";
import { exercisesOf } from "descent/exercises/catalogue";
import type { Result } from "descent/exercises/examine";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../support/kernel";
import { runNotebook } from "../support/notebook";
import { Workspace } from "../support/workspace";

describe("the notebook runner", () => {
  let workspace: Workspace;
  beforeAll(() => {
    workspace = new Workspace();
  });
  afterAll(() => workspace.remove());
  const run = (...cells: string[]) => runNotebook(workspace.notebook("trial.ipynb", cells));

  test("returns each cell's outputs and seconds, and the memory at the end", async () => {
    const { cells, seconds, rss } = await run("const x = 20;", "// raises\nnope;", "console.log(x + 1);");
    expect(cells.map(({ status }) => status)).toEqual(["ok", "error", "ok"]);
    expect(cells[2]!.stdout).toBe("21\n");
    expect(seconds).toBeGreaterThan(0);
    expect(rss).toBeGreaterThan(50);
  });

  test("lists every way in which a notebook failed, a stray rejection in its last cell too", async () => {
    const failing = run(
      "throw new Error('first');",
      "// raises and does not\n1;",
      "setTimeout(() => Promise.reject(new Error('stray')), 20); undefined;",
    );
    const message = await failing.catch((error) => error.message);
    expect(message).toMatch(/\[1\] throw .*\n {2}ended with status error\nError: first/);
    expect(message).toContain("is tagged raises-exception and did not fail");
    expect(message).toContain("UnhandledPromiseRejection: Error: stray");
  });
});

const notebooks = readdirSync(join(root, "notebooks"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ipynb") && !name.includes(".ipynb_checkpoints"))
  .sort();

describe.skipIf(notebooks.length === 0)("every notebook runs top to bottom", () => {
  test.each(notebooks)("%s", { timeout: 900_000 }, async (name) => {
    const { cells, seconds, rss } = await runNotebook(join("notebooks", name), {
      env: { DESCENT_PROGRESS: "" },
    });
    const slowest = Math.max(...cells.map((cell) => cell.seconds));
    console.log(
      `${seconds.toFixed(0)} s, slowest cell ${slowest.toFixed(0)} s, ${rss.toFixed(0)} MB at the end`,
    );
    const results = cells.flatMap(({ displays }) =>
      displays.flatMap(({ data }) => (data[RESULT_TYPE] ? [data[RESULT_TYPE] as Result] : [])),
    );
    const isSolution = name.startsWith("solutions");
    if (results.length === 0 && !isSolution) return; // a chapter without exercises
    const status = isSolution ? "passed" : "not done";
    const chapter = basename(name).slice(0, 2);
    expect(results.map((result) => [result.id, result.status])).toEqual(
      exercisesOf(chapter).map(({ id }) => [id, status]),
    );
  });
});
