import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { loadMnist } from "descent/mnist";
import { describe, expect, onTestFinished, test } from "vitest";
import { noRealMnist, realMnist } from "./support/digits";
import { Project } from "./support/project";

describe("the real MNIST", () => {
  const measured = `
    const loadMnist = require("descent/mnist").loadMnist;
    const before = process.memoryUsage().rss;
    const start = performance.now();
    loadMnist().then(({ train, test, source }) => {
      const seconds = (performance.now() - start) / 1000;
      const peak = (process.resourceUsage().maxRSS * 1024 - before) / 1e6;
      console.log(JSON.stringify({ source, seconds, peak, labels: [...train.labels.subarray(0, 5)], test: test.size }));
    });`;

  test("passes its checks on the way from a mirror, and loads within 0.6 s and 120 MB from then on", async (context) => {
    if (!realMnist) return context.skip(noRealMnist);
    const project = new Project([]);
    onTestFinished(() => project.remove());
    const sources = resolve("data/sources.json");
    await promisify(execFile)("cp", [sources, join(project.root, "data/sources.json")]);
    const copy = measured.replace("descent/mnist", join(project.root, "lib/dist/mnist.js"));
    const run = async () => {
      const env = { ...process.env, MNIST_MIRROR: realMnist };
      return JSON.parse((await promisify(execFile)(process.execPath, ["-e", copy], { env })).stdout);
    };
    const first = await run();
    expect(first).toMatchObject({ source: "mnist", labels: [5, 0, 4, 1, 9], test: 10_000 });
    const later = [await run(), await run(), await run()];
    console.log(
      "MNIST loads in",
      later.map(({ seconds, peak }) => `${seconds.toFixed(2)} s, ${peak.toFixed(0)} MB`),
    );
    expect(Math.min(...later.map(({ seconds }) => seconds))).toBeLessThan(0.6);
    expect(Math.max(...later.map(({ peak }) => peak))).toBeLessThan(120);
  });

  test("loads from the folder of packed files, too", async (context) => {
    if (!realMnist) return context.skip(noRealMnist);
    const { train, validation, test } = await loadMnist({ directory: realMnist });
    expect([train.size, validation.size, test.size]).toEqual([50_000, 10_000, 10_000]);
    expect(train.shape).toEqual([28, 28]);
  });
});
