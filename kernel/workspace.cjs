// @ts-check
// Where the workspace and its tslab are: above the notebook's folder; failing that above this kernel's own,
// and then every cell says that the notebook lies in the wrong place.

const { createRequire } = require("node:module");
const { dirname, join } = require("node:path");

function find() {
  for (const folder of [process.cwd(), __dirname]) {
    try {
      const main = createRequire(join(folder, "notebook.js")).resolve("tslab/dist/main");
      return { main, root: join(dirname(main), "../../.."), astray: folder !== process.cwd() };
    } catch {} // the next folder, or the sentence below
  }
  console.error(`No descent workspace at ${process.cwd()}: run \`npm start\` in the descent folder first.`);
  process.exit(1);
}

const { main, root, astray } = find();

module.exports = { root, astray, require: createRequire(main) };
