// Chapter 07 in a real JupyterLab in Chromium: what a person sees, not what a file says.

import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../support/kernel";
import { artefacts, chromiumPath, Lab, type LabNotebook, noChromium } from "../support/lab";

describe("chapter 07 in JupyterLab", () => {
  let lab: Lab;
  let notebook: LabNotebook;

  beforeAll(async () => {
    if (!chromiumPath) return;
    mkdirSync(artefacts, { recursive: true });
    copyFileSync(
      join(root, "notebooks", "07-training-on-mnist.ipynb"),
      join(artefacts, "07-training-on-mnist.ipynb"),
    );
    lab = await Lab.start();
    notebook = await lab.open("test/artefacts/07-training-on-mnist.ipynb");
  });
  afterAll(() => lab?.stop());

  it("draws while it trains: the picture changes, then becomes a figure with a curve through every epoch", async ({
    skip,
  }) => {
    skip(!chromiumPath, noChromium);
    await notebook.runAll();
    const cell = notebook.cell("Figure 7.3");
    const live = cell.locator(".jp-OutputArea-output svg[role=img]");
    await live.waitFor();
    const early = await live.innerHTML();
    await expect
      .poll(async () => (await live.count()) === 0 || (await live.innerHTML()) !== early)
      .toBe(true);
    await cell.scrollIntoViewIfNeeded();
    await notebook.screenshot("07-live.png");

    const curves = cell.locator(".js-plotly-plot .scatterlayer .trace");
    await expect.poll(() => curves.count(), { timeout: 240_000 }).toBe(4);
    for (const curve of await curves.all()) {
      const line = await curve.locator("path.js-line").boundingBox();
      expect(line!.width).toBeGreaterThan(100);
      expect(line!.height).toBeGreaterThan(10);
      expect(await curve.locator("path.point").count()).toBeGreaterThan(2);
    }
    await cell.scrollIntoViewIfNeeded();
    await notebook.screenshot("07-curves.png");
  });

  it("runs to the end without an error", { timeout: 900_000 }, async ({ skip }) => {
    skip(!chromiumPath, noChromium);
    await notebook.idle(840_000);
    expect(await notebook.page.locator(".jp-OutputArea-output[data-mime-type*=error]").count()).toBe(0);
    expect(await notebook.page.locator(".jp-InputPrompt", { hasText: "[*]" }).count()).toBe(0);
  });

  it("stops when ■ is pressed, says so above the curves, and runs the next cell", async ({ skip }) => {
    skip(!chromiumPath, noChromium);
    const cell = notebook.cell("Figure 7.3");
    await cell.scrollIntoViewIfNeeded();
    await cell.locator(".cm-content").click();
    await notebook.page.keyboard.press("Control+Enter");
    await cell.locator("svg[role=img]").waitFor();
    await notebook.pressStop();
    await cell.locator(".js-plotly-plot .gtitle", { hasText: "stopped after" }).waitFor({ timeout: 30_000 });
    await notebook.idle(5000);
    const next = notebook.cell("await table(records");
    await next.locator(".cm-content").click();
    await notebook.page.keyboard.press("Control+Enter");
    await notebook.idle();
    await notebook.screenshot("07-stopped.png");
    expect(await notebook.page.locator(".jp-OutputArea-output[data-mime-type*=error]").count()).toBe(0);
  });
});
