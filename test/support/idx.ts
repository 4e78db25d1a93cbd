// Writes IDX files, from the description of the format and not from the library's reader.

type Write = (view: DataView, at: number, value: number) => void;

const writers: Record<number, [bytes: number, write: Write]> = {
  8: [1, (view, at, value) => view.setUint8(at, value)],
  9: [1, (view, at, value) => view.setInt8(at, value)],
  11: [2, (view, at, value) => view.setInt16(at, value, false)],
  12: [4, (view, at, value) => view.setInt32(at, value, false)],
  13: [4, (view, at, value) => view.setFloat32(at, value, false)],
  14: [8, (view, at, value) => view.setFloat64(at, value, false)],
};

export function writeIdx(type: number, dims: number[], values: ArrayLike<number>): Uint8Array {
  const [bytes, write] = writers[type]!;
  const start = 4 + 4 * dims.length;
  const view = new DataView(new ArrayBuffer(start + values.length * bytes));
  view.setUint8(2, type);
  view.setUint8(3, dims.length);
  dims.forEach((size, d) => {
    view.setUint32(4 + 4 * d, size, false);
  });
  for (let i = 0; i < values.length; i++) write(view, start + i * bytes, values[i]!);
  return new Uint8Array(view.buffer);
}
