// @ts-check
// JupyterLab's kernel and settings. All of it lies in `.venv`: the learner's own Jupyter is neither read nor changed.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { filesBelow, venv } = require("./places.cjs");

/**
 * The environment variables for anything that Python runs.
 * @param {string} root
 * @returns {NodeJS.ProcessEnv}
 */
function pythonEnvironment(root) {
  const own = path.join(venv(root), "jupyter");
  const { PYTHONHOME, PYTHONPATH, JUPYTER_PATH, JUPYTER_CONFIG_PATH, VIRTUAL_ENV, ...inherited } =
    process.env;
  return {
    ...inherited,
    // The kernel is started as "node": let that be the Node.js that the set-up ran with.
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ""}`,
    PYTHONNOUSERSITE: "1",
    PIP_USER: "0",
    PIP_NO_INPUT: "1",
    PIP_DISABLE_PIP_VERSION_CHECK: "1",
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_CONFIG_DIR: path.join(own, "config"),
    JUPYTER_DATA_DIR: path.join(own, "data"),
    JUPYTER_RUNTIME_DIR: path.join(own, "runtime"),
    JUPYTERLAB_SETTINGS_DIR: path.join(own, "settings"),
    JUPYTERLAB_WORKSPACES_DIR: path.join(own, "workspaces"),
  };
}

// From the project into the environment, file by file.
/** @param {string} root @returns {[string, string][]} */
function copies(root) {
  const share = path.join(venv(root), "share", "jupyter");
  const settings = path.join(root, "setup", "jupyter");
  const kernel = path.join(root, "kernel");
  const server = path.join(venv(root), "etc", "jupyter", "jupyter_server_config");
  return [
    [path.join(settings, "overrides.json"), path.join(share, "lab", "settings", "overrides.json")],
    [path.join(settings, "server.json"), `${server}.json`],
    [path.join(settings, "server.py"), `${server}.py`],
    .../** @type {[string, string][]} */ (
      filesBelow(kernel).map((name) => [path.join(kernel, name), path.join(share, "kernels", "tslab", name)])
    ),
  ];
}

/** @param {string} root */
const kernelInPlace = (root) => copies(root).every(([from, to]) => fs.existsSync(to) && same(from, to));

/**
 * Installs the kernel and the settings.
 * @param {string} root
 */
async function installKernel(root) {
  for (const [from, to] of copies(root)) {
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.copyFileSync(from, `${to}.new`);
    fs.renameSync(`${to}.new`, to);
  }
  console.log("Installed the TypeScript kernel for JupyterLab");
}

/** @param {string} one @param {string} other */
const same = (one, other) => fs.readFileSync(one).equals(fs.readFileSync(other));

module.exports = { pythonEnvironment, kernelInPlace, installKernel };
