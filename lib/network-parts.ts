// Which parts fit together to a network, whether its numbers are still numbers, and how it is described in a line.

import type { Activation } from "./activation";
import { type Code, checkCode } from "./code";
import type { Cost } from "./cost";
import type { Network } from "./network";

/** A weight, bias or weighted input has become NaN or infinite: the network cannot compute any more. */
export class NotFiniteError extends RangeError {
  override readonly name: string = "NotFiniteError";
}

/** Throws a RangeError unless the sizes are sizes and the activations, the cost and the code go together. */
export function checkParts(
  sizes: number[],
  hidden: Activation,
  output: Activation,
  cost: Cost,
  code?: Code,
): void {
  if (!Array.isArray(sizes) || sizes.length < 2 || !sizes.every((n) => Number.isInteger(n) && n > 0)) {
    throw new RangeError(
      `sizes are at least two whole numbers above 0, such as [784, 30, 10]; got ${JSON.stringify(sizes)}`,
    );
  }
  if (hidden.name === "softmax") {
    throw new RangeError("softmax is for the output layer; hidden can be sigmoid, tanh or relu");
  }
  if (cost.output && cost.output !== output.name) {
    throw new RangeError(`the ${cost.name} cost needs ${cost.output} outputs, got ${output.name}`);
  }
  if (!code) return;
  checkCode(code, sizes.at(-1)!);
  if (output.name === "softmax")
    throw new RangeError("a code is for outputs that stand alone, such as sigmoid; softmax ones add up to 1");
}

/** Throws a NotFiniteError unless every weight and bias is a finite number. */
export function checkFinite({ weights, biases }: Network): void {
  for (const part of [...weights, ...biases]) {
    for (let i = 0; i < part.length; i++)
      if (!Number.isFinite(part[i]))
        throw new NotFiniteError("a weight or bias is no longer a finite number");
  }
}

/** "Network 784-30-10 (sigmoid, sigmoid, quadratic; 23,860 parameters)" */
export function describeNetwork(this: Network): string {
  const { sizes, hidden, output, cost, parameterCount } = this;
  const parts = [hidden.name, output.name, cost.name].join(", ");
  return `Network ${sizes.join("-")} (${parts}; ${parameterCount.toLocaleString("en")} parameters)`;
}
