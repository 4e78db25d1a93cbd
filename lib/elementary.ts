// exp, log and tanh that give the same bits on every machine. JavaScript leaves the last digits of Math.exp to
// the engine that runs it; here only +, −, ×, ÷ are used, which IEEE 754 fixes to the bit.
// Method and coefficients: FDLIBM (Sun Microsystems, 1993), e_exp.c and e_log.c; error below 1 unit in the last place.

const LN2_HIGH = 0.6931471803691238; // ln 2 in two parts: k · LN2_HIGH is exact for every exponent k
const LN2_LOW = 1.9082149292705877e-10;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer); // little-endian, as every machine that runs Node.js: words[1] has the exponent

/** e to the power x. Beyond x = 709.78 it is Infinity, below x = −745.13 it is 0. */
export function exp(x: number): number {
  if (!(x < 709.782712893384)) return x >= 709.782712893384 ? Number.POSITIVE_INFINITY : Number.NaN;
  if (x < -745.1332191019411) return 0;
  // x = k ln 2 + r with |r| ≤ ½ ln 2, so that eˣ = 2ᵏ eʳ
  const k = Math.round(x / Math.LN2);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (0.00006613756321437934 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  return k >= -1021 && k < 1024
    ? y * powerOfTwo(k)
    : y * powerOfTwo(k - Math.sign(k) * 64) * powerOfTwo(Math.sign(k) * 64);
}

/** The natural logarithm of x. It is −Infinity at 0 and NaN below. */
export function log(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return x > 0 ? x : Number.NaN;
  // x = 2ᵏ (1 + f) with 1 + f between √½ and √2
  const subnormal = x < 2.2250738585072014e-308;
  float[0] = subnormal ? x * 18014398509481984 : x;
  let k = (words[1]! >>> 20) - 1023 - (subnormal ? 54 : 0);
  words[1] = (words[1]! & 0xfffff) | 0x3ff00000;
  if (float[0]! > Math.SQRT2) {
    float[0] = float[0]! / 2;
    k++;
  }
  const f = float[0]! - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const odd = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const even =
    z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const half = (f * f) / 2;
  return k * LN2_HIGH - (half - (s * (half + odd + even) + k * LN2_LOW) - f);
}

/** The hyperbolic tangent of x, from −1 to 1. */
export function tanh(x: number): number {
  if (Math.abs(x) < 0.05) {
    const t = x * x; // the start of its Taylor series: 1 − e would lose digits here
    return x * (1 + t * (-1 / 3 + t * (2 / 15 + t * (-17 / 315 + t * (62 / 2835)))));
  }
  const e = exp(-2 * Math.abs(x));
  return (Math.sign(x) * (1 - e)) / (1 + e);
}

/** 2 to the power k, exactly, for k from −1022 to 1023. */
function powerOfTwo(k: number): number {
  words[0] = 0;
  words[1] = (k + 1023) << 20;
  return float[0]!;
}
