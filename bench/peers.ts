// The programs that are timed side by side, ours first: how each is started, and what may be missing.

import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Workload } from "./workloads";

/** One side of the comparison. */
export interface Peer {
  name: string;
  program: string;
  script: string;
  /** What the script is told beside the folder of the problem. */
  argument: string;
  /** Why it cannot run, at all or this workload; undefined when it can. */
  missing(workload: Workload): string | undefined;
}

/** What one run of a peer reports. The first of the seconds is the warm-up; cost and accuracy belong to it. */
export interface Timing {
  seconds: number[];
  cost: number;
  accuracy: number;
  /** How many examples were timed. */
  examples: number;
  versions: Record<string, string>;
}

/** What our own side is called in tables. */
export const ours = "descent";
export const bench: string = resolve(__dirname, "..");
export const scripts: string = join(bench, "peers");
export const venv: string = join(bench, ".venv");
export const venvPython: string =
  process.platform === "win32" ? join(venv, "Scripts", "python.exe") : join(venv, "bin", "python");
const python = process.env.BENCH_PYTHON ?? venvPython;

/** All peers, in the order of the table. */
export const peers: Peer[] = [
  {
    name: ours,
    program: process.execPath,
    script: join(__dirname, "ours.js"),
    argument: "",
    missing: () => undefined,
  },
  pythonPeer("NumPy float32", "numpy_float32.py", "numpy"),
  pythonPeer("NumPy per example", "numpy_loop.py", "numpy"),
  pythonPeer("PyTorch, 1 thread", "torch_cpu.py", "torch", "1"),
  pythonPeer("PyTorch, all threads", "torch_cpu.py", "torch", "all"),
  javascriptPeer("TensorFlow.js wasm", "tfjs.cjs", "@tensorflow/tfjs-backend-wasm", "wasm"),
  javascriptPeer("TensorFlow.js layers, wasm", "tfjs_layers.cjs", "@tensorflow/tfjs-backend-wasm", "wasm"),
  javascriptPeer("TensorFlow.js cpu", "tfjs.cjs", "@tensorflow/tfjs", "cpu"),
  javascriptPeer("brain.js", "brain.cjs", "brain.js", "", ({ kind }) =>
    kind === "relu" ? "it has no softmax" : undefined,
  ),
];

/** Runs a peer once on the problem in a folder. Rejects with the last line of its complaint when it fails. */
export async function time({ program, script, argument }: Peer, folder: string): Promise<Timing> {
  const child = spawn(program, [script, folder, argument], { stdio: ["ignore", "pipe", "pipe"] });
  let [output, complaint] = ["", ""];
  child.stdout.on("data", (text) => {
    output += text;
  });
  child.stderr.on("data", (text) => {
    complaint += text;
  });
  const code = await new Promise((done, failed) => child.on("close", done).on("error", failed));
  if (code !== 0) throw new Error(complaint.match(/^\w*Error: .*$/m)?.[0] ?? `it ended with code ${code}`);
  return JSON.parse(output.trim().split("\n").at(-1)!) as Timing;
}

function pythonPeer(name: string, script: string, needs: string, argument = ""): Peer {
  const missing = () => (pythonHas(needs) ? undefined : `${needs} is not installed for ${python}`);
  return { name, program: python, script: join(scripts, script), argument, missing };
}

function javascriptPeer(
  name: string,
  script: string,
  needs: string,
  argument: string,
  unable: (workload: Workload) => string | undefined = () => undefined,
): Peer {
  const installed = () => existsSync(join(scripts, "node_modules", needs));
  const missing = (workload: Workload) =>
    unable(workload) ?? (installed() ? undefined : `${needs} is not installed in bench/peers`);
  return { name, program: process.execPath, script: join(scripts, script), argument, missing };
}

function pythonHas(module: string): boolean {
  try {
    execFileSync(python, ["-c", `import ${module}`], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
