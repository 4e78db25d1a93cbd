// The gallery in a real JupyterLab: every figure and widget is drawn, in the light and in the dark theme, and the file stays small.

import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../support/kernel";
import { artefacts, chromiumPath, Lab, type LabNotebook, noChromium } from "../support/lab";

const figures = 29;

describe("the gallery in JupyterLab", () => {
  let lab: Lab;
  let notebook: LabNotebook;

  beforeAll(async () => {
    if (!chromiumPath) return;
    mkdirSync(artefacts, { recursive: true });
    copyFileSync(join(root, "test", "gallery", "gallery.ipynb"), join(artefacts, "gallery.ipynb"));
    lab = await Lab.start();
    notebook = await lab.open("test/artefacts/gallery.ipynb");
  });
  afterAll(async () => {
    await notebook?.chooseTheme("Light"); // Lab remembers it
    await lab?.stop();
  });

  it("draws every figure and ends without an error", async ({ skip }) => {
    skip(!chromiumPath, noChromium);
    await notebook.runAll();
    await notebook.cell("Gallery 29").locator(".js-plotly-plot .gtitle").waitFor({ timeout: 240_000 });
    await notebook.idle();
    for (let number = 1; number <= figures; number++) {
      const plot = await figure(number);
      const box = (await plot.locator(".main-svg").first().boundingBox())!;
      expect(box.width, `Gallery ${number}`).toBeGreaterThan(200);
      expect(box.width, `Gallery ${number}`).toBeLessThanOrEqual(860);
      await notebook.screenshot(`gallery-${number}-light.png`, plot);
    }
    expect(await notebook.page.locator(".jp-OutputArea-output[data-mime-type*=error]").count()).toBe(0);
  });

  it("shows them all when the theme turns dark", async ({ skip }) => {
    skip(!chromiumPath, noChromium);
    await notebook.chooseTheme("Dark");
    await notebook.page.locator("body[data-jp-theme-light=false]").waitFor({ state: "attached" });
    for (let number = 1; number <= figures; number++) {
      const plot = await figure(number);
      await notebook.screenshot(`gallery-${number}-dark.png`, plot);
    }
  });

  async function figure(number: number): Promise<Locator> {
    const title = notebook.page.locator(".gtitle", { hasText: new RegExp(`Gallery ${number} ·`) });
    const plot = notebook.page.locator(".js-plotly-plot", { has: title });
    await plot.scrollIntoViewIfNeeded();
    return plot;
  }

  it("shows every widget, each in both themes", async ({ skip }) => {
    skip(!chromiumPath, noChromium);
    for (const theme of ["Dark", "Light"]) {
      await notebook.chooseTheme(theme);
      for (const name of ["draw-digit", "neuron", "descent"]) {
        const widget = notebook.page.locator(`[data-widget=${name}]`);
        await widget.scrollIntoViewIfNeeded();
        expect((await widget.boundingBox())!.height, name).toBeGreaterThan(200);
        await notebook.screenshot(`gallery-${name}-${theme.toLowerCase()}.png`, widget);
      }
    }
  });

  it("stays below 3 MB when it is saved, because the picture that Lab adds to every figure is left out", async ({
    skip,
  }) => {
    skip(!chromiumPath, noChromium);
    await notebook.page.keyboard.press("Control+s");
    const file = join(artefacts, "gallery.ipynb");
    const withFigures = () => readFileSync(file, "utf8").match(/application\/vnd\.plotly\.v1\+json/g)?.length;
    await expect.poll(withFigures, { timeout: 30_000 }).toBeGreaterThanOrEqual(figures);
    const text = readFileSync(file, "utf8");
    expect(text.length).toBeLessThan(3e6);
    expect(text).not.toContain("image/png");
  });
});
