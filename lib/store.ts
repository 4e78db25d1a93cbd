// Keeping a file whole: it appears under its name only when it is complete, because it is written under another name
// and then renamed. Many kernels may use the same folder at the same time.

import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

const STALE = 10 * 60_000; // milliseconds after which an unfinished file is abandoned

/** Keeps the content in the folder under the name, whole or not at all. Throws what the file system throws, and leaves nothing behind then. */
export async function store(folder: string, name: string, content: Uint8Array | string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await removeAbandoned(folder);
  const unfinished = join(folder, `${name}.${randomUUID()}.part`);
  try {
    await writeFile(unfinished, content);
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
