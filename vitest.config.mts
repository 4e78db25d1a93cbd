import { defineConfig } from "vitest/config";

// Three kinds of test, from quick to real: plain units, a real kernel, a real JupyterLab in Chromium.
// Kernels and browsers run one file at a time: two cores are soon busy, and a starved kernel tests nothing.

// The compiled library is loaded by Node itself, as in a notebook, so that there is one instance of each module.
const server = { deps: { external: [/lib\/dist/] } };

export default defineConfig({
  test: {
    projects: [
      { test: { server, name: "unit", include: ["test/*.test.ts"], testTimeout: 60_000 } },
      {
        test: {
          server,
          name: "kernel",
          include: ["test/kernel/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          server,
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
