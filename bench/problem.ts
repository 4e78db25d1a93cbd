// A workload as files that programs in any language can read: data, starting weights, and the order of the examples.
// All peers then take the same steps, which their costs show.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { relu, sigmoid, softmax } from "descent/activation";
import { logLikelihood, quadratic } from "descent/cost";
import { type Dataset, subset } from "descent/dataset";
import { he, standardNormal } from "descent/init";
import { loadMnist } from "descent/mnist";
import { Network } from "descent/network";
import { random } from "descent/random";
import type { Workload } from "./workloads";

/** More epochs than any peer is given the time for. */
export const EPOCHS = 12;
export const SEED = 1;

const folders = new Set<string>();
process.once("exit", () => folders.forEach(removeProblem)); // when a bench is broken off

/** The network of a workload before training; its weights are float32 numbers, so that every peer starts alike. */
export function startingNetwork({ sizes, kind }: Workload): Network {
  const relus = { hidden: relu, output: softmax, cost: logLikelihood, init: he };
  const sigmoids = { hidden: sigmoid, output: sigmoid, cost: quadratic, init: standardNormal };
  const net = new Network(sizes, { seed: SEED, ...(kind === "relu" ? relus : sigmoids) });
  for (const part of [...net.weights, ...net.biases]) part.set(Float32Array.from(part));
  return net;
}

/** The training images of a workload: the first of the 60,000. */
export async function trainingData({ examples }: Workload): Promise<Dataset> {
  const { train } = await loadMnist({ validation: 0 });
  return subset(train, 0, examples);
}

/** Writes the files into a new folder and returns its path. */
export async function writeProblem(workload: Workload): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "descent-bench-"));
  folders.add(folder);
  const data = await trainingData(workload);
  const net = startingNetwork(workload);
  const layers = net.weights.flatMap((weights, l) => [weights, net.biases[l]!]);
  writeFileSync(join(folder, "images.u8"), data.images);
  writeFileSync(join(folder, "labels.u8"), data.labels);
  writeFileSync(join(folder, "weights.f32"), Float32Array.from(layers.flatMap((part) => Array.from(part))));
  writeFileSync(join(folder, "order.u32"), orders(data.size));
  writeFileSync(join(folder, "problem.json"), JSON.stringify({ ...workload, epochs: EPOCHS }));
  return folder;
}

export function removeProblem(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** The orders in which train goes through the examples: one list, shuffled again for every epoch. */
function orders(size: number): Uint32Array {
  const shuffler = random(SEED);
  const order = Uint32Array.from({ length: size }, (_, i) => i);
  const all = new Uint32Array(EPOCHS * size);
  for (let epoch = 0; epoch < EPOCHS; epoch++) all.set(shuffler.shuffle(order), epoch * size);
  return all;
}
