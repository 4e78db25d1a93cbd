// @ts-check
// A cell that awaits has to run inside an async function. tslab sees that by `await x`, but overlooks `for await`, and
// takes `await (x)` for the call of a function named await. Here they are told apart.

/**
 * Whether the cell awaits at its top level in a way that tslab overlooks.
 * @param {any} ts the compiler
 * @param {string} source
 */
function awaitsUnseen(ts, source) {
  if (!source.includes("await")) return false;
  /** @param {any} node @returns {boolean} */
  const inside = (node) =>
    (ts.isForOfStatement(node) && node.awaitModifier !== undefined) ||
    (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "await") ||
    (!ts.isFunctionLike(node) && !ts.isClassLike(node) && Boolean(ts.forEachChild(node, inside)));
  return inside(ts.createSourceFile("cell.ts", source, ts.ScriptTarget.ES2020, true));
}

/**
 * Makes a converter of cells see every await.
 * @param {any} ts the compiler
 * @param {any} converter
 */
function seeAwaits(ts, converter) {
  const { convert } = converter;
  converter.convert = (/** @type {string} */ declared, /** @type {string} */ source) => {
    const converted = convert(declared, source);
    return awaitsUnseen(ts, source) ? { ...converted, hasToplevelAwait: true } : converted;
  };
}

module.exports = { seeAwaits };
