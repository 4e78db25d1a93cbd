// Brings a drawing into the form of an MNIST image: cropped, fitted into 20 × 20, centred by mass in 28 × 28.
// The same three steps for digits drawn from strokes and for digits drawn by hand.

/** A grey image of any size: rows × columns grey levels, 0 background to 255 full ink, row by row. */
export interface GreyImage {
  readonly values: Uint8Array;
  readonly rows: number;
  readonly columns: number;
}

/** The drawing as MNIST would show it: 28 × 28 grey levels. A drawing without ink gives an empty image. */
export function normalise(drawing: GreyImage): Uint8Array {
  return centre(fitInto(crop(drawing), 20), 28).values;
}

/** The smallest part of the drawing that holds all its ink; all of the drawing when it has none. */
export function crop({ values, rows, columns }: GreyImage): GreyImage {
  let [top, bottom, left, right] = [rows, -1, columns, -1];
  values.forEach((grey, i) => {
    if (grey === 0) return;
    const row = Math.floor(i / columns);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
    left = Math.min(left, i % columns);
    right = Math.max(right, i % columns);
  });
  if (bottom < 0) return { values, rows, columns };
  const [height, width] = [bottom - top + 1, right - left + 1];
  const cropped = new Uint8Array(height * width);
  for (let row = 0; row < height; row++) {
    const start = (top + row) * columns + left;
    cropped.set(values.subarray(start, start + width), row * width);
  }
  return { values: cropped, rows: height, columns: width };
}

/** The image scaled so that its longer side has the given length, keeping its proportions; grey levels are averaged. */
export function fitInto({ values, rows, columns }: GreyImage, side: number): GreyImage {
  const scale = side / Math.max(rows, columns);
  const [height, width] = [rows, columns].map((length) => Math.max(1, Math.round(length * scale))) as [
    number,
    number,
  ];
  const across = overlaps(columns, width);
  const down = overlaps(rows, height);
  const fitted = new Uint8Array(height * width);
  for (let i = 0; i < fitted.length; i++) {
    let sum = 0;
    for (const [row, high] of down[Math.floor(i / width)]!) {
      for (const [column, wide] of across[i % width]!) sum += high * wide * values[row * columns + column]!;
    }
    fitted[i] = Math.round(sum);
  }
  return { values: fitted, rows: height, columns: width };
}

/**
 * The image set into a square of the given side so that its centre of mass is nearest to pixel side / 2, counted
 * from 0, as in MNIST: pixel 14 of 28. All ink stays inside. Throws a RangeError when the image is larger than the square.
 */
export function centre(image: GreyImage, side: number): GreyImage {
  if (image.rows > side || image.columns > side) {
    throw new RangeError(`an image of ${image.rows} × ${image.columns} does not fit into ${side} × ${side}`);
  }
  const mass = centreOfMass(image);
  const top = Math.min(Math.max(Math.round(side / 2 - mass.row), 0), side - image.rows);
  const left = Math.min(Math.max(Math.round(side / 2 - mass.column), 0), side - image.columns);
  const values = new Uint8Array(side * side);
  for (let row = 0; row < image.rows; row++) {
    const line = image.values.subarray(row * image.columns, (row + 1) * image.columns);
    values.set(line, (top + row) * side + left);
  }
  return { values, rows: side, columns: side };
}

/** The row and column at which the ink of an image balances, counted from 0; the middle when there is no ink. */
export function centreOfMass({ values, rows, columns }: GreyImage): { row: number; column: number } {
  let [mass, down, across] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const row = Math.floor(i / columns);
    mass += values[i]!;
    down += values[i]! * row;
    across += values[i]! * (i - row * columns);
  }
  return mass > 0
    ? { row: down / mass, column: across / mass }
    : { row: (rows - 1) / 2, column: (columns - 1) / 2 };
}

// for each of the new pixels along one side: the old pixels it covers, and which share of it each one fills
function overlaps(oldLength: number, newLength: number): [pixel: number, share: number][][] {
  const step = oldLength / newLength;
  return Array.from({ length: newLength }, (_, k) => {
    const [start, end] = [k * step, (k + 1) * step];
    const covered: [number, number][] = [];
    for (let pixel = Math.floor(start); pixel < Math.min(Math.ceil(end), oldLength); pixel++) {
      covered.push([pixel, (Math.min(end, pixel + 1) - Math.max(start, pixel)) / step]);
    }
    return covered;
  });
}
