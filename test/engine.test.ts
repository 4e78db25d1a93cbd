import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { sigmoid, softmax, step, tanh } from "descent/activation";
import { crossEntropy, logLikelihood } from "descent/cost";
import { type Dataset, makeDataset, type RealDataset, subset } from "descent/dataset";
import { scaledNormal } from "descent/init";
import { Network } from "descent/network";
import { type Random, random } from "descent/random";
import { DivergedError, type EpochRecord, evaluate, type TrainOptions, train } from "descent/train";
import { afterEach, describe, expect, it, vi } from "vitest";
import oracle from "./oracle/oracle.json";
import { binaryCode, combinations, largestDifference, nameOf } from "./support/networks";

// One step in float32 differs from one in float64 by some units of 6e-8; so do 20 steps, as long as nothing amplifies it.
const TOLERANCE = 1e-5;

async function lastRecord(run: AsyncIterable<EpochRecord>): Promise<EpochRecord> {
  let last!: EpochRecord;
  for await (const record of run) last = record;
  return last;
}

/** Trains two equal networks, one with each engine, and returns how far apart they end: weights, and records. */
async function compare(net: Network, data: Dataset | RealDataset, options: TrainOptions): Promise<number> {
  const readable = Network.fromJSON(net.toJSON());
  const expected = await lastRecord(train(readable, data, { ...options, engine: "readable" }));
  const got = await lastRecord(train(net, data, { ...options, engine: "fast" }));
  const costs = [[got.cost, got.validationCost ?? 0]];
  return Math.max(
    largestDifference(net.weights, readable.weights),
    largestDifference(net.biases, readable.biases),
    largestDifference(costs, [[expected.cost, expected.validationCost ?? 0]]),
  );
}

/** Random grey images, of which a fraction of the pixels is inked. */
function noise(stream: Random, size: number, pixels: number, classes: number, inked: number): Dataset {
  const images = new Uint8Array(size * pixels);
  for (let i = 0; i < images.length; i++) if (stream.uniform() < inked) images[i] = stream.integer(256);
  const labels = Array.from({ length: size }, () => stream.integer(classes));
  return makeDataset(images, labels, [1, pixels]);
}

function real(data: Dataset): RealDataset {
  return { ...data, images: Float32Array.from(data.images, (v) => v / 128 - 0.7) };
}

describe("one step of the fast engine", () => {
  it.each(
    oracle.cases.map((c) => [`${c.sizes.join("-")} ${c.hidden} ${c.output} ${c.cost}`, c] as const),
  )("is the one that PyTorch takes, twice, with decay and momentum, for %s", async (_name, c) => {
    const net = Network.fromJSON(c);
    const examples = makeDataset(Uint8Array.from(c.greys.flat()), c.labels, [1, c.sizes[0]!]);
    await lastRecord(train(net, examples, { ...oracle.step, epochs: 2, miniBatchSize: 3 }));
    expect(largestDifference(net.weights, c.afterTwoSteps.weights)).toBeLessThan(TOLERANCE);
    expect(largestDifference(net.biases, c.afterTwoSteps.biases)).toBeLessThan(TOLERANCE);
  });

  it.each([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 30, 31, 33, 65, 100,
  ])("is that of the readable engine for layers of %i neurons, first, middle and last", async (width) => {
    const stream = random(width);
    const data = noise(stream, 7, 20, width, 0.3);
    for (const sizes of [
      [20, width],
      [20, width, 5, width],
      [20, 4, width, width],
    ]) {
      const net = new Network(sizes, { seed: width, init: scaledNormal });
      const options = { epochs: 1, miniBatchSize: 7, learningRate: 0.5, validation: data };
      expect(await compare(net, data, options)).toBeLessThan(TOLERANCE);
    }
  });
});

describe("an epoch of the fast engine", () => {
  it.each(
    combinations.map((c) => [nameOf(c), c] as const),
  )("is that of the readable engine: %s", async (_name, combination) => {
    const data = noise(random(5), 60, 40, 7, 0.25);
    const net = new Network([40, 13, 6, 7], { ...combination, init: scaledNormal });
    const options = { epochs: 2, miniBatchSize: 8, learningRate: 0.1, weightDecay: 0.05, validation: data };
    expect(await compare(net, data, options)).toBeLessThan(TOLERANCE);
  });

  it("is that of the readable engine for any shape, data and hyperparameters: 150 of them at random", async () => {
    for (let seed = 1; seed <= 150; seed++) {
      const stream = random(seed);
      const pick = <T>(choices: readonly T[]): T => choices[stream.integer(choices.length)]!;
      const sizes = [1 + stream.integer(pick([8, 40, 700]))];
      for (let hidden = stream.integer(4); hidden > 0; hidden--)
        sizes.push(1 + stream.integer(pick([9, 9, 110])));
      sizes.push(1 + stream.integer(12));
      const set = (size: number) => {
        const grey = noise(stream, size, sizes[0]!, sizes.at(-1)!, pick([0, 0.1, 0.3, 1]));
        return stream.uniform() < 0.3 ? real(grey) : grey;
      };
      const data = set(1 + stream.integer(40));
      const rate = (0.02 + 0.2 * stream.uniform()) * Math.min(1, 20 / sizes[0]!); // larger ones amplify every difference
      const options: TrainOptions = {
        epochs: 1 + stream.integer(2),
        miniBatchSize: 1 + stream.integer(data.size),
        learningRate: pick([rate, (progress: number) => rate * (1 - progress)]),
        weightDecay: pick([0, 0.2, 5]),
        momentum: pick([0, 0, 0.8]),
        validation: set(1 + stream.integer(200)),
        seed,
      };
      const net = new Network(sizes, { ...pick(combinations), seed, init: scaledNormal });
      const apart = await compare(net, data, options);
      expect(apart, `seed ${seed}: ${net.sizes} ${JSON.stringify(options.miniBatchSize)}`).toBeLessThan(5e-5);
    }
  });

  it("is the same with a mini-batch that takes many calls of the sums", async () => {
    const data = noise(random(8), 500, 30, 5, 0.2);
    const options = { epochs: 3, miniBatchSize: 400, learningRate: 0.5, weightDecay: 0.1 };
    expect(await compare(new Network([30, 10, 5], { init: scaledNormal }), data, options)).toBeLessThan(
      TOLERANCE,
    );
  });
});

describe("a network with a code", () => {
  const alone = combinations.filter(({ output }) => output !== softmax);
  const data = noise(random(6), 60, 40, 10, 0.25);

  it.each(
    alone.map((c) => [nameOf(c), c] as const),
  )("learns and is measured alike by both engines: %s", async (_name, combination) => {
    const net = new Network([40, 13, 4], { ...combination, init: scaledNormal, code: binaryCode });
    const readable = Network.fromJSON(net.toJSON());
    const options: TrainOptions = { epochs: 2, miniBatchSize: 8, learningRate: 0.1, validation: data };
    const expected = await lastRecord(train(readable, data, { ...options, engine: "readable" }));
    const got = await lastRecord(train(net, data, options));
    expect(largestDifference(net.weights, readable.weights)).toBeLessThan(TOLERANCE);
    expect(got.cost).toBeCloseTo(expected.cost, 4);
    expect(got.validationCost).toBeCloseTo(expected.validationCost!, 4);
    expect([got.accuracy, got.validationAccuracy]).toEqual([expected.accuracy, expected.validationAccuracy]);
    expect(evaluate(net, data).accuracy).toBe(got.validationAccuracy);
  });

  it.each([
    1, 3, 5, 9, 33,
  ])("takes words of %i numbers, and more or fewer labels than outputs", async (width) => {
    const stream = random(width);
    const code = Array.from({ length: 7 }, () => Array.from({ length: width }, () => stream.uniform()));
    const seven = noise(random(7), 60, 40, 7, 0.25);
    const net = new Network([40, 6, width], { code, init: scaledNormal });
    expect(
      await compare(net, seven, { epochs: 2, miniBatchSize: 7, learningRate: 0.5, validation: seven }),
    ).toBeLessThan(TOLERANCE);
  });

  it.each([
    "fast",
    "readable",
  ] as const)("that is one-hot gets the same bits as one without, from the %s engine", async (engine) => {
    const code = Array.from({ length: 10 }, (_, label) =>
      Array.from({ length: 10 }, (_, j) => (j === label ? 1 : 0)),
    );
    const options: TrainOptions = { epochs: 2, miniBatchSize: 8, learningRate: 1, engine, validation: data };
    const nets = [new Network([40, 13, 10]), new Network([40, 13, 10], { code })] as const;
    const [plain, coded] = [
      await lastRecord(train(nets[0], data, options)),
      await lastRecord(train(nets[1], data, options)),
    ];
    expect({ ...coded, seconds: 0 }).toEqual({ ...plain, seconds: 0 });
    expect(nets[1].weights).toEqual(nets[0].weights);
  });

  it("refuses data with labels that have no word", async () => {
    const net = new Network([40, 4], { code: binaryCode.slice(0, 9) });
    expect(() => evaluate(net, data)).toThrow("but the network has 9 code words, for labels 0 to 8");
  });
});

describe("the same seed", () => {
  const data = noise(random(2), 3000, 50, 10, 0.3);
  const options: TrainOptions = {
    epochs: 3,
    miniBatchSize: 10,
    learningRate: 1,
    validation: subset(data, 0, 500),
  };
  const weights = (net: Network) => JSON.stringify(net);

  it("gives the same bits, however often the run breathes and whatever else happens meanwhile", async () => {
    const alone = new Network([50, 30, 10]);
    await lastRecord(train(alone, data, options));
    const disturbed = new Network([50, 30, 10]);
    const other = new Network([50, 20, 10], { hidden: tanh, output: softmax, cost: logLikelihood });
    const otherAlone = new Network([50, 20, 10], { hidden: tanh, output: softmax, cost: logLikelihood });
    const timer = setInterval(() => {
      for (const end = performance.now() + 2; performance.now() < end; );
    }, 3);
    const runs = [train(disturbed, data, options), train(other, data, { ...options, learningRate: 0.1 })];
    for (let epoch = 0; epoch < 4; epoch++) for (const run of runs) await run.next();
    clearInterval(timer);
    await lastRecord(train(otherAlone, data, { ...options, learningRate: 0.1 }));
    expect(weights(disturbed)).toBe(weights(alone));
    expect(weights(other)).toBe(weights(otherAlone));
  });

  it("gives records that evaluate confirms to the last bit", async () => {
    const net = new Network([50, 30, 10], { cost: crossEntropy, init: scaledNormal });
    const record = await lastRecord(train(net, data, { ...options, weightDecay: 0.01 }));
    const { cost, accuracy } = evaluate(net, options.validation!);
    expect([cost, accuracy]).toEqual([record.validationCost, record.validationAccuracy]);
  });
});

describe("weights", () => {
  it("come back from a run as they are in float32", async () => {
    const net = new Network([20, 9, 3]);
    const expected = Network.fromJSON(net.toJSON());
    for (const part of [...expected.weights, ...expected.biases]) part.set(Float32Array.from(part));
    const data = noise(random(1), 40, 20, 3, 0.3);
    await lastRecord(train(net, data, { epochs: 1, miniBatchSize: 4, learningRate: () => 0 }));
    expect(net.toJSON()).toEqual(expected.toJSON());
  });

  it("that are changed between two epochs are taken over", async () => {
    const net = new Network([20, 9, 3]);
    const data = noise(random(1), 40, 20, 3, 0.3);
    const run = train(net, data, { epochs: 2, miniBatchSize: 4, learningRate: () => 0 });
    await run.next();
    net.weights[0]!.fill(0.25);
    await run.next();
    expect(net.weights[0]!.every((w) => w === 0.25)).toBe(true);
  });
});

describe("a long run", () => {
  it("does not take more memory after 200 runs than after 20", async () => {
    const data = noise(random(1), 5000, 400, 3, 0.3);
    let early = 0;
    for (let i = 1; i <= 200; i++) {
      await lastRecord(
        train(new Network([400, 5, 3]), data, { epochs: 1, miniBatchSize: 500, learningRate: 1 }),
      );
      if (i === 20) early = process.memoryUsage().rss;
    }
    expect(process.memoryUsage().rss - early).toBeLessThan(150e6);
  });

  it("gives its memory back at the end of a run, though somebody keeps the run", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const external = () => {
      collect();
      return process.memoryUsage().external;
    };
    const data = makeDataset(new Uint8Array(20_000 * 784), new Array(20_000).fill(0));
    const options = { epochs: 2, miniBatchSize: 1000, learningRate: 1 };
    const before = external();
    const kept = [1, 2, 3, 4].map((seed) => train(new Network([784, 4, 10], { seed }), data, options));
    for (const run of kept) await lastRecord(run);
    const half = train(new Network([784, 4, 10]), data, options);
    for await (const _ of half) break;
    expect([...kept, half].map(({ progress }) => progress)).toEqual([1, 1, 1, 1, 0.5]);
    // Each had 16 MB of images. V8 sweeps beside the program: what one collection finds, a later one gives back.
    await expect.poll(() => external() - before, { timeout: 20_000 }).toBeLessThan(10e6);
  });

  it("decays weights that nothing trains to exactly what the readable engine makes of them", async () => {
    const data = makeDataset(new Uint8Array(200 * 8), new Array(200).fill(0), [1, 8]);
    const options = { epochs: 30, miniBatchSize: 1, learningRate: 0.1, weightDecay: 0.1 };
    expect(await compare(new Network([8, 6, 2]), data, options)).toBeLessThan(TOLERANCE);
  });
});

describe("a run that diverges in float32", () => {
  it("stops, names epoch and mini-batch, and gives the weights of the epoch's start back", async () => {
    const net = new Network([20, 9, 3], { hidden: tanh, output: softmax, cost: logLikelihood });
    const before = JSON.stringify(net);
    const data = noise(random(1), 40, 20, 3, 0.3);
    const run = train(net, data, { epochs: 2, miniBatchSize: 10, learningRate: 1e38 });
    const error = await run.next().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DivergedError);
    expect(error).toMatchObject({ epoch: 1 });
    expect(JSON.stringify(net)).toBe(before);
  });
});

describe("networks and machines that are not for the fast engine", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
    vi.resetModules();
  });

  it("step neurons are refused, because they cannot learn; they can be measured", () => {
    const net = new Network([20, 9, 3], { hidden: step });
    const data = noise(random(1), 40, 20, 3, 0.3);
    const options = { epochs: 1, miniBatchSize: 4, learningRate: 1 };
    expect(() => train(net, data, options)).toThrow("step neurons have no slope to descend");
    expect(evaluate(net, data).accuracy).toBeLessThanOrEqual(1);
  });

  it("without WebAssembly the readable engine takes over and one line says so", async () => {
    const said = vi.spyOn(console, "log").mockImplementation(() => {});
    vi.stubGlobal("WebAssembly", undefined);
    const net = new Network([20, 9, 3], { output: sigmoid });
    const data = noise(random(1), 40, 20, 3, 0.3);
    const options = { epochs: 2, miniBatchSize: 4, learningRate: 1 };
    const readable = Network.fromJSON(net.toJSON());
    await lastRecord(train(readable, data, { ...options, engine: "readable" }));
    await lastRecord(train(net, data, options));
    evaluate(net, data);
    expect(net.toJSON()).toEqual(readable.toJSON());
    expect(said).toHaveBeenCalledTimes(1);
    expect(said.mock.calls[0]![0]).toMatch(
      "The fast engine does not start here, the readable one does the work",
    );
  });
});
