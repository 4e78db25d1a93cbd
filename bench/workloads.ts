// What is timed: networks, how they learn, and on how many examples.

/** One network and one way to train it; all that a peer has to know beside the data. */
export interface Workload {
  name: string;
  sizes: number[];
  /** "sigmoid" stands for sigmoid neurons and the quadratic cost, "relu" for ReLU, softmax outputs and log-likelihood. */
  kind: "sigmoid" | "relu";
  miniBatchSize: number;
  learningRate: number;
  examples: number;
  /** How many examples are timed, and scaled up from, for peers that are slow. */
  slow: number;
  /** The names of the peers to compare with; all when left out. */
  peers?: string[];
  /** The curve it is a point of, and where. */
  curve?: { along: "hidden width" | "mini-batch size"; at: number };
}

const small = { examples: 50_000, slow: 10_000 };
const sigmoid = { ...small, kind: "sigmoid", learningRate: 3 } as const;
const relu = { kind: "relu", learningRate: 0.1 } as const;

/** The five of the table. */
export const main: Workload[] = [
  named({ ...sigmoid, sizes: [784, 30, 10], miniBatchSize: 10 }),
  named({ ...sigmoid, sizes: [784, 16, 16, 10], miniBatchSize: 10 }),
  named({ ...sigmoid, sizes: [784, 100, 10], miniBatchSize: 10 }),
  named({ ...small, ...relu, sizes: [784, 128, 64, 10], miniBatchSize: 32, slow: 6_400 }),
  named({ ...relu, sizes: [784, 512, 256, 10], miniBatchSize: 64, examples: 60_000, slow: 1_920 }),
];

/** How the time grows with the hidden layer and with the mini-batch; every time but ours is scaled up from a part. */
export const growth: Workload[] = [
  ...[8, 16, 32, 64, 128, 256, 512, 1024].map((width) => point("hidden width", width, [784, width, 10], 10)),
  ...[1, 2, 4, 8, 16, 32, 64, 128, 256].map((m) => point("mini-batch size", m, [784, 30, 10], m)),
];

function point(
  along: "hidden width" | "mini-batch size",
  at: number,
  sizes: number[],
  miniBatchSize: number,
) {
  const workload = named({ ...sigmoid, sizes, miniBatchSize, slow: 5_000, learningRate: 1 });
  const peers = ["NumPy float32", "PyTorch, 1 thread", "PyTorch, all threads"];
  return { ...workload, name: `${workload.name} (${along} ${at})`, peers, curve: { along, at } };
}

function named(workload: Omit<Workload, "name">): Workload {
  return { ...workload, name: `${workload.sizes.join("-")} m=${workload.miniBatchSize}` };
}
