// @ts-check
// Stack traces that name a cell's own lines. tslab compiles a cell twice (TypeScript to ES module, ES module to
// CommonJS) and runs it under no name; here both steps keep their source maps, which are joined and told to Node.

const Module = require("node:module");
const { basename, join, resolve } = require("node:path");
const vm = require("node:vm");

const marker = "//# sourceMappingURL=";
const inlineMap = /\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*/;

/** The file that the frames of the running cell seem to come from. */
let cellFile = "";

/**
 * Node forgets a map with the module it came with.
 * @type {Map<string, any>}
 */
const carriers = new Map();

/** @param {number} count as in the notebook: the cell marked [3] is `cell-3.ts` */
function nameCell(count) {
  cellFile = join(process.cwd(), `cell-${count}.ts`);
}

/**
 * A copy of the compiler whose output carries its map. Cells get the ambient types of Node alone, not those of every
 * package that happens to be installed: 8 MB less, and a quicker start.
 * @param {any} ts
 */
function withMaps(ts) {
  return {
    ...ts,
    createWatchCompilerHost: (
      /** @type {unknown} */ files,
      /** @type {object} */ options,
      /** @type {unknown[]} */ ...rest
    ) => ts.createWatchCompilerHost(files, { ...options, inlineSourceMap: true, types: ["node"] }, ...rest),
    transpileModule(/** @type {string} */ code, /** @type {any} */ options) {
      const [comment, encoded] = inlineMap.exec(code) ?? [""];
      if (!encoded) return ts.transpileModule(code, options);
      const compilerOptions = { ...options.compilerOptions, sourceMap: true };
      const output = ts.transpileModule(code.replace(comment, ""), { ...options, compilerOptions });
      const emitted = output.outputText.slice(0, output.outputText.lastIndexOf(marker));
      const first = JSON.parse(Buffer.from(encoded, "base64").toString());
      const map = JSON.stringify(joinMaps(emitted, JSON.parse(output.sourceMapText), first));
      const url = `data:application/json;base64,${Buffer.from(map).toString("base64")}`;
      return { ...output, outputText: `${emitted}${marker}${url}\n` };
    },
  };
}

/**
 * One map out of two: for each word of the emitted code, the place it had in the source.
 * @param {string} emitted
 * @param {any} second
 * @param {any} first
 */
function joinMaps(emitted, second, first) {
  const isCell = basename(first.sources[0]) === "__tslab__.ts";
  const [toMiddle, toSource] = [new Module.SourceMap(second), new Module.SourceMap(first)];
  let [sourceLine, sourceColumn] = [0, 0];
  const mappings = emitted.split("\n").map((text, line) => {
    const segments = [];
    let column = 0;
    for (const { index = 0 } of text.matchAll(/[\w$]+|[^\w$\s]/g)) {
      const middle = toMiddle.findEntry(line, index);
      if (!("originalLine" in middle)) continue;
      const source = toSource.findEntry(middle.originalLine, middle.originalColumn);
      if (!("originalLine" in source)) continue;
      const at = isCell ? source.originalLine - 1 : source.originalLine; // tslab puts one line above a cell
      segments.push(
        [index - column, 0, at - sourceLine, source.originalColumn - sourceColumn].map(digits).join(""),
      );
      [column, sourceLine, sourceColumn] = [index, at, source.originalColumn];
    }
    return segments.join(",");
  });
  const file = isCell ? cellFile : resolve("outDir", first.sources[0]);
  return { version: 3, sources: [file], names: [], mappings: mappings.join(";") };
}

/**
 * A number as source maps write it: base 64, five bits a digit, lowest first, the sign in the lowest bit.
 * @param {number} n
 */
function digits(n) {
  let rest = n < 0 ? (-n << 1) | 1 : n << 1;
  let text = "";
  do {
    const more = rest > 31 ? 32 : 0;
    text += "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[(rest & 31) | more];
    rest >>>= 5;
  } while (rest > 0);
  return text;
}

const { runInThisContext } = vm;

/**
 * tslab runs every cell with this, as a script without a name.
 * @type {typeof runInThisContext}
 */
vm.runInThisContext = (code, options) => {
  const isCell = typeof options === "object" && options.breakOnSigint && !options.filename;
  if (!isCell) return runInThisContext(code, options);
  const [comment] = inlineMap.exec(code) ?? [];
  if (comment) {
    const carrier = carriers.get(cellFile) ?? new Module(cellFile);
    carriers.set(cellFile, carrier);
    carrier._compile(comment, cellFile);
  }
  return runInThisContext(code, { ...options, filename: cellFile, displayErrors: false });
};

module.exports = { nameCell, withMaps };
