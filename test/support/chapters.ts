// The notebooks as files: their cells, what can be measured in them, and their code as TypeScript modules.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root } from "./kernel";

const folder: string = join(root, "notebooks");

/** A cell as it is stored. */
export interface StoredCell {
  cell_type: "markdown" | "code";
  id: string;
  metadata: { tags?: string[] };
  source: string | string[];
  outputs?: unknown[];
  execution_count?: number | null;
}

/** A notebook file. */
export interface StoredNotebook {
  /** Such as "01-perceptrons", or "solutions/01-perceptrons". */
  name: string;
  cells: StoredCell[];
  metadata: Record<string, unknown>;
  nbformat: number;
}

/** All chapters, or all notebooks with solutions, in their order. */
export function notebooksIn(place: "." | "solutions"): StoredNotebook[] {
  return readdirSync(join(folder, place))
    .filter((file) => /^\d\d-.*\.ipynb$/.test(file))
    .sort()
    .map((file) => ({
      ...JSON.parse(readFileSync(join(folder, place, file), "utf8")),
      name: (place === "." ? "" : `${place}/`) + file.replace(".ipynb", ""),
    }));
}

/** The text of a cell. */
export function textOf({ source }: StoredCell): string {
  return [source].flat().join("");
}

const importStatement = /^import\b[^;]*;[ \t]*(\/\/.*)?$/gm;

/** How many lines of code a cell has: blank lines, comments and imports do not count. */
export function codeLines(cell: StoredCell): number {
  const lines = textOf(cell).replace(importStatement, "").split("\n");
  return lines.filter((line) => line.trim() && !/^\s*(\/\/|\/\*|\*)/.test(line)).length;
}

/** The figures of a notebook as "1.2", in their order: named in the title of a drawing, or in a caption. */
export function figuresOf({ cells }: StoredNotebook): string[] {
  return cells.flatMap((cell) => {
    const named = cell.cell_type === "code" ? /Figure (\d+\.\d+) ·/g : /^\*Figure (\d+\.\d+)\./gm;
    return [...textOf(cell).matchAll(named)].map(([, number]) => number!);
  });
}

/**
 * Compiles the code of all notebooks as the kernel resolves it, but strictly, and returns what is wrong.
 *
 * A notebook becomes one module. Each cell opens a block inside that of the cell before it: so it sees all earlier names,
 * and may declare them anew, as in the kernel. Imports go to the top. Cells that fail on purpose are left out.
 */
export function strictErrors(notebooks: readonly StoredNotebook[]): string[] {
  const modules = new Map(
    notebooks.map((notebook) => [join(folder, `${notebook.name}.cells.ts`).replaceAll("\\", "/"), notebook]),
  );
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ES2022,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    esModuleInterop: true,
    types: ["node"],
    skipLibCheck: true,
  };
  const files = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...files,
    fileExists: (file) => modules.has(file) || files.fileExists(file),
    getSourceFile: (file, version, ...rest) => {
      const notebook = modules.get(file);
      return notebook
        ? ts.createSourceFile(file, asModule(notebook), version)
        : files.getSourceFile(file, version, ...rest);
    },
  };
  const program = ts.createProgram([...modules.keys()], options, host);
  return [...modules].flatMap(([file, { name }]) => {
    const source = program.getSourceFile(file)!;
    const problems = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return problems.map(({ start = 0, messageText }) => {
      const { line } = source.getLineAndCharacterOfPosition(start);
      const quoted = source.text.split("\n")[line]!.trim();
      return `${name}: ${quoted}\n  ${ts.flattenDiagnosticMessageText(messageText, "\n  ")}`;
    });
  });
}

function asModule({ cells }: StoredNotebook): string {
  const sources = cells
    .filter((cell) => cell.cell_type === "code" && !cell.metadata.tags?.includes("raises-exception"))
    .map(textOf);
  const imports = new Set(sources.flatMap((code) => code.match(importStatement) ?? []));
  const blocks = sources.map((code) => `{\n${code.replace(importStatement, "")}\n;`);
  return [...imports, "export {};", ...blocks, "}".repeat(blocks.length)].join("\n");
}
