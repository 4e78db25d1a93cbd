// A small Jupyter client: starts one kernel, runs cells in it, interrupts and ends it.
// It talks to the kernel before the kernel is up, on purpose: a kernel that cannot bear that is not ready for a class.
//
//   const kernel = await Kernel.start({ cwd: "notebooks" });
//   const cell = await kernel.run("console.log(6 * 7)");     // cell.status "ok", cell.stdout "42\n", cell.count 1
//   const slow = kernel.execute("while (true);");            // started, not awaited: slow.outputs grows
//   await slow.until((cell) => cell.stdout.includes("epoch 1"));
//   kernel.interrupt();                                      // the Stop button
//   await slow.done;
//   await kernel.shutdown();                                 // asks, then kills the process group after two seconds

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Dealer, Subscriber } from "zeromq";
import { Cell, type Content, type ExecuteOptions, type Message } from "./cell";

export { Cell, type Content, type ExecuteOptions, type Message, type Output } from "./cell";

/** The workspace: relative folders given to `Kernel.start` begin here. */
export const root: string = resolve(__dirname, "..", "..", "..");

/** What to start and where; everything has a default. */
export interface KernelOptions {
  /** The folder the kernel runs in, which for a notebook is the notebook's own. Default: `notebooks`. */
  cwd?: string;
  /** The kernelspec folder. Default: `kernel`. */
  spec?: string;
  /** Environment variables added to this process's own. */
  env?: Record<string, string>;
}

/** One running kernel process in its own process group, and the sockets to talk to it. */
export class Kernel {
  /** What the process itself wrote to its terminal; cell output does not go there. */
  log = "";
  /** Every message published, in order. */
  readonly published: Message[] = [];
  readonly #key = randomUUID();
  readonly #session = randomUUID();
  readonly #shell = new Dealer({ linger: 0, reconnectInterval: 10 });
  readonly #control = new Dealer({ linger: 0, reconnectInterval: 10 });
  readonly #iopub = new Subscriber({ linger: 0, reconnectInterval: 10, receiveHighWaterMark: 0 });
  readonly #cells = new Map<string, Cell>();
  readonly #replies = new Map<string, (content: Content) => void>();
  readonly #folder = mkdtempSync(join(tmpdir(), "descent-kernel-"));
  readonly #killOnExit = (): void => this.kill();
  #process!: ChildProcess;
  #dead = false;
  #exited!: Promise<unknown>;

  private constructor() {}

  /** Starts a kernel and waits until it answers and its published messages arrive. */
  static async start(options: KernelOptions = {}): Promise<Kernel> {
    const kernel = new Kernel();
    await kernel.#spawn(options);
    await kernel.#greet();
    return kernel;
  }

  get pid(): number {
    return this.#process.pid!;
  }
  /** False once the process has ended, for whatever reason. */
  get alive(): boolean {
    return !this.#dead;
  }

  /** Sends a cell and returns at once. */
  execute(code: string, options: ExecuteOptions = {}): Cell {
    const id = randomUUID();
    const cell = new Cell(id, code, options.timeout ?? 60_000);
    this.#cells.set(id, cell);
    if (this.#dead) cell.fail(new Error(`the kernel is dead\n${this.log}`));
    this.#send(this.#shell, id, "execute_request", {
      code,
      silent: options.silent ?? false,
      store_history: options.storeHistory ?? true,
      stop_on_error: options.stopOnError ?? true,
      user_expressions: {},
      allow_stdin: false,
    });
    return cell;
  }

  /** Sends a cell and waits for its end, whatever that is; look at `status`. */
  run(code: string, options: ExecuteOptions = {}): Promise<Cell> {
    return this.execute(code, options).done;
  }

  /** Any other request ("complete_request", "inspect_request" …); resolves to the content of its reply. */
  async request(type: string, content: Content = {}, timeout = 20_000): Promise<Content> {
    const id = randomUUID();
    const reply = new Promise<Content>((resolve) => this.#replies.set(id, resolve));
    this.#send(type === "shutdown_request" ? this.#control : this.#shell, id, type, content);
    const late = new AbortController();
    const timer = sleep(timeout, undefined, { signal: late.signal }).then(() => {
      throw new Error(`No reply to ${type} within ${timeout} ms\n${this.log}`);
    });
    timer.catch(() => {});
    return Promise.race([reply, timer]).finally(() => late.abort());
  }

  /** A message on the shell channel that may have no reply. */
  send(type: string, content: Content): void {
    this.#send(this.#shell, randomUUID(), type, content);
  }

  /**
   * What JupyterLab's Stop button does: SIGINT to the kernel's whole process group. Node loses a signal that comes in
   * the few milliseconds in which a cell's synchronous part ends, so wait a moment after a cell's first output.
   */
  interrupt(): void {
    process.kill(-this.pid, "SIGINT");
  }

  /** Resident memory of the kernel process in megabytes (10⁶ bytes). */
  rss(): number {
    return Number(execFileSync("ps", ["-o", "rss=", "-p", `${this.pid}`], { encoding: "utf8" })) * 1.024e-3;
  }

  /** Asks the kernel to end and kills it if it has not after two seconds. */
  async shutdown(): Promise<void> {
    if (!this.#dead) this.#send(this.#control, randomUUID(), "shutdown_request", { restart: false });
    await Promise.race([this.#exited, sleep(2000, undefined, { ref: false })]);
    this.kill();
    await this.#exited;
  }

  /** Ends the whole process group at once. */
  kill(): void {
    if (this.#dead) return;
    try {
      process.kill(-this.pid, "SIGKILL");
    } catch {} // it ended by itself a moment ago
  }

  async #spawn({ cwd = "notebooks", spec = "kernel", env = {} }: KernelOptions): Promise<void> {
    const names = ["shell_port", "iopub_port", "control_port", "stdin_port", "hb_port"];
    const ports = await freePorts(names.length);
    const connection = {
      ...Object.fromEntries(names.map((name, i) => [name, ports[i]])),
      ip: "127.0.0.1",
      transport: "tcp",
      signature_scheme: "hmac-sha256",
      key: this.#key,
    };
    const file = join(this.#folder, "connection.json");
    writeFileSync(file, JSON.stringify(connection));
    this.#shell.connect(`tcp://127.0.0.1:${ports[0]}`);
    this.#iopub.connect(`tcp://127.0.0.1:${ports[1]}`);
    this.#iopub.subscribe();
    this.#control.connect(`tcp://127.0.0.1:${ports[2]}`);
    for (const socket of [this.#shell, this.#control, this.#iopub]) void this.#listen(socket);

    const resourceDir = resolve(root, spec);
    const { argv } = JSON.parse(readFileSync(join(resourceDir, "kernel.json"), "utf8"));
    const [command, ...rest] = (argv as string[]).map((word) =>
      word.replace("{resource_dir}", resourceDir).replace("{connection_file}", file),
    );
    this.#process = spawn(command!, rest, {
      cwd: resolve(root, cwd),
      env: { ...process.env, ...env },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#exited = once(this.#process, "close").then(
      () => this.#end(),
      () => this.#end(),
    );
    for (const pipe of [this.#process.stdout!, this.#process.stderr!]) {
      pipe.on("data", (text) => {
        this.log += text;
      });
    }
    process.on("exit", this.#killOnExit);
  }

  /** Repeats a first request until its answer was also published: a late subscriber misses the beginning. */
  async #greet(): Promise<void> {
    const deadline = performance.now() + 30_000;
    while (!this.published.some((message) => message.type === "status")) {
      if (this.#dead) throw new Error(`The kernel ended before it answered:\n${this.log}`);
      if (performance.now() > deadline) throw new Error(`The kernel is deaf: no answer in 30 s\n${this.log}`);
      await Promise.race([this.request("kernel_info_request", {}, 30_000), this.#exited]);
      await sleep(20);
    }
  }

  #end(): void {
    this.#dead = true;
    process.off("exit", this.#killOnExit);
    for (const socket of [this.#shell, this.#control, this.#iopub]) socket.close();
    rmSync(this.#folder, { recursive: true, force: true });
    const { exitCode, signalCode } = this.#process;
    const error = new Error(`the kernel ended (${signalCode ?? `exit code ${exitCode}`})\n${this.log}`);
    for (const cell of this.#cells.values()) cell.fail(error);
  }

  async #listen(socket: Dealer | Subscriber): Promise<void> {
    for await (const frames of socket) {
      const [header, parent, , content] = frames
        .slice(frames.findIndex((frame) => frame.toString() === "<IDS|MSG>") + 2)
        .map((frame) => JSON.parse(frame.toString()));
      const message = { type: header.msg_type, parent: parent.msg_id ?? "", content };
      if (socket === this.#iopub) this.published.push(message);
      else this.#replies.get(message.parent)?.(content);
      this.#cells.get(message.parent)?.receive(message);
    }
  }

  #send(socket: Dealer, id: string, type: string, content: Content): void {
    const header = {
      msg_id: id,
      msg_type: type,
      session: this.#session,
      username: "descent",
      date: new Date().toISOString(),
      version: "5.3",
    };
    const body = [header, {}, {}, content].map((part) => JSON.stringify(part));
    const hmac = createHmac("sha256", this.#key);
    for (const part of body) hmac.update(part);
    this.#outbox = this.#outbox
      .then(() => socket.send(["<IDS|MSG>", hmac.digest("hex"), ...body]))
      .catch(() => {}); // a closed socket: the kernel is gone, and its cells were told so
  }
  #outbox: Promise<void> = Promise.resolve();
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, "127.0.0.1");
      await once(server, "listening");
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
