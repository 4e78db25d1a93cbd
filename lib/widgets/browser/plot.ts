// A part of the plane with axes: pixels behind, drawings in front, and a pointer that says where it is.

import { element } from "./page";

type Range = [number, number];

const WIDTH = 400;
const HEIGHT = 350;
const LEFT = 44; // room for the numbers and names of the axes
const BELOW = 44;
const MARGIN = 12;

/** Makes an SVG element. */
export function drawn(tag: string, attributes: Record<string, string | number> = {}, text = ""): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.textContent = text;
  return made;
}

/** The axes, and everything that turns numbers into places on the screen and back. */
export class Plot {
  readonly view: HTMLElement;
  /** What takes the pointer, the focus and the keys. */
  readonly surface: SVGElement;
  private readonly canvas = element("canvas", { "aria-hidden": "true" });
  private readonly inner = { width: WIDTH - LEFT - MARGIN, height: HEIGHT - BELOW - MARGIN };
  private readonly front = drawn("svg", { x: LEFT, y: MARGIN, ...this.inner, "pointer-events": "none" });

  constructor(
    readonly x: Range,
    readonly y: Range,
    names: [string, string],
    label: string,
  ) {
    const { width, height } = this.inner;
    this.front.setAttribute("viewBox", `${LEFT} ${MARGIN} ${width} ${height}`); // clips what lies outside
    const frame = { x: LEFT, y: MARGIN, width, height, class: "frame" };
    this.surface = drawn("rect", { ...frame, tabindex: 0, role: "application", "aria-label": label });
    this.canvas.style.cssText = `left:${(100 * LEFT) / WIDTH}%;top:${(100 * MARGIN) / HEIGHT}%;width:${(100 * width) / WIDTH}%;height:${(100 * height) / HEIGHT}%`;
    const svg = drawn("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}` });
    svg.append(this.surface, ...this.axes(names), this.front);
    this.view = element("div", { class: "plot" }, this.canvas, svg);
  }

  /** Where the point (x, y) of the plane is drawn. */
  at(x: number, y: number): [number, number] {
    const { width, height } = this.inner;
    return [
      LEFT + (width * (x - this.x[0])) / (this.x[1] - this.x[0]),
      MARGIN + (height * (this.y[1] - y)) / (this.y[1] - this.y[0]),
    ];
  }

  /** The point of the plane under the pointer, kept within the axes. */
  under({ clientX, clientY }: PointerEvent): [number, number] {
    const box = this.surface.getBoundingClientRect();
    const across = clamp((clientX - box.left) / box.width);
    const up = clamp((box.bottom - clientY) / box.height);
    return [this.x[0] + across * (this.x[1] - this.x[0]), this.y[0] + up * (this.y[1] - this.y[0])];
  }

  /** Replaces what is drawn in front. */
  draw(shapes: Iterable<SVGElement>): void {
    this.front.replaceChildren(...shapes);
  }

  /**
   * Colours the pixels behind: red, green, blue, opacity, each from 0 to 255, for a point of the plane. What changes
   * with every touch of a slider is coloured coarsely, in half as many pixels each way.
   */
  colour(of: (x: number, y: number) => readonly [number, number, number, number], coarse = false): void {
    const [columns, rows] = [this.inner.width, this.inner.height].map((side) =>
      coarse ? side / 2 : side,
    ) as [number, number];
    this.canvas.width = columns;
    this.canvas.height = rows;
    const pen = this.canvas.getContext("2d")!;
    const picture = pen.createImageData(columns, rows);
    for (let i = 0; i < columns * rows; i++) {
      const across = ((i % columns) + 0.5) / columns;
      const down = (Math.floor(i / columns) + 0.5) / rows;
      const x = this.x[0] + across * (this.x[1] - this.x[0]);
      picture.data.set(of(x, this.y[1] - down * (this.y[1] - this.y[0])), 4 * i);
    }
    pen.putImageData(picture, 0, 0);
  }

  private axes([across, up]: [string, string]): SVGElement[] {
    const bottom = HEIGHT - BELOW;
    const middle = `${LEFT - 32} ${MARGIN + this.inner.height / 2}`;
    return [
      ...ticks(this.x).map((x) =>
        drawn("text", { x: this.at(x, 0)[0], y: bottom + 18, "text-anchor": "middle" }, show(x)),
      ),
      ...ticks(this.y).map((y) =>
        drawn("text", { x: LEFT - 6, y: this.at(0, y)[1] + 4, "text-anchor": "end" }, show(y)),
      ),
      drawn("text", { x: LEFT + this.inner.width / 2, y: bottom + 38, "text-anchor": "middle" }, across),
      drawn("text", { transform: `translate(${middle}) rotate(-90)`, "text-anchor": "middle" }, up),
    ];
  }
}

/** Round numbers in a range, four to nine of them. */
function ticks([low, high]: Range): number[] {
  const rough = (high - low) / 8;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((wide) => wide >= rough)!;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, k) => (first + k) * step);
}

/** A number for people: at most three digits, and a true minus sign. */
export function show(value: number): string {
  if (Math.abs(value) < 1e-9) return "0";
  return Number(value.toPrecision(3)).toString().replace("-", "−");
}

function clamp(share: number): number {
  return Math.min(Math.max(share, 0), 1);
}
