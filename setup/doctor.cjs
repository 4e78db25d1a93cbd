// npm run doctor: what is installed, what is missing and how to mend it, and a token to compare across a room.
"use strict";

require("./check-node.cjs");
const path = require("node:path");
const { command } = require("./command.cjs");
const { examine } = require("./examine.cjs");
const { readVersions, token } = require("./versions.cjs");

const root = path.dirname(__dirname);

command(root, async () => {
  const findings = examine(root);
  for (const { name, found } of findings) console.log(`${name.padEnd(26)}${found ?? "missing"}`);
  const missing = findings.filter(({ found }) => found === undefined);
  for (const { mend } of missing) console.log(`\n${mend}`);
  console.log(`\nToken ${token(readVersions(root))}: equal versions give equal tokens.`);
  return missing.some(({ essential }) => essential) ? 1 : 0;
});
