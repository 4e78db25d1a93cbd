// @ts-check
// Where things lie in the project's folder. Everything the set-up makes is in `.venv`, `.setup`, `node_modules` or `lib/dist`.
"use strict";

const fs = require("node:fs");
const path = require("node:path");

const windows = process.platform === "win32";

/** @param {string} root */
const venv = (root) => path.join(root, ".venv");

/**
 * The environment's Python. It is always called by this path: console scripts break when the folder moves.
 * @param {string} root
 */
const venvPython = (root) =>
  windows ? path.join(venv(root), "Scripts", "python.exe") : path.join(venv(root), "bin", "python");

/**
 * The folder that Python packages are installed into, or undefined before there is one.
 * @param {string} root
 */
function sitePackages(root) {
  const lib = path.join(venv(root), windows ? "Lib" : "lib");
  const python = windows ? "" : list(lib).find((name) => name.startsWith("python3"));
  const folder = python === undefined ? undefined : path.join(lib, python, "site-packages");
  return folder !== undefined && fs.existsSync(folder) ? folder : undefined;
}

/**
 * The names in a folder, none when it does not exist.
 * @param {string} folder
 */
const list = (folder) => (fs.existsSync(folder) ? fs.readdirSync(folder) : []);

/**
 * The parsed content of a JSON file, or undefined when it is missing or torn.
 * @param {string} file
 */
function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Writes a JSON file in one step, so that a reader sees the old or the new one, never half.
 * @param {string} file
 * @param {unknown} value
 */
function writeJson(file, value) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const fresh = `${file}.${process.pid}`;
  fs.writeFileSync(fresh, `${JSON.stringify(value, null, 2)}\n`);
  fs.renameSync(fresh, file);
}

/**
 * Every file below a folder, as sorted paths relative to it.
 * @param {string} folder
 * @param {string[]} skip names left out
 */
function filesBelow(folder, skip = []) {
  /** @type {string[]} */
  const found = [];
  const visit = (/** @type {string} */ below) => {
    for (const entry of fs.readdirSync(path.join(folder, below), { withFileTypes: true })) {
      const name = path.join(below, entry.name);
      if (skip.includes(entry.name)) continue;
      if (entry.isDirectory()) visit(name);
      else found.push(name);
    }
  };
  if (fs.existsSync(folder)) visit("");
  return found.sort();
}

module.exports = { windows, venv, venvPython, sitePackages, list, readJson, writeJson, filesBelow };
