// A sheet to draw digits on, read by a network as you draw: the network's weights travel inside the HTML, as float32.

import type { Dataset } from "../dataset";
import type { Network } from "../network";
import { checkFinite } from "../network-parts";
import { packBytes, packFloats } from "./pack";
import type { DrawDigitParcel } from "./parcel";
import { makeWidget, type Widget } from "./widget";

const MOST_SAMPLES = 20;

/**
 * A sheet to draw a digit on with mouse, finger or keyboard. It shows how the drawing is brought into the form of
 * MNIST, how every neuron answers, and what the network reads. It works without a kernel once it is shown.
 *
 * net: 784 inputs, any hidden layers, one output for each thing to tell apart.
 * Throws a RangeError for a network or samples of another size, or when a weight is no longer a number.
 */
export function drawDigit(
  net: Network,
  options: {
    /** Images of 28 × 28 to compare with; the first 20 travel along. */
    samples?: Dataset;
    /** The names of the outputs. Default: 0, 1, 2 and so on. */
    names?: string[];
  } = {},
): Widget {
  const outputs = net.sizes.at(-1)!;
  const { samples, names = Array.from({ length: outputs }, (_, j) => String(j)) } = options;
  if (net.sizes[0] !== 784)
    throw new RangeError(`a drawing becomes 784 pixels, but the network has ${net.sizes[0]} inputs`);
  if (net.code) throw new RangeError("a drawing is read by one output for each name, not by a code");
  if (names.length !== outputs)
    throw new RangeError(`the network has ${outputs} outputs, but there are ${names.length} names`);
  if (samples && (samples.shape[0] !== 28 || samples.shape[1] !== 28))
    throw new RangeError(`samples are images of 28 × 28, got ${samples.shape.join(" × ")}`);
  checkFinite(net);
  const count = Math.min(samples?.size ?? 0, MOST_SAMPLES);
  const parcel: DrawDigitParcel = {
    network: {
      sizes: net.sizes,
      hidden: net.hidden.name,
      output: net.output.name,
      weights: net.weights.map(packFloats),
      biases: net.biases.map(packFloats),
    },
    names,
    samples: samples ? packBytes(samples.images.subarray(0, count * 784)) : "",
    labels: Array.from({ length: count }, (_, i) => names[samples!.labels[i]!] ?? String(samples!.labels[i])),
  };
  return makeWidget(
    "draw-digit",
    parcel,
    `A sheet to draw a digit on. A network ${net.sizes.join("-")} reads it as you draw.`,
  );
}
