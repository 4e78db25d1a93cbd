// npm start: sets up what is missing, then opens JupyterLab at the first chapter.
"use strict";

require("./check-node.cjs");
const path = require("node:path");
const { command } = require("./command.cjs");
const { openLab } = require("./lab.cjs");
const { setUp } = require("./setup.cjs");

const root = path.dirname(__dirname);

command(root, async () => {
  await setUp(root, { dev: false });
  await openLab(root, process.argv.slice(2));
  return 0;
});
