import { descend } from "descent/descend";
import { plotlyBundle } from "descent/display";
import { curveFamily, curves } from "descent/figures/curves";
import { learningRates } from "descent/figures/rates";
import { median, spread } from "descent/figures/spread";
import { stacked } from "descent/figures/stacked";
import { colours } from "descent/figures/theme";
import { valleyContour, valleySurface } from "descent/figures/valley";
import { hillside } from "descent/figures/walk";
import { describe, expect, it } from "vitest";

const bowl = (v: number) => v * v;
const interval: [number, number] = [-2, 2];

describe("a hillside with walkers", () => {
  it("draws each walk at its height, and a large dot where the walker stands", () => {
    const { data } = hillside(bowl, { interval, walks: [{ places: [2, 1, 0.5] }] });
    const [, , walk] = data as { x: number[]; y: number[]; marker: { size: number[] } }[];
    expect(walk!.x).toEqual([2, 1, 0.5]);
    expect(walk!.y).toEqual([4, 1, 0.25]);
    expect(walk!.marker.size).toEqual([7, 7, 15]);
  });

  it("draws the tangent where the walker stands", () => {
    const { data } = hillside(bowl, { interval, walks: [{ places: [1] }], slope: (v) => 2 * v });
    const [, tangent] = data as { x: number[]; y: number[] }[];
    expect((tangent!.y[1]! - tangent!.y[0]!) / (tangent!.x[1]! - tangent!.x[0]!)).toBeCloseTo(2, 3);
  });

  it("has a frame for every step, or for every walk, and a name for each", () => {
    const walks = [
      { name: "η = 0.1", places: [2, 1] },
      { name: "η = 1", places: [2, -2, 2] },
    ];
    expect(hillside(bowl, { interval, walks, slider: "steps" }).frames).toHaveLength(3);
    const byWalk = hillside(bowl, { interval, walks, slider: "walks" });
    expect(byWalk.frames!.map(({ name }) => name)).toEqual(["η = 0.1", "η = 1"]);
    expect(byWalk.summary).toContain("η = 1 goes in 2 steps from 2 to 2, from C = 4 to 4");
  });

  it("leaves out where a walker has left the picture or the numbers", () => {
    const { data } = hillside(bowl, { interval, walks: [{ places: [2, 1e9, Number.POSITIVE_INFINITY] }] });
    expect((data[2] as { x: number[] }).x).toEqual([2]);
  });
});

describe("a valley with walkers", () => {
  const ground = { f: (x: number, y: number) => x * x + y * y, x: interval, y: interval };
  const steps = descend(([x, y]) => ground.f(x!, y!), [1, -1], { learningRate: 0.25, steps: 2 });

  it("takes a path as descend returns it, or as places", () => {
    const places = steps.map(({ v }) => [v[0]!, v[1]!] as const);
    for (const draw of [valleyContour, valleySurface]) {
      const drawn = draw(ground, { paths: [{ points: steps }] });
      expect(JSON.stringify(drawn)).toBe(JSON.stringify(draw(ground, { paths: [{ points: places }] })));
      expect(drawn.summary).toContain("the path goes in 2 steps from (1, −1) to (0.25, −0.25), from C = 2");
    }
  });
});

describe("learning rates compared", () => {
  const f = (x: number, y: number) => x * x + y * y;
  const descents = [0.1, 1.5].map((rate) => ({
    rate,
    steps: descend(([x, y]) => f(x!, y!), [1, 1], { learningRate: rate, steps: 5 }),
  }));

  it("have a frame each, with the path and its costs", () => {
    const { frames, summary } = learningRates({ f, x: [-2, 2], y: [-2, 2] }, descents);
    expect(frames!.map(({ name }) => name)).toEqual(["0.1", "1.5"]);
    const [path, costs] = frames![0]!.data as { x: number[]; y: number[] }[];
    expect(path!.x[1]).toBeCloseTo(0.8, 6);
    expect(costs!.y).toHaveLength(6);
    expect(summary).toMatch(
      /^η = 0\.1: C from 2 to .* in 5 steps; η = 1\.5: C from 2 to 2,050 in 5 steps\.$/,
    );
  });
});

describe("measured several times", () => {
  it("shows every draw as a dot and the medians as a line", () => {
    const { data, summary } = spread([{ name: "angle", points: [{ x: 10, values: [3, 1, 2] }] }], {
      log: "x",
    });
    const [dots, line] = data as { x: number[]; y: number[] }[];
    expect(dots!.y).toEqual([3, 1, 2]);
    expect(line!.y).toEqual([2]);
    expect(summary).toBe("angle: 2 (1 to 3) at 10.");
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
});

describe("stacked curves", () => {
  it("share the horizontal axis, and say how many different values each has", () => {
    const { data, layout, summary } = stacked(
      [0, 1, 2],
      [
        { name: "accuracy", values: [0, 1, 1], stairs: true },
        { name: "cost", values: [3, 2, 1] },
      ],
    );
    expect((data as { yaxis: string }[]).map(({ yaxis }) => yaxis)).toEqual(["y", "y2"]);
    expect(layout.yaxis!.domain![0]).toBeGreaterThan(layout.yaxis2!.domain![1]!);
    expect(summary).toContain(
      "accuracy goes from 0 at t = 0 to 1 at 2, between 0 and 1, with 2 different values",
    );
  });
});

describe("curves over common places", () => {
  const lines = [
    { name: "training", values: [10, 60, 90], meaning: "training" as const },
    { name: "early", values: [20, 30] },
  ];

  it("have a legend, colours by meaning, and may end before the others", () => {
    const { data, summary } = curves([1, 2, 3], lines, { marks: [{ x: 2, text: "best" }] });
    const [training, early] = data as { x: number[]; y: number[]; line: { color: string } }[];
    expect(training!.line.color).toBe(colours.training);
    expect(early!.x).toEqual([1, 2]);
    expect(early!.y).toEqual([20, 30]);
    expect(summary).toBe("training from 10 to 90; early from 20 to 30.");
  });

  it("mark places from top to bottom, each with its text", () => {
    const { layout } = curves([1, 2, 3], lines, { marks: [{ x: 2, text: "best" }] });
    expect(layout.shapes).toMatchObject([{ x0: 2, x1: 2, y0: 0, y1: 1 }]);
    expect(layout.annotations).toMatchObject([{ x: 2, text: "best" }]);
  });

  it("say where the highest value is when it is not at an end", () => {
    expect(curves([1, 2, 3], [{ name: "validation", values: [50, 92, 70] }]).summary).toBe(
      "validation from 50 to 70, highest 92 at epoch 2.",
    );
  });

  it("have a frame for each setting, on axes that hold them all", () => {
    const { frames, layout, data } = curveFamily([1, 2], {
      parameter: "fraction",
      settings: [
        { value: 0, lines: [{ name: "a", values: [1, 2] }] },
        { value: 0.5, lines: [{ name: "a", values: [3, 9] }] },
      ],
    });
    expect(frames!.map(({ name, data }) => [name, (data as { y: number[] }[])[0]!.y])).toEqual([
      ["0", [1, 2]],
      ["0.5", [3, 9]],
    ]);
    expect((data as { y: number[] }[])[0]!.y).toEqual([1, 2]);
    const [low, high] = layout.yaxis!.range as [number, number];
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(9);
  });

  it("move their places too, when a setting has fewer of them, and leave the axis as wide as for all", () => {
    const { frames, layout } = curveFamily([1, 2, 3], {
      parameter: "fraction",
      settings: [2, 3].map((n) => ({ value: n, lines: [{ name: "a", values: [1, 2, 3].slice(0, n) }] })),
    });
    expect(frames!.map(({ data }) => (data as { x: number[] }[])[0]!.x)).toEqual([
      [1, 2],
      [1, 2, 3],
    ]);
    const [first, last] = layout.xaxis!.range as [number, number];
    expect(first).toBeLessThanOrEqual(1);
    expect(last).toBeGreaterThanOrEqual(3);
  });
});

describe("a place marked on a map", () => {
  it("is told with its height", () => {
    const ground = {
      f: (x: number, y: number) => x + y,
      x: [0, 2] as [number, number],
      y: [0, 2] as [number, number],
    };
    const figure = valleyContour(ground, { paths: [{ name: "home", points: [[1, 1]] }] });
    expect(figure.summary).toContain("home lies at (1, 1), where C = 2");
  });
});

describe("a figure in a notebook", () => {
  it("is shown with a width, without which JupyterLab folds it up when a slider moves or the theme changes", () => {
    const shown = (figure: ReturnType<typeof hillside>) =>
      Object.values(plotlyBundle(figure))[0] as { layout: { width?: number } };
    expect(shown({ data: [], layout: {}, summary: "" }).layout.width).toBe(700);
    expect(shown({ data: [], layout: { width: 600 }, summary: "" }).layout.width).toBe(600);
  });
});
