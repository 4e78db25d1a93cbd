// The tools around the set-up: its own types, and the reporter that counts the checks.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const repository = resolve(__dirname, "..");
const tool = (name: string) => join(repository, "node_modules", name);

test("the set-up's JavaScript agrees with its types", () => {
  const check = () =>
    execFileSync(process.execPath, [tool("typescript/bin/tsc"), "-p", "setup"], { cwd: repository });
  expect(check).not.toThrow();
});

test("the reporter counts each outcome and keeps the reason of a skipped test", () => {
  const folder = mkdtempSync(join(tmpdir(), "descent-checks-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const results = join(folder, "checks.json");
  const args = ["run", "--root", join(__dirname, "support", "fakes", "outcomes")];
  const reporter = join(__dirname, "support", "checks.ts");
  spawnSync(process.execPath, [tool("vitest/vitest.mjs"), ...args, "--reporter", reporter], {
    env: { ...process.env, DESCENT_CHECKS: results },
  });
  expect(JSON.parse(readFileSync(results, "utf8"))).toEqual({
    passed: 1,
    failed: 1,
    skipped: [{ title: "outcomes > is left out", reason: "there is no moon" }],
  });
});
