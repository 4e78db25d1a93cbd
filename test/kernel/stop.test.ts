// Stop means stop: the interrupt button on a training cell, pressed at random moments in a real kernel.

import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { random } from "descent/random";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Kernel } from "../support/kernel";
import { idleWork, ok, pressStop } from "../support/stop";

let kernel: Kernel;

beforeAll(async () => {
  kernel = await Kernel.start({ cwd: "notebooks" });
  await ok(
    kernel,
    `import { Network } from "descent/network";
    import { train } from "descent/train";
    import { watch } from "descent/notebook";
    import { strokeDigits } from "descent/strokes";
    import { random } from "descent/random";`,
  );
  await ok(
    kernel,
    `const data = strokeDigits(600, random(1));
    const options = { epochs: 1e6, miniBatchSize: 10, learningRate: 0.5 };`,
  );
});

afterAll(() => kernel.shutdown());

/** Starts a cell that trains for ever, presses Stop a while after it began, and returns the seconds to the cell's end. */
async function stopAfter(milliseconds: number, code: string): Promise<number> {
  const cell = kernel.execute(`console.log("begun"); ${code}`);
  await cell.until(({ stdout }) => stdout.includes("begun"));
  await sleep(milliseconds);
  return pressStop(kernel, cell);
}

describe("Stop on a training cell", () => {
  it("ends it normally within a second at 20 random moments; records stay, the next cell runs, nothing computes on", async () => {
    const moments = random(20);
    let slowest = 0;
    for (let i = 0; i < 20; i++) {
      await ok(
        kernel,
        `const net${i} = new Network([784, 30, 10], { seed: ${i} }); const first${i} = net${i}.weights[0][0];`,
      );
      const training = `const records${i} = await watch(train(net${i}, data, options), { title: "run ${i}" });`;
      slowest = Math.max(slowest, await stopAfter(150 + 1200 * moments.uniform(), training));
      await ok(
        kernel,
        `if (records${i}.some((r, k) => r.epoch !== k + 1)) throw new Error("records are missing");`,
      );
      const learned = await ok(
        kernel,
        `console.log(net${i}.weights[1].some((w, k) => w !== new Network([784, 30, 10], { seed: ${i} }).weights[1][k]))`,
      );
      expect(learned.stdout.trim()).toBe("true");
    }
    expect(slowest).toBeLessThan(1);
    expect(await idleWork(kernel)).toBeLessThan(0.5);
  });

  it("works for a plain loop over the records too, without watch", async () => {
    await ok(kernel, `const plain = new Network([784, 30, 10]); const seen: number[] = [];`);
    const loop = `for await (const record of train(plain, data, options)) seen.push(record.cost);`;
    expect(await stopAfter(700, loop)).toBeLessThan(1);
    expect(Number((await ok(kernel, "console.log(seen.length)")).stdout)).toBeGreaterThan(0);
    expect(await idleWork(kernel)).toBeLessThan(0.5);
  });

  it("ends the training of a large network as soon, and its helper threads go", async () => {
    await ok(
      kernel,
      `const large = new Network([784, 512, 256, 10]); const helpers: { threadId: number }[] = [];
      process.on("worker", (worker) => helpers.push(worker));`,
    );
    const training = "const steps = await watch(train(large, data, { ...options, miniBatchSize: 64 }));";
    expect(await stopAfter(1200, training)).toBeLessThan(1);
    await sleep(1500);
    const left = await ok(
      kernel,
      "console.log(helpers.length, helpers.every(({ threadId }) => threadId === -1));",
    );
    expect(left.stdout.trim()).toBe(`${Math.min(availableParallelism(), 3) - 1} true`);
    expect(await idleWork(kernel)).toBeLessThan(0.5);
  });

  it("lets the same network go on learning when the cell is run again", async () => {
    await ok(kernel, "const again = new Network([784, 30, 10]);");
    await stopAfter(900, "const part1 = await watch(train(again, data, options));");
    const second = await ok(
      kernel,
      "const part2 = await watch(train(again, data, { ...options, epochs: 1 })); console.log(part2[0].cost < part1[0].cost);",
    );
    expect(second.stdout).toContain("true");
  });

  it("ends a learner's own generator as well, and does not wait for it for ever", async () => {
    await ok(
      kernel,
      `async function* endless() {
      for (let epoch = 1; ; epoch++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        yield { epoch, cost: 1 / epoch, accuracy: 0.5, seconds: 0.05 };
      }
    }
    async function* stuck() {
      await new Promise(() => {});
    }`,
    );
    expect(await stopAfter(500, "const mine = await watch(endless());")).toBeLessThan(1);
    expect(Number((await ok(kernel, "console.log(mine.length)")).stdout)).toBeGreaterThan(3);
    expect(await stopAfter(300, "const none = await watch(stuck());")).toBeLessThan(1.5);
  });

  it("on a cell that does not train is the kernel's own interrupt: an error that says so, and the next cell runs", async () => {
    await ok(
      kernel,
      "const stubborn = (async () => { for (;;) await new Promise((r) => setTimeout(r, 20)); });",
    );
    const cell = kernel.execute("await stubborn();");
    await sleep(300);
    kernel.interrupt();
    await cell.done;
    expect(cell.status).toBe("error");
    await ok(kernel, "6 * 7");
  });
});

describe("the picture of a run", () => {
  it("is one display that is replaced in place, at most a few times a second, and ends as a figure with words", async () => {
    await ok(kernel, "const drawn = new Network([784, 30, 10]);");
    const cell = await ok(
      kernel,
      `const curves = await watch(train(drawn, data, { ...options, epochs: 4, validation: data }), { title: "four epochs" });`,
    );
    const [first, ...updates] = cell.displays;
    expect(first!.type).toBe("display_data");
    expect(updates.every((update) => update.type === "update_display_data")).toBe(true);
    expect(new Set(cell.displays.map((display) => display.transient?.display_id)).size).toBe(1);
    expect(cell.displays.length).toBeLessThan(3 + cell.seconds * 6);
    const end = cell.displays.at(-1)!.data;
    const figure = end["application/vnd.plotly.v1+json"];
    expect(figure.data.map((trace: { y: number[] }) => trace.y.length)).toEqual([4, 4, 4, 4]);
    expect(figure.layout).toBeDefined();
    expect(end["text/plain"]).toMatch(/four epochs: After 4 epochs, the training cost is/);
    expect(end["text/html"]).toMatch(/^<img alt="four epochs: After 4 epochs/);
  });

  it("keeps the curves when the run diverges, and the cell shows the error", async () => {
    const cell = await kernel.run(
      `import { relu } from "descent/activation";
       await watch(train(new Network([784, 10, 10], { hidden: relu, output: relu }), data, { ...options, learningRate: (p) => (p < 1e-6 ? 1e-3 : 1e150) }));`,
    );
    expect(cell.status).toBe("error");
    expect(cell.error!.ename).toBe("DivergedError");
    expect(cell.displays.at(-1)!.data["application/vnd.plotly.v1+json"]).toBeDefined();
    await ok(kernel, "1 + 1");
  });
});
