// A fresh copy of the project with nothing installed, in a folder with spaces and an umlaut: set up for real, opened, stopped, moved.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const repository = resolve(__dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "descent fresh ü "));
let root = join(folder, "a clone");
let reachable = false;
const opened: ChildProcess[] = [];
const nowhere = {
  npm_config_registry: "http://127.0.0.1:9",
  PIP_INDEX_URL: "http://127.0.0.1:9",
};

beforeAll(async () => {
  reachable = await fetch("https://registry.npmjs.org/tslab").then(
    (answer) => answer.ok,
    () => false,
  );
  const list = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: repository,
  });
  for (const name of list.toString().split("\0").filter(Boolean))
    cpSync(join(repository, name), join(root, name));
});
afterAll(() => {
  for (const child of opened)
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!);
  rmSync(folder, { recursive: true, force: true });
});

test("npm start sets up a fresh copy, opens JupyterLab with a token and ends at one Ctrl-C", async ({
  skip,
}) => {
  skip(!reachable, "the npm registry is out of reach");
  const lab = await open();
  expect(lab.output()).toContain("Installing JupyterLab: done");
  expect((await fetch(`${lab.url}api/kernelspecs`)).status).toBe(403);
  const specs = await lab.get("api/kernelspecs");
  expect(Object.keys(specs.kernelspecs)).toEqual(["tslab"]);
  await lab.get("api/kernels", {
    method: "POST",
    body: JSON.stringify({ name: "tslab", path: "notebooks/x.ipynb" }),
  });
  await lab.stop();
}, 420_000);

test("moved and without a network, npm start still opens, and widgets saved before are trusted", async ({
  skip,
}) => {
  skip(!reachable, "the npm registry is out of reach");
  const before = doctor();
  renameSync(root, `${root} moved`);
  root = `${root} moved`;
  writeFileSync(join(root, "notebooks", "run-elsewhere.ipynb"), widget(false));
  const lab = await open(nowhere);
  expect(await isTrusted(lab, "run-elsewhere.ipynb")).toBe(true);

  const saved = { type: "notebook", format: "json", content: JSON.parse(widget(true)) };
  await lab.get("api/contents/notebooks/run-here.ipynb", { method: "PUT", body: JSON.stringify(saved) });
  expect(await isTrusted(lab, "run-here.ipynb")).toBe(true);

  writeFileSync(
    join(root, "notebooks", "from-a-stranger.ipynb"),
    widget(false).replace("hello", "hello again"),
  );
  expect(await isTrusted(lab, "from-a-stranger.ipynb")).toBe(false);
  await lab.stop();

  expect(execFileSync(join(root, ".venv", "bin", "jupyter"), ["--version"]).toString()).toContain(
    "jupyterlab",
  );
  expect(doctor()).toBe(before);
}, 420_000);

interface Lab {
  url: string;
  output: () => string;
  // biome-ignore lint/suspicious/noExplicitAny: JSON of JupyterLab's REST interface
  get: (path: string, init?: RequestInit) => Promise<any>;
  stop: () => Promise<void>;
}

/** Runs `npm start` until JupyterLab answers. */
async function open(env: NodeJS.ProcessEnv = {}): Promise<Lab> {
  const child = spawn("npm", ["start", "--", "--no-browser", "--port", "9473"], {
    cwd: root,
    env: { ...process.env, ...env },
    detached: true,
  });
  opened.push(child);
  let output = "";
  const [, url, token] = await new Promise<RegExpExecArray>((found, failed) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      const address = /JupyterLab is at\s+(http:\S+?\/)lab\/tree\/\S+\?token=(\w+)\s/.exec(output);
      if (address) found(address);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("exit", () => failed(new Error(output)));
    setTimeout(() => failed(new Error(`No address after five minutes: ${output}`)), 300_000).unref();
  });
  const headers = { Authorization: `token ${token}` };
  const get = async (path: string, init: RequestInit = {}) =>
    await (await fetch(`${url}${path}`, { ...init, headers })).json();
  return { url: url!, output: () => output, get, stop: () => stop(child) };
}

/** Presses Ctrl-C once, as a terminal does: every program in the foreground gets the signal. */
async function stop(child: ChildProcess): Promise<void> {
  const start = performance.now();
  const ended = new Promise((done) => child.on("exit", done));
  process.kill(-child.pid!, "SIGINT");
  await ended;
  expect(performance.now() - start).toBeLessThan(10_000);
  expect(execFileSync("ps", ["-eo", "args"]).toString()).not.toContain(join(root, ".venv"));
}

async function isTrusted(lab: Lab, name: string): Promise<boolean> {
  return (await lab.get(`api/contents/notebooks/${name}`)).content.cells[0].metadata.trusted;
}

/** A notebook that holds the output of a widget with a script. JupyterLab marks the cells that it ran as trusted. */
function widget(trusted: boolean): string {
  const notebook = JSON.parse(readFileSync(join(root, "notebooks", "00-welcome.ipynb"), "utf8"));
  const output = {
    output_type: "display_data",
    data: { "text/html": "<script>hello()</script>" },
    metadata: {},
  };
  const metadata = trusted ? { trusted } : {};
  const cell = {
    cell_type: "code",
    id: "widget",
    execution_count: 1,
    metadata,
    source: "",
    outputs: [output],
  };
  return JSON.stringify({ ...notebook, cells: [cell] });
}

/** The doctor's token; it exits with an error when something is missing. */
function doctor(): string {
  const said = execFileSync("npm", ["run", "doctor"], { cwd: root, stdio: ["ignore", "pipe", "ignore"] });
  return /Token (\w+)/.exec(said.toString())![1]!;
}
