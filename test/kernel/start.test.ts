import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { Kernel, root } from "../support/kernel";
import { Workspace } from "../support/workspace";

const workspaces: Workspace[] = [];
const workspace = (options?: { packages: boolean }) => {
  workspaces.push(new Workspace(options));
  return workspaces.at(-1)!;
};
afterEach(() => {
  for (const used of workspaces.splice(0)) used.remove();
});

test("30 starts with a client that talks before the kernel is up: none is deaf", async () => {
  const startAndAsk = async () => {
    const kernel = await Kernel.start();
    kernel.kill();
  };
  for (let i = 0; i < 30; i += 3) await Promise.all([startAndAsk(), startAndAsk(), startAndAsk()]);
});

test("the kernelspec works after a move to another folder, with spaces and letters beyond ASCII in its path", async () => {
  const { folder, jupyterPath } = workspace();
  const kernel = await Kernel.start({ cwd: folder, spec: join(jupyterPath, "kernels/tslab") });
  const cell = await kernel.run(
    'import { Network } from "descent/network";\nnew Network([2, 3, 1]).parameterCount',
  );
  expect(cell.stdout).toBe("13\n");
  const failed = await kernel.run("\n  throw new Error();");
  expect(failed.error!.traceback).toContain(`    at cell-${failed.count}.ts:2:9`);
  await kernel.shutdown();
});

test("in a folder outside the workspace every cell says where the notebook belongs", async () => {
  const { folder } = workspace({ packages: false });
  const kernel = await Kernel.start({ cwd: folder });
  const cell = await kernel.run("1 + 1");
  expect(cell.error!.ename).toBe("WrongFolder");
  expect(cell.error!.evalue).toContain(`move the notebook into ${root}`);
  await kernel.shutdown();
});

test("a kernelspec with no workspace around ends with one sentence", async () => {
  const { folder, jupyterPath } = workspace({ packages: false });
  const start = Kernel.start({ cwd: folder, spec: join(jupyterPath, "kernels/tslab") });
  await expect(start).rejects.toThrow(
    /No descent workspace at .*: run `npm start` in the descent folder first\.\n$/,
  );
});

test("a tslab whose members have moved is refused by name", async () => {
  const { folder, jupyterPath } = workspace({ packages: false });
  const packages = join(folder, "node_modules");
  mkdirSync(packages);
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (name !== "tslab") symlinkSync(join(root, "node_modules", name), join(packages, name));
  }
  cpSync(join(root, "node_modules/tslab"), join(packages, "tslab"), { recursive: true });
  const executor = join(packages, "tslab/dist/executor.js");
  writeFileSync(executor, readFileSync(executor, "utf8").replaceAll("createExecutor", "makeExecutor"));
  const start = Kernel.start({ cwd: folder, spec: join(jupyterPath, "kernels/tslab") });
  await expect(start).rejects.toThrow(
    'tslab/dist/executor has no "createExecutor": this kernel was written for another version of tslab.',
  );
});

test("a kernel whose starter was killed ends by itself", async () => {
  const connection = join(workspace().folder, "connection.json");
  const ports = Object.fromEntries(
    ["shell", "iopub", "control", "stdin", "hb"].map((name) => [`${name}_port`, 0]),
  );
  writeFileSync(connection, JSON.stringify({ ...ports, ip: "127.0.0.1", transport: "tcp", key: "k" }));
  const script = 'node "$0" "$1" > "$1.log" 2>&1 & echo $!; read _';
  const starter = spawn("sh", ["-c", script, join(root, "kernel/kernel.cjs"), connection], {
    detached: true,
  });
  const [line] = await once(starter.stdout, "data");
  const isAlive = () => {
    try {
      return process.kill(Number(line), 0);
    } catch {
      return false;
    }
  };
  await sleep(500);
  expect(isAlive()).toBe(true);
  starter.kill("SIGKILL");
  for (let i = 0; isAlive() && i < 100; i++) await sleep(100);
  expect(isAlive()).toBe(false);
  expect(readFileSync(`${connection}.log`, "utf8")).toBe("");
});
