// The target of every label in the memory of the sums: a row of floats each, as wide as a row of the output layer.

import type { Network } from "../network";

const LABELS = 256; // labels are bytes

/** How many labels can occur. */
export function labelsIn(net: Network): number {
  return Math.min(LABELS, net.labelCount);
}

/** Writes the targets from the given address on, each in so many floats; those beyond the last output are 0. */
export function writeTargets(memory: ArrayBuffer, address: number, floats: number, net: Network): void {
  for (let label = 0; label < labelsIn(net); label++) {
    new Float32Array(memory, address + 4 * floats * label, floats).set(net.target(label));
  }
}
