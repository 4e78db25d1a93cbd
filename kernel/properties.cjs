// @ts-check
// tslab turns every name of an earlier cell's variable into `exports.name`, and errs with names of properties:
// in `{ n }` it looks up the property n instead of the variable ("n is not defined"), and in `const { n: other } = o` it
// takes the property for a variable when the type of o stands in an earlier cell ("Identifier 'exports' has already been
// declared"). Here the first is written out, and the second is left alone.

/**
 * A copy of the compiler that keeps variables of earlier cells and names of properties apart.
 * @param {any} ts
 */
function withProperties(ts) {
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
      const property = ts.isBindingElement(node)
        ? node.propertyName
        : ts.isPropertyAssignment(node) && node.name;
      if (property && ts.isIdentifier(property)) {
        const visit = (/** @type {any} */ child) => (child === property ? child : visitor(child));
        return ts.visitEachChild(node, visit, context);
      }
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

module.exports = { withProperties };
