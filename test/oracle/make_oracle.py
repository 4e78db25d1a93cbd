"""Writes oracle.json: what PyTorch's automatic differentiation says about a few small networks.

An independent check of backprop: nothing here knows our formulas. Run it with PyTorch 2 in any environment:
    python test/oracle/make_oracle.py
"""

import json
import pathlib

import torch

torch.set_default_dtype(torch.float64)

HIDDEN = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}
OUTPUT = {**HIDDEN, "softmax": lambda z: torch.softmax(z, dim=-1)}
COST = {
    "quadratic": lambda a, y: 0.5 * ((a - y) ** 2).sum(),
    "crossEntropy": lambda a, y: -(y * torch.log(a) + (1 - y) * torch.log(1 - a)).sum(),
    "logLikelihood": lambda a, y: -(y * torch.log(a)).sum(),
}
CASES = [
    ([2, 2, 1], "sigmoid", "sigmoid", "quadratic"),
    ([4, 3, 3], "sigmoid", "sigmoid", "crossEntropy"),
    ([5, 4, 3], "tanh", "tanh", "quadratic"),
    ([6, 5, 4, 3], "relu", "softmax", "logLikelihood"),
    ([3, 4], "sigmoid", "softmax", "quadratic"),
    ([4, 5, 5, 4, 2], "tanh", "sigmoid", "crossEntropy"),
]
STEP = {"learningRate": 0.7, "weightDecay": 0.01, "momentum": 0.9}


def case(index, sizes, hidden, output, cost):
    torch.manual_seed(index)
    shapes = list(zip(sizes[1:], sizes))
    weights = [torch.randn(j, k, requires_grad=True) for j, k in shapes]
    biases = [torch.randn(j, requires_grad=True) for j, _ in shapes]
    # Grey levels out of 255, so that the same inputs can also come from a data set of bytes.
    greys = torch.randint(0, 256, (3, sizes[0]))
    labels = torch.randint(0, sizes[-1], (3,))

    def total_cost(grey, label):
        a = grey.double() / 255
        for l, (w, b) in enumerate(zip(weights, biases)):
            z = w @ a + b
            a = (OUTPUT[output] if l == len(weights) - 1 else HIDDEN[hidden])(z)
        y = torch.nn.functional.one_hot(label, sizes[-1]).double()
        return COST[cost](a, y), a

    def flat(parts):
        return [p.detach().flatten().tolist() for p in parts]

    first, activations = total_cost(greys[0], labels[0])
    gradient = torch.autograd.grad(first, weights + biases)
    result = {
        "sizes": sizes, "hidden": hidden, "output": output, "cost": cost,
        "weights": flat(weights), "biases": flat(biases),
        "greys": greys.tolist(), "labels": labels.tolist(),
        "firstCost": first.item(), "firstActivations": activations.tolist(),
        "gradient": {"weights": flat(gradient[: len(weights)]), "biases": flat(gradient[len(weights) :])},
    }

    # Two steps with the mean gradient of all three examples; the weights, not the biases, decay.
    velocity = [torch.zeros_like(p) for p in weights + biases]
    for _ in range(2):
        mean = sum(total_cost(g, l)[0] for g, l in zip(greys, labels)) / 3
        gradients = torch.autograd.grad(mean, weights + biases)
        with torch.no_grad():
            for i, (p, g) in enumerate(zip(weights + biases, gradients)):
                velocity[i] = STEP["momentum"] * velocity[i] - STEP["learningRate"] * g
                decay = STEP["weightDecay"] if i < len(weights) else 0
                p.mul_(1 - STEP["learningRate"] * decay).add_(velocity[i])
    result["afterTwoSteps"] = {"weights": flat(weights), "biases": flat(biases)}
    return result


oracle = {
    "madeBy": f"make_oracle.py with PyTorch {torch.__version__.split('+')[0]}, float64",
    "step": STEP,
    "cases": [case(i, *c) for i, c in enumerate(CASES)],
}
path = pathlib.Path(__file__).with_name("oracle.json")
path.write_text(json.dumps(oracle, separators=(",", ":")) + "\n")
