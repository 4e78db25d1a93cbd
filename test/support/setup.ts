// A small stand-in for the project in a temporary folder, with the real set-up and, unless asked otherwise, a fake npm and
// a fake Python that only note their calls. The repository's own node_modules and .venv are never touched.
import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect, onTestFinished } from "vitest";

const repository = resolve(__dirname, "../..");
const fakes = join(__dirname, "fakes");

export interface Ended {
  code: number | null;
  output: string;
  seconds: number;
}

export class Project {
  readonly root: string;
  private readonly tools: string;

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), "descent set-up ü "));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    this.root = join(folder, "a project");
    this.tools = join(folder, "tools");
    cpSync(join(repository, "setup"), join(this.root, "setup"), { recursive: true });
    for (const [name, content] of Object.entries(files)) this.write(name, content);
    mkdirSync(this.tools);
    this.tool("npm-cli.js", readFileSync(join(fakes, "npm-cli.js"), "utf8"));
    this.tool("python3", readFileSync(join(fakes, "python.js"), "utf8"));
  }

  /** Writes a file of the project. */
  write(name: string, content: string): void {
    mkdirSync(dirname(join(this.root, name)), { recursive: true });
    writeFileSync(join(this.root, name), content);
  }

  /** Starts `npm start`, `npm test` or `npm run doctor` as npm would. */
  spawn(script: "start" | "test" | "doctor", args: string[] = [], options: RunOptions = {}): ChildProcess {
    const { env = {}, node = [], uid } = options;
    return spawn(process.execPath, [...node, join(this.root, "setup", `${script}.cjs`), ...args], {
      cwd: this.root,
      env: { ...this.environment(), ...env },
      uid,
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  /** Runs it to its end. */
  async run(
    script: "start" | "test" | "doctor",
    args: string[] = [],
    options: RunOptions = {},
  ): Promise<Ended> {
    return await ended(this.spawn(script, args, options));
  }

  /** The calls of npm and Python since the last question. */
  calls(): string[] {
    const file = join(this.tools, "calls");
    const lines = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
    rmSync(file, { force: true });
    return lines;
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      PATH: this.tools,
      HOME: this.tools,
      npm_execpath: join(this.tools, "npm-cli.js"),
      DESCENT_CALLS: join(this.tools, "calls"),
      DESCENT_VITEST: join(fakes, "vitest.mjs"),
    };
  }

  private tool(name: string, content: string): void {
    writeFileSync(join(this.tools, name), `#!${process.execPath}\n${content}`);
    chmodSync(join(this.tools, name), 0o755);
  }
}

export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  node?: string[];
  uid?: number;
}

/** Waits for a program's end and gathers what it prints. */
export async function ended(child: ChildProcess): Promise<Ended> {
  const start = performance.now();
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  const code = await new Promise<number | null>((done) => child.on("close", done));
  return { code, output, seconds: (performance.now() - start) / 1000 };
}

/** Runs `npm start` and expects all to go well. */
export async function startsWell(project: Project): Promise<Ended> {
  const run = await project.run("start");
  expect(run.code, run.output).toBe(0);
  return run;
}

/** The last line a program printed. */
export const lastLine = ({ output }: Ended): string => output.trim().split("\n").at(-1) ?? "";

const lock = {
  packages: {
    "": {},
    "node_modules/tslab": { version: "1.0.22" },
    "node_modules/@tslab/typescript-for-tslab": { version: "5.0.4" },
    "node_modules/zeromq": { version: "6.8.0" },
    "node_modules/plotly.js": { version: "4.1.1" },
    "node_modules/danfojs-node": { version: "1.2.0" },
    "node_modules/vitest": { version: "4.1.12", dev: true },
    "node_modules/only-elsewhere": { version: "1.0.0", optional: true },
  },
};

const files = {
  "package.json": "{}",
  "package-lock.json": JSON.stringify(lock),
  "requirements.txt": "jupyterlab==4.6.6\nplotly==7.1.0\n",
  "tsconfig.json": "{}",
  "lib/package.json": '{ "version": "0.1.0" }',
  "lib/one.ts": "export const one = 1;\n",
  "kernel/kernel.json": "{}",
  "kernel/kernel.cjs": "",
  "notebooks/00-welcome.ipynb": "{}",
  "notebooks/solutions/00-welcome.ipynb": "{}",
};
