import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Kernel } from "../support/kernel";

let kernel: Kernel;
beforeAll(async () => {
  kernel = await Kernel.start();
});
afterAll(() => kernel.shutdown());

test("cells sent together run one after the other and are counted as they run", async () => {
  const codes = ["await new Promise((done) => setTimeout(done, 50)); 'first'", "'second'", "'third'"];
  const cells = await Promise.all(codes.map((code) => kernel.run(code)));
  expect(cells.map((cell) => cell.stdout)).toEqual(["first\n", "second\n", "third\n"]);
  expect(cells.map((cell) => cell.count! - cells[0]!.count!)).toEqual([0, 1, 2]);
});

test("a cell says what it runs before its outputs, and busy and idle around everything", async () => {
  const cell = await kernel.run("'x'");
  expect(cell.kinds).toEqual(["status", "execute_input", "stream", "status"]);
  expect(cell.reply).toEqual({
    status: "ok",
    execution_count: cell.count,
    user_expressions: {},
    payload: [],
  });
});

test("the cells behind a failing one are aborted, whether it fails at once or after a wait", async () => {
  for (const failing of ["nope", "while (performance.now() % 100 > 5); throw 1", "await null; throw 1"]) {
    const [failed, ...rest] = await Promise.all(
      [failing, ...Array(20).fill("console.log('ran')")].map((code) => kernel.run(code)),
    );
    expect(failed!.status).toBe("error");
    expect(rest.map((cell) => cell.status)).toEqual(Array(20).fill("aborted"));
    expect(rest.map((cell) => cell.stdout).join("")).toBe("");
  }
});

test("a cell run again right after a failure runs, at once or 50 ms later", async () => {
  for (const pause of [0, 1, 50]) {
    expect((await kernel.run("nope")).status).toBe("error");
    await sleep(pause);
    expect((await kernel.run("'again'")).stdout).toBe("again\n");
  }
});

test("with stop_on_error false the cells behind a failing one run", async () => {
  const cells = await Promise.all([
    kernel.run("throw new Error('meant')", { stopOnError: false }),
    kernel.run("'after'"),
  ]);
  expect(cells.map((cell) => cell.status)).toEqual(["error", "ok"]);
  expect(cells[1].stdout).toBe("after\n");
});

test("a silent request publishes nothing and is not counted, one without history is not counted", async () => {
  const before = (await kernel.run("'x'")).count!;
  const silent = await kernel.run("console.log('hidden'); throw 1", { silent: true, stopOnError: false });
  expect(silent.kinds).toEqual(["status", "status"]);
  expect(silent.status).toBe("error");
  expect((await kernel.run("'y'", { storeHistory: false })).stdout).toBe("y\n");
  expect((await kernel.run("'z'")).count).toBe(before + 1);
});

test("output of work that outlives its cell goes to the cell that started last", async () => {
  await kernel.run("setTimeout(() => console.log('late'), 150); undefined;");
  const next = await kernel.run("'next'");
  await next.until(({ stdout }) => stdout.includes("late"));
  expect(next.stdout).toBe("next\nlate\n");
});
