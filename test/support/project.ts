// A copy of the project in a temporary folder, with a small data set in place of MNIST and mirrors of one's own.
// What is loaded there is loaded as users do it: the compiled library, in a process of its own.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { writeIdx } from "./idx";

/** A data set as small as can be: 60 training and 12 test images of 4 × 3, labels 0 to 5. */
export const tinyFiles: Record<string, Uint8Array> = {
  "train-images-idx3-ubyte": writeIdx(
    8,
    [60, 4, 3],
    Uint8Array.from({ length: 720 }, (_, i) => i),
  ),
  "train-labels-idx1-ubyte": writeIdx(
    8,
    [60],
    Uint8Array.from({ length: 60 }, (_, i) => i % 6),
  ),
  "t10k-images-idx3-ubyte": writeIdx(
    8,
    [12, 4, 3],
    Uint8Array.from({ length: 144 }, (_, i) => 255 - i),
  ),
  "t10k-labels-idx1-ubyte": writeIdx(
    8,
    [12],
    Uint8Array.from({ length: 12 }, (_, i) => 5 - (i % 6)),
  ),
};

export const packedFiles: Record<string, Uint8Array> = Object.fromEntries(
  Object.entries(tinyFiles).map(([name, bytes]) => [`${name}.gz`, gzipSync(bytes)]),
);

export function describeFile(name: string, bytes: Uint8Array) {
  return { name, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

export interface Loaded {
  source?: string;
  sizes?: number[];
  /** All bytes of all parts: the data have arrived whole. */
  sha256?: string;
  error?: string;
  stdout: string;
}

export class Project {
  readonly root: string = mkdtempSync(join(tmpdir(), "descent-"));
  readonly folder: string = join(this.root, "data", "mnist");

  constructor(mirrors: string[], files: Record<string, Uint8Array> = tinyFiles) {
    const filter = (path: string) => !/\.(ts|map)$/.test(path);
    cpSync(resolve("lib/dist"), join(this.root, "lib/dist"), { recursive: true, filter });
    symlinkSync(resolve("node_modules"), join(this.root, "node_modules"));
    mkdirSync(join(this.root, "data"));
    const described = Object.entries(files).map(([name, bytes]) => describeFile(name, bytes));
    writeFileSync(join(this.root, "data/sources.json"), JSON.stringify({ mirrors, files: described }));
    writeFileSync(join(this.root, "load.cjs"), loader);
  }

  /** Calls loadMnist in a new process; shell may wrap the command, to limit what the process may do. */
  async load(options: object = {}, { mirror = "", shell = 'exec "$@"' } = {}): Promise<Loaded> {
    const command = [
      "-c",
      shell,
      "sh",
      process.execPath,
      join(this.root, "load.cjs"),
      JSON.stringify(options),
    ];
    const env = { ...process.env, MNIST_MIRROR: mirror };
    const stdout = await new Promise<string>((done, fail) => {
      execFile("/bin/sh", command, { env }, (error, out, err) => (error ? fail(new Error(err)) : done(out)));
    });
    const [said, result] = stdout.split("RESULT");
    return { ...JSON.parse(result!), stdout: said! };
  }

  /** Puts a file into data/mnist. */
  put(name: string, bytes: Uint8Array): string {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(join(this.folder, name), bytes);
    return join(this.folder, name);
  }

  kept(name: string): Uint8Array {
    return new Uint8Array(readFileSync(join(this.folder, name)));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

const loader = `
const { createHash } = require("node:crypto");
const { loadMnist } = require("./lib/dist/mnist.js");
loadMnist(JSON.parse(process.argv[2])).then(
  ({ train, validation, test, source }) => {
    const hash = createHash("sha256");
    for (const part of [train, validation, test]) hash.update(part.images).update(part.labels);
    const sizes = [train, validation, test].map((part) => part.size);
    return { source, sizes, sha256: hash.digest("hex") };
  },
  (error) => ({ error: error.name + ": " + error.message }),
).then((result) => console.log("RESULT" + JSON.stringify(result)));
`;
