// The only source of chance: a seeded generator, so that everyone in the room gets the same numbers.
// It leaves out other distributions; the raw bits come from pure-rand's Mersenne Twister.

import { mersenne } from "pure-rand/generator/mersenne";
import { log } from "./elementary";

/** A stream of random numbers. The same seed gives the same stream, bit for bit, on any machine. */
export interface Random {
  /** A number from 0 (included) to 1 (excluded), all 53 bits random. */
  uniform(): number;
  /** A number from the normal distribution with mean 0 and standard deviation 1. */
  gaussian(): number;
  /** A whole number from 0 to n − 1, each equally likely. n is a whole number from 1 to 2³². */
  integer(n: number): number;
  /** Shuffles the array in place, every order equally likely, and returns it. */
  shuffle<T extends { [index: number]: unknown; readonly length: number }>(array: T): T;
}

/**
 * Makes a stream of random numbers from a seed, a whole number from 0 to 4294967295.
 *
 * The stream is that of NumPy's RandomState: uniform() follows random_sample(), gaussian() follows standard_normal().
 * Throws a RangeError for any other seed.
 */
export function random(seed: number): Random {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new RangeError(`a seed is a whole number from 0 to 4294967295, got ${seed}`);
  }
  return new MersenneRandom(seed);
}

class MersenneRandom implements Random {
  private readonly twister: ReturnType<typeof mersenne>;
  private spare: number | undefined;

  constructor(seed: number) {
    this.twister = mersenne(seed);
  }

  uniform(): number {
    const high = (this.twister.next() >>> 0) >>> 5;
    const low = (this.twister.next() >>> 0) >>> 6;
    return (high * 0x4000000 + low) / 0x20000000000000;
  }

  // Marsaglia's polar method (1964): a point in the unit disc gives two independent normal numbers.
  gaussian(): number {
    if (this.spare !== undefined) {
      const saved = this.spare;
      this.spare = undefined;
      return saved;
    }
    let u: number;
    let v: number;
    let s: number;
    do {
      u = 2 * this.uniform() - 1;
      v = 2 * this.uniform() - 1;
      s = u * u + v * v;
    } while (s >= 1 || s === 0);
    const factor = Math.sqrt((-2 * log(s)) / s);
    this.spare = factor * u;
    return factor * v;
  }

  // Numbers beyond the last full multiple of n are drawn again: a plain remainder would favour small ones. The quotient
  // of two such numbers is rounded, but never up to a whole number; V8 takes longer for bits % n.
  integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 0x100000000) {
      throw new RangeError(`integer(n) needs a whole n from 1 to 4294967296, got ${n}`);
    }
    let bits: number;
    let remainder: number;
    do {
      bits = this.twister.next() >>> 0;
      remainder = bits - Math.floor(bits / n) * n;
    } while (bits - remainder + n > 0x100000000);
    return remainder;
  }

  // Fisher and Yates: every place swaps with one at or before it.
  shuffle<T extends { [index: number]: unknown; readonly length: number }>(array: T): T {
    for (let i = array.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const kept = array[i];
      array[i] = array[j];
      array[j] = kept;
    }
    return array;
  }
}
