// What to say about the outputs of a network that reads digits: the answer, and honestly how sure it is.

/** An answer in one or two words, and the reason in a sentence. */
export interface Verdict {
  headline: string;
  reason: string;
  sure: boolean;
}

const CONVINCED = 0.5; // below this the brightest output counts as dark
const RIVAL = 0.5; // a second output is a rival from this share of the brightest on

/** The verdict on the outputs (at least two); names[j] is what output j stands for. */
export function verdict(outputs: ArrayLike<number>, names: readonly string[]): Verdict {
  const [first, second] = names.map((_, j) => j).sort((i, j) => outputs[j]! - outputs[i]!) as [
    number,
    number,
  ];
  const [a, b] = [outputs[first]!, outputs[second]!];
  const best = `${names[first]} at ${a.toFixed(2)}`;
  const next = `${names[second]} at ${b.toFixed(2)}`;
  if (b >= RIVAL * a && b > 0) {
    const dark = a < CONVINCED ? ", and neither is bright" : "";
    return {
      headline: `${names[first]} or ${names[second]}`,
      reason: `not sure: ${best}, ${next}${dark}`,
      sure: false,
    };
  }
  if (a < CONVINCED)
    return { headline: `${names[first]}?`, reason: `not sure: no output is bright; ${best}`, sure: false };
  return { headline: names[first]!, reason: `${best}; next ${next}`, sure: true };
}
