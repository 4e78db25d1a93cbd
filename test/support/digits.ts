// The real MNIST, for tests that cannot do without it.

import { existsSync } from "node:fs";
import { resolve } from "node:path";

const mirror = process.env.MNIST_MIRROR; // npm test sets it to ../shared/mnist when that is there

/** The folder with the real MNIST, or undefined when the tests were given none. */
export const realMnist: string | undefined = mirror && existsSync(mirror) ? resolve(mirror) : undefined;

/** Why a test is skipped then. */
export const noRealMnist =
  "MNIST_MIRROR names no folder with the real digits, and none is in ../shared/mnist beside the repository";
