// @ts-check
// tslab compiles a cell and runs it in one go. A Stop pressed while it compiles would be lost, because Node throws
// signals that wait away when a cell starts. Compiled ahead, a cell can wait a turn of the event loop, which hears them.

/** What a cell must contain for tslab to treat it apart: such cells are not converted. */
const special = /@(module|browser)\b/;

/**
 * Lets a converter of cells do its work ahead of the cell's run.
 * @param {any} converter
 * @returns {{ compile(source: string): void, succeeded(): void }}
 */
function compileAhead(converter) {
  const { convert } = converter;
  /** What the cells so far declared: tslab hands it to the converter, after every cell that ended well. */
  let declared = "";
  /** @type {{ declared: string, source: string, converted: any } | undefined} */
  let ahead;
  converter.convert = (/** @type {string} */ declarations, /** @type {string} */ source) => {
    const isReady = ahead?.declared === declarations && ahead.source === source;
    if (!isReady) ahead = { declared: declarations, source, converted: convert(declarations, source) };
    return ahead?.converted;
  };
  return {
    compile(source) {
      ahead = undefined;
      if (!special.test(source)) converter.convert(declared, source);
    },
    succeeded() {
      if (ahead) declared = ahead.converted.declOutput || "";
    },
  };
}

module.exports = { compileAhead };
