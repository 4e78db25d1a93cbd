// Layers whose inputs are lists of those that are not 0, for what sends nothing need not be visited: the first layer for
// images with few inked pixels, and the layers after ReLU, of which the half or more is silent.
//
//   an image as packed    the numbers of its inked pixels, 16 bits each; then their grey levels, 8 bits each
//   a list to work with   a record of 8 bytes per input: | what it sends, a float | 16 · its number, 32 bits |
//
// Each function is written once for a strip of n vectors and compiled for n = 1 … 8, with its sums in registers. The
// hot loops test at their end: V8 moves what stays the same out of a loop only when the loop surely runs through it.

import { constant, plus, sums } from "./elementary";
import { at, lanes, record, setLanes, Slot, spread } from "./memory";

/** Writes the records of count pixels, four at a time; up to three more are written behind them. Returns the end. */
export function unpack(numbers: usize, count: u32, to: usize): usize {
  const end = at<u64>(to, count);
  let levels = at<u16>(numbers, count);
  if (to < end) do {
    const offsets = i32x4.shl(v128.load_ext<u16>(numbers), 4);
    const x = intensities(v128.load_zero<u32>(levels));
    setLanes(to, 0, v128.shuffle<f32>(x, offsets, 0, 4, 1, 5));
    setLanes(to, 1, v128.shuffle<f32>(x, offsets, 2, 6, 3, 7));
    numbers = at<u16>(numbers, 4);
    levels = at<u8>(levels, 4);
    to = at<u64>(to, 4);
  } while (to < end);
  return end;
}

/** What the first four grey levels of a vector stand for: a 255th part each. */
// @ts-ignore: decorator
@inline
export function intensities(levels: v128): v128 {
  const whole = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(levels));
  return f32x4.mul(f32x4.convert_i32x4_s(whole), constant(1.0 / 255.0));
}

/** Lists what is not 0 in a row of count activations. Three records of nothing follow: lists are read by fours. */
export function list(row: usize, count: u32, slot: Slot): void {
  let to = slot.begin;
  for (let k: u32 = 0; k < count; k++) {
    const a = load<f32>(at<f32>(row, k));
    store<f32>(to, a);
    store<u32>(at<u32>(to, 1), k << 4);
    if (a !== 0) to = at<u64>(to, 1); // the next one overwrites a 0; NaN stays
  }
  slot.end = to;
  memory.fill(to, 0, at<u64>(0, 3));
}

/** Writes values that stand in the order of a list to their places in a row of so many vectors, 0 to the others. */
export function unlist(values: usize, slot: Slot, row: usize, vectors: u32): void {
  memory.fill(row, 0, at<v128>(0, vectors));
  const end = slot.end;
  for (let input = slot.begin; input < end; input = at<u64>(input, 1)) {
    const x = load<f32>(values);
    store<f32>(at<f32>(row, load<u32>(at<u32>(input, 1)) >> 4), abs(x) >= 1e-18 || x !== x ? x : 0);
    values = at<f32>(values, 1);
  }
}

/** The row that belongs to an input in a strip of n vectors. */
// @ts-ignore: decorator
@inline
function rowOf(n: u32, strip: usize, input: usize): usize {
  return strip + load<u32>(at<u32>(input, 1)) * n;
}

/** What an input sends, in four lanes. */
// @ts-ignore: decorator
@inline
function sent(input: usize): v128 {
  return spread(input, 0);
}

/** z = b + scale · Σ x[k] w[k] for a strip of n vectors and count examples. */
// @ts-ignore: decorator
@inline
function gather(
  n: u32,
  slots: usize,
  count: u32,
  weights: usize,
  biases: usize,
  scale: v128,
  z: usize,
  stride: usize,
): void {
  for (let e: u32 = 0; e < count; e++) {
    const slot = record<Slot>(slots, e);
    const end = slot.end;
    let s0 = f32x4.splat(0);
    let s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
    let input = slot.begin;
    if (input < end) do {
      const x = sent(input);
      const row = rowOf(n, weights, input);
      s0 = plus(s0, x, lanes(row, 0));
      if (n > 1) s1 = plus(s1, x, lanes(row, 1));
      if (n > 2) s2 = plus(s2, x, lanes(row, 2));
      if (n > 3) s3 = plus(s3, x, lanes(row, 3));
      // V8 puts the loads of a block before its sums, for which its 15 registers are too few when n = 8: two sums would
      // wait in memory. A branch makes two blocks of one; no list begins at 0, but V8 does not know that.
      if (n > 7 && input === 0) {
        setLanes(z, 0, s0);
        setLanes(z, 1, s1);
        setLanes(z, 2, s2);
        setLanes(z, 3, s3);
      }
      if (n > 4) s4 = plus(s4, x, lanes(row, 4));
      if (n > 5) s5 = plus(s5, x, lanes(row, 5));
      if (n > 6) s6 = plus(s6, x, lanes(row, 6));
      if (n > 7) s7 = plus(s7, x, lanes(row, 7));
      input = at<u64>(input, 1);
    } while (input < end);
    setLanes(z, 0, plus(lanes(biases, 0), scale, s0));
    if (n > 1) setLanes(z, 1, plus(lanes(biases, 1), scale, s1));
    if (n > 2) setLanes(z, 2, plus(lanes(biases, 2), scale, s2));
    if (n > 3) setLanes(z, 3, plus(lanes(biases, 3), scale, s3));
    if (n > 4) setLanes(z, 4, plus(lanes(biases, 4), scale, s4));
    if (n > 5) setLanes(z, 5, plus(lanes(biases, 5), scale, s5));
    if (n > 6) setLanes(z, 6, plus(lanes(biases, 6), scale, s6));
    if (n > 7) setLanes(z, 7, plus(lanes(biases, 7), scale, s7));
    z += stride;
  }
}

/** target += step · Σ x[k] δ for a strip of n vectors of weights or gradients and count examples. */
// @ts-ignore: decorator
@inline
function scatter(
  n: u32,
  slots: usize,
  count: u32,
  target: usize,
  step: v128,
  deltas: usize,
  stride: usize,
): void {
  for (let e: u32 = 0; e < count; e++) {
    const slot = record<Slot>(slots, e);
    const end = slot.end;
    const d0 = f32x4.mul(step, lanes(deltas, 0));
    let d1 = d0, d2 = d0, d3 = d0, d4 = d0, d5 = d0, d6 = d0, d7 = d0;
    if (n > 1) d1 = f32x4.mul(step, lanes(deltas, 1));
    if (n > 2) d2 = f32x4.mul(step, lanes(deltas, 2));
    if (n > 3) d3 = f32x4.mul(step, lanes(deltas, 3));
    if (n > 4) d4 = f32x4.mul(step, lanes(deltas, 4));
    if (n > 5) d5 = f32x4.mul(step, lanes(deltas, 5));
    if (n > 6) d6 = f32x4.mul(step, lanes(deltas, 6));
    if (n > 7) d7 = f32x4.mul(step, lanes(deltas, 7));
    let input = slot.begin;
    if (input < end) do {
      const x = sent(input);
      const row = rowOf(n, target, input);
      setLanes(row, 0, plus(lanes(row, 0), x, d0));
      if (n > 1) setLanes(row, 1, plus(lanes(row, 1), x, d1));
      if (n > 2) setLanes(row, 2, plus(lanes(row, 2), x, d2));
      if (n > 3) setLanes(row, 3, plus(lanes(row, 3), x, d3));
      if (n > 4) setLanes(row, 4, plus(lanes(row, 4), x, d4));
      if (n > 5) setLanes(row, 5, plus(lanes(row, 5), x, d5));
      if (n > 6) setLanes(row, 6, plus(lanes(row, 6), x, d6));
      if (n > 7) setLanes(row, 7, plus(lanes(row, 7), x, d7));
      input = at<u64>(input, 1);
    } while (input < end);
    deltas += stride;
  }
}

/** ∂C/∂a[k] += Σ w[k] δ for the inputs k in the lists of count examples, four by four, and a strip of n vectors. */
// @ts-ignore: decorator
@inline
function gatherBack(
  n: u32,
  slots: usize,
  count: u32,
  weights: usize,
  deltas: usize,
  dStride: usize,
  back: usize,
  backStride: usize,
): void {
  for (let e: u32 = 0; e < count; e++) {
    const slot = record<Slot>(slots, e);
    const end = slot.end;
    let to = back;
    for (let input = slot.begin; input < end; input = at<u64>(input, 4)) {
      const row0 = rowOf(n, weights, input);
      const row1 = rowOf(n, weights, at<u64>(input, 1));
      const row2 = rowOf(n, weights, at<u64>(input, 2));
      const row3 = rowOf(n, weights, at<u64>(input, 3));
      const d0 = lanes(deltas, 0);
      let s0 = f32x4.mul(d0, lanes(row0, 0));
      let s1 = f32x4.mul(d0, lanes(row1, 0));
      let s2 = f32x4.mul(d0, lanes(row2, 0));
      let s3 = f32x4.mul(d0, lanes(row3, 0));
      if (n > 1) {
        const d = lanes(deltas, 1);
        s0 = plus(s0, d, lanes(row0, 1));
        s1 = plus(s1, d, lanes(row1, 1));
        s2 = plus(s2, d, lanes(row2, 1));
        s3 = plus(s3, d, lanes(row3, 1));
      }
      if (n > 2) {
        const d = lanes(deltas, 2);
        s0 = plus(s0, d, lanes(row0, 2));
        s1 = plus(s1, d, lanes(row1, 2));
        s2 = plus(s2, d, lanes(row2, 2));
        s3 = plus(s3, d, lanes(row3, 2));
      }
      if (n > 3) {
        const d = lanes(deltas, 3);
        s0 = plus(s0, d, lanes(row0, 3));
        s1 = plus(s1, d, lanes(row1, 3));
        s2 = plus(s2, d, lanes(row2, 3));
        s3 = plus(s3, d, lanes(row3, 3));
      }
      if (n > 4) {
        const d = lanes(deltas, 4);
        s0 = plus(s0, d, lanes(row0, 4));
        s1 = plus(s1, d, lanes(row1, 4));
        s2 = plus(s2, d, lanes(row2, 4));
        s3 = plus(s3, d, lanes(row3, 4));
      }
      if (n > 5) {
        const d = lanes(deltas, 5);
        s0 = plus(s0, d, lanes(row0, 5));
        s1 = plus(s1, d, lanes(row1, 5));
        s2 = plus(s2, d, lanes(row2, 5));
        s3 = plus(s3, d, lanes(row3, 5));
      }
      if (n > 6) {
        const d = lanes(deltas, 6);
        s0 = plus(s0, d, lanes(row0, 6));
        s1 = plus(s1, d, lanes(row1, 6));
        s2 = plus(s2, d, lanes(row2, 6));
        s3 = plus(s3, d, lanes(row3, 6));
      }
      if (n > 7) {
        const d = lanes(deltas, 7);
        s0 = plus(s0, d, lanes(row0, 7));
        s1 = plus(s1, d, lanes(row1, 7));
        s2 = plus(s2, d, lanes(row2, 7));
        s3 = plus(s3, d, lanes(row3, 7));
      }
      setLanes(to, 0, f32x4.add(lanes(to, 0), sums(s0, s1, s2, s3)));
      to = at<v128>(to, 1);
    }
    deltas += dStride;
    back += backStride;
  }
}

/** gather for a strip of n vectors. */
export function gatherStrip(
  n: u32,
  slots: usize,
  count: u32,
  w: usize,
  b: usize,
  scale: v128,
  z: usize,
  stride: usize,
): void {
  switch (n) {
    case 1: gather(1, slots, count, w, b, scale, z, stride); break;
    case 2: gather(2, slots, count, w, b, scale, z, stride); break;
    case 3: gather(3, slots, count, w, b, scale, z, stride); break;
    case 4: gather(4, slots, count, w, b, scale, z, stride); break;
    case 5: gather(5, slots, count, w, b, scale, z, stride); break;
    case 6: gather(6, slots, count, w, b, scale, z, stride); break;
    case 7: gather(7, slots, count, w, b, scale, z, stride); break;
    default: gather(8, slots, count, w, b, scale, z, stride); break;
  }
}

/** scatter for a strip of n vectors. */
export function scatterStrip(
  n: u32,
  slots: usize,
  count: u32,
  w: usize,
  step: v128,
  d: usize,
  stride: usize,
): void {
  switch (n) {
    case 1: scatter(1, slots, count, w, step, d, stride); break;
    case 2: scatter(2, slots, count, w, step, d, stride); break;
    case 3: scatter(3, slots, count, w, step, d, stride); break;
    case 4: scatter(4, slots, count, w, step, d, stride); break;
    case 5: scatter(5, slots, count, w, step, d, stride); break;
    case 6: scatter(6, slots, count, w, step, d, stride); break;
    case 7: scatter(7, slots, count, w, step, d, stride); break;
    default: scatter(8, slots, count, w, step, d, stride); break;
  }
}

/** gatherBack for a strip of n vectors. */
export function gatherBackStrip(
  n: u32,
  slots: usize,
  count: u32,
  w: usize,
  d: usize,
  dStride: usize,
  back: usize,
  backStride: usize,
): void {
  switch (n) {
    case 1: gatherBack(1, slots, count, w, d, dStride, back, backStride); break;
    case 2: gatherBack(2, slots, count, w, d, dStride, back, backStride); break;
    case 3: gatherBack(3, slots, count, w, d, dStride, back, backStride); break;
    case 4: gatherBack(4, slots, count, w, d, dStride, back, backStride); break;
    case 5: gatherBack(5, slots, count, w, d, dStride, back, backStride); break;
    case 6: gatherBack(6, slots, count, w, d, dStride, back, backStride); break;
    case 7: gatherBack(7, slots, count, w, d, dStride, back, backStride); break;
    default: gatherBack(8, slots, count, w, d, dStride, back, backStride); break;
  }
}
