// exp, log and tanh of four floats at once, with the same bits on every machine: only +, −, ×, ÷ and comparisons.
// Method and coefficients: Cephes (Moshier, 1992), expf.c, logf.c and tanhf.c; error about 2 units in the last place.

// @ts-ignore: decorator
@inline
export function constant(x: f32): v128 {
  return f32x4.splat(x);
}

/** a + b · c, rounded twice, as on a machine without a fused product. */
// @ts-ignore: decorator
@inline
export function plus(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(a, f32x4.mul(b, c));
}

/**
 * Numbers closer to 0 than 1e-18 become 0. Below 1e-38 floats turn subnormal, and the processor then takes a hundred
 * cycles for a product; with this, no product of two values gets there. NaN stays.
 */
// @ts-ignore: decorator
@inline
export function flush(x: v128): v128 {
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), constant(1e-18)));
}

/** eˣ, for x beyond −41 and 87 that of the bound: e⁻⁴¹ is the smallest that flush keeps. */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  // pmin and pmax in this order keep a NaN
  x = f32x4.pmin(f32x4.pmax(x, constant(-41)), constant(87));
  // adding 1.5 · 2²³ rounds to whole numbers: k = x / ln 2 is then in the low bits, x = k ln 2 + r, |r| ≤ ½ ln 2
  const shifted = plus(constant(12582912), x, constant(<f32>Math.LOG2E));
  const k = f32x4.sub(shifted, constant(12582912));
  const r = plus(plus(x, k, constant(-0.693359375)), k, constant(2.12194440e-4));
  // a polynomial in pairs of terms, which do not wait for one another
  const t = f32x4.mul(r, r);
  const p01 = plus(constant(5.0000001201e-1), r, constant(1.6666665459e-1));
  const p23 = plus(constant(4.1665795894e-2), r, constant(8.3334519073e-3));
  const p45 = plus(constant(1.3981999507e-3), r, constant(1.9875691500e-4));
  const p = plus(p01, t, plus(p23, t, p45));
  const y = plus(f32x4.add(constant(1), r), t, p);
  return i32x4.add(y, i32x4.shl(shifted, 23)); // times 2ᵏ: k goes to the exponent
}

/** The natural logarithm of x, a positive normal number. */
export function log(x: v128): v128 {
  // x = 2ᵏ (1 + f) with 1 + f from √½ to √2: the bits of √½ taken off move the border between exponents there
  const above = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const k = f32x4.convert_i32x4_s(i32x4.shr_s(above, 23));
  const f = f32x4.sub(
    i32x4.add(v128.and(above, i32x4.splat(0x007fffff)), i32x4.splat(0x3f3504f3)),
    constant(1),
  );
  const z = f32x4.mul(f, f);
  let p = plus(constant(-1.1514610310e-1), f, constant(7.0376836292e-2));
  p = plus(constant(1.1676998740e-1), f, p);
  p = plus(constant(-1.2420140846e-1), f, p);
  p = plus(constant(1.4249322787e-1), f, p);
  p = plus(constant(-1.6668057665e-1), f, p);
  p = plus(constant(2.0000714765e-1), f, p);
  p = plus(constant(-2.4999993993e-1), f, p);
  p = plus(constant(3.3333331174e-1), f, p);
  p = plus(f32x4.mul(k, constant(-2.12194440e-4)), f32x4.mul(f, z), p);
  p = plus(p, z, constant(-0.5));
  return plus(f32x4.add(f, p), k, constant(0.693359375));
}

/** 1 / (1 + e⁻ˣ), as eˣ / (1 + eˣ). */
// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  const e = exp(x);
  return f32x4.div(e, f32x4.add(constant(1), e));
}

/** The hyperbolic tangent. */
// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const size = f32x4.abs(x);
  const t = f32x4.mul(x, x);
  let p = plus(constant(2.06390887954e-2), t, constant(-5.70498872745e-3));
  p = plus(constant(-5.37397155531e-2), t, p);
  p = plus(constant(1.33314422036e-1), t, p);
  p = plus(constant(-3.33332819422e-1), t, p);
  const near = plus(x, f32x4.mul(x, t), p);
  const e = exp(f32x4.add(size, size));
  const far = f32x4.sub(constant(1), f32x4.div(constant(2), f32x4.add(e, constant(1))));
  const signed = v128.or(far, v128.and(x, i32x4.splat(0x80000000)));
  return v128.bitselect(near, signed, f32x4.lt(size, constant(0.625))); // 1 − … loses digits near 0
}

/**
 * The sum of the lanes of a, of b, of c and of d:
 *
 *   a0 a1 a2 a3  b0 b1 b2 b3   →   a0+a2 b0+b2 a1+a3 b1+b3   →   a b c d
 */
// @ts-ignore: decorator
@inline
export function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}
