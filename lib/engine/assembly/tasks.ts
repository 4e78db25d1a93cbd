// The work on a layer, cut into tasks that threads may do side by side (see team): strips of neurons where weights are
// read or change, parts of the examples where neurons of all strips come together.

import { activate, back } from "./activation";
import { constant, flush, plus } from "./elementary";
import { gatherBackStrip, gatherStrip, list, scatterStrip, unlist } from "./lists";
import { at, Kind, Layer, lanes, PLAN, Plan, record, Slot, setLanes } from "./memory";
import { learnStrip, sendBackStrip, sendStrip } from "./rows";
import { stripAddress, stripStart, stripVectors } from "./strips";
import { begin, end, finish, NONE, present, take, wait } from "./team";

/** What a task does. */
export enum Job {
  /** A strip: z of the examples at hand. */
  WEIGH,
  /** A part of the examples: a = f(z), and the lists of what is not 0. */
  ACTIVATE,
  /** A part of the examples: δ of the layer below. */
  SEND_BACK,
  /** A strip: the gradients of the examples at hand are added up. */
  ADD_UP,
  /** A strip: a step with the gradients of the examples at hand. */
  STEP,
  /** A strip: a step with gradients that were added up. */
  STEP_BY_SUMS,
}

/** The phase of the last call of assist, in this thread. */
let seen: u32 = 0;

/** Does one kind of work on layer l, with whoever is there to help. */
export function together(plan: Plan, job: Job, l: u32): void {
  const team = plan.team;
  const byExamples = job === Job.ACTIVATE || job === Job.SEND_BACK;
  const tasks = byExamples ? parts(plan) : layer(plan, l).strips;
  if (team.threads === 1 || tasks === 1) {
    for (let task: u32 = 0; task < tasks; task++) perform(plan, job, l, task);
    return;
  }
  work(plan, 0, begin(team, job, l, tasks));
  end(team);
}

/** What a helper does, again and again: it waits for a phase and takes part in it. False when it may go. */
export function assist(thread: u32): bool {
  const plan = changetype<Plan>(PLAN);
  if (!wait(plan.team, seen)) return false;
  seen = present(plan.team);
  work(plan, thread, seen);
  return true;
}

export function layer(plan: Plan, l: u32): Layer {
  return record<Layer>(plan.firstLayer, l);
}

/** Whether the inputs of layer l are lists. */
export function areListed(plan: Plan, l: u32): bool {
  return l === 0 ? plan.chosen.kind === Kind.LISTS : layer(plan, l - 1).slots !== 0;
}

/** Multiplies so many vectors. */
export function multiply(weights: usize, vectors: u32, factor: f32): void {
  for (let i: u32 = 0; i < vectors; i++) {
    setLanes(weights, i, f32x4.mul(constant(factor), lanes(weights, i)));
  }
}

function work(plan: Plan, thread: u32, phase: u32): void {
  const team = plan.team;
  for (let task = take(team, thread, phase); task !== NONE; task = take(team, thread, phase)) {
    perform(plan, team.job, team.layer, task);
    finish(team);
  }
}

function perform(plan: Plan, job: Job, l: u32, task: u32): void {
  switch (job) {
    case Job.WEIGH: weigh(plan, l, task); break;
    case Job.ACTIVATE: activatePart(plan, l, task); break;
    case Job.SEND_BACK: sendBackPart(plan, l, task); break;
    case Job.ADD_UP: addUp(plan, l, task); break;
    case Job.STEP: step(plan, l, task); break;
    default: stepBySums(plan, l, task); break;
  }
}

/** How many parts the examples at hand are cut into. */
function parts(plan: Plan): u32 {
  return min(plan.team.threads, plan.count);
}

/** The first example of a part. */
function partStart(plan: Plan, part: u32): u32 {
  return (plan.count * part) / parts(plan);
}

function weigh(plan: Plan, l: u32, s: u32): void {
  const to = layer(plan, l);
  const n = stripVectors(to, s);
  const start = stripStart(to, s);
  const weights = stripAddress(to, to.weights, s);
  const biases = at<v128>(to.biases, start);
  const z = at<v128>(to.activations, start);
  const count = plan.count;
  if (areListed(plan, l)) {
    const scale = constant(l === 0 ? <f32>plan.scale : 1);
    gatherStrip(n, listed(plan, l), count, weights, biases, scale, z, to.stride);
  } else sendStrip(n, inputs(plan, l), inputStride(plan, l), to.inputs, count, weights, biases, z, to.stride);
}

function activatePart(plan: Plan, l: u32, part: u32): void {
  const to = layer(plan, l);
  const first = partStart(plan, part);
  const last = partStart(plan, part + 1);
  activate(to, to.activations + first * to.stride, last - first);
  if (to.slots === 0) return;
  for (let e = first; e < last; e++) {
    list(to.activations + e * to.stride, to.outputs, record<Slot>(to.slots, e));
  }
}

function sendBackPart(plan: Plan, l: u32, part: u32): void {
  const above = layer(plan, l);
  const below = layer(plan, l - 1);
  const first = partStart(plan, part);
  const count = partStart(plan, part + 1) - first;
  const row = first * below.stride;
  const sum = row + (below.slots === 0 ? below.deltas : below.gathered);
  const slots = changetype<usize>(record<Slot>(below.slots, first));
  memory.fill(sum, 0, count * below.stride);
  for (let s: u32 = 0; s < above.strips; s++) {
    const n = stripVectors(above, s);
    const w = stripAddress(above, above.weights, s);
    const d = at<v128>(above.deltas, stripStart(above, s)) + first * above.stride;
    if (below.slots === 0) sendBackStrip(n, above.rows, count, w, d, above.stride, sum, below.stride);
    else gatherBackStrip(n, slots, count, w, d, above.stride, sum, below.stride);
  }
  if (below.slots === 0) back(below, below.activations + row, sum, count);
  else unlistAll(below, first, count);
}

/** δ from ∂C/∂a of the neurons in the lists: they are those whose ReLU has slope 1. */
function unlistAll(to: Layer, first: u32, count: u32): void {
  for (let e = first; e < first + count; e++) {
    const row = e * to.stride;
    unlist(to.gathered + row, record<Slot>(to.slots, e), to.deltas + row, to.vectors);
  }
}

function addUp(plan: Plan, l: u32, s: u32): void {
  const to = layer(plan, l);
  addBiases(plan, to, s, at<v128>(to.gradient, to.rows * to.vectors), constant(1));
  addWeights(plan, l, s, to.gradient, constant(1), constant(1));
}

function step(plan: Plan, l: u32, s: u32): void {
  const to = layer(plan, l);
  addBiases(plan, to, s, to.biases, constant(plan.step));
  if (areListed(plan, l) && plan.keep !== 1) {
    multiply(stripAddress(to, to.weights, s), to.rows * stripVectors(to, s), plan.keep);
  }
  addWeights(plan, l, s, to.weights, constant(plan.keep), constant(plan.weightStep));
}

/** target += step · Σ δ, for strip s of the biases of a layer or their gradients. */
function addBiases(plan: Plan, to: Layer, s: u32, target: usize, step: v128): void {
  const end = stripStart(to, s + 1);
  for (let v = stripStart(to, s); v < end; v++) {
    let sum = constant(0);
    for (let e: u32 = 0; e < plan.count; e++) sum = f32x4.add(sum, lanes(to.deltas + e * to.stride, v));
    setLanes(target, v, plus(lanes(target, v), step, sum));
  }
}

/** target = keep · target + step · Σ a δ, for strip s of the weights or gradients of layer l. Lists leave out keep. */
function addWeights(plan: Plan, l: u32, s: u32, block: usize, keep: v128, step: v128): void {
  const to = layer(plan, l);
  const n = stripVectors(to, s);
  const target = stripAddress(to, block, s);
  const d = at<v128>(to.deltas, stripStart(to, s));
  const count = plan.count;
  if (areListed(plan, l)) scatterStrip(n, listed(plan, l), count, target, step, d, to.stride);
  else {
    const stride = inputStride(plan, l);
    learnStrip(n, inputs(plan, l), stride, to.inputs, count, target, keep, step, d, to.stride);
  }
}

/** v = μ v + step · gradient; w = keep · w + v; the gradient is 0 again. Biases, which follow the weights, are kept whole. */
function stepBySums(plan: Plan, l: u32, s: u32): void {
  const to = layer(plan, l);
  const start = stripStart(to, s);
  const n = stripVectors(to, s);
  stepVectors(plan, to, to.rows * start, to.rows * n, constant(plan.keep));
  stepVectors(plan, to, to.rows * to.vectors + start, n, constant(1));
}

/** The same for so many vectors of the block, from the first on. */
function stepVectors(plan: Plan, to: Layer, first: u32, count: u32, keep: v128): void {
  const momentum = constant(<f32>plan.momentum);
  const step = constant(plan.step);
  for (let i = first; i < first + count; i++) {
    const v = flush(plus(f32x4.mul(momentum, lanes(to.velocity, i)), step, lanes(to.gradient, i)));
    setLanes(to.velocity, i, v);
    setLanes(to.weights, i, plus(v, keep, lanes(to.weights, i)));
    setLanes(to.gradient, i, constant(0));
  }
}

/** The lists of inputs of layer l. */
function listed(plan: Plan, l: u32): usize {
  return l === 0 ? plan.slots : layer(plan, l - 1).slots;
}

/** Where the rows of inputs of layer l are. */
function inputs(plan: Plan, l: u32): usize {
  return l === 0 ? plan.input : layer(plan, l - 1).activations;
}

function inputStride(plan: Plan, l: u32): usize {
  return l === 0 ? plan.inputStride : layer(plan, l - 1).stride;
}
