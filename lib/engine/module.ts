// Starts the compiled sums (assembly/) on a memory. The files are read and compiled when first needed.

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The functions of assembly/index.ts. */
export interface Sums {
  accumulate(first: number, last: number): void;
  update(learningRate: number): void;
  measure(first: number, last: number): void;
  settle(): void;
  pack(images: number, count: number, pixels: number, starts: number): void;
  /** For the helper thread of that number, from 1: takes part in the next phase of work. 0 when it may go. */
  assist(thread: number): number;
}

/** Sums at work, and what they are made of: another thread can start sums on the same memory. */
export interface StartedSums {
  sums: Sums;
  module: object;
  memory: { readonly buffer: ArrayBuffer };
  /** V8 collects garbage the sooner the more memory hangs on it, but does not count shared memory. This is counted for it: as large, never touched, and so nowhere. */
  counted?: ArrayBuffer;
}

// The few names of the WebAssembly interface used here; the types of Node.js 20 leave them out.
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Memory: new (size: { initial: number; maximum: number; shared: boolean }) => StartedSums["memory"];
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

const PAGE = 65536;
const compiled = new Map<string, object>();

/** New sums, and the memory they work on: at least so many bytes, all 0, of a size that stays. It goes when all are forgotten. */
export function startSums(bytes: number, shared: boolean): StartedSums {
  const pages = Math.ceil(bytes / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  const started = joinSums(compiledSums(shared ? "sums-shared.wasm" : "sums.wasm"), memory);
  return shared ? { ...started, counted: new ArrayBuffer(pages * PAGE) } : started;
}

/** Sums on a memory on which others are at work. */
export function joinSums(module: object, memory: StartedSums["memory"]): StartedSums {
  const instance = new WebAssembly.Instance(module, { env: { memory, lost } });
  return { sums: instance.exports as Sums, module, memory };
}

function compiledSums(file: string): object {
  const module = compiled.get(file) ?? new WebAssembly.Module(readFileSync(join(__dirname, file)));
  compiled.set(file, module);
  return module;
}

function lost(): never {
  throw new Error("a helper thread of the fast engine has died in the middle of its work: train again");
}
