// A sweep in a real kernel: the growing table, and Stop.

import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Kernel } from "../support/kernel";
import { idleWork, ok, pressStop } from "../support/stop";

let kernel: Kernel;

beforeAll(async () => {
  kernel = await Kernel.start({ cwd: "notebooks" });
  await ok(
    kernel,
    `import { sweep, type SweepConfig } from "descent/sweep";
    import { watchSweep } from "descent/notebook";
    import { strokeDigits } from "descent/strokes";
    import { random } from "descent/random";`,
  );
  await ok(
    kernel,
    `const data = { train: strokeDigits(600, random(1)), validation: strokeDigits(200, random(2)) };
    const config: SweepConfig = { sizes: [784, 30, 10], epochs: 3, miniBatchSize: 10, learningRate: 0.5 };
    const long: SweepConfig = { ...config, epochs: 1e7 };`,
  );
});

afterAll(() => kernel.shutdown());

/** Starts a cell, presses Stop once some results are there, and returns the seconds from Stop to the cell's end. */
async function stopped(code: string): Promise<number> {
  const cell = kernel.execute(code);
  await cell.until(
    ({ displays, stdout }) => /[1-9] of 4 done/.test(JSON.stringify(displays)) || stdout !== "",
  );
  await sleep(200);
  return pressStop(kernel, cell);
}

describe("a sweep in a cell", () => {
  it("grows in one display, a few updates a second, and ends as a table with the best network first", async () => {
    const cell = await ok(
      kernel,
      `const rates = [0.01, 0.5, -1];
      const best = await watchSweep(sweep(rates.map((learningRate) => ({ ...config, learningRate })), data), { title: "rates" });
      console.log(best.map(({ index }) => index).join());`,
    );
    expect(cell.stdout.trim()).toBe("1,0,2");
    const [first, ...updates] = cell.displays;
    expect(first!.type).toBe("display_data");
    expect(updates.every(({ type }) => type === "update_display_data")).toBe(true);
    expect(new Set(cell.displays.map(({ transient }) => transient?.display_id)).size).toBe(1);
    expect(cell.displays.length).toBeLessThan(3 + cell.seconds * 6);
    const end = cell.displays.at(-1)!.data;
    expect(end["text/plain"]).toMatch(/^rates\n3 of 3 done in/);
    expect(end["text/html"]).toMatch(/<table.*learningRate 0.5.*learningRate 0.01.*learningRate -1.*got -1/s);
  });

  it("ends normally within a second of Stop, keeps its results and leaves nothing computing", async () => {
    const code = "const kept = await watchSweep(sweep([config, long, long, long], data, { workers: 2 }));";
    expect(await stopped(code)).toBeLessThan(1);
    expect((await ok(kernel, "console.log(kept.map(({ index }) => index).join())")).stdout.trim()).toBe("0");
    expect(await idleWork(kernel)).toBeLessThan(0.5);
  });

  it("does so in a plain loop over the results too, without watchSweep", async () => {
    const code = `for await (const { index } of sweep([config, long, long, long], data, { workers: 2 })) console.log(index);`;
    expect(await stopped(code)).toBeLessThan(1);
    expect(await idleWork(kernel)).toBeLessThan(0.5);
  });
});
