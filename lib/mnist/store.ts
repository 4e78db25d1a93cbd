// The folder that keeps downloaded files, unpacked and checked; many kernels may use it at the same time.
// A file appears there under its name only when it is complete: it is written under another name, then renamed.

import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findFile } from "./folder";
import { DataError, type SourceFile, verify } from "./sources";
import { unpack } from "./unpack";

const STALE = 10 * 60_000; // milliseconds after which an unfinished file is abandoned

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

/** Keeps the bytes in the folder under the name. Throws what the file system throws, and leaves nothing behind then. */
export async function store(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  await removeAbandoned(folder);
  const unfinished = join(folder, `${name}.${randomUUID()}.part`);
  try {
    await writeFile(unfinished, bytes);
    await rename(unfinished, join(folder, name));
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw error;
  }
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(".part")) continue;
    const path = join(folder, name);
    const age = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (age > STALE) await rm(path, { force: true });
  }
}
