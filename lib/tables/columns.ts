// How the values of a column are written: all with the same number of decimals, so that digits stand under digits.

/** A column ready to be shown. */
export interface Column {
  /** The name for people: "validation accuracy" for validationAccuracy. */
  readonly name: string;
  /** Whether it holds nothing but numbers. */
  readonly numeric: boolean;
  /** The text of one value. */
  write(value: unknown): string;
}

const TINY = 1e-4;
const HUGE = 1e9;

/** Decides how a column is written, from its name and all of its values. */
export function column(name: string, values: readonly unknown[]): Column {
  const present = values.filter((value) => value !== undefined && value !== null);
  const numbers = present.filter((value): value is number => typeof value === "number");
  const numeric = present.length > 0 && numbers.length === present.length;
  const percent = numeric && isFraction(name, numbers);
  const places = decimals(percent ? numbers.map((value) => 100 * value) : numbers, percent ? 2 : 6);
  const write = (value: unknown) => {
    if (typeof value !== "number") return writeOther(value);
    return percent && Number.isFinite(value)
      ? `${writeNumber(100 * value, places, 0)} %`
      : writeNumber(value, places);
  };
  return { name: readable(name), numeric, write };
}

/** validationAccuracy and validation_accuracy become "validation accuracy"; names with spaces stay as they are. */
export function readable(name: string): string {
  if (/\s/.test(name)) return name;
  return name
    .replace(/_+/g, " ")
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .replace(/\b\p{Lu}(?=\p{Ll})/gu, (letter, at) => (at === 0 ? letter : letter.toLowerCase()))
    .trim();
}

/** Accuracies and the like, from 0 to 1, are easier to read as per cent. */
function isFraction(name: string, numbers: readonly number[]): boolean {
  return (
    /accuracy|confidence|share|fraction/i.test(name) &&
    !name.includes("%") &&
    numbers.every((value) => Number.isNaN(value) || (value >= 0 && value <= 1))
  );
}

/**
 * Enough decimals for four digits of the largest number, for two digits of the smallest, and for all of a short number
 * such as 0.005. Numbers that will be written with an exponent do not count.
 */
function decimals(numbers: readonly number[], most: number): number {
  const plain = numbers.map(Math.abs).filter((size) => size >= TINY && size < HUGE);
  if (plain.length === 0 || numbers.filter(Number.isFinite).every(Number.isInteger)) return 0;
  const power = (size: number) => Math.floor(Math.log10(size));
  const ofLargest = 3 - power(Math.max(...plain));
  const ofSmallest = 1 - power(Math.min(...plain));
  const ofShort = plain
    .filter((size) => size === Number(size.toPrecision(3)))
    .map((size) => String(size).split(".")[1]?.length ?? 0);
  return Math.min(most, Math.max(0, ofLargest, ofSmallest, ...ofShort));
}

function writeNumber(value: number, places: number, tiny = TINY): string {
  if (Number.isNaN(value)) return "NaN";
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (size === Number.POSITIVE_INFINITY) return `${sign}∞`;
  if (size !== 0 && (size < tiny || size >= HUGE) && !(Number.isInteger(value) && size < 1e15))
    return sign + writeExponent(size);
  return sign + size.toLocaleString("en", { minimumFractionDigits: places, maximumFractionDigits: places });
}

/** 0.0000123 as 1.23 × 10⁻⁵. */
function writeExponent(size: number): string {
  const [digits, exponent] = size.toExponential(2).split("e") as [string, string];
  const raised = exponent.replace(/./g, (c) => (c === "-" ? "⁻" : c === "+" ? "" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)]!));
  return `${Number(digits)} × 10${raised}`;
}

function writeOther(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "bigint") return value.toLocaleString("en").replace("-", "−");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
