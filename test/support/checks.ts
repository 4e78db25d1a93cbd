// A Vitest reporter that counts the checks for `npm test` and keeps the reason of each skipped one.
import { writeFileSync } from "node:fs";
import type { SerializedError } from "vitest";
import type { Reporter, TestModule } from "vitest/node";

export default class Checks implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const checks = { passed: 0, failed: errors.length, skipped: [] as { title: string; reason: string }[] };
    for (const module of modules) {
      checks.failed += module.errors().length;
      for (const suite of module.children.allSuites()) checks.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed") checks.passed += 1;
        else if (result.state === "failed") checks.failed += 1;
        else checks.skipped.push({ title: test.fullName, reason: note(result) ?? "no reason given" });
      }
    }
    writeFileSync(process.env.DESCENT_CHECKS!, JSON.stringify(checks));
  }
}

const note = (result: object): string | undefined => ("note" in result ? String(result.note) : undefined);
