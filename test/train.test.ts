import { relu } from "descent/activation";
import { makeDataset, pixels, subset } from "descent/dataset";
import { confusionMatrix, readings, worstMistakes } from "descent/metrics";
import { Network } from "descent/network";
import { DivergedError, type EpochRecord, evaluate, type TrainOptions, train } from "descent/train";
import { describe, expect, it } from "vitest";
import oracle from "./oracle/oracle.json";
import { largestDifference } from "./support/networks";
import { stripes } from "./support/toy";

const data = stripes(300);
const validation = stripes(100, 2);
const options: TrainOptions = { epochs: 3, miniBatchSize: 8, learningRate: 1, seed: 4, engine: "readable" };

async function records(run: AsyncIterable<EpochRecord>): Promise<EpochRecord[]> {
  const all: EpochRecord[] = [];
  for await (const record of run) all.push(record);
  return all;
}

describe("training", () => {
  it.each(
    oracle.cases.map((c) => [`${c.sizes.join("-")} ${c.hidden} ${c.output} ${c.cost}`, c] as const),
  )("takes the two steps that PyTorch takes, with decay and momentum, for %s", async (_name, c) => {
    const net = Network.fromJSON(c);
    const examples = makeDataset(Uint8Array.from(c.greys.flat()), c.labels, [1, c.sizes[0]!]);
    await records(train(net, examples, { ...oracle.step, epochs: 2, miniBatchSize: 3, engine: "readable" }));
    expect(largestDifference(net.weights, c.afterTwoSteps.weights)).toBeLessThan(1e-13);
    expect(largestDifference(net.biases, c.afterTwoSteps.biases)).toBeLessThan(1e-13);
  });

  it("learns: the cost falls, and fresh examples are classified", async () => {
    const net = new Network([16, 10, 3]);
    const all = await records(train(net, data, { ...options, epochs: 20, validation }));
    expect(all.map((r) => r.epoch)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(all.at(-1)!.cost).toBeLessThan(all[0]!.cost / 5);
    expect(all.at(-1)!.validationAccuracy).toBeGreaterThan(0.95);
    const measured = evaluate(net, validation);
    expect(measured.accuracy).toBeCloseTo(all.at(-1)!.validationAccuracy!, 12);
    expect(measured.cost).toBeCloseTo(all.at(-1)!.validationCost!, 6); // evaluate computes in float32
  });

  it("gives the same weights, bit for bit, for the same seeds, and others for another seed", async () => {
    const result = async (seed: number) => {
      const net = new Network([16, 6, 3]);
      await records(train(net, data, { ...options, seed }));
      return JSON.stringify(net);
    };
    expect(await result(4)).toBe(await result(4));
    expect(await result(4)).not.toBe(await result(5));
  });

  it("uses the last, smaller mini-batch too, and divides by its real size", async () => {
    const seven = subset(data, 0, 7);
    const inOne = new Network([16, 3]);
    const net = new Network([16, 3]);
    await records(train(net, seven, { ...options, epochs: 1, miniBatchSize: 5 }));
    await records(train(inOne, seven, { ...options, epochs: 1, miniBatchSize: 7 }));
    expect(largestDifference(net.weights, inOne.weights)).toBeGreaterThan(1e-6);
    const rates: number[] = [];
    const schedule = (progress: number) => {
      rates.push(progress);
      return 0.1;
    };
    await records(train(net, seven, { ...options, epochs: 2, miniBatchSize: 5, learningRate: schedule }));
    expect(rates).toEqual([0, 0.25, 0.5, 0.75]);
  });

  it("costs nothing until it is asked, and leaves the network as it was", () => {
    const net = new Network([16, 3]);
    const before = JSON.stringify(net);
    train(net, data, options);
    expect(JSON.stringify(net)).toBe(before);
  });

  it("goes on from where it was when the same network is trained again", async () => {
    const net = new Network([16, 10, 3]);
    const first = await records(train(net, data, options));
    const second = await records(train(net, data, options));
    expect(second[0]!.cost).toBeLessThan(first.at(-1)!.cost);
  });

  it("lets the program breathe in the middle of a mini-batch: timers fire all along", async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    const started = performance.now();
    const wide = new Network([16, 200, 200, 3]);
    await records(train(wide, stripes(2000), { ...options, epochs: 1, miniBatchSize: 2000 }));
    clearInterval(timer);
    expect(ticks).toBeGreaterThan((performance.now() - started) / 200);
  });
});

describe("stopping", () => {
  it("ends within the epoch when its signal is aborted, and keeps what was learned", async () => {
    const net = new Network([16, 300, 300, 3]);
    const before = JSON.stringify(net);
    const controller = new AbortController();
    const big = stripes(20_000);
    setTimeout(() => controller.abort(), 150);
    const all = await records(train(net, big, { ...options, epochs: 100, signal: controller.signal }));
    expect(all.length).toBeLessThan(100);
    expect(JSON.stringify(net)).not.toBe(before);
  });

  it("ends with break, with stop() and with a signal that was aborted beforehand", async () => {
    for await (const record of train(new Network([16, 3]), data, { ...options, epochs: 1e6 })) {
      if (record.epoch === 2) break;
    }
    const run = train(new Network([16, 3]), data, { ...options, epochs: 1e6 });
    for await (const record of run) if (record.epoch === 3) run.stop();
    expect(run.progress).toBeLessThan(0.001);
    expect(
      await records(train(new Network([16, 3]), data, { ...options, signal: AbortSignal.abort() })),
    ).toEqual([]);
  });

  it("takes no listener of the process with it when it ends", async () => {
    const listeners = process.listeners("SIGINT");
    await Promise.all(
      [1, 2, 3].map((seed) => records(train(new Network([16, 3]), data, { ...options, seed }))),
    );
    expect(process.listeners("SIGINT")).toEqual(listeners);
  });
});

describe("a run that diverges", () => {
  it("stops, names epoch and mini-batch, and gives the weights of the epoch's start back", async () => {
    const net = new Network([16, 10, 3], { hidden: relu, output: relu });
    const all: EpochRecord[] = [];
    let before = JSON.stringify(net);
    const failure = (async () => {
      for await (const record of train(net, data, {
        ...options,
        learningRate: (p) => (p < 0.4 ? 1e-3 : 1e120),
      })) {
        all.push(record);
        before = JSON.stringify(net);
      }
    })();
    await expect(failure).rejects.toThrow(DivergedError);
    await expect(failure).rejects.toThrow(
      /the cost is no longer a number in epoch 2, mini-batch \d+: a learning rate of 1e\+120/,
    );
    expect(all).toHaveLength(1);
    expect(JSON.stringify(net)).toBe(before);
  });
});

describe("options that do not fit", () => {
  const net = new Network([16, 3]);
  it.each<[Partial<TrainOptions>, string]>([
    [{ epochs: 0 }, "epochs is a whole number from 1, got 0"],
    [{ miniBatchSize: 301 }, "miniBatchSize is a whole number from 1 to the 300 examples, got 301"],
    [{ miniBatchSize: 2.5 }, "got 2.5"],
    [{ learningRate: Number.NaN }, "learningRate is a number above 0, or a schedule, got NaN"],
    [{ learningRate: -1 }, "got -1"],
    [{ weightDecay: -0.1 }, "weightDecay is a number from 0, got -0.1"],
    [{ momentum: 1 }, "momentum is a number from 0 to below 1, got 1"],
    [{ seed: 0.5 }, "seed is a whole number"],
    [{ validation: stripes(0) }, "the validation data are empty"],
  ])("%j are refused at once: %s", (wrong, message) => {
    expect(() => train(net, data, { ...options, ...wrong })).toThrow(message);
  });

  it("neither are data of another shape, with other labels, or none", () => {
    expect(() => train(new Network([784, 3]), data, options)).toThrow(
      "the training images have 4 × 4 = 16 pixels, but the network expects 784 inputs",
    );
    expect(() => train(new Network([16, 2]), data, options)).toThrow(
      "the network has 2 outputs, for labels 0 to 1",
    );
    expect(() => evaluate(net, stripes(0))).toThrow("the given data are empty");
  });

  it("a schedule that answers NaN stops the run and says at which progress", async () => {
    const run = train(net, data, { ...options, learningRate: () => Number.NaN });
    await expect(run.next()).rejects.toThrow(
      "a schedule returns a number from 0; at progress 0.000, got NaN",
    );
  });
});

describe("metrics", () => {
  it("read a network with a code by the nearest word, as sure as the output that is furthest off", () => {
    const code = [
      [0, 0],
      [0, 1],
      [1, 1],
    ];
    const net = new Network([16, 2], { seed: 3, code });
    const all = readings(net, data);
    expect(all.filter(({ guess, label }) => guess === label).length / 300).toBe(evaluate(net, data).accuracy);
    const { index, guess, confidence } = all[0]!;
    const a = net.predict(pixels(data, index));
    expect(confidence).toBe(1 - Math.max(...code[guess]!.map((y, j) => Math.abs(y - a[j]!))));
  });

  it("count every image once and put the most confident mistake first", () => {
    const net = new Network([16, 3], { seed: 3 });
    const all = readings(net, data);
    const counts = confusionMatrix(all, 3);
    expect(counts.flat().reduce((sum, n) => sum + n, 0)).toBe(300);
    const right = [0, 1, 2].reduce((sum, c) => sum + counts[c]![c]!, 0);
    expect(right / 300).toBeCloseTo(evaluate(net, data).accuracy, 12);
    const wrong = worstMistakes(all);
    expect(wrong).toHaveLength(300 - right);
    for (let i = 1; i < wrong.length; i++)
      expect(wrong[i]!.confidence).toBeLessThanOrEqual(wrong[i - 1]!.confidence);
  });
});
