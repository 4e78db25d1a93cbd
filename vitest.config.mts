import { defineConfig } from "vitest/config";

// Three kinds of test, from quick to real: plain units, a real kernel, a real JupyterLab in Chromium.
// Kernels and browsers run one file at a time: two cores are soon busy, and a starved kernel tests nothing.
export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["test/*.test.ts"], testTimeout: 60_000 } },
      {
        test: {
          name: "kernel",
          include: ["test/kernel/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
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
