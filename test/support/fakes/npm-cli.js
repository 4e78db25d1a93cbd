// Stands in for npm: installs what the lock file lists as empty packages, or fails as DESCENT_FAKE says.
const fs = require("node:fs");
const path = require("node:path");

const [command, ...args] = process.argv.slice(2);
fs.appendFileSync(process.env.DESCENT_CALLS, `npm ${[command, ...args].join(" ")}\n`);

const failures = {
  "npm: disk full": "npm error code ENOSPC\nnpm error ENOSPC: no space left on device, write",
  "npm: odd": "npm error code EWHATEVER",
};
const failure = failures[process.env.DESCENT_FAKE];
if (failure && command === "ci") {
  console.error(failure);
  process.exit(1);
}

if (command === "--version") console.log("11.0.0");
if (command === "ci") install();
if (command === "run" && args.includes("build")) {
  fs.mkdirSync("lib/dist", { recursive: true });
  fs.writeFileSync("lib/dist/one.js", "");
}

function install() {
  const { packages } = JSON.parse(fs.readFileSync("package-lock.json", "utf8"));
  delete packages[""];
  fs.rmSync("node_modules", { recursive: true, force: true });
  for (const [name, entry] of Object.entries(packages)) {
    if (entry.optional || (entry.dev && args.includes("--omit=dev"))) delete packages[name];
    else {
      fs.mkdirSync(name, { recursive: true });
      fs.writeFileSync(path.join(name, "package.json"), JSON.stringify({ version: entry.version }));
    }
    if (process.env.DESCENT_FAKE === "npm: slow")
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
  }
  if (fs.existsSync("node_modules/vitest"))
    fs.copyFileSync(process.env.DESCENT_VITEST, "node_modules/vitest/vitest.mjs");
  fs.writeFileSync("node_modules/.package-lock.json", JSON.stringify({ packages }));
}
