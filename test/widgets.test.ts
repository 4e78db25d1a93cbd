// The drawing widget in a plain page in Chromium: no JupyterLab, no kernel, no network.

import { crossEntropy } from "descent/cost";
import { type Dataset, subset } from "descent/dataset";
import { scaledNormal } from "descent/init";
import { loadMnist } from "descent/mnist";
import { Network } from "descent/network";
import { normalise } from "descent/normalise";
import { glyphs } from "descent/strokes/glyphs";
import { train } from "descent/train";
import { drawDigit } from "descent/widgets/draw-digit";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { artefacts, chromiumPath, noChromium } from "./support/lab";
import { drawWithFinger, drawWithMouse, openBrowser, openPage, strokesOf } from "./support/page";

const missing = chromiumPath ? "" : ` (skipped: ${noChromium})`;

/** What the widget tells when it has read the sheet. */
interface Read {
  drawing: { values: number[]; rows: number; columns: number };
  image: number[];
  outputs?: number[];
}

describe.skipIf(!chromiumPath)(`the drawing widget${missing}`, () => {
  let browser: Browser;
  let net: Network;
  let samples: Dataset;
  let page: Page & { errors: string[] };
  let html: string;

  beforeAll(async () => {
    const mnist = await loadMnist();
    samples = subset(mnist.test, 0, 10);
    net = new Network([784, 100, 10], { seed: 1, init: scaledNormal, cost: crossEntropy });
    for await (const _ of train(net, mnist.train, {
      epochs: 3,
      miniBatchSize: 10,
      learningRate: 0.5,
      seed: 1,
    }));
    html = drawDigit(net, { samples }).html;
    browser = await openBrowser();
    page = await openPage(browser, html);
    await record(page);
  });
  afterAll(() => browser?.close());

  const sheet = () => page.getByRole("application");
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const headline = (where: Page | Locator = page) => where.locator(".headline").textContent();

  it("is small: less than 30 kB of code beside the weights", () => {
    const bytes = html.length - html.match(/<script type="application\/json">.*?<\/script>/s)![0].length;
    console.log(
      `drawing widget: ${bytes} bytes of code, ${html.length} bytes in all for 784-100-10 and 10 samples`,
    );
    expect(bytes).toBeLessThan(30_000);
  });

  it("reads at least nine of ten digits drawn with mouse and finger", async () => {
    const said: string[] = [];
    for (let digit = 0; digit < 10; digit++) {
      const hand = digit % 2 === 0 ? drawWithMouse : drawWithFinger;
      await hand(page, sheet(), strokesOf(glyphs[digit]![0]!));
      await page.screenshot({ path: `${artefacts}/widget-digit-${digit}.png` });
      said.push((await headline())!);
      await press("Clear");
    }
    console.log(`scripted digits 0 to 9 were read as ${said.join(", ")}`);
    expect(said.filter((answer, digit) => answer === String(digit)).length).toBeGreaterThanOrEqual(9);
    expect(page.errors).toEqual([]);
  });

  it("brings the drawing into the form of MNIST exactly as normalise does, and answers as the network does", async () => {
    for (const digit of [2, 5, 8]) {
      await drawWithMouse(page, sheet(), strokesOf(glyphs[digit]![1]!));
      const { drawing, image, outputs } = await lastRead(page);
      const expected = normalise({ ...drawing, values: Uint8Array.from(drawing.values) });
      expect(image).toEqual(Array.from(expected));
      const predicted = net.predict(image.map((grey) => grey / 255));
      for (const [j, a] of predicted.entries()) expect(Math.abs(outputs![j]! - a)).toBeLessThan(1e-5);
      await press("Clear");
    }
  });

  it("reads a stroke well within one picture of the screen", async () => {
    await record(page);
    await drawWithMouse(page, sheet(), strokesOf(glyphs[8]![0]!));
    const times = (await readingTimes(page)).sort((a, b) => a - b);
    const median = times[times.length >> 1]!;
    console.log(`reading a stroke: median ${median.toFixed(1)} ms, slowest ${times.at(-1)!.toFixed(1)} ms`);
    expect(median).toBeLessThan(50);
    await press("Clear");
  });

  it("takes strokes back one by one, clears, and shows a dash when nothing is drawn", async () => {
    expect(await headline()).toBe("–");
    await expect.poll(() => page.getByRole("button", { name: "Undo" }).isDisabled()).toBe(true);
    const [first, second] = strokesOf(glyphs[4]![0]!) as [number[], number[]];
    await drawWithMouse(page, sheet(), [first]);
    const one = (await lastRead(page)).drawing.values;
    await drawWithMouse(page, sheet(), [second]);
    expect((await lastRead(page)).drawing.values).not.toEqual(one);
    await press("Undo");
    expect((await lastRead(page)).drawing.values).toEqual(one);
    await press("Clear");
    expect(await headline()).toBe("–");
    expect((await lastRead(page)).outputs).toBeUndefined();
  });

  it("is drawn on with the keys alone, and read aloud", async () => {
    await sheet().focus();
    await page.keyboard.press("Space");
    for (let i = 0; i < 20; i++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowRight"); // the pen is up: no ink
    expect(await headline()).toBe("1");
    expect(await page.getByRole("status").textContent()).toContain("1 at");
    await page.keyboard.press("u");
    expect(await headline()).toBe("–");
    await page.keyboard.press("Space");
    await page.keyboard.down("ArrowDown");
    await page.keyboard.down("ArrowRight");
    await page.keyboard.up("ArrowRight");
    await page.keyboard.up("ArrowDown");
    await page.keyboard.press("c");
    expect(await headline()).toBe("–");
  });

  it("reads a test digit as the network does, and gives the drawing back afterwards", async () => {
    await drawWithMouse(page, sheet(), strokesOf(glyphs[3]![0]!));
    const drawn = (await lastRead(page)).image;
    await page.getByRole("button", { name: /^Test digit 1, / }).click();
    const { image, outputs } = await lastRead(page);
    expect(image).toEqual(Array.from(samples.images.subarray(0, 784)));
    expect(await page.getByRole("status").textContent()).toContain(`The label says ${samples.labels[0]}.`);
    const predicted = net.predict(image.map((grey) => grey / 255));
    for (const [j, a] of predicted.entries()) expect(Math.abs(outputs![j]! - a)).toBeLessThan(1e-5);
    await press("Undo");
    expect((await lastRead(page)).image).toEqual(drawn);
    await press("Clear");
  });

  it("stands beside another on one page, and each keeps to itself", async () => {
    const small = new Network([784, 10], { seed: 2 });
    const both = await openPage(browser, html + drawDigit(small).html);
    const widgets = both.locator("[data-widget=draw-digit]");
    expect(await widgets.count()).toBe(2);
    await drawWithMouse(both, widgets.nth(0).getByRole("application"), strokesOf(glyphs[0]![0]!));
    expect(await headline(widgets.nth(0))).toBe("0");
    expect(await headline(widgets.nth(1))).toBe("–");
    expect(both.errors).toEqual([]);
    await both.context().close();
  });

  it("says what it is and how to wake it where scripts do not run", async () => {
    const still = await openPage(browser, html, { javaScriptEnabled: false });
    expect(await still.locator("body").innerText()).toMatch(/sheet to draw a digit.*Run this cell/s);
    await still.context().close();
  });

  it("is readable on light and on dark pages, and on a telephone", async () => {
    for (const [name, options] of [
      ["light", { colorScheme: "light" }],
      ["dark", { colorScheme: "dark" }],
      ["narrow", { colorScheme: "light", viewport: { width: 360, height: 900 } }],
    ] as const) {
      const shown = await openPage(browser, html, options);
      await drawWithMouse(shown, shown.getByRole("application"), strokesOf(glyphs[2]![1]!));
      await shown.screenshot({ path: `${artefacts}/widget-draw-${name}.png`, fullPage: true });
      const overflow = await shown.evaluate("document.documentElement.scrollWidth - innerWidth");
      expect(overflow).toBeLessThanOrEqual(0);
      await shown.context().close();
    }
  });
});

it("a drawing needs a network of 784 inputs, a name for each output, and samples of 28 × 28", () => {
  expect(() => drawDigit(new Network([16, 10]))).toThrow("784 pixels, but the network has 16 inputs");
  expect(() => drawDigit(new Network([784, 10]), { names: ["yes"] })).toThrow(
    "10 outputs, but there are 1 names",
  );
});

/** Keeps, on the page, whatever the widget reads from now on. */
async function record(page: Page): Promise<void> {
  await page.evaluate(`
    window.reads = [];
    document.querySelector("[data-widget]").addEventListener("descent-read", ({ detail }) => reads.push(detail));
  `);
}

function readingTimes(page: Page): Promise<number[]> {
  return page.evaluate("reads.map(({ milliseconds }) => milliseconds)");
}

function lastRead(page: Page): Promise<Read> {
  return page.evaluate(`(() => {
    const { drawing, image, outputs } = reads.at(-1);
    const values = Array.from(drawing.values);
    return { drawing: { ...drawing, values }, image: Array.from(image), outputs: outputs && Array.from(outputs) };
  })()`);
}
