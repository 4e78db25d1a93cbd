// A mirror on this machine: an HTTP server that answers as it is told, and remembers what it was asked.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Answer = (request: IncomingMessage, response: ServerResponse, name: string) => void;

export interface Mirror {
  address: string;
  /** The names asked for, in order. */
  asked: string[];
  close(): Promise<void>;
}

export async function openMirror(answer: Answer): Promise<Mirror> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const name = request.url!.split("/").at(-1)!;
    asked.push(name);
    answer(request, response, name);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mnist`,
    asked,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Gives the files it has, by name, and 404 for all others. */
export function serving(files: Record<string, Uint8Array>): Answer {
  return (_, response, name) => {
    const body = files[name];
    if (body === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-length": body.length }).end(body);
  };
}
