// The files of one experiment: data/runs/NAME has one per run, named by what the run depends on.

import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { dataFolder } from "../mnist/sources";
import { store } from "../store";

/** Keeps and finds the results of an experiment. Trouble with the disk is told once and stops nobody. */
export class Shelf {
  /** Where the files are, for messages: data/runs/NAME in most cases. */
  readonly place: string;
  private readonly folder: string;
  private told = false;

  /** name: letters, digits, dots and hyphens. Throws a RangeError for another. */
  constructor(name: string, parent: string = join(dataFolder, "runs")) {
    if (!/^[\w][\w.-]*$/.test(name)) {
      throw new RangeError(`a run is named with letters, digits, dots and hyphens, got "${name}"`);
    }
    this.folder = join(parent, name);
    this.place = relative(join(dataFolder, ".."), this.folder);
  }

  /** What was kept under the key; undefined when nothing was, or when use throws on it, which is told. */
  async find<T>(key: string, use: (kept: unknown) => T): Promise<T | undefined> {
    const text = await readFile(join(this.folder, `${key}.json`), "utf8").catch(() => undefined);
    if (text === undefined) return undefined;
    try {
      return use(JSON.parse(text));
    } catch (error) {
      console.log(`${this.place}/${key}.json is damaged and is not used: ${(error as Error).message}`);
      return undefined;
    }
  }

  /** Keeps a value under the key, whole or not at all. */
  async keep(key: string, value: object): Promise<void> {
    await store(this.folder, `${key}.json`, JSON.stringify(value)).catch((error: Error) => {
      if (!this.told) console.log(`This run could not be kept in ${this.place}: ${error.message}`);
      this.told = true;
    });
  }
}
