// The folder that keeps downloaded files, unpacked: they are checked each time they are read.

import { readFile, rm } from "node:fs/promises";
import { findFile } from "./folder";
import { DataError, type SourceFile, verify } from "./sources";
import { unpack } from "./unpack";

/**
 * The unpacked bytes of a file in the folder, checked; undefined when it is not there.
 * A file that is not what it should be is removed, and a DataError says what was wrong with it.
 */
export async function readStored(folder: string, file: SourceFile): Promise<Uint8Array | undefined> {
  const path = await findFile(folder, file.name).catch(() => undefined);
  if (path === undefined) return undefined;
  try {
    const bytes = await unpack(await readFile(path), file.bytes, path);
    await verify(bytes, file, path);
    return bytes;
  } catch (error) {
    if (error instanceof DataError) await rm(path, { force: true }).catch(() => {});
    throw error;
  }
}
