import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { type Output, root } from "../support/kernel";
import { Workspace } from "../support/workspace";

const script = `
import asyncio, json, sys, nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

async def run(path, allow_errors):
    notebook = nbformat.read(path, 4)
    client = NotebookClient(notebook, kernel_name="tslab", timeout=60, allow_errors=allow_errors,
                            resources={"metadata": {"path": sys.argv[1]}})
    failure = None
    try:
        await client.async_execute()
    except CellExecutionError as error:
        failure = [error.ename, error.evalue]
    return {"failure": failure, "cells": [[cell.execution_count, cell.outputs] for cell in notebook.cells]}

async def main():
    return [await run(**task) for task in json.loads(sys.argv[2])]

print(json.dumps(asyncio.run(main())))
`;

/** A run as nbconvert, nbmake and graders do it, and what came of it. */
interface Executed {
  failure: [string, string] | null;
  cells: [number | null, (Output & { output_type: string })[]][];
}

const failing = {
  "a throw": ["throw new RangeError('bad');", "RangeError", "bad"],
  "a type error": [
    "const s: string = 1;",
    "TypeScriptError",
    "Type 'number' is not assignable to type 'string'.",
  ],
  "a rejected await": ["await Promise.reject(new Error('late'));", "Error", "late"],
} as const;

let runs: Executed[];
beforeAll(async () => {
  const workspace = new Workspace();
  const notebooks = [
    ...Object.values(failing).map(([code]) => ["console.log('before');", code, "console.log('after');"]),
    ["// raises\nnope;", "console.log('one');", "console.log('two');"],
    ["throw 1;", "console.log('one');", "nope;", "console.log('two');"],
  ];
  const tasks = notebooks.map((cells, i) => ({
    path: workspace.notebook(`${i}.ipynb`, cells),
    allow_errors: i === notebooks.length - 1,
  }));
  const { stdout } = await promisify(execFile)(
    join(root, ".venv/bin/python"),
    ["-c", script, workspace.folder, JSON.stringify(tasks)],
    { env: { ...process.env, JUPYTER_PATH: workspace.jupyterPath } },
  );
  runs = JSON.parse(stdout);
  workspace.remove();
});

const texts = ({ cells }: Executed) =>
  cells.map(([, outputs]) => outputs.map(({ text }) => text ?? "").join(""));

test.each(
  Object.entries(failing),
)("%s fails the run in nbclient, with an error output and a short traceback", (name, [, ename, evalue]) => {
  const run = runs[Object.keys(failing).indexOf(name)]!;
  expect(run.failure).toEqual([ename, evalue]);
  const [count, [output]] = run.cells[1]!;
  expect(count).toBe(2);
  expect(output).toMatchObject({ output_type: "error", ename, evalue });
  expect(output!.traceback!.join("\n").split("\n").length).toBeLessThan(9);
  expect(texts(run)[2]).toBe("");
});

test("a cell tagged raises-exception does not silence the cells after it", () => {
  const run = runs[3]!;
  expect(run.failure).toBeNull();
  expect(run.cells.map(([count]) => count)).toEqual([1, 2, 3]);
  expect(texts(run).slice(1)).toEqual(["one\n", "two\n"]);
});

test("with allow_errors all later cells run", () => {
  expect(runs[4]!.failure).toBeNull();
  expect(texts(runs[4]!)).toEqual(["", "one\n", "", "two\n"]);
});
