// Fetches one file from the first mirror that has it right, and tries again where that may help.
// A mirror that fails may work a moment later; a mirror that answers with the wrong bytes is not asked again.

import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { findFile } from "./folder";
import { AbsentError, fetchBytes } from "./http";
import { DataError, type SourceFile, verify } from "./sources";
import { unpack } from "./unpack";

/** No mirror could give the file; the message says what happened at each. */
export class OutOfReachError extends Error {
  override name = "OutOfReachError";
}

export interface DownloadOptions {
  /** Told of every mirror that gives wrong bytes. */
  report: (line: string) => void;
  /** Milliseconds without a byte after which an attempt is given up. */
  stall?: number;
  /** How many times to ask a mirror that fails. */
  rounds?: number;
  /** Milliseconds before the second round; each further pause is twice as long. */
  backOff?: number;
  signal?: AbortSignal | undefined;
}

/**
 * The unpacked, verified bytes of the file, and the mirror that gave them.
 * mirrors: addresses (https://…) or folders, with the file packed (name.gz) or not.
 * Throws an OutOfReachError when none of them can give the file.
 */
export async function download(
  file: SourceFile,
  mirrors: string[],
  { report, stall = 10_000, rounds = 3, backOff = 500, signal }: DownloadOptions,
): Promise<{ bytes: Uint8Array; mirror: string }> {
  const faults = new Map<string, string>();
  let left = mirrors;
  for (let round = 0; round < rounds && left.length > 0; round++) {
    if (round > 0) await pause(backOff * 2 ** (round - 1), undefined, { signal });
    for (const mirror of left) {
      try {
        return { bytes: await fetchVerified(file, mirror, stall, signal), mirror };
      } catch (error) {
        signal?.throwIfAborted();
        faults.set(mirror, describe(error));
        if (error instanceof DataError) report(`Refused ${error.message}.`);
        if (isFinal(error)) left = left.filter((other) => other !== mirror);
      }
    }
  }
  const each = [...faults].map(([mirror, fault]) => `${mirror}: ${fault}`);
  throw new OutOfReachError(each.join("; "));
}

async function fetchVerified(
  file: SourceFile,
  mirror: string,
  stall: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const { bytes, place } = /^https?:/.test(mirror)
    ? await fetchFromAddress(file, mirror, stall, signal)
    : await readFromFolder(file, mirror);
  const unpacked = await unpack(bytes, file.bytes, place);
  await verify(unpacked, file, place);
  return unpacked;
}

interface Fetched {
  bytes: Uint8Array;
  /** The address or path the bytes came from. */
  place: string;
}

async function readFromFolder(file: SourceFile, mirror: string): Promise<Fetched> {
  const folder = mirror.startsWith("file:") ? fileURLToPath(mirror) : mirror;
  const place = await findFile(folder, file.name).catch(() => undefined);
  if (place === undefined) throw new AbsentError(`no file ${file.name} or ${file.name}.gz in this folder`);
  return { bytes: await readFile(place), place };
}

async function fetchFromAddress(
  file: SourceFile,
  mirror: string,
  stall: number,
  signal: AbortSignal | undefined,
): Promise<Fetched> {
  const limit = file.bytes + 1000; // packing what cannot be packed adds a little
  for (const name of [`${file.name}.gz`, file.name]) {
    const place = `${mirror.replace(/\/+$/, "")}/${name}`;
    const bytes = await fetchBytes({ address: place, limit, stall, signal });
    if (bytes !== undefined) return { bytes, place };
  }
  throw new AbsentError("the server does not have the file");
}

function isFinal(error: unknown): boolean {
  return error instanceof DataError || error instanceof AbsentError;
}

// fetch hides what happened in the cause of its error
function describe(error: unknown): string {
  const { message, cause } = error as Error & { cause?: NodeJS.ErrnoException };
  return cause?.message || cause?.code || message;
}
