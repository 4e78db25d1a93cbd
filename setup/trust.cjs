// @ts-check
// Signs the project's own notebooks, so that JupyterLab runs the widgets saved in them without asking.
"use strict";

const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { pythonEnvironment } = require("./jupyter.cjs");
const { filesBelow, readJson, venv, venvPython, writeJson } = require("./places.cjs");
const { runStep } = require("./run.cjs");

/** @param {string} root */
const stampFile = (root) => path.join(venv(root), "jupyter", "data", "trusted.json");

/** @param {string} root */
const notebooksTrusted = (root) => unsigned(root).length === 0;

/**
 * Signs the notebooks that changed since they were last signed.
 * @param {string} root
 */
async function trustNotebooks(root) {
  const names = unsigned(root);
  const hashes = currentHashes(root);
  await runStep("Signing the notebooks", [venvPython(root), "-m", "nbformat.sign", ...names], {
    root,
    env: pythonEnvironment(root),
  });
  writeJson(stampFile(root), hashes);
}

/** @param {string} root */
function unsigned(root) {
  const signed = readJson(stampFile(root)) ?? {};
  return Object.entries(currentHashes(root))
    .filter(([name, hash]) => signed[name] !== hash)
    .map(([name]) => name);
}

/** @param {string} root @returns {Record<string, string>} */
function currentHashes(root) {
  const notebooks = filesBelow(path.join(root, "notebooks"), [".ipynb_checkpoints"])
    .filter((name) => name.endsWith(".ipynb"))
    .map((name) => path.join("notebooks", name));
  return Object.fromEntries(
    notebooks.map((name) => [
      name,
      crypto
        .createHash("sha256")
        .update(fs.readFileSync(path.join(root, name)))
        .digest("hex"),
    ]),
  );
}

module.exports = { notebooksTrusted, trustNotebooks };
