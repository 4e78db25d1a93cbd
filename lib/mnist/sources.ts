// Where MNIST comes from, where it is kept, and how to tell that a file is the right one.
// The facts themselves are in data/sources.json.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";

/** One file of a data set, as it is when unpacked. */
export interface SourceFile {
  name: string;
  bytes: number;
  sha256: string;
}

export interface Sources {
  /** Folders or addresses that hold the files, packed (name.gz) or not; the first is tried first. */
  mirrors: string[];
  files: SourceFile[];
}

/** A file is not what it should be; the message names it and says what was expected and what was found. */
export class DataError extends Error {
  override name = "DataError";
}

/** The folder of data that are kept: data of the project, wherever the kernel was started. */
export const dataFolder: string = join(__dirname, "..", "..", "..", "data");

/** The folder that keeps MNIST: data/mnist of the project, wherever the kernel was started. */
export const mnistFolder: string = join(dataFolder, "mnist");

/** Reads data/sources.json; the mirror named by the environment variable MNIST_MIRROR, if any, goes first. */
export async function readSources(): Promise<Sources> {
  const { mirrors, files } = JSON.parse(await readFile(join(dataFolder, "sources.json"), "utf8")) as Sources;
  const { MNIST_MIRROR: own } = process.env;
  return { mirrors: own ? [own, ...mirrors] : mirrors, files };
}

/** Throws a DataError that names the place unless the unpacked bytes are those of the file, to the last bit. */
export async function verify(bytes: Uint8Array, file: SourceFile, place: string): Promise<void> {
  if (bytes.length !== file.bytes) {
    throw new DataError(`${place}: expected ${file.bytes} bytes unpacked, found ${bytes.length}`);
  }
  const found = await sha256(bytes);
  if (found !== file.sha256) throw new DataError(`${place}: expected SHA-256 ${file.sha256}, found ${found}`);
}

// in slices of a few milliseconds, so that the kernel goes on answering
async function sha256(bytes: Uint8Array): Promise<string> {
  const hash = createHash("sha256");
  const slice = 1 << 22;
  for (let start = 0; start < bytes.length; start += slice) {
    hash.update(bytes.subarray(start, start + slice));
    await turn();
  }
  return hash.digest("hex");
}
