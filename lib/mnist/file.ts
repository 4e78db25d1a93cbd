// The files of MNIST as they are on the disk, for those who want to open them by hand.

import { mnistFolder, readSources } from "./sources";
import { readStored } from "./store";

/**
 * The bytes of one of MNIST's four files, unpacked and checked, such as t10k-images-idx3-ubyte; undefined when it is not
 * in data/mnist (loadMnist puts it there). Throws a RangeError for any other name.
 */
export async function mnistFile(name: string): Promise<Uint8Array | undefined> {
  const { files } = await readSources();
  const file = files.find((known) => known.name === name);
  if (!file) throw new RangeError(`MNIST has no file ${name}, only ${files.map((f) => f.name).join(", ")}`);
  return readStored(mnistFolder, file);
}
