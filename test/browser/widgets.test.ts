// Every widget in a real JupyterLab in Chromium: fresh from the kernel, reopened from disk without one, and where the
// notebook is not trusted; then in the page that nbconvert makes of it.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { glyphs } from "descent/strokes/glyphs";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../support/kernel";
import { artefacts, chromiumPath, Lab, type LabNotebook, noChromium } from "../support/lab";
import { atRest, drawWithMouse, openBrowser, strokesOf } from "../support/page";

const missing = chromiumPath ? "" : ` (skipped: ${noChromium})`;

const cells = [
  `import { Network } from "descent/network";
import { showWidget, watch } from "descent/notebook";
import { random } from "descent/random";
import { strokeDigits } from "descent/strokes";
import { train } from "descent/train";
import { descentWidget } from "descent/widgets/descent";
import { drawDigit } from "descent/widgets/draw-digit";
import { neuronWidget } from "descent/widgets/neuron";
const digits = strokeDigits(6000, random(1));
const net = new Network([784, 30, 10]);
await watch(train(net, digits, { epochs: 3, miniBatchSize: 10, learningRate: 3 }));`,
  "showWidget(drawDigit(net, { samples: digits }));",
  "showWidget(neuronWidget({ weights: [-2, -2], bias: 3 }));",
  `showWidget(descentWidget({ f: (x, y) => x * x + 4 * y * y, x: [-2, 2], y: [-2, 2] }));`,
];

function notebook(name: string): string {
  const file = join(artefacts, `${name}.ipynb`);
  const code = (source: string, i: number) => ({
    cell_type: "code",
    id: `widgets-${i}`,
    metadata: {},
    source,
    outputs: [],
    execution_count: null,
  });
  const kernelspec = { name: "tslab", display_name: "TypeScript", language: "typescript" };
  writeFileSync(
    file,
    JSON.stringify({ cells: cells.map(code), metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }),
  );
  return `test/artefacts/${name}.ipynb`;
}

/** Uses each widget once, as a person would; all of them answer in words. */
async function useAll(page: Page): Promise<void> {
  const widget = (name: string): Locator => page.locator(`[data-widget=${name}]`).first();
  const draw = widget("draw-digit");
  await atRest(draw);
  await drawWithMouse(page, draw.getByRole("application"), strokesOf(glyphs[3]![0]!));
  expect(await draw.locator(".headline").textContent()).toBe("3");

  const neuron = widget("neuron");
  await neuron.scrollIntoViewIfNeeded();
  await neuron.getByLabel("bias").fill("1");
  expect(await neuron.locator(".controls").innerText()).toContain("fires when z = −2 x₁ − 2 x₂ + 1 > 0");

  const descent = widget("descent");
  await descent.scrollIntoViewIfNeeded();
  await descent.locator("rect.frame").click({ position: { x: 250, y: 40 } });
  await page.keyboard.press("ArrowLeft");
  expect(await descent.locator(".ends li").count()).toBe(2);
  await descent.getByLabel("learning rate η").fill("-0.5");
  expect(await descent.locator(".ends").innerText()).toContain("diverges");
}

describe.skipIf(!chromiumPath)(`widgets in JupyterLab${missing}`, () => {
  let lab: Lab;
  let shown: LabNotebook;

  beforeAll(async () => {
    mkdirSync(artefacts, { recursive: true });
    lab = await Lab.start();
    shown = await lab.open(notebook("widgets"), { height: 1000 });
    await shown.runAll();
    await shown.idle();
    expect(await shown.page.locator(".jp-OutputArea-output[data-mime-type*=error]").allInnerTexts()).toEqual(
      [],
    );
  });
  afterAll(() => lab?.stop());

  it("work under their cells", async () => {
    await useAll(shown.page);
    for (const name of ["draw-digit", "neuron", "descent"]) {
      const widget = shown.page.locator(`[data-widget=${name}]`).first();
      await widget.scrollIntoViewIfNeeded();
      await shown.screenshot(`lab-${name}-light.png`, widget);
    }
  });

  it("keep their keys to themselves: JupyterLab neither deletes nor adds cells while a widget has them", async () => {
    const sheet = shown.page.locator("[data-widget=draw-digit]").first().getByRole("application");
    await sheet.click({ position: { x: 100, y: 100 } });
    for (const key of ["a", "b", "d", "d", "c", "Space", "ArrowDown", "ArrowDown", "Space"]) {
      await shown.page.keyboard.press(key);
    }
    expect(await shown.page.locator(".jp-Notebook .jp-CodeCell").count()).toBe(cells.length);
    const headline = shown.page.locator("[data-widget=draw-digit] .headline").first();
    expect(await headline.textContent()).not.toBe("–");
  });

  it("work in the notebook reopened from disk, in the dark, without running a cell", async () => {
    await shown.page.keyboard.press("Control+s");
    await expect.poll(() => saved("widgets").cells[3].outputs.length).toBe(1);
    const again = await lab.open("test/artefacts/widgets.ipynb", { height: 1000, dark: true });
    await useAll(again.page);
    for (const name of ["draw-digit", "neuron", "descent"]) {
      const widget = again.page.locator(`[data-widget=${name}]`).first();
      await widget.scrollIntoViewIfNeeded();
      await again.screenshot(`lab-${name}-dark.png`, widget);
    }
    await again.chooseTheme("Light");
    await again.page.context().close();
  });

  it("say what they are and how to wake them in a notebook that is not trusted", async () => {
    const file = join(artefacts, "widgets-strange.ipynb");
    copyFileSync(join(artefacts, "widgets.ipynb"), file);
    const strange = saved("widgets-strange");
    strange.cells[1].source = "// changed by somebody else";
    writeFileSync(file, JSON.stringify(strange));
    const untrusted = await lab.open("test/artefacts/widgets-strange.ipynb", { height: 1000 });
    const outputs = untrusted.page.locator(".jp-OutputArea-output");
    await expect.poll(() => outputs.filter({ hasText: "not trusted yet" }).count()).toBe(3);
    expect(await untrusted.page.locator("canvas").count()).toBe(0);
    await outputs.filter({ hasText: "not trusted yet" }).last().scrollIntoViewIfNeeded();
    await untrusted.screenshot("lab-widgets-untrusted.png");
    await untrusted.page.context().close();
  });

  it("work in the page that nbconvert makes, with nothing but the page", async () => {
    const binaries = process.platform === "win32" ? "Scripts" : "bin";
    const jupyter = join(root, ".venv", binaries, "jupyter");
    execFileSync(jupyter, ["nbconvert", "--to", "html", join(artefacts, "widgets.ipynb")], { stdio: "pipe" });
    const browser = await openBrowser();
    try {
      const context = await browser.newContext({ offline: true, viewport: { width: 1100, height: 1000 } });
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      await page.goto(`file://${join(artefacts, "widgets.html")}`, { waitUntil: "domcontentloaded" });
      await useAll(page);
      await page.screenshot({ path: join(artefacts, "nbconvert-widgets.png") });
    } finally {
      await browser.close();
    }
  });
});

// biome-ignore lint/suspicious/noExplicitAny: the notebook format
function saved(name: string): any {
  return JSON.parse(readFileSync(join(artefacts, `${name}.ipynb`), "utf8"));
}
