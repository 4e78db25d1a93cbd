// The drawing widget on the page: the sheet, what the network makes of it, and the way from one to the other.

import type { DrawDigitParcel } from "../parcel";
import { verdict } from "../verdict";
import { barsView } from "./bars";
import css from "./draw-digit.css";
import { element, settle, unpack } from "./page";
import { paint, paintLayer } from "./paint";
import { unpackNetwork } from "./reader";
import { type Sample, Sheet } from "./sheet";
import { type Stages, stepsView } from "./steps";

const SMALL = 100; // a drawing below this size comes out with lines thicker than any in MNIST

const { host, root, data } = settle<DrawDigitParcel>(css);
const read = unpackNetwork(data.network);
const sizes = data.network.sizes;
let awaited = 0; // the next picture of the screen, if one is asked for

const sheet = new Sheet(changed);
const undo = element("button", { type: "button", click: () => sheet.undo() }, "Undo");
const clear = element("button", { type: "button", click: () => sheet.clear() }, "Clear");
const headline = element("div", { class: "headline", "aria-hidden": "true" });
const reason = element("div", { class: "reason", "aria-hidden": "true" });
const spoken = element("div", { class: "spoken", role: "status", "aria-live": "polite" });
const bars = barsView(data.names);
const steps = stepsView();
const layers = sizes.slice(1, -1).map((size, l) => {
  const label = `Activations of hidden layer ${l + 1}, ${size} neurons`;
  const canvas = element("canvas", { role: "img", "aria-label": label });
  canvas.style.width = `min(100%, ${Math.min(size, 50) * 14}px)`;
  return canvas;
});

root.append(
  element(
    "section",
    { "aria-label": "Draw a digit" },
    element(
      "div",
      { class: "beside" },
      element("div", {}, sheet.view, element("div", { class: "tools" }, undo, clear)),
      element("div", { class: "controls" }, headline, reason, spoken, bars.view),
    ),
    element("h4", {}, "What the network sees"),
    steps.view,
    ...hiddenLayers(),
    ...samples(),
    element(
      "p",
      { class: "quiet" },
      `This network, ${sizes.join("-")}, has seen nothing but digits. `,
      "Draw a letter or a face: it still answers with a digit, and sometimes it is sure of it.",
    ),
    element(
      "p",
      { class: "quiet", id: "keys" },
      "Keys on the sheet: arrows move the pen (with Shift in small steps), Space puts it down and lifts it, ",
      "U takes back, C clears.",
    ),
  ),
);
update();

function hiddenLayers(): HTMLElement[] {
  if (layers.length === 0) return [];
  const notes: Record<string, string> = {
    relu: "the greener, the larger",
    tanh: "green above 0, purple below",
  };
  const note = notes[data.network.hidden] ?? "green is 1, blank is 0";
  return [element("h4", {}, `Hidden neurons: ${note}`), element("div", { class: "layers" }, ...layers)];
}

function samples(): HTMLElement[] {
  if (data.labels.length === 0) return [];
  const pixels = unpack(data.samples);
  const buttons = data.labels.map((label, i) => {
    const sample: Sample = { label, values: pixels.subarray(i * 784, (i + 1) * 784), rows: 28, columns: 28 };
    const canvas = element("canvas", { "aria-hidden": "true" });
    paint(canvas, sample);
    const name = `Test digit ${i + 1}, a ${label}`;
    const lay = () => sheet.lay(sample);
    return element("button", { type: "button", title: name, "aria-label": name, click: lay }, canvas);
  });
  return [
    element("h4", {}, "Digits from the data to compare with"),
    element("div", { class: "samples" }, ...buttons),
  ];
}

/** While the pen moves, the sheet is read once for each picture of the screen; the verdict is spoken when it rests. */
function changed(rest: boolean): void {
  if (!rest) {
    awaited ||= requestAnimationFrame(update);
    return;
  }
  update();
  spoken.textContent = `${headline.textContent}. ${reason.textContent}`;
}

function update(): void {
  cancelAnimationFrame(awaited);
  awaited = 0;
  const started = performance.now();
  const stages = sheet.show();
  const activations = read(stages.image.values);
  const blank = stages.image.values.every((grey) => grey === 0);
  const outputs = blank ? undefined : activations.at(-1)!;
  steps.show(stages);
  bars.show(outputs);
  for (const [l, canvas] of layers.entries()) {
    paintLayer(canvas, blank ? new Float64Array(sizes[l + 1]!) : activations[l]!);
  }
  if (outputs) say(outputs, stages);
  else sayNothing();
  undo.disabled = clear.disabled = sheet.empty;
  const milliseconds = performance.now() - started;
  const detail = { drawing: stages.drawing, image: stages.image.values, outputs, activations, milliseconds };
  host.dispatchEvent(new CustomEvent("descent-read", { detail })); // for pages that want to know
}

function sayNothing(): void {
  headline.textContent = "–";
  headline.classList.remove("unsure");
  reason.textContent = "Draw a digit on the sheet, about as large as the dashed box.";
}

function say(outputs: Float64Array, { cropped }: Stages): void {
  const said = verdict(outputs, data.names);
  const small = !sheet.sample && Math.max(cropped.rows, cropped.columns) < SMALL;
  const label = sheet.sample ? ` The label says ${sheet.sample.label}.` : "";
  headline.textContent = said.headline;
  headline.classList.toggle("unsure", !said.sure);
  reason.textContent = `${said.reason}.${label}${small ? " Drawn larger, it would get lines as thin as MNIST's." : ""}`;
}
