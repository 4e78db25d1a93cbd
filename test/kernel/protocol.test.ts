import { afterAll, beforeAll, expect, test } from "vitest";
import { Kernel } from "../support/kernel";

let kernel: Kernel;
beforeAll(async () => {
  kernel = await Kernel.start();
});
afterAll(() => kernel.shutdown());

test("the kernel introduces itself as TypeScript, with the version that checks the cells", async () => {
  const info = await kernel.request("kernel_info_request");
  const { stdout } = await kernel.run('import { versions } from "tslab";\nversions.typescript');
  expect(info).toMatchObject({ status: "ok", protocol_version: "5.3", implementation: "tslab" });
  expect(info.language_info).toMatchObject({
    name: "typescript",
    version: stdout.trim(),
    file_extension: ".ts",
  });
});

test("Tab completes names of the cell, of earlier cells and members", async () => {
  await kernel.run("const learningRate = 0.5;");
  const complete = (code: string) => kernel.request("complete_request", { code, cursor_pos: code.length });
  expect((await complete("learni")).matches).toEqual(["learningRate"]);
  expect((await complete("learningRate.toFi")).matches).toEqual(["toFixed"]);
});

test("Shift-Tab tells a type and its documentation", async () => {
  await kernel.run("/** Halves it. */\nfunction half(x: number): number { return x / 2; }");
  const reply = await kernel.request("inspect_request", { code: "half(3)", cursor_pos: 2, detail_level: 0 });
  expect(reply.found).toBe(true);
  expect(reply.data["text/plain"]).toContain("half(x: number): number");
  expect(reply.data["text/plain"]).toContain("Halves it.");
});

test("an unfinished cell is known to be unfinished", async () => {
  expect((await kernel.request("is_complete_request", { code: "function f() {" })).status).toBe("incomplete");
  expect((await kernel.request("is_complete_request", { code: "1 + 1" })).status).toBe("complete");
});

test("requests about widgets and history get empty answers, and unknown ones do no harm", async () => {
  expect(await kernel.request("comm_info_request", { target_name: "x" })).toEqual({
    status: "ok",
    comms: {},
  });
  expect(await kernel.request("history_request", {})).toEqual({ status: "ok", history: [] });
  kernel.send("comm_open", { comm_id: "c1", target_name: "x", data: {} });
  kernel.send("no_such_request", {});
  const cell = await kernel.run("'still here'");
  expect(cell.stdout).toBe("still here\n");
  expect(kernel.published.find(({ type }) => type === "comm_close")?.content.comm_id).toBe("c1");
  expect(kernel.log).toBe("");
});
