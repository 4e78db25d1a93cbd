// @ts-check
// tslab's executor runs a cell and prints what went wrong; mended, it returns what went wrong, is quick at top level,
// and survives a cell that meddles with signals or calls process.exit.

const { compileAhead } = require("./ahead.cjs");
const { seeAwaits } = require("./await.cjs");
const { describe, describeTypeErrors, interrupted } = require("./failure.cjs");
const { nameCell } = require("./sources.cjs");
const { astray, root } = require("./workspace.cjs");

/** @typedef {import("./failure.cjs").Failure} Failure */

/**
 * Replaces `createExecutor`. Its `execute(source, count)` then resolves to a Failure, or to nothing when all is well.
 * @param {any} module tslab/dist/executor
 * @param {any} ts the compiler
 */
function mendExecutor(module, ts) {
  const { createExecutor } = module;
  module.createExecutor = (/** @type {string} */ folder, /** @type {any} */ converters) => {
    seeAwaits(ts, converters.node);
    const ahead = compileAhead(converters.node);
    /** @type {any[]} the arguments of each print that tslab would have made */
    let complaints = [];
    const error = (/** @type {unknown[]} */ ...words) => complaints.push(words);
    const executor = withSetTrap(() => createExecutor(folder, converters, { log: console.log, error }));
    const { execute, interrupt } = executor;
    let isStopped = false;
    executor.interrupt = () => {
      isStopped = true;
      interrupt();
    };

    /** @returns {Promise<Failure | undefined>} */
    executor.execute = async (/** @type {string} */ source, /** @type {number} */ count) => {
      if (astray) return lost();
      complaints = [];
      nameCell(count);
      await hearSignals(); // those that came before the cell are not meant for it
      isStopped = false;
      ahead.compile(source);
      await hearSignals();
      if (isStopped) return interrupted("this cell was stopped before it began.");
      const listeners = process.listenerCount("SIGINT");
      const running = execute(source); // returns after the cell's synchronous part
      if (process.listenerCount("SIGINT") !== listeners) rearmInterrupt();
      if (await running) {
        ahead.succeeded();
        for (const words of complaints) console.error(...words); // about a `@module` cell: not fatal
        return undefined;
      }
      const isThrown = complaints[0].length === 1;
      return isThrown ? describe(complaints[0][0], source, count) : describeTypeErrors(complaints, source);
    };
    return executor;
  };
  process.exit = () => {
    throw new Error(
      "process.exit() would end the kernel and lose every variable. To end a cell, throw an error.",
    );
  };
}

/**
 * Top-level variables live behind a Proxy that traps only defineProperty, so that every assignment is slow.
 * A set trap on the same target takes a million `sum += i` from 630 ms to 50 ms.
 * @template T
 * @param {() => T} create
 */
function withSetTrap(create) {
  const Plain = globalThis.Proxy;
  const set = (/** @type {any} */ target, /** @type {PropertyKey} */ name, /** @type {unknown} */ value) => {
    target[name] = value;
    return true;
  };
  /** @param {object} target @param {object} traps */
  function Trapping(target, traps) {
    return new Plain(target, "defineProperty" in traps ? { ...traps, set } : traps);
  }
  globalThis.Proxy = /** @type {any} */ (Trapping);
  try {
    return create();
  } finally {
    globalThis.Proxy = Plain;
  }
}

/**
 * Node guards the synchronous part of a cell with a signal handler of its own. A SIGINT listener added meanwhile ends
 * up without any, and the next Interrupt would kill the kernel; adding all listeners afresh arms them again.
 */
function rearmInterrupt() {
  const listeners = process.rawListeners("SIGINT");
  process.removeAllListeners("SIGINT");
  for (const listener of listeners) process.on("SIGINT", /** @type {NodeJS.SignalsListener} */ (listener));
}

/** Waits until signals that came before now are heard: Node looks for them between one setImmediate and the next. */
async function hearSignals() {
  for (let i = 0; i < 2; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** @returns {Failure} */
function lost() {
  const evalue = `${process.cwd()} is not in the descent workspace: move the notebook into ${root} and open it there.`;
  return { ename: "WrongFolder", evalue, traceback: [`WrongFolder: ${evalue}`] };
}

module.exports = { mendExecutor };
