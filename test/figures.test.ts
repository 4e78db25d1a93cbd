// What holds for every figure, whatever it draws. How they look is tested in browser/figures.test.ts.

import { compareRuns } from "descent/figures/compare";
import { networkDiagram } from "descent/figures/diagram";
import { digitGrid, labelledDigits } from "descent/figures/digits";
import { functions } from "descent/figures/functions";
import { halfAdderOfNands, outputsOf, settingsOf, xorOfNands } from "descent/figures/gates";
import { logLog } from "descent/figures/loglog";
import { say, thinned } from "descent/figures/numbers";
import { layered } from "descent/figures/perceptrons";
import { plane } from "descent/figures/plane";
import { sweepMap } from "descent/figures/sweep";
import { colours, luminance, series } from "descent/figures/theme";
import { valleyContour } from "descent/figures/valley";
import { weightHistory, weightImages } from "descent/figures/weights";
import { random } from "descent/random";
import { strokeDigits } from "descent/strokes";
import { beforeAll, describe, expect, it } from "vitest";
import { type Sample, samples } from "./support/figures";

let all: [string, Sample][];
beforeAll(async () => {
  all = Object.entries(await samples());
});

describe("every figure", () => {
  it("takes less than 300 kB in a notebook", () => {
    for (const [name, { figure }] of all) expect(JSON.stringify(figure).length, name).toBeLessThan(300_000);
  });

  it("says in its summary what it shows: its title, and numbers from its data", () => {
    for (const [name, { figure }] of all) {
      expect(figure.summary, name).toMatch(/\d/);
      expect(figure.summary, name).toMatch(/\.$/);
      expect(figure.summary, name).not.toMatch(/NaN|undefined|Infinity|\[object/);
      expect(figure.summary.startsWith((figure.layout.title as { text: string }).text), name).toBe(true);
    }
  });

  it("contains no number that JSON cannot say", () => {
    for (const [name, { figure }] of all) expect(notFinite(figure), name).toEqual([]);
  });

  it("always has a layout, transparent, so that the page shines through", () => {
    for (const [name, { figure }] of all) expect(figure.layout.paper_bgcolor, name).toBe("rgba(0,0,0,0)");
  });

  it("says how wide and how high it is, and fits the column of a notebook on a projector", () => {
    for (const [name, { figure }] of all) {
      expect(figure.layout.width, name).toBeGreaterThan(0);
      expect(figure.layout.width, name).toBeLessThanOrEqual(716);
      expect(figure.layout.height, name).toBeGreaterThan(0);
    }
  });

  it("names its frames differently, and moves a slider through all of them", () => {
    for (const [name, { figure }] of all) {
      if (!figure.frames) continue;
      const names = figure.frames.map((frame) => frame.name);
      expect(new Set(names).size, name).toBe(names.length);
      expect(
        figure.layout.sliders![0]!.steps!.map((step) => step.label),
        name,
      ).toEqual(names);
    }
  });
});

describe("the colours", () => {
  const named = Object.entries(colours).filter(([, colour]) => colour.startsWith("#"));

  it("stand out from white and from black alike, at least 3 : 1", () => {
    for (const [name, colour] of [...named, ...series.map((s) => ["series", s.colour] as const)]) {
      expect(1.05 / (luminance(colour) + 0.05), `${name} on white`).toBeGreaterThan(3);
      expect((luminance(colour) + 0.05) / (luminance("#111111") + 0.05), `${name} on black`).toBeGreaterThan(
        3,
      );
    }
  });

  it("stay apart for eyes without red, green or blue cones where the picture needs it", () => {
    const pairs = [
      [colours.training, colours.validation],
      [colours.positive, colours.negative],
      [colours.positive, colours.accent],
      [colours.training, colours.accent],
    ] as const;
    for (const [kind, matrix] of Object.entries(dichromacy)) {
      for (const [one, other] of pairs) {
        expect(
          distance(seen(one, matrix), seen(other, matrix)),
          `${one} and ${other}, ${kind}`,
        ).toBeGreaterThan(20);
      }
    }
  });
});

describe("digits by their indices", () => {
  const data = strokeDigits(30, random(8));

  it("carry their labels, in the order of the indices", () => {
    const { summary } = labelledDigits(data, [7, 0], { title: "Two" });
    expect(summary).toBe(`Two: 2 images; ${data.labels[7]}, ${data.labels[0]}.`);
  });

  it("are marked as mistakes when they are", () => {
    const { layout } = labelledDigits(data, [3], { wrong: true });
    expect(layout.annotations![0]!.text).toBe(`✗ ${data.labels[3]}`);
  });
});

describe("figures of too much", () => {
  it("show so many images and say how many there are", () => {
    const images = Array.from({ length: 500 }, () => ({ pixels: new Uint8Array(784), caption: "0" }));
    const figure = digitGrid(images);
    expect(JSON.stringify(figure).length).toBeLessThan(300_000);
    expect(figure.summary).toContain("500 images, of which the first 120 are shown");
    const wide = weightImages(new Float64Array(500 * 784).fill(0.1));
    expect(JSON.stringify(wide).length).toBeLessThan(300_000);
    expect(wide.summary).toContain("500 neurons");
  });

  it("thin out the snapshots of a run until they fit, the first and the last among them", () => {
    const snapshots = Array.from({ length: 31 }, (_, epoch) => ({
      name: String(epoch),
      weights: new Float64Array(100 * 784).fill(epoch / 30),
    }));
    const figure = weightHistory(snapshots);
    expect(JSON.stringify(figure).length).toBeLessThan(300_000);
    expect(figure.frames!.length).toBeGreaterThanOrEqual(7);
    expect(figure.frames![0]!.name).toBe("0");
    expect(figure.frames!.at(-1)!.name).toBe("30");
  });

  it("take long paths and many points without growing beyond 300 kB", () => {
    const points = Array.from({ length: 20_000 }, (_, i) => ({ x: i / 7, y: i / 3, label: i % 2 }));
    expect(JSON.stringify(plane(points)).length).toBeLessThan(300_000);
    const path = Array.from({ length: 10_000 }, (_, i): [number, number] => [1 - i / 1e4, 0]);
    const ground = { f: (x: number, y: number) => x * x + y * y, x: [-1, 1], y: [-1, 1] } as const;
    const valley = valleyContour(
      { ...ground, x: [-1, 1], y: [-1, 1] },
      { paths: [{ points: path }], animate: true },
    );
    expect(JSON.stringify(valley).length).toBeLessThan(300_000);
    expect(valley.frames!.length).toBeLessThanOrEqual(60);
    const wide = networkDiagram({ sizes: [784, 500, 300, 10] });
    expect(wide.summary).toContain("545,810 parameters");
    expect(JSON.stringify(wide).length).toBeLessThan(300_000);
    expect(() => sweepMap(Array.from({ length: 500 }, (_, x) => ({ x, y: 1, value: x })))).toThrow(
      /at most 400/,
    );
  });

  it("leave a gap where a function has no finite value", () => {
    const { data } = functions([{ name: "1/z", f: (z) => 1 / z }], { interval: [-1, 1] });
    expect((data[0] as { y: (number | null)[] }).y[150]).toBeNull();
  });
});

describe("what figures compute", () => {
  it("fits a power law: the slope of c·x² on logarithmic axes is 2", () => {
    const points = [0.001, 0.01, 0.1].map((x) => ({ x, y: 5 * x * x }));
    expect(logLog([{ name: "error", points }]).summary).toBe("error has slope 2 over 3 points.");
  });

  it("takes the mean over seeds, and the band from the lowest to the highest", () => {
    const run = (accuracy: number) => [{ epoch: 1, cost: 1, accuracy, seconds: 0 }];
    const { data, summary } = compareRuns([{ name: "m = 10", runs: [run(0.8), run(0.9), run(0.94)] }]);
    const [low, high, mean] = data as { y: number[] }[];
    expect([low!.y, high!.y, mean!.y]).toEqual([[80], [94], [88]]);
    expect(summary).toBe("training accuracy (%) at the end: m = 10 88 (80 to 94 over 3 seeds).");
  });

  it("gets XOR and the half adder right from NAND gates alone, for all inputs", () => {
    for (const bits of settingsOf(["x₁", "x₂"])) {
      const [a, b] = [bits["x₁"]!, bits["x₂"]!];
      expect(outputsOf(xorOfNands, bits)["x₁ ⊕ x₂"]).toBe(a ^ b);
      expect(outputsOf(halfAdderOfNands, bits)).toMatchObject({ sum: a ^ b, carry: a & b });
    }
  });

  it("wires every perceptron of a layer to all names of the column before it, with its own weights", () => {
    const ada = { weights: [6, 2], bias: -3 };
    expect(layered(["dry", "friend"], { Ada: ada }, { car: { weights: [1], bias: 0 } })).toEqual([
      { name: "dry", row: 0 },
      { name: "friend", row: 1.4 },
      {
        name: "Ada",
        row: 0.7,
        bias: -3,
        from: [
          { name: "dry", weight: 6 },
          { name: "friend", weight: 2 },
        ],
      },
      { name: "car", row: 0.7, bias: 0, from: [{ name: "Ada", weight: 1 }] },
    ]);
    expect(() => layered(["dry"], { Ada: ada })).toThrow("Ada has 2 weights for 1 senders");
  });

  it("shows at most 24 places of the slider of a plane, the first and the last among them", () => {
    const values = Array.from({ length: 500 }, (_, i) => i);
    const slider = { parameter: "epoch", values, decide: (v: number) => (x: number) => x - v / 500 };
    const figure = plane([{ x: 0.3, y: 0, label: 1 }], { slider, flat: true });
    expect(figure.frames!.map(({ name }) => name)).toEqual(thinned(values, 24).map(String));
    expect(JSON.stringify(figure).length).toBeLessThan(300_000);
  });

  it("writes numbers for people, and chooses evenly with both ends", () => {
    expect([-0.5, 1234567, 0.00001234, 3, 12345].map((x) => say(x))).toEqual([
      "−0.5",
      "1.23e+6",
      "1.23e−5",
      "3",
      "12,300",
    ]);
    expect(thinned([0, 1, 2, 3, 4, 5, 6], 3)).toEqual([0, 3, 6]);
  });
});

function notFinite(value: unknown, path = ""): string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => notFinite(part, `${path}/${key}`));
}

// How colours look to dichromats: Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
const dichromacy: Record<string, number[][]> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function seen(colour: string, matrix: number[][]): number[] {
  const linear = [1, 3, 5].map((i) => (Number.parseInt(colour.slice(i, i + 2), 16) / 255) ** 2.2);
  return matrix.map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        row.reduce((sum, m, i) => sum + m * linear[i]!, 0),
      ),
    ),
  );
}

// In CIE Lab, where about 2 can just be told apart.
function distance(one: number[], other: number[]): number {
  const [a, b] = [lab(one), lab(other)];
  return Math.hypot(...a.map((v, i) => v - b[i]!));
}

function lab([red, green, blue]: number[]): number[] {
  const xyz = [
    (0.4124 * red! + 0.3576 * green! + 0.1805 * blue!) / 0.9505,
    0.2126 * red! + 0.7152 * green! + 0.0722 * blue!,
    (0.0193 * red! + 0.1192 * green! + 0.9505 * blue!) / 1.089,
  ].map((t) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116));
  return [116 * xyz[1]! - 16, 500 * (xyz[0]! - xyz[1]!), 200 * (xyz[1]! - xyz[2]!)];
}
