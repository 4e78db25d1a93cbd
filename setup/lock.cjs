// @ts-check
// Lets one set-up at a time work in a folder. A lock whose processes are all gone, by a crash or a power cut, is taken over.
"use strict";

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

/** @param {string} root */
const lockFile = (root) => path.join(root, ".setup", "lock");

/**
 * Runs `work` while no other set-up does.
 * @template T @param {string} root @param {() => Promise<T>} work @returns {Promise<T>}
 */
async function withLock(root, work) {
  fs.mkdirSync(path.dirname(lockFile(root)), { recursive: true });
  for (let waited = false; !take(root); waited = true) {
    if (!waited) {
      console.log(
        `Another set-up works in this folder; waiting for it. (If there is none, delete ${lockFile(root)}.)`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const release = () => fs.rmSync(lockFile(root), { force: true });
  process.on("exit", release);
  try {
    return await work();
  } finally {
    release();
    process.off("exit", release);
  }
}

/**
 * Adds a program that works for the lock's holder: killed alone, the holder may leave it running.
 * @param {string} root
 * @param {number} [pid]
 */
function share(root, pid) {
  if (pid !== undefined) fs.appendFileSync(lockFile(root), `${pid}\n`);
}

/**
 * @param {string} root
 * @returns {boolean}
 */
function take(root) {
  const file = lockFile(root);
  try {
    fs.writeFileSync(file, `${process.pid}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
  }
  if (!isAbandoned(file)) return false;
  remove(file);
  return take(root);
}

/** @param {string} file */
function isAbandoned(file) {
  try {
    const bootTime = Date.now() - os.uptime() * 1000;
    const pids = fs.readFileSync(file, "utf8").split("\n").filter(Boolean).map(Number);
    return fs.statSync(file).mtimeMs < bootTime || (pids.length > 0 && !pids.some(isAlive));
  } catch {
    return false;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

// Two set-ups may find the same abandoned lock. Moving it aside first shows whether it was still that one: if the other
// set-up was quicker, its fresh lock is put back.
/** @param {string} file */
function remove(file) {
  const aside = `${file}.${process.pid}`;
  try {
    fs.renameSync(file, aside);
    if (!isAbandoned(aside)) fs.linkSync(aside, file);
    fs.unlinkSync(aside);
  } catch {
    // The other set-up has already moved it.
  }
}

module.exports = { withLock, share };
