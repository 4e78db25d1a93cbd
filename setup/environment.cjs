// @ts-check
// The Python environment in `.venv`: JupyterLab and its parts as requirements.txt pins them.
"use strict";

const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { pythonEnvironment } = require("./jupyter.cjs");
const { list, readJson, sitePackages, venv, venvPython, writeJson } = require("./places.cjs");
const { needPython } = require("./python.cjs");
const { runStep } = require("./run.cjs");

// Written last, so an environment without it was left half-way. `root` tells when the folder was moved, `python` when
// the Python below was replaced, `files` when something was taken away.
/** @typedef {{ requirements: string, root: string, python: string, files: string[] }} Stamp */

/** @param {string} root */
function environmentInPlace(root) {
  const stamp = readStamp(root);
  return isWhole(root, stamp) && stamp?.root === root && stamp.requirements === requirements(root);
}

/**
 * Mends the environment with the least work: after a move, after a change of requirements.txt, or from nothing.
 * @param {string} root
 */
async function installEnvironment(root) {
  const stamp = readStamp(root);
  const whole = isWhole(root, stamp);
  fs.rmSync(stampFile(root), { force: true });
  if (!whole) await create(root);
  else if (stamp?.root !== root) await relocate(root);
  if (!whole || stamp?.requirements !== requirements(root)) await install(root);
  writeJson(stampFile(root), {
    requirements: requirements(root),
    root,
    python: basePython(root),
    files: list(sitePackages(root) ?? ""),
  });
}

/** @param {string} root */
async function create(root) {
  const { executable, version } = needPython();
  fs.rmSync(venv(root), { recursive: true, force: true });
  await runStep(`Making a Python ${version} environment in .venv`, [executable, "-m", "venv", venv(root)], {
    root,
    env: pythonEnvironment(root),
  });
}

/** @param {string} root */
async function install(root) {
  const packages = ["--no-compile", "--progress-bar=off", "-r", "requirements.txt"];
  await runStep("Installing JupyterLab", [venvPython(root), "-m", "pip", "install", ...packages], {
    root,
    env: pythonEnvironment(root),
    server: "The Python package index",
    progress: (output) =>
      output.match(/(?<=Collecting |Downloading |Using cached )[\w.]+|Installing(?= collected)/g)?.at(-1) ??
      "",
  });
}

// Python itself follows a moved folder; only the scripts in its bin folder hold the old path.
/** @param {string} root */
async function relocate(root) {
  await runStep(
    "The folder was moved: mending .venv",
    [venvPython(root), path.join(__dirname, "relocate.py")],
    {
      root,
      env: pythonEnvironment(root),
    },
  );
}

/** @param {string} root @param {Stamp | undefined} stamp */
function isWhole(root, stamp) {
  if (stamp === undefined || stamp.python !== basePython(root)) return false;
  const present = new Set(list(sitePackages(root) ?? ""));
  return stamp.files.every((name) => present.has(name));
}

/**
 * The Python that the environment rests on, or "" when it has gone.
 * @param {string} root
 */
function basePython(root) {
  if (!fs.existsSync(venvPython(root))) return "";
  const home = /^home = (.*)$/m.exec(fs.readFileSync(path.join(venv(root), "pyvenv.cfg"), "utf8"))?.[1] ?? "";
  const real = fs.realpathSync(venvPython(root));
  return real.startsWith(root) ? (fs.existsSync(home) ? home : "") : real;
}

/** @param {string} root @returns {string} */
const requirements = (root) =>
  crypto
    .createHash("sha256")
    .update(fs.readFileSync(path.join(root, "requirements.txt")))
    .digest("hex");

/** @param {string} root */
const stampFile = (root) => path.join(venv(root), "descent.json");

/** @param {string} root @returns {Stamp | undefined} */
const readStamp = (root) => readJson(stampFile(root));

module.exports = { environmentInPlace, installEnvironment };
