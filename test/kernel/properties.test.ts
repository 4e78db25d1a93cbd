import { afterAll, beforeAll, expect, test } from "vitest";
import { Kernel } from "../support/kernel";

let kernel: Kernel;
beforeAll(async () => {
  kernel = await Kernel.start();
});
afterAll(() => kernel.shutdown());

test("{ n } means the variable n of an earlier cell, whether it was declared, destructured or imported there", async () => {
  await kernel.run(
    `import { sep } from "node:path"; const { a, b: c } = { a: 1, b: 2 }; let n = 3; function f() { return 4; }`,
  );
  const cell = await kernel.run(
    `const own = 5; console.log(JSON.stringify({ a, c, n, own, sep, f: f(), ...{ n } }));`,
  );
  expect(cell.stdout).toBe('{"a":1,"c":2,"n":3,"own":5,"sep":"/","f":4}\n');
  const awaited = await kernel.run(
    "const o = await Promise.resolve({ n }); ({ n: o.n } = { n: 9 }); console.log(o, n);",
  );
  expect(awaited.stdout).toBe("{ n: 9 } 3\n");
});

test("{ n: other } in a pattern names a property, also when an earlier cell declared the type that has it", async () => {
  await kernel.run("const seed = 1; const config = { seed: 7, rate: 0.5, sizes: [2, 1] }; let taken = 0;");
  const cell = await kernel.run(
    `const { seed: other, ...rest } = config; ({ seed: taken } = config); console.log(other, rest, taken, seed);`,
  );
  expect(cell.stdout).toBe("7 { rate: 0.5, sizes: [ 2, 1 ] } 7 1\n");
  const awaited = await kernel.run(
    "await null; const { rate: half, ...others } = config; const twice = ({ rate: r }: typeof config) => 2 * r; console.log(half, others, twice(config));",
  );
  expect(awaited.stdout).toBe("0.5 { seed: 7, sizes: [ 2, 1 ] } 1\n");
});
