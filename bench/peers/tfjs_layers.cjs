// TensorFlow.js as its tutorials write it: dense layers in a sequential model, on the backend that the argument names.
"use strict";

const { problem, run } = require("./problem.cjs");
const { tf, useBackend, startingTensors, tensorsOf } = require("./tfjs_common.cjs");

const { sizes, kind, miniBatchSize, learningRate } = problem;
const quadratic = (y, a) => tf.mul(0.5, tf.sum(tf.square(tf.sub(a, y)), -1));

async function main(backend) {
  await useBackend(backend);
  const model = tf.sequential({ layers: sizes.slice(1).map(dense) });
  model.setWeights(startingTensors().flatMap(({ w, b }) => [w, b]));
  model.compile({
    optimizer: tf.train.sgd(learningRate),
    loss: kind === "sigmoid" ? quadratic : "categoricalCrossentropy",
    metrics: ["accuracy"],
  });
  await run((order) => epoch(model, order), { tfjs: tf.version.tfjs }, problem.slow);
}

function dense(units, l) {
  const last = l === sizes.length - 2 ? "softmax" : "relu";
  const activation = kind === "sigmoid" ? "sigmoid" : last;
  return tf.layers.dense({ units, activation, inputShape: [sizes[l]] });
}

async function epoch(model, order) {
  let cost = 0;
  let right = 0;
  for (let i = 0; i < order.length; i += miniBatchSize) {
    const batch = order.subarray(i, i + miniBatchSize);
    const { x, y } = tf.tidy(() => tensorsOf(batch));
    const [mean, accuracy] = await model.trainOnBatch(x, y);
    cost += mean * batch.length;
    right += Math.round(accuracy * batch.length);
    tf.dispose([x, y]);
  }
  return { cost, right };
}

main(process.argv[3]);
