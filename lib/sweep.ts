// Many trainings at once, one per processor: configurations go in, results stream out as they come.
// The threads and their queue are piscina's: of the kept pools, the one that loads with require and that notices a
// thread which dies. A training in a worker has no helper threads.

import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Piscina } from "piscina";
import type { Dataset, RealDataset } from "./dataset";
import { type Interruption, listenForInterrupt } from "./interrupt";
import type { EpochRecord } from "./run";
import { Stoppable } from "./stoppable";
import { labelsOf, type SweepConfig, toTravel } from "./sweep/config";
import { type SweepData, share } from "./sweep/data";
import type { Job, Outcome } from "./sweep/worker";

export type { SweepConfig } from "./sweep/config";
export type { SweepData } from "./sweep/data";

/** How to run a sweep; everything has a default. */
export interface SweepOptions {
  /** How many trainings run at a time, 1 or more. Default: as many as there are processors. */
  workers?: number;
  /** Whether the results bring the trained networks as JSON, for Network.fromJSON. Default false. */
  networks?: boolean;
  /** Ends the sweep once it is aborted. */
  signal?: AbortSignal;
}

/** What came of one configuration. */
export interface SweepResult {
  /** The place of the configuration in the list, from 0. */
  index: number;
  /** Its label, or what tells it from the others. */
  label: string;
  /** The configuration itself. */
  config: SweepConfig;
  /** One record per epoch; of a run that failed, those before. */
  records: EpochRecord[];
  /** The last of the records. */
  final?: EpochRecord;
  /** The mean cost on the test data after the last epoch. */
  testCost?: number;
  /** The fraction of the test data classified correctly after the last epoch, from 0 to 1. */
  testAccuracy?: number;
  /** The trained network as JSON, when it was asked for. */
  network?: object;
  /** What went wrong; undefined when all went well. */
  error?: string;
  /** How long it took in its worker, preparation and measuring included. */
  seconds: number;
}

/**
 * Trains a network for each configuration, several at a time, and yields the results in the order in which they come.
 *
 * Each result has the same bits as train gives alone, whatever the number of workers. The data are put into shared
 * memory once; data that come in a SharedArrayBuffer are used where they are. A configuration that fails (it diverged,
 * its sizes do not fit, its worker died) is a result with an error, and the others go on. Nothing happens until the
 * first result is asked for; then all workers are busy until the end. An interrupt (Stop in a notebook), an abort of
 * the signal and leaving the loop end them at once; the results so far stay.
 *
 * Throws a TypeError at once for a configuration that cannot be sent to a worker, such as one with a schedule.
 */
export function sweep(
  configs: readonly SweepConfig[],
  data: SweepData | Dataset | RealDataset,
  options: SweepOptions = {},
): SweepRun {
  const { workers = availableParallelism() } = options;
  if (!Number.isInteger(workers) || workers < 1) {
    throw new RangeError(`workers is a whole number from 1, got ${workers}`);
  }
  return new SweepRun(configs, configs.map(toTravel), data, { ...options, workers });
}

/** Yields one result per configuration; it can be watched and stopped in between. */
export class SweepRun extends Stoppable<SweepResult> {
  /** How many configurations there are. */
  readonly size: number;
  private readonly labels: string[];
  private readonly done: Float64Array;
  protected readonly pieces: AsyncGenerator<SweepResult, void>;
  private readonly stopped: AbortController = new AbortController();

  constructor(
    private readonly configs: readonly SweepConfig[],
    private readonly travelling: SweepConfig[],
    private readonly data: SweepData | Dataset | RealDataset,
    private readonly options: SweepOptions & { workers: number },
  ) {
    super();
    this.size = configs.length;
    this.labels = labelsOf(configs);
    this.done = new Float64Array(new SharedArrayBuffer(8 * this.size));
    this.pieces = this.run();
  }

  /** How much of the sweep is done, from 0 to 1. It moves with every epoch of every network. */
  get progress(): number {
    return this.done.reduce((sum, part) => sum + part, 0) / this.size;
  }

  /** Ends the sweep at once, and with it all workers. Results that have come are still yielded. */
  stop(): void {
    this.stopped.abort();
  }

  private async *run(): AsyncGenerator<SweepResult, void> {
    const interruption = await listenForInterrupt();
    if (this.size === 0 || this.stopped.signal.aborted || this.options.signal?.aborted) {
      interruption.release();
      return;
    }
    const pool = startPool(Math.min(this.options.workers, this.size));
    const end = this.endsOf(pool, interruption);
    const running = this.begin(pool);
    void Promise.all(running.values()).then(end); // even when nobody asks for the rest
    try {
      while (running.size > 0) {
        const arrived = await Promise.race(running.values());
        running.delete(arrived.index);
        if (arrived.result) yield arrived.result;
      }
    } finally {
      await end();
    }
  }

  /** Whatever stops the sweep ends the pool, and the end of the pool gives interrupts back. */
  private endsOf(pool: Piscina, interruption: Interruption): () => Promise<void> {
    const { signal } = this.options;
    const stop = () => this.stop();
    interruption.working = true;
    interruption.signal.addEventListener("abort", stop);
    signal?.addEventListener("abort", stop);
    let ended: Promise<void> | undefined;
    const end = () => {
      interruption.release();
      signal?.removeEventListener("abort", stop);
      ended ??= pool.destroy();
      return ended;
    };
    this.stopped.signal.addEventListener("abort", end);
    return end;
  }

  private begin(pool: Piscina): Map<number, Promise<{ index: number; result?: SweepResult }>> {
    const data = share(this.data);
    const { networks: keepNetwork = false } = this.options;
    const running = this.travelling.map(async (config, index) => {
      const job: Job = { index, config, data, keepNetwork, progress: this.done };
      const outcome = await pool.run(job).catch((error) => this.deathOf(error));
      if (outcome) this.done[index] = 1;
      return { index, result: outcome && this.resultOf(index, outcome) };
    });
    return new Map(running.entries());
  }

  /** A worker that was not stopped but died: out of memory, for example. */
  private deathOf(error: Error): Outcome | undefined {
    if (this.stopped.signal.aborted) return undefined;
    return { records: [], seconds: 0, error: `its worker died: ${error.message}` };
  }

  private resultOf(index: number, outcome: Outcome): SweepResult {
    const [label, config] = [this.labels[index]!, this.configs[index]!];
    return { index, label, config, ...outcome, final: outcome.records.at(-1) };
  }
}

// Loaded when needed. All workers start at once; when one dies, another takes its place.
function startPool(workers: number): Piscina {
  const { Piscina } = require("piscina") as typeof import("piscina");
  return new Piscina({
    filename: join(__dirname, "sweep", "worker.js"),
    name: "runJob",
    minThreads: workers,
    maxThreads: workers,
    stricterFIFO: true, // configurations start in the order of the list
    recordTiming: false,
  });
}
