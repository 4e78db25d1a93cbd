// The examples at hand: read from a data set, and made ready for the first layer.

import { intensities, unpack } from "./lists";
import { at, Examples, Kind, Plan, record, setLanes, Slot } from "./memory";

/** Takes the training examples first … last − 1 of the order. */
export function chooseTraining(plan: Plan, first: u32, last: u32): void {
  fetch(plan, first, last);
  plan.chosen = plan.training;
  plan.count = last - first;
  for (let i = first; i < last; i++) choose(plan, plan.training, load<u32>(at<u32>(plan.order, i)), i - first);
}

/** Takes the validation examples first … last − 1. */
export function chooseValidation(plan: Plan, first: u32, last: u32): void {
  plan.chosen = plan.validation;
  plan.count = last - first;
  for (let i = first; i < last; i++) choose(plan, plan.validation, i, i - first);
}

/**
 * Reads a byte of the first eight cache lines of the examples to come, as many as most images take as lists. Their order
 * is random, so they are far away, a tenth of a microsecond a line; asked for all at once, the lines come side by side.
 */
function fetch(plan: Plan, first: u32, last: u32): void {
  let touched: u32 = 0;
  for (let i = first; i < last; i++) {
    const example = load<u32>(at<u32>(plan.order, i));
    const begin = load<u32>(at<u32>(plan.training.starts, example));
    touched += load<u8>(begin) + load<u8>(begin + 64) + load<u8>(begin + 128) + load<u8>(begin + 192);
    touched += load<u8>(begin + 256) + load<u8>(begin + 320) + load<u8>(begin + 384) + load<u8>(begin + 448);
  }
  plan.touched = touched;
}

/** Puts example i of a data set into slot e, behind the one in the slot before. */
function choose(plan: Plan, examples: Examples, i: u32, e: u32): void {
  const slot = record<Slot>(plan.slots, e);
  const begin = load<u32>(at<u32>(examples.starts, i));
  const bytes = load<u32>(at<u32>(examples.starts, i + 1)) - begin;
  slot.label = load<u8>(at<u8>(examples.labels, i));
  const row = plan.input + e * plan.inputStride;
  if (examples.kind === Kind.LISTS) {
    slot.begin = e === 0 ? plan.input : record<Slot>(plan.slots, e - 1).end;
    slot.end = unpack(begin, bytes / 3, slot.begin);
  } else if (examples.kind === Kind.REALS) memory.copy(row, begin, bytes);
  else fillIntensities(row, begin, bytes);
}

/** Writes the intensities of a row of grey levels, four at a time. */
function fillIntensities(row: usize, levels: usize, count: u32): void {
  for (let k: u32 = 0; k < count; k += 4) {
    setLanes(at<f32>(row, k), 0, intensities(v128.load_zero<u32>(at<u8>(levels, k))));
  }
}
