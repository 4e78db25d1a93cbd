// npm run bench: times descent and its peers side by side, prints tables, and writes results for machines and a figure.

import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { growthFigure } from "./figure";
import { measure, type Result } from "./measure";
import { tableOf } from "./table";
import { growth, main, type Workload } from "./workloads";

const usage = `npm run bench -- [main] [growth] [a workload, such as 784-30-10] [--rounds N] [--json [FILE]] [--figure FILE]
main        the five workloads of the table (when nothing is named)
growth      the time along the hidden width and the mini-batch size
--rounds N  every peer runs N times, in turns; default 3
--json      writes one JSON object per workload and line, to FILE or to standard output
--figure    draws the curves of growth`;

async function run(): Promise<void> {
  const args = process.argv.slice(2);
  const bare = args.indexOf("--json"); // without a file it stands alone
  const toOutput = bare >= 0 && (bare === args.length - 1 || args[bare + 1]!.startsWith("--"));
  if (toOutput) args.splice(bare, 1);
  const options = {
    json: { type: "string" },
    figure: { type: "string" },
    rounds: { type: "string", default: "3" },
  } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new RangeError(`rounds is a whole number from 1, got ${values.rounds}`);
  const print = toOutput ? console.error : console.log;
  const results: Result[] = [];
  for (const workload of chosen(positionals)) {
    const result = await measure(workload, rounds, progress);
    progress("");
    print(`${tableOf(result)}\n`);
    results.push(result);
    if (toOutput) console.log(JSON.stringify(result));
  }
  if (values.json)
    writeFileSync(values.json, results.map((result) => `${JSON.stringify(result)}\n`).join(""));
  if (values.figure) writeFileSync(values.figure, growthFigure(results));
}

function chosen(names: string[]): Workload[] {
  if (names.length === 0) return main;
  return names.flatMap((name) => {
    if (name === "main") return main;
    if (name === "growth") return growth;
    const found = main.filter((workload) => workload.name.split(" ")[0] === name);
    if (found.length === 0) throw new RangeError(`there is no workload ${name}`);
    return found;
  });
}

/** One line that is written over, where somebody watches. */
function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

process.once("SIGINT", () => process.exit(130)); // exiting removes the files of the workload
run().catch((error: Error) => {
  console.error(
    error instanceof RangeError || error instanceof TypeError ? `${error.message}\n\n${usage}` : error,
  );
  process.exitCode = 1;
});
