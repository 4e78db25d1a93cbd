// Reads and writes IDX, the format of the MNIST files: a magic number, the sizes of the dimensions, then the numbers themselves.
// Knows nothing of images or labels, and nothing of files.

/** What an IDX file holds. */
export interface Idx {
  /** Code of the element type, 0x08 to 0x0E: the third byte of the file. */
  type: number;
  /** Size of each dimension, the slowest first: [60000, 28, 28] for the MNIST training images. */
  dims: number[];
  /** All elements, row-major; as many as the product of dims. */
  data: IdxData;
}

export type IdxData = Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** The bytes are not a well-formed IDX file; the message says what was expected and what was found. */
export class IdxError extends Error {
  override name = "IdxError";
}

interface ElementType {
  bytes: number;
  allocate(length: number): IdxData;
  read(view: DataView, offset: number): number;
}

// numbers longer than a byte are stored big-endian, which is what DataView reads unless told otherwise
const elementTypes: Record<number, ElementType> = {
  8: { bytes: 1, allocate: (n) => new Uint8Array(n), read: (view, at) => view.getUint8(at) },
  9: { bytes: 1, allocate: (n) => new Int8Array(n), read: (view, at) => view.getInt8(at) },
  11: { bytes: 2, allocate: (n) => new Int16Array(n), read: (view, at) => view.getInt16(at) },
  12: { bytes: 4, allocate: (n) => new Int32Array(n), read: (view, at) => view.getInt32(at) },
  13: { bytes: 4, allocate: (n) => new Float32Array(n), read: (view, at) => view.getFloat32(at) },
  14: { bytes: 8, allocate: (n) => new Float64Array(n), read: (view, at) => view.getFloat64(at) },
};

/**
 * Reads the bytes of one IDX file, already unpacked.
 * Unsigned bytes are not copied: data is then a view on the bytes given. All other types are copied to the byte order
 * of this machine. Throws an IdxError unless magic number, dimensions and length agree exactly.
 */
export function readIdx(bytes: Uint8Array): Idx {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { type, dims } = readHeader(view);
  const start = 4 + 4 * dims.length;
  const length = dims.reduce((product, size) => product * size, 1);
  const element = elementTypes[type]!;
  checkLength(dims, start + length * element.bytes, bytes.length);
  if (type === 0x08)
    return { type, dims, data: new Uint8Array(bytes.buffer, bytes.byteOffset + start, length) };
  const data = element.allocate(length);
  for (let i = 0; i < length; i++) data[i] = element.read(view, start + i * element.bytes);
  return { type, dims, data };
}

/**
 * The bytes of an IDX file that holds whole numbers from 0 to 255: the other way round than readIdx.
 * dims: the size of each dimension; data: as many numbers as their product, row-major. Throws an IdxError otherwise.
 */
export function writeIdx(dims: readonly number[], data: Uint8Array): Uint8Array {
  const start = 4 + 4 * dims.length;
  const length = dims.reduce((product, size) => product * size, 1);
  checkLength([...dims], start + length, start + data.length);
  const bytes = new Uint8Array(start + length);
  const view = new DataView(bytes.buffer);
  view.setUint16(2, 0x0800 + dims.length);
  for (const [d, size] of dims.entries()) view.setUint32(4 + 4 * d, size);
  bytes.set(data, start);
  return bytes;
}

function readHeader(view: DataView): { type: number; dims: number[] } {
  if (view.byteLength < 4)
    throw new IdxError(`expected a magic number of 4 bytes, found ${view.byteLength} bytes`);
  const type = view.getUint8(2);
  const dimensions = view.getUint8(3);
  if (view.getUint16(0) !== 0 || !(type in elementTypes) || dimensions === 0) {
    const found = view.getUint32(0).toString(16).padStart(8, "0");
    throw new IdxError(
      `expected a magic number 0000ttdd, tt one of 08, 09, 0b, 0c, 0d, 0e and dd at least 01, found ${found}`,
    );
  }
  const headerLength = 4 + 4 * dimensions;
  if (view.byteLength < headerLength) {
    throw new IdxError(
      `expected ${headerLength} bytes for ${dimensions} dimensions, found ${view.byteLength}`,
    );
  }
  return { type, dims: Array.from({ length: dimensions }, (_, d) => view.getUint32(4 + 4 * d)) };
}

function checkLength(dims: number[], expected: number, found: number): void {
  if (found === expected) return;
  const fault = found < expected ? "truncated" : "too long";
  throw new IdxError(`${fault}: expected ${expected} bytes for ${dims.join(" × ")}, found ${found}`);
}
