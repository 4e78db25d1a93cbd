// How weights and biases start out, before the first example.
// A good start keeps the weighted inputs z near 1 in size, where an activation has slope.

import type { Random } from "./random";

/** Draws the starting value of one weight or one bias of a layer with fanIn inputs. */
export interface Initializer {
  readonly name: "standardNormal" | "scaledNormal" | "he";
  /** A weight, drawn from the random stream. */
  weight(fanIn: number, random: Random): number;
  /** A bias, drawn from the random stream. */
  bias(random: Random): number;
}

/** Weights and biases from N(0, 1). With 784 inputs z is then about ±10 and sigmoids start saturated. */
export const standardNormal: Initializer = {
  name: "standardNormal",
  weight: (_fanIn, random) => random.gaussian(),
  bias: (random) => random.gaussian(),
};

/** Weights from N(0, 1/fan-in), biases from N(0, 1): z starts near ±1 whatever the number of inputs. */
export const scaledNormal: Initializer = {
  name: "scaledNormal",
  weight: (fanIn, random) => random.gaussian() / Math.sqrt(fanIn),
  bias: (random) => random.gaussian(),
};

/** Weights from N(0, 2/fan-in), biases 0, for ReLU, which silences half of its inputs (He et al. 2015, eq. 10). */
export const he: Initializer = {
  name: "he",
  weight: (fanIn, random) => random.gaussian() * Math.sqrt(2 / fanIn),
  bias: () => 0,
};
