// @ts-check
// The Jupyter protocol over ZeroMQ, in place of tslab's own: no message is lost, no start is deaf, an error is an
// `error` output and a filled reply, and the cells behind a failing one fare as Jupyter's clients ask.

const { createHmac, randomUUID } = require("node:crypto");
const { readFileSync } = require("node:fs");
const { describe } = require("./failure.cjs");
const { Output } = require("./output.cjs");

const delimiter = "<IDS|MSG>";
const exit = process.exit; // before cells are kept from calling it
const starter = process.ppid;

/** @typedef {{ msg_id: string, msg_type: string, session: string, username: string, date: string }} Header */
/** @typedef {{ socket: any, peer: Buffer[], header: Header, content: any, readAt: number, sentAt: number }} Request */

/**
 * The class that stands in for tslab's ZmqServer.
 * @param {any} jupyter tslab/dist/jupyter
 * @param {any} zmq
 * @param {string} version of TypeScript
 */
function createServer(jupyter, zmq, version) {
  return class Server {
    #turn = Promise.resolve();
    #count = 0;
    #failedAt = 0;
    /**
     * The smallest delay seen from each client, which includes what its clock is off.
     * @type {Map<string, number>}
     */
    #delays = new Map();
    /**
     * The cell that ran last: whatever is printed is its.
     * @type {Request | undefined}
     */
    #latest;
    #output = new Output((name, text) => this.#send(this.iopub, "stream", { name, text }, this.#latest));

    /**
     * @param {any} handler tslab's: it answers the simple requests and has the executor
     * @param {string} file the connection file
     */
    constructor(handler, file) {
      this.handler = handler;
      this.connection = JSON.parse(readFileSync(file, "utf8"));
      /** @type {Record<string, (content: any) => object>} */
      this.answers = {
        kernel_info_request: () => this.#describeKernel(),
        is_complete_request: (content) => handler.handleIsComplete(content),
        inspect_request: (content) => handler.handleInspect(content),
        complete_request: (content) => handler.handleComplete(content),
        comm_info_request: () => ({ status: "ok", comms: {} }),
        history_request: () => ({ status: "ok", history: [] }),
        shutdown_request: ({ restart }) => ({ status: "ok", restart }),
      };
    }

    /**
     * `bindSync`, because a request that comes during an asynchronous bind ends the reading for good; `sendTimeout: 0`,
     * because zeromq.js otherwise puts off every 512th message and loses those that follow before the loop turns.
     */
    init() {
      const { transport, ip, ...ports } = this.connection;
      const open = (/** @type {any} */ Socket, /** @type {string} */ name) => {
        const socket = new Socket({ sendTimeout: 0, sendHighWaterMark: 0 });
        socket.bindSync(`${transport}://${ip}:${ports[`${name}_port`]}`);
        return socket;
      };
      this.iopub = open(zmq.Publisher, "iopub");
      this.stdin = open(zmq.Router, "stdin");
      const heartbeat = open(zmq.Reply, "hb");
      void each(heartbeat, (frames) => heartbeat.send(frames));
      for (const name of ["shell", "control"]) {
        const socket = open(zmq.Router, name);
        void each(socket, (frames) => this.#receive(socket, frames));
      }
      // When JupyterLab is killed rather than closed, nobody tells its kernels to end.
      setInterval(() => process.ppid !== starter && exit(), 1000).unref();
    }

    /**
     * @param {any} socket
     * @param {Buffer[]} frames
     */
    #receive(socket, frames) {
      const request = this.#read(socket, frames);
      if (!request) return;
      if (request.header.msg_type === "execute_request") {
        this.#turn = this.#turn.then(() => this.#during(request, () => this.#execute(request)));
      } else {
        void this.#during(request, () => this.#answer(request));
      }
    }

    /**
     * @param {Request} request
     * @param {() => unknown} work
     */
    async #during(request, work) {
      this.#publish("status", { execution_state: "busy" }, request);
      await work();
      this.#publish("status", { execution_state: "idle" }, request);
    }

    /** @param {Request} request */
    #answer(request) {
      const { msg_type } = request.header;
      const { content } = request;
      if (msg_type === "comm_open")
        this.#publish("comm_close", { comm_id: content.comm_id, data: {} }, request);
      if (!(msg_type in this.answers)) return;
      try {
        this.#reply(request, this.answers[msg_type](content));
      } catch (error) {
        this.#reply(request, { status: "error", ...describe(error) });
      }
      if (msg_type === "shutdown_request") setTimeout(exit, 50); // timers of the notebook would keep it alive
    }

    /** @param {Request} request */
    async #execute(request) {
      const { code, silent, store_history = true, stop_on_error = true } = request.content;
      if (this.#isBehindFailure(request)) return this.#reply(request, { status: "aborted" });
      if (store_history && !silent) this.#count++;
      const execution_count = this.#count;
      this.#publish("execute_input", { code, execution_count }, request);
      this.#takeOutput(request);
      const failure = await this.handler.executor.execute(code, execution_count);
      if (failure && stop_on_error) this.#failedAt = Date.now();
      if (failure) this.#publish("error", failure, request);
      const outcome = failure ? { status: "error", ...failure } : { status: "ok", payload: [] };
      this.#reply(request, { ...outcome, execution_count, user_expressions: {} });
    }

    /**
     * Was this request on its way before the failure? By its sender's clock, put right by the smallest delay seen:
     * the rest of Run All is aborted even when it arrives late, and a cell run again at once is not.
     * @param {Request} request
     */
    #isBehindFailure({ sentAt, readAt }) {
      return sentAt < this.#failedAt && readAt < this.#failedAt + 500;
    }

    /**
     * From now on whatever is printed or displayed belongs to this cell.
     * @param {Request} request
     */
    #takeOutput(request) {
      this.#output.renew();
      this.#latest = request;
      process.stdout.write = this.#writer("stdout");
      process.stderr.write = this.#writer("stderr");
      jupyter.lastWriteDisplayData = (/** @type {object} */ content, /** @type {boolean} */ update) =>
        this.#publish(update ? "update_display_data" : "display_data", content, request);
    }

    /**
     * @param {string} name
     * @returns {typeof process.stdout.write}
     */
    #writer(name) {
      const decoder = new TextDecoder();
      return (/** @type {any} */ chunk, /** @type {any} */ encoding, /** @type {any} */ done = encoding) => {
        this.#output.write(name, typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true }));
        if (typeof done === "function") process.nextTick(done);
        return true;
      };
    }

    #describeKernel() {
      const about = this.handler.handleKernel();
      return { status: "ok", ...about, language_info: { ...about.language_info, version } };
    }

    /**
     * @param {any} socket
     * @param {Buffer[]} frames
     * @returns {Request | undefined} nothing, if it was not signed with our key
     */
    #read(socket, frames) {
      const start = frames.findIndex((frame) => frame.toString() === delimiter);
      const parts = frames.slice(start + 2).map(String);
      if (`${frames[start + 1]}` !== this.#sign(parts)) return undefined;
      const [header, , , content] = parts.slice(0, 4).map((part) => JSON.parse(part));
      const readAt = Date.now();
      const sent = Date.parse(header.date);
      const delay = Math.min(readAt - sent, this.#delays.get(header.session) ?? Number.POSITIVE_INFINITY);
      this.#delays.set(header.session, delay);
      return { socket, peer: frames.slice(0, start), header, content, readAt, sentAt: sent + delay };
    }

    /**
     * @param {string} type
     * @param {object} content
     * @param {Request} request
     */
    #publish(type, content, request) {
      this.#output.flush();
      this.#send(this.iopub, type, content, request);
    }

    /**
     * @param {Request} request
     * @param {object} content
     */
    #reply(request, content) {
      this.#output.flush();
      this.#send(request.socket, request.header.msg_type.replace("_request", "_reply"), content, request);
    }

    /**
     * @param {any} socket
     * @param {string} type
     * @param {object} content
     * @param {Request | undefined} request
     */
    #send(socket, type, content, request) {
      if (!request || (request.content.silent && socket === this.iopub && type !== "status")) return;
      const { session, username } = request.header;
      const date = new Date().toISOString();
      const header = { msg_id: randomUUID(), msg_type: type, session, username, date, version: "5.3" };
      const parts = [header, request.header, {}, content].map((part) => JSON.stringify(part));
      const peer = socket === this.iopub ? [] : request.peer;
      socket.send([...peer, delimiter, this.#sign(parts), ...parts]).catch(() => {}); // the client has left
    }

    /** @param {string[]} parts */
    #sign(parts) {
      const hmac = createHmac("sha256", this.connection.key);
      for (const part of parts) hmac.update(part);
      return hmac.digest("hex");
    }
  };
}

/** @param {AsyncIterable<Buffer[]>} socket @param {(frames: Buffer[]) => void} use */
async function each(socket, use) {
  for await (const frames of socket) use(frames);
}

module.exports = { createServer };
