// What tells one run from another: everything that its result depends on, made into a short name for its file.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Dataset, RealDataset } from "../dataset";
import { type SweepConfig, toTravel } from "../sweep/config";
import type { SweepData } from "../sweep/data";
import type { Schedule } from "../train-options";

/** A network and how to train it, as in a sweep; the learning rate may be a schedule. */
export interface RunConfig extends Omit<SweepConfig, "learningRate"> {
  /** η, above 0, or a schedule. */
  learningRate: number | Schedule;
}

const SAMPLES = 100; // a schedule is told from others by its values at so many moments and at its end

/** The configuration as plain values: names for parts, the values of a schedule. Throws a TypeError for foreign parts. */
export function plainConfig({ learningRate, ...config }: RunConfig): Record<string, unknown> {
  const plain = toTravel({ ...config, learningRate: 0 }, 0) as unknown as Record<string, unknown>;
  const rates = typeof learningRate === "number" ? learningRate : valuesOf(learningRate);
  return { ...plain, learningRate: rates };
}

function valuesOf(schedule: Schedule): number[] {
  return Array.from({ length: SAMPLES + 1 }, (_, i) => schedule(i / SAMPLES));
}

/** Sixteen letters that stand for configuration, data and version of the library: the same for the same, on any machine. */
export function keyOf(config: RunConfig, dataKey: string): string {
  const { label: _, ...plain } = plainConfig(config);
  const entries = Object.entries(plain).sort(([a], [b]) => (a < b ? -1 : 1));
  return hash([JSON.stringify({ entries, dataKey, version: version() })]).slice(0, 16);
}

/** A hash of every pixel and label. */
export function dataKeyOf({ train, validation, test }: SweepData): string {
  return [train, validation, test].map((part) => (part ? setKey(part) : "none")).join();
}

function setKey({ images, labels, shape }: Dataset | RealDataset): string {
  return hash([JSON.stringify([images.constructor.name, shape]), images, labels]);
}

function hash(parts: (string | Uint8Array | Float32Array)[]): string {
  const sum = createHash("sha256");
  for (const part of parts) sum.update(part);
  return sum.digest("hex");
}

function version(): string {
  return JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8")).version;
}
