# What every Python peer shares: reading the problem from its folder, and timing epochs.

import json
import sys
import time
from pathlib import Path

import numpy as np

folder = Path(sys.argv[1])
problem = json.loads((folder / "problem.json").read_text())
sizes, m, eta, kind = (problem[key] for key in ("sizes", "miniBatchSize", "learningRate", "kind"))
n = problem["examples"]

images = np.fromfile(folder / "images.u8", np.uint8).reshape(n, sizes[0])
labels = np.fromfile(folder / "labels.u8", np.uint8).astype(np.int64)
orders = np.fromfile(folder / "order.u32", np.uint32).astype(np.int64).reshape(problem["epochs"], n)


def starting_weights():
    """A pair (weights, biases) per layer, weights with a row for each neuron that receives."""
    numbers = np.fromfile(folder / "weights.f32", np.float32)
    layers, start = [], 0
    for inputs, outputs in zip(sizes, sizes[1:]):
        end = start + inputs * outputs
        layers.append((numbers[start:end].reshape(outputs, inputs).copy(), numbers[end : end + outputs].copy()))
        start = end + outputs
    return layers


def run(epoch, versions, examples=n):
    """Times epoch(order), which returns the sum of the costs and the right answers; the first time is the warm-up."""
    seconds = []
    while len(seconds) < problem["epochs"] and (len(seconds) < 3 or sum(seconds) < 2):
        order = orders[len(seconds)][:examples]
        asked = time.perf_counter()
        cost, right = epoch(order)
        cost, accuracy = float(cost) / examples, float(right) / examples
        seconds.append(time.perf_counter() - asked)
        if len(seconds) == 1:
            first = {"cost": cost, "accuracy": accuracy}
    versions = {"python": sys.version.split()[0], "numpy": np.__version__, **versions}
    print(json.dumps({"seconds": seconds, **first, "examples": examples, "versions": versions}))
