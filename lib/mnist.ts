// Loads MNIST, or any data set in the same format, as training, validation and test data.
// Without network and files it draws digits from strokes instead and says so.

import { resolve } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { type Dataset, makeDataset, subset } from "./dataset";
import { readIdx } from "./idx";
import { download, OutOfReachError } from "./mnist/download";
import { readFolder } from "./mnist/folder";
import { DataError, mnistFolder, readSources, type SourceFile } from "./mnist/sources";
import { readStored } from "./mnist/store";
import { random } from "./random";
import { store } from "./store";
import { strokeDigits } from "./strokes";

export { DataError } from "./mnist/sources";

/** Which data to load. */
export interface LoadOptions {
  /**
   * A folder with the four IDX files of another data set (Fashion-MNIST, KMNIST, your own), packed by gzip or not:
   * train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte.
   * Images of any shape, labels from 0. Default: MNIST itself, kept in data/mnist of the project.
   */
  directory?: string;
  /**
   * How many of the training images to set aside for validation, from the end. From 0 to one less than there are.
   * Default: 10,000, or a sixth of the training images where that is less.
   */
  validation?: number;
  /** Stops the download. */
  signal?: AbortSignal;
}

/** A data set in its three parts. */
export interface Digits {
  /** What the network learns from: 50,000 images of MNIST. */
  train: Dataset;
  /** What hyperparameters are chosen by: 10,000 images. */
  validation: Dataset;
  /** What the result is reported on: 10,000 images. */
  test: Dataset;
  /** "mnist", or "strokes" when MNIST was out of reach, or the folder the data come from. */
  source: "mnist" | "strokes" | string;
}

/**
 * Loads MNIST: 50,000 training, 10,000 validation and 10,000 test images of 28 × 28 grey levels, labels 0 to 9.
 *
 * The first call fetches the files from a public mirror, checks them and keeps them in data/mnist; later calls read
 * them from there in a fraction of a second, checking them again. The environment variable MNIST_MIRROR may name an
 * address or a folder to try first. When no mirror can be reached, 60,000 + 10,000 digits drawn from strokes take the
 * place of MNIST; a line of output says so, and source is "strokes".
 *
 * With a directory nothing is fetched and nothing replaced: a DataError names what is missing or wrong there.
 */
export async function loadMnist(options: LoadOptions = {}): Promise<Digits> {
  const { directory, validation, signal } = options;
  if (directory !== undefined && resolve(directory) !== mnistFolder) {
    return split(await readFolder(directory), validation, directory);
  }
  try {
    return split(await readMnist(signal), validation, "mnist");
  } catch (error) {
    if (!(error instanceof OutOfReachError)) throw error;
    const remedy = "To use MNIST, put its four files into data/mnist, or name a mirror in MNIST_MIRROR.";
    say(`MNIST is out of reach, so these are 70,000 digits drawn from strokes. ${remedy} (${error.message})`);
    return split(await drawDigits(signal), validation, "strokes");
  }
}

interface Parts {
  train: Dataset;
  test: Dataset;
}

function split({ train, test }: Parts, wanted: number | undefined, source: string): Digits {
  const validation = wanted ?? Math.min(10_000, Math.floor(train.size / 6));
  if (!Number.isInteger(validation) || validation < 0 || validation >= train.size) {
    throw new RangeError(`validation is a whole number from 0 to ${train.size - 1}, got ${validation}`);
  }
  const rest = train.size - validation;
  return { train: subset(train, 0, rest), validation: subset(train, rest, train.size), test, source };
}

async function readMnist(signal: AbortSignal | undefined): Promise<Parts> {
  const { mirrors, files } = await readSources();
  const contents = new Map<string, Uint8Array>();
  for (const file of files) contents.set(file.name, await obtain(file, mirrors, signal));
  const part = (name: string): Dataset => {
    const { dims, data } = readIdx(contents.get(`${name}-images-idx3-ubyte`)!);
    const labels = readIdx(contents.get(`${name}-labels-idx1-ubyte`)!).data;
    return makeDataset(data as Uint8Array, labels, [dims[1]!, dims[2]!]);
  };
  return { train: part("train"), test: part("t10k") };
}

// the bytes of one file, from data/mnist or from a mirror; the mirror that worked moves to the front
async function obtain(
  file: SourceFile,
  mirrors: string[],
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const stored = await readStored(mnistFolder, file).catch(reportRefusal);
  if (stored !== undefined) return stored;
  const { bytes, mirror } = await download(file, mirrors, { report: say, signal });
  mirrors.unshift(...mirrors.splice(mirrors.indexOf(mirror), 1));
  await store(mnistFolder, file.name, bytes).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === "ENOSPC" ? "the disk is full" : error.message;
    say(
      `${file.name} could not be kept in data/mnist (${reason}): it is used now and fetched again next time.`,
    );
  });
  return bytes;
}

function reportRefusal(error: unknown): undefined {
  if (!(error instanceof DataError)) throw error;
  say(`Refused ${error.message}.`);
  return undefined;
}

// in slices of a few hundredths of a second, so that the kernel goes on answering
async function drawDigits(signal: AbortSignal | undefined): Promise<Parts> {
  const hand = random(1);
  const draw = async (size: number): Promise<Dataset> => {
    const images = new Uint8Array(size * 28 * 28);
    const labels = new Uint8Array(size);
    for (let start = 0; start < size; start += 500) {
      signal?.throwIfAborted();
      const slice = strokeDigits(500, hand);
      images.set(slice.images, start * 28 * 28);
      labels.set(slice.labels, start);
      await turn();
    }
    return makeDataset(images, labels, [28, 28]);
  };
  return { train: await draw(60_000), test: await draw(10_000) };
}

// on standard output: an error stream would look like a failed cell
function say(line: string): void {
  console.log(line);
}
