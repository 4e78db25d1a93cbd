import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Kernel, root } from "../support/kernel";

test("the example of the README, run in a notebook's kernel, prints what the README says", async ({
  skip,
}) => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const code = readme.match(/```ts\n([\s\S]*?)```/)![1]!;
  const printed = readme.match(/It prints `([\d.]+)`/)![1]!;
  const kernel = await Kernel.start();
  try {
    const cell = await kernel.run(code);
    expect(cell.error).toBeUndefined();
    const source = await kernel.run("console.log(mnist.source)");
    skip(source.stdout.trim() !== "mnist", "real MNIST is not at hand, and the README speaks of it");
    expect(cell.stdout.trim()).toBe(printed);
  } finally {
    await kernel.shutdown();
  }
});
