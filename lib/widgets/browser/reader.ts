// A network that arrived in a parcel: its forward pass, by the same code as the library's own.

import { type Activation, relu, sigmoid, softmax, step, tanh } from "../../activation";
import { affine } from "../../linalg";
import type { NetworkParcel } from "../parcel";
import { unpackFloats } from "./page";

/** From the 784 grey levels of an image to the activations of every layer after the input. */
export type Reader = (image: Uint8Array) => Float64Array[];

export function unpackNetwork(parcel: NetworkParcel): Reader {
  const weights = parcel.weights.map((w) => Float64Array.from(unpackFloats(w)));
  const biases = parcel.biases.map((b) => Float64Array.from(unpackFloats(b)));
  const activations = weights.map((_, l) =>
    activation(l === weights.length - 1 ? parcel.output : parcel.hidden),
  );
  return (image) => {
    let a = Float64Array.from(image, (grey) => grey / 255);
    return weights.map((w, l) => {
      a = activations[l]!.layer(affine(w, a, biases[l]!));
      return a;
    });
  };
}

function activation(name: string): Activation {
  const found = [step, sigmoid, tanh, relu, softmax].find((known) => known.name === name);
  if (!found) throw new RangeError(`there is no activation ${name}`);
  return found;
}
