import { centre, centreOfMass, crop, fitInto, type GreyImage, normalise } from "descent/normalise";
import { random } from "descent/random";
import { strokeDigits } from "descent/strokes";
import { expect, test } from "vitest";

function grey(lines: number[][]): GreyImage {
  return { values: Uint8Array.from(lines.flat()), rows: lines.length, columns: lines[0]!.length };
}

// a canvas with a filled rectangle of ink
function rectangle(rows: number, columns: number, top: number, left: number, height: number, width: number) {
  const values = new Uint8Array(rows * columns);
  for (let row = top; row < top + height; row++) {
    values.fill(255, row * columns + left, row * columns + left + width);
  }
  return { values, rows, columns };
}

test("cropping leaves the smallest part that holds all ink", () => {
  const drawing = grey([
    [0, 0, 0, 0],
    [0, 7, 0, 0],
    [0, 0, 9, 0],
  ]);
  expect(crop(drawing)).toEqual(
    grey([
      [7, 0],
      [0, 9],
    ]),
  );
});

test("fitting scales the longer side to the given length and keeps the proportions", () => {
  const shape = ({ rows, columns }: GreyImage) => [rows, columns];
  expect(shape(fitInto(rectangle(100, 50, 0, 0, 100, 50), 20))).toEqual([20, 10]);
  expect(shape(fitInto(rectangle(3, 6, 0, 0, 3, 6), 20))).toEqual([10, 20]);
  expect(shape(fitInto(rectangle(400, 2, 0, 0, 400, 2), 20))).toEqual([20, 1]);
});

test("fitting averages grey levels, so that the mean grey level stays", () => {
  const checks = grey([
    [0, 200, 0, 200],
    [200, 0, 200, 0],
    [0, 200, 0, 200],
    [200, 0, 200, 0],
  ]);
  expect(fitInto(checks, 2).values).toEqual(Uint8Array.of(100, 100, 100, 100));
  const thirds = fitInto(checks, 3).values;
  expect(thirds.reduce((sum, level) => sum + level, 0) / 9).toBeCloseTo(100, 0);
  expect(fitInto(checks, 4)).toEqual(checks);
});

test("the centre of mass is counted in rows and columns from 0; without ink it is the middle", () => {
  const drawing = grey([
    [100, 0, 0],
    [0, 0, 0],
    [0, 0, 100],
  ]);
  expect(centreOfMass(drawing)).toEqual({ row: 1, column: 1 });
  expect(
    centreOfMass(
      grey([
        [0, 10],
        [0, 30],
      ]),
    ),
  ).toEqual({ row: 0.75, column: 1 });
  expect(centreOfMass(grey([[0, 0, 0]]))).toEqual({ row: 0, column: 1 });
});

test("centring puts the centre of mass at pixel 14 of 28, and all ink stays inside", () => {
  const centred = centre(rectangle(20, 11, 5, 0, 15, 5), 28);
  const mass = centreOfMass(centred);
  expect(mass.row).toBeCloseTo(14, 5);
  expect(mass.column).toBeCloseTo(14, 5);
  const lopsided = centre(rectangle(20, 20, 0, 0, 20, 1), 28);
  expect(lopsided.values.filter((level) => level > 0)).toHaveLength(20);
  expect(() => centre(rectangle(29, 2, 0, 0, 1, 1), 28)).toThrow("29 × 2 does not fit into 28 × 28");
});

test("a drawing of any size and anywhere on the canvas becomes the same MNIST image", () => {
  const small = normalise(rectangle(56, 56, 3, 4, 40, 20));
  const large = normalise(rectangle(300, 280, 90, 7, 200, 100));
  expect(large).toEqual(small);
  expect(small.filter((level) => level === 255)).toHaveLength(20 * 10);
});

test("a canvas without ink becomes an empty image", () => {
  expect(normalise(rectangle(280, 280, 0, 0, 0, 0))).toEqual(new Uint8Array(784));
});

test("an image that is normalised already hardly changes", () => {
  const { images } = strokeDigits(50, random(3));
  for (let start = 0; start < images.length; start += 784) {
    const digit = images.subarray(start, start + 784);
    const again = normalise({ values: digit, rows: 28, columns: 28 });
    const change = digit.reduce((sum, level, i) => sum + Math.abs(level - again[i]!), 0) / 784;
    expect(change).toBeLessThan(12);
  }
});
