// Starts the compiled sums (assembly/) on a memory of their own. The file is read and compiled when first needed.

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The functions of assembly/index.ts. */
export interface Sums {
  accumulate(first: number, last: number): void;
  update(learningRate: number): void;
  measure(first: number, last: number): void;
  settle(): void;
  pack(images: number, count: number, pixels: number, starts: number): void;
}

// The few names of the WebAssembly interface used here; the types of Node.js 20 leave them out.
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Memory: new (size: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

const PAGE = 65536;
let compiled: object | undefined;

/** New sums, and the memory they work on: at least so many bytes, all 0, of a size that stays. It goes when both are forgotten. */
export function startSums(bytes: number): { sums: Sums; memory: ArrayBuffer } {
  compiled ??= new WebAssembly.Module(readFileSync(join(__dirname, "sums.wasm")));
  const pages = Math.ceil(bytes / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const instance = new WebAssembly.Instance(compiled, { env: { memory } });
  return { sums: instance.exports as Sums, memory: memory.buffer };
}
