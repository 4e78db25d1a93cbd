// Many numbers in little room: the bytes of an array as base64, of four bytes a number where that loses nothing.

/** Numbers as text. */
export interface Packed {
  type: "float32" | "float64";
  bytes: string;
}

/** Packs numbers, exactly. */
export function pack(numbers: Float64Array): Packed {
  const singles = Float32Array.from(numbers);
  const exact = numbers.every((number, i) => Object.is(number, singles[i]));
  const { buffer, byteLength } = exact ? singles : numbers.slice();
  const bytes = Buffer.from(buffer as ArrayBuffer, 0, byteLength).toString("base64");
  return { type: exact ? "float32" : "float64", bytes };
}

/** The numbers that were packed. Throws a RangeError when they are not as many as expected. */
export function unpack({ type, bytes }: Packed, expected: number): Float64Array {
  const { buffer } = Uint8Array.from(Buffer.from(bytes, "base64"));
  const numbers = type === "float32" ? new Float32Array(buffer) : new Float64Array(buffer);
  if (numbers.length !== expected)
    throw new RangeError(`expected ${expected} numbers, found ${numbers.length}`);
  return Float64Array.from(numbers);
}
