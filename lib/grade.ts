// npm run grade -- FOLDER [--json FILE] [--csv FILE] [--timeout SECONDS]
// Runs every notebook below a folder and prints which of its exercises are right. It runs what was handed in, with your
// rights: where you do not know the authors, do it in a container.

import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { asCsv, asJson, asText } from "./grading/report";
import { type Graded, gradeNotebook } from "./grading/submission";

const usage = "npm run grade -- FOLDER [--json FILE] [--csv FILE] [--timeout SECONDS]";

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "string" },
      csv: { type: "string" },
      timeout: { type: "string", default: "300" },
    },
  });
  const seconds = Number(values.timeout);
  if (positionals.length !== 1 || !(seconds > 0)) throw new Error(usage);
  const from = process.env.INIT_CWD ?? "."; // where npm was called
  const folder = resolve(from, positionals[0]!);
  const all: Graded[] = [];
  for (const name of notebooksIn(folder)) {
    process.stderr.write(`${name} …\n`);
    all.push(await gradeNotebook(join(folder, name), name, seconds));
  }
  console.log(asText(all));
  if (values.json !== undefined) writeFileSync(resolve(from, values.json), asJson(all));
  if (values.csv !== undefined) writeFileSync(resolve(from, values.csv), asCsv(all));
}

/** Paths below the folder, sorted. */
function notebooksIn(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`There is no folder ${folder}.\n${usage}`);
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ipynb") && !name.includes(".ipynb_checkpoints"))
    .sort();
  if (names.length === 0) throw new Error(`There are no notebooks (.ipynb) in ${folder}.`);
  return names;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
