// Who may know whom in lib/: dependencies point one way, and this reads every import line to see that they do.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { describe, expect, it } from "vitest";

const lib = join(__dirname, "..", "lib");

/** The modules of lib, by their names as notebooks write them, each with what it needs at run time. */
const imports = new Map<string, string[]>(
  readdirSync(lib, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".ts") && !/^(dist|node_modules)\/|assembly\/|\/browser\//.test(file))
    .map((file) => [file.replace(/\.ts$/, ""), needs(file)]),
);

function needs(file: string): string[] {
  const source = readFileSync(join(lib, file), "utf8");
  return [...source.matchAll(/^(?:import|export)\s+(?!type\b)([^;]*?)\s*from\s+"([^"]+)"/gm)]
    .filter(([, names]) => !/^\{(\s*type [^,}]+,?)+\s*\}$/.test(names!))
    .map(([, , path]) => (path!.startsWith(".") ? normalize(join(dirname(file), path!)) : path!))
    .map((path) => path.replaceAll("\\", "/"));
}

function reachable(from: string, seen = new Set<string>()): Set<string> {
  for (const next of imports.get(from) ?? []) {
    if (seen.has(next)) continue;
    seen.add(next);
    reachable(next, seen);
  }
  return seen;
}

describe("the modules of lib", () => {
  it("never import each other in a circle", () => {
    for (const name of imports.keys()) expect([...reachable(name)], name).not.toContain(name);
  });

  it("leave the notebook glue alone: it sits on top; and only one file knows tslab", () => {
    for (const [name, needed] of imports) expect(needed, name).not.toContain("notebook");
    for (const name of imports.keys()) {
      if (name !== "display")
        expect(readFileSync(join(lib, `${name}.ts`), "utf8"), name).not.toContain('"tslab');
    }
  });

  it("draw figures from plain values: nothing in figures/ can train a network or read a file", () => {
    for (const name of imports.keys()) {
      if (!name.startsWith("figures/")) continue;
      const outside = [...reachable(name)].filter((other) => !other.startsWith("figures/"));
      for (const other of outside)
        expect(["vector", "html", "elementary", "pngjs"], `${name} needs ${other}`).toContain(other);
    }
  });

  it("keep the readable core free of files, processes and libraries, except for chance", () => {
    for (const core of ["network", "activation", "cost", "init", "linalg", "elementary", "vector"]) {
      const outside = [...reachable(core)].filter((other) => !imports.has(other));
      for (const other of outside)
        expect(["node:util", "pure-rand/generator/mersenne"], `${core}: ${other}`).toContain(other);
    }
  });

  it("draw chance from one place only", () => {
    for (const name of imports.keys()) {
      const source = readFileSync(join(lib, `${name}.ts`), "utf8");
      expect(source, relative(lib, name)).not.toMatch(/Math\.random\(/);
    }
  });
});
