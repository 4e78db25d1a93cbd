// The helper threads of one engine. They come when called, while the engine works on, and go by themselves when there
// has been nothing to do for half a second: nobody has to send them home, and a run that is forgotten keeps none.

import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { StartedSums } from "./module";

/** What a helper is told. */
export interface HelperData {
  /** Its number, from 1. */
  thread: number;
  module: object;
  memory: StartedSums["memory"];
}

const resourceLimits = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2, stackSizeMb: 1 };
let toldOfFailure = false;

/** So many helpers at most. */
export class Helpers {
  private readonly here: boolean[];
  private failed = false;

  constructor(
    count: number,
    private readonly sums: StartedSums,
  ) {
    this.here = new Array(count).fill(false);
  }

  /** Calls those that are not there. When one cannot come, none is called again. */
  call(): void {
    for (const [i, here] of this.here.entries()) if (!here && !this.failed) this.start(i);
  }

  private start(i: number): void {
    const { module, memory } = this.sums;
    const workerData: HelperData = { thread: i + 1, module, memory };
    try {
      const worker = new Worker(join(__dirname, "helper.js"), { workerData, execArgv: [], resourceLimits });
      worker.unref();
      worker.on("error", (error) => this.fail(error));
      worker.on("exit", () => {
        this.here[i] = false;
      });
      this.here[i] = true;
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    this.failed = true;
    if (!toldOfFailure)
      console.log(`A helper thread does not start here, the others do its part of the work: ${error}`);
    toldOfFailure = true;
  }
}
