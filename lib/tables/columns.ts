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

/** How the numbers of one column are written: plain means never with an exponent. */
interface Form {
  readonly places: number;
  readonly plain: boolean;
}

const TINY = 1e-4;
const HUGE = 1e9;

/** Decides how a column is written, from its name and all of its values. */
export function column(name: string, values: readonly unknown[]): Column {
  const present = values.filter((value) => value !== undefined && value !== null);
  const numbers = present.filter((value): value is number => typeof value === "number");
  const numeric = present.length > 0 && numbers.length === present.length;
  const percent = numeric && isFraction(name, numbers);
  const scale = percent ? 100 : 1;
  const places = decimals(
    numbers.map((value) => scale * value),
    percent ? 2 : 6,
  );
  const form = {
    places,
    plain: percent || numbers.every((value) => Number.isInteger(value) && Math.abs(value) < 1e15),
  };
  const unit = percent ? " %" : "";
  const write = (value: unknown) =>
    typeof value === "number" ? writeNumber(scale * value, form) + unit : writeOther(value);
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
 * All decimals of short numbers such as 0.005; and where a number is longer, enough for four digits of the largest and
 * two of the smallest. Numbers that will be written with an exponent do not count.
 */
function decimals(numbers: readonly number[], most: number): number {
  const plain = numbers.map(Math.abs).filter((size) => size >= TINY && size < HUGE);
  const isShort = (size: number) => Number.isInteger(size) || size === Number(size.toPrecision(3));
  const long = plain.filter((size) => !isShort(size));
  const short = plain.filter(isShort);
  const ofShort = short.map((size) => String(size).split(".")[1]?.length ?? 0);
  const power = (size: number) => Math.floor(Math.log10(size));
  const ofLong = long.length === 0 ? [] : [3 - power(Math.max(...plain)), 1 - power(Math.min(...long))];
  return Math.min(most, Math.max(0, ...ofShort, ...ofLong));
}

function writeNumber(value: number, { places, plain }: Form): string {
  if (Number.isNaN(value)) return "NaN";
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (size === Number.POSITIVE_INFINITY) return `${sign}∞`;
  if (!plain && size !== 0 && (size < TINY || size >= HUGE)) return sign + writeExponent(size);
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
