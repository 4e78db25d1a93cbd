# NumPy one example at a time, as textbooks first write it: column vectors, backpropagation, gradients added up.

import numpy as np
from problem import eta, images, kind, labels, m, problem, run, starting_weights

weights = [w.astype(float) for w, _ in starting_weights()]
biases = [b.astype(float).reshape(-1, 1) for _, b in starting_weights()]
inputs = [image.reshape(-1, 1) / 255 for image in images]
targets = [np.eye(len(biases[-1]))[:, [label]] for label in labels]


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()


def hidden(z):
    return sigmoid(z) if kind == "sigmoid" else np.maximum(z, 0)


def hidden_slope(z):
    return sigmoid(z) * (1 - sigmoid(z)) if kind == "sigmoid" else (z > 0) * 1.0


def backprop(x, y):
    activations, zs = [x], []
    for w, b in zip(weights, biases):
        zs.append(w @ activations[-1] + b)
        activations.append(hidden(zs[-1]))
    if kind == "sigmoid":
        answer = activations[-1]
        cost = 0.5 * np.sum((answer - y) ** 2)
        delta = (answer - y) * hidden_slope(zs[-1])
    else:
        answer = softmax(zs[-1])
        cost = -np.sum(y * np.log(answer))
        delta = answer - y
    nabla_w, nabla_b = [None] * len(weights), [None] * len(weights)
    for l in range(len(weights) - 1, -1, -1):
        nabla_w[l], nabla_b[l] = delta @ activations[l].T, delta
        if l > 0:
            delta = (weights[l].T @ delta) * hidden_slope(zs[l - 1])
    return nabla_w, nabla_b, cost, np.argmax(answer) == np.argmax(y)


def step(batch):
    sum_w = [np.zeros(w.shape) for w in weights]
    sum_b = [np.zeros(b.shape) for b in biases]
    cost = right = 0
    for i in batch:
        nabla_w, nabla_b, c, r = backprop(inputs[i], targets[i])
        sum_w = [s + g for s, g in zip(sum_w, nabla_w)]
        sum_b = [s + g for s, g in zip(sum_b, nabla_b)]
        cost, right = cost + c, right + r
    for l in range(len(weights)):
        weights[l] -= eta / len(batch) * sum_w[l]
        biases[l] -= eta / len(batch) * sum_b[l]
    return cost, right


def epoch(order):
    cost = right = 0
    for i in range(0, len(order), m):
        c, r = step(order[i : i + m])
        cost, right = cost + c, right + r
    return cost, right


run(epoch, {}, problem["slow"])
