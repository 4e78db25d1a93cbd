// danfojs, fetched when it is first needed: importing it takes a second and a hundred megabytes, so nothing else does.

import type { DataFrame } from "danfojs-node";

/** A danfojs DataFrame of rows (objects with the same keys), to filter, group and sum up; `table` shows it. */
export function dataFrame(rows: readonly object[]): DataFrame {
  const danfo: typeof import("danfojs-node") = require("danfojs-node");
  return new danfo.DataFrame(rows as object[]);
}
