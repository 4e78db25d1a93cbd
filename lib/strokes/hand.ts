// A hand that never writes the same digit twice: chance in slant, proportion, bend, wobble and pressure of the pen.
// Lengths are in the units of `glyphs`, where a digit is 10 high.

import type { Random } from "../random";

/** One occasion of writing: the same for all strokes of a digit. */
export interface Hand {
  /** Where a point of the model digit comes to lie on this occasion, as [x, y]. */
  place(x: number, y: number): [number, number];
  /** How thick the pen writes at a share 0 to 1 of a stroke, 1 on average. */
  pressure(share: number): number;
}

// how much each trait varies: standard deviations, chosen beside sheets of MNIST digits
const SLANT = 0.22; // to the right for every unit upwards
const LEAN = 0.12; // the mean slant: most people lean to the right
const TURN = 0.06; // tangent of half the angle
const WIDTH = 0.22; // relative
const TAPER = 0.035; // how much wider the top is than the bottom
const BALANCE = 0.03; // how much taller one half is than the other
const BEND = 0.02;
const SHAKE = 0.28; // every point for itself
const PRESSURE = 0.12; // relative

/** Draws a hand by chance. */
export function hand(random: Random): Hand {
  const slant = LEAN + SLANT * random.gaussian();
  const width = Math.max(0.5, 1 + WIDTH * random.gaussian());
  const taper = TAPER * random.gaussian();
  const balance = BALANCE * random.gaussian();
  const bend = BEND * random.gaussian();
  const turn = rotation(TURN * random.gaussian());
  const [press, swell] = [PRESSURE * random.gaussian(), PRESSURE * random.gaussian()];
  return {
    place(x, y) {
      const up = 5 - y + SHAKE * random.gaussian();
      const across = (x - 3 + SHAKE * random.gaussian()) * width * (1 + taper * up);
      const arch = 25 - up * up; // 0 at top and bottom, 25 half-way
      return turn(across + slant * up + bend * arch, -up + balance * arch);
    },
    pressure: (share) => 1 + press * (2 * share - 1) + swell * (1 - 6 * share * (1 - share)),
  };
}

// sine and cosine by way of the tangent of half the angle: no function that differs between machines
function rotation(half: number): (x: number, y: number) => [number, number] {
  const cosine = (1 - half * half) / (1 + half * half);
  const sine = (2 * half) / (1 + half * half);
  return (x, y) => [cosine * x - sine * y, sine * x + cosine * y];
}
