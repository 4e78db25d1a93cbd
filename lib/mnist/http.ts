// Fetches bytes from one address: notices a link that has gone silent and a body that never ends, shows progress.

import { basename } from "node:path";
import { progressLine } from "./progress";
import { DataError } from "./sources";

/** A mirror does not have the file or does not answer: asking it again would not help. */
export class AbsentError extends Error {
  override name = "AbsentError";
}

/** What to fetch and when to give up. */
export interface Request {
  address: string;
  /** Bytes of the body above which it is refused. */
  limit: number;
  /** Milliseconds without a byte after which the attempt is given up. */
  stall: number;
  signal?: AbortSignal | undefined;
}

/**
 * The body at the address; undefined when the server says that there is no such file.
 * Throws an AbsentError when no answer begins in time, a DataError when the body is too long, an Error otherwise.
 */
export async function fetchBytes({
  address,
  limit,
  stall,
  signal,
}: Request): Promise<Uint8Array | undefined> {
  const watch = new AbortController();
  const abort = () => watch.abort(signal?.reason);
  const silent = () => watch.abort(new Error(`nothing received for ${stall / 1000} s`));
  const noAnswer = () => watch.abort(new AbsentError(`no answer within ${stall / 1000} s`));
  signal?.throwIfAborted();
  signal?.addEventListener("abort", abort);
  let timer = setTimeout(noAnswer, stall);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(silent, stall);
  };
  try {
    const response = await fetch(address, { signal: watch.signal });
    alive();
    return await readBody(response, address, limit, alive);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
    watch.abort(); // lets go of a body that was not read to its end
  }
}

async function readBody(
  response: Response,
  address: string,
  limit: number,
  alive: () => void,
): Promise<Uint8Array | undefined> {
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`the server answers ${response.status} ${response.statusText}`.trim());
  const chunks: Uint8Array[] = [];
  const whole = Number(response.headers.get("content-length") ?? 0);
  const progress = progressLine(`Fetching ${basename(address)}`);
  let received = 0;
  try {
    for await (const chunk of response.body ?? []) {
      alive();
      chunks.push(chunk);
      received += chunk.length;
      if (received > limit) throw new DataError(`${address}: expected at most ${limit} bytes, found more`);
      progress.show(received, whole);
    }
  } finally {
    progress.done();
  }
  return Buffer.concat(chunks);
}
