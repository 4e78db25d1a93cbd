// The output layer: from weighted inputs z to cost, right or wrong, and δ = ∂C/∂z.

import { Activation, activate, back } from "./activation";
import { constant, exp, flush, log } from "./elementary";
import { at, lanes, Layer, Plan, record, setLanes, Slot, spread } from "./memory";

/** The numbers that stand for the costs. */
export enum Cost {
  QUADRATIC,
  CROSS_ENTROPY,
  LOG_LIKELIHOOD,
}

/**
 * Cost, right answers and δ of count examples, whose z become activations. The labels are those of the slots; the
 * sums go to the plan.
 */
export function judge(plan: Plan, layer: Layer, count: u32): void {
  let cost: f64 = 0;
  let correct: u32 = 0;
  for (let e: u32 = 0; e < count; e++) {
    const z = layer.activations + e * layer.stride;
    const label = labelOf(plan, e);
    if (plan.words === 0 && brightest(layer, z) === label) correct++;
    if (plan.cost === Cost.CROSS_ENTROPY) cost += crossEntropy(plan, layer, label, z);
    if (plan.cost === Cost.LOG_LIKELIHOOD) cost += logLikelihood(layer, label, z);
    if (layer.activation === Activation.SOFTMAX) softmax(layer, z);
  }
  if (layer.activation !== Activation.SOFTMAX) activate(layer, layer.activations, count);
  for (let e: u32 = 0; e < count; e++) {
    const a = layer.activations + e * layer.stride;
    const delta = layer.deltas + e * layer.stride;
    if (plan.words !== 0 && nearest(plan, layer, a) === labelOf(plan, e)) correct++;
    const half = difference(plan, layer, labelOf(plan, e), a, delta);
    if (plan.cost !== Cost.QUADRATIC) continue;
    cost += half;
    if (layer.activation === Activation.SOFTMAX) softmaxBack(layer, a, delta);
  }
  if (plan.cost === Cost.QUADRATIC && layer.activation !== Activation.SOFTMAX) {
    back(layer, layer.activations, layer.deltas, count);
  }
  plan.totalCost = cost;
  plan.totalCorrect = correct;
}

// @ts-ignore: decorator
@inline
function labelOf(plan: Plan, e: u32): u32 {
  return record<Slot>(plan.slots, e).label;
}

/**
 * The index of the brightest output; the first one if several are equal. ReLU makes all negative z equal. There are no
 * branches to be guessed: which output is the brightest cannot be.
 */
function brightest(layer: Layer, z: usize): u32 {
  const most = largest(layer, z);
  if (layer.activation === Activation.RELU && f32x4.extract_lane(most, 0) <= 0) return 0;
  let first = i32x4.splat(-1); // the largest number there is, without a sign
  for (let v: u32 = 0; v < layer.vectors; v++) {
    const others = f32x4.ne(present(layer, z, v), most);
    first = i32x4.min_u(first, v128.or(numbers(v), others));
  }
  first = i32x4.min_u(first, v128.shuffle<i32>(first, first, 2, 3, 0, 1));
  return i32x4.extract_lane(i32x4.min_u(first, v128.shuffle<i32>(first, first, 1, 0, 3, 2)), 0);
}

/** The label whose code word is nearest to a; the first one if several are equally near. */
function nearest(plan: Plan, layer: Layer, a: usize): u32 {
  let best: u32 = 0;
  let least = f32.POSITIVE_INFINITY;
  for (let label: u32 = 0; label < plan.words; label++) {
    let sum = constant(0);
    for (let v: u32 = 0; v < layer.vectors; v++) {
      const d = inside(layer, v, f32x4.sub(lanes(a, v), target(plan, layer, label, v)));
      sum = f32x4.add(sum, f32x4.mul(d, d));
    }
    const distance = total(sum);
    if (distance < least) {
      least = distance;
      best = label;
    }
  }
  return best;
}

/** δ = a − y, 0 in the lanes beyond the last output. The quadratic cost ½ ‖δ‖². */
function difference(plan: Plan, layer: Layer, label: u32, a: usize, delta: usize): f64 {
  let sum = constant(0);
  for (let v: u32 = 0; v < layer.vectors; v++) {
    const d = inside(layer, v, f32x4.sub(lanes(a, v), target(plan, layer, label, v)));
    setLanes(delta, v, flush(d));
    sum = f32x4.add(sum, f32x4.mul(d, d));
  }
  return <f64>total(sum) / 2;
}

/** −Σ (y ln a + (1 − y) ln(1 − a)) written in z: Σ max(z, 0) − z y + ln(1 + e^−|z|). */
function crossEntropy(plan: Plan, layer: Layer, label: u32, z: usize): f64 {
  let sum = constant(0);
  for (let v: u32 = 0; v < layer.vectors; v++) {
    const zv = lanes(z, v);
    const soft = log(f32x4.add(constant(1), exp(f32x4.neg(f32x4.abs(zv)))));
    const c = f32x4.sub(f32x4.max(zv, constant(0)), f32x4.mul(zv, target(plan, layer, label, v)));
    sum = f32x4.add(sum, inside(layer, v, f32x4.add(c, soft)));
  }
  return total(sum);
}

/** −ln a[label] written in z: ln Σ e^z − z[label]. */
function logLikelihood(layer: Layer, label: u32, z: usize): f64 {
  const top = largest(layer, z);
  let sum = constant(0);
  for (let v: u32 = 0; v < layer.vectors; v++) {
    sum = f32x4.add(sum, inside(layer, v, exp(f32x4.sub(lanes(z, v), top))));
  }
  const logSum = f32x4.extract_lane(log(constant(total(sum))), 0);
  return <f64>f32x4.extract_lane(top, 0) + <f64>logSum - <f64>load<f32>(at<f32>(z, label));
}

/** a = e^z / Σ e^z. */
function softmax(layer: Layer, z: usize): void {
  const top = largest(layer, z);
  let sum = constant(0);
  for (let v: u32 = 0; v < layer.vectors; v++) {
    const e = inside(layer, v, exp(f32x4.sub(lanes(z, v), top)));
    setLanes(z, v, e);
    sum = f32x4.add(sum, e);
  }
  const all = constant(total(sum));
  for (let v: u32 = 0; v < layer.vectors; v++) setLanes(z, v, f32x4.div(lanes(z, v), all));
}

/** From ∂C/∂a to ∂C/∂z through softmax: δ[k] = a[k] (g[k] − Σ g[j] a[j]). */
function softmaxBack(layer: Layer, a: usize, delta: usize): void {
  let sum = constant(0);
  for (let v: u32 = 0; v < layer.vectors; v++) {
    sum = f32x4.add(sum, f32x4.mul(lanes(a, v), lanes(delta, v)));
  }
  const mean = constant(total(sum));
  for (let v: u32 = 0; v < layer.vectors; v++) {
    setLanes(delta, v, flush(f32x4.mul(lanes(a, v), f32x4.sub(lanes(delta, v), mean))));
  }
}

/** The largest z of the layer, in four lanes. */
function largest(layer: Layer, z: usize): v128 {
  let top = present(layer, z, 0);
  for (let v: u32 = 1; v < layer.vectors; v++) top = f32x4.pmax(top, present(layer, z, v));
  top = f32x4.pmax(top, v128.shuffle<f32>(top, top, 2, 3, 0, 1));
  return f32x4.pmax(top, v128.shuffle<f32>(top, top, 1, 0, 3, 2));
}

/** Outputs 4 v … 4 v + 3. */
// @ts-ignore: decorator
@inline
function numbers(v: u32): v128 {
  return i32x4.add(i32x4.splat(4 * v), i32x4(0, 1, 2, 3));
}

/** y of a label, outputs 4 v … 4 v + 3. */
// @ts-ignore: decorator
@inline
function target(plan: Plan, layer: Layer, label: u32, v: u32): v128 {
  return lanes(plan.targets, label * layer.vectors + v);
}

/** x with 0 in the lanes beyond the last output. */
// @ts-ignore: decorator
@inline
function inside(layer: Layer, v: u32, x: v128): v128 {
  return v128.and(x, within(layer, v));
}

/** z of outputs 4 v … 4 v + 3; in the lanes beyond the last output that of output 0. */
// @ts-ignore: decorator
@inline
function present(layer: Layer, z: usize, v: u32): v128 {
  return v128.bitselect(lanes(z, v), spread(z, 0), within(layer, v));
}

/** Which of the outputs 4 v … 4 v + 3 there are. */
// @ts-ignore: decorator
@inline
function within(layer: Layer, v: u32): v128 {
  return i32x4.lt_s(numbers(v), i32x4.splat(layer.outputs));
}

function total(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
  );
}
