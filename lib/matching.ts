// Hidden neurons have no fixed places: a network with its hidden neurons in another order computes the same. Before two
// networks are compared, their neurons can be matched. Other symmetries (turned signs, scaled ReLUs) are left out.

import { assignment } from "./assignment";
import type { Network } from "./network";
import { networkAt, pointOf } from "./weight-space";

/**
 * The same function with the neurons of one hidden layer in another order: neuron i is the former neuron order[i].
 *
 * layer: 1 for the first hidden layer. order: every index of the layer once. The given network stays as it is.
 * Throws a RangeError for a layer that is not hidden and for an order that leaves a neuron out.
 */
export function permuted(net: Network, layer: number, order: ArrayLike<number>): Network {
  checkOrder(net, layer, order);
  const { sizes } = net;
  const [inputs, width, outputs] = [sizes[layer - 1]!, sizes[layer]!, sizes[layer + 1]!];
  const result = networkAt(pointOf(net), net);
  for (let i = 0; i < width; i++) {
    const from = order[i]!;
    const row = net.weights[layer - 1]!.subarray(from * inputs, (from + 1) * inputs);
    result.weights[layer - 1]!.set(row, i * inputs); // what leads to the neuron: a row
    result.biases[layer - 1]![i] = net.biases[layer - 1]![from]!;
    for (let j = 0; j < outputs; j++) {
      result.weights[layer]![j * width + i] = net.weights[layer]![j * width + from]!; // what leads away: a column
    }
  }
  return result;
}

/**
 * The same function as the network's, with its hidden neurons in the order that brings its weights nearest to those of
 * the reference.
 *
 * With one hidden layer no order is nearer. With several, one layer after the other is ordered until nothing changes,
 * as in Ainsworth, Hayase and Srinivasa 2022 ("weight matching"), and a nearer order may exist.
 * Throws a RangeError for networks of different sizes.
 */
export function matched(net: Network, reference: Network): Network {
  if (net.sizes.join() !== reference.sizes.join()) {
    throw new RangeError(
      `networks ${net.sizes.join("-")} and ${reference.sizes.join("-")} have no matching neurons`,
    );
  }
  let result = net;
  for (let changed = true; changed; ) {
    changed = false;
    for (let layer = 1; layer < net.sizes.length - 1; layer++) {
      const alike = similarities(result, reference, layer);
      const order = assignment(alike.map((row) => row.map((s) => -s)));
      const gain = order.reduce((sum, from, i) => sum + alike[i]![from]! - alike[i]![i]!, 0);
      if (gain <= 1e-9) continue; // equally good orders would change places for ever
      result = permuted(result, layer, order);
      changed = net.sizes.length > 3;
    }
  }
  return result;
}

/** similarities[i][k]: the sum of the products of all weights and the bias of the reference's neuron i and of k. */
function similarities(net: Network, reference: Network, layer: number): Float64Array[] {
  const [ours, theirs] = [neurons(net, layer), neurons(reference, layer)];
  return theirs.map((u) =>
    Float64Array.from(ours, (v) => {
      let sum = 0;
      for (let k = 0; k < u.length; k++) sum += u[k]! * v[k]!;
      return sum;
    }),
  );
}

/** For each neuron of the layer, the weights that lead to it, its bias, and the weights that lead away from it. */
function neurons({ sizes, weights, biases }: Network, layer: number): Float64Array[] {
  const [inputs, width, outputs] = [sizes[layer - 1]!, sizes[layer]!, sizes[layer + 1]!];
  return Array.from({ length: width }, (_, i) => {
    const neuron = new Float64Array(inputs + 1 + outputs);
    neuron.set(weights[layer - 1]!.subarray(i * inputs, (i + 1) * inputs));
    neuron[inputs] = biases[layer - 1]![i]!;
    for (let j = 0; j < outputs; j++) neuron[inputs + 1 + j] = weights[layer]![j * width + i]!;
    return neuron;
  });
}

function checkOrder({ sizes }: Network, layer: number, order: ArrayLike<number>): void {
  if (!Number.isInteger(layer) || layer < 1 || layer > sizes.length - 2) {
    throw new RangeError(
      `the hidden layers of ${sizes.join("-")} are 1 to ${sizes.length - 2}, got ${layer}`,
    );
  }
  const seen = new Set(Array.from(order));
  const complete = Array.from({ length: sizes[layer]! }, (_, i) => i).every((i) => seen.has(i));
  if (order.length !== sizes[layer] || !complete) {
    throw new RangeError(`an order of ${sizes[layer]} neurons names each of 0 to ${sizes[layer]! - 1} once`);
  }
}
