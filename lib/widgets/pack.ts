// Numbers on their way into HTML: float32 or bytes, as base64.

import type { Base64 } from "./parcel";

/** The values as float32. */
export function packFloats(values: ArrayLike<number>): Base64 {
  return packBytes(new Uint8Array(Float32Array.from(values).buffer));
}

/** The bytes as they are. */
export function packBytes(bytes: Uint8Array): Base64 {
  return Buffer.from(bytes).toString("base64");
}
