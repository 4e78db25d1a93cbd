// How chapters are written, measured in their files: short cells, text before code, figures in order, nothing stored.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import {
  codeLines,
  figuresOf,
  notebooksIn,
  type StoredCell,
  type StoredNotebook,
  strictErrors,
  textOf,
} from "./support/chapters";
import { root } from "./support/kernel";

const chapters = notebooksIn(".");
const solutions = notebooksIn("solutions");

const code = ({ cells }: StoredNotebook): StoredCell[] => cells.filter((cell) => cell.cell_type === "code");

/** The lengths of the code cells in lines, the shortest first; cells with nothing but imports are left out. */
const lengths = (notebook: StoredNotebook): number[] =>
  code(notebook)
    .map(codeLines)
    .filter((lines) => lines > 0)
    .sort((a, b) => a - b);

/** What every chapter promises: a number that is at most so large. */
const targets: Record<string, { most: number; of: (notebook: StoredNotebook) => number }> = {
  "the median length of a code cell in lines": {
    most: 5,
    of: (notebook) => {
      const all = lengths(notebook);
      return (all[Math.floor((all.length - 1) / 2)]! + all[Math.ceil((all.length - 1) / 2)]!) / 2;
    },
  },
  "the length that 90 % of the code cells do not exceed": {
    most: 12,
    of: (notebook) => lengths(notebook)[Math.ceil(0.9 * lengths(notebook).length) - 1]!,
  },
  "the length of the longest code cell": { most: 25, of: (notebook) => lengths(notebook).at(-1)! },
  "the characters in the longest line of code": {
    most: 100,
    of: (notebook) =>
      Math.max(
        ...code(notebook)
          .flatMap((cell) => textOf(cell).split("\n"))
          .map((line) => line.length),
      ),
  },
  "the code cells with no text before them in per cent": {
    most: 5,
    of: ({ cells }) => {
      const bare = cells.filter((c, i) => c.cell_type === "code" && cells[i - 1]?.cell_type !== "markdown");
      return (100 * bare.length) / cells.filter((c) => c.cell_type === "code").length;
    },
  },
};

describe("every chapter", () => {
  const promises = Object.entries(targets).map(([target, { most, of }]) => ({ target, most, of }));
  describe.each(promises)("keeps $target at $most or below", ({ most, of }) => {
    it.each(chapters)("in $name", (chapter) => {
      expect(of(chapter)).toBeLessThanOrEqual(most);
    });
  });

  it.each(chapters)("opens with its number, a question and a picture that exists: $name", ({
    name,
    cells,
  }) => {
    const opening = textOf(cells[0]!);
    expect(opening).toMatch(new RegExp(`^# ${name.slice(0, 2)} · \\S`));
    expect(opening).toMatch(/^\*\*[^*]+\?\*\*$/m);
    const picture = /!\[[^\]]{20,}\]\((images\/[^)]+)\)/.exec(opening)?.[1];
    expect(picture, "a picture with a description").toBeDefined();
    expect(existsSync(join(root, "notebooks", picture!)), picture).toBe(true);
  });

  it.each(chapters)("numbers its figures in order, each number once: $name", (chapter) => {
    const figures = figuresOf(chapter);
    expect(figures).toEqual(figures.map((_, k) => `${Number(chapter.name.slice(0, 2))}.${k}`));
    expect(figures.length).toBeGreaterThan(0);
  });

  it("speaks only of figures that are there", () => {
    const there = new Set(chapters.flatMap(figuresOf));
    for (const { name, cells } of [...chapters, ...solutions])
      for (const [mention, number] of cells
        .map(textOf)
        .join("\n")
        .matchAll(/Figure (\d+\.\d+)/g))
        expect(there, `${mention} in ${name}`).toContain(number);
  });
});

describe("every notebook, solutions too", () => {
  const all = [...chapters, ...solutions];

  it.each(all)("stores no outputs and no execution counts: $name", (notebook) => {
    for (const cell of code(notebook)) {
      expect(cell.outputs, textOf(cell)).toEqual([]);
      expect(cell.execution_count, textOf(cell)).toBeNull();
    }
  });

  it.each(all)("has an id of its own for every cell: $name", ({ cells }) => {
    const ids = cells.map(({ id }) => id);
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(all)("asks for the same kernel, in the same form: $name", ({ metadata, nbformat }) => {
    expect(nbformat).toBe(4);
    expect(metadata.kernelspec).toEqual({
      display_name: "TypeScript",
      language: "typescript",
      name: "tslab",
    });
    expect(metadata).toEqual(chapters[0]!.metadata);
  });

  it.each(
    solutions,
  )("keeps its lines within 100 characters and its cells within 25 lines: $name", (notebook) => {
    for (const cell of code(notebook)) {
      expect(codeLines(cell), textOf(cell)).toBeLessThanOrEqual(25);
      for (const line of textOf(cell).split("\n")) expect(line.length, line).toBeLessThanOrEqual(100);
    }
  });

  it("has types that hold under TypeScript's strict rules, which the kernel does not apply", () => {
    expect(strictErrors(all)).toEqual([]);
  });
});

describe("the strict rules", () => {
  const trial = (name: string, tags: string[], ...sources: string[]): StoredNotebook => ({
    name,
    metadata: {},
    nbformat: 4,
    cells: sources.map((source, i) => ({ cell_type: "code", id: String(i), metadata: { tags }, source })),
  });
  let problems: string[] = [];
  beforeAll(() => {
    problems = strictErrors([
      trial("again", [], "const a = 1;\nconst b = 2;", "const a = `text`;", "a.length + b"),
      trial("loose", [], "const f = (x) => x;\nf(1)"),
      trial("on purpose", ["raises-exception"], "const a: number = 'text';"),
    ]);
  });
  const problemsOf = (name: string) => problems.filter((problem) => problem.startsWith(`${name}:`));

  it("let a cell declare a name again, and see the names of all cells before it", () => {
    expect(problemsOf("again")).toEqual([]);
  });

  it("find what the kernel lets pass, and quote the line", () => {
    expect(problemsOf("loose")).toEqual([
      "loose: const f = (x) => x;\n  Parameter 'x' implicitly has an 'any' type.",
    ]);
  });

  it("leave out what fails on purpose", () => {
    expect(problemsOf("on purpose")).toEqual([]);
  });
});
