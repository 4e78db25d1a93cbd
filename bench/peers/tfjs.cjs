// TensorFlow.js without its layers: gradients by minimize, on the backend that the argument names.
"use strict";

const path = require("node:path");
const tf = require("@tensorflow/tfjs");
const { problem, images, labels, startingWeights, run } = require("./problem.cjs");

const { sizes, kind, miniBatchSize, learningRate } = problem;
const classes = sizes.at(-1);

async function main(backend) {
  if (backend === "wasm") {
    const { setWasmPaths } = require("@tensorflow/tfjs-backend-wasm");
    setWasmPaths(`${path.dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}/`);
  }
  await tf.setBackend(backend);
  const layers = startingWeights().map(({ inputs, outputs, weights, biases }) => ({
    w: tf.variable(tf.transpose(tf.tensor2d(weights, [outputs, inputs]))),
    b: tf.variable(tf.tensor1d(biases)),
  }));
  const optimizer = tf.train.sgd(learningRate);
  run((order) => epoch(layers, optimizer, order), { tfjs: tf.version.tfjs }, problem.slowest);
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
  const x = tf.tensor2d(gather(batch), [batch.length, sizes[0]]);
  const wanted = tf.tensor1d(
    Int32Array.from(batch, (i) => labels[i]),
    "int32",
  );
  const y = tf.cast(tf.oneHot(wanted, classes), "float32");
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

function gather(batch) {
  const rows = new Float32Array(batch.length * sizes[0]);
  batch.forEach((i, k) => {
    rows.set(images.subarray(i * sizes[0], (i + 1) * sizes[0]), k * sizes[0]);
  });
  return rows;
}

main(process.argv[3]);
