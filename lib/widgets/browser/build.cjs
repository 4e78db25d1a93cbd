// @ts-check
// Checks the browser side of the widgets and bundles each into one file of lib/dist/widgets/browser, unless those are
// newer than every source.
"use strict";

const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const esbuild = require("esbuild");

const lib = path.join(__dirname, "..", "..");
const target = path.join(lib, "dist", "widgets", "browser");
const bundles = ["draw-digit", "neuron", "descent"];

// The widgets share modules with the rest of the library, so any of its sources may be one of theirs.
function upToDate() {
  const built = bundles.map((name) => path.join(target, `${name}.js`));
  if (!built.every((file) => fs.existsSync(file))) return false;
  const oldest = Math.min(...built.map((file) => fs.statSync(file).mtimeMs));
  return [...sources(lib)].every((file) => fs.statSync(file).mtimeMs < oldest);
}

/** @param {string} folder @returns {Generator<string>} */
function* sources(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    if (["dist", "node_modules", "assembly"].includes(entry.name)) continue;
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(name);
    else if (/\.(ts|css|cjs)$/.test(entry.name)) yield name;
  }
}

if (!upToDate()) {
  const compiler = require.resolve("typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, "--project", __dirname], { stdio: "inherit" });
  const { outputFiles } = esbuild.buildSync({
    entryPoints: bundles.map((name) => path.join(__dirname, `${name}.ts`)),
    outdir: target,
    write: false,
    bundle: true,
    format: "iife",
    target: "es2020",
    charset: "utf8",
    loader: { ".css": "text" },
    minify: true,
  });
  fs.mkdirSync(target, { recursive: true });
  for (const { path: file, contents } of outputFiles) {
    const fresh = `${file}.${process.pid}`; // whoever reads a bundle now finds the old one or the new one
    fs.writeFileSync(fresh, contents);
    fs.renameSync(fresh, file);
  }
}
