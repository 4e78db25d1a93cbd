# PyTorch on the processor, as its tutorials train: layers, a cost, automatic differentiation, an optimiser.

import sys

import torch
from problem import eta, images, kind, labels, m, problem, run, sizes, starting_weights
from torch import nn

if sys.argv[2] == "1":
    torch.set_num_threads(1)

layers = [nn.Linear(inputs, outputs) for inputs, outputs in zip(sizes, sizes[1:])]
for layer, (w, b) in zip(layers, starting_weights()):
    layer.weight.data, layer.bias.data = torch.from_numpy(w), torch.from_numpy(b)
between = nn.Sigmoid if kind == "sigmoid" else nn.ReLU
net = nn.Sequential(*[part for layer in layers for part in (layer, between())][:-1])
optimizer = torch.optim.SGD(net.parameters(), lr=eta, fused=True)
x = torch.from_numpy(images).float() / 255
label = torch.from_numpy(labels)
y = nn.functional.one_hot(label, sizes[-1]).float()


def answer_and_cost(batch):
    z = net(x[batch])
    if kind == "relu":
        return z, nn.functional.cross_entropy(z, label[batch])
    a = torch.sigmoid(z)
    return a, 0.5 * (a - y[batch]).square().sum() / len(batch)


def epoch(order):
    cost, right = torch.zeros(()), torch.zeros((), dtype=torch.long)
    for batch in torch.from_numpy(order).split(m):
        answer, mean = answer_and_cost(batch)
        optimizer.zero_grad()
        mean.backward()
        optimizer.step()
        cost += mean.detach() * len(batch)
        right += (answer.detach().argmax(1) == label[batch]).sum()
    return cost, right


run(epoch, {"torch": torch.__version__}, problem["slow"] if problem.get("curve") else problem["examples"])
