// The set-up against fakes: what it does, in which order, and what it leaves alone.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ended, lastLine, Project, startsWell } from "./support/setup";

const everything = [
  "npm ci --omit=dev --loglevel=http",
  "python -m venv .venv",
  "python -m pip install --no-compile --progress-bar=off -r requirements.txt",
  "npm run --silent build",
  "python -m nbformat.sign 00-welcome.ipynb 00-welcome.ipynb",
];
const lab = (root: string, ...args: string[]) => {
  const asRoot = process.getuid?.() === 0 ? ["--allow-root"] : [];
  return ["python -m jupyterlab", root, ...asRoot, "00-welcome.ipynb", ...args].join(" ");
};

test("the first npm start sets up everything and opens JupyterLab; the second one opens JupyterLab at once", async () => {
  const project = new Project();
  const first = await project.run("start", ["--no-browser", "--port", "9000"]);
  expect(first).toMatchObject({ code: 0 });
  expect(project.calls()).toEqual([...everything, lab("a project", "--no-browser", "--port", "9000")]);
  expect(existsSync(join(project.root, ".venv/share/jupyter/kernels/tslab/kernel.cjs"))).toBe(true);

  const second = await project.run("start");
  expect(project.calls()).toEqual([lab("a project")]);
  expect(second.seconds).toBeLessThan(1);
});

test("JupyterLab reads and writes its settings inside the project only", async () => {
  const project = new Project();
  await project.run("start", [], { env: { JUPYTER_CONFIG_DIR: "/elsewhere", JUPYTER_PATH: "/elsewhere" } });
  const variables = JSON.parse(readFileSync(join(project.root, "jupyter-environment.json"), "utf8"));
  const folders = Object.keys(variables).filter((name) => name.endsWith("_DIR"));
  expect(folders.length).toBe(5);
  for (const name of folders) expect(variables[name]).toContain(join(project.root, ".venv"));
  expect(variables).not.toHaveProperty("JUPYTER_PATH");
});

test("npm test adds the development packages and a later npm start leaves them in place", async () => {
  const project = new Project();
  await project.run("start");
  project.calls();
  const env = { DESCENT_OUTCOME: '{"passed":3,"failed":0,"skipped":[]}' };
  expect(await project.run("test", [], { env })).toMatchObject({ code: 0 });
  expect(project.calls()).toEqual(["npm ci --include=dev --loglevel=http", "npm run --silent lint"]);

  await project.run("start");
  expect(project.calls()).toEqual([lab("a project")]);
  project.write(
    "package-lock.json",
    readFileSync(join(project.root, "package-lock.json"), "utf8").replace("1.0.22", "1.0.23"),
  );
  await project.run("start");
  expect(project.calls()).toContain("npm ci --include=dev --loglevel=http");
});

test("npm test ends with a line that counts the checks, after each skipped one with its reason", async () => {
  const project = new Project();
  const skipped = [{ title: "a chart grows", reason: "no Chromium here" }];
  const outcome = async (passed: number, failed: number) =>
    await project.run("test", ["network"], {
      env: { DESCENT_OUTCOME: JSON.stringify({ passed, failed, skipped }) },
    });

  const good = await outcome(7, 0);
  expect(good.code).toBe(0);
  expect(good.output).toContain("--reporter=./test/support/checks.ts network with");
  expect(good.output).toContain("skipped: a chart grows: no Chromium here\n8 passed, 0 failed, 1 skipped");
  const bad = await outcome(6, 1);
  expect(bad.code).toBe(1);
  expect(lastLine(bad)).toBe("7 passed, 1 failed, 1 skipped");
});

test("npm test takes MNIST from ../shared/mnist and says so, or says that it is not there", async () => {
  const project = new Project();
  const env = { DESCENT_OUTCOME: '{"passed":1,"failed":0,"skipped":[]}' };
  expect((await project.run("test", [], { env })).output).toContain("Real MNIST is not in ../shared/mnist");
  project.write("../shared/mnist/README", "");
  expect((await project.run("test", [], { env })).output).toContain(
    `with ${join(project.root, "../shared/mnist")}`,
  );
});

test("a change is met with the one step it needs", async () => {
  const project = new Project();
  await project.run("start");
  const after = async (name: string, content: string) => {
    project.calls();
    project.write(name, content);
    await startsWell(project);
    return project.calls().slice(0, -1);
  };
  expect(await after("requirements.txt", "jupyterlab==4.6.7\nplotly==7.1.0\n")).toEqual([everything[2]]);
  expect(await after("lib/one.ts", "export const one = 1.0;\n")).toEqual([everything[3]]);
  expect(await after("notebooks/00-welcome.ipynb", '{ "cells": [] }')).toEqual([
    "python -m nbformat.sign 00-welcome.ipynb",
  ]);
  expect(await after("kernel/kernel.cjs", "// repaired")).toEqual([]);
  expect(readFileSync(join(project.root, ".venv/share/jupyter/kernels/tslab/kernel.cjs"), "utf8")).toBe(
    "// repaired",
  );
});

test("what was taken away is brought back", async () => {
  const project = new Project();
  await project.run("start");
  const without = async (name: string) => {
    project.calls();
    rmSync(join(project.root, name), { recursive: true });
    await startsWell(project);
    return project.calls().slice(0, -1);
  };
  expect(await without("node_modules/zeromq")).toEqual([everything[0]]);
  expect(await without("lib/dist/one.js")).toEqual([everything[3]]);
  expect(await without(".venv")).toEqual([everything[1], everything[2], everything[4]]);
  const half = await without(".venv/lib/python3.11/site-packages/plotly-7.1.0.dist-info");
  expect(half).toEqual([everything[1], everything[2], everything[4]]);
});

test("a moved folder is mended without the network", async () => {
  const project = new Project();
  await project.run("start");
  project.calls();
  const moved = join(project.root, "..", "elsewhere");
  renameSync(project.root, moved);
  Object.assign(project, { root: moved });
  await startsWell(project);
  expect(project.calls()).toEqual(["python relocate.py", lab("elsewhere")]);
});

test("two set-ups at once take turns: the second one waits and finds everything done", async () => {
  const project = new Project();
  const env = { DESCENT_FAKE: "npm: slow" };
  const [one, other] = await Promise.all([
    project.run("start", [], { env }),
    project.run("start", [], { env }),
  ]);
  expect([one.code, other.code]).toEqual([0, 0]);
  expect(one.output + other.output).toContain("Another set-up works in this folder");
  expect(project.calls().filter((call) => call.startsWith("npm ci"))).toHaveLength(1);
});

test("the lock of a set-up that died is taken over", async () => {
  const project = new Project();
  const dead = await ended(project.spawn("doctor"));
  expect(dead.code).toBe(1);
  project.write(".setup/lock", "999999999\n");
  expect((await startsWell(project)).output).not.toContain("Another set-up");
});

test("the doctor names what is missing, how to mend it, and is content after npm start", async () => {
  const project = new Project();
  const before = await project.run("doctor");
  expect(before.code).toBe(1);
  expect(before.output).toMatch(/JupyterLab +missing/);
  expect(before.output).toContain("JupyterLab is missing: `npm start` installs it.");
  await project.run("start");
  const after = await project.run("doctor");
  expect(after.code).toBe(0);
  expect(after.output).toMatch(/TypeScript in the kernel +5\.0\.4/);
  expect(after.output).toMatch(/compiled library +in place/);
});

test("the doctor's token is equal in equal set-ups and changes with a version", async () => {
  const token = async (project: Project) => /Token (\w+)/.exec((await project.run("doctor")).output)?.[1];
  const [here, there] = [new Project(), new Project()];
  await Promise.all([here.run("start"), there.run("start")]);
  const first = await token(here);
  expect(first).toMatch(/^[2-9A-HJ-NP-Z]{6}$/);
  expect(await token(there)).toBe(first);
  writeFileSync(join(there.root, "node_modules/tslab/package.json"), '{ "version": "1.0.23" }');
  expect(await token(there)).not.toBe(first);
});
