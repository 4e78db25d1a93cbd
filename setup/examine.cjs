// @ts-check
// What the doctor looks at: each part, whether it was found, and one sentence on how to mend it.
"use strict";

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { environmentInPlace } = require("./environment.cjs");
const { kernelInPlace } = require("./jupyter.cjs");
const { libraryInPlace } = require("./library.cjs");
const { npmVersion, packagesInPlace } = require("./npm.cjs");
const { list } = require("./places.cjs");
const { findPython, isUsable, whatIsWrong } = require("./python.cjs");
const { readVersions } = require("./versions.cjs");

/** @typedef {{ name: string, found: string | undefined, mend: string, essential: boolean }} Finding */

/** @param {string} root @returns {Finding[]} */
function examine(root) {
  const python = findPython();
  const { "Node.js": _major, ...versions } = readVersions(root);
  return [
    essential("Node.js", process.versions.node, ""),
    essential(
      "npm",
      npmVersion(),
      "npm was not found: install Node.js again from https://nodejs.org, npm comes with it.",
    ),
    essential("Python", python && isUsable(python) ? python.version : undefined, `${whatIsWrong(python)}.`),
    ...Object.entries(versions).map(([name, version]) =>
      essential(name, version, `${name} is missing: \`npm start\` installs it.`),
    ),
    part("Node packages", packagesInPlace(root, false)),
    part("Python environment", environmentInPlace(root)),
    part("kernelspec", kernelInPlace(root)),
    part("compiled library", libraryInPlace(root)),
    mnist(root),
    room(root),
    { name: "threads", found: String(os.availableParallelism()), mend: "", essential: false },
  ];
}

/** @param {string} name @param {string | undefined} found @param {string} mend @returns {Finding} */
const essential = (name, found, mend) => ({ name, found, mend, essential: true });

/**
 * A part that the set-up makes.
 * @param {string} name
 * @param {boolean} inPlace
 * @returns {Finding}
 */
const part = (name, inPlace) =>
  essential(
    name,
    inPlace ? "in place" : undefined,
    `${name}: missing, incomplete or out of date; \`npm start\` mends it.`,
  );

/** @param {string} root @returns {Finding} */
function mnist(root) {
  const folders = [path.join(root, "data", "mnist"), process.env.MNIST_MIRROR ?? ""];
  const names = ["train-images", "train-labels", "t10k-images", "t10k-labels"];
  const folder = folders.find((place) => {
    const files = list(place);
    return names.every((name) => files.some((file) => file.startsWith(name)));
  });
  return {
    name: "MNIST",
    found: folder,
    mend: "MNIST is not here: the first notebook that needs it fetches it; without a network, set MNIST_MIRROR to a folder with its four files.",
    essential: false,
  };
}

/** @param {string} root @returns {Finding} */
function room(root) {
  const { bavail, bsize } = fs.statfsSync(root);
  const gigabytes = (bavail * bsize) / 1e9;
  return {
    name: "free disk",
    found: gigabytes >= 1 ? `${gigabytes.toFixed(1)} GB` : undefined,
    mend: `Only ${gigabytes.toFixed(1)} GB of disk is free: the set-up and the notebooks want 1 GB.`,
    essential: false,
  };
}

module.exports = { examine };
