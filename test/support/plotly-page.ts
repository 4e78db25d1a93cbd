// A page in Chromium that draws figures with plotly.js itself, as light and as dark as JupyterLab.

import { join } from "node:path";
import type { Figure } from "descent/figures/figure";
import { type Browser, chromium, type Page } from "playwright-core";
import { root } from "./kernel";
import { chromiumPath } from "./lab";

/** The backgrounds of JupyterLab's cells. */
export const backgrounds = { light: "#ffffff", dark: "#111111" } as const;

export type Theme = keyof typeof backgrounds;

const WIDTH = 716; // of JupyterLab's column on a projector: 1280 pixels, enlarged so that text has 20
const SCALE = 512 / WIDTH; // of a golden picture

declare const Plotly: {
  validate(data: unknown, layout: unknown): { msg: string }[] | undefined;
  newPlot(div: unknown, data: unknown, layout: unknown, config: unknown): Promise<unknown>;
  addFrames(div: unknown, frames: unknown): Promise<unknown>;
  animate(div: unknown, frame: unknown, options: unknown): Promise<unknown>;
  purge(div: unknown): void;
};

/** One page with plotly.js; figures are drawn on it one at a time. */
export class PlotlyPage {
  private constructor(
    private readonly browser: Browser,
    private readonly page: Page,
    /** What went wrong on the page, in the words of the browser. */
    readonly errors: string[],
  ) {}

  static async open(): Promise<PlotlyPage> {
    const browser = await chromium.launch({
      executablePath: chromiumPath!,
      args: ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader"],
    });
    const page = await browser.newPage({
      viewport: { width: WIDTH + 40, height: 900 },
      deviceScaleFactor: SCALE,
    });
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.setContent(
      `<!doctype html><body style="margin:0"><div id="paper" style="width:${WIDTH}px"></div></body>`,
    );
    await page.addScriptTag({ path: join(root, "node_modules", "plotly.js", "plotly.min.js") });
    return new PlotlyPage(browser, page, errors);
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  /** What Plotly finds wrong with the figure. */
  validate({ data, layout }: Figure): Promise<string[]> {
    const problems = this.page.evaluate(
      ([traces, axes]) => (Plotly.validate(traces, axes) ?? []).map(({ msg }) => msg),
      plain([unpacked(data), layout]) as [unknown, unknown],
    );
    // Arguments of buttons and sliders are objects, which Plotly compares by identity after copying them.
    return problems.then((all) => all.filter((problem) => !problem.includes(".args[")));
  }

  /** Draws the figure; an animated one shows the given frame, or as it begins. */
  async draw(figure: Figure, theme: Theme = "light", frame?: number): Promise<void> {
    await this.page.evaluate(
      async ([{ data, layout, frames }, background, name]) => {
        const paper = document.getElementById("paper")!;
        Plotly.purge(paper);
        paper.style.background = background;
        await Plotly.newPlot(paper, data, layout, { displayModeBar: false });
        if (frames) await Plotly.addFrames(paper, frames);
        const now = { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: true } };
        if (name !== null) await Plotly.animate(paper, [name], now);
      },
      [plain(figure), backgrounds[theme], figure.frames?.[frame ?? -1]?.name ?? null] as [
        Figure,
        string,
        string | null,
      ],
    );
  }

  /** How many elements of the drawing match each of the selectors. */
  counts(selectors: readonly string[]): Promise<Record<string, number>> {
    return this.page.evaluate((all) => {
      const paper = document.getElementById("paper")!;
      return Object.fromEntries(all.map((one) => [one, paper.querySelectorAll(one).length]));
    }, selectors);
  }

  /** The font size of the smallest letters in the drawing, in pixels. */
  smallestLetter(): Promise<number> {
    return this.page.evaluate(() => {
      const written = [...document.querySelectorAll("#paper text")].filter((t) => t.textContent?.trim());
      return Math.min(...written.map((t) => Number.parseFloat(getComputedStyle(t).fontSize)));
    });
  }

  /** The drawing as a WebP; a figure as wide as the column becomes 600 pixels wide. */
  async picture(): Promise<Buffer> {
    const shot = await this.page.locator("#paper .svg-container").screenshot();
    const small = await this.page.evaluate(async (png) => {
      const image = new Image();
      image.src = `data:image/png;base64,${png}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d")!;
      context.drawImage(image, 0, 0);
      const blob = await canvas.convertToBlob({ type: "image/webp", quality: 0.75 });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    }, shot.toString("base64"));
    return Buffer.from(small, "latin1");
  }

  /**
   * How far apart two pictures are, seen from a distance: the share of areas of 8 × 8 pixels whose mean colour differs by
   * more than a tenth. Letters of another font pass, a line or a tint that is missing does not.
   */
  difference(one: Buffer, other: Buffer): Promise<number> {
    return this.page.evaluate(
      async (pictures) => {
        const areas = await Promise.all(
          pictures.map(async (webp) => {
            const image = new Image();
            image.src = `data:image/webp;base64,${webp}`;
            await image.decode();
            const canvas = new OffscreenCanvas(Math.ceil(image.width / 8), Math.ceil(image.height / 8));
            const context = canvas.getContext("2d")!;
            context.imageSmoothingQuality = "high";
            context.drawImage(image, 0, 0, canvas.width, canvas.height);
            return context.getImageData(0, 0, canvas.width, canvas.height);
          }),
        );
        const [a, b] = [areas[0]!, areas[1]!];
        if (a.width !== b.width || Math.abs(a.height - b.height) > 2) return 1;
        let apart = 0;
        const total = a.width * Math.min(a.height, b.height);
        for (let i = 0; i < total; i++) {
          const channels = [0, 1, 2].map((c) => Math.abs(a.data[4 * i + c]! - b.data[4 * i + c]!));
          if (Math.max(...channels) > 25) apart++;
        }
        return apart / total;
      },
      [one.toString("base64"), other.toString("base64")],
    );
  }
}

// As the figure is in a notebook: plain JSON.
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

// Plotly draws packed numbers but does not validate them: for that they are written out.
function unpacked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpacked);
  if (typeof value !== "object" || value === null) return value;
  if ("bdata" in value) {
    const { dtype, bdata, shape } = value as unknown as { dtype: string; bdata: string; shape: string };
    const bytes = Uint8Array.from(Buffer.from(bdata, "base64"));
    const numbers = Array.from(dtype === "u1" ? bytes : new Int16Array(bytes.buffer));
    const [rows, columns] = shape.split(",").map(Number);
    return Array.from({ length: rows! }, (_, row) => numbers.slice(row * columns!, (row + 1) * columns!));
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unpacked(part)]));
}
