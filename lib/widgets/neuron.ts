// One neuron with two inputs and sliders: its line in the plane, its output, and points to separate.

import type { NeuronParcel, PlanePoint } from "./parcel";
import { makeWidget, type Widget } from "./widget";

export type { PlanePoint } from "./parcel";

/**
 * A neuron with two inputs, whose weights and bias are set by sliders. The plane shows where it fires, and which of the
 * points it gets right. It works without a kernel once it is shown.
 */
export function neuronWidget(
  options: {
    /** A perceptron fires or does not; a sigmoid neuron does so smoothly. Default perceptron. */
    kind?: "perceptron" | "sigmoid";
    /** Whether there is a slider for the bias (default) or for the threshold, which is minus the bias. */
    form?: "bias" | "threshold";
    /** Where the sliders begin. Default 1, 1 and bias 0. */
    weights?: [number, number];
    bias?: number;
    /** How far the sliders go on both sides of 0. Default 10. */
    reach?: number;
    /** Points of two classes, label 1 or 0. Default none. */
    points?: PlanePoint[];
    /** The part of the plane. Default −0.5 to 1.5 both ways, around the four corners of bits. */
    x?: [number, number];
    y?: [number, number];
    /** What the two inputs are. Default x₁ and x₂. */
    inputs?: [string, string];
  } = {},
): Widget {
  const parcel: NeuronParcel = {
    kind: "perceptron",
    form: "bias",
    weights: [1, 1],
    bias: 0,
    reach: 10,
    points: [],
    x: [-0.5, 1.5],
    y: [-0.5, 1.5],
    inputs: ["x₁", "x₂"],
    ...options,
  };
  const name = parcel.kind === "perceptron" ? "A perceptron" : "A sigmoid neuron";
  const many = parcel.points.length > 0 ? `, and ${parcel.points.length} points to separate` : "";
  return makeWidget(
    "neuron",
    parcel,
    `${name} with two inputs and a slider for each weight and for the ${parcel.form}${many}.`,
  );
}
