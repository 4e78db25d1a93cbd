// npm run bench:peers: installs what is compared with into bench/, outside the project's own packages.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { scripts, venv, venvPython } from "./peers";

const run = (program: string, args: string[], cwd: string) =>
  execFileSync(program, args, { cwd, stdio: "inherit" });

// Without install scripts: brain.js depends on a WebGL binding that would be compiled, and which its processor side
// does not use.
execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
  cwd: scripts,
  stdio: "inherit",
  shell: process.platform === "win32",
});
if (!existsSync(venvPython))
  run(process.platform === "win32" ? "python" : "python3", ["-m", "venv", venv], scripts);
run(venvPython, ["-m", "pip", "install", "-r", join(scripts, "requirements.txt")], scripts);
