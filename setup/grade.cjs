// npm run grade: sets up what is missing, then runs a folder of submitted notebooks and says which exercises are right.
"use strict";

require("./check-node.cjs");
const path = require("node:path");
const { command } = require("./command.cjs");
const { runInForeground } = require("./run.cjs");
const { setUp } = require("./setup.cjs");

const root = path.dirname(__dirname);

command(root, async () => {
  await setUp(root, { dev: false });
  const program = path.join(root, "lib", "dist", "grade.js");
  return await runInForeground([process.execPath, program, ...process.argv.slice(2)], { root });
});
