// @ts-check
// The TypeScript kernel: starts the tslab of the workspace that the notebook lies in, after mending it.
// tslab compiles, checks, completes and runs the cells; each file beside this one repairs one thing around that.
// CommonJS, because it runs before anything is compiled.

const workspace = require("./workspace.cjs");
const { withProperties } = require("./properties.cjs");
const { withMaps } = require("./sources.cjs");
const { mendExecutor } = require("./executor.cjs");
const { describe } = require("./failure.cjs");
const { createServer } = require("./server.cjs");

/** Every member that is replaced or relied upon: an upgrade that moves one must not pass unnoticed. */
const members = {
  "@tslab/typescript-for-tslab": [
    "createWatchCompilerHost",
    "createWatchProgram",
    "transpileModule",
    "version",
    "visitEachChild",
  ],
  "tslab/dist/executor": ["createExecutor"],
  "tslab/dist/jupyter": ["ZmqServer", "lastWriteDisplayData"],
  "tslab/dist/main": ["startKernel"],
  zeromq: ["Publisher", "Router", "Reply"],
};

/** @param {keyof typeof members} name */
function load(name) {
  const module = workspace.require(name);
  const gone = members[name].find((member) => !(member in module));
  if (gone)
    throw new Error(`${name} has no "${gone}": this kernel was written for another version of tslab.`);
  return module;
}

const ts = load("@tslab/typescript-for-tslab");
const compiler = /** @type {NodeModule} */ (
  require.cache[workspace.require.resolve("@tslab/typescript-for-tslab")]
);
compiler.exports = withProperties(withMaps(ts)); // what tslab will load
mendExecutor(load("tslab/dist/executor"), ts);
const jupyter = load("tslab/dist/jupyter");
jupyter.ZmqServer = createServer(jupyter, load("zeromq"), ts.version);
load("tslab/dist/main").startKernel({ configPath: process.argv[2], enableFindLocal: false });

// What fails outside any cell's own run (in a timer, in a promise nobody awaits) is told in the latest cell.
for (const [event, word] of [
  ["uncaughtException", "UncaughtException"],
  ["unhandledRejection", "UnhandledPromiseRejection"],
]) {
  process.removeAllListeners(event);
  process.on(event, (thrown) => process.stderr.write(`${word}: ${describe(thrown).traceback.join("\n")}\n`));
}
