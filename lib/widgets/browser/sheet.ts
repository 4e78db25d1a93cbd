// The sheet of paper: strokes of a pen that can be taken back, or in their place a sample from the test set.

import type { GreyImage } from "../../normalise";
import { draw } from "../../strokes/ink";
import { element } from "./page";
import { paint } from "./paint";
import { followKeys, followPointer } from "./pen";
import { type Stages, stagesOf } from "./steps";

const SIDE = 280; // pixels of the sheet: ten for each of MNIST's 28
const RADIUS = 11; // of the pen: a digit of 200 pixels gets lines as thick as MNIST's are at 20

/** An image in the form of MNIST, and what it is. */
export interface Sample extends GreyImage {
  label: string;
}

/** A sheet to draw on. It tells `changed` when something new stands on it, and whether the pen has come to rest. */
export class Sheet {
  readonly view: HTMLElement;
  private readonly canvas = element("canvas", {
    tabindex: 0,
    role: "application",
    "aria-label": "Sheet to draw a digit on",
    "aria-describedby": "keys",
  });
  private strokes: number[][] = []; // each: x, y in turn, in pixels of the sheet
  private laid: Sample | undefined;

  constructor(private readonly changed: (rest: boolean) => void) {
    const cursor = element("div", { class: "cursor", hidden: true });
    const pen = {
      down: (x: number, y: number) => this.begin(x * SIDE, y * SIDE),
      move: (x: number, y: number) => this.goOn(x * SIDE, y * SIDE),
      up: () => changed(true),
    };
    followPointer(this.canvas, pen);
    followKeys(this.canvas, cursor, pen);
    this.canvas.addEventListener("keydown", (event) => this.command(event));
    this.view = element("div", { class: "paper" }, this.canvas, cursor);
  }

  get empty(): boolean {
    return this.strokes.length === 0 && !this.laid;
  }

  /** The sample that lies over the drawing, if one does. */
  get sample(): Sample | undefined {
    return this.laid;
  }

  /** Shows what is on the sheet, and returns it with the steps that bring it into the form of MNIST. */
  show(): Stages {
    const stages = this.laid ? asItIs(this.laid) : stagesOf(this.drawing());
    this.canvas.classList.toggle("coarse", this.laid !== undefined);
    paint(this.canvas, stages.drawing);
    return stages;
  }

  /** Lays a sample over the drawing. */
  lay(sample: Sample): void {
    this.laid = sample;
    this.changed(true);
  }

  /** Takes back the sample, so that the drawing shows again, or the last stroke. */
  undo(): void {
    if (this.laid) this.laid = undefined;
    else this.strokes.pop();
    this.changed(true);
  }

  clear(): void {
    this.strokes = [];
    this.laid = undefined;
    this.changed(true);
  }

  private begin(x: number, y: number): void {
    if (this.laid) this.clear();
    this.strokes.push([x, y, x, y]); // two points, so that a touch alone leaves a dot
    this.changed(false);
  }

  private goOn(x: number, y: number): void {
    this.strokes.at(-1)?.push(x, y);
    this.changed(false);
  }

  private command(event: KeyboardEvent): void {
    const control = event.ctrlKey || event.metaKey;
    if (control ? event.key === "z" : event.key === "u") this.undo();
    else if (!control && event.key === "c") this.clear();
    else return;
    event.preventDefault();
  }

  private drawing(): GreyImage {
    const paths = this.strokes.map((points) => ({
      points: Float64Array.from(points),
      radii: new Float64Array(points.length / 2).fill(RADIUS),
    }));
    return draw(paths, SIDE, SIDE);
  }
}

/** A sample is normalised already: the network gets it as it is. */
function asItIs(sample: GreyImage): Stages {
  return { ...stagesOf(sample), image: sample };
}
