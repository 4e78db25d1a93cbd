// Layers whose inputs are rows of floats: those after sigmoid and tanh, and the first for images that are not lists.
// Each function is written once for a strip of n vectors and compiled for n = 1 … 8, with its sums in registers; a layer
// has at least one input, and at least one example is at hand. For loops that test at their end see lists.

import { constant, plus, sums } from "./elementary";
import { at, lanes, setLanes, spread } from "./memory";

/** z = b + Σ a[k] w[k] for a strip of n vectors and count examples. a: a row of inputs per example. */
// @ts-ignore: decorator
@inline
function send(
  n: u32,
  a: usize,
  aStride: usize,
  inputs: u32,
  count: u32,
  weights: usize,
  biases: usize,
  z: usize,
  zStride: usize,
): void {
  for (let e: u32 = 0; e < count; e++) {
    const end = at<f32>(a, inputs);
    let row = weights;
    let s0 = lanes(biases, 0);
    let s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
    if (n > 1) s1 = lanes(biases, 1);
    if (n > 2) s2 = lanes(biases, 2);
    if (n > 3) s3 = lanes(biases, 3);
    if (n > 4) s4 = lanes(biases, 4);
    if (n > 5) s5 = lanes(biases, 5);
    if (n > 6) s6 = lanes(biases, 6);
    if (n > 7) s7 = lanes(biases, 7);
    let k = a;
    do {
      const x = spread(k, 0);
      s0 = plus(s0, x, lanes(row, 0));
      if (n > 1) s1 = plus(s1, x, lanes(row, 1));
      if (n > 2) s2 = plus(s2, x, lanes(row, 2));
      if (n > 3) s3 = plus(s3, x, lanes(row, 3));
      if (n > 4) s4 = plus(s4, x, lanes(row, 4));
      if (n > 5) s5 = plus(s5, x, lanes(row, 5));
      if (n > 6) s6 = plus(s6, x, lanes(row, 6));
      if (n > 7) s7 = plus(s7, x, lanes(row, 7));
      row = at<v128>(row, n);
      k = at<f32>(k, 1);
    } while (k < end);
    setLanes(z, 0, s0);
    if (n > 1) setLanes(z, 1, s1);
    if (n > 2) setLanes(z, 2, s2);
    if (n > 3) setLanes(z, 3, s3);
    if (n > 4) setLanes(z, 4, s4);
    if (n > 5) setLanes(z, 5, s5);
    if (n > 6) setLanes(z, 6, s6);
    if (n > 7) setLanes(z, 7, s7);
    a += aStride;
    z += zStride;
  }
}

/** target = keep · target + step · Σ a[k] δ over count examples, for a strip of n vectors of weights or gradients. */
// @ts-ignore: decorator
@inline
function learn(
  n: u32,
  a: usize,
  aStride: usize,
  inputs: u32,
  count: u32,
  target: usize,
  keep: v128,
  step: v128,
  deltas: usize,
  dStride: usize,
): void {
  const end = at<f32>(a, inputs);
  for (; a < end; a = at<f32>(a, 1)) {
    let ak = a;
    let d = deltas;
    let s0 = constant(0);
    let s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
    let e = count;
    do {
      const x = spread(ak, 0);
      s0 = plus(s0, x, lanes(d, 0));
      if (n > 1) s1 = plus(s1, x, lanes(d, 1));
      if (n > 2) s2 = plus(s2, x, lanes(d, 2));
      if (n > 3) s3 = plus(s3, x, lanes(d, 3));
      if (n > 4) s4 = plus(s4, x, lanes(d, 4));
      if (n > 5) s5 = plus(s5, x, lanes(d, 5));
      if (n > 6) s6 = plus(s6, x, lanes(d, 6));
      if (n > 7) s7 = plus(s7, x, lanes(d, 7));
      ak += aStride;
      d += dStride;
    } while (--e !== 0);
    setLanes(target, 0, plus(f32x4.mul(keep, lanes(target, 0)), step, s0));
    if (n > 1) setLanes(target, 1, plus(f32x4.mul(keep, lanes(target, 1)), step, s1));
    if (n > 2) setLanes(target, 2, plus(f32x4.mul(keep, lanes(target, 2)), step, s2));
    if (n > 3) setLanes(target, 3, plus(f32x4.mul(keep, lanes(target, 3)), step, s3));
    if (n > 4) setLanes(target, 4, plus(f32x4.mul(keep, lanes(target, 4)), step, s4));
    if (n > 5) setLanes(target, 5, plus(f32x4.mul(keep, lanes(target, 5)), step, s5));
    if (n > 6) setLanes(target, 6, plus(f32x4.mul(keep, lanes(target, 6)), step, s6));
    if (n > 7) setLanes(target, 7, plus(f32x4.mul(keep, lanes(target, 7)), step, s7));
    target = at<v128>(target, n);
  }
}

/** ∂C/∂a[k] += Σ w[k] δ for a strip of n vectors, rows of weights four by four, and count examples. */
// @ts-ignore: decorator
@inline
function sendBack(
  n: u32,
  rows: u32,
  count: u32,
  weights: usize,
  deltas: usize,
  dStride: usize,
  back: usize,
  backStride: usize,
): void {
  for (let e: u32 = 0; e < count; e++) {
    let row = weights;
    for (let k: u32 = 0; k < rows / 4; k++) {
      const d0 = lanes(deltas, 0);
      let s0 = f32x4.mul(d0, lanes(row, 0));
      let s1 = f32x4.mul(d0, lanes(row, n));
      let s2 = f32x4.mul(d0, lanes(row, 2 * n));
      let s3 = f32x4.mul(d0, lanes(row, 3 * n));
      if (n > 1) {
        const d = lanes(deltas, 1);
        s0 = plus(s0, d, lanes(row, 1));
        s1 = plus(s1, d, lanes(row, n + 1));
        s2 = plus(s2, d, lanes(row, 2 * n + 1));
        s3 = plus(s3, d, lanes(row, 3 * n + 1));
      }
      if (n > 2) {
        const d = lanes(deltas, 2);
        s0 = plus(s0, d, lanes(row, 2));
        s1 = plus(s1, d, lanes(row, n + 2));
        s2 = plus(s2, d, lanes(row, 2 * n + 2));
        s3 = plus(s3, d, lanes(row, 3 * n + 2));
      }
      if (n > 3) {
        const d = lanes(deltas, 3);
        s0 = plus(s0, d, lanes(row, 3));
        s1 = plus(s1, d, lanes(row, n + 3));
        s2 = plus(s2, d, lanes(row, 2 * n + 3));
        s3 = plus(s3, d, lanes(row, 3 * n + 3));
      }
      if (n > 4) {
        const d = lanes(deltas, 4);
        s0 = plus(s0, d, lanes(row, 4));
        s1 = plus(s1, d, lanes(row, n + 4));
        s2 = plus(s2, d, lanes(row, 2 * n + 4));
        s3 = plus(s3, d, lanes(row, 3 * n + 4));
      }
      if (n > 5) {
        const d = lanes(deltas, 5);
        s0 = plus(s0, d, lanes(row, 5));
        s1 = plus(s1, d, lanes(row, n + 5));
        s2 = plus(s2, d, lanes(row, 2 * n + 5));
        s3 = plus(s3, d, lanes(row, 3 * n + 5));
      }
      if (n > 6) {
        const d = lanes(deltas, 6);
        s0 = plus(s0, d, lanes(row, 6));
        s1 = plus(s1, d, lanes(row, n + 6));
        s2 = plus(s2, d, lanes(row, 2 * n + 6));
        s3 = plus(s3, d, lanes(row, 3 * n + 6));
      }
      if (n > 7) {
        const d = lanes(deltas, 7);
        s0 = plus(s0, d, lanes(row, 7));
        s1 = plus(s1, d, lanes(row, n + 7));
        s2 = plus(s2, d, lanes(row, 2 * n + 7));
        s3 = plus(s3, d, lanes(row, 3 * n + 7));
      }
      setLanes(back, k, f32x4.add(lanes(back, k), sums(s0, s1, s2, s3)));
      row = at<v128>(row, 4 * n);
    }
    deltas += dStride;
    back += backStride;
  }
}

/** send for a strip of n vectors. */
export function sendStrip(
  n: u32,
  a: usize,
  aStride: usize,
  inputs: u32,
  count: u32,
  w: usize,
  b: usize,
  z: usize,
  zStride: usize,
): void {
  switch (n) {
    case 1: send(1, a, aStride, inputs, count, w, b, z, zStride); break;
    case 2: send(2, a, aStride, inputs, count, w, b, z, zStride); break;
    case 3: send(3, a, aStride, inputs, count, w, b, z, zStride); break;
    case 4: send(4, a, aStride, inputs, count, w, b, z, zStride); break;
    case 5: send(5, a, aStride, inputs, count, w, b, z, zStride); break;
    case 6: send(6, a, aStride, inputs, count, w, b, z, zStride); break;
    case 7: send(7, a, aStride, inputs, count, w, b, z, zStride); break;
    default: send(8, a, aStride, inputs, count, w, b, z, zStride); break;
  }
}

/** learn for a strip of n vectors. */
export function learnStrip(
  n: u32,
  a: usize,
  aStride: usize,
  inputs: u32,
  count: u32,
  w: usize,
  keep: v128,
  step: v128,
  d: usize,
  dStride: usize,
): void {
  switch (n) {
    case 1: learn(1, a, aStride, inputs, count, w, keep, step, d, dStride); break;
    case 2: learn(2, a, aStride, inputs, count, w, keep, step, d, dStride); break;
    case 3: learn(3, a, aStride, inputs, count, w, keep, step, d, dStride); break;
    case 4: learn(4, a, aStride, inputs, count, w, keep, step, d, dStride); break;
    case 5: learn(5, a, aStride, inputs, count, w, keep, step, d, dStride); break;
    case 6: learn(6, a, aStride, inputs, count, w, keep, step, d, dStride); break;
    case 7: learn(7, a, aStride, inputs, count, w, keep, step, d, dStride); break;
    default: learn(8, a, aStride, inputs, count, w, keep, step, d, dStride); break;
  }
}

/** sendBack for a strip of n vectors. */
export function sendBackStrip(
  n: u32,
  rows: u32,
  count: u32,
  w: usize,
  d: usize,
  dStride: usize,
  back: usize,
  backStride: usize,
): void {
  switch (n) {
    case 1: sendBack(1, rows, count, w, d, dStride, back, backStride); break;
    case 2: sendBack(2, rows, count, w, d, dStride, back, backStride); break;
    case 3: sendBack(3, rows, count, w, d, dStride, back, backStride); break;
    case 4: sendBack(4, rows, count, w, d, dStride, back, backStride); break;
    case 5: sendBack(5, rows, count, w, d, dStride, back, backStride); break;
    case 6: sendBack(6, rows, count, w, d, dStride, back, backStride); break;
    case 7: sendBack(7, rows, count, w, d, dStride, back, backStride); break;
    default: sendBack(8, rows, count, w, d, dStride, back, backStride); break;
  }
}
