import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NotDone, yours } from "descent/exercises";
import { resultCard } from "descent/exercises/card";
import { exercises, exercisesOf, findExercise } from "descent/exercises/catalogue";
import { examine } from "descent/exercises/examine";
import type { Exercise } from "descent/exercises/exercise";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";

const verdict = (id: string, answer: unknown) => examine(findExercise(id), answer);

/** The reference, or one of its mistakes, as a learner would hand it in; undefined when the answer is read, not called. */
function handIn({ answer, read }: Exercise, reference: (...inputs: unknown[]) => unknown): unknown {
  if (read) return undefined;
  return answer === "function" ? reference : reference();
}

describe("every exercise", () => {
  it("has a number of its own, a title and hints", () => {
    expect(new Set(exercises.map(({ id }) => id)).size).toBe(exercises.length);
    for (const { id, title, hints } of exercises) {
      expect(id).toMatch(/^\d\d\.\d$/);
      expect(title).not.toBe("");
      expect(hints.length, id).toBeGreaterThan(0);
    }
  });

  test.each(exercises)("$id accepts its reference", (exercise) => {
    const answer = exercise.expected && handIn(exercise, exercise.expected);
    if (answer !== undefined) expect(examine(exercise, answer).status).toBe("passed");
  });

  test.each(exercises)("$id names each of its mistakes", (exercise) => {
    for (const { says, instead } of exercise.mistakes ?? []) {
      const answer = handIn(exercise, instead);
      if (answer !== undefined)
        expect(examine(exercise, answer)).toMatchObject({ status: "failed", mistake: says });
    }
  });

  test.each(exercises)("$id is not done while its stub stands, in whatever form", ({ id, answer, title }) => {
    const stubs = [yours(), undefined, ...(answer === "function" ? functionStubs : [])];
    for (const stub of stubs)
      expect(verdict(id, stub)).toEqual({ id, title, status: "not done", message: "Not done yet." });
  });
});

const functionStubs = [
  () => undefined,
  () => yours(),
  () => 1 - yours<number>(),
  () => yours<number[]>()[0],
  () => {
    throw new NotDone();
  },
];

describe("what a check says", () => {
  it("a list with a place that is still empty is not done", () => {
    expect(verdict("01.3", { weights: [1, yours(), 1], bias: 0 }).status).toBe("not done");
  });

  it("a placeholder can be called and counted with, so that Run All gets past it", () => {
    const [f, n] = [yours<(z: number) => number>(), yours<number>()];
    expect(() => [f(3), 2 * n, `${n}`, f(1) + n]).not.toThrow();
  });

  it("a function that fails is quoted, with the inputs it failed for", () => {
    const failing = verdict("02.2", (z: number) => (z === 0 ? missing.length : 1));
    const missing = undefined as unknown as string;
    expect(failing.message).toMatch(/^It fails with ReferenceError: Cannot access 'missing'/);
    expect(failing.wrong).toMatchObject({ inputs: "z = 0", got: "an error" });
  });

  it("NaN, a wrong type, a wrong length and a promise each get their sentence", () => {
    expect(verdict("02.2", () => Number.NaN).message).toMatch(/^Got NaN: /);
    expect(verdict("02.2", () => "0.25").message).toMatch(/^Expected a number, got a text\./);
    expect(verdict("02.2", () => true).message).toMatch(/^Expected a number \(1 for true/);
    expect(verdict("03.2", () => [0]).message).toContain("Expected a list of 2, got a list of 1");
    expect(verdict("02.2", async () => 1).message).toContain("without the word async");
    expect(verdict("02.2", 0.25).message).toBe("Expected a function of (z), got a number.");
    expect(verdict("00.1", () => 3985).message).toMatch(/^Expected a value, got a function/);
    expect(verdict("01.3", { weights: [1, 1], bias: 0 }).message).toContain("Expected 3 weights");
    expect(verdict("00.4", { timid: 0.01 }).message).toContain("wild is missing");
  });

  it("a function that forgets to return in one branch is told for which inputs", () => {
    const result = verdict("02.3", (z: number) => (z > 0 ? 1 : z < 0 ? 0 : undefined));
    expect(result.message).toBe(
      "Nothing comes back for z = 0. Is there a way through the function without a return?",
    );
  });

  it("a function may change its inputs without harm to the verdict", () => {
    const greedy = (order: number[], m: number) => {
      const batches = [];
      while (order.length > 0) batches.push(order.splice(0, m));
      return batches;
    };
    expect(verdict("07.2", greedy).status).toBe("passed");
  });

  it("typed arrays are as good as lists", () => {
    expect(verdict("03.4", Array.from(new Uint16Array([4096, 15, 1]))).status).toBe("passed");
    const typed = (order: number[], m: number) =>
      Array.from({ length: Math.ceil(order.length / m) }, (_, i) =>
        Uint8Array.from(order).subarray(i * m, i * m + m),
      );
    expect(verdict("07.2", typed).status).toBe("passed");
  });

  it("what is expected stays secret when it is the answer itself", () => {
    const { wrong, largestDifference } = verdict("00.1", 4000);
    expect(wrong).toEqual({ inputs: "", got: "4000" });
    expect(largestDifference).toBeUndefined();
  });

  it("mistakes that nobody foresaw are still recognised by what they do to the numbers", () => {
    const slope = (z: number) => Math.exp(-z) / (1 + Math.exp(-z)) ** 2;
    const says = (answer: (z: number) => unknown) => verdict("02.2", answer).mistake;
    expect(says((z) => -slope(z))).toContain("every sign is wrong");
    expect(says((z) => 100 * slope(z))).toContain("per cent");
    expect(says((z) => 4 * slope(z))).toContain("4 times what it should be");
    expect(says((z) => slope(z) + 0.25)).toContain("0.25 too large");
    expect(says(() => 0.25)).toContain("whatever the inputs are");
    expect(says((z) => Math.sign(z || 1) * slope(z))).toContain("some signs are wrong");
    expect(says((z) => slope(z) ** 2)).toContain("square root missing");
    expect(says((z) => 1 / slope(z))).toContain("upside down");
    expect(says((z) => (z === 0 ? 0 : slope(z)))).toContain("Only this case");
    expect(says((z) => slope(z) + z)).toBeUndefined();
    const adder = (change: (sum: number[]) => number[]) => (a: number[], b: number[]) => {
      let carry = 0;
      const bits = a.map((bit, k) => {
        const sum = bit + b[k]! + carry;
        carry = sum >> 1;
        return sum & 1;
      });
      return change([...bits, carry]);
    };
    expect(
      verdict(
        "01.5",
        adder((sum) => sum.reverse()),
      ).mistake,
    ).toContain("opposite order");
    expect(
      verdict(
        "01.5",
        adder((sum) => sum.slice(1)),
      ).mistake,
    ).toContain("The first one is missing");
    expect(
      verdict(
        "01.5",
        adder((sum) => [...sum, 0]),
      ).mistake,
    ).toContain("one too many");
    expect(
      verdict(
        "01.5",
        adder((sum) => sum),
      ).status,
    ).toBe("passed");
  });

  it("a learning rate is judged by where it leads, and the verdict says which way it is off", () => {
    const says = (eta: unknown) => verdict("05.3", eta).message;
    for (const eta of [0.4, 0.5, 0.6]) expect(verdict("05.3", eta).status).toBe("passed");
    expect(says(0.1)).toContain("v₂ has not arrived");
    expect(says(0.66)).toContain("jumps from side to side");
    expect(says(0.7)).toContain("higher than the start");
    expect(says(50)).toContain("out of sight");
    expect(says(-0.1)).toContain("above 0");
  });

  it("mistakes in answers that are read rather than called", () => {
    const vote = (bias: number) => verdict("01.3", { weights: [1, 1, 1], bias }).mistake;
    expect(vote(-2)).toContain("too hard to fire");
    expect(vote(-0.5)).toContain("too easy to fire");
    expect(vote(-9)).toContain("never fires");
    expect(vote(1)).toContain("fires even without a vote");
    expect(verdict("01.3", { weights: [1, 1, 1], bias: -1.5 }).status).toBe("passed");
    const rows = [8, 4, 2, 1].map((value) => Array.from({ length: 10 }, (_, d) => (d & value ? 10 : -10)));
    const layer = (weights: number[][]) => verdict("03.3", { weights, biases: [0, 0, 0, 0] });
    expect(layer(rows).status).toBe("passed");
    expect(layer([...rows].reverse()).mistake).toContain("opposite order");
    expect(layer(rows.map((row) => row.map((w) => Math.max(0, w)))).mistake).toContain("A bias below 0");
    expect(layer(rows[0]!.map((_, d) => rows.map((row) => row[d]!))).message).toContain("changed places");
  });

  it("what a detector of nine weights fires for, and should not", () => {
    const stroke = (row: number[], bias: number) =>
      verdict("03.5", { weights: [...row, ...row, ...row], bias });
    expect(stroke([-1, 2, -1], -3).status).toBe("passed");
    expect(stroke([0, 2, 0], -5).mistake).toContain("a full window fires too");
    expect(stroke([0, 2, 0], -1).mistake).toContain("How much should be enough");
    expect(stroke([-1, 2, -1], -9).mistake).toContain("never fires");
    expect(verdict("03.5", { weights: [-1, -1, -1, 2, 2, 2, -1, -1, -1], bias: -3 }).mistake).toContain(
      "on its side",
    );
    expect(verdict("03.5", { weights: [1, 2, 3], bias: 0 }).message).toContain("Expected 9 weights");
  });

  it("ties, and other small print of baselines", () => {
    const first = (votes: number[]) =>
      votes.reduce((best, v) => (count(votes, v) > count(votes, best) ? v : best));
    const count = (votes: number[], v: number) => votes.filter((other) => other === v).length;
    expect(verdict("04.4", first).status).toBe("passed");
    expect(verdict("04.4", (votes: number[]) => first([...votes].sort())).mistake).toContain(
      "smallest digit",
    );
    expect(verdict("04.4", (votes: number[]) => votes[0]).mistake).toContain("have a vote too");
    expect(verdict("04.1", (i: number, r: number, c: number) => 16 + 784 * i + 28 * r + c).status).toBe(
      "passed",
    );
    expect(verdict("04.1", (i: number, r: number, c: number) => 784 * i + 28 * r + c).mistake).toContain(
      "header",
    );
  });

  it("a range of learning rates is right, and outside it the check says which way to go", () => {
    expect(verdict("07.4", 8).status).toBe("passed");
    expect(verdict("07.4", 3).message).toContain("dare longer ones");
    expect(verdict("07.4", 30).message).toContain("too wild");
  });

  it("a diagnosis is told which two patients it confuses, and which words it may use", () => {
    const right = { C: "lost digit", D: "too large", E: "healthy", F: "too small" };
    expect(verdict("07.1", right).status).toBe("passed");
    expect(verdict("07.1", { ...right, D: "too small", F: "too large" }).mistake).toContain("D and F");
    expect(verdict("07.1", { ...right, D: "too big" }).message).toContain('"too small", got "too big"');
  });

  it("a winner is chosen on the validation images, also where a run has diverged", () => {
    type Runs = Record<"name" | "validation" | "test", never>[];
    const by = (key: "validation" | "test") => (runs: Runs) =>
      runs.filter((run) => run[key] > 0).sort((a, b) => b[key] - a[key])[0]!.name;
    expect(verdict("07.6", by("validation")).status).toBe("passed");
    expect(verdict("07.6", by("test")).mistake).toContain("no report any more");
    const first = (runs: Runs) => runs.reduce((a, b) => (b.validation > a.validation ? b : a)).name;
    expect(verdict("07.6", first).mistake).toContain("NaN");
  });

  it("text in an answer is shown as text, never as HTML", () => {
    const { html } = resultCard(
      verdict("02.2", () => "<img onerror=alert(1)>"),
      2,
    );
    expect(html).not.toContain("<img");
    expect(html).toContain("&#60;img");
  });
});

describe("finding exercises", () => {
  it("an unknown number is an error that names the nearest ones", () => {
    expect(() => findExercise("1.2")).toThrow('there is no exercise "1.2"; the nearest are "01.2", ');
  });
  it("an unknown chapter is an error that names the chapters", () => {
    expect(() => exercisesOf("99")).toThrow(
      'there are no exercises in chapter "99"; chapters are "00", "01"',
    );
  });
});

describe("check, hint and progress in a program of its own", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "descent-exercises-"));
    file = join(folder, "runs", "progress.json");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const run = (code: string, env: Record<string, string> = {}) =>
    execFileSync(
      process.execPath,
      ["-e", `const { check, hint, progress, yours } = require("descent/exercises"); ${code}`],
      { encoding: "utf8", env: { ...process.env, DESCENT_PROGRESS: file, ...env } },
    );

  it("print text where there is no notebook", () => {
    expect(run('check("00.1", 3970); check("00.1", 3985);')).toBe(
      [
        "✗ 00.1 · How many numbers?: Not right yet.",
        "  got: 3970",
        "  Those are the weights. Each of the 5 + 10 neurons has a bias as well.",
        '  Stuck? hint("00.1") gives the first of 3 hints.',
        "✓ 00.1 · How many numbers?: Right.",
        "",
      ].join("\n"),
    );
  });

  it("give hints one at a time, say how many are left, and go on after a restart", () => {
    expect(run('hint("00.3");')).toMatch(/^Hint 1 of 2 .*\n.*\n {2}1 more: run the cell again\.\n$/);
    expect(run('hint("00.3");')).toMatch(/^Hint 2 of 2 .*\n.*\n {2}That was the last one\.\n$/);
    expect(run('hint("00.3");')).toMatch(/^Hint 1 of 2 /);
  });

  it("remember after a restart what is done and what was tried; what is done stays done", () => {
    run('check("00.1", 3985); check("00.1", 1); check("00.2", () => 1); check("00.3", yours());');
    expect(run('progress("00");')).toBe(
      [
        "✓ 00.1 · How many numbers?: done",
        "✗ 00.2 · Accuracy by hand: tried, 1 time",
        "○ 00.3 · What the first epoch brings: not yet",
        "○ 00.4 · Too timid, too wild: not yet",
        "1 of 4 done",
        "",
      ].join("\n"),
    );
    expect(readdirSync(join(folder, "runs"))).toEqual(["progress.json"]);
  });

  it("forget nothing within a run when the file cannot be written, and begin anew when it is damaged", () => {
    writeFileSync(join(folder, "runs"), "a file where the folder should be");
    expect(run('check("00.1", 3985); progress("00");')).toContain("1 of 4 done");
    rmSync(join(folder, "runs"));
    run('check("00.1", 3985);');
    writeFileSync(file, "{ torn");
    expect(run('check("00.2", () => 1); progress("00");')).toContain("0 of 4 done");
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ "00.2": { done: false, tries: 1, hints: 0 } });
  });

  it("throw with the same words when a grader asks for it", () => {
    const caught = "try { check('00.1', 3970); } catch (error) { console.log('THROWN', error.name); }";
    expect(run(caught)).not.toContain("THROWN");
    expect(run(caught, { DESCENT_CHECKS: "throw" })).toContain("THROWN CheckError");
    expect(
      run("try { check('00.1', yours(), { strict: true }); } catch { console.log('THROWN'); }"),
    ).toContain("THROWN");
    expect(run("check('00.1', 3985, { strict: true }); console.log('fine');")).toContain("fine");
  });
});
