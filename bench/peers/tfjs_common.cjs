// What both programs with TensorFlow.js share: its backend, the starting weights and mini-batches as tensors.
"use strict";

const path = require("node:path");
const tf = require("@tensorflow/tfjs");
const { problem, images, labels, startingWeights } = require("./problem.cjs");

/** Chooses what computes: "wasm" or "cpu", plain JavaScript. */
async function useBackend(name) {
  if (name === "wasm") {
    const { setWasmPaths } = require("@tensorflow/tfjs-backend-wasm");
    setWasmPaths(`${path.dirname(require.resolve("@tensorflow/tfjs-backend-wasm"))}/`);
  }
  await tf.setBackend(name);
}

/** Weights (a row for each neuron that sends) and biases of each layer. */
function startingTensors() {
  return startingWeights().map(({ inputs, outputs, weights, biases }) => ({
    w: tf.transpose(tf.tensor2d(weights, [outputs, inputs])),
    b: tf.tensor1d(biases),
  }));
}

/** The images and the targets of a mini-batch. */
function tensorsOf(batch) {
  const pixels = problem.sizes[0];
  const rows = new Float32Array(batch.length * pixels);
  batch.forEach((i, k) => {
    rows.set(images.subarray(i * pixels, (i + 1) * pixels), k * pixels);
  });
  const wanted = tf.tensor1d(
    Int32Array.from(batch, (i) => labels[i]),
    "int32",
  );
  const y = tf.cast(tf.oneHot(wanted, problem.sizes.at(-1)), "float32");
  return { x: tf.tensor2d(rows, [batch.length, pixels]), y };
}

module.exports = { tf, useBackend, startingTensors, tensorsOf };
