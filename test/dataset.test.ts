import { image, makeDataset, oneHot, pixels, shuffledLabels, subset, take } from "descent/dataset";
import { random } from "descent/random";
import { expect, test } from "vitest";

// six images of 1 × 2 pixels: image i is [10 i, 10 i + 5]
const bytes = Uint8Array.from({ length: 12 }, (_, i) => 5 * i);
const data = makeDataset(bytes, [0, 1, 2, 0, 1, 2], [1, 2]);

test("a data set keeps the bytes it is made of, without copying them", () => {
  expect(data.images).toBe(bytes);
  expect(data).toMatchObject({ size: 6, shape: [1, 2] });
  expect(Array.from(data.labels)).toEqual([0, 1, 2, 0, 1, 2]);
});

test("images and labels that disagree in number are refused with both numbers", () => {
  expect(() => makeDataset(bytes, [0, 1], [1, 2])).toThrow(
    "2 labels and images of 1 × 2 need 4 pixels, got 12",
  );
});

test("a label that is not an integer from 0 to 255 is refused and named", () => {
  for (const wrong of [1.5, -1, 256, Number.NaN]) {
    expect(() => makeDataset(new Uint8Array(2), [0, wrong], [1, 1])).toThrow(`label ${wrong} of image 1`);
  }
});

test("a subset is a view: it shares the bytes of the whole", () => {
  const middle = subset(data, 2, 5);
  expect(middle.size).toBe(3);
  expect(Array.from(image(middle, 0))).toEqual([20, 25]);
  expect(Array.from(middle.labels)).toEqual([2, 0, 1]);
  expect(middle.images.buffer).toBe(bytes.buffer);
  expect(subset(data, 6, 6).size).toBe(0);
});

test("a subset beyond the data set is refused with the numbers", () => {
  for (const [start, end] of [
    [-1, 2],
    [0, 7],
    [4, 3],
    [0, 1.5],
  ] as const) {
    expect(() => subset(data, start, end)).toThrow(`subset from ${start} to ${end} does not lie in 0 to 6`);
  }
});

test("taking images by index copies them in that order", () => {
  const taken = take(data, [5, 0, 5]);
  expect(Array.from(taken.images)).toEqual([50, 55, 0, 5, 50, 55]);
  expect(Array.from(taken.labels)).toEqual([2, 0, 2]);
  expect(() => take(data, [6])).toThrow("there is no image 6: the data set has 6, numbered from 0");
});

test("an image is a view on its bytes; its pixels are numbers from 0 to 1", () => {
  const white = makeDataset(Uint8Array.of(0, 51, 255, 0), [7], [2, 2]);
  expect(image(white, 0).buffer).toBe(white.images.buffer);
  expect(pixels(white, 0)).toEqual(Float64Array.of(0, 0.2, 1, 0));
});

test("an image that is not there is refused", () => {
  for (const i of [-1, 6, 0.5]) expect(() => image(data, i)).toThrow(`there is no image ${i}`);
});

test("a target has a one at the label and zeros elsewhere", () => {
  expect(oneHot(2, 4)).toEqual(Float64Array.of(0, 0, 1, 0));
  expect(oneHot(9)).toHaveLength(10);
  for (const wrong of [-1, 10, 0.5]) expect(() => oneHot(wrong)).toThrow("is not an integer from 0 to 9");
});

test("shuffled labels keep the count of every class and leave the data set as it was", () => {
  const large = makeDataset(
    new Uint8Array(1000),
    Array.from({ length: 1000 }, (_, i) => i % 10),
    [1, 1],
  );
  const shuffled = shuffledLabels(large, 1, random(1));
  const same = shuffled.labels.filter((label, i) => label === large.labels[i]).length;
  expect(same).toBeGreaterThan(60);
  expect(same).toBeLessThan(140);
  expect(Array.from(shuffled.labels).sort()).toEqual(Array.from(large.labels).sort());
  expect(shuffled.images).toBe(large.images);
  expect(large.labels[1]).toBe(1);
});

test("with a fraction of the labels shuffled, the others stay", () => {
  const large = makeDataset(
    new Uint8Array(1000),
    Array.from({ length: 1000 }, (_, i) => i % 10),
    [1, 1],
  );
  const changed = (fraction: number) =>
    shuffledLabels(large, fraction, random(1)).labels.filter((label, i) => label !== large.labels[i]).length;
  expect(changed(0)).toBe(0);
  expect(changed(0.2)).toBeGreaterThan(150);
  expect(changed(0.2)).toBeLessThanOrEqual(200);
  expect(() => changed(1.5)).toThrow("fraction 1.5 is not from 0 to 1");
});
