import { afterAll, beforeAll, expect, test } from "vitest";
import { Kernel } from "../support/kernel";

let kernel: Kernel;
beforeAll(async () => {
  kernel = await Kernel.start();
});
afterAll(() => kernel.shutdown());

const numbers = (count: number) => Array.from({ length: count }, (_, i) => `${i}\n`).join("");

test("20,000 lines printed in one stretch all arrive, in order, in few messages", async () => {
  const cell = await kernel.run("for (let i = 0; i < 20_000; i++) console.log(i);");
  expect(cell.stdout).toBe(numbers(20_000));
  expect(cell.outputs.length).toBeLessThan(500);
});

test("lines printed one by one between turns of the event loop are joined, too", async () => {
  const cell = await kernel.run(
    "for (let i = 0; i < 20_000; i++) { console.log(i); await new Promise(setImmediate); }",
  );
  expect(cell.stdout).toBe(numbers(20_000));
  expect(cell.outputs.length).toBeLessThan(250 + 500 * cell.seconds);
});

test("3,000 displays made in one stretch all arrive, and the next cell runs", async () => {
  const cell = await kernel.run(`
    import { display } from "tslab";
    for (let i = 0; i < 3000; i++) display.text(String(i));`);
  expect(cell.displays.map(({ data }) => data["text/plain"])).toEqual(
    Array.from({ length: 3000 }, (_, i) => `${i}`),
  );
  expect((await kernel.run("'next'")).stdout).toBe("next\n");
});

test("text, errors and displays keep the order in which they were made", async () => {
  const cell = await kernel.run(`
    import { display } from "tslab";
    for (let i = 0; i < 100; i++) { console.log("out", i); console.error("err", i); display.text("shown " + i); }`);
  const order = cell.outputs.map(({ text, data }) => (text ?? data["text/plain"]).trim());
  expect(order).toEqual(Array.from({ length: 100 }, (_, i) => [`out ${i}`, `err ${i}`, `shown ${i}`]).flat());
});

test("everything printed comes before the end of its cell, and an error after what was printed", async () => {
  const cell = await kernel.run('for (let i = 0; i < 50; i++) console.log(i);\nthrow new Error("end");');
  expect(cell.stdout).toBe(numbers(50));
  expect(cell.outputs.at(-1)!.type).toBe("error");
  expect(cell.kinds.at(-1)).toBe("status");
});

test("a few lines printed just before a long computation are seen while it runs", async () => {
  const cell = kernel.execute('console.log("one"); console.log("two"); while (true);');
  await cell.until(({ stdout }) => stdout === "one\ntwo\n", 5000);
  kernel.interrupt();
  expect((await cell.done).error!.ename).toBe("Interrupted");
});

test("a flood printed by an endless loop is seen while it runs", async () => {
  const cell = kernel.execute('for (let i = 0; ; i++) if (i % 10_000 === 0) console.log("at", i);');
  await cell.until(({ stdout }) => stdout.split("\n").length > 200, 10_000);
  kernel.interrupt();
  await cell.done;
});

test("bytes that split a letter in two, callbacks and carriage returns pass as on a terminal", async () => {
  const cell = await kernel.run(`
    for (const byte of Buffer.from("é✓")) process.stdout.write(Buffer.of(byte));
    await new Promise<void>((done) => process.stdout.write("\\rlast\\n", () => done()));`);
  expect(cell.stdout).toBe("é✓\rlast\n");
});
