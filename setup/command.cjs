// @ts-check
// What `npm start`, `npm test` and `npm run doctor` have in common: every failure ends in one sentence and an exit code.
"use strict";

const { toFailure } = require("./failure.cjs");
const { stopOnSignals } = require("./run.cjs");

/**
 * Runs a command's body, which answers its exit code.
 * @param {string} root
 * @param {() => Promise<number>} body
 */
async function command(root, body) {
  stopOnSignals();
  try {
    process.exitCode = await body();
  } catch (error) {
    const failure = toFailure(error, root);
    console.error(`\n${failure.message}`);
    process.exitCode = failure.exitCode;
  }
}

module.exports = { command };
