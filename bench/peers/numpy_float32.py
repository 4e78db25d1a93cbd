# Vectorised NumPy in float32: a mini-batch is a matrix, a layer one product.

import numpy as np
from problem import eta, images, kind, labels, m, run, starting_weights

layers = starting_weights()
inputs = images.astype(np.float32) / np.float32(255)
targets = np.eye(layers[-1][1].size, dtype=np.float32)[labels]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def output(z):
    if kind == "sigmoid":
        return sigmoid(z)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def slope(a):
    return a * (1 - a) if kind == "sigmoid" else a > 0


def step(batch):
    a, y = [inputs[batch]], targets[batch]
    for w, b in layers[:-1]:
        z = a[-1] @ w.T + b
        a.append(sigmoid(z) if kind == "sigmoid" else np.maximum(z, 0))
    w, b = layers[-1]
    answer = output(a[-1] @ w.T + b)
    delta = answer - y
    cost = 0.5 * np.vdot(delta, delta) if kind == "sigmoid" else -np.log(answer[y > 0]).sum()
    right = np.count_nonzero(answer.argmax(axis=1) == labels[batch])
    if kind == "sigmoid":
        delta *= slope(answer)
    rate = np.float32(eta / len(batch))
    for l in range(len(layers) - 1, -1, -1):
        w, b = layers[l]
        below = (delta @ w) * slope(a[l]) if l > 0 else None
        w -= rate * (delta.T @ a[l])
        b -= rate * delta.sum(axis=0)
        delta = below
    return cost, right


def epoch(order):
    cost = right = 0
    for i in range(0, len(order), m):
        c, r = step(order[i : i + m])
        cost, right = cost + c, right + r
    return cost, right


run(epoch, {})
