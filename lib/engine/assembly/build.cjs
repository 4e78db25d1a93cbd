// @ts-check
// Compiles the sums to lib/dist/engine/sums.wasm, unless that is newer than every source.
"use strict";

const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const target = path.join(__dirname, "..", "..", "dist", "engine", "sums.wasm");
// The pass makes constants that are added to an address part of the load or store. Level 2, because level 3 spoils that:
// it writes x + 64 as x − (−64), one byte shorter.
const options = [
  ...["-O2", "--runPasses", "optimize-added-constants-propagate", "--noAssert", "--runtime", "stub"],
  ...["--enable", "simd", "--importMemory", "--noExportMemory"],
  ...["--disableWarning", "112", "--disableWarning", "201"], // vectors and 32-bit addresses are meant
];

function upToDate() {
  if (!fs.existsSync(target)) return false;
  const built = fs.statSync(target).mtimeMs;
  return fs.readdirSync(__dirname).every((name) => fs.statSync(path.join(__dirname, name)).mtimeMs < built);
}

if (!upToDate()) {
  const fresh = `${target}.${process.pid}`; // whoever loads the sums now finds the old file or the new one, never half of one
  const compiler = require.resolve("assemblyscript/bin/asc.js");
  const source = path.join(__dirname, "index.ts");
  execFileSync(process.execPath, [compiler, source, "--outFile", fresh, ...options], { stdio: "inherit" });
  fs.renameSync(fresh, target);
}
