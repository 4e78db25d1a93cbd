// Tries an answer on the cases of its exercise and says what came of it. Never throws, shows nothing.

import { Network } from "../network";
import { compare } from "./compare";
import type { Exercise } from "./exercise";
import { explain, type Tried } from "./explain";
import { formatInputs, kindOf } from "./format";
import { isStub, NotDone, stubCalls } from "./stub";

/** What a check found. */
export interface Result {
  readonly id: string;
  readonly title: string;
  readonly status: "passed" | "failed" | "not done";
  /** The verdict in a sentence or two. */
  readonly message: string;
  /** The first case that went wrong. What is expected stays secret when it is the answer itself, a value. */
  readonly wrong?: {
    /** Such as "a = 0, b = 1"; empty for a value. */
    readonly inputs: string;
    readonly expected?: string;
    readonly got: string;
  };
  /** Over all cases, when the answers are numbers. */
  readonly largestDifference?: number;
  /** What probably happened, as a question or a nudge. */
  readonly mistake?: string;
}

/** A reason to fail the answer without trying further. */
class Complaint extends Error {}

/** The verdict on an answer. */
export function examine(exercise: Exercise, answer: unknown): Result {
  const { id, title } = exercise;
  try {
    const tried = tryAnswer(exercise, answer);
    if (tried.every(({ same }) => same)) return { id, title, status: "passed", message: "Right." };
    return { id, title, status: "failed", ...explain(exercise, tried) };
  } catch (error) {
    if (error instanceof NotDone) return { id, title, status: "not done", message: "Not done yet." };
    if (error instanceof Complaint) return { id, title, status: "failed", message: error.message };
    throw error;
  }
}

/** Each case with what was expected and what came; none when the exercise has only an objection to raise. */
function tryAnswer(exercise: Exercise, answer: unknown): Tried[] {
  if (isStub(answer)) throw new NotDone();
  checkKind(exercise, answer);
  const objection = attempt(() => exercise.objection?.(answer));
  const says = objection.fails ?? objection.value;
  if (says !== undefined) throw new Complaint(says);
  const { expected, cases = () => [[]] } = exercise;
  if (!expected) return [];
  const tried = cases().map((inputs) => tryCase(exercise, answer, inputs, expected(...inputs)));
  const silent = tried.filter(({ got, fails }) => fails === undefined && isStub(got));
  if (silent.length === tried.length) throw new NotDone();
  if (silent.length > 0) {
    const where = formatInputs(exercise.inputs ?? [], silent[0]!.inputs);
    throw new Complaint(
      `Nothing comes back for ${where}. Is there a way through the function without a return?`,
    );
  }
  return tried;
}

function checkKind({ answer: kind, inputs = [] }: Exercise, answer: unknown): void {
  if (answer instanceof Promise)
    throw new Complaint("The answer is a promise: write await in front of what makes it.");
  if (kind === "function" && typeof answer !== "function")
    throw new Complaint(`Expected a function of (${inputs.join(", ")}), got ${kindOf(answer)}.`);
  if (kind !== "function" && typeof answer === "function")
    throw new Complaint("Expected a value, got a function. Call it, and hand in what it returns.");
}

function tryCase(exercise: Exercise, answer: unknown, inputs: unknown[], expected: unknown): Tried {
  const mine = inputs.map(copy); // a function that changes its inputs harms nobody
  const { value: got, fails } = attempt(() => {
    if (exercise.read) return exercise.read(answer, ...mine);
    return typeof answer === "function" ? answer(...mine) : answer;
  });
  if (fails !== undefined) return { inputs, expected, got, fails, same: false };
  if (got instanceof Promise)
    throw new Complaint("The function returns a promise: it works without the word async.");
  return { inputs, expected, got, ...compare(expected, got, exercise.tolerance) };
}

/** Runs the learner's code: what it throws becomes a sentence, and an empty place in it means that it is not done. */
function attempt<T>(run: () => T): { value?: T; fails?: string } {
  const before = stubCalls();
  try {
    const value = run();
    if (stubCalls() === before) return { value };
  } catch (error) {
    if (!(error instanceof NotDone) && stubCalls() === before)
      return { fails: `It fails with ${error instanceof Error ? `${error.name}: ${error.message}` : error}` };
  }
  throw new NotDone();
}

function copy(input: unknown): unknown {
  if (input instanceof Network) return Network.fromJSON(input.toJSON());
  return typeof input === "function" ? input : structuredClone(input);
}
