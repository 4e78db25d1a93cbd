// The first layer for images kept as lists of their inked pixels: a blank pixel sends nothing and is not visited.
//
//   a list as the host packs it   the numbers of all its pixels, 16 bits each; then their grey levels, 8 bits each
//   a list to work with           a record of 8 bytes per pixel: | 16 · its number, 32 bits | its intensity, a float |
//
// Each function is written once for a strip of n vectors and compiled for n = 1 … 8, with its sums in registers.

import { constant, plus } from "./elementary";
import { at, lanes, record, setLanes, Slot, spread } from "./memory";

/** Writes the records of count pixels, four at a time; up to three more are written behind them. Returns the end. */
export function unpack(numbers: usize, count: u32, to: usize): usize {
  const levels = at<u16>(numbers, count);
  for (let i: u32 = 0; i < count; i += 4) {
    const offsets = i32x4.shl(v128.load_ext<u16>(at<u16>(numbers, i)), 4);
    const x = intensities(v128.load_zero<u32>(at<u8>(levels, i)));
    setLanes(at<u64>(to, i), 0, v128.shuffle<f32>(offsets, x, 0, 4, 1, 5));
    setLanes(at<u64>(to, i), 1, v128.shuffle<f32>(offsets, x, 2, 6, 3, 7));
  }
  return at<u64>(to, count);
}

/** What the first four grey levels of a vector stand for: a 255th part each. */
// @ts-ignore: decorator
@inline
export function intensities(levels: v128): v128 {
  const whole = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(levels));
  return f32x4.mul(f32x4.convert_i32x4_s(whole), constant(1.0 / 255.0));
}

/** The row that belongs to a pixel in a strip of n vectors. */
// @ts-ignore: decorator
@inline
function rowOf(n: u32, strip: usize, pixel: usize): usize {
  return strip + load<u32>(pixel) * n;
}

/** What a pixel sends, in four lanes. */
// @ts-ignore: decorator
@inline
function intensity(pixel: usize): v128 {
  return spread(pixel, 1);
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
    for (let pixel = slot.begin; pixel < end; pixel = at<u64>(pixel, 1)) {
      const x = intensity(pixel);
      const row = rowOf(n, weights, pixel);
      // V8 loads everything first and sums up after, for which its 15 registers are too few when n = 8: it would keep
      // one sum in memory. These two stores make it use up two of the loaded rows early; nobody reads what they write.
      s0 = plus(s0, x, lanes(row, 0));
      if (n > 7) setLanes(z, 0, s0);
      if (n > 1) s1 = plus(s1, x, lanes(row, 1));
      if (n > 7) setLanes(z, 1, s1);
      if (n > 2) s2 = plus(s2, x, lanes(row, 2));
      if (n > 3) s3 = plus(s3, x, lanes(row, 3));
      if (n > 4) s4 = plus(s4, x, lanes(row, 4));
      if (n > 5) s5 = plus(s5, x, lanes(row, 5));
      if (n > 6) s6 = plus(s6, x, lanes(row, 6));
      if (n > 7) s7 = plus(s7, x, lanes(row, 7));
    }
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
    for (let pixel = slot.begin; pixel < end; pixel = at<u64>(pixel, 1)) {
      const x = intensity(pixel);
      const row = rowOf(n, target, pixel);
      setLanes(row, 0, plus(lanes(row, 0), x, d0));
      if (n > 1) setLanes(row, 1, plus(lanes(row, 1), x, d1));
      if (n > 2) setLanes(row, 2, plus(lanes(row, 2), x, d2));
      if (n > 3) setLanes(row, 3, plus(lanes(row, 3), x, d3));
      if (n > 4) setLanes(row, 4, plus(lanes(row, 4), x, d4));
      if (n > 5) setLanes(row, 5, plus(lanes(row, 5), x, d5));
      if (n > 6) setLanes(row, 6, plus(lanes(row, 6), x, d6));
      if (n > 7) setLanes(row, 7, plus(lanes(row, 7), x, d7));
    }
    deltas += stride;
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
