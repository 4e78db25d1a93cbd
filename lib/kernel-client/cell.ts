// One cell sent to a kernel, and what comes back for it: outputs as they arrive, then the reply.

// biome-ignore lint/suspicious/noExplicitAny: the content of a message is whatever JSON its kind says
export type Content = any;

/** One output as a notebook file keeps it; which fields there are depends on `type`. */
export interface Output {
  type: "stream" | "display_data" | "update_display_data" | "error" | "clear_output" | "execute_result";
  /** stream: "stdout" or "stderr" */
  name?: string;
  text?: string;
  /** displays: MIME type → value */
  data?: Content;
  metadata?: Content;
  transient?: { display_id?: string };
  /** error */
  ename?: string;
  evalue?: string;
  traceback?: string[];
}

/** A message from the kernel, as far as anyone here cares. */
export interface Message {
  type: string;
  parent: string;
  content: Content;
}

/** Fields of an execute request that one may want to set, and how long to wait. */
export interface ExecuteOptions {
  stopOnError?: boolean;
  silent?: boolean;
  storeHistory?: boolean;
  /** Milliseconds until `done` rejects. Default: 60,000. */
  timeout?: number;
}

/** One cell sent to a kernel: its outputs so far, and the reply once there is one. */
export class Cell {
  readonly outputs: Output[] = [];
  /** The kinds of all messages published for this cell, in order: status, execute_input, stream … */
  readonly kinds: string[] = [];
  readonly startedAt: number = performance.now();
  reply: Content | undefined;
  /** Wall time from sending the request to reply and idle, in seconds. */
  seconds = 0;
  /** Resolves to this cell when reply and idle have both come; rejects on a dead kernel or a time-out. */
  readonly done: Promise<Cell>;
  #idle = false;
  #settle!: { resolve: (cell: Cell) => void; reject: (error: Error) => void };
  #watchers = new Set<() => void>();

  constructor(
    readonly id: string,
    readonly code: string,
    timeout: number,
  ) {
    const timer = setTimeout(() => this.fail(new Error(`no end after ${timeout} ms`)), timeout);
    this.done = new Promise<Cell>((resolve, reject) => {
      this.#settle = { resolve, reject };
    }).finally(() => clearTimeout(timer));
    this.done.catch(() => {}); // whoever awaits `done` still sees the rejection
  }

  /** "ok", "error" or "aborted", as the reply says; "running" before there is one. */
  get status(): string {
    return this.reply?.status ?? "running";
  }
  get count(): number | undefined {
    return this.reply?.execution_count;
  }
  get stdout(): string {
    return this.#stream("stdout");
  }
  get stderr(): string {
    return this.#stream("stderr");
  }
  /** The first `error` output, if any: ename, evalue, traceback. */
  get error(): Output | undefined {
    return this.outputs.find((output) => output.type === "error");
  }
  /** Everything displayed (display_data and its updates), oldest first. */
  get displays(): Output[] {
    return this.outputs.filter((output) => output.type.endsWith("display_data"));
  }

  /** Waits until `test` holds; it is asked again after every message. */
  until(test: (cell: Cell) => boolean, timeout = 30_000): Promise<Cell> {
    return new Promise((resolve, reject) => {
      const finish = (end: () => void) => {
        clearTimeout(timer);
        this.#watchers.delete(check);
        end();
      };
      const check = () => test(this) && finish(() => resolve(this));
      const timer = setTimeout(
        () => finish(() => reject(this.#explain(new Error(`not seen within ${timeout} ms`)))),
        timeout,
      );
      this.#watchers.add(check);
      check();
    });
  }

  /** Called by the kernel for every message that answers this cell. */
  receive({ type, content }: Message): void {
    if (type === "execute_reply") {
      this.reply = content;
    } else {
      this.kinds.push(type);
      if (type === "status") this.#idle ||= content.execution_state === "idle";
      else if (type !== "execute_input") this.outputs.push({ type, ...content } as Output);
    }
    for (const watcher of [...this.#watchers]) watcher();
    if (this.reply && this.#idle && this.seconds === 0) {
      this.seconds = (performance.now() - this.startedAt) / 1000;
      this.#settle.resolve(this);
    }
  }

  fail(error: Error): void {
    this.#settle.reject(this.#explain(error));
  }

  #explain(error: Error): Error {
    const seen = `${this.stdout.slice(-500)}${this.stderr.slice(-500)}`;
    return new Error(`Cell: ${error.message}\n--- code\n${this.code}\n--- its output so far\n${seen}`);
  }

  #stream(name: string): string {
    const parts = this.outputs.filter((output) => output.type === "stream" && output.name === name);
    return parts.map((output) => output.text).join("");
  }
}
