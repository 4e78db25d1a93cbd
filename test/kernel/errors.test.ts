import { afterAll, beforeAll, expect, test } from "vitest";
import { type Cell, Kernel } from "../support/kernel";

let kernel: Kernel;
beforeAll(async () => {
  kernel = await Kernel.start();
});
afterAll(() => kernel.shutdown());

const trace = (cell: Cell) => cell.error!.traceback!.join("\n");

test("a throw becomes an error output, the same fields in the reply, and a trace of the cell's own lines", async () => {
  const cell = await kernel.run(`interface Point { x: number }

function check(p: Point) {
  if (p.x > 0) throw new RangeError("too far: " + p.x);
}
check({ x: 1 });`);
  const { ename, evalue, traceback } = cell.error!;
  expect(traceback).toEqual([
    "RangeError: too far: 1",
    "",
    `  4 |   if (p.x > 0) throw new RangeError("too far: " + p.x);`,
    "                           ^^^",
    "",
    `    at check (cell-${cell.count}.ts:4:22)`,
    `    at cell-${cell.count}.ts:6:1`,
  ]);
  expect(cell.reply).toMatchObject({
    status: "error",
    ename,
    evalue,
    traceback,
    execution_count: cell.count,
  });
  expect([ename, evalue, cell.stderr]).toEqual(["RangeError", "too far: 1", ""]);
});

test("an error in a function of an earlier cell names that cell's line and quotes the line that called it", async () => {
  const earlier = await kernel.run("type Unused = string;\nfunction fail() {\n  throw new Error('deep');\n}");
  const cell = await kernel.run("\n\nfail();");
  expect(trace(cell)).toContain("  3 | fail();\n      ^^^^");
  expect(trace(cell)).toContain(`at fail (cell-${earlier.count}.ts:3:9)`);
});

test("a type error shows the checker's sentence and its reasons above the quoted line", async () => {
  const cell = await kernel.run(
    "const ok = 1;\nconst p: { x: { y: string } } = { x: ok };\nconst q = nope + 1;",
  );
  expect(cell.error!.ename).toBe("TypeScriptError");
  expect(cell.error!.evalue).toBe("Type 'number' is not assignable to type '{ y: string; }'.");
  expect(trace(cell)).toBe(`TypeScriptError: Type 'number' is not assignable to type '{ y: string; }'.

  2 | const p: { x: { y: string } } = { x: ok };
                                        ^

TypeScriptError: Cannot find name 'nope'.

  3 | const q = nope + 1;
                ^^^^
`);
});

test("a rejected await becomes an error output that names the line of the rejection", async () => {
  const cell = await kernel.run(
    "async function later() {\n  await null;\n  throw new TypeError('late');\n}\nawait later();",
  );
  expect(cell.error).toMatchObject({ ename: "TypeError", evalue: "late" });
  expect(trace(cell)).toContain(`at later (cell-${cell.count}.ts:3:9)`);
});

test("anything may be thrown: a string, an object, nothing", async () => {
  for (const [code, evalue] of [
    ["throw 'words';", "'words'"],
    ["throw { a: 1 };", "{ a: 1 }"],
    ["await Promise.reject();", "undefined"],
  ] as const) {
    const cell = await kernel.run(code);
    expect(cell.error).toMatchObject({ ename: "Uncaught", evalue, traceback: [`Uncaught ${evalue}`] });
  }
});

test("causes and extra fields are told, without frames of the kernel", async () => {
  const cell = await kernel.run(
    "import { readFileSync } from 'node:fs';\ntry { readFileSync('/none'); } catch (cause) { throw new Error('outer', { cause }); }",
  );
  expect(trace(cell)).toContain("[cause]: Error: ENOENT");
  expect(trace(cell)).toContain("code: 'ENOENT'");
  expect(trace(cell)).not.toMatch(/node:|tslab|kernel/);
});

test("an error in the library points into lib/*.ts and at the line of the cell that called it", async () => {
  const cell = await kernel.run('import { Network } from "descent/network";\nnew Network([]);');
  expect(cell.status).toBe("error");
  expect(trace(cell)).toMatch(/ at .*\(lib\/network\.ts:\d+:\d+\)/);
  expect(trace(cell)).toContain("  2 | new Network([]);");
  expect(trace(cell)).not.toMatch(/dist|node_modules/);
});

test("a stack printed by the cell itself names the cell's lines", async () => {
  const cell = await kernel.run(
    "interface Gone {}\ntry {\n  (null as any).x;\n} catch (error) {\n  console.error(error.stack);\n}",
  );
  expect(cell.stderr).toContain(`cell-${cell.count}.ts:3:17`);
});

test("a rejection or an error nobody awaits is told on stderr of its cell, in words a test can find", async () => {
  const cell = await kernel.run(
    "Promise.reject(new Error('stray'));\nsetTimeout(() => { throw new Error('timed'); }, 5);\nawait new Promise((done) => setTimeout(done, 50));",
  );
  expect(cell.status).toBe("ok");
  expect(cell.stderr).toContain("UnhandledPromiseRejection: Error: stray");
  expect(cell.stderr).toContain("UncaughtException: Error: timed");
  expect(cell.stderr).not.toContain("node:");
});

test("process.exit is refused and leaves the variables alive", async () => {
  await kernel.run("const kept = 42;");
  const cell = await kernel.run("process.exit(0);");
  expect(cell.error!.evalue).toContain("process.exit()");
  expect((await kernel.run("kept")).stdout).toBe("42\n");
});

test("a million increments of a top-level variable take well under the 630 ms of plain tslab", async () => {
  const code = `const before = process.cpuUsage(); let sum = 0;
    for (let i = 0; i < 1e6; i++) sum += i;
    const { user, system } = process.cpuUsage(before);
    console.log((user + system) / 1000);`;
  const times = [];
  for (let i = 0; i < 3; i++) times.push(Number((await kernel.run(code)).stdout));
  expect(Math.min(...times)).toBeLessThan(300);
});
