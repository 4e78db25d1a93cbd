// The fast engine's sums, in float32. What the host may call: pack for its
// data, accumulate, update, measure; settle before it reads weights.
// It leaves out where things are (see layout) and when to call (see run).

import { activate, back } from "./activation";
import { constant, flush, plus } from "./elementary";
import { gatherBackStrip, gatherStrip, intensities, list, scatterStrip, unlist, unpack } from "./lists";
import { at, Examples, Kind, Layer, lanes, PLAN, Plan, record, Slot, setLanes } from "./memory";
import { judge } from "./output";
import { learnStrip, sendBackStrip, sendStrip } from "./rows";
import { stripAddress, stripStart, stripVectors } from "./strips";

export { pack } from "./pack";

/** Runs the training examples first … last − 1 of the order forward and back, ready for a step. */
export function accumulate(first: u32, last: u32): void {
  const plan = changetype<Plan>(PLAN);
  const count = last - first;
  fetch(plan, first, last);
  for (let e: u32 = 0; e < count; e++) {
    choose(plan, plan.training, load<u32>(at<u32>(plan.order, first + e)), e);
  }
  forward(plan, plan.training, count);
  for (let l = plan.layers - 1; l > 0; l--) backward(layer(plan, l), layer(plan, l - 1), count);
  plan.pending += count;
  if (!plan.direct) {
    for (let l: u32 = 0; l < plan.layers; l++) {
      const to = layer(plan, l);
      addBiases(to, biasGradient(to), constant(1), count);
      addWeights(plan, l, to.gradient, constant(1), constant(1), count);
    }
  }
}

/** A step with the mean gradient of the examples accumulated since the last one. */
export function update(rate: f64): void {
  const plan = changetype<Plan>(PLAN);
  const step = constant(<f32>(-rate / plan.pending));
  const decay = 1 - rate * plan.weightDecay;
  for (let l: u32 = 0; l < plan.layers; l++) {
    const to = layer(plan, l);
    if (!plan.direct) {
      stepBySums(plan, to, step, constant(<f32>decay));
      continue;
    }
    addBiases(to, to.biases, step, plan.pending);
    if (l === 0 && plan.training.kind === Kind.LISTS) {
      decayFirstLayer(plan, decay);
      const scaled = constant(<f32>(-rate / plan.pending / plan.scale));
      addWeights(plan, l, to.weights, constant(1), scaled, plan.pending);
    } else if (areListed(plan, plan.training, l)) {
      if (decay !== 1) multiply(to, <f32>decay);
      addWeights(plan, l, to.weights, constant(1), step, plan.pending);
    } else addWeights(plan, l, to.weights, constant(<f32>decay), step, plan.pending);
  }
  plan.pending = 0;
}

/** Measures the validation examples first … last − 1. */
export function measure(first: u32, last: u32): void {
  const plan = changetype<Plan>(PLAN);
  for (let i = first; i < last; i++) choose(plan, plan.validation, i, i - first);
  forward(plan, plan.validation, last - first);
}

/** Multiplies the scale of the first layer into its weights: then what is stored are the weights. */
export function settle(): void {
  const plan = changetype<Plan>(PLAN);
  multiply(layer(plan, 0), <f32>plan.scale);
  plan.scale = 1;
}

/** Multiplies the weights of a layer. */
function multiply(to: Layer, factor: f32): void {
  const vectors = to.rows * to.vectors;
  for (let i: u32 = 0; i < vectors; i++) {
    setLanes(to.weights, i, f32x4.mul(constant(factor), lanes(to.weights, i)));
  }
}

function layer(plan: Plan, l: u32): Layer {
  return record<Layer>(plan.firstLayer, l);
}

/**
 * Reads a byte of every cache line of the examples to come. Their order is random, so they are far away, a tenth of a
 * microsecond a line; asked for all at once, the lines come side by side.
 */
function fetch(plan: Plan, first: u32, last: u32): void {
  let touched: u32 = 0;
  for (let i = first; i < last; i++) {
    const example = load<u32>(at<u32>(plan.order, i));
    const end = load<u32>(at<u32>(plan.training.starts, example + 1));
    for (let line = load<u32>(at<u32>(plan.training.starts, example)); line < end; line += 64) {
      touched += load<u8>(line);
    }
  }
  plan.touched = touched;
}

/** Puts example i of a data set into slot e, behind the one in the slot before. */
function choose(plan: Plan, examples: Examples, i: u32, e: u32): void {
  const slot = record<Slot>(plan.slots, e);
  const begin = load<u32>(at<u32>(examples.starts, i));
  const bytes = load<u32>(at<u32>(examples.starts, i + 1)) - begin;
  slot.label = load<u8>(at<u8>(examples.labels, i));
  const row = plan.input + e * plan.inputStride;
  if (examples.kind === Kind.LISTS) {
    slot.begin = e === 0 ? plan.input : record<Slot>(plan.slots, e - 1).end;
    slot.end = unpack(begin, bytes / 3, slot.begin);
  } else if (examples.kind === Kind.REALS) memory.copy(row, begin, bytes);
  else fillIntensities(row, begin, bytes);
}

/** Writes the intensities of a row of grey levels, four at a time. */
function fillIntensities(row: usize, levels: usize, count: u32): void {
  for (let k: u32 = 0; k < count; k += 4) {
    setLanes(at<f32>(row, k), 0, intensities(v128.load_zero<u32>(at<u8>(levels, k))));
  }
}

/** Sends the chosen examples through the network and adds up cost and right answers; δ of the output layer is there then. */
function forward(plan: Plan, examples: Examples, count: u32): void {
  const last = plan.layers - 1;
  for (let l: u32 = 0; l <= last; l++) {
    const to = layer(plan, l);
    for (let s: u32 = 0; s < to.strips; s++) weigh(plan, examples, l, s, count);
    if (l === last) break;
    activate(to, to.activations, count);
    if (to.slots !== 0) listAll(to, count);
  }
  judge(plan, layer(plan, last), count);
}

/** z of strip s of layer l. */
function weigh(plan: Plan, examples: Examples, l: u32, s: u32, count: u32): void {
  const to = layer(plan, l);
  const n = stripVectors(to, s);
  const start = stripStart(to, s);
  const weights = stripAddress(to, to.weights, s);
  const biases = at<v128>(to.biases, start);
  const z = at<v128>(to.activations, start);
  if (areListed(plan, examples, l)) {
    const scale = constant(l === 0 ? <f32>plan.scale : 1);
    gatherStrip(n, listed(plan, l), count, weights, biases, scale, z, to.stride);
  } else sendStrip(n, inputs(plan, l), inputStride(plan, l), to.inputs, count, weights, biases, z, to.stride);
}

/** Lists the activations of a layer. */
function listAll(to: Layer, count: u32): void {
  for (let e: u32 = 0; e < count; e++) {
    list(to.activations + e * to.stride, to.outputs, record<Slot>(to.slots, e));
  }
}

/** Whether the inputs of layer l are lists. */
function areListed(plan: Plan, examples: Examples, l: u32): bool {
  return l === 0 ? examples.kind === Kind.LISTS : layer(plan, l - 1).slots !== 0;
}

/** The lists of inputs of layer l. */
function listed(plan: Plan, l: u32): usize {
  return l === 0 ? plan.slots : layer(plan, l - 1).slots;
}

/** Where the rows of inputs of layer l are. */
function inputs(plan: Plan, l: u32): usize {
  return l === 0 ? plan.input : layer(plan, l - 1).activations;
}

function inputStride(plan: Plan, l: u32): usize {
  return l === 0 ? plan.inputStride : layer(plan, l - 1).stride;
}

/** δ of the layer below, from δ of a layer. */
function backward(above: Layer, below: Layer, count: u32): void {
  const sum = below.slots === 0 ? below.deltas : below.gathered;
  memory.fill(sum, 0, count * below.stride);
  for (let s: u32 = 0; s < above.strips; s++) {
    const n = stripVectors(above, s);
    const w = stripAddress(above, above.weights, s);
    const d = at<v128>(above.deltas, stripStart(above, s));
    if (below.slots === 0) sendBackStrip(n, above.rows, count, w, d, above.stride, sum, below.stride);
    else gatherBackStrip(n, below.slots, count, w, d, above.stride, sum, below.stride);
  }
  if (below.slots === 0) back(below, below.activations, below.deltas, count);
  else unlistAll(below, count);
}

/** δ from ∂C/∂a of the neurons in the lists: they are those whose ReLU has slope 1. */
function unlistAll(to: Layer, count: u32): void {
  for (let e: u32 = 0; e < count; e++) {
    const row = e * to.stride;
    unlist(to.gathered + row, record<Slot>(to.slots, e), to.deltas + row, to.vectors);
  }
}

/** target = keep · target + step · Σ a δ, for the weights or gradients of layer l. Lists leave out keep. */
function addWeights(plan: Plan, l: u32, block: usize, keep: v128, step: v128, count: u32): void {
  const to = layer(plan, l);
  for (let s: u32 = 0; s < to.strips; s++) {
    const n = stripVectors(to, s);
    const target = stripAddress(to, block, s);
    const deltas = at<v128>(to.deltas, stripStart(to, s));
    if (areListed(plan, plan.training, l)) {
      scatterStrip(n, listed(plan, l), count, target, step, deltas, to.stride);
    } else
      learnStrip(
        n,
        inputs(plan, l),
        inputStride(plan, l),
        to.inputs,
        count,
        target,
        keep,
        step,
        deltas,
        to.stride,
      );
  }
}

/** target += step · Σ δ, for the biases of a layer or their gradients. */
function addBiases(to: Layer, target: usize, step: v128, count: u32): void {
  for (let v: u32 = 0; v < to.vectors; v++) {
    let sum = constant(0);
    for (let e: u32 = 0; e < count; e++) sum = f32x4.add(sum, lanes(to.deltas + e * to.stride, v));
    setLanes(target, v, plus(lanes(target, v), step, sum));
  }
}

function biasGradient(to: Layer): usize {
  return at<v128>(to.gradient, to.rows * to.vectors);
}

/** The weights of the first layer shrink by their scale alone, until that would lose digits. */
function decayFirstLayer(plan: Plan, decay: f64): void {
  plan.scale *= decay;
  if (!(plan.scale > 0.001)) settle();
}

/** v = μ v + step · gradient; w = keep · w + v; the gradient is 0 again. Biases, which follow the weights, are kept whole. */
function stepBySums(plan: Plan, to: Layer, step: v128, keep: v128): void {
  const momentum = constant(<f32>plan.momentum);
  const weightVectors = to.rows * to.vectors;
  const all = weightVectors + to.vectors;
  for (let i: u32 = 0; i < all; i++) {
    const v = flush(plus(f32x4.mul(momentum, lanes(to.velocity, i)), step, lanes(to.gradient, i)));
    const factor = i < weightVectors ? keep : constant(1);
    setLanes(to.velocity, i, v);
    setLanes(to.weights, i, plus(v, factor, lanes(to.weights, i)));
    setLanes(to.gradient, i, constant(0));
  }
}
