// TensorFlow.js without its layers: gradients by minimize, on the backend that the argument names.
"use strict";

const { problem, labels, run } = require("./problem.cjs");
const { tf, useBackend, startingTensors, tensorsOf } = require("./tfjs_common.cjs");

const { kind, miniBatchSize, learningRate } = problem;

async function main(backend) {
  await useBackend(backend);
  const layers = startingTensors().map(({ w, b }) => ({ w: tf.variable(w), b: tf.variable(b) }));
  const optimizer = tf.train.sgd(learningRate);
  await run((order) => epoch(layers, optimizer, order), { tfjs: tf.version.tfjs }, problem.slow);
}

function epoch(layers, optimizer, order) {
  let cost = 0;
  let right = 0;
  for (let i = 0; i < order.length; i += miniBatchSize) {
    const step = tf.tidy(() => stepOn(layers, optimizer, order.subarray(i, i + miniBatchSize)));
    cost += step.cost;
    right += step.right;
  }
  return { cost, right };
}

function stepOn(layers, optimizer, batch) {
  const { x, y } = tensorsOf(batch);
  let answer;
  const mean = optimizer.minimize(() => {
    const z = forward(layers, x);
    answer = tf.keep(kind === "sigmoid" ? tf.sigmoid(z) : z);
    const total =
      kind === "sigmoid"
        ? tf.mul(0.5, tf.sum(tf.square(tf.sub(answer, y))))
        : tf.sum(tf.losses.softmaxCrossEntropy(y, z, undefined, undefined, tf.Reduction.SUM));
    return tf.div(total, batch.length);
  }, true);
  const guesses = tf.argMax(answer, 1).dataSync();
  answer.dispose();
  const right = guesses.reduce((count, guess, i) => count + (guess === labels[batch[i]] ? 1 : 0), 0);
  return { cost: mean.dataSync()[0] * batch.length, right };
}

function forward(layers, x) {
  return layers.reduce((a, { w, b }, l) => {
    const z = tf.add(tf.matMul(a, w), b);
    if (l === layers.length - 1) return z;
    return kind === "sigmoid" ? tf.sigmoid(z) : tf.relu(z);
  }, x);
}

main(process.argv[3]);
