// Values as a message shows them: short, and written as one would write them in a cell.

const MOST = 12;

/** 0.6666667, [0, 1, 1], { weights: [2, 2], bias: -3 }; long lists are cut. */
export function format(value: unknown, depth = 2): string {
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value);
  if (isList(value)) return formatList(Array.from(value), depth);
  if (depth === 0) return "{…}";
  const parts = Object.entries(value).map(([name, part]) => `${name}: ${format(part, depth - 1)}`);
  return parts.length === 0 ? "{}" : `{ ${parts.slice(0, MOST).join(", ")} }`;
}

/** The inputs of a case with their names: "a = 0, b = 1". */
export function formatInputs(names: readonly string[], inputs: readonly unknown[]): string {
  return inputs
    .flatMap((input, i) =>
      names[i] === undefined || typeof input === "function" ? [] : [`${names[i]} = ${format(input)}`],
    )
    .join(", ");
}

/** What kind of thing a value is: "a number", "a list of 3", "nothing (undefined)". */
export function kindOf(value: unknown): string {
  if (value === undefined || value === null) return `nothing (${value})`;
  if (isList(value)) return `a list of ${value.length}`;
  if (value instanceof Promise) return "a promise";
  const names: Record<string, string> = { string: "a text", object: "an object" };
  return names[typeof value] ?? `a ${typeof value}`;
}

/** Arrays and typed arrays. */
export function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function formatList(list: unknown[], depth: number): string {
  if (depth === 0 && list.length > 3) return `[… ${list.length} numbers]`;
  const shown = list.slice(0, MOST).map((part) => format(part, depth - 1));
  if (list.length > MOST) shown.push(`… ${list.length} in all`);
  return `[${shown.join(", ")}]`;
}

function formatNumber(x: number): string {
  if (Number.isInteger(x) && Math.abs(x) < 1e15) return String(x);
  return String(Number(x.toPrecision(7)));
}
