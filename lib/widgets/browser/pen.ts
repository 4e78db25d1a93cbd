// A pen on a canvas: mouse, finger, stylus, or the arrow keys. It reports where it goes and draws nothing itself.

/** What the pen does, at x and y from 0 to 1 across the canvas. */
export interface PenEvents {
  down(x: number, y: number): void;
  move(x: number, y: number): void;
  up(): void;
}

const STEP = 0.03; // of the canvas, for one press of an arrow key; with Shift a quarter
const arrows: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Follows the pointer that touched first until it lifts; a second finger is left alone. */
export function followPointer(canvas: HTMLCanvasElement, pen: PenEvents): void {
  let drawing: number | undefined;
  const at = ({ clientX, clientY }: PointerEvent): [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [(clientX - box.left) / box.width, (clientY - box.top) / box.height];
  };
  const lift = ({ pointerId }: PointerEvent) => {
    if (pointerId !== drawing) return;
    drawing = undefined;
    pen.up();
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (drawing !== undefined || event.button !== 0) return;
    drawing = event.pointerId;
    canvas.setPointerCapture(drawing);
    pen.down(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== drawing) return;
    const between = event.getCoalescedEvents?.() ?? []; // a fast pen passes more places than there are pictures
    for (const each of between.length > 0 ? between : [event]) pen.move(...at(each));
  });
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
}

/** Follows the keys while the canvas has the focus: arrows move the cursor, Space puts the pen down and lifts it. */
export function followKeys(canvas: HTMLCanvasElement, cursor: HTMLElement, pen: PenEvents): void {
  let [x, y] = [0.5, 0.2];
  let down = false;
  const held = new Set<string>();
  const show = () => {
    cursor.hidden = false;
    cursor.style.left = `${100 * x}%`;
    cursor.style.top = `${100 * y}%`;
    cursor.dataset.pen = down ? "down" : "up";
  };
  const lift = () => {
    if (down) pen.up();
    down = false;
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      if (event.repeat) return;
      if (down) pen.up();
      else pen.down(x, y);
      down = !down;
    } else if (arrows[event.key]) {
      held.add(event.key); // two arrows held together move diagonally
      for (const key of held) {
        const length = event.shiftKey ? STEP / 4 : STEP;
        x = Math.min(Math.max(x + arrows[key]![0] * length, 0), 1);
        y = Math.min(Math.max(y + arrows[key]![1] * length, 0), 1);
      }
      if (down) pen.move(x, y);
    } else return;
    event.preventDefault();
    show();
  });
  canvas.addEventListener("keyup", ({ key }) => held.delete(key));
  canvas.addEventListener("pointerdown", () => {
    lift();
    cursor.hidden = true;
  });
  canvas.addEventListener("blur", () => {
    lift();
    held.clear();
    cursor.hidden = true;
  });
}
