// @ts-check
// Compiles the sums to lib/dist/engine, unless they are newer than every source: once for a memory of their own, and
// once for a memory that threads share, which modules must say in their code.
"use strict";

const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const targets = path.join(__dirname, "..", "..", "dist", "engine");
// The pass makes constants that are added to an address part of the load or store. Level 2, because level 3 spoils that:
// it writes x + 64 as x − (−64), one byte shorter.
const options = [
  ...["-O2", "--runPasses", "optimize-added-constants-propagate", "--noAssert", "--runtime", "stub"],
  ...["--enable", "simd", "--enable", "threads", "--importMemory", "--noExportMemory"],
  ...["--disableWarning", "112", "--disableWarning", "201"], // vectors and 32-bit addresses are meant
];

const shared = ["--sharedMemory", "--maximumMemory", "65536"];

/** @param {string} target */
function upToDate(target) {
  if (!fs.existsSync(target)) return false;
  const built = fs.statSync(target).mtimeMs;
  return fs.readdirSync(__dirname).every((name) => fs.statSync(path.join(__dirname, name)).mtimeMs < built);
}

/**
 * @param {string} name
 * @param {string[]} more options
 */
function compile(name, more) {
  const target = path.join(targets, name);
  if (upToDate(target)) return;
  const fresh = `${target}.${process.pid}`; // whoever loads the sums now finds the old file or the new one, never half of one
  const compiler = require.resolve("assemblyscript/bin/asc.js");
  const source = path.join(__dirname, "index.ts");
  const all = [compiler, source, "--outFile", fresh, ...options, ...more];
  execFileSync(process.execPath, all, { stdio: "inherit" });
  fs.renameSync(fresh, target);
}

compile("sums.wasm", []);
compile("sums-shared.wasm", shared);
