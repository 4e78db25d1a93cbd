// What a helper thread does: its part of the work, until there has been none for long.

import { workerData } from "node:worker_threads";
import type { HelperData } from "./helpers";
import { joinSums } from "./module";

function help({ thread, module, memory }: HelperData): void {
  const { sums } = joinSums(module, memory);
  while (sums.assist(thread));
}

help(workerData);
