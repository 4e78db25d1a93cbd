// Activations of whole rows, and the way back through them. Softmax, which mixes a row, is with the output layer.

import { constant, flush, sigmoid, tanh } from "./elementary";
import { Layer, lanes, setLanes } from "./memory";

/** The numbers that stand for the activations. */
export enum Activation {
  SIGMOID,
  TANH,
  RELU,
  SOFTMAX,
}

/** a = f(z), in place, for one example. */
export function activate(layer: Layer, row: usize): void {
  const vectors = layer.vectors;
  if (layer.activation === Activation.SIGMOID) {
    for (let v: u32 = 0; v < vectors; v++) setLanes(row, v, flush(sigmoid(lanes(row, v))));
  } else if (layer.activation === Activation.TANH) {
    for (let v: u32 = 0; v < vectors; v++) setLanes(row, v, flush(tanh(lanes(row, v))));
  } else {
    // pmax in this order keeps a NaN
    for (let v: u32 = 0; v < vectors; v++) setLanes(row, v, flush(f32x4.pmax(lanes(row, v), constant(0))));
  }
}

/** From ∂C/∂a to δ = ∂C/∂z, in place, for one example: times f'(z), which all three can tell from a. */
export function back(layer: Layer, a: usize, delta: usize): void {
  const vectors = layer.vectors;
  for (let v: u32 = 0; v < vectors; v++) {
    const slope = slopeOf(layer.activation, lanes(a, v));
    setLanes(delta, v, flush(f32x4.mul(lanes(delta, v), slope)));
  }
}

// σ' = σ (1 − σ), tanh' = 1 − tanh², relu' = 1 where a > 0
// @ts-expect-error: decorator
@inline
function slopeOf(activation: u32, a: v128): v128 {
  if (activation === Activation.SIGMOID) return f32x4.mul(a, f32x4.sub(constant(1), a));
  if (activation === Activation.TANH) return f32x4.sub(constant(1), f32x4.mul(a, a));
  return v128.and(constant(1), f32x4.gt(a, constant(0)));
}
