// @ts-check
// The versions that a notebook's results depend on, read from files alone, and a token that sums them up.
"use strict";

const crypto = require("node:crypto");
const path = require("node:path");
const { list, readJson, sitePackages } = require("./places.cjs");

// Where each name is installed. The kernel compiles cells with the TypeScript that tslab brings.
const nodePackages = {
  descent: "lib",
  tslab: "node_modules/tslab",
  "TypeScript in the kernel": "node_modules/@tslab/typescript-for-tslab",
  zeromq: "node_modules/zeromq",
  "plotly.js": "node_modules/plotly.js",
  danfojs: "node_modules/danfojs-node",
};
const pythonPackages = { JupyterLab: "jupyterlab", "plotly renderer": "plotly" };

/**
 * The version of each part, undefined for what is missing. Node.js counts by its major version: patches change nothing here.
 * @param {string} root @returns {Record<string, string | undefined>}
 */
function readVersions(root) {
  const installed = list(sitePackages(root) ?? "");
  /** @type {Record<string, string | undefined>} */
  const versions = { "Node.js": process.versions.node.split(".")[0] };
  for (const [name, folder] of Object.entries(nodePackages)) {
    versions[name] = readJson(path.join(root, folder, "package.json"))?.version;
  }
  for (const [name, distribution] of Object.entries(pythonPackages)) {
    const found = installed.find(
      (entry) => entry.startsWith(`${distribution}-`) && entry.endsWith(".dist-info"),
    );
    versions[name] = found?.slice(distribution.length + 1, -".dist-info".length);
  }
  return versions;
}

/**
 * Six letters and digits, equal for equal versions on any machine; none of them looks like another.
 * @param {Record<string, string | undefined>} versions
 */
function token(versions) {
  const alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  const lines = Object.keys(versions)
    .sort()
    .map((name) => `${name} ${versions[name] ?? "missing"}\n`);
  const digest = crypto.createHash("sha256").update(lines.join("")).digest();
  return Array.from(digest.subarray(0, 6), (byte) => alphabet[byte % 32]).join("");
}

module.exports = { readVersions, token };
