// @ts-check
// Finds a Python to build the environment with: 3.10 or newer, with its venv module.
"use strict";

const { spawnSync } = require("node:child_process");
const { Failure } = require("./failure.cjs");
const { windows } = require("./places.cjs");

/** @typedef {{ executable: string, version: string, venv: boolean }} Python */

const probe = `
import importlib.util, json, sys
venv = all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))
print(json.dumps({"executable": sys.executable, "version": "%d.%d.%d" % sys.version_info[:3], "venv": venv}))`;

/**
 * The first Python that will do, or else the one that comes nearest: without venv, or too old.
 * @returns {Python | undefined}
 */
function findPython() {
  /** @type {Python | undefined} */
  let best;
  for (const command of candidates()) {
    const python = ask(command);
    if (python === undefined) continue;
    if (isUsable(python)) return python;
    if (best === undefined || (isNewEnough(python) && !isNewEnough(best))) best = python;
  }
  return best;
}

/** A Python that will do, or a Failure that says what to install. */
function needPython() {
  const python = findPython();
  if (python !== undefined && isUsable(python)) return python;
  throw new Failure(`${whatIsWrong(python)}, then run the same command again.`);
}

/**
 * The start of a sentence that says what to install.
 * @param {Python | undefined} python
 */
function whatIsWrong(python) {
  const source =
    windows || process.platform === "darwin" ? "from https://www.python.org" : "with your package manager";
  if (python === undefined) return `Python was not found: install Python 3.10 or newer ${source}`;
  if (!isNewEnough(python)) {
    return `Python ${python.version} is too old: install Python 3.10 or newer ${source}`;
  }
  return `Python ${python.version} lacks its venv module: on Debian and Ubuntu, \`sudo apt install python3-venv\` brings it`;
}

/** @param {Python} python */
const isUsable = (python) => isNewEnough(python) && python.venv;

/** @param {Python} python */
function isNewEnough({ version }) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major === 3 && minor >= 10;
}

/** @returns {string[][]} */
function candidates() {
  const own = process.env.PYTHON ? [process.env.PYTHON] : [];
  const numbered = [14, 13, 12, 11, 10].map((minor) => `python3.${minor}`);
  const launcher = windows ? [["py", "-3"]] : [];
  return [
    ...[...own, "python3", "python"].map((name) => [name]),
    ...launcher,
    ...numbered.map((name) => [name]),
  ];
}

/**
 * What a command says of itself, or undefined when it is no Python 3.
 * @param {string[]} command
 * @returns {Python | undefined}
 */
function ask([program, ...args]) {
  const options = { encoding: /** @type {const} */ ("utf8"), timeout: 20_000, windowsHide: true };
  const { status, stdout } = spawnSync(program, [...args, "-c", probe], options);
  return status === 0 ? JSON.parse(stdout) : undefined;
}

module.exports = { findPython, needPython, isUsable, whatIsWrong };
