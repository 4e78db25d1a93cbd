// Ends with one sentence on a Node.js that is too old. Written so that even a very old one can read it.
"use strict";

if (Number(process.versions.node.split(".")[0]) < 20) {
  console.error(
    "Node.js " +
      process.versions.node +
      " is too old: descent needs version 20 or newer from https://nodejs.org, then run the same command again.",
  );
  process.exit(1);
}
