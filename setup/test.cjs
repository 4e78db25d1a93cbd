// npm test: sets up what is missing, then compiles, lints and runs every test, or those that the arguments name.
"use strict";

require("./check-node.cjs");
const fs = require("node:fs");
const path = require("node:path");
const { command } = require("./command.cjs");
const { npm } = require("./npm.cjs");
const { readJson } = require("./places.cjs");
const { runInForeground } = require("./run.cjs");
const { setUp } = require("./setup.cjs");

const root = path.dirname(__dirname);
const results = path.join(root, ".setup", "checks.json");

command(root, async () => {
  await setUp(root, { dev: true });
  const linted = await runInForeground([...npm(), "run", "--silent", "lint"], { root });
  fs.rmSync(results, { force: true });
  const tested = await runInForeground(
    [
      process.execPath,
      path.join(root, "node_modules", "vitest", "vitest.mjs"),
      "run",
      "--reporter=default",
      "--reporter=./test/support/checks.ts",
      ...process.argv.slice(2),
    ],
    { root, env: { ...process.env, ...realDigits(), DESCENT_CHECKS: results } },
  );
  return sumUp(linted, tested);
});

// MNIST beside the repository serves the tests as their mirror.
function realDigits() {
  if (process.env.MNIST_MIRROR) return {};
  const beside = path.join("..", "shared", "mnist");
  if (!fs.existsSync(path.join(root, beside))) {
    console.log(`Real MNIST is not in ${beside}: the tests do without it.`);
    return {};
  }
  console.log(`Real MNIST comes from ${beside}.`);
  return { MNIST_MIRROR: path.join(root, beside) };
}

// The linter counts as one check. Vitest can fail with no failed test (an error outside the tests): that is one more.
/** @param {number} linted @param {number} tested the exit codes */
function sumUp(linted, tested) {
  const checks = readJson(results) ?? { passed: 0, failed: 0, skipped: [] };
  const passed = checks.passed + (linted === 0 ? 1 : 0);
  const failed = Math.max(checks.failed, tested === 0 ? 0 : 1) + (linted === 0 ? 0 : 1);
  for (const { title, reason } of checks.skipped) console.log(`skipped: ${title}: ${reason}`);
  console.log(`${passed} passed, ${failed} failed, ${checks.skipped.length} skipped`);
  return failed === 0 ? 0 : 1;
}
