import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Cell, Kernel } from "../support/kernel";

let kernel: Kernel;
beforeAll(async () => {
  kernel = await Kernel.start();
});
afterAll(() => kernel.shutdown());

/** Waits until the cell has printed "on" and Node has put its own guard for the cell's synchronous part away. */
async function running(cell: Cell): Promise<void> {
  await cell.until(({ stdout }) => stdout.includes("on"));
  await sleep(200);
}

test("Stop ends a computation, names it an interruption, and the kernel goes on", async () => {
  await kernel.run("const kept = 7;");
  for (const code of [
    "console.log('on'); while (true);",
    "console.log('on'); await new Promise(() => {});",
  ]) {
    const cell = kernel.execute(code);
    await running(cell);
    kernel.interrupt();
    await cell.done;
    expect(cell.error!.ename).toBe("Interrupted");
    expect(cell.error!.traceback).toHaveLength(1);
    expect((await kernel.run("kept")).stdout).toBe("7\n");
  }
});

test("Stop pressed while a cell is still being compiled is not lost: the cell does not begin, the next one runs", async () => {
  const long = Array.from({ length: 4000 }, (_, i) => `const v${i}: { at: number } = { at: ${i} };`).join(
    "\n",
  );
  const cell = kernel.execute(`${long}\nconsole.log("on"); while (true);`);
  await sleep(100); // it takes a second or two to compile
  kernel.interrupt();
  await cell.done;
  expect(cell.error).toMatchObject({
    ename: "Interrupted",
    evalue: "this cell was stopped before it began.",
  });
  expect(cell.stdout).toBe("");
  expect((await kernel.run("const v1 = 'mine'; v1")).stdout).toBe("mine\n");
});

test("Stop while nothing runs, several times, does no harm", async () => {
  for (let i = 0; i < 5; i++) kernel.interrupt();
  expect((await kernel.run("'fine'")).stdout).toBe("fine\n");
});

test("a run that takes over Stop ends its cell normally, gives Stop back, and queued cells run", async () => {
  const cell = kernel.execute(`
    await null;
    const others = process.listeners("SIGINT");
    let stop = false;
    const listener = () => { stop = true; };
    process.on("SIGINT", listener);
    for (const other of others) process.removeListener("SIGINT", other);
    console.log("on");
    while (!stop) await new Promise(setImmediate);
    for (const other of others) process.on("SIGINT", other);
    process.removeListener("SIGINT", listener);
    console.log("stopped");`);
  const queued = kernel.execute("'queued'");
  await running(cell);
  kernel.interrupt();
  expect((await cell.done).status).toBe("ok");
  expect(cell.stdout).toBe("on\nstopped\n");
  expect((await queued.done).stdout).toBe("queued\n");

  const endless = kernel.execute("console.log('on'); await new Promise(() => {});");
  await running(endless);
  kernel.interrupt();
  expect((await endless.done).error!.ename).toBe("Interrupted");
});

test("shutdown ends a kernel at once although timers are still running", async () => {
  const busy = await Kernel.start();
  await busy.run("setInterval(() => {}, 1000); undefined;");
  const start = performance.now();
  await busy.shutdown();
  expect(performance.now() - start).toBeLessThan(1500);
});

test("a cell that registers a SIGINT listener, even at once, hears it and survives Stop", async () => {
  const cell = kernel.execute(`
    let heard = 0;
    process.on("SIGINT", () => console.log("heard", ++heard));
    console.log("on");
    await new Promise(() => {});`);
  await running(cell);
  kernel.interrupt();
  await cell.until(({ stdout }) => stdout.includes("heard 1"));
  await cell.done;
  kernel.interrupt();
  expect((await kernel.run("'alive'")).stdout).toContain("alive\n");
  expect(kernel.alive).toBe(true);
});
