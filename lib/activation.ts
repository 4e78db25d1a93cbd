// What a neuron makes of its weighted input z: each activation beside its derivative.
// Softmax stands apart, because there every neuron of the layer depends on every z.

import { exp, tanh as hyperbolicTangent } from "./elementary";

/** An activation function, as a network uses it: one layer at a time. */
export interface Activation {
  readonly name: "step" | "sigmoid" | "tanh" | "relu" | "softmax";
  /** The activations a of a layer from its weighted inputs z. Same length. */
  layer(z: Float64Array): Float64Array;
  /** From ∂C/∂a to ∂C/∂z for a layer (the chain rule through the activation). All three: same length. */
  back(gradient: Float64Array, z: Float64Array, a: Float64Array): Float64Array;
}

/** An activation that treats every neuron alone, a = f(z). */
export interface NeuronActivation extends Activation {
  /** f(z) of one neuron. */
  value(z: number): number;
  /** The slope f'(z) of one neuron. */
  derivative(z: number): number;
}

/** 1 when z > 0, else 0: the perceptron. Its slope is 0 everywhere, so there is nothing to descend. */
export const step: NeuronActivation = neuronwise(
  "step",
  (z) => (z > 0 ? 1 : 0),
  () => 0,
);

/** σ(z) = 1 / (1 + e⁻ᶻ), a step with its corner rounded: from 0 to 1, with σ' = σ (1 − σ) ≤ ¼. */
export const sigmoid: NeuronActivation = neuronwise(
  "sigmoid",
  (z) => (Number.isNaN(z) ? z : 1 / (1 + exp(-z))),
  (z) => {
    const e = exp(-Math.abs(z)); // σ'(z) = σ'(−z); this side never divides Infinity by Infinity
    return e / ((1 + e) * (1 + e));
  },
);

/** tanh z, a sigmoid stretched to run from −1 to 1, with tanh' = 1 − tanh². */
export const tanh: NeuronActivation = neuronwise("tanh", hyperbolicTangent, (z) => {
  const e = exp(-2 * Math.abs(z));
  return (4 * e) / ((1 + e) * (1 + e));
});

/** max(0, z), the rectified linear unit. At the corner z = 0 its slope counts as 0. */
export const relu: NeuronActivation = neuronwise(
  "relu",
  (z) => (z > 0 ? z : z <= 0 ? 0 : Number.NaN),
  (z) => (z > 0 ? 1 : 0),
);

/** a[j] = e^z[j] / Σ e^z[k]: a layer of positive numbers that add up to 1, for the output layer. */
export const softmax: Activation = {
  name: "softmax",
  layer(z) {
    const largest = z.reduce((m, v) => Math.max(m, v), Number.NEGATIVE_INFINITY); // e^(z − largest) cannot overflow
    const e = z.map((v) => exp(v - largest));
    const sum = e.reduce((s, v) => s + v, 0);
    return e.map((v) => v / sum);
  },
  // ∂a[j]/∂z[k] = a[j] (δ[jk] − a[k]), so the product with the gradient g is a[k] (g[k] − Σ g[j] a[j])
  back(gradient, _z, a) {
    const mean = gradient.reduce((s, g, j) => s + g * a[j]!, 0);
    return gradient.map((g, k) => a[k]! * (g - mean));
  },
};

function neuronwise(
  name: Activation["name"],
  value: (z: number) => number,
  derivative: (z: number) => number,
): NeuronActivation {
  return {
    name,
    value,
    derivative,
    layer: (z) => z.map(value),
    back: (gradient, z) => gradient.map((g, j) => g * derivative(z[j]!)),
  };
}
