// Exercises with instant checks, for the cells of a notebook: check, hint, progress, and yours for what is still empty.
//
// A check explains and never stops "Run All". For grading tools that count errors (nbgrader, nbclient), set the
// environment variable DESCENT_CHECKS=throw: then every check that is not passed throws a CheckError with the same words.

import { display } from "./display";
import { type Card, hintCard, progressCard, resultCard } from "./exercises/card";
import { chapterOf, exercises, exercisesOf, findExercise } from "./exercises/catalogue";
import { examine } from "./exercises/examine";
import { noteHint, noteResult, standing } from "./exercises/memory";

export { NotDone, yours } from "./exercises/stub";

/** The form in which a grader reads results out of a notebook's outputs. */
export const RESULT_TYPE = "application/vnd.descent.result+json";

/** A check that was not passed, when checks throw. */
export class CheckError extends Error {
  override readonly name: string = "CheckError";
}

/**
 * Checks an answer and says what it found: right, not done yet, or what was expected, what came and the likely mistake.
 *
 * It throws only for an exercise that does not exist, or when asked to (strict, or DESCENT_CHECKS=throw).
 */
export function check(
  id: string,
  answer: unknown,
  options: {
    /** Throw a CheckError unless the answer is right. */
    strict?: boolean;
  } = {},
): void {
  const exercise = findExercise(id);
  const result = examine(exercise, answer);
  noteResult(result);
  const card = resultCard(result, exercise.hints.length);
  show(card, { [RESULT_TYPE]: result });
  const strict = options.strict ?? process.env.DESCENT_CHECKS === "throw";
  if (strict && result.status !== "passed") throw new CheckError(card.text);
}

/** Shows the next hint for an exercise; after the last one they begin again. */
export function hint(id: string): void {
  const { title, hints } = findExercise(id);
  const next = standing(id).hints % hints.length;
  noteHint(id);
  show(hintCard(id, title, hints[next]!, next + 1, hints.length));
}

/** Shows how the exercises of a chapter such as "01" stand; without a chapter, those of every chapter begun. */
export function progress(chapter?: string): void {
  const begun = new Set(
    exercises
      .map(({ id }) => id)
      .filter((id) => isBegun(id))
      .map(chapterOf),
  );
  const shown =
    chapter === undefined ? exercises.filter(({ id }) => begun.has(chapterOf(id))) : exercisesOf(chapter);
  show(progressCard(shown.map(({ id, title }) => ({ id, title, ...standing(id) }))));
}

function isBegun(id: string): boolean {
  const { done, tries, hints } = standing(id);
  return done || tries > 0 || hints > 0;
}

function show({ html, text }: Card, more: Record<string, unknown> = {}): void {
  display({ "text/html": html, "text/plain": text, ...more });
}
