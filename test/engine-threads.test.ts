// Several threads on one network: the same bits, only where it pays, and nothing left behind.

import { once } from "node:events";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { relu, softmax } from "descent/activation";
import { logLikelihood } from "descent/cost";
import { type Dataset, makeDataset, type RealDataset } from "descent/dataset";
import type { StepOptions } from "descent/engine/engine";
import { FastEngine } from "descent/engine/fast";
import { threadsFor } from "descent/engine/threads";
import { scaledNormal } from "descent/init";
import { Network } from "descent/network";
import { random } from "descent/random";
import { train } from "descent/train";
import { afterEach, describe, expect, it, vi } from "vitest";
import { combinations, nameOf } from "./support/networks";

const helpers: Worker[] = [];
const online = new Map<Worker, Promise<unknown>>();
process.on("worker", (worker) => {
  helpers.push(worker);
  online.set(worker, once(worker, "online"));
});

const GOING = 10_000; // milliseconds in which an idle helper has gone: half a second, and much patience with busy machines

/** Waits until so many helpers have been called in all: the process tells of them a little later. */
async function called(count: number): Promise<void> {
  for (const end = performance.now() + GOING; performance.now() < end; await sleep(10)) {
    if (helpers.length === count) return;
  }
  throw new Error(`${helpers.length} helpers were called, not ${count}`);
}

async function allGone(): Promise<void> {
  for (const end = performance.now() + GOING; performance.now() < end; await sleep(10)) {
    if (helpers.every(({ threadId }) => threadId === -1)) return;
  }
  throw new Error("a helper is still there");
}

afterEach(async () => {
  await allGone();
  helpers.length = 0;
});

/** Random images, of which a fraction of the pixels is inked. */
function noise(size: number, pixels: number, inked: number): Dataset {
  const stream = random(size);
  const images = Uint8Array.from({ length: size * pixels }, () =>
    stream.uniform() < inked ? stream.integer(256) : 0,
  );
  const labels = Array.from({ length: size }, () => stream.integer(10));
  return makeDataset(images, labels, [1, pixels]);
}

function real(data: Dataset): RealDataset {
  return { ...data, images: Float32Array.from(data.images, (v) => v / 128 - 0.7) };
}

const PIXELS = 101;
const SIZE = 240;
const sparse = noise(SIZE, PIXELS, 0.2);
const dense = noise(SIZE, PIXELS, 0.9);

/** Works a network through the data several times with so many threads; what comes of it, to the last bit. */
async function result(net: Network, data: Dataset | RealDataset, options: StepOptions, threads: number) {
  const engine = new FastEngine(net, data, data, options, threads);
  const before = helpers.length;
  const numbers: number[] = [];
  engine.load();
  engine.arrange(Uint32Array.from({ length: SIZE }, (_, i) => (i * 7) % SIZE));
  for (let epoch = 0; epoch < 10; epoch++) {
    for (let first = 0; first < SIZE; first += options.miniBatchSize) {
      const end = Math.min(first + options.miniBatchSize, SIZE);
      for (let i = first; i < end; i += engine.chunk) {
        const { cost, correct } = engine.accumulate(i, Math.min(i + engine.chunk, end));
        numbers.push(cost, correct);
      }
      engine.update(0.02);
    }
    const { cost, correct } = engine.measure(0, Math.min(engine.chunk, SIZE));
    numbers.push(cost, correct);
    if (epoch === 0) {
      await called(before + threads - 1);
      await Promise.all(helpers.slice(before).map((helper) => online.get(helper)));
      await sleep(30);
    }
  }
  engine.save();
  return JSON.stringify([numbers, net]);
}

describe("2 and 3 threads give the bits of one", () => {
  async function compare(make: () => Network, data: Dataset | RealDataset, options: StepOptions) {
    const alone = await result(make(), data, options, 1);
    for (const threads of [2, 3]) expect(await result(make(), data, options, threads)).toBe(alone);
  }

  it.each(
    combinations.map((c) => [nameOf(c), c] as const),
  )("in a deep network: %s", async (_name, combination) => {
    const make = () => new Network([PIXELS, 150, 70, 10], { ...combination, init: scaledNormal });
    await compare(make, sparse, { miniBatchSize: 32, weightDecay: 0.01, momentum: 0 });
  });

  it.each([
    ["with momentum", sparse, { miniBatchSize: 32, weightDecay: 0.01, momentum: 0.7 }],
    ["with weights that shrink fast", sparse, { miniBatchSize: 32, weightDecay: 10, momentum: 0 }],
    [
      "with mini-batches of many calls of the sums",
      sparse,
      { miniBatchSize: 200, weightDecay: 0, momentum: 0 },
    ],
    ["with single examples", sparse, { miniBatchSize: 1, weightDecay: 0, momentum: 0 }],
    ["on images with much ink", dense, { miniBatchSize: 32, weightDecay: 0.01, momentum: 0 }],
    ["on real numbers", real(dense), { miniBatchSize: 32, weightDecay: 0.01, momentum: 0 }],
    ["on real numbers, with momentum", real(dense), { miniBatchSize: 32, weightDecay: 0.1, momentum: 0.7 }],
  ] as const)("%s", async (_name, data, options) => {
    for (const sizes of [
      [PIXELS, 200, 90, 10],
      [PIXELS, 333, 10],
    ]) {
      for (const combination of [combinations[0]!, combinations.at(-1)!]) {
        await compare(() => new Network(sizes, { ...combination, init: scaledNormal }), data, options);
      }
    }
  });

  it("in networks of which the helpers find no work, or that are hardly larger than it", async () => {
    for (const sizes of [
      [PIXELS, 10],
      [PIXELS, 33, 10],
      [PIXELS, 4, 65, 10],
    ]) {
      await compare(() => new Network(sizes), sparse, { miniBatchSize: 3, weightDecay: 0.01, momentum: 0 });
    }
  });
});

const large = { hidden: relu, output: softmax, cost: logLikelihood, init: scaledNormal };
const options = { epochs: 2, miniBatchSize: 120, learningRate: 0.1 };
const whole = { miniBatchSize: 120, weightDecay: 0, momentum: 0 };

describe("helper threads", () => {
  it("are for large networks: as many as there are processors and work; small ones start none", async () => {
    const { availableParallelism } = await import("node:os");
    expect(threadsFor([784, 30, 10], 10)).toBe(1);
    expect(threadsFor([784, 100, 10], 10)).toBe(1);
    expect(threadsFor([784, 512, 10], 16)).toBe(1);
    expect(threadsFor([784, 512, 256, 10], 64)).toBe(Math.min(availableParallelism(), 3));
    for await (const _ of train(new Network([PIXELS, 30, 10]), sparse, { ...options, miniBatchSize: 10 }));
    expect(helpers).toHaveLength(0);
  });

  it("go when the run has ended, by itself, by being left and by being forgotten, and are called back", async () => {
    const net = new Network([PIXELS, 512, 256, 10], large);
    const run = train(net, sparse, { ...options, epochs: 3 });
    await run.next();
    const count = threadsFor(net.sizes, 120) - 1;
    await called(count);
    await allGone();
    await sleep(20);
    await run.next();
    await called(2 * count);
    await run.return();
    await allGone();
    for await (const _ of train(net, sparse, options)) break;
    await allGone();
    void train(net, sparse, options).next();
  });

  it("leave no memory behind in 100 runs, several at once", async () => {
    const set = noise(SIZE, 784, 0.2);
    let early = 0;
    for (let i = 1; i <= 25; i++) {
      const runs = [1, 2, 3, 4].map((seed) =>
        train(new Network([784, 256, 10], { ...large, seed }), set, options),
      );
      await Promise.all(runs.map((run) => run.next()));
      await Promise.all(runs.map((run) => run.return()));
      if (i === 5) early = process.memoryUsage().rss;
    }
    expect(process.memoryUsage().rss - early).toBeLessThan(200e6);
  }, 300_000);

  it("that are ended from outside are not missed, and others come", async () => {
    const [net, undisturbed] = [
      new Network([PIXELS, 512, 256, 10], large),
      new Network([PIXELS, 512, 256, 10], large),
    ];
    const run = train(net, sparse, { ...options, epochs: 5 });
    const count = threadsFor(net.sizes, 120) - 1;
    for (let epoch = 1; epoch <= 5; epoch++) {
      await run.next();
      await called(epoch * count);
      await Promise.all(helpers.map((helper) => helper.terminate()));
    }
    expect(helpers).toHaveLength(5 * count);
    for await (const _ of train(undisturbed, sparse, { ...options, epochs: 5 }));
    expect(JSON.stringify(net)).toBe(JSON.stringify(undisturbed));
  });

  it("of which one dies in the middle of its work end the run with an error that says so, after some seconds", async () => {
    const engine = new FastEngine(new Network([PIXELS, 512, 10], large), sparse, undefined, whole, 2);
    const { layout, helpers: team } = engine as unknown as {
      layout: { team: { queues: number } };
      helpers: { sums: { memory: { buffer: SharedArrayBuffer } } };
    };
    const takeOne = `const { workerData } = require("node:worker_threads");
      const queue = new BigUint64Array(workerData.buffer, workerData.queue, 1);
      for (;;) {
        const tasks = Atomics.load(queue, 0);
        const left = (tasks & 0xffffn) < ((tasks >> 16n) & 0xffffn);
        if (left && Atomics.compareExchange(queue, 0, tasks, tasks + 1n) === tasks) break;
      }`;
    const workerData = { buffer: team.sums.memory.buffer, queue: layout.team.queues + 64 };
    new Worker(takeOne, { eval: true, workerData });
    engine.load();
    engine.arrange(Uint32Array.from({ length: SIZE }, (_, i) => i));
    const work = async () => {
      for (const end = performance.now() + 40_000; performance.now() < end; await sleep(0)) {
        engine.accumulate(0, whole.miniBatchSize);
        engine.update(0.01);
      }
    };
    await expect(work()).rejects.toThrow(
      "a helper thread of the fast engine has died in the middle of its work",
    );
  });

  it("that cannot start are not missed either: one line says so, once", async () => {
    const threads = createRequire(import.meta.url)("node:worker_threads");
    const said = vi.spyOn(console, "log").mockImplementation(() => {});
    vi.spyOn(threads, "Worker").mockImplementation(function none() {
      throw new Error("no more threads");
    });
    const net = new Network([PIXELS, 512, 256, 10], large);
    const records = [];
    for await (const record of train(net, sparse, options)) records.push(record);
    expect(records).toHaveLength(2);
    expect(said.mock.calls).toEqual([
      [
        expect.stringMatching(
          /^A helper thread does not start here, the others do its part .*no more threads/,
        ),
      ],
    ]);
    vi.restoreAllMocks();
  });
});
