// @ts-check
// A failure as a notebook shows it: a name, a sentence, and a traceback of the learner's and the library's lines only.

const { sep } = require("node:path");
const { inspect, types } = require("node:util");
const { root } = require("./workspace.cjs");

/** @typedef {{ ename: string, evalue: string, traceback: string[] }} Failure */
/** @typedef {[format: string, file: string, line: number, column: number, message: string]} Complaint */

const runner = /\(node:(internal\/)?vm\b/; // just above it: the function that tslab wraps around a cell
const kernelFrame = /node:|[\\/]node_modules[\\/]tslab[\\/]/;

/**
 * What a cell threw.
 * @param {any} thrown
 * @param {string} [source] the cell, so that the line that failed can be quoted
 * @param {number} [count] its number
 * @returns {Failure}
 */
function describe(thrown, source = "", count = 0) {
  if (thrown?.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED")
    return interrupted("this cell was stopped before its end.");
  if (thrown?.message === "Interrupted asynchronously")
    return interrupted(
      "the notebook no longer waits for this cell; what it started may go on in the background.",
    );
  if (!isError(thrown)) {
    const evalue = inspect(thrown);
    return { ename: "Uncaught", evalue, traceback: [`Uncaught ${evalue}`] };
  }
  keepOwnFrames(thrown);
  const traceback = inspect(thrown).split("\n");
  const place = new RegExp(`^    at .*\\bcell-${count}\\.ts:(\\d+):(\\d+)`, "m").exec(thrown.stack ?? "");
  const firstFrame = traceback.findIndex((line) => line.startsWith("    at "));
  if (place) traceback.splice(firstFrame, 0, ...quote(source, Number(place[1]), Number(place[2])));
  return { ename: thrown.name, evalue: thrown.message, traceback };
}

/**
 * Takes the kernel's own frames out of a stack and those of its causes, and shortens the paths of the others.
 * @param {Error} error
 */
function keepOwnFrames(error) {
  const lines = `${error.stack}`.split("\n");
  const isOwn = (/** @type {string} */ line, /** @type {number} */ i) =>
    !line.startsWith("    at ") ||
    !(kernelFrame.test(line) || line.includes(__dirname) || runner.test(lines[i + 1]));
  error.stack = lines.filter(isOwn).map(shorten).join("\n");
  if (isError(error.cause)) keepOwnFrames(error.cause);
}

/** @param {string} line of a stack */
function shorten(line) {
  if (!line.startsWith("    at ")) return line;
  const short = line.replace(process.cwd() + sep, "").replace(root + sep, "");
  return short.replace(/Proxy\.(?=\w+ \()/, "").replace(/<anonymous> \((.*)\)$/, "$1"); // tslab's variables, its wrapper
}

/**
 * What the type checker found, as tslab hands it over: a message, and below it, at the same place, its reasons.
 * @param {Complaint[]} complaints
 * @param {string} source
 * @returns {Failure}
 */
function describeTypeErrors(complaints, source) {
  const ename = "TypeScriptError";
  const traceback = complaints.flatMap(([, file, line, column, message], i) => {
    const isHere = (/** @type {Complaint | undefined} */ other) => other?.[2] === line && other[3] === column;
    const place = file ? ` in ${file.trim()}:${line}:${column}` : "";
    const told = isHere(complaints[i - 1]) ? `  ${message}` : `${ename}${place}: ${message}`;
    return file || isHere(complaints[i + 1]) ? [told] : [told, ...quote(source, line, column)];
  });
  return { ename, evalue: complaints[0][4], traceback };
}

/**
 * A cell that was stopped.
 * @param {string} reason
 * @returns {Failure}
 */
function interrupted(reason) {
  return { ename: "Interrupted", evalue: reason, traceback: [`Interrupted: ${reason}`] };
}

/**
 * One line of a cell with a mark below the word at a column; both count from one.
 * @param {string} source
 * @param {number} line
 * @param {number} column
 */
function quote(source, line, column) {
  const text = source.split("\n")[line - 1] ?? "";
  const word = /^[\w$]+/.exec(text.slice(column - 1))?.[0] ?? " ";
  const label = `  ${line} | `;
  return ["", label + text, " ".repeat(label.length + column - 1) + "^".repeat(word.length), ""];
}

/**
 * @param {unknown} thrown
 * @returns {thrown is Error}
 */
function isError(thrown) {
  return types.isNativeError(thrown) || thrown instanceof Error;
}

module.exports = { describe, describeTypeErrors, interrupted };
