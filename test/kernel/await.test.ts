// Awaiting at the top level of a cell, in all the ways that TypeScript has.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Kernel } from "../support/kernel";

let kernel: Kernel;
beforeAll(async () => {
  kernel = await Kernel.start();
});
afterAll(() => kernel.shutdown());

const numbers = "async function* numbers() { yield 1; yield 2; }";

describe("a cell that awaits at its top level", () => {
  it.each([
    [
      "for await, with nothing else to await",
      `${numbers} for await (const n of numbers()) console.log(n);`,
      "1\n2\n",
    ],
    [
      "for await inside a block and a loop",
      `${numbers} for (const k of [1]) { for await (const n of numbers()) console.log(k + n); }`,
      "2\n3\n",
    ],
    ["await with parentheses", "const six = await (Promise.resolve(6)); console.log(six * 7);", "42\n"],
    ["a function that is called at once", "await (async () => { console.log('called'); })();", "called\n"],
    ["await in parentheses of its own", "console.log((await Promise.resolve(1)) + (await (2)));", "3\n"],
  ])("runs: %s", async (_, code, printed) => {
    const cell = await kernel.run(code);
    expect(cell.error).toBeUndefined();
    expect(cell.stdout).toBe(printed);
  });

  it("keeps its variables for later cells, and shows its last value", async () => {
    await kernel.run(`let sum = 0; ${numbers} for await (const n of numbers()) sum += n;`);
    expect((await kernel.run("console.log(sum);")).stdout).toBe("3\n");
    expect((await kernel.run("await (sum + 1); sum * 2")).stdout).toBe("6\n");
  });

  it("is not one that only defines functions which await: it runs at once, without a turn of the event loop", async () => {
    const cell = await kernel.run(
      `let turned = false; setImmediate(() => { turned = true; });
       async function later() { for await (const n of numbers()) await (n); }
       console.log(turned);`,
    );
    expect(cell.error).toBeUndefined();
    expect(cell.stdout).toBe("false\n");
  });
});
