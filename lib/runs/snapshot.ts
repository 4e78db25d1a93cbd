// A training run at the end of an epoch, as it goes into a file and comes back.

import type { Gradient, Network } from "../network";
import type { EpochRecord } from "../run";
import type { RunState } from "../train-options";
import { type Packed, pack, unpack } from "./pack";

/** What is kept of a run. */
export interface Snapshot {
  /** The configuration, for people who open the file. */
  config: object;
  /** One record per epoch done. */
  records: EpochRecord[];
  weights: Packed[];
  biases: Packed[];
  velocity?: { weights: Packed[]; biases: Packed[] };
}

/** The run as it stands; the network goes on learning without changing it. */
export function takeSnapshot(
  config: object,
  records: readonly EpochRecord[],
  net: Network,
  { velocity }: RunState,
): Snapshot {
  return {
    config,
    records: [...records],
    ...packParts(net),
    ...(velocity && { velocity: packParts(velocity) }),
  };
}

/**
 * What a network of that structure had learned at the snapshot, and where its run stood. Changes nothing.
 * Throws a RangeError or TypeError for a snapshot that does not fit.
 */
export function readSnapshot(
  { records, weights, biases, velocity }: Snapshot,
  net: Network,
): { learned: Gradient; state: RunState } {
  const [learned, speed] = [net.zeroGradient(), net.zeroGradient()];
  unpackParts({ weights, biases }, learned);
  if (velocity) unpackParts(velocity, speed);
  return { learned, state: { epoch: records.length, velocity: speed } };
}

function packParts({ weights, biases }: Gradient): { weights: Packed[]; biases: Packed[] } {
  return { weights: weights.map(pack), biases: biases.map(pack) };
}

function unpackParts(packed: { weights: Packed[]; biases: Packed[] }, into: Gradient): void {
  for (const [l, part] of into.weights.entries()) part.set(unpack(packed.weights[l]!, part.length));
  for (const [l, part] of into.biases.entries()) part.set(unpack(packed.biases[l]!, part.length));
}
