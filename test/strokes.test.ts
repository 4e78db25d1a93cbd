import { createHash } from "node:crypto";
import { crossEntropy } from "descent/cost";
import { image, subset } from "descent/dataset";
import { scaledNormal } from "descent/init";
import { loadMnist } from "descent/mnist";
import { Network } from "descent/network";
import { centreOfMass, crop } from "descent/normalise";
import { random } from "descent/random";
import { strokeDigit, strokeDigits } from "descent/strokes";
import { evaluate, train } from "descent/train";
import { expect, test } from "vitest";
import { noRealMnist, realMnist } from "./support/digits";

const digits = strokeDigits(17_000, random(1));

test("the same seed draws the same digits, bit for bit, on every machine", () => {
  const { images, labels } = strokeDigits(1000, random(7));
  const sha256 = createHash("sha256").update(images).update(labels).digest("hex");
  expect(sha256).toBe("13bc27198f9e7844cac3d9cb33d16b8df5059e5ea4d3daae85b083d3f55c6d07");
  expect(strokeDigits(1000, random(8)).images).not.toEqual(images);
});

test("all ten digits are drawn, each about as often", () => {
  const counts = new Array(10).fill(0);
  for (const label of digits.labels) counts[label]++;
  for (const count of counts) expect(Math.abs(count - 1700)).toBeLessThan(150);
});

test("no digit is drawn the same way twice", () => {
  const draw = random(1);
  const drawn = Array.from({ length: 200 }, () => Buffer.from(strokeDigit(4, draw)).toString("hex"));
  expect(new Set(drawn).size).toBe(200);
});

test("what is no digit is refused", () => {
  for (const wrong of [-1, 10, 1.5])
    expect(() => strokeDigit(wrong, random(1))).toThrow(`there is no digit ${wrong}`);
});

test("a digit fills a box of 20 pixels and balances on pixel 14, like those of MNIST", () => {
  for (let i = 0; i < 500; i++) {
    const digit = { values: image(digits, i), rows: 28, columns: 28 };
    const { rows, columns } = crop(digit);
    expect(Math.max(rows, columns)).toBeLessThanOrEqual(20);
    expect(Math.max(rows, columns)).toBeGreaterThanOrEqual(18);
    const { row, column } = centreOfMass(digit);
    expect(Math.abs(row - 14)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(column - 14)).toBeLessThanOrEqual(0.5);
  }
});

test("ink covers as much of the paper, and is as grey, as in MNIST: 19 % of the pixels, mean 0.13", () => {
  const ink = digits.images.filter((level) => level > 0).length / digits.images.length;
  const full = digits.images.filter((level) => level >= 250).length / digits.images.length;
  const mean = digits.images.reduce((sum, level) => sum + level, 0) / digits.images.length / 255;
  expect(ink).toBeGreaterThan(0.17);
  expect(ink).toBeLessThan(0.21);
  expect(full).toBeGreaterThan(0.055);
  expect(full).toBeLessThan(0.09);
  expect(mean).toBeGreaterThan(0.115);
  expect(mean).toBeLessThan(0.145);
});

test("a small network that learned from 15,000 of them reads 95 % of others, and most of the real ones", async (context) => {
  const network = new Network([784, 30, 10], { seed: 1, cost: crossEntropy, init: scaledNormal });
  const run = train(network, subset(digits, 0, 15_000), {
    epochs: 4,
    miniBatchSize: 10,
    learningRate: (progress) => 1 - progress,
    seed: 1,
  });
  for await (const _ of run);
  const { accuracy } = evaluate(network, subset(digits, 15_000, 17_000));
  console.log("reads held-out strokes:", accuracy);
  expect(accuracy).toBeGreaterThan(0.95);
  if (!realMnist) return context.skip(noRealMnist);
  const real = evaluate(network, (await loadMnist({ directory: realMnist })).test).accuracy;
  console.log("reads MNIST test digits:", real);
  expect(real).toBeGreaterThan(0.85);
});
