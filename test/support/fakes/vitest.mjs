// Stands in for Vitest: reports the outcome that DESCENT_OUTCOME holds.
import { writeFileSync } from "node:fs";

const { DESCENT_CHECKS, DESCENT_OUTCOME, MNIST_MIRROR } = process.env;
console.log(`vitest ${process.argv.slice(2).join(" ")} with ${MNIST_MIRROR}`);
writeFileSync(DESCENT_CHECKS, DESCENT_OUTCOME);
process.exit(JSON.parse(DESCENT_OUTCOME).failed === 0 ? 0 : 1);
