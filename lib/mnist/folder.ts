// A folder with the four IDX files of a data set: MNIST, Fashion-MNIST, KMNIST, or one's own.
// Packed by gzip or not, spelt "train-images-idx3-ubyte" or "train-images.idx3-ubyte".

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Dataset, makeDataset } from "../dataset";
import { type Idx, readIdx } from "../idx";
import { DataError } from "./sources";
import { unpack } from "./unpack";

const LIMIT = 2 ** 30; // bytes of one unpacked file

/** Reads the training and the test part of the data set in a folder. Throws a DataError that names what is wrong. */
export async function readFolder(directory: string): Promise<{ train: Dataset; test: Dataset }> {
  const train = await readPart(directory, "train");
  const test = await readPart(directory, "t10k");
  if (train.shape.join() !== test.shape.join()) {
    const [expected, found] = [train.shape.join(" × "), test.shape.join(" × ")];
    throw new DataError(
      `${directory}: expected test images of ${expected} like the training images, found ${found}`,
    );
  }
  const classes = train.labels.reduce((most, label) => Math.max(most, label), 0) + 1;
  const stray = test.labels.find((label) => label >= classes);
  if (stray !== undefined) {
    throw new DataError(
      `${directory}: expected test labels 0 to ${classes - 1} as in training, found ${stray}`,
    );
  }
  return { train, test };
}

/** The path of a file in a folder, in whichever spelling it is there; undefined when it is not. */
export async function findFile(directory: string, name: string): Promise<string | undefined> {
  const present = new Set(await readdir(directory));
  const spellings = [name, name.replace("-idx", ".idx")];
  const found = [...spellings, ...spellings.map((spelling) => `${spelling}.gz`)].find((file) =>
    present.has(file),
  );
  return found && join(directory, found);
}

async function readPart(directory: string, part: "train" | "t10k"): Promise<Dataset> {
  const images = await readBytes(directory, `${part}-images-idx3-ubyte`, 3);
  const labels = await readBytes(directory, `${part}-labels-idx1-ubyte`, 1);
  const [size, rows, columns] = images.dims as [number, number, number];
  if (size !== labels.dims[0]) {
    throw new DataError(
      `${directory}: expected a label for each of ${size} ${part} images, found ${labels.dims[0]}`,
    );
  }
  if (size * rows * columns === 0) throw new DataError(`${directory}: expected ${part} images, found none`);
  return makeDataset(images.data as Uint8Array, labels.data as Uint8Array, [rows, columns]);
}

async function readBytes(directory: string, name: string, dimensions: number): Promise<Idx> {
  const path = await findFile(directory, name).catch(() => undefined);
  if (path === undefined)
    throw new DataError(`${directory}: expected the file ${name} or ${name}.gz, found neither`);
  const idx = parse(await unpack(await readFile(path), LIMIT, path), path);
  if (idx.type !== 0x08 || idx.dims.length !== dimensions) {
    const found = `type 0x${idx.type.toString(16).padStart(2, "0")} in ${idx.dims.length}`;
    throw new DataError(
      `${path}: expected unsigned bytes (type 0x08) in ${dimensions} dimensions, found ${found}`,
    );
  }
  return idx;
}

function parse(bytes: Uint8Array, path: string): Idx {
  try {
    return readIdx(bytes);
  } catch (error) {
    throw new DataError(`${path}: ${(error as Error).message}`);
  }
}
