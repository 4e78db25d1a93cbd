// Every failure of the set-up ends in one clear sentence and a non-zero exit code, and running it again goes on.
import { execFileSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { type Ended, ended, lastLine, Project, type RunOptions, startsWell } from "./support/setup";

/** The sentence that a start ends in, having made sure that it is one and that no stack trace is shown. */
async function sentence(project: Project, options: RunOptions): Promise<string> {
  return oneSentence(await project.run("start", [], options));
}

function oneSentence(run: Ended): string {
  expect(run.code).toBeGreaterThan(0);
  expect(run.output).not.toMatch(/^ +at /m);
  expect(lastLine(run)).toMatch(/\.$/);
  return lastLine(run);
}

test.each(["start", "test", "doctor"] as const)("an old Node.js is refused by npm %s", async (script) => {
  const project = new Project();
  project.write("old.cjs", 'Object.defineProperty(process.versions, "node", { value: "18.20.4" });');
  const run = await project.run(script, [], { node: ["--require", join(project.root, "old.cjs")] });
  expect(oneSentence(run)).toContain("Node.js 18.20.4 is too old: descent needs version 20");
  expect(project.calls()).toEqual([]);
});

test("without Python the sentence says which to install", async () => {
  const project = new Project();
  expect(await sentence(project, { env: { PATH: project.root } })).toContain("install Python 3.10 or newer");
  await startsWell(project);
});

test("an old Python is named with its version", async () => {
  const project = new Project();
  expect(await sentence(project, { env: { DESCENT_PYTHON: "3.9.18" } })).toContain(
    "Python 3.9.18 is too old",
  );
  await startsWell(project);
});

test("a Python without its venv module names the Debian package", async () => {
  const project = new Project();
  expect(await sentence(project, { env: { DESCENT_FAKE: "python: no venv" } })).toContain(
    "sudo apt install python3-venv",
  );
  await startsWell(project);
});

test("a full disk is told from other failures", async () => {
  const project = new Project();
  expect(await sentence(project, { env: { DESCENT_FAKE: "npm: disk full" } })).toMatch(
    /^The disk .* is full/,
  );
  await startsWell(project);
});

test("a failure nobody foresaw names the log", async () => {
  const project = new Project();
  expect(await sentence(project, { env: { DESCENT_FAKE: "npm: odd" } })).toContain(join(".setup", "log.txt"));
  await startsWell(project);
});

test("JupyterLab's own failure is passed on", async () => {
  const project = new Project();
  expect(await sentence(project, { env: { DESCENT_FAKE: "lab: fails" } })).toContain(
    "JupyterLab ended with an error",
  );
});

test("a folder that may not be written to is named", async () => {
  const project = new Project();
  const isRoot = process.getuid?.() === 0;
  chmodSync(join(project.root, ".."), 0o755);
  chmodSync(project.root, 0o555);
  const words = await sentence(project, isRoot ? { uid: 65534 } : {});
  expect(words).toContain(`Writing to ${project.root} is not allowed`);
  chmodSync(project.root, 0o755);
  await startsWell(project);
});

describe("stopped half-way", () => {
  test("by Ctrl-C, it says that the same command goes on, and leaves no program behind", async () => {
    const project = new Project();
    const child = project.spawn("start", [], { env: { DESCENT_FAKE: "npm: slow" } });
    const end = ended(child);
    await sleep(800);
    child.kill("SIGINT");
    const run = await end;
    expect(run.code).toBe(130);
    expect(oneSentence(run)).toContain("the same command goes on");
    expect(run.seconds).toBeLessThan(2.5);
    await startsWell(project);
  });

  test("by a kill, the next set-up waits for the npm that is still at work and goes on", async () => {
    const project = new Project();
    const child = project.spawn("start", [], { env: { DESCENT_FAKE: "npm: slow" } });
    const end = ended(child);
    await sleep(800);
    child.kill("SIGKILL");
    const next = await project.run("start");
    await end;
    expect(next.code).toBe(0);
    expect(next.output).toContain("Another set-up works in this folder");
  });
});

describe("with the registries out of reach", () => {
  const nowhere = "http://127.0.0.1:9";

  test("npm's failure names the network, and the sentence is about the registry", async () => {
    const project = new Project();
    const npm = execFileSync("npm", ["root", "--global"], { encoding: "utf8" }).trim();
    const lock = {
      name: "a",
      lockfileVersion: 3,
      packages: { "": { name: "a", dependencies: { tslab: "1.0.22" } } },
    };
    const address = `${nowhere}/tslab/-/tslab-1.0.22.tgz`;
    const packages = { ...lock.packages, "node_modules/tslab": { version: "1.0.22", resolved: address } };
    project.write("package.json", JSON.stringify({ name: "a", dependencies: { tslab: "1.0.22" } }));
    project.write("package-lock.json", JSON.stringify({ ...lock, packages }));
    const env = { npm_execpath: join(npm, "npm", "bin", "npm-cli.js"), npm_config_fetch_retries: "0" };
    expect(await sentence(project, { env })).toContain(
      "The npm registry cannot be reached: check the network",
    );
  });

  test("pip's failure names the network, and the sentence is about the package index", async ({ skip }) => {
    const project = new Project();
    const python = ["python3", "python"].find((name) => {
      try {
        return execFileSync(name, [
          "-c",
          "import sys, ensurepip; print(sys.version_info >= (3, 10))",
        ]).includes("True");
      } catch {
        return false;
      }
    });
    if (python === undefined) skip("no Python 3.10 with venv on the PATH");
    project.write("requirements.txt", "a-package-that-is-nowhere==1.0\n");
    const env = {
      PATH: process.env.PATH,
      PIP_INDEX_URL: nowhere,
      PIP_EXTRA_INDEX_URL: nowhere,
      PIP_RETRIES: "1",
    };
    const words = await sentence(project, { env: { ...env, PIP_CONFIG_FILE: "/dev/null" } });
    expect(words).toContain("The Python package index cannot be reached: check the network");
    project.write("requirements.txt", "jupyterlab==4.6.6\n");
    await startsWell(project);
  });
});

test("a library that does not compile shows what the compiler says", async () => {
  const project = new Project();
  const broken = join(project.root, "npm-cli.js");
  writeFileSync(
    broken,
    `if (process.argv[2] === "ci") require(${JSON.stringify(join(project.root, "..", "tools", "npm-cli.js"))});
else { console.log("lib/one.ts(1,1): error"); process.exit(2); }`,
  );
  const run = await project.run("start", [], { env: { npm_execpath: broken } });
  expect(run.output).toContain("lib/one.ts(1,1): error");
  expect(oneSentence(run)).toContain("Compiling the library failed");
  await startsWell(project);
});
