// Keeps Vitest from looking further up for the project's own configuration.
export default { test: { globals: true } };
