// What an exercise is: data. Its right answers come from a reference implementation, its known mistakes from wrong ones.

/** What the learner hands in: a function to be tried on cases, or a value. */
export type AnswerKind = "function" | "number" | "vector" | "object" | "text";

/** A mistake that people make, as the answer it leads to. */
export interface Mistake<Inputs extends unknown[] = unknown[]> {
  /** What to tell the learner whose answers are these: a full sentence, better a question than a verdict. */
  readonly says: string;
  /** What one gets with this mistake, for the inputs of one case. */
  readonly instead: (...inputs: Inputs) => unknown;
}

/** One exercise, as the chapters write it. Inputs are what one case is tried with; a value has a single case without any. */
export interface Exercise<Answer = unknown, Inputs extends unknown[] = unknown[]> {
  /** Chapter and number: "01.2". */
  readonly id: string;
  readonly title: string;
  readonly answer: AnswerKind;
  /** The names of the inputs, as the text of the exercise calls them. */
  readonly inputs?: readonly string[];
  /** The inputs of each case, the simplest first: the first one that goes wrong is shown. */
  readonly cases?: () => Inputs[];
  /** The reference: what is right for these inputs. Without it, only `objection` judges. */
  readonly expected?: (...inputs: Inputs) => unknown;
  /** What the answer makes of the inputs, when it is not a function itself: the output of a neuron, say. */
  readonly read?: (answer: Answer, ...inputs: Inputs) => unknown;
  /** What is wrong with the answer as a whole (three weights are needed, say), as a sentence; undefined when nothing is. */
  readonly objection?: (answer: Answer) => string | undefined;
  /** How far a number may be off, relative to the larger of itself and 1. Default 1e-6. */
  readonly tolerance?: number;
  /** Mistakes of this exercise, looked for before the general ones (sign, factor, order …). */
  readonly mistakes?: readonly Mistake<Inputs>[];
  /** From a nudge to nearly the answer. */
  readonly hints: readonly string[];
}

/** Lets TypeScript check that the cases, the reference and the mistakes of an exercise fit together. */
export function exercise<Answer, Inputs extends unknown[]>(data: Exercise<Answer, Inputs>): Exercise {
  return data as unknown as Exercise;
}
