import { IdxError, readIdx, writeIdx as writeBytes } from "descent/idx";
import { random } from "descent/random";
import { expect, test } from "vitest";
import { writeIdx } from "./support/idx";

const draw = random(1);

// values that each element type can hold exactly, its extremes among them
const values: Record<number, () => number> = {
  8: () => draw.integer(256),
  9: () => draw.integer(256) - 128,
  11: () => draw.integer(65536) - 32768,
  12: () => draw.integer(2 ** 32) - 2 ** 31,
  13: () => Math.fround(draw.gaussian() * 1e20),
  14: () => draw.gaussian() * 1e200,
};

function randomIdx() {
  const type = Number(Object.keys(values)[draw.integer(6)]);
  const dims = Array.from({ length: 1 + draw.integer(4) }, () => draw.integer(6));
  const length = dims.reduce((product, size) => product * size, 1);
  return { type, dims, elements: Array.from({ length }, values[type]!) };
}

test("every element type and shape is read back as it was written, dimensions of size 0 included", () => {
  for (let i = 0; i < 500; i++) {
    const { type, dims, elements } = randomIdx();
    const read = readIdx(writeIdx(type, dims, elements));
    expect(read.type).toBe(type);
    expect(read.dims).toEqual(dims);
    expect(Array.from(read.data)).toEqual(elements);
  }
});

test("each element type comes in the typed array of its own", () => {
  const types = [8, 9, 11, 12, 13, 14].map((type) => readIdx(writeIdx(type, [1], [1])).data.constructor);
  expect(types).toEqual([Uint8Array, Int8Array, Int16Array, Int32Array, Float32Array, Float64Array]);
});

test("NaN, infinities and negative zero survive", () => {
  const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0];
  for (const type of [13, 14])
    expect(Array.from(readIdx(writeIdx(type, [4], special)).data)).toEqual(special);
});

test("unsigned bytes are a view on the bytes given, not a copy", () => {
  const bytes = writeIdx(8, [2, 3], [1, 2, 3, 4, 5, 6]);
  const { data } = readIdx(bytes);
  bytes[12] = 99;
  expect(data[0]).toBe(99);
});

test("bytes from the middle of a larger buffer, or from a Node.js Buffer, are read the same", () => {
  for (const type of [8, 12, 14]) {
    const bytes = writeIdx(type, [3], [1, 2, 3]);
    const larger = Buffer.concat([Buffer.from([7, 7, 7]), bytes, Buffer.from([7])]);
    const { data } = readIdx(larger.subarray(3, 3 + bytes.length));
    expect(Array.from(data)).toEqual([1, 2, 3]);
    expect(data).not.toBeInstanceOf(Buffer);
  }
});

test("a file cut off anywhere is refused", () => {
  for (let i = 0; i < 50; i++) {
    const { type, dims, elements } = randomIdx();
    const bytes = writeIdx(type, dims, elements);
    expect(() => readIdx(bytes.subarray(0, draw.integer(bytes.length)))).toThrow(IdxError);
  }
});

test("a truncated file is refused with the number of bytes expected and found", () => {
  const bytes = writeIdx(8, [2, 3], [1, 2, 3, 4, 5, 6]);
  expect(() => readIdx(bytes.subarray(0, 15))).toThrow("truncated: expected 18 bytes for 2 × 3, found 15");
  expect(() => readIdx(bytes.subarray(0, 6))).toThrow("expected 12 bytes for 2 dimensions, found 6");
  expect(() => readIdx(bytes.subarray(0, 3))).toThrow("expected a magic number of 4 bytes, found 3");
});

test("a file with bytes left over is refused with the number of bytes expected and found", () => {
  const bytes = Buffer.concat([writeIdx(12, [2], [1, 2]), Buffer.alloc(1)]);
  expect(() => readIdx(bytes)).toThrow("too long: expected 16 bytes for 2, found 17");
});

test("a wrong magic number is refused and shown: still packed, an unknown type, no dimensions", () => {
  const wrong = [
    [0x1f, 0x8b, 0x08, 0x00],
    [0x00, 0x00, 0x0a, 0x01],
    [0x00, 0x00, 0x08, 0x00],
    [0x3c, 0x68, 0x74, 0x6d],
  ];
  for (const magic of wrong) {
    const bytes = Uint8Array.from([...magic, 0, 0, 0, 0]);
    expect(() => readIdx(bytes)).toThrow(`found ${Buffer.from(magic).toString("hex")}`);
    expect(() => readIdx(bytes)).toThrow(IdxError);
  }
});

test("dimensions too large for any file are refused, not allocated", () => {
  const bytes = writeIdx(14, [0xffffffff, 0xffffffff, 0xffffffff], []);
  expect(() => readIdx(bytes)).toThrow("truncated");
});

test("whole numbers from 0 to 255 are written as IDX, as many as the sizes say", () => {
  const written = writeBytes([2, 3], Uint8Array.of(1, 2, 3, 253, 254, 255));
  expect(Array.from(written)).toEqual([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 253, 254, 255]);
  expect(written).toEqual(Uint8Array.from(writeIdx(8, [2, 3], [1, 2, 3, 253, 254, 255])));
  expect(() => writeBytes([2, 3], new Uint8Array(5))).toThrow("expected 18 bytes for 2 × 3, found 17");
});
