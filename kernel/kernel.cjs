// @ts-check
// Starts the tslab of the workspace that the notebook lies in.
const { createRequire } = require("node:module");
const { join } = require("node:path");

const fromNotebook = createRequire(join(process.cwd(), "notebook.js"));
fromNotebook("tslab/dist/main").startKernel({ configPath: process.argv[2], enableFindLocal: false });
