// What the host has laid out in memory (see layout, where the map is drawn), as the kernels see it.
// They trust it: every address is valid, rows start on 16 bytes, and lanes beyond the end of a layer hold 0.

/** The address of element i in a row of T that starts at base. Every load and store goes through it. */
// @ts-ignore: decorator
@inline
export function at<T>(base: usize, i: usize): usize {
  return base + i * sizeof<T>();
}

/** Record i of those that start at base. */
// @ts-ignore: decorator
@inline
export function record<T>(base: usize, i: usize): T {
  return changetype<T>(base + i * offsetof<T>());
}

/** Four floats, one vector: number i of a row. */
// @ts-ignore: decorator
@inline
export function lanes(base: usize, i: usize): v128 {
  return v128.load(at<v128>(base, i));
}

/** Writes vector i of a row. */
// @ts-ignore: decorator
@inline
export function setLanes(base: usize, i: usize, value: v128): void {
  v128.store(at<v128>(base, i), value);
}

/** Four times the float at element i of a row. */
// @ts-ignore: decorator
@inline
export function spread(base: usize, i: usize): v128 {
  return v128.load_splat<f32>(at<f32>(base, i));
}

/** Where the plan is. */
export const PLAN: usize = 1024;

/** How a data set is kept: lists of inked pixels, rows of bytes, or rows of floats. */
export enum Kind {
  LISTS,
  BYTES,
  REALS,
}

/** A data set: example i is the bytes from starts[i] up to starts[i + 1]. */
@unmanaged
export class Examples {
  kind: u32;
  starts: usize;
  labels: usize;
}

/** The settings of the run, and what it adds up. The order of the fields is the host's. */
@unmanaged
export class Plan {
  weightDecay: f64;
  momentum: f64;
  scale: f64; // the weights of the first layer are what is stored times this: decay then costs one product a step
  totalCost: f64;
  totalCorrect: u32;
  pending: u32; // examples since the last step
  direct: u32; // 1: steps go straight into the weights; 0: through sums of gradients
  cost: u32;
  layers: u32; // how many
  firstLayer: usize;
  slots: usize;
  input: usize; // the examples at hand, as lists to work with or as rows of floats
  inputStride: usize;
  order: usize;
  training: Examples;
  validation: Examples;
  targets: usize; // y of label 0, 1, …: a row each, as wide as those of the output layer
  words: u32; // how many code words the nearest is sought among; 0: the brightest output is the answer
  team: Team;
  chosen: Examples; // the data set that the examples at hand come from
  count: u32; // how many are at hand
  step: f32; // a step: what the sums of gradients are multiplied by,
  weightStep: f32; // the same for weights, which in the first layer have a scale,
  keep: f32; // and what the weights are
  touched: u32; // of no interest, but a compiler must not think so
}

/** Threads that work together, and what is to do; below, addresses of what they tell one another, each in its own cache line. */
@unmanaged
export class Team {
  threads: u32; // how many there may be, with the host's
  job: u32;
  layer: u32;
  phase: usize; // its number; helpers wait for another
  unfinished: usize; // how many tasks of the phase; the host waits for 0
  waiting: usize; // whether the host waits in its sleep
  asleep: usize; // whether a helper does
  queues: usize; // of tasks, one per thread, 64 bytes apart
}

/** A list to work with, from begin up to end; for examples at hand also the label. */
@unmanaged
export class Slot {
  begin: usize;
  end: usize;
  label: u32;
  unused: u32;
}

/** One layer of weights with the neurons that receive through them. */
@unmanaged
export class Layer {
  inputs: u32; // neurons that send
  outputs: u32; // neurons that receive
  rows: u32; // inputs rounded up to 4: rows of weights in a strip
  vectors: u32; // outputs in vectors of 4
  strips: u32;
  activation: u32;
  weights: usize; // strip after strip, each: rows × its vectors; the biases follow
  biases: usize;
  gradient: usize; // in the same shape, as is the velocity
  velocity: usize;
  activations: usize; // a row per example at hand
  deltas: usize;
  stride: usize; // bytes from one of these rows to the next
  slots: usize; // the activations as lists, for hidden ReLU; 0 for others
  gathered: usize; // a row per example at hand: ∂C/∂a of what is in its list
  unused: u32;
}
