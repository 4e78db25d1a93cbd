// The place in a cell that is the learner's to fill, and how a check knows that it is still empty.

const mark = Symbol("yours");
let calls = 0;

/** Thrown by a function that is still to be written: a check says "not done yet". */
export class NotDone extends Error {
  override readonly name: string = "NotDone";
}

/**
 * Stands where your answer goes: replace `yours()` by an expression of your own.
 *
 * Until then the cell runs, and its check says "not done yet".
 */
export function yours<T>(): T {
  calls++;
  return placeholder as T;
}

/** How often `yours()` was called: a function that still calls it is not finished, whatever it returns. */
export function stubCalls(): number {
  return calls;
}

/** Whether there is no answer yet, or one with holes in it. */
export function isStub(answer: unknown, depth = 3): boolean {
  if (answer === undefined || isPlaceholder(answer)) return true;
  if (depth === 0 || typeof answer !== "object" || answer === null || ArrayBuffer.isView(answer))
    return false;
  return Object.values(answer).some((part) => isPlaceholder(part) || isStubInside(part, depth - 1));
}

function isStubInside(part: unknown, depth: number): boolean {
  return part !== undefined && isStub(part, depth);
}

function isPlaceholder(value: unknown): boolean {
  return typeof value === "function" && mark in value;
}

// It can be called, counted with and asked for its parts without throwing: Run All gets past it.
const placeholder: unknown = new Proxy(() => placeholder, {
  has: (target, name) => name === mark || name in target,
  get: (_, name) => (name === Symbol.toPrimitive ? () => Number.NaN : undefined),
});
