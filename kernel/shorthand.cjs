// @ts-check
// `{ n }` where n belongs to an earlier cell. tslab turns such an n into `exports.n` everywhere but in this short form,
// where it looks up the property n instead of the variable: "n is not defined". Here the short form is written out.

/**
 * A copy of the compiler that writes shorthand properties out when their variable comes from an earlier cell.
 * @param {any} ts
 */
function withShorthand(ts) {
  /** @type {any} the program that was compiled last: what it says about a name holds while its cell is rewritten */
  let program;
  return {
    ...ts,
    createWatchProgram(/** @type {any} */ host) {
      const { afterProgramCreate } = host;
      host.afterProgramCreate = (/** @type {any} */ builder) => {
        program = builder.getProgram();
        afterProgramCreate(builder);
      };
      return ts.createWatchProgram(host);
    },
    visitEachChild(/** @type {any} */ node, /** @type {any} */ visitor, /** @type {any} */ context) {
      const isShort = ts.isShorthandPropertyAssignment(node) && !node.objectAssignmentInitializer;
      if (!isShort) return ts.visitEachChild(node, visitor, context);
      const original = ts.getOriginalNode(node);
      const variable = program.getTypeChecker().getShorthandAssignmentValueSymbol(original);
      const earlier = variable?.declarations?.some((/** @type {any} */ declaration) =>
        declaration.getSourceFile().fileName.endsWith("__prev__.d.ts"),
      );
      if (!earlier) return ts.visitEachChild(node, visitor, context);
      const { factory } = ts;
      const value = factory.createPropertyAccessExpression(
        factory.createIdentifier("exports"),
        node.name.text,
      );
      return ts.setTextRange(factory.createPropertyAssignment(node.name.text, value), node);
    },
  };
}

module.exports = { withShorthand };
