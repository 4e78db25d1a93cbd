// Every builder of figures, drawn by plotly.js in Chromium and compared with a picture that a person has looked at.
// After a change on purpose: npm run golden, look at test/golden, commit.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sample, samples } from "../support/figures";
import { root } from "../support/kernel";
import { artefacts, chromiumPath, noChromium } from "../support/lab";
import { PlotlyPage, type Theme } from "../support/plotly-page";

const golden = join(root, "test", "golden");
const renew = process.env.npm_lifecycle_event === "golden";
// The share of a picture that may differ. Other fonts make 0.1 to 10 %, an image, a tint or bars that are missing more;
// for a missing line there are the counted marks.
const TOLERANCE = 0.1;

describe("every figure, drawn by plotly.js", () => {
  let page: PlotlyPage;
  let all: [string, Sample][];

  beforeAll(async () => {
    if (!chromiumPath) return;
    mkdirSync(artefacts, { recursive: true });
    page = await PlotlyPage.open();
    all = Object.entries(await samples());
  });
  afterAll(() => page?.close());

  it("is valid: Plotly knows every attribute and accepts every value", async ({ skip }) => {
    skip(!chromiumPath, noChromium);
    for (const [name, { figure }] of all) expect(await page.validate(figure), name).toEqual([]);
  });

  it("shows as many marks as there are data, in letters of at least 12 pixels, without an error", async ({
    skip,
  }) => {
    skip(!chromiumPath, noChromium);
    const counted: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    for (const [name, { figure, marks }] of all) {
      await page.draw(figure);
      expected[name] = { ...marks, letters: "12 px or more", errors: [] };
      counted[name] = {
        ...(await page.counts(Object.keys(marks))),
        letters: (await page.smallestLetter()) < 12 ? "too small" : "12 px or more",
        errors: page.errors.splice(0),
      };
    }
    expect(counted).toEqual(expected);
  });

  it("moves to every one of its frames without an error", async ({ skip }) => {
    skip(!chromiumPath, noChromium);
    for (const [name, { figure }] of all) {
      for (const frame of [0, (figure.frames?.length ?? 0) - 1].filter((f) => figure.frames?.[f])) {
        await page.draw(figure, "light", frame);
        expect(page.errors, `${name}, frame ${frame}`).toEqual([]);
      }
    }
  });

  it.for([
    "light",
    "dark",
  ] as const)("looks in the %s theme as it looked when a person approved it", async (theme, { skip }) => {
    skip(!chromiumPath, noChromium);
    const different: string[] = [];
    for (const [name, { figure }] of all) {
      const share = await compare(name, figure, theme);
      if (share > TOLERANCE) different.push(`${name}-${theme}: ${(100 * share).toFixed(1)} % of the picture`);
    }
    expect(different, "new pictures are in test/artefacts; if they are right, npm run golden").toEqual([]);
  });

  it("has no approved picture of something that is no longer drawn, and none above 40 kB", ({ skip }) => {
    skip(!chromiumPath, noChromium);
    const names = all.flatMap(([name]) => [`${name}-dark.webp`, `${name}-light.webp`]).sort();
    expect(readdirSync(golden).sort()).toEqual(names);
    for (const name of names) expect(readFileSync(join(golden, name)).length, name).toBeLessThan(40_000);
  });

  // How far the figure is from its approved picture; animated figures are drawn at their middle frame.
  async function compare(name: string, figure: Sample["figure"], theme: Theme): Promise<number> {
    const file = `${name}-${theme}.webp`;
    await page.draw(figure, theme, figure.frames && Math.floor(figure.frames.length / 2));
    const picture = await page.picture();
    if (renew) {
      mkdirSync(golden, { recursive: true });
      writeFileSync(join(golden, file), picture);
      return 0;
    }
    if (!existsSync(join(golden, file))) return 1;
    const share = await page.difference(picture, readFileSync(join(golden, file)));
    if (share > TOLERANCE) writeFileSync(join(artefacts, file), picture);
    return share;
  }
});
