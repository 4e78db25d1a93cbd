// What every JavaScript peer shares: reading the problem from its folder, and timing epochs.
"use strict";

const fs = require("node:fs");
const path = require("node:path");

const folder = process.argv[2];
const problem = JSON.parse(fs.readFileSync(path.join(folder, "problem.json"), "utf8"));
const read = (name) => new Uint8Array(fs.readFileSync(path.join(folder, name))).buffer;

const images = Float32Array.from(new Uint8Array(read("images.u8")), (grey) => grey / 255);
const labels = new Uint8Array(read("labels.u8"));
const orders = new Uint32Array(read("order.u32"));

/** One pair of weights (a row for each neuron that receives) and biases per layer. */
function startingWeights() {
  const numbers = new Float32Array(read("weights.f32"));
  let start = 0;
  return problem.sizes.slice(1).map((outputs, l) => {
    const inputs = problem.sizes[l];
    const weights = numbers.subarray(start, start + inputs * outputs);
    const biases = numbers.subarray(start + inputs * outputs, start + (inputs + 1) * outputs);
    start += (inputs + 1) * outputs;
    return { inputs, outputs, weights, biases };
  });
}

/** Times epoch(order), which gives the sum of the costs and the right answers; the first time is the warm-up. */
async function run(epoch, versions, examples) {
  const seconds = [];
  let first;
  while (seconds.length < problem.epochs && (seconds.length < 3 || seconds.reduce((a, b) => a + b) < 2)) {
    const start = seconds.length * problem.examples;
    const asked = performance.now();
    const { cost, right } = await epoch(orders.subarray(start, start + examples));
    seconds.push((performance.now() - asked) / 1000);
    first ??= { cost: cost / examples, accuracy: right / examples };
  }
  console.log(JSON.stringify({ seconds, ...first, examples, versions }));
}

module.exports = { problem, images, labels, startingWeights, run };
