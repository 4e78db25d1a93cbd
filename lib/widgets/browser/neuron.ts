// The neuron widget on the page: sliders, the plane that they tilt, and the neuron's answer at one place.

import { sigmoid, step } from "../../activation";
import type { NeuronParcel } from "../parcel";
import { movable, slider } from "./controls";
import css from "./neuron.css";
import { diagram } from "./neuron-diagram";
import { element, settle } from "./page";
import { NEGATIVE, POSITIVE } from "./paint";
import { drawn, Plot, show } from "./plot";

const { host, root, data } = settle<NeuronParcel>(css);
const [first, second] = data.inputs;
const sign = data.form === "bias" ? 1 : -1;
const range = { min: -data.reach, max: data.reach, step: data.reach / 100 };

const plot = new Plot(
  data.x,
  data.y,
  data.inputs,
  "Plane of the two inputs; arrow keys move the point that is asked about",
);
const w1 = slider(`weight of ${first}`, { ...range, value: data.weights[0] }, update);
const w2 = slider(`weight of ${second}`, { ...range, value: data.weights[1] }, update);
const shift = slider(data.form, { ...range, value: sign * data.bias }, update);
const kind = element(
  "select",
  { "aria-label": "Kind of neuron", change: update },
  ...(["perceptron", "sigmoid"] as const).map((name) =>
    element(
      "option",
      { value: name, selected: name === data.kind },
      name === "sigmoid" ? "sigmoid neuron" : name,
    ),
  ),
);
const formula = element("p", { class: "formula" });
const answer = element("p", { class: "formula", "aria-live": "polite" });
const score = element("p", { class: "score", role: "status" });
const picture = diagram(data.inputs);
let probe: [number, number] = [between(data.x, 0.6), between(data.y, 0.35)];

root.append(
  element(
    "section",
    { class: "beside", "aria-label": "A neuron with sliders" },
    element("div", {}, plot.view),
    element(
      "div",
      { class: "controls" },
      kind,
      w1.view,
      w2.view,
      shift.view,
      picture.view,
      formula,
      answer,
      score,
    ),
  ),
);
const ask = (at: [number, number]) => {
  probe = at;
  update();
};
movable(plot, { get: () => probe, place: ask, move: ask });
update();

function update(): void {
  const [a, b, bias] = [w1.value(), w2.value(), sign * shift.value()];
  const f = kind.value === "sigmoid" ? sigmoid : step;
  const output = (x: number, y: number) => f.value(a * x + b * y + bias);
  plot.colour((x, y) => tint(output(x, y)), true);
  const wrong = data.points.filter(({ x, y, label }) => output(x, y) > 0.5 !== label > 0.5);
  plot.draw([...line(a, b, bias), ...points(output), ...cross()]);
  const z = a * probe[0] + b * probe[1] + bias;
  picture.show({ weights: [a, b], bias, x: probe, output: f.value(z) });
  formula.textContent = weighing(a, b, bias);
  answer.textContent = `at (${show(probe[0])}, ${show(probe[1])}): z = ${show(z)}, output ${show(f.value(z))}`;
  if (data.points.length > 0) {
    const right = data.points.length - wrong.length;
    score.textContent = `${right} of ${data.points.length} points are on their side${wrong.length === 0 ? " ✓" : ""}`;
  }
  const detail = { weights: [a, b], bias, probe, output: f.value(z), wrong: wrong.length };
  host.dispatchEvent(new CustomEvent("descent-neuron", { detail })); // for pages that want to know
}

function between([low, high]: [number, number], share: number): number {
  return low + share * (high - low);
}

function weighing(a: number, b: number, bias: number): string {
  const sum = `${show(a)} ${first} ${b < 0 ? "−" : "+"} ${show(Math.abs(b))} ${second}`;
  const z = `z = ${sum} ${bias < 0 ? "−" : "+"} ${show(Math.abs(bias))}`;
  if (kind.value === "sigmoid") return `${z}, output σ(z)`;
  return data.form === "threshold" ? `fires when ${sum} > ${show(-bias)}` : `fires when ${z} > 0`;
}

/** Green where the neuron fires, purple where it does not, pale where it is in two minds. */
function tint(output: number): [number, number, number, number] {
  const strength = 110 * Math.abs(2 * output - 1);
  return [...(output > 0.5 ? POSITIVE : NEGATIVE), strength];
}

/** The line a x + b y + bias = 0, far beyond the frame on both sides, and an arrow to the side that fires. */
function line(a: number, b: number, bias: number): SVGElement[] {
  const square = a * a + b * b;
  if (square === 0) return [];
  const [x, y] = [(plot.x[0] + plot.x[1]) / 2, (plot.y[0] + plot.y[1]) / 2];
  const away = (a * x + b * y + bias) / square; // from the middle of the plot, straight towards the line
  const foot: [number, number] = [x - away * a, y - away * b];
  const far = (4 * (plot.x[1] - plot.x[0] + plot.y[1] - plot.y[0])) / Math.sqrt(square);
  const [x1, y1] = plot.at(foot[0] - far * b, foot[1] + far * a);
  const [x2, y2] = plot.at(foot[0] + far * b, foot[1] - far * a);
  const [fx, fy] = plot.at(...foot);
  const [tx, ty] = plot.at(foot[0] + a, foot[1] + b);
  const length = Math.hypot(tx - fx, ty - fy) / 36;
  const tip = [fx + (tx - fx) / length, fy + (ty - fy) / length] as const;
  return [
    drawn("line", { x1, y1, x2, y2, class: "line" }),
    drawn("line", { x1: fx, y1: fy, x2: tip[0], y2: tip[1], class: "arrow" }),
    drawn("circle", { cx: tip[0], cy: tip[1], r: 4, class: "tip" }),
  ];
}

function points(output: (x: number, y: number) => number): SVGElement[] {
  return data.points.flatMap(({ x, y, label }) => {
    const [cx, cy] = plot.at(x, y);
    const mark =
      label > 0.5
        ? drawn("circle", { cx, cy, r: 7, class: "one" })
        : drawn("rect", { x: cx - 6, y: cy - 6, width: 12, height: 12, class: "zero" });
    const wrong = output(x, y) > 0.5 !== label > 0.5;
    return wrong ? [drawn("circle", { cx, cy, r: 13, class: "wrong" }), mark] : [mark];
  });
}

function cross(): SVGElement[] {
  const [x, y] = plot.at(...probe);
  return [drawn("path", { d: `M${x - 8} ${y}h16M${x} ${y - 8}v16`, class: "probe" })];
}
