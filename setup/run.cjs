// @ts-check
// Runs other programs: quietly with progress for the steps of the set-up, or in the foreground for JupyterLab and the tests.
"use strict";

const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { Failure, explain, logFile } = require("./failure.cjs");
const lock = require("./lock.cjs");
const { windows } = require("./places.cjs");

/** @type {import("node:child_process").ChildProcess | undefined} */
let running;
let stopped = 0;

// The program at work is told to stop, and the set-up ends when it has: nobody is left working behind the learner's back.
// npm passes a Ctrl-C on that we have already seen, so only one that comes later means that waiting is no longer wanted.
function stopOnSignals() {
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      if (running === undefined) process.exit(130);
      if (stopped === 0) running.kill("SIGTERM");
      else if (Date.now() > stopped + 1000) running.kill("SIGKILL");
      stopped ||= Date.now();
    });
  }
}

const stoppedHalfway = () =>
  new Failure("Stopped half-way. Nothing is broken: the same command goes on from here.", 130);

/**
 * Runs one step of the set-up. Its output goes to the log; the terminal shows how long it takes and how far it is.
 * @param {string} title such as "Installing the Node packages"
 * @param {[string, ...string[]]} command
 * @param {{ root: string, env?: NodeJS.ProcessEnv, server?: string, show?: boolean, progress?: (output: string) => string }} options
 */
async function runStep(title, [program, ...args], { root, env, server, show = false, progress = () => "" }) {
  if (stopped > 0) throw stoppedHalfway();
  const log = openLog(root);
  const clock = showClock(title);
  let output = "";
  const child = spawn(program, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  lock.share(root, child.pid);
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      fs.writeSync(log, chunk);
      output += chunk;
      clock.note(progress(output));
    });
  }
  const code = await ended(child);
  fs.closeSync(log);
  clock.end(code === 0);
  if (stopped > 0) throw stoppedHalfway();
  if (code === 0) return;
  if (!show) throw new Failure(explain(output, { task: title, server, root }));
  process.stdout.write(output);
  throw new Failure(`${title} failed: the lines above say where.`);
}

/**
 * Runs a program in the foreground and answers its exit code. Detached, it gets one signal from us at a Ctrl-C and none from
 * the terminal: at a second one JupyterLab would go without its kernels.
 * @param {[string, ...string[]]} command
 * @param {{ root: string, env?: NodeJS.ProcessEnv }} options
 */
async function runInForeground([program, ...args], { root, env }) {
  if (stopped > 0) throw stoppedHalfway();
  return await ended(spawn(program, args, { cwd: root, env, stdio: "inherit", detached: !windows }));
}

/** @param {import("node:child_process").ChildProcess} child @returns {Promise<number>} */
function ended(child) {
  running = child;
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  }).finally(() => {
    running = undefined;
  });
}

const wasStopped = () => stopped > 0;

/** @param {string} root */
function openLog(root) {
  fs.mkdirSync(path.dirname(logFile(root)), { recursive: true });
  return fs.openSync(logFile(root), "a");
}

// One line that counts the seconds on a terminal; elsewhere a line now and then.
/** @param {string} title */
function showClock(title) {
  const start = Date.now();
  const live = process.stdout.isTTY;
  const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
  let detail = "";
  const tick = () => {
    const line = `${title} … ${seconds()}${detail && `, ${detail}`}`;
    process.stdout.write(live ? `\r${line.slice(0, (process.stdout.columns ?? 80) - 1)}\x1b[K` : `${line}\n`);
  };
  const timer = setInterval(tick, live ? 500 : 10_000);
  process.stdout.write(live ? `${title} …` : `${title} …\n`);
  return {
    note: (/** @type {string} */ text) => {
      detail = text;
    },
    end: (/** @type {boolean} */ well) => {
      clearInterval(timer);
      process.stdout.write(
        `${live ? "\r\x1b[K" : ""}${title}: ${well ? "done in" : "stopped after"} ${seconds()}\n`,
      );
    },
  };
}

module.exports = { stopOnSignals, runStep, runInForeground, wasStopped };
