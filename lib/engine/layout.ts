// Where everything is in the memory of the sums; assembly/memory.ts is the same map seen from inside.
// The size is fixed before the run: no memory grows, so no view on it is ever lost.
//
//   from           what                 size
//   0              nothing              1024: the compiler takes it that no address is below
//   1024           plan                 settings and totals; then a record per data set
//   …              team                 who works together; then cache lines for what they tell one another
//   …              layers               64 bytes a layer
//   …              slots                16 bytes an example at hand (a chunk of them)
//   …              input                the examples at hand: lists to work with, or rows of floats
//   …  per layer   weights, biases      strips as in assembly/strips.ts; then a float a neuron
//                  gradient, velocity   the same shape twice, only for steps through sums
//                  activations, deltas  a row of floats per example at hand, twice
//                  slots, lists,        for hidden ReLU: 16 bytes, a list of activations and a row of floats per
//                  gathered             example at hand
//   …              targets              a row of floats per label, as wide as one of the output layer
//   …              order                the training examples as arranged, 4 bytes each
//   …              bench                where images are packed
//   …  per set     starts               4 bytes an example and one more: addresses of the examples
//                  labels               a byte an example
//                  examples             lists, grey levels or floats; then some bytes of no meaning

import type { Dataset, RealDataset } from "../dataset";
import type { Network } from "../network";
import type { StepOptions } from "./engine";
import { BENCH, type ExamplesPlace, SLACK } from "./examples";
import { labelsIn, writeTargets } from "./targets";
import { placeTeam, type TeamPlace, writeTeam } from "./team";

const PLAN = 1024;
const VECTOR = 16; // bytes
/** The most vectors of a strip: as many as fit into the registers. */
export const STRIP = 8;
const CHUNK_WORK = 80e6; // products in a chunk, some 25 milliseconds
const LARGEST_CHUNK = 128;

const activations = { sigmoid: 0, tanh: 1, relu: 2, softmax: 3 } as Record<string, number>;
const costs = { quadratic: 0, crossEntropy: 1, logLikelihood: 2 };

/** One layer of weights in the memory: addresses in bytes, sizes in vectors of four floats. */
export interface LayerPlace {
  inputs: number;
  outputs: number;
  /** Rows of weights in a strip: inputs rounded up to 4. */
  rows: number;
  vectors: number;
  strips: number;
  weights: number;
  biases: number;
  gradient: number;
  velocity: number;
  activations: number;
  deltas: number;
  /** Bytes from one row of activations or deltas to the next. */
  stride: number;
  /** For hidden ReLU the lists of activations: slots, records and gradients. 0 for others. */
  slots: number;
  lists: number;
  gathered: number;
}

/** Where everything is, for one network and its data. */
export interface Layout {
  chunk: number;
  direct: boolean;
  firstLayer: number;
  team: TeamPlace;
  slots: number;
  input: number;
  inputStride: number;
  layers: LayerPlace[];
  targets: number;
  order: number;
  bench: number;
  training: ExamplesPlace;
  validation: ExamplesPlace;
  /** Bytes in all. */
  size: number;
}

/** Places everything. Steps go straight into the weights when a whole mini-batch is at hand and there is no momentum. */
export function makeLayout(
  net: Network,
  options: StepOptions,
  training: Dataset | RealDataset | undefined,
  validation: Dataset | RealDataset | undefined,
  threads: number,
): Layout {
  const { sizes } = net;
  const chunk = chunkSize(sizes);
  const direct = options.momentum === 0 && options.miniBatchSize <= chunk;
  const room = new Room(PLAN + 128);
  const records = [room.take(12), room.take(12)] as const;
  const team = placeTeam(room, threads);
  const firstLayer = room.take(64 * (sizes.length - 1));
  const slots = room.take(16 * chunk);
  const inputStride = rowStride(sizes[0]!);
  const input = room.take(2 * inputStride * chunk + SLACK);
  const layers = sizes.slice(1).map((outputs, l) => {
    const lists = net.hidden.name === "relu" && l < sizes.length - 2;
    return placeLayer(room, sizes[l]!, outputs, !direct, lists, chunk);
  });
  const targets = room.take(labelsIn(net) * VECTOR * layers.at(-1)!.vectors);
  const order = room.take(4 * (training?.size ?? 0));
  const bench = room.take(BENCH);
  const places = [placeSet(room, records[0], training), placeSet(room, records[1], validation)] as const;
  return {
    chunk,
    direct,
    firstLayer,
    team,
    slots,
    input,
    inputStride,
    layers,
    targets,
    order,
    bench,
    training: places[0],
    validation: places[1],
    size: room.end,
  };
}

/** As many examples as make a chunk of work, whatever the data: results must not depend on more than need be. */
export function chunkSize(sizes: readonly number[]): number {
  return Math.max(1, Math.min(LARGEST_CHUNK, Math.floor(CHUNK_WORK / products(sizes))));
}

/** How many products of a weight an example takes, forward, back and in its share of the step. */
export function products(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((sum, n, l) => sum + n * sizes[l]! * (l === 0 ? 2 : 3), 0);
}

/** Hands out memory, one piece after the other, each from the start of a cache line. */
class Room {
  constructor(public end: number) {}

  take(bytes: number): number {
    const start = Math.ceil(this.end / 64) * 64;
    this.end = start + bytes;
    return start;
  }
}

function placeLayer(
  room: Room,
  inputs: number,
  outputs: number,
  sums: boolean,
  lists: boolean,
  chunk: number,
): LayerPlace {
  const rows = 4 * Math.ceil(inputs / 4);
  const vectors = Math.ceil(outputs / 4);
  const weightBytes = rows * vectors * VECTOR;
  const blockBytes = weightBytes + vectors * VECTOR;
  const stride = rowStride(outputs);
  const weights = room.take(blockBytes);
  return {
    inputs,
    outputs,
    rows,
    vectors,
    strips: Math.ceil(vectors / STRIP),
    weights,
    biases: weights + weightBytes,
    gradient: room.take(sums ? blockBytes : 0),
    velocity: room.take(sums ? blockBytes : 0),
    activations: room.take(chunk * stride),
    deltas: room.take(chunk * stride),
    stride,
    slots: lists ? room.take(16 * chunk) : 0,
    lists: lists ? room.take(chunk * listBytes(outputs)) : 0,
    gathered: lists ? room.take(chunk * stride) : 0,
  };
}

/** Bytes for a list of n inputs, and three records of nothing behind it. */
function listBytes(n: number): number {
  return 8 * (n + 3);
}

/** Bytes for a row of n floats. Rows a multiple of 512 bytes apart would crowd into a few sets of the cache. */
function rowStride(n: number): number {
  const bytes = VECTOR * Math.ceil(n / 4);
  return bytes % 512 === 0 ? bytes + 64 : bytes;
}

/** Examples are given the room that their images take; as lists they need less. Memory that is never written costs nothing. */
function placeSet(room: Room, record: number, data: Dataset | RealDataset | undefined): ExamplesPlace {
  const size = data?.size ?? 0;
  return {
    record,
    starts: room.take(4 * (size + 1)),
    labels: room.take(size),
    bytes: room.take(data ? data.images.byteLength + SLACK : 0),
  };
}

/** Writes plan, team, layers and targets. */
export function writeSettings(memory: ArrayBuffer, layout: Layout, net: Network, options: StepOptions): void {
  writePlan(memory, layout, net, options);
  writeTeam(memory, layout.team);
  writeTargets(memory, layout.targets, 4 * layout.layers.at(-1)!.vectors, net);
  for (const [l, place] of layout.layers.entries()) {
    const activation = l === layout.layers.length - 1 ? net.output : net.hidden;
    writeLayer(memory, layout.firstLayer + 64 * l, place, activations[activation.name]!);
    if (place.slots > 0) writeSlots(memory, layout.chunk, place);
  }
}

// The order of the fields is that of Plan in assembly/memory.ts.
function writePlan(memory: ArrayBuffer, layout: Layout, net: Network, options: StepOptions): void {
  const scale = 1;
  new Float64Array(memory, PLAN, 4).set([options.weightDecay, options.momentum, scale, 0]);
  const fields = [0, 0, layout.direct ? 1 : 0, costs[net.cost.name], layout.layers.length, layout.firstLayer];
  const places = [layout.slots, layout.input, layout.inputStride, layout.order];
  const sets = [layout.training.record, layout.validation.record];
  const answers = [layout.targets, net.code?.length ?? 0];
  const all = [...fields, ...places, ...sets, ...answers, layout.team.record];
  new Uint32Array(memory, PLAN + 32, 15).set(all);
}

// The order of the fields is that of Layer in assembly/memory.ts.
function writeLayer(memory: ArrayBuffer, address: number, place: LayerPlace, activation: number): void {
  const { inputs, outputs, rows, vectors, strips, weights, biases, gradient, velocity } = place;
  const shape = [inputs, outputs, rows, vectors, strips, activation];
  const blocks = [weights, biases, gradient, velocity, place.activations, place.deltas, place.stride];
  new Uint32Array(memory, address, 15).set([...shape, ...blocks, place.slots, place.gathered]);
}

// The first field of a Slot in assembly/memory.ts says where its list begins.
function writeSlots(memory: ArrayBuffer, chunk: number, place: LayerPlace): void {
  const slots = new Uint32Array(memory, place.slots, 4 * chunk);
  for (let e = 0; e < chunk; e++) slots[4 * e] = place.lists + e * listBytes(place.outputs);
}

/** The totals of the last call, as floats and as whole numbers: the cost is floats[0], the right answers counts[0]. */
export function totals(memory: ArrayBuffer): { floats: Float64Array; counts: Uint32Array } {
  return { floats: new Float64Array(memory, PLAN + 24, 1), counts: new Uint32Array(memory, PLAN + 32, 1) };
}

/** Which of the blocks of one shape: the weights and biases, or what the last step added to them. */
export type Block = "weights" | "velocity";

/** Where the biases of a layer begin, or their velocity, counted in floats from the start of memory. */
export function biasesPlace(place: LayerPlace, block: Block): number {
  return (place[block] + place.biases - place.weights) / 4;
}

/** Where the weights of neuron j are, or their velocity, in floats from the start: first, first + step, … for inputs 0, 1, … */
export function neuronPlace(place: LayerPlace, j: number, block: Block): { first: number; step: number } {
  const wider = place.vectors % place.strips;
  const width = Math.floor(place.vectors / place.strips);
  const v = j >> 2;
  const s = v < wider * (width + 1) ? Math.floor(v / (width + 1)) : Math.floor((v - wider) / width);
  const start = s * width + Math.min(s, wider);
  return {
    first: place[block] / 4 + 4 * (start * place.rows - start) + j,
    step: 4 * (width + (s < wider ? 1 : 0)),
  };
}
