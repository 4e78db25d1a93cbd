// Many trainings over worker threads: the same bits as alone, results as they come, failures as rows, a quick end.

import { setTimeout as sleep } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import { relu, softmax } from "descent/activation";
import { logLikelihood } from "descent/cost";
import { type Dataset, shuffledLabels } from "descent/dataset";
import { he } from "descent/init";
import { Network } from "descent/network";
import { watchSweep } from "descent/notebook";
import { random } from "descent/random";
import { type SweepConfig, type SweepOptions, type SweepResult, sweep } from "descent/sweep";
import { type EpochRecord, evaluate, train } from "descent/train";
import { afterEach, describe, expect, it, vi } from "vitest";
import { stripes } from "./support/toy";

const data = { train: stripes(300), validation: stripes(100, 2), test: stripes(100, 3) };
const base: SweepConfig = { sizes: [16, 6, 3], epochs: 3, miniBatchSize: 8, learningRate: 1, seed: 4 };
const long: SweepConfig = { ...base, sizes: [16, 64, 64, 3], epochs: 1e7 };

const workers: Worker[] = [];
process.on("worker", (worker) => workers.push(worker));
afterEach(() => {
  const ended = workers.splice(0);
  expect(ended.map((worker) => worker.threadId)).toEqual(ended.map(() => -1));
});

async function collect(run: AsyncIterable<SweepResult>): Promise<SweepResult[]> {
  const results: SweepResult[] = [];
  for await (const result of run) results.push(result);
  return results;
}

async function all(configs: SweepConfig[], options?: SweepOptions): Promise<SweepResult[]> {
  return (await collect(sweep(configs, data, options))).sort((a, b) => a.index - b.index);
}

const withoutTimes = (records: EpochRecord[]) => records.map(({ seconds: _, ...rest }) => rest);

describe("a sweep", () => {
  it.each([
    1, 2, 3,
  ])("over %i workers gives each network the bits that train gives it alone", async (count) => {
    const seeds = [1, 2, 3, 4, 5];
    const configs = seeds.map((seed) => ({ ...base, seed, momentum: 0.5, weightDecay: 1e-4 }));
    const results = await all(configs, { workers: count, networks: true });
    expect(workers).toHaveLength(count);
    for (const [i, config] of configs.entries()) {
      const net = new Network(config.sizes, { seed: config.seed });
      const records: EpochRecord[] = [];
      const { sizes: _, ...options } = config;
      const run = train(net, data.train, { ...options, validation: data.validation });
      for await (const record of run) records.push(record);
      const { network, records: swept, final, testAccuracy, testCost, error } = results[i]!;
      expect(error).toBeUndefined();
      expect(JSON.stringify(network)).toBe(JSON.stringify(net));
      expect(withoutTimes(swept)).toEqual(withoutTimes(records));
      expect(final).toBe(swept.at(-1));
      expect({ cost: testCost, accuracy: testAccuracy }).toEqual(evaluate(net, data.test));
    }
  });

  it("takes activations, costs and initialisers as they are or by name, and a seed for the order alone", async () => {
    const values = {
      ...base,
      hidden: relu,
      output: softmax,
      cost: logLikelihood,
      init: he,
      learningRate: 0.1,
    };
    const names = {
      ...values,
      hidden: "relu",
      output: "softmax",
      cost: "logLikelihood",
      init: "he",
    } as const;
    const results = await all([values, names, { ...names, orderSeed: 9 }], { networks: true });
    const net = new Network(base.sizes, {
      seed: 4,
      hidden: relu,
      output: softmax,
      cost: logLikelihood,
      init: he,
    });
    for await (const _ of train(net, data.train, { ...base, learningRate: 0.1, seed: 9 }));
    expect(results.map((r) => r.error)).toEqual([undefined, undefined, undefined]);
    expect(results[1]!.network).toEqual(results[0]!.network);
    expect(results[2]!.network).not.toEqual(results[0]!.network);
    expect(JSON.stringify(results[2]!.network)).toBe(JSON.stringify(net));
  });

  it("takes a code along to the workers", async () => {
    const code = [
      [0, 0],
      [0, 1],
      [1, 1],
    ];
    const [result, plain] = await all([{ ...base, sizes: [16, 6, 2], code }, base], { networks: true });
    const net = new Network([16, 6, 2], { seed: 4, code });
    for await (const _ of train(net, data.train, { ...base }));
    expect(JSON.stringify(result!.network)).toBe(JSON.stringify(net));
    expect([result!.label, plain!.label]).toEqual(["sizes 16-6-2, code of 3 words", "sizes 16-6-3"]);
  });

  it("shuffles a part of the labels, in each configuration another one if asked, and leaves the data alone", async () => {
    const before = data.train.labels.slice();
    const half = { ...base, shuffled: 0.5, labelSeed: 9 };
    const results = await all([half, base, { ...half, shuffled: 0 }, { ...base, shuffled: 0.5 }], {
      networks: true,
    });
    const alone = async (labelSeed: number) => {
      const net = new Network(base.sizes, { seed: 4 });
      for await (const _ of train(net, shuffledLabels(data.train, 0.5, random(labelSeed)), base));
      return net.toJSON();
    };
    expect(results.map(({ error }) => error)).toEqual([undefined, undefined, undefined, undefined]);
    expect(results[0]!.network).toEqual(await alone(9));
    expect(results[1]!.network).toEqual(results[2]!.network);
    expect(results[3]!.network).toEqual(await alone(base.seed! + 1));
    expect(data.train.labels).toEqual(before);
  });

  it("yields results as they come: the short run of two before the long one ends", async () => {
    const run = sweep([long, base], data, { workers: 2 });
    const first = await run.next();
    expect(first.value).toMatchObject({ index: 1, label: "sizes 16-6-3, epochs 3" });
    expect(first.value!.records).toHaveLength(3);
    expect(run.progress).toBeGreaterThanOrEqual(0.5);
    expect(run.progress).toBeLessThan(0.6);
    await run.return();
  });

  it("shares the data: memory that is shared already is used where it is, other data are copied once", async () => {
    const shared = (numbers: Uint8Array) => {
      const copy = new Uint8Array(new SharedArrayBuffer(numbers.length));
      copy.set(numbers);
      return copy;
    };
    const there: Dataset = {
      ...data.train,
      images: shared(data.train.images),
      labels: shared(data.train.labels),
    };
    const made = vi.spyOn(globalThis, "SharedArrayBuffer");
    const results = await collect(sweep([base, base, base, base], there, { workers: 2 }));
    const sizes = () => made.mock.calls.map(([length]) => length);
    expect(sizes()).not.toContain(there.images.length);
    results.push(...(await collect(sweep([base, base, base, base], data.train, { workers: 2 }))));
    expect(sizes().filter((length) => length === there.images.length)).toHaveLength(1);
    made.mockRestore();
    expect(new Set(results.map(({ final }) => final!.cost)).size).toBe(1);
    expect(results[0]).not.toHaveProperty("testAccuracy");
    expect(results[0]).not.toHaveProperty("network");
  });

  it("takes real-valued images too", async () => {
    const images = Float32Array.from(data.train.images, (grey) => grey / 255);
    const [result] = await collect(sweep([base], { ...data.train, images }));
    expect(result!.final!.cost).toBeCloseTo((await all([base]))[0]!.final!.cost, 4);
  });

  it("names a configuration by its label, or by what tells it from the others", async () => {
    const labels = async (configs: SweepConfig[]) => (await all(configs)).map(({ label }) => label);
    expect(await labels([base, { ...base, learningRate: 3, hidden: relu }])).toEqual([
      "learningRate 1",
      "learningRate 3, hidden relu",
    ]);
    expect(await labels([base, { ...base, label: "mine" }])).toEqual(["run 1", "mine"]);
  });

  it("costs nothing until it is asked, and nothing at all without configurations", async () => {
    sweep([base], data);
    expect(await all([])).toEqual([]);
    expect(workers).toHaveLength(0);
  });
});

describe("a configuration that fails", () => {
  it("is a row that says why, and the others go on", async () => {
    const results = await all([
      { ...base, sizes: [16, 0, 3] },
      { ...base, sizes: [17, 3] },
      { ...base, hidden: "relu", output: "relu", learningRate: 1e30 },
      { ...base, epochs: 0.5 },
      { ...base, hidden: "sigmoidal" as "sigmoid" },
      base,
    ]);
    expect(results.map(({ error }) => error)).toEqual([
      "sizes are at least two whole numbers above 0, such as [784, 30, 10]; got [16,0,3]",
      "the training images have 4 × 4 = 16 pixels, but the network expects 17 inputs",
      expect.stringMatching(
        /^the cost is no longer a number in epoch 1, mini-batch \d+: a learning rate of 1e\+30/,
      ),
      "epochs is a whole number from 1, got 0.5",
      "hidden: expected one of step, sigmoid, tanh, relu, softmax; got sigmoidal",
      undefined,
    ]);
    expect(results[5]!.records).toHaveLength(3);
  });

  it("because its worker died is a row too; another worker takes the next", async () => {
    const run = sweep([long, base, base], data, { workers: 1 });
    const first = run.next();
    while (workers.length === 0) await sleep(5);
    await sleep(300);
    await workers[0]!.terminate();
    const results = [(await first).value!, ...(await collect(run))];
    expect(results.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(results[0]!.error).toMatch(/^its worker died/);
    expect(results[2]!.records).toHaveLength(3);
    expect(workers).toHaveLength(2);
  });

  it("that cannot be sent is refused at once: schedules and home-made activations are functions", () => {
    const schedule = { ...base, learningRate: (() => 1) as unknown as number };
    expect(() => sweep([base, schedule], data)).toThrow(
      "configuration 1: learningRate is a function, which cannot be sent to a worker: give a number, or call train itself",
    );
    expect(() => sweep([{ ...base, hidden: { ...relu } }], data)).toThrow(
      "configuration 0: hidden is not one of the library's own",
    );
    expect(() => sweep([base], data, { workers: 0 })).toThrow("workers is a whole number from 1, got 0");
  });
});

describe("stopping a sweep", () => {
  async function secondsToEnd(stop: (run: ReturnType<typeof sweep>) => void, options: SweepOptions = {}) {
    const run = sweep([base, long, long, long], data, { workers: 2, ...options });
    expect((await run.next()).value!.index).toBe(0);
    await sleep(200);
    const asked = performance.now();
    stop(run);
    expect(await run.next()).toEqual({ done: true, value: undefined });
    return (performance.now() - asked) / 1000;
  }

  it("by its signal, by stop() and by an interrupt ends all workers within a second", async () => {
    const controller = new AbortController();
    expect(await secondsToEnd(() => controller.abort(), { signal: controller.signal })).toBeLessThan(1);
    expect(await secondsToEnd((run) => run.stop())).toBeLessThan(1);
    expect(await secondsToEnd(() => process.emit("SIGINT", "SIGINT"))).toBeLessThan(1);
    expect(workers).toHaveLength(6);
  });

  it("by leaving the loop does too, and so does a signal that was aborted beforehand", async () => {
    for await (const _ of sweep([base, long, long], data, { workers: 2 })) break;
    expect(workers).toHaveLength(2);
    expect(await all([base], { signal: AbortSignal.abort() })).toEqual([]);
    expect(workers).toHaveLength(2);
  });

  it("takes no listener of the process with it, even when nobody asks for the rest of the results", async () => {
    const listeners = process.listeners("SIGINT");
    const run = sweep([base, { ...base, epochs: 500 }], data, { workers: 2 });
    await run.next();
    expect(process.listeners("SIGINT")).not.toEqual(listeners);
    while (workers.some((worker) => worker.threadId !== -1)) await sleep(5);
    expect(process.listeners("SIGINT")).toEqual(listeners);
    expect(await collect(run)).toHaveLength(1);
  });
});

describe("watching a sweep in plain Node.js", () => {
  it("prints a line per result and ends with the table, the best network first and failures last", async () => {
    const lines = vi.spyOn(console, "log").mockImplementation(() => {});
    const rates = [0.001, 3, -1];
    const run = sweep(
      rates.map((learningRate) => ({ ...base, learningRate })),
      data,
    );
    const best = await watchSweep(run, { title: "three rates" });
    const printed = lines.mock.calls.map(([line]) => String(line));
    lines.mockRestore();
    expect(best.map(({ index }) => index)).toEqual([1, 0, 2]);
    expect(printed).toHaveLength(4);
    const table = printed[3]!.split("\n");
    expect(table[0]).toBe("three rates");
    expect(table[1]).toMatch(/^3 of 3 done in \d+\.\d s$/);
    expect(table[2]!.trim().split(/ {2,}/)).toEqual([
      "configuration",
      "epochs",
      "cost",
      "training (%)",
      "validation (%)",
      "test (%)",
      "seconds",
      "what went wrong",
    ]);
    expect(table.slice(3).map((row) => row.split(/ {2,}/)[0])).toEqual(
      rates.map((_, i) => `learningRate ${[3, 0.001, -1][i]}`),
    );
  });
});
