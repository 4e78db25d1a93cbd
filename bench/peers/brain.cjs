// brain.js: sigmoid neurons, a step after every example. It has neither mini-batches nor softmax, and starts from its
// own weights; its cost is not ours.
"use strict";

const { NeuralNetwork } = require("brain.js");
const { version } = require("brain.js/package.json");
const { problem, images, labels, run } = require("./problem.cjs");

const { sizes, learningRate, miniBatchSize } = problem;
const [inputs, classes] = [sizes[0], sizes.at(-1)];
const net = new NeuralNetwork({ inputSize: inputs, outputSize: classes, hiddenLayers: sizes.slice(1, -1) });
net.initialize();
net.updateTrainingOptions({ learningRate: learningRate / miniBatchSize, momentum: 1e-9 }); // it refuses 0

run(epoch, { "brain.js": version }, problem.slow);

function epoch(order) {
  let cost = 0;
  let right = 0;
  for (const i of order) {
    const output = new Float32Array(classes);
    output[labels[i]] = 1;
    const input = images.subarray(i * inputs, (i + 1) * inputs);
    cost += (net.trainPattern({ input, output }, true) * classes) / 2; // it reports the mean square of the errors
    if (indexOfLargest(net.outputs.at(-1)) === labels[i]) right++;
  }
  return { cost, right };
}

function indexOfLargest(values) {
  return values.reduce((best, value, i) => (value > values[best] ? i : best), 0);
}
