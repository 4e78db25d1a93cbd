// @ts-check
// Runs JupyterLab in the foreground and says where to find it.
"use strict";

const net = require("node:net");
const path = require("node:path");
const { Failure } = require("./failure.cjs");
const { pythonEnvironment } = require("./jupyter.cjs");
const { list, readJson, venvPython } = require("./places.cjs");
const { runInForeground, wasStopped } = require("./run.cjs");

const welcome = "notebooks/00-welcome.ipynb";

/**
 * Opens JupyterLab at the welcome chapter and waits for its end.
 * @param {string} root @param {string[]} args passed on to JupyterLab
 */
async function openLab(root, args) {
  const env = pythonEnvironment(root);
  const announcing = announce(env.JUPYTER_RUNTIME_DIR ?? "");
  const asRoot = process.getuid?.() === 0 ? ["--allow-root"] : []; // as in a container
  const options = [`--ServerApp.root_dir=${root}`, ...asRoot, welcome, ...args];
  const code = await runInForeground([venvPython(root), "-m", "jupyterlab", ...options], { root, env });
  clearInterval(announcing);
  if (code !== 0 && !wasStopped()) throw new Failure("JupyterLab ended with an error: see the lines above.");
  if (!wasStopped()) return;
  console.log("\nJupyterLab has stopped.");
}

// The server writes its address and token into a file, and answers a little later; files that were there before belong to others.
/** @param {string} runtime */
function announce(runtime) {
  const before = new Set(servers(runtime));
  console.log("Starting JupyterLab …");
  const timer = setInterval(() => {
    const mine = servers(runtime).find((name) => !before.has(name));
    const server = mine && readJson(path.join(runtime, mine));
    if (!server) return;
    const knock = net.connect(server.port, server.hostname, () => {
      clearInterval(timer);
      knock.destroy();
      const address = `${server.url}lab/tree/${welcome}${server.token && `?token=${server.token}`}`;
      console.log(`\nJupyterLab is at\n\n    ${address}\n\nCtrl-C here stops it.`);
    });
    knock.on("error", () => {}); // not yet: the next tick knocks again
  }, 200);
  return timer;
}

/** @param {string} runtime */
const servers = (runtime) => list(runtime).filter((name) => /^jpserver-\d+\.json$/.test(name));

module.exports = { openLab };
