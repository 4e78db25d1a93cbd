// The fast engine's sums, in float32. What the host may call: pack for its data, accumulate, update, measure; settle
// before it reads weights; and assist in its helper threads. It leaves out where things are (see layout) and when to
// call (see run).

import { chooseTraining, chooseValidation } from "./choose";
import { Kind, PLAN, Plan } from "./memory";
import { judge } from "./output";
import { areListed, Job, layer, multiply, together } from "./tasks";

export { pack } from "./pack";
export { assist } from "./tasks";

/** Runs the training examples first … last − 1 of the order forward and back, ready for a step. */
export function accumulate(first: u32, last: u32): void {
  const plan = changetype<Plan>(PLAN);
  chooseTraining(plan, first, last);
  forward(plan);
  for (let l = plan.layers - 1; l > 0; l--) together(plan, Job.SEND_BACK, l);
  plan.pending += plan.count;
  if (plan.direct) return;
  for (let l: u32 = 0; l < plan.layers; l++) together(plan, Job.ADD_UP, l);
}

/** A step with the mean gradient of the examples accumulated since the last one. */
export function update(rate: f64): void {
  const plan = changetype<Plan>(PLAN);
  const decay = 1 - rate * plan.weightDecay;
  plan.step = <f32>(-rate / plan.pending);
  for (let l: u32 = 0; l < plan.layers; l++) {
    plan.weightStep = plan.step;
    plan.keep = <f32>decay;
    if (plan.direct && l === 0 && areListed(plan, l)) {
      decayFirstLayer(plan, decay);
      plan.weightStep = <f32>(-rate / plan.pending / plan.scale);
      plan.keep = 1;
    }
    together(plan, plan.direct ? Job.STEP : Job.STEP_BY_SUMS, l);
  }
  plan.pending = 0;
}

/** Measures the validation examples first … last − 1. */
export function measure(first: u32, last: u32): void {
  const plan = changetype<Plan>(PLAN);
  chooseValidation(plan, first, last);
  forward(plan);
}

/** Multiplies the scale of the first layer into its weights: then what is stored are the weights. */
export function settle(): void {
  const plan = changetype<Plan>(PLAN);
  const first = layer(plan, 0);
  multiply(first.weights, first.rows * first.vectors, <f32>plan.scale);
  plan.scale = 1;
}

/** Sends the examples at hand through the network and adds up cost and right answers; δ of the output layer is there then. */
function forward(plan: Plan): void {
  const last = plan.layers - 1;
  for (let l: u32 = 0; l < last; l++) {
    together(plan, Job.WEIGH, l);
    together(plan, Job.ACTIVATE, l);
  }
  together(plan, Job.WEIGH, last);
  judge(plan, layer(plan, last), plan.count);
}

/** The weights of the first layer shrink by their scale alone, until that would lose digits. */
function decayFirstLayer(plan: Plan, decay: f64): void {
  plan.scale *= decay;
  if (!(plan.scale > 0.001)) settle();
}
