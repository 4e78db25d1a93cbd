// Activations of whole rows, and the way back through them. Softmax, which mixes a row, is with the output layer.

import { constant, flush, sigmoid, tanh } from "./elementary";
import { at, Layer, lanes, setLanes } from "./memory";

/** The numbers that stand for the activations. */
export enum Activation {
  SIGMOID,
  TANH,
  RELU,
  SOFTMAX,
}

/** a = f(z), in place, for the rows of count examples, which lie one behind the other: at least one. */
export function activate(layer: Layer, rows: usize, count: u32): void {
  const end = rows + count * layer.stride;
  let row = rows;
  if (layer.activation === Activation.SIGMOID) {
    do setLanes(row, 0, sigmoid(lanes(row, 0)));
    while ((row = at<v128>(row, 1)) < end);
  } else if (layer.activation === Activation.TANH) {
    do setLanes(row, 0, flush(tanh(lanes(row, 0))));
    while ((row = at<v128>(row, 1)) < end);
  } else {
    do setLanes(row, 0, flush(relu(lanes(row, 0))));
    while ((row = at<v128>(row, 1)) < end);
  }
}

/** From ∂C/∂a to δ = ∂C/∂z, in place, for count examples: times f'(z), which all three can tell from a. */
export function back(layer: Layer, activations: usize, deltas: usize, count: u32): void {
  const activation = layer.activation;
  const end = deltas + count * layer.stride;
  do {
    const slope = slopeOf(activation, lanes(activations, 0));
    setLanes(deltas, 0, flush(f32x4.mul(lanes(deltas, 0), slope)));
    activations = at<v128>(activations, 1);
    deltas = at<v128>(deltas, 1);
  } while (deltas < end);
}

// max(0, z); pmax in this order keeps a NaN
// @ts-ignore: decorator
@inline
function relu(z: v128): v128 {
  return f32x4.pmax(z, constant(0));
}

// σ' = σ (1 − σ), tanh' = 1 − tanh², relu' = 1 where a > 0
// @ts-ignore: decorator
@inline
function slopeOf(activation: u32, a: v128): v128 {
  if (activation === Activation.SIGMOID) return f32x4.mul(a, f32x4.sub(constant(1), a));
  if (activation === Activation.TANH) return f32x4.sub(constant(1), f32x4.mul(a, a));
  return v128.and(constant(1), f32x4.gt(a, constant(0)));
}
