// @ts-check
// Runs JupyterLab in the foreground and says where to find it.
"use strict";

const path = require("node:path");
const { pythonEnvironment } = require("./jupyter.cjs");
const { list, readJson, venvPython } = require("./places.cjs");
const { runInForeground, wasStopped } = require("./run.cjs");

const welcome = "notebooks/00-welcome.ipynb";

/**
 * Opens JupyterLab at the welcome chapter and answers its exit code when it ends.
 * @param {string} root @param {string[]} args passed on to JupyterLab
 */
async function openLab(root, args) {
  const env = pythonEnvironment(root);
  const announcing = announce(env.JUPYTER_RUNTIME_DIR ?? "");
  const place = [`--ServerApp.root_dir=${root}`, welcome];
  const code = await runInForeground([venvPython(root), "-m", "jupyterlab", ...place, ...args], {
    root,
    env,
  });
  clearInterval(announcing);
  if (!wasStopped()) return code;
  console.log("\nJupyterLab has stopped.");
  return 0;
}

// The server writes its address and token into a file when it is up; files that were there before belong to others.
/** @param {string} runtime */
function announce(runtime) {
  const before = new Set(servers(runtime));
  console.log("Starting JupyterLab …");
  const timer = setInterval(() => {
    const mine = servers(runtime).find((name) => !before.has(name));
    const server = mine && readJson(path.join(runtime, mine));
    if (!server) return;
    clearInterval(timer);
    const address = `${server.url}lab/tree/${welcome}${server.token && `?token=${server.token}`}`;
    console.log(`\nJupyterLab is at\n\n    ${address}\n\nCtrl-C here stops it.`);
  }, 100);
  return timer;
}

/** @param {string} runtime */
const servers = (runtime) => list(runtime).filter((name) => /^jpserver-\d+\.json$/.test(name));

module.exports = { openLab };
