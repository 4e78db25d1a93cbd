// A sweep that keeps every result as it comes, and computes only what is missing.

import { Stoppable } from "../stoppable";
import type { SweepOptions, SweepResult, SweepRun } from "../sweep";
import { sweep } from "../sweep";
import { labelsOf, type SweepConfig } from "../sweep/config";
import type { SweepData } from "../sweep/data";
import { dataKeyOf, keyOf } from "./key";
import { Shelf } from "./shelf";

/**
 * Runs a sweep like sweep, and keeps every result in data/runs/NAME as it comes.
 *
 * Called again with the same name, the results that were kept come first, with a line of output that says how many;
 * only configurations that are new, or whose data have changed, are computed. What failed is tried again.
 *
 * name: letters, digits, dots and hyphens. folder: where to keep results, instead of data/runs.
 * Throws what sweep throws.
 */
export function checkpointedSweep(
  name: string,
  configs: readonly SweepConfig[],
  data: SweepData,
  options: SweepOptions & { folder?: string } = {},
): CheckpointedSweep {
  return new CheckpointedSweep(name, configs, data, options);
}

/** Yields one result per configuration, kept ones first; it can be watched and stopped in between. */
export class CheckpointedSweep extends Stoppable<SweepResult> {
  /** How many configurations there are. */
  readonly size: number;
  private readonly shelf: Shelf;
  protected readonly pieces: AsyncGenerator<SweepResult, void>;
  private missing: SweepRun;
  private stopAsked = false;

  constructor(
    private readonly name: string,
    private readonly configs: readonly SweepConfig[],
    private readonly data: SweepData,
    private readonly options: SweepOptions & { folder?: string },
  ) {
    super();
    this.size = configs.length;
    this.shelf = new Shelf(name, options.folder);
    this.missing = sweep(configs, data, options); // checks all; begins nothing
    this.pieces = this.run();
  }

  /** How much of the sweep is done, from 0 to 1. */
  get progress(): number {
    if (this.missing.size === 0) return 1;
    return 1 - (this.missing.size * (1 - this.missing.progress)) / this.size;
  }

  /** Ends the sweep at once, and with it all workers. Results that have come are kept. */
  stop(): void {
    this.stopAsked = true;
    this.missing.stop();
  }

  private async *run(): AsyncGenerator<SweepResult, void> {
    const labels = labelsOf(this.configs);
    const keys = this.keys();
    const absent: number[] = [];
    for (const [index, config] of this.configs.entries()) {
      const kept = await this.shelf.find(keys[index]!, (value) => this.usable(value as SweepResult));
      if (kept) yield { ...kept, index, label: labels[index]!, config, final: kept.records.at(-1) };
      else absent.push(index);
    }
    const found = this.size - absent.length;
    this.tell(found);
    this.missing = sweep(
      absent.map((index) => ({ ...this.configs[index]!, label: labels[index] })),
      this.data,
      this.options,
    );
    if (this.stopAsked) return;
    for await (const result of this.missing) {
      const index = absent[result.index]!;
      if (result.error === undefined) await this.shelf.keep(keys[index]!, result);
      yield { ...result, index, config: this.configs[index]! };
    }
  }

  private keys(): string[] {
    const { train, validation, test } = this.data;
    const dataKey = dataKeyOf({ train, validation, test });
    return this.configs.map((config) => keyOf(config, dataKey));
  }

  /** The kept result, if it has all that was asked for. */
  private usable(kept: SweepResult): SweepResult | undefined {
    if (!Array.isArray(kept.records)) throw new RangeError("expected records, found none");
    return this.options.networks && !kept.network ? undefined : kept;
  }

  private tell(found: number): void {
    if (found === 0) return;
    const where = `in ${this.shelf.place}; delete that folder to compute them again`;
    console.log(`${this.name}: ${found} of ${this.size} runs were kept ${where}.`);
  }
}
