// @ts-check
// The npm that belongs to this Node.js, and the Node packages it installs.
"use strict";

const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { windows, readJson } = require("./places.cjs");
const { runStep } = require("./run.cjs");

/**
 * The command line of npm: the one that runs us, or the one on the PATH.
 * @returns {[string, ...string[]]}
 */
function npm() {
  const cli = process.env.npm_execpath;
  if (cli !== undefined && /npm-cli\.[cm]?js$/.test(cli)) return [process.execPath, cli];
  return windows ? ["cmd", "/c", "npm"] : ["npm"];
}

/** @returns {string | undefined} */
function npmVersion() {
  const [program, ...args] = npm();
  return spawnSync(program, [...args, "--version"], { encoding: "utf8" }).stdout?.trim() || undefined;
}

/**
 * Whether node_modules holds what package-lock.json asks for: the same versions in npm's own record, and every folder there.
 * npm writes that record last, so an installation that was interrupted has none.
 * @param {string} root @param {boolean} dev
 */
function packagesInPlace(root, dev) {
  const wanted = packages(path.join(root, "package-lock.json"));
  const installed = packages(path.join(root, "node_modules", ".package-lock.json"));
  return Object.entries(wanted)
    .filter(([name, entry]) => name !== "" && !entry.optional && (dev || !(entry.dev || entry.devOptional)))
    .every(
      ([name, entry]) =>
        installed[name]?.version === entry.version &&
        installed[name]?.integrity === entry.integrity &&
        fs.existsSync(path.join(root, name, "package.json")),
    );
}

/**
 * Installs exactly what the lock file says. Development packages that are there stay.
 * @param {string} root @param {boolean} dev
 */
async function installPackages(root, dev) {
  const total = Object.keys(packages(path.join(root, "package-lock.json"))).length - 1;
  const withDev = dev || fs.existsSync(path.join(root, "node_modules", "vitest"));
  await runStep(
    "Installing the Node packages",
    [...npm(), "ci", withDev ? "--include=dev" : "--omit=dev", "--loglevel=http"],
    {
      root,
      server: "The npm registry",
      progress: (output) => `${output.match(/GET 200 \S+\.tgz/g)?.length ?? 0} of about ${total}`,
    },
  );
}

/** @param {string} file @returns {Record<string, { version?: string, integrity?: string, dev?: boolean, devOptional?: boolean, optional?: boolean }>} */
const packages = (file) => readJson(file)?.packages ?? {};

module.exports = { npm, npmVersion, packagesInPlace, installPackages };
