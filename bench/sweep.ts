// npm run bench:sweep: how much faster eight equal trainings are over all processors than one after the other.

import { availableParallelism } from "node:os";
import { loadMnist } from "descent/mnist";
import { type SweepConfig, sweep } from "descent/sweep";

const ROUNDS = 3;
const config: SweepConfig = { sizes: [784, 30, 10], epochs: 10, miniBatchSize: 10, learningRate: 3 };

async function main(): Promise<void> {
  const { train, validation } = await loadMnist();
  const workers = availableParallelism();
  for (let round = 1; round <= ROUNDS; round++) {
    const alone = await time(1);
    const together = await time(workers);
    console.log(
      `round ${round}: 1 worker ${alone.toFixed(2)} s, ${workers} workers ${together.toFixed(2)} s, ` +
        `${(alone / together).toFixed(2)} times faster`,
    );
  }

  async function time(count: number): Promise<number> {
    const asked = performance.now();
    const configs = Array.from({ length: 8 }, () => config);
    for await (const { error } of sweep(configs, { train, validation }, { workers: count })) {
      if (error) throw new Error(error);
    }
    return (performance.now() - asked) / 1000;
  }
}

void main();
