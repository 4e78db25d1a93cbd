// Long training that survives a stop, a killed kernel and a power cut: what was computed is kept in data/runs, and the
// same call, made again, goes on from there and ends with the same bits as if nothing had happened.

import type { Network } from "./network";
import type { EpochRecord, TrainingRun } from "./run";
import { dataKeyOf, keyOf, plainConfig, type RunConfig } from "./runs/key";
import { Shelf } from "./runs/shelf";
import { readSnapshot, type Snapshot, takeSnapshot } from "./runs/snapshot";
import { Stoppable } from "./stoppable";
import { learnedFrom, makeNetwork } from "./sweep/config";
import type { SweepData } from "./sweep/data";
import { train } from "./train";
import type { RunState } from "./train-options";

export type { RunConfig } from "./runs/key";
export { type CheckpointedSweep, checkpointedSweep } from "./runs/sweep";

const INTERVAL = 1000; // milliseconds between two writings at least

/**
 * Trains a network like train, and keeps it and its records in data/runs/NAME: about once a second, at the end, and
 * when it is stopped.
 *
 * Called again with the same name, configuration and data, it yields the records that were kept, says so in a line of
 * output, and goes on after the last whole epoch; a run that was complete is not computed again. The bits are those of
 * a run that was never interrupted. With another configuration or other data it is another run, in another file.
 *
 * name: letters, digits, dots and hyphens. folder: where to keep runs, instead of data/runs.
 * Throws what Network and train throw for a configuration or data that do not fit.
 */
export function checkpointed(
  name: string,
  config: RunConfig,
  data: Omit<SweepData, "test">,
  folder?: string,
): CheckpointedRun {
  return new CheckpointedRun(name, config, data, folder);
}

/** Yields one record per epoch, kept ones first; it can be watched and stopped in between. */
export class CheckpointedRun extends Stoppable<EpochRecord> {
  /** The network that learns. Its weights are up to date whenever a newly computed record, or the last kept one, has come. */
  readonly net: Network;
  /** How many epochs were asked for. */
  readonly epochs: number;
  private readonly shelf: Shelf;
  protected readonly pieces: AsyncGenerator<EpochRecord, void>;
  private training: TrainingRun;
  private stopAsked = false;

  constructor(
    private readonly name: string,
    private readonly config: RunConfig,
    private readonly data: Omit<SweepData, "test">,
    folder: string | undefined,
  ) {
    super();
    this.net = makeNetwork(config);
    this.epochs = config.epochs;
    this.shelf = new Shelf(name, folder);
    this.training = this.start();
    this.pieces = this.run();
  }

  /** How much of the run is done, from 0 to 1. It moves within epochs. */
  get progress(): number {
    return this.training.progress;
  }

  /** Ends the run at the next slice of work. What was learned up to the last whole epoch is kept. */
  stop(): void {
    this.stopAsked = true;
    this.training.stop();
  }

  private start(resume?: RunState): TrainingRun {
    const { seed, orderSeed = seed, ...options } = this.config;
    return train(this.net, learnedFrom(this.config, this.data.train), {
      ...options,
      seed: orderSeed,
      validation: this.data.validation,
      resume,
    });
  }

  private async *run(): AsyncGenerator<EpochRecord, void> {
    const { train, validation } = this.data;
    const key = keyOf(this.config, dataKeyOf({ train, validation }));
    const kept = await this.shelf.find(key, (value) => this.resume(value as Snapshot));
    const records = kept ?? [];
    for (const record of records) yield record;
    if (records.length === this.epochs || this.stopAsked) return;
    yield* this.learn(key, [...records]);
  }

  /** Takes up a kept run and says so. Its records. */
  private resume(kept: Snapshot): EpochRecord[] {
    const { learned, state } = readSnapshot(kept, this.net);
    this.training = this.start(state);
    for (const [l, part] of learned.weights.entries()) this.net.weights[l]!.set(part);
    for (const [l, part] of learned.biases.entries()) this.net.biases[l]!.set(part);
    const where = `in ${this.shelf.place}; delete that folder to start again`;
    const done = `${state.epoch} of ${this.epochs} epochs were kept ${where}`;
    console.log(
      `${this.name}: ${state.epoch === this.epochs ? `all ${done}` : `resumed, for ${done}`} (seed ${this.config.seed ?? 1}).`,
    );
    return kept.records;
  }

  private async *learn(key: string, records: EpochRecord[]): AsyncGenerator<EpochRecord, void> {
    const config = plainConfig(this.config);
    let unkept: Snapshot | undefined;
    let keptAt = performance.now();
    try {
      for await (const record of this.training) {
        records.push(record);
        unkept = takeSnapshot(config, records, this.net, this.training.state);
        if (performance.now() - keptAt > INTERVAL) {
          await this.shelf.keep(key, unkept);
          unkept = undefined;
          keptAt = performance.now();
        }
        yield record;
      }
    } finally {
      if (unkept) await this.shelf.keep(key, unkept);
    }
  }
}
