// @ts-check
// Compiles the library in lib/ when a source is not the one that was compiled last.
"use strict";

const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { npm } = require("./npm.cjs");
const { filesBelow, readJson, writeJson } = require("./places.cjs");
const { runStep } = require("./run.cjs");

/** @param {string} root */
const dist = (root) => path.join(root, "lib", "dist");

/** @param {string} root */
const stampFile = (root) => path.join(dist(root), ".built.json");

/** @param {string} root */
function libraryInPlace(root) {
  const stamp = readJson(stampFile(root));
  if (stamp?.sources !== sources(root)) return false;
  return stamp.files.every((/** @type {string} */ name) => fs.existsSync(path.join(dist(root), name)));
}

/** @param {string} root */
async function buildLibrary(root) {
  const before = sources(root);
  fs.rmSync(stampFile(root), { force: true });
  await runStep("Compiling the library", [...npm(), "run", "--silent", "build"], { root, show: true });
  writeJson(stampFile(root), { sources: before, files: filesBelow(dist(root)) });
}

/**
 * One hash over everything the compiler reads.
 * @param {string} root
 */
function sources(root) {
  const hash = crypto.createHash("sha256");
  const library = filesBelow(path.join(root, "lib"), ["dist", "node_modules"]).map((name) =>
    path.join("lib", name),
  );
  for (const name of ["package-lock.json", "package.json", "tsconfig.json", ...library]) {
    hash.update(`${name}\n`).update(fs.readFileSync(path.join(root, name)));
  }
  return hash.digest("hex");
}

module.exports = { libraryInPlace, buildLibrary };
