// What is installed here, for the cell that checks it: versions, data, threads, and a token to compare across a room.

import { availableParallelism } from "node:os";
import { resolve } from "node:path";

/** One line of the report. */
export interface InstallationRow {
  readonly part: string;
  readonly found: string;
}

const root = resolve(__dirname, "..", "..");

/**
 * The versions of everything that matters, the threads of this machine and a token of six letters and digits.
 *
 * The token is made from the versions alone: where two machines show the same token, the same cells run the same code.
 */
export function installation(): InstallationRow[] {
  const { readVersions, token } = require(resolve(root, "setup", "versions.cjs"));
  const versions: Record<string, string | undefined> = readVersions(root);
  const rows = Object.entries(versions).map(([part, version]) => ({
    part,
    found: version ?? "missing: run npm start",
  }));
  return [
    ...rows,
    { part: "threads", found: String(availableParallelism()) },
    { part: "token", found: token(versions) },
  ];
}
