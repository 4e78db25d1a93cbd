// Tables and exercises in a real JupyterLab in Chromium: sorting in an output, what a check says, in light and dark.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { artefacts, chromiumPath, Lab, type LabNotebook, noChromium } from "../support/lab";

const sources = [
  'import { dataFrame } from "descent/data-frame";\nimport { check, hint, progress, yours } from "descent/exercises";\nimport { table } from "descent/notebook";',
  `const rows = [
  { network: "784-30-10", learningRate: 3, parameters: 23860, validationAccuracy: 0.9542, cost: 0.0412 },
  { network: "784-100-10", learningRate: 0.5, parameters: 79510, validationAccuracy: 0.9659, cost: 0.03123 },
  { network: "784-10", learningRate: 1, parameters: 7850, validationAccuracy: 0.9127, cost: 0.0000734 },
];
await table(rows, { caption: "Three networks" });`,
  "await table(dataFrame(rows).describe());",
  'check("06.4", 23_860);',
  'check("00.1", yours());\nhint("00.1");',
  'check("00.1", 3985);\nprogress("00");',
];

describe("tables and exercises in JupyterLab", () => {
  let lab: Lab;
  let notebook: LabNotebook;
  let table: Locator;

  beforeAll(async () => {
    if (!chromiumPath) return;
    mkdirSync(artefacts, { recursive: true });
    const cells = sources.map((source, i) => ({
      id: `cell-${i}`,
      cell_type: "code",
      source,
      metadata: {},
      outputs: [],
      execution_count: null,
    }));
    const metadata = { kernelspec: { name: "tslab", display_name: "TypeScript" } };
    writeFileSync(
      join(artefacts, "tables.ipynb"),
      JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }),
    );
    process.env.DESCENT_PROGRESS = "";
    lab = await Lab.start();
    notebook = await lab.open("test/artefacts/tables.ipynb", {
      dark: Boolean(process.env.DARK),
      height: 1500,
    });
    await notebook.runAll();
    await notebook.idle();
    table = notebook.cell("Three networks").locator("table");
  });
  afterAll(async () => {
    delete process.env.DESCENT_PROGRESS;
    await lab?.stop();
  });

  const networks = () => table.locator("tbody tr td:first-child").allTextContents();

  it("a table is sorted by a click on a header, and back by the keyboard", async ({ skip }) => {
    skip(!chromiumPath, noChromium);
    const header = table.getByRole("button", { name: /^validation accuracy/ });
    await header.click();
    expect(await networks()).toEqual(["784-10", "784-30-10", "784-100-10"]);
    await header.press("Enter");
    expect(await networks()).toEqual(["784-100-10", "784-30-10", "784-10"]);
    expect(await table.locator("th[aria-sort=descending]").textContent()).toContain("validation accuracy");
  });

  it("a check says what was expected, what came and the likely mistake", async ({ skip }) => {
    skip(!chromiumPath, noChromium);
    const output = notebook.cell("23_860").locator(".jp-OutputArea-output");
    await expect.poll(() => output.textContent()).toContain("central differences look on both sides");
    await notebook.screenshot("tables-and-exercises.png");
    expect(await notebook.page.locator(".jp-OutputArea-output[data-mime-type*=error]").count()).toBe(0);
  });
});
