// The neuron with sliders and the descent by hand, in a plain page in Chromium: no JupyterLab, no kernel, no network.

import { type DescentStep, descend } from "descent/descend";
import { descentWidget } from "descent/widgets/descent";
import { neuronWidget } from "descent/widgets/neuron";
import { surface } from "descent/widgets/surface";
import { verdict } from "descent/widgets/verdict";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { artefacts, chromiumPath, noChromium } from "./support/lab";
import { openBrowser, openPage } from "./support/page";

const missing = chromiumPath ? "" : ` (skipped: ${noChromium})`;

let browser: Browser;
beforeAll(async () => {
  if (chromiumPath) browser = await openBrowser();
});
afterAll(() => browser?.close());

const nand = [
  { x: 0, y: 0, label: 1 },
  { x: 0, y: 1, label: 1 },
  { x: 1, y: 0, label: 1 },
  { x: 1, y: 1, label: 0 },
];

describe.skipIf(!chromiumPath)(`the neuron widget${missing}`, () => {
  let page: Page & { errors: string[] };
  beforeAll(async () => {
    page = await openPage(browser, neuronWidget({ weights: [1, 1], bias: 0, points: nand }).html);
    await keepLast(page, "neuron");
  });
  afterAll(async () => {
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  const set = (name: string, value: number) => page.getByLabel(name).fill(String(value));
  const ends = () =>
    page
      .locator(".line")
      .evaluate((line) => ["x1", "y1", "x2", "y2"].map((n) => Number(line.getAttribute(n))));

  it("separates NAND with weights −2, −2 and bias 3, and says so", async () => {
    expect(await page.getByRole("status").textContent()).toBe("2 of 4 points are on their side");
    expect(await page.locator(".wrong").count()).toBe(2);
    await set("weight of x₁", -2);
    await set("weight of x₂", -2);
    await set("bias", 3);
    expect(await page.getByRole("status").textContent()).toBe("4 of 4 points are on their side ✓");
    expect(await page.locator(".wrong").count()).toBe(0);
    expect(await page.locator(".controls").innerText()).toContain("fires when z = −2 x₁ − 2 x₂ + 3 > 0");
  });

  it("moves its line with the sliders: the line goes where w · x + b is 0", async () => {
    for (const [a, b, bias] of [
      [-2, -2, 3],
      [4, 1, -2.5],
      [0, 3, -1.5],
    ] as const) {
      await set("weight of x₁", a);
      await set("weight of x₂", b);
      await set("bias", bias);
      const [x1, y1, x2, y2] = (await ends()) as [number, number, number, number];
      const [left, top, width, height] = await page
        .locator("rect.frame")
        .evaluate((frame) => ["x", "y", "width", "height"].map((n) => Number(frame.getAttribute(n))));
      for (const [px, py] of [
        [x1, y1],
        [x2, y2],
      ] as const) {
        const x = -0.5 + (2 * (px - left!)) / width!;
        const y = 1.5 - (2 * (py - top!)) / height!;
        expect(Math.abs(a * x + b * y + bias)).toBeLessThan(1e-9 * Math.abs(x) + 1e-6);
      }
    }
  });

  it("has no line when both weights are 0", async () => {
    await set("weight of x₁", 0);
    await set("weight of x₂", 0);
    expect(await page.locator(".line").count()).toBe(0);
  });

  it("answers for the place that is pointed at, with the pointer or the arrow keys, as a step or smoothly", async () => {
    await set("weight of x₁", 3);
    await set("weight of x₂", -1);
    await set("bias", 0.5);
    await page.locator("rect.frame").click({ position: { x: 100, y: 60 } });
    await page.getByLabel("Kind of neuron").selectOption("sigmoid");
    const before = await last(page);
    const z = 3 * before.probe[0] - before.probe[1] + 0.5;
    expect(before.output).toBeCloseTo(1 / (1 + Math.exp(-z)), 10);
    await page.keyboard.press("Tab");
    await page.locator("rect.frame").focus();
    await page.keyboard.press("ArrowRight");
    expect((await last(page)).probe[0]).toBeCloseTo(before.probe[0] + 0.1, 10);
    await page.getByLabel("Kind of neuron").selectOption("perceptron");
    expect((await last(page)).output).toBe(
      3 * (await last(page)).probe[0] - before.probe[1] + 0.5 > 0 ? 1 : 0,
    );
  });

  it("offers a threshold in place of the bias", async () => {
    const other = await openPage(
      browser,
      neuronWidget({ form: "threshold", weights: [6, 2], bias: -5 }).html,
    );
    expect(await other.getByLabel("threshold").inputValue()).toBe("5");
    expect(await other.locator(".controls").innerText()).toContain("fires when 6 x₁ + 2 x₂ > 5");
    await other.context().close();
  });

  it("is readable on light and on dark pages", async () => {
    const html = neuronWidget({ weights: [-2, -2], bias: 3, kind: "sigmoid", points: nand }).html;
    await keepPictures(html, "neuron");
  });
});

const ravine = { f: (x: number, y: number) => 0.5 * (x * x + 8 * y * y), x: [-3, 3], y: [-2, 2] } as {
  f: (x: number, y: number) => number;
  x: [number, number];
  y: [number, number];
};

describe.skipIf(!chromiumPath)(`the descent widget${missing}`, () => {
  let page: Page & { errors: string[] };
  const html = descentWidget(ravine, { learningRate: 0.2, momentum: 0.5, starts: [[-2.5, 1.5]] }).html;
  beforeAll(async () => {
    page = await openPage(browser, html);
    await keepLast(page, "walk");
  });
  afterAll(async () => {
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  const said = () => page.locator(".ends").innerText();

  it("is small: under 150 kB with the values of the function", () => {
    console.log(`descent widget: ${html.length} bytes; neuron widget: ${neuronWidget().html.length} bytes`);
    expect(html.length).toBeLessThan(150_000);
  });

  it("walks as the recurrence says: velocity ← momentum · velocity − η ∇C", async () => {
    await page.getByLabel("momentum").fill("0.6");
    const { paths, learningRate, momentum } = await last(page);
    expect([learningRate, momentum]).toEqual([0.2, 0.6]);
    const expected = descend(([x, y]) => ravine.f(x!, y!), [-2.5, 1.5], {
      learningRate,
      momentum,
      steps: 100,
      gradient: ([x, y]) => [x!, 8 * y!],
    });
    expect(paths[0]).toHaveLength(101);
    paths[0]!.forEach(({ v }: DescentStep, k: number) => {
      expect(v[0]).toBeCloseTo(expected[k]!.v[0]!, 4);
      expect(v[1]).toBeCloseTo(expected[k]!.v[1]!, 4);
    });
    expect(await said()).toContain("comes to rest, C = 0");
  });

  it("names divergence when η is too large", async () => {
    await page.getByLabel("momentum").fill("0");
    await page.getByLabel("learning rate η").fill(String(Math.log10(0.3))); // above 2 / 8
    expect(await said()).toContain("diverges: it overshoots farther each time");
    expect((await last(page)).ends).toEqual(["diverges"]);
    await page.getByLabel("learning rate η").fill(String(Math.log10(0.003)));
    expect(await said()).toContain("still on its way after 100 steps");
  });

  it("sets down a ball where the map is clicked, and another by the keys", async () => {
    await page.getByRole("button", { name: "Clear" }).click();
    expect(await said()).toBe("Click on the map to set down a ball.");
    const frame = page.locator("rect.frame");
    const box = (await frame.boundingBox())!;
    await frame.click({ position: { x: box.width / 4, y: box.height / 4 } });
    let { paths } = await last(page);
    expect(paths[0]![0]!.v[0]).toBeCloseTo(-1.5, 1);
    expect(paths[0]![0]!.v[1]).toBeCloseTo(1, 1);
    await frame.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowRight");
    ({ paths } = await last(page));
    expect(paths).toHaveLength(2);
    expect(paths[1]![0]!.v[0]! - paths[0]![0]!.v[0]!).toBeCloseTo(0.3, 5);
    for (let i = 0; i < 5; i++) await page.keyboard.press("Enter");
    expect((await last(page)).paths).toHaveLength(5);
  });

  it("plays the way step by step, and shows one step at a time on request", async () => {
    await page.getByLabel("learning rate η").fill("-0.7");
    await page.getByRole("button", { name: "One step" }).click();
    expect(await page.locator(".dot").count()).toBe(0);
    await page.getByRole("button", { name: "Play" }).click();
    await expect.poll(() => page.locator(".dot").count()).toBeGreaterThan(5);
    await page.getByRole("button", { name: "Pause" }).click();
  });

  it("is readable on light and on dark pages", async () => {
    const wells = {
      f: (x: number, y: number) => (x * x - 1) ** 2 + y * y + 0.3 * x,
      x: [-2, 2],
      y: [-1.5, 1.5],
    };
    const starts: [number, number][] = [
      [-1.8, 1.2],
      [0.1, 1.3],
      [1.8, -1],
    ];
    const options = { learningRate: 0.05, momentum: 0.8, starts };
    await keepPictures(descentWidget(wells as typeof ravine, options).html, "descent");
  });
});

test("the surface through sampled heights is exact for second-degree functions, and close for smooth ones", () => {
  const grid = { left: -1, low: -1, width: 0.1, height: 0.1, columns: 21, rows: 21 };
  const sample = (f: (x: number, y: number) => number) =>
    surface({
      ...grid,
      values: Float64Array.from({ length: 441 }, (_, i) =>
        f(-1 + 0.1 * (i % 21), -1 + 0.1 * Math.floor(i / 21)),
      ),
    });
  const bowl = sample((x, y) => 2 * x * x - x * y + 3 * y + 1);
  expect(bowl.height([0.123, -0.456])).toBeCloseTo(2 * 0.123 ** 2 + 0.123 * 0.456 - 3 * 0.456 + 1, 10);
  expect(bowl.slope([0.123, -0.456])[0]).toBeCloseTo(4 * 0.123 + 0.456, 10);
  expect(bowl.slope([0.123, -0.456])[1]).toBeCloseTo(-0.123 + 3, 10);
  const waves = sample((x, y) => Math.sin(2 * x) * Math.cos(y));
  expect(waves.slope([0.33, 0.71])[0]).toBeCloseTo(2 * Math.cos(0.66) * Math.cos(0.71), 1);
  expect(bowl.height([1.2, 0])).toBeNaN();
});

test("a verdict is sure only of one bright output", () => {
  const names = ["0", "1", "2"];
  expect(verdict([0.02, 0.97, 0.1], names)).toEqual({
    headline: "1",
    reason: "1 at 0.97; next 2 at 0.10",
    sure: true,
  });
  expect(verdict([0.6, 0.1, 0.8], names)).toMatchObject({ headline: "2 or 0", sure: false });
  expect(verdict([0.3, 0.01, 0.02], names)).toMatchObject({ headline: "0?", sure: false });
  expect(verdict([0.3, 0.2, 0.02], names).reason).toContain("neither is bright");
});

test("a valley has ranges from low to high, and a learning rate above 0", () => {
  expect(() => descentWidget({ ...ravine, x: [1, 1] })).toThrow(RangeError);
  expect(() => descentWidget(ravine, { learningRate: 0 })).toThrow("got 0");
  expect(() => descentWidget(ravine, { momentum: 1 })).toThrow("got 1");
  expect(() => descentWidget({ ...ravine, f: () => Number.NaN })).toThrow("nowhere a finite number");
});

// biome-ignore lint/suspicious/noExplicitAny: each widget tells its own things
async function last(page: Page): Promise<any> {
  return page.evaluate("window.last");
}

/** Keeps what the widget tells, on the page. The first answer was given before anybody listened. */
async function keepLast(page: Page, event: string): Promise<void> {
  await page.evaluate(
    `document.querySelector("[data-widget]").addEventListener("descent-${event}", ({ detail }) => { window.last = detail; })`,
  );
}

async function keepPictures(html: string, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [820, 360]) {
      const page = await openPage(browser, html, { colorScheme, viewport: { width, height: 500 } });
      await page.screenshot({
        path: `${artefacts}/widget-${name}-${colorScheme}-${width}.png`,
        fullPage: true,
      });
      const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      expect(overflow, `${name} at ${width}`).toBeLessThanOrEqual(0);
      expect(page.errors).toEqual([]);
      await page.context().close();
    }
  }
}
