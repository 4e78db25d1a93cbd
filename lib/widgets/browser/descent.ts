// The descent widget on the page: the valley from above, balls that walk down, and the height of each, step by step.

import type { DescentParcel } from "../parcel";
import { surface } from "../surface";
import { movable, slider } from "./controls";
import css from "./descent.css";
import { type Journey, journey } from "./journey";
import { element, settle, unpackFloats } from "./page";
import { drawn, Plot } from "./plot";
import { relief } from "./relief";
import { heights, trails } from "./trails";

const MOST = 5; // balls at a time: each has a colour
const RHYTHM = 90; // milliseconds for a step of the play

const { host, root, data } = settle<DescentParcel>(css);
const ground = surface({ ...data.grid, values: unpackFloats(data.grid.values) });
const size = data.x[1] - data.x[0];
const exponent = Math.log10(data.learningRate);
let starts = data.starts.slice(-MOST);
let journeys: Journey[] = [];
let shown = Number.POSITIVE_INFINITY; // how many steps of each path are drawn
let timer = 0;

const plot = new Plot(
  data.x,
  data.y,
  ["v₁", "v₂"],
  "Map of the valley. Click or press Enter to set down a ball; drag it, or move it with the arrow keys.",
);
const eta = slider(
  "learning rate η",
  {
    min: exponent - 2,
    max: exponent + 2,
    step: 0.02,
    value: exponent,
    meaning: (place) => round(10 ** place),
  },
  walk,
);
const momentum = slider("momentum", { min: 0, max: 0.98, step: 0.02, value: data.momentum }, walk);
const play = element("button", { type: "button", click: start }, "Play");
const stepOn = element("button", { type: "button", click: oneStep }, "One step");
const clear = element("button", { type: "button", click: removeAll }, "Clear");
const list = element("ul", { class: "ends", "aria-live": "polite" });
const chart = drawn("svg", {
  viewBox: "0 0 300 110",
  role: "img",
  "aria-label": "Height of each ball, step by step",
});

root.append(
  element(
    "section",
    { class: "beside", "aria-label": "Descent by hand" },
    element("div", {}, plot.view),
    element(
      "div",
      { class: "controls" },
      eta.view,
      momentum.view,
      element("div", { class: "tools" }, play, stepOn, clear),
      element("h4", {}, "Height C, step by step"),
      element("div", { class: "chart" }, chart),
      list,
    ),
  ),
);
plot.colour(relief(ground, plot.x, plot.y));
movable(plot, {
  get: () => starts.at(-1) ?? middle(),
  place: (at) => add(at),
  move: (to) => {
    starts = [...starts.slice(0, -1), to];
    walk();
  },
});
plot.surface.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  add(starts.at(-1) ?? middle());
});
walk();

function middle(): [number, number] {
  return [(data.x[0] + data.x[1]) / 2, (data.y[0] + data.y[1]) / 2];
}

function add(at: [number, number]): void {
  starts = [...starts, at].slice(-MOST);
  walk();
}

function removeAll(): void {
  starts = [];
  walk();
}

/** Goes all ways anew, with the settings as they are now, and shows them whole. */
function walk(): void {
  stop();
  shown = Number.POSITIVE_INFINITY;
  const settings = { learningRate: eta.value(), momentum: momentum.value(), steps: data.steps };
  journeys = starts.map((from) => journey(ground, from, settings, size));
  list.replaceChildren(
    ...journeys.map(({ sentence, end }, i) => element("li", { class: `ball${i} ${end}` }, sentence)),
  );
  if (journeys.length === 0) list.replaceChildren(element("li", {}, "Click on the map to set down a ball."));
  picture();
  const detail = {
    ...settings,
    paths: journeys.map(({ path }) => path),
    ends: journeys.map(({ end }) => end),
  };
  host.dispatchEvent(new CustomEvent("descent-walk", { detail })); // for pages that want to know
}

function start(): void {
  if (timer) {
    stop();
    return;
  }
  shown = 0;
  play.textContent = "Pause";
  picture();
  timer = window.setInterval(() => {
    shown++;
    picture();
    if (shown >= longest()) stop();
  }, RHYTHM);
}

function stop(): void {
  window.clearInterval(timer);
  timer = 0;
  play.textContent = "Play";
}

function oneStep(): void {
  stop();
  shown = shown >= longest() ? 0 : shown + 1;
  picture();
}

function longest(): number {
  return Math.max(0, ...journeys.map(({ path }) => path.length - 1));
}

function picture(): void {
  const paths = journeys.map(({ path }) => path);
  plot.draw(trails(plot, paths, shown));
  chart.replaceChildren(...heights(paths, shown));
  play.disabled = stepOn.disabled = clear.disabled = paths.length === 0;
}

function round(value: number): number {
  return Number(value.toPrecision(2));
}
