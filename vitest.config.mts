import { defineConfig } from "vitest/config";

// Three kinds of test, from quick to real: plain units, a real kernel, a real JupyterLab in Chromium.
// Kernels and browsers run one file at a time: two cores are soon busy, and a starved kernel tests nothing.

// The compiled library is loaded by Node itself, as in a notebook, so that there is one instance of each module.
const server = { deps: { external: [/lib\/dist/] } };

// Limits for what hangs, wide enough for a machine that others use, too.
const limits = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 30_000 } } };

export default defineConfig({
  test: {
    projects: [
      { test: { server, name: "unit", include: ["test/*.test.ts"], ...limits } },
      {
        test: {
          server,
          name: "kernel",
          include: ["test/kernel/**/*.test.ts"],
          ...limits,
          fileParallelism: false,
        },
      },
      {
        test: {
          server,
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          ...limits,
          fileParallelism: false,
        },
      },
    ],
  },
});
