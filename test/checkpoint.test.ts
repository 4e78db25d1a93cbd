// Training that is kept in files: it goes on after a stop or a kill with the same bits, and says what it takes up.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { relu, softmax } from "descent/activation";
import { checkpointed, checkpointedSweep, type RunConfig } from "descent/checkpoint";
import { logLikelihood } from "descent/cost";
import { he } from "descent/init";
import type { SweepConfig, SweepResult } from "descent/sweep";
import { type EpochRecord, train } from "descent/train";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stripes } from "./support/toy";

const data = { train: stripes(300), validation: stripes(100, 2), test: stripes(100, 3) };
const words = [0, 1, 3].map((number) => [number >> 1, number & 1]);
const base: RunConfig = { sizes: [16, 6, 3], epochs: 6, miniBatchSize: 8, learningRate: 1, seed: 4 };

let folder: string;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "descent-runs-"));
  said = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void said.push(line));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const withoutTimes = (records: EpochRecord[]) => records.map(({ seconds: _, ...rest }) => rest);
const files = (name: string) => readdirSync(join(folder, name)).map((file) => join(folder, name, file));

async function collect<T>(run: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of run) values.push(value);
  return values;
}

/** Takes some records of a run and leaves it, as Stop does. */
async function begin(name: string, config: RunConfig, epochs: number): Promise<void> {
  const run = checkpointed(name, config, data, folder);
  for (let epoch = 1; epoch <= epochs; epoch++) await run.next();
  await run.return();
}

describe("a checkpointed run", () => {
  it("gives the records and the bits that train gives", async () => {
    const run = checkpointed("plain", base, data, folder);
    const records = await collect(run);
    const { net } = checkpointed("other", base, data, folder);
    const { sizes: _, ...options } = base;
    const expected = await collect(train(net, data.train, { ...options, validation: data.validation }));
    expect(withoutTimes(records)).toEqual(withoutTimes(expected));
    expect(JSON.stringify(run.net)).toBe(JSON.stringify(net));
    expect(said).toEqual([]);
  });

  it.each<[string, Partial<RunConfig>]>([
    ["plain", {}],
    ["with momentum and weight decay", { momentum: 0.7, weightDecay: 1e-3 }],
    ["with a schedule", { learningRate: (progress) => 2 * (1 - progress) }],
    ["with the readable engine and momentum", { engine: "readable", momentum: 0.7 }],
    ["with an order of its own", { orderSeed: 9 }],
    [
      "with its parts, not their names",
      { hidden: relu, output: softmax, cost: logLikelihood, init: he, learningRate: 0.1 },
    ],
    ["with a code", { sizes: [16, 6, 2], code: words }],
    ["with shuffled labels", { shuffled: 0.5, labelSeed: 9 }],
  ])("%s, stopped and called again, goes on to the same bits and says where from", async (_, changes) => {
    const config = { ...base, ...changes };
    const whole = checkpointed("whole", config, data, folder);
    const expected = await collect(whole);
    await begin("broken", config, 2);
    const resumed = checkpointed("broken", config, data, folder);
    const records = await collect(resumed);
    expect(withoutTimes(records)).toEqual(withoutTimes(expected));
    expect(JSON.stringify(resumed.net)).toBe(JSON.stringify(whole.net));
    expect(resumed.progress).toBe(1);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(
      /^broken: resumed, for 2 of 6 epochs were kept in .*broken; delete .*\(seed 4\)\.$/,
    );
  });

  it("learns from shuffled labels when its configuration says so, as a sweep does", async () => {
    const config = { ...base, learningRate: 1, shuffled: 0.5, labelSeed: 9 };
    const run = checkpointed("shuffled", config, data, folder);
    await collect(run);
    const [swept] = await collect(checkpointedSweep("swept", [config], data, { networks: true, folder }));
    expect(swept!.network).toEqual(run.net.toJSON());
  });

  it("that was complete is read, not computed again, and says so", async () => {
    const first = checkpointed("complete", base, data, folder);
    const expected = await collect(first);
    const second = checkpointed("complete", base, data, folder);
    expect(await collect(second)).toEqual(expected);
    expect(JSON.stringify(second.net)).toBe(JSON.stringify(first.net));
    expect(said[0]).toContain("all 6 of 6 epochs were kept");
  });

  it("with one other option, another seed or other data is another run", async () => {
    await begin("many", base, 1);
    await begin("many", { ...base, learningRate: 0.5 }, 1);
    await begin("many", { ...base, seed: 5 }, 1);
    await begin("many", { ...base, learningRate: (progress) => 1 - progress }, 1);
    await collect(checkpointed("many", { ...base, epochs: 1 }, { train: stripes(301) }, folder));
    expect(files("many")).toHaveLength(5);
    expect(said).toEqual([]);
  });

  it("starts again, and says why, when its file is damaged", async () => {
    for (const damage of [
      (text: string) => text.slice(0, 200),
      () => "{}",
      () => '{"records":[],"weights":[]}',
    ]) {
      await begin("damaged", base, 2);
      const [file] = files("damaged");
      writeFileSync(file!, damage(readFileSync(file!, "utf8")));
      said = [];
      const records = await collect(checkpointed("damaged", base, data, folder));
      expect(records).toHaveLength(6);
      expect(said[0]).toMatch(/is damaged and is not used/);
      rmSync(join(folder, "damaged"), { recursive: true });
    }
  });

  it("goes on without keeping anything, and says so once, when the folder cannot be written", async () => {
    writeFileSync(join(folder, "blocked"), "a file where a folder should be");
    const records = await collect(checkpointed("blocked", base, data, folder));
    expect(records).toHaveLength(6);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/could not be kept/);
  });

  it("refuses a name that could lead out of the folder, and a configuration that does not fit", () => {
    expect(() => checkpointed("../elsewhere", base, data, folder)).toThrow(
      /letters, digits, dots and hyphens/,
    );
    expect(() => checkpointed("bad", { ...base, sizes: [15, 3] }, data, folder)).toThrow(RangeError);
    expect(() => checkpointed("bad", { ...base, epochs: 0 }, data, folder)).toThrow(RangeError);
  });

  it("in a process that is killed loses a second or two of work, and nothing else", async () => {
    const script = `
      const { checkpointed } = require("descent/checkpoint");
      const { strokeDigits } = require("descent/strokes");
      const { random } = require("descent/random");
      const config = { sizes: [784, 30, 10], epochs: 100000, miniBatchSize: 10, learningRate: 1 };
      const run = checkpointed("killed", config, { train: strokeDigits(1000, random(1)) }, process.argv[1]);
      (async () => { for await (const { epoch } of run) process.stdout.write(epoch + "\\n"); })();`;
    const start = (): ChildProcess => spawn("node", ["-e", script, folder], { cwd: join(__dirname, "..") });
    const first = start();
    await sleep(4000);
    first.kill("SIGKILL");
    await sleep(100);
    const { records } = JSON.parse(readFileSync(files("killed")[0]!, "utf8")) as { records: EpochRecord[] };
    expect(records.length).toBeGreaterThan(0);
    const second = start();
    let printed = "";
    second.stdout!.on("data", (text) => {
      printed += text;
    });
    while (!printed.includes("kept") && second.exitCode === null) await sleep(50);
    second.kill("SIGKILL");
    expect(printed).toContain(`killed: resumed, for ${records.length} of 100000 epochs were kept`);
  }, 30_000);
});

describe("a checkpointed sweep", () => {
  const configs: SweepConfig[] = [1, 2, 3, 4].map((seed) => ({ ...base, learningRate: 1, seed }));
  const inOrder = (results: SweepResult[]) =>
    results
      .sort((a, b) => a.index - b.index)
      .map(({ seconds: _, records, final: _1, ...rest }) => ({ ...rest, records: withoutTimes(records) }));

  it("computes what is missing, and gives the results that an undisturbed sweep gives", async () => {
    const expected = inOrder(await collect(checkpointedSweep("whole", configs, data, { folder })));
    const broken = checkpointedSweep("broken", configs, data, { folder, workers: 1 });
    await broken.next();
    await broken.next();
    await broken.return();
    const kept = files("broken").length;
    expect(kept).toBeGreaterThanOrEqual(1);
    const again = checkpointedSweep("broken", configs, data, { folder });
    const results = await collect(again);
    expect(inOrder(results)).toEqual(expected);
    expect(results.every(({ final, records }) => final === records.at(-1))).toBe(true);
    expect(again.progress).toBe(1);
    expect(said[0]).toMatch(new RegExp(`^broken: ${kept} of 4 runs were kept in`));
  });

  it("computes nothing when all is there, and only the new configurations when some are added", async () => {
    await collect(checkpointedSweep("grown", configs.slice(0, 2), data, { folder }));
    const grown = await collect(checkpointedSweep("grown", configs, data, { folder }));
    expect(said).toEqual([expect.stringMatching(/2 of 4 runs were kept/)]);
    expect(grown.map(({ label }) => label).sort()).toEqual(["seed 1", "seed 2", "seed 3", "seed 4"]);
    await collect(checkpointedSweep("grown", configs, data, { folder }));
    expect(said[1]).toMatch(/4 of 4 runs were kept/);
  });

  it("computes a kept result again when its network is asked for and was not kept", async () => {
    await collect(checkpointedSweep("networks", configs.slice(0, 1), data, { folder }));
    const again = () =>
      collect(checkpointedSweep("networks", configs.slice(0, 1), data, { folder, networks: true }));
    expect((await again())[0]!.network).toBeDefined();
    expect(said).toEqual([]);
    expect((await again())[0]!.network).toBeDefined();
    expect(said).toHaveLength(1);
  });

  it("tries what failed again", async () => {
    const failing = [{ ...configs[0]!, learningRate: 1e30, sizes: [16, 6, 3], hidden: "relu" as const }];
    for (let i = 0; i < 2; i++) {
      const [result] = await collect(checkpointedSweep("failing", failing, data, { folder }));
      expect(result!.error).toBeDefined();
    }
    expect(said).toEqual([]);
  });
});
