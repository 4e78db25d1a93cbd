// A plain page in a real Chromium, for what has to work without JupyterLab.

import { mkdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { smoothPath } from "descent/strokes/spline";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { artefacts, chromiumPath } from "./lab";

export async function openBrowser(): Promise<Browser> {
  mkdirSync(artefacts, { recursive: true });
  return chromium.launch({ executablePath: chromiumPath!, args: ["--no-sandbox", "--disable-gpu"] });
}

/** A page with the given HTML that may load nothing from anywhere. Errors on it fail the test that asks for them. */
export async function openPage(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
): Promise<Page & { errors: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 820, height: 900 },
    hasTouch: true,
    ...options,
  });
  const page = Object.assign(await context.newPage(), { errors: [] as string[] });
  page.setDefaultTimeout(60_000);
  page.on("pageerror", (error) => page.errors.push(String(error)));
  page.on("request", (request) => {
    if (!/^(data|about|blob):/.test(request.url())) page.errors.push(`asked for ${request.url()}`);
  });
  await page.setContent(
    `<!doctype html><meta charset="utf-8"><body style="background:Canvas;color-scheme:light dark">${html}`,
  );
  return page;
}

/** A stroke as places on the canvas, x and y in turn from 0 to 1. */
export type Stroke = number[];

/** Draws strokes on a canvas with the mouse, as a hand would: press, move, release. */
export async function drawWithMouse(page: Page, canvas: Locator, strokes: Stroke[]): Promise<void> {
  for (const places of await onScreen(canvas, strokes)) {
    await page.mouse.move(...places[0]!);
    await page.mouse.down();
    for (const place of places.slice(1)) await page.mouse.move(...place);
    await page.mouse.up();
  }
}

/** Draws strokes on a canvas with a finger. */
export async function drawWithFinger(page: Page, canvas: Locator, strokes: Stroke[]): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...places: [number, number][]) =>
    client.send("Input.dispatchTouchEvent", { type, touchPoints: places.map(([x, y]) => ({ x, y })) });
  for (const places of await onScreen(canvas, strokes)) {
    await touch("touchStart", places[0]!);
    for (const place of places.slice(1)) await touch("touchMove", place);
    await touch("touchEnd");
  }
}

/** The strokes of a model digit, in a box that leaves a margin all around. */
export function strokesOf(glyph: { strokes: Float64Array[] }): Stroke[] {
  return glyph.strokes.map((points) =>
    Array.from(smoothPath(points, 2), (at, i) => (i % 2 === 0 ? 0.5 + (at - 3) * 0.07 : 0.15 + at * 0.07)),
  );
}

async function onScreen(canvas: Locator, strokes: Stroke[]): Promise<[number, number][][]> {
  await canvas.scrollIntoViewIfNeeded();
  const box = (await canvas.boundingBox())!;
  return strokes.map((stroke) =>
    Array.from({ length: stroke.length / 2 }, (_, i): [number, number] => [
      box.x + stroke[2 * i]! * box.width,
      box.y + stroke[2 * i + 1]! * box.height,
    ]),
  );
}

/** Waits until a part has stayed in its place for half a second: a page that is still loading moves its parts. */
export async function atRest(part: Locator): Promise<void> {
  for (let last = ""; ; await sleep(500)) {
    await part.scrollIntoViewIfNeeded();
    const place = JSON.stringify(await part.boundingBox());
    if (place === last) return;
    last = place;
  }
}
