// What a worker thread does: one configuration after the other, each exactly as train does it alone.

import type { Network } from "../network";
import { type EpochRecord, evaluate, train } from "../train";
import { learnedFrom, makeNetwork, type SweepConfig } from "./config";
import type { SweepData } from "./data";

/** One configuration to run, as it is sent to a worker. */
export interface Job {
  index: number;
  config: SweepConfig;
  data: SweepData;
  /** Whether to send the trained network back. */
  keepNetwork: boolean;
  /** Shared memory with a number per job: how much of it is done, from 0 to 1. */
  progress: Float64Array;
}

/** What came of a job. */
export interface Outcome {
  records: EpochRecord[];
  testCost?: number;
  testAccuracy?: number;
  network?: object;
  error?: string;
  seconds: number;
}

/** Trains and measures one network. What fails is told in the outcome, with the records up to there. */
export async function runJob(job: Job): Promise<Outcome> {
  const started = performance.now();
  const outcome: Outcome = { records: [], seconds: 0 };
  try {
    const net = await learn(job, outcome.records);
    if (job.data.test) {
      const { cost, accuracy } = evaluate(net, job.data.test);
      outcome.testCost = cost;
      outcome.testAccuracy = accuracy;
    }
    if (job.keepNetwork) outcome.network = net.toJSON();
  } catch (error) {
    outcome.error = error instanceof Error ? error.message : String(error);
  }
  outcome.seconds = (performance.now() - started) / 1000;
  return outcome;
}

async function learn({ index, config, data, progress }: Job, records: EpochRecord[]): Promise<Network> {
  const net = makeNetwork(config);
  const { seed, orderSeed = seed, validation, ...options } = { ...config, validation: data.validation };
  const run = train(net, learnedFrom(config, data.train), { ...options, seed: orderSeed, validation });
  for await (const record of run) {
    records.push(record);
    progress[index] = run.progress;
  }
  return net;
}
