// A training run: shuffle, cut into mini-batches, step, report, epoch after epoch, in slices between which the
// rest of the program breathes and the run can be stopped. The sums are the engine's.

import type { Dataset, RealDataset } from "./dataset";
import type { Engine, Tally } from "./engine/engine";
import { listenForInterrupt, turn } from "./interrupt";
import type { Gradient, Network } from "./network";
import { checkFinite, NotFiniteError } from "./network-parts";
import { type Random, random } from "./random";
import { Stoppable } from "./stoppable";
import { type RunState, rateAt, type TrainOptions } from "./train-options";

/** What one epoch brought. */
export interface EpochRecord {
  /** 1 for the first. */
  epoch: number;
  /** The mean training cost, each example measured just before the step that learned from it. */
  cost: number;
  /** The fraction of training examples classified correctly, from 0 to 1, measured at the same moments. */
  accuracy: number;
  /** The mean cost on the validation data after the epoch. */
  validationCost?: number;
  /** The fraction of the validation data classified correctly after the epoch, from 0 to 1. */
  validationAccuracy?: number;
  /** How long the epoch took, validation included. */
  seconds: number;
}

/** Training stopped because the cost is no longer a number. The network has its weights from before that epoch. */
export class DivergedError extends Error {
  override readonly name: string = "DivergedError";
  constructor(
    /** The epoch it happened in, from 1. */
    readonly epoch: number,
    /** The mini-batch of that epoch, from 1. */
    readonly miniBatch: number,
    learningRate: number,
  ) {
    super(
      `the cost is no longer a number in epoch ${epoch}, mini-batch ${miniBatch}: a learning rate of ${learningRate} ` +
        `is too large here. The network has its weights from before epoch ${epoch}.`,
    );
  }
}

const SLICE = 20; // milliseconds of work after which the event loop turns; a call of the engine may add as much again

/** Yields one record per epoch; it can be watched and stopped in between. Nothing happens before the first is asked for. */
export class TrainingRun extends Stoppable<EpochRecord> {
  /** How many epochs were asked for. */
  readonly epochs: number;
  private readonly miniBatches: number;
  protected readonly pieces: AsyncGenerator<EpochRecord, void>;
  private readonly order: Uint32Array;
  private readonly shuffler: Random;
  private stopAsked = false;
  private epochsDone: number;
  private miniBatchesDone: number;
  private sliceEnd = 0;
  private sinceClock = 0; // examples since the clock was read
  private velocity: Gradient | undefined; // with momentum, as the last whole epoch left it

  constructor(
    /** The network that learns. Its weights are up to date whenever a record has come. */
    readonly net: Network,
    private readonly data: Dataset | RealDataset,
    private readonly options: TrainOptions,
    makeEngine: () => Engine,
  ) {
    super();
    this.epochs = options.epochs;
    this.miniBatches = Math.ceil(data.size / options.miniBatchSize);
    this.order = Uint32Array.from({ length: data.size }, (_, i) => i);
    this.shuffler = random(options.seed ?? 1);
    this.epochsDone = options.resume?.epoch ?? 0;
    this.velocity = options.resume?.velocity;
    this.miniBatchesDone = this.epochsDone * this.miniBatches;
    this.pieces = this.run(makeEngine);
  }

  /** How much of the run is done, from 0 to 1. It moves within epochs. */
  get progress(): number {
    return this.miniBatchesDone / (this.epochs * this.miniBatches);
  }

  /** Where the run stands, to be asked for when a record has come: with the network's weights, what it takes to go on. */
  get state(): RunState {
    return { epoch: this.epochsDone, ...(this.velocity && { velocity: this.velocity }) };
  }

  /** Ends the run at the next slice of work. What was learned so far stays in the network. */
  stop(): void {
    this.stopAsked = true;
  }

  private async *run(makeEngine: () => Engine): AsyncGenerator<EpochRecord, void> {
    const interruption = await listenForInterrupt();
    const stop = () => this.stop();
    interruption.signal.addEventListener("abort", stop);
    this.options.signal?.addEventListener("abort", stop);
    this.stopAsked ||= this.options.signal?.aborted ?? false;
    try {
      const engine = makeEngine(); // known to nobody else: its memory goes with the run, whoever keeps that
      this.goOn(engine);
      for (let epoch = this.epochsDone + 1; epoch <= this.epochs; epoch++) {
        interruption.working = true;
        const record = await this.epoch(epoch, engine);
        interruption.working = false;
        if (!record) return;
        this.epochsDone = epoch;
        if (this.options.momentum) this.velocity = engine.saveVelocity();
        yield record;
      }
    } finally {
      interruption.release();
      this.options.signal?.removeEventListener("abort", stop);
    }
  }

  /** Puts order, chance and velocity where the earlier run left them. */
  private goOn(engine: Engine): void {
    for (let epoch = 1; epoch <= this.epochsDone; epoch++) this.shuffler.shuffle(this.order);
    if (this.velocity) engine.loadVelocity(this.velocity);
  }

  /** One epoch, or undefined when it was stopped half-way. */
  private async epoch(epoch: number, engine: Engine): Promise<EpochRecord | undefined> {
    const started = performance.now();
    const training = await this.learn(epoch, engine);
    const validation =
      training && this.options.validation && (await this.validate(this.options.validation.size, engine));
    if (!training || (this.options.validation && !validation)) return undefined;
    return {
      epoch,
      cost: training.cost / this.data.size,
      accuracy: training.correct / this.data.size,
      ...(validation && {
        validationCost: validation.cost / this.options.validation!.size,
        validationAccuracy: validation.correct / this.options.validation!.size,
      }),
      seconds: (performance.now() - started) / 1000,
    };
  }

  private async learn(epoch: number, engine: Engine): Promise<Tally | undefined> {
    const { miniBatchSize, learningRate } = this.options;
    const before = [...this.net.weights, ...this.net.biases].map((part) => part.slice());
    const total = { cost: 0, correct: 0 };
    let rate = 0;
    let miniBatch = 0;
    this.shuffler.shuffle(this.order);
    engine.load();
    engine.arrange(this.order);
    try {
      for (let first = 0; first < this.data.size; first += miniBatchSize) {
        miniBatch++;
        rate = rateAt(this.progress, learningRate);
        const end = Math.min(first + miniBatchSize, this.data.size);
        for (let i = first; i < end; i += engine.chunk) {
          const last = Math.min(i + engine.chunk, end);
          if (this.sliceEnds(last - i, engine)) await this.breathe();
          if (this.stopAsked) {
            engine.save();
            return undefined;
          }
          add(total, engine.accumulate(i, last));
        }
        engine.update(rate);
        this.miniBatchesDone++;
      }
      engine.save();
      checkFinite(this.net);
      return total;
    } catch (error) {
      if (!(error instanceof NotFiniteError)) throw error;
      for (const [i, part] of [...this.net.weights, ...this.net.biases].entries()) part.set(before[i]!);
      throw new DivergedError(epoch, miniBatch, rate);
    }
  }

  private async validate(size: number, engine: Engine): Promise<Tally | undefined> {
    const total = { cost: 0, correct: 0 };
    for (let i = 0; i < size; i += engine.chunk) {
      const last = Math.min(i + engine.chunk, size);
      if (this.sliceEnds(last - i, engine)) await this.breathe();
      if (this.stopAsked) return undefined;
      add(total, engine.measure(i, last));
    }
    return total;
  }

  /** Whether the slice is over. The clock is read once in a chunk of examples, not at each when m = 1. */
  private sliceEnds(examples: number, engine: Engine): boolean {
    this.sinceClock += examples;
    if (this.sinceClock < engine.chunk) return false;
    this.sinceClock = 0;
    return performance.now() > this.sliceEnd;
  }

  private async breathe(): Promise<void> {
    await turn();
    this.sliceEnd = performance.now() + SLICE;
  }
}

function add(total: Tally, part: Tally): void {
  if (!Number.isFinite(part.cost)) throw new NotFiniteError("the cost is no longer a number");
  total.cost += part.cost;
  total.correct += part.correct;
}
