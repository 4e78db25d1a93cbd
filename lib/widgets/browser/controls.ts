// A slider with its name before it and its value behind, and a plot surface that can be dragged on or driven by keys.

import { element } from "./page";
import { type Plot, show } from "./plot";

/** How a slider looks and what it says. */
interface SliderOptions {
  min: number;
  max: number;
  step: number;
  value: number;
  /** The value as the reader sees it, from the slider's place. Default: the place itself. */
  meaning?: (place: number) => number;
}

/** A slider. `value` is what it means now; `changed` is called when it moves. */
export function slider(name: string, options: SliderOptions, changed: () => void) {
  const { meaning = (place: number) => place, ...range } = options;
  const input = element("input", { type: "range", ...range });
  const output = element("span", { class: "value", "aria-hidden": "true" });
  const value = () => meaning(Number(input.value));
  const tell = () => {
    output.textContent = show(value());
    input.setAttribute("aria-valuetext", output.textContent);
  };
  input.addEventListener("input", () => {
    tell();
    changed();
  });
  tell();
  return { view: element("label", {}, element("span", {}, name), input, output), value };
}

const arrows: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Lets a point of the plot be placed with the pointer and moved by dragging or with the arrow keys. */
export function movable(
  plot: Plot,
  point: { get(): [number, number]; place(at: [number, number]): void; move(to: [number, number]): void },
): void {
  const { surface } = plot;
  surface.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    surface.setPointerCapture(event.pointerId);
    point.place(plot.under(event));
  });
  surface.addEventListener("pointermove", (event) => {
    if (surface.hasPointerCapture(event.pointerId)) point.move(plot.under(event));
  });
  surface.addEventListener("keydown", (event) => {
    const arrow = arrows[event.key];
    if (!arrow) return;
    event.preventDefault();
    const fine = event.shiftKey ? 100 : 20;
    const moved = [plot.x, plot.y].map(([low, high], axis) => {
      const step = ((high - low) / fine) * arrow[axis]!;
      return Math.min(Math.max(point.get()[axis]! + step, low), high);
    });
    point.move(moved as [number, number]);
  });
}
