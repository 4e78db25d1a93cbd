// How many threads work on one network.

import { availableParallelism } from "node:os";
import { isMainThread } from "node:worker_threads";
import { chunkSize, products, STRIP } from "./layout";

const WORTH = 2e7; // products in a mini-batch that make a thread worth its while: threads meet several times in each

/**
 * One thread for small networks, whose threads would wait for one another longer than they work; for larger ones at most
 * one per processor, and per strip of the widest layer. One in worker threads, such as those of a sweep: the other
 * processors have work there.
 */
export function threadsFor(sizes: readonly number[], miniBatchSize: number): number {
  if (!isMainThread) return 1;
  const work = products(sizes) * Math.min(miniBatchSize, chunkSize(sizes));
  const strips = Math.ceil(Math.max(...sizes.slice(1)) / (4 * STRIP));
  return Math.max(1, Math.min(availableParallelism(), strips, Math.floor(work / WORTH)));
}
