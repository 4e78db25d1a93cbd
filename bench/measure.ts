// Times all peers on one workload, in turns: round after round, so that a busy moment of the machine meets all alike.

import { cpus, platform, release, totalmem } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { ours, type Peer, peers, type Timing, time } from "./peers";
import { removeProblem, writeProblem } from "./problem";
import type { Workload } from "./workloads";

/** What is written about a workload. Times are seconds an epoch, the smallest of all rounds unless they say median. */
export interface Result {
  workload: string;
  ours: number;
  peers: Record<string, number>;
  /** How many times longer each peer takes than ours. */
  ratio: Record<string, number>;
  median: Record<string, number>;
  /** The seconds of the warm-up epoch, which with ours contains the preparation of the data. */
  first: Record<string, number>;
  /** How many epochs were timed, warm-ups aside. */
  epochs: Record<string, number>;
  /** Peers that were timed on fewer examples, and on how many; their times are scaled up to the whole epoch. */
  scaled: Record<string, number>;
  /** Peers that did not run, and why. */
  missing: Record<string, string>;
  /** Mean cost and accuracy over the first epoch, measured before each step: they show that all do the same work. */
  cost: Record<string, number>;
  accuracy: Record<string, number>;
  settings: Workload;
  /** The part of all processors that was busy with other work just before, from 0 to 1. */
  busy: number;
  machine: Record<string, string | number>;
  versions: Record<string, string>;
}

/** Times the peers. say: called with a line about what is going on. */
export async function measure(
  workload: Workload,
  rounds: number,
  say: (line: string) => void,
): Promise<Result> {
  const timings = new Map<Peer, Timing[]>();
  const missing: Record<string, string> = {};
  const folder = await writeProblem(workload);
  const busy = await busyWithOtherWork();
  try {
    for (const peer of peers) {
      const reason = peer.missing(workload);
      if (workload.peers && peer.name !== ours && !workload.peers.includes(peer.name)) continue;
      if (reason) missing[peer.name] = reason;
      else timings.set(peer, []);
    }
    for (let round = 1; round <= rounds; round++) {
      for (const peer of [...timings.keys()]) {
        say(`${workload.name}: ${peer.name}, round ${round} of ${rounds}`);
        await time(peer, folder).then(
          (timing) => timings.get(peer)!.push(timing),
          (error: Error) => {
            if (peer.name === ours) throw error;
            missing[peer.name] = `it failed: ${error.message}`;
            timings.delete(peer);
          },
        );
      }
    }
  } finally {
    removeProblem(folder);
  }
  return { ...summary(workload, timings, missing), busy };
}

function summary(workload: Workload, timings: Map<Peer, Timing[]>, missing: Record<string, string>) {
  const of = <T>(value: (all: Timing[]) => T): Record<string, T> =>
    Object.fromEntries([...timings].map(([peer, all]) => [peer.name, value(all)]));
  const scale = ({ examples }: Timing) => workload.examples / examples;
  const times = (all: Timing[]) =>
    all.flatMap((timing) => timing.seconds.slice(1).map((s) => s * scale(timing)));
  const { [ours]: own, ...others } = of((all) => rounded(Math.min(...times(all))));
  const parts = Object.entries(of((all) => all[0]!.examples)).filter(([, n]) => n < workload.examples);
  const { peers: _, ...settings } = workload;
  return {
    workload: workload.name,
    ours: own!,
    peers: others,
    ratio: Object.fromEntries(
      Object.entries(others).map(([name, seconds]) => [name, rounded(seconds / own!)]),
    ),
    median: of((all) => rounded(median(times(all)))),
    first: of((all) => rounded(Math.min(...all.map((timing) => timing.seconds[0]! * scale(timing))))),
    epochs: of((all) => times(all).length),
    scaled: Object.fromEntries(parts),
    missing,
    cost: of((all) => rounded(all[0]!.cost)),
    accuracy: of((all) => rounded(all[0]!.accuracy)),
    settings,
    machine: machine(),
    versions: Object.assign({}, ...[...timings.values()].map(([timing]) => timing!.versions)),
  };
}

async function busyWithOtherWork(): Promise<number> {
  const before = cpus();
  await sleep(1000);
  const spent = cpus().map(({ times }, i) => {
    const idle = times.idle - before[i]!.times.idle;
    return { idle, all: sum(Object.values(times)) - sum(Object.values(before[i]!.times)) };
  });
  return rounded(1 - sum(spent.map(({ idle }) => idle)) / sum(spent.map(({ all }) => all)));
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}

function machine(): Record<string, string | number> {
  const processor = cpus()[0]!.model;
  const memory = Math.round(totalmem() / 2 ** 30);
  return { processor, cores: cpus().length, "memory (GiB)": memory, system: `${platform()} ${release()}` };
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
