// A folder far from the project that kernels take for a workspace: the project's packages, notebooks of one's own.

import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./kernel";

export class Workspace {
  readonly folder: string = mkdtempSync(join(tmpdir(), "descent a café "));

  /** With packages: false it has none, like any other folder on the disk. */
  constructor({ packages = true }: { packages?: boolean } = {}) {
    if (packages) symlinkSync(join(root, "node_modules"), join(this.folder, "node_modules"));
  }

  /** A copy of the kernelspec, where JUPYTER_PATH can point. */
  get jupyterPath(): string {
    cpSync(join(root, "kernel"), join(this.folder, "jupyter/kernels/tslab"), { recursive: true });
    return join(this.folder, "jupyter");
  }

  /** Writes a notebook; a cell that starts with a `// raises` comment gets the tag raises-exception. */
  notebook(name: string, cells: string[]): string {
    const path = join(this.folder, name);
    const content = {
      cells: cells.map((source, i) => ({
        id: `cell-${i}`,
        cell_type: "code",
        source,
        metadata: source.startsWith("// raises") ? { tags: ["raises-exception"] } : {},
        outputs: [],
        execution_count: null,
      })),
      metadata: { kernelspec: { name: "tslab", display_name: "TypeScript" } },
      nbformat: 4,
      nbformat_minor: 5,
    };
    writeFileSync(path, JSON.stringify(content));
    return path;
  }

  /** A folder inside. */
  subfolder(name: string): string {
    mkdirSync(join(this.folder, name), { recursive: true });
    return join(this.folder, name);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
