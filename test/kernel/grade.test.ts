import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../support/kernel";

const run = promisify(execFile);

/** Grades a folder as `npm run grade` does once everything is set up. */
const grade = (...args: string[]) =>
  run(process.execPath, [join(root, "lib/dist/grade.js"), ...args], { cwd: root, encoding: "utf8" });

const start = 'import { check, yours } from "descent/exercises";';
const submissions: Record<string, string[]> = {
  "anna berg.ipynb": [start, 'check("00.1", 3985);', 'check("00.4", { timid: 0.01, wild: 300 });'],
  "bo/exercises ü.ipynb": [start, 'check("00.1", 3970);', 'check("00.2", yours());', 'check("00.1", 3985);'],
  "carl.ipynb": [
    start,
    'check("00.1", 3985);',
    "missing.length;",
    'check("00.4", { timid: 300, wild: 0.01 });',
  ],
  "dora.ipynb": [
    start,
    'check("00.1", 3985);',
    'check("00.2", () => { while (true); });',
    'check("00.1", 1);',
  ],
  "eve.ipynb": [start, 'process.kill(process.pid, "SIGKILL"); await null;'],
};

describe("grading a folder of notebooks", () => {
  let folder: string;
  let printed: string;
  // biome-ignore lint/suspicious/noExplicitAny: the report as a program reads it
  let rows: any[];
  let before: Record<string, string>;
  const contents = () =>
    Object.fromEntries(
      [...Object.keys(submissions), "broken.ipynb"].map((name) => [
        name,
        readFileSync(join(folder, name), "utf8"),
      ]),
    );

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "descent submissions "));
    mkdirSync(join(folder, "bo"));
    for (const [name, sources] of Object.entries(submissions)) {
      const cells = sources.map((source, i) => ({ id: `c${i}`, cell_type: "code", source, metadata: {} }));
      writeFileSync(
        join(folder, name),
        JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }),
      );
    }
    writeFileSync(join(folder, "broken.ipynb"), "{ no notebook");
    before = contents();
    const files = ["--json", join(folder, "report.json"), "--csv", join(folder, "report.csv")];
    printed = (await grade(folder, "--timeout", "5", ...files)).stdout;
    rows = JSON.parse(readFileSync(join(folder, "report.json"), "utf8"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const row = (name: string) => rows.find(({ submission }) => submission === name);
  const statuses = (name: string) =>
    // biome-ignore lint/suspicious/noExplicitAny: the report as a program reads it
    Object.entries(row(name).results).map(([id, result]: [string, any]) => [id, result.status]);

  it("gives every notebook a row, names with spaces and in subfolders too", () => {
    const names = [
      "anna berg.ipynb",
      "bo/exercises ü.ipynb",
      "broken.ipynb",
      "carl.ipynb",
      "dora.ipynb",
      "eve.ipynb",
    ];
    expect(rows.map(({ submission }) => submission)).toEqual(names);
    for (const name of names) expect(printed).toContain(name);
  });

  it("counts the last check of an exercise, of all exercises of the chapter", () => {
    expect(row("anna berg.ipynb")).toMatchObject({ passed: 2, of: 4, error: null });
    expect(statuses("bo/exercises ü.ipynb")).toEqual([
      ["00.1", "passed"],
      ["00.2", "not done"],
    ]);
    expect(printed).toMatch(/^anna berg\.ipynb +✓ +– +– +✓ +2 of 4$/m);
  });

  it("goes on after a cell that fails, tells which, and keeps what the learner was told", () => {
    expect(row("carl.ipynb").error).toMatch(/^Code cell 3: TypeScriptError: Cannot find name 'missing'/);
    expect(row("carl.ipynb").results["00.4"]).toMatchObject({
      status: "failed",
      mistake: expect.stringMatching(/^The other way round/),
    });
  });

  it("kills a kernel that hangs and one row later grades on", () => {
    expect(row("dora.ipynb")).toMatchObject({ passed: 1, error: "Code cell 3 took longer than 5 s." });
    expect(row("eve.ipynb")).toMatchObject({ passed: 0, error: "Code cell 2 ended its kernel." });
  });

  it("makes a row of a file that is no notebook", () => {
    expect(row("broken.ipynb").error).toBe("This is not a notebook: its JSON is damaged or has no cells.");
  });

  it("writes a table for spreadsheets", () => {
    const lines = readFileSync(join(folder, "report.csv"), "utf8").split("\r\n");
    expect(lines[0]).toBe("submission,00.1,00.2,00.3,00.4,passed,of,error");
    expect(lines[1]).toBe("anna berg.ipynb,passed,,,passed,2,4,");
  });

  it("leaves the submissions as they were, and nothing behind", () => {
    expect(contents()).toEqual(before);
    expect(readdirSync(join(root, "data", "runs")).filter((name) => name.startsWith("grading-"))).toEqual([]);
  });

  it("says how it is used when the folder is missing or holds no notebook", async () => {
    const said = (...args: string[]) => grade(...args).catch(({ stderr }) => stderr);
    expect(await said()).toContain("npm run grade -- FOLDER");
    expect(await said(join(folder, "nowhere"))).toContain("There is no folder");
    mkdirSync(join(folder, "empty"));
    expect(await said(join(folder, "empty"))).toContain("There are no notebooks (.ipynb)");
  });
});
