// The weights of a layer are cut into strips of at most 8 vectors (32 neurons), as many as a kernel can keep in
// registers. Within a strip they stand input by input, so that what one input sends is one run of memory:
//
//   a layer of 784 inputs and 44 neurons, 11 vectors, in 2 strips of 6 and 5 vectors
//
//   strip 0   input 0: neurons 0-3 4-7 8-11 12-15 16-19 20-23 | input 1: 0-3 … 20-23 | … | input 783
//   strip 1   input 0: neurons 24-27 … 40-43                  | input 1: …           | … | input 783

import { at, Layer } from "./memory";

/** Where strip s begins, in vectors: the first ones are a vector wider when the vectors do not divide evenly. */
export function stripStart(layer: Layer, s: u32): u32 {
  if (layer.strips === 1) return s * layer.vectors; // most layers, and no divisions
  const wider = layer.vectors % layer.strips;
  return s * (layer.vectors / layer.strips) + (s < wider ? s : wider);
}

/** The vectors in strip s. */
export function stripVectors(layer: Layer, s: u32): u32 {
  return stripStart(layer, s + 1) - stripStart(layer, s);
}

/** The address of strip s in a block of weights, gradients or velocities of the layer. */
export function stripAddress(layer: Layer, block: usize, s: u32): usize {
  return at<v128>(block, layer.rows * stripStart(layer, s));
}
