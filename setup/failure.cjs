// @ts-check
// Turns what went wrong into one sentence that says how to mend it.
"use strict";

const fs = require("node:fs");
const path = require("node:path");

/** A failure that the learner can do something about. Its message is the whole of what is said. */
class Failure extends Error {
  /** @param {string} sentence @param {number} [exitCode] */
  constructor(sentence, exitCode = 1) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

const again = "then run the same command again: it goes on from here.";

// The first pattern that matches the output of a failed command, or the code of a failed file operation, names the cause.
/** @type {[RegExp, (root: string) => string][]} */
const causes = [
  [
    /ENOSPC|No space left on device|Errno 28|not enough space on the disk/i,
    (root) => `The disk that holds ${root} is full: make 1 GB of room, ${again}`,
  ],
  [
    /EROFS|Read-only file system/i,
    (root) => `The folder ${root} is read-only: move the project to a folder you can write to, ${again}`,
  ],
  [/EBUSY|ENOTEMPTY|being used by another process/i, () => `A file is in use: stop JupyterLab, ${again}`],
  [
    /EACCES|EPERM|Permission denied|Access is denied/i,
    (root) => `Writing to ${root} is not allowed: make the folder and all in it yours, ${again}`,
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR|network|NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError|CERT_|SELF_SIGNED|certificate|Connection (?:refused|reset|broken)|\b(?:E|Error )50[0-4]\b/i,
    () => `cannot be reached: check the network (or the proxy), ${again}`,
  ],
];

/**
 * One sentence for a command that failed.
 * @param {string} output what it printed
 * @param {{ task: string, server?: string, root: string }} about the task, and the server it talks to
 */
function explain(output, { task, server, root }) {
  const cause = causes.find(([pattern]) => pattern.test(output));
  if (cause === undefined) return `${task} failed; what it said is in ${logFile(root)}.`;
  const sentence = cause[1](root);
  return sentence.startsWith("cannot") ? `${server ?? "The network"} ${sentence}` : sentence;
}

/**
 * Where the output of the set-up's commands is kept.
 * @param {string} root
 */
const logFile = (root) => path.join(root, ".setup", "log.txt");

/**
 * Any error as a Failure; what nobody foresaw goes to the log with its stack.
 * @param {unknown} error
 * @param {string} root
 */
function toFailure(error, root) {
  if (error instanceof Failure) return error;
  const { code = "", message, stack } = /** @type {NodeJS.ErrnoException} */ (error);
  if (causes.some(([pattern]) => pattern.test(code))) {
    return new Failure(explain(code, { task: "The set-up", root }));
  }
  try {
    fs.mkdirSync(path.dirname(logFile(root)), { recursive: true });
    fs.appendFileSync(logFile(root), `${stack}\n`);
  } catch {
    return new Failure(`The set-up failed: ${message}`);
  }
  return new Failure(`The set-up failed (${message}); more is in ${logFile(root)}.`);
}

module.exports = { Failure, explain, toFailure, logFile };
