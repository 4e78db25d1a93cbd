// Kernels for tests: the library's client, under the name that tests know it by.

export * from "descent/kernel-client/kernel";
