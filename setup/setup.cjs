// @ts-check
// Brings everything into place that is missing, in order. Nothing is started and nothing is fetched when nothing is missing.
"use strict";

const fs = require("node:fs");
const { environmentInPlace, installEnvironment } = require("./environment.cjs");
const { Failure } = require("./failure.cjs");
const { installKernel, kernelInPlace } = require("./jupyter.cjs");
const { buildLibrary, libraryInPlace } = require("./library.cjs");
const { withLock } = require("./lock.cjs");
const { installPackages, packagesInPlace } = require("./npm.cjs");
const { notebooksTrusted, trustNotebooks } = require("./trust.cjs");

/** @typedef {{ inPlace: () => boolean, install: () => Promise<void>, megabytes: number }} Step */

/** @param {string} root @param {{ dev: boolean }} options @returns {Step[]} */
const steps = (root, { dev }) => [
  {
    inPlace: () => packagesInPlace(root, dev),
    install: () => installPackages(root, dev),
    megabytes: 450,
  },
  { inPlace: () => environmentInPlace(root), install: () => installEnvironment(root), megabytes: 300 },
  { inPlace: () => kernelInPlace(root), install: () => installKernel(root), megabytes: 1 },
  { inPlace: () => libraryInPlace(root), install: () => buildLibrary(root), megabytes: 1 },
  { inPlace: () => notebooksTrusted(root), install: () => trustNotebooks(root), megabytes: 1 },
];

/**
 * Sets up what is missing in the project's folder, with the packages that the tests need or without.
 * @param {string} root @param {{ dev: boolean }} options
 */
async function setUp(root, options) {
  const all = steps(root, options);
  if (all.every((step) => step.inPlace())) return;
  await withLock(root, async () => {
    const missing = all.filter((step) => !step.inPlace());
    needRoom(root, missing);
    for (const step of all) if (!step.inPlace()) await step.install();
  });
}

/** @param {string} root @param {Step[]} missing */
function needRoom(root, missing) {
  const { bavail, bsize } = fs.statfsSync(root);
  const free = Math.round((bavail * bsize) / 1e6);
  const needed = missing.reduce((sum, step) => sum + step.megabytes, 0);
  if (free < needed) {
    throw new Failure(
      `The disk that holds ${root} has ${free} MB left and the set-up needs ${needed} MB: make room, then run the same command again.`,
    );
  }
}

module.exports = { setUp };
