// From the drawing to what the network sees, step by step, each step a small picture.

import { centre, centreOfMass, crop, fitInto, type GreyImage } from "../../normalise";
import { element } from "./page";
import { paint } from "./paint";

const captions = [
  "as drawn",
  "cropped to its ink",
  "longer side 20 pixels",
  "centre of mass in the middle of 28 × 28",
];

/** The four stages of a drawing on its way to the network. */
export interface Stages {
  drawing: GreyImage;
  cropped: GreyImage;
  fitted: GreyImage;
  image: GreyImage;
}

/** The stages of a drawing: exactly what `normalise` does, kept one by one. */
export function stagesOf(drawing: GreyImage): Stages {
  const cropped = crop(drawing);
  const fitted = fitInto(cropped, 20);
  return { drawing, cropped, fitted, image: centre(fitted, 28) };
}

/** Makes the row of pictures, and the function that fills it. */
export function stepsView(): { view: HTMLElement; show(stages: Stages): void } {
  const canvases = captions.map(() => element("canvas", { "aria-hidden": "true" }));
  const items = captions.map((caption, i) =>
    element("li", {}, element("div", { class: "frame" }, canvases[i]!), element("span", {}, caption)),
  );
  const view = element(
    "ol",
    { class: "steps", "aria-label": "From the drawing to what the network sees" },
    ...items,
  );
  return {
    view,
    show({ drawing, cropped, fitted, image }) {
      const stages = [drawing, cropped, fitted, image];
      stages.forEach((stage, i) => {
        paint(canvases[i]!, stage);
        // the frame is as wide as the drawing's paper or MNIST's 28 pixels; what is in it keeps its share of that
        const whole = i < 2 ? drawing : image;
        canvases[i]!.style.width = `${(100 * stage.columns) / whole.columns}%`;
        canvases[i]!.style.height = `${(100 * stage.rows) / whole.rows}%`;
      });
      markCentre(canvases[3]!.parentElement!, image);
    },
  };
}

/** A cross where the ink balances: in the middle, unless the digit would have left the picture. */
function markCentre(frame: HTMLElement, image: GreyImage): void {
  const { row, column } = centreOfMass(image);
  frame.classList.toggle(
    "marked",
    image.values.some((grey) => grey > 0),
  );
  frame.style.setProperty("--row", `${(100 * (row + 0.5)) / image.rows}%`);
  frame.style.setProperty("--column", `${(100 * (column + 0.5)) / image.columns}%`);
}
