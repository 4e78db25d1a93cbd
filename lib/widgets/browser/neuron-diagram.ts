// The neuron as people draw it: inputs at the left, wires as thick as their weights, and a light that shows the output.

import { element } from "./page";
import { drawn, show } from "./plot";

/** What the drawing shows. */
interface State {
  weights: [number, number];
  bias: number;
  x: [number, number];
  output: number;
}

/** Makes the drawing, and the function that brings it up to date. */
export function diagram(inputs: [string, string]): { view: HTMLElement; show(state: State): void } {
  const places = [24, 76];
  const wires = places.map((y) => drawn("line", { x1: 56, y1: y, x2: 170, y2: 50 }));
  const values = places.map((y) =>
    drawn("text", { x: 40, y: y + 5, "text-anchor": "middle", class: "value" }),
  );
  const bias = drawn("text", { x: 190, y: 94, "text-anchor": "middle" });
  const light = drawn("circle", { cx: 190, cy: 50, r: 22, class: "light" });
  const output = drawn("text", { x: 252, y: 55, class: "value" });
  const svg = drawn("svg", { viewBox: "0 0 300 100", role: "img", "aria-label": "The neuron" });
  svg.append(
    ...wires,
    ...places.map((y) => drawn("circle", { cx: 40, cy: y, r: 20, class: "input" })),
    ...places.map((y, k) =>
      drawn("text", { x: 8, y: y + 5, "text-anchor": "middle" }, inputs[k]!.slice(0, 2)),
    ),
    ...values,
    drawn("line", { x1: 212, y1: 50, x2: 244, y2: 50, class: "wire" }),
    drawn("circle", { cx: 190, cy: 50, r: 22, class: "input" }),
    light,
    bias,
    output,
  );
  return {
    view: element("div", { class: "diagram" }, svg),
    show({ weights, bias: b, x, output: a }) {
      weights.forEach((w, k) => {
        wires[k]!.setAttribute("stroke-width", String(Math.min(12, 0.5 + Math.abs(w))));
        wires[k]!.setAttribute("class", w < 0 ? "below" : "above");
        values[k]!.textContent = show(x[k]!);
      });
      light.setAttribute("fill-opacity", String(a));
      bias.textContent = `b = ${show(b)}`;
      output.textContent = show(a);
    },
  };
}
