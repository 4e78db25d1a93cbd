import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { loadMnist } from "descent/mnist";
import { download } from "descent/mnist/download";
import { mnistFile } from "descent/mnist/file";
import { afterEach, describe, expect, test } from "vitest";
import { writeIdx } from "./support/idx";
import { type Answer, type Mirror, openMirror, serving } from "./support/mirror";
import { describeFile, Project, packedFiles, tinyFiles } from "./support/project";

const nowhere = await addressWithoutServer();
const names = Object.keys(tinyFiles);
const images = "train-images-idx3-ubyte";

const whole = {
  source: "mnist",
  sizes: [50, 10, 12],
  sha256: createHash("sha256")
    .update(tinyFiles[images]!.subarray(16, 16 + 50 * 12))
    .update(tinyFiles["train-labels-idx1-ubyte"]!.subarray(8, 58))
    .update(tinyFiles[images]!.subarray(16 + 50 * 12))
    .update(tinyFiles["train-labels-idx1-ubyte"]!.subarray(58))
    .update(tinyFiles["t10k-images-idx3-ubyte"]!.subarray(16))
    .update(tinyFiles["t10k-labels-idx1-ubyte"]!.subarray(8))
    .digest("hex"),
};

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const action of cleanUp.splice(0).reverse()) await action();
});

async function addressWithoutServer(): Promise<string> {
  const { address, close } = await openMirror(() => {});
  await close();
  return address;
}

async function mirrorThat(answer: Answer): Promise<Mirror> {
  const mirror = await openMirror(answer);
  cleanUp.push(() => mirror.close());
  return mirror;
}

function projectWith(mirrors: string[], files?: Record<string, Uint8Array>): Project {
  const project = new Project(mirrors, files);
  cleanUp.push(() => project.remove());
  return project;
}

describe("fetching", () => {
  test("the first load fetches the files and keeps them; the second needs no network", async () => {
    const mirror = await mirrorThat(serving(packedFiles));
    const project = projectWith([mirror.address]);
    expect(await project.load()).toEqual({ ...whole, stdout: "" });
    expect(readdirSync(project.folder).sort()).toEqual([...names].sort());
    for (const name of names) expect(project.kept(name)).toEqual(tinyFiles[name]);
    await mirror.close();
    expect(await project.load()).toEqual({ ...whole, stdout: "" });
    expect(mirror.asked).toHaveLength(4);
  });

  test("files that the server has unpacked, or unpacks in transit, pass as well", async () => {
    const unpacked = await mirrorThat(serving(tinyFiles));
    expect(await projectWith([unpacked.address]).load()).toMatchObject(whole);
    const inTransit = await mirrorThat((_, response, name) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(packedFiles[name]);
    });
    expect(await projectWith([inTransit.address]).load()).toMatchObject(whole);
  });

  test("MNIST_MIRROR goes first, as an address or as a folder, packed or not", async () => {
    const mirror = await mirrorThat(serving(packedFiles));
    expect(await projectWith([nowhere]).load({}, { mirror: `${mirror.address}/` })).toMatchObject(whole);
    for (const files of [packedFiles, tinyFiles]) {
      const stick = projectWith([]);
      for (const [name, bytes] of Object.entries(files)) stick.put(name, bytes);
      const project = projectWith([nowhere]);
      expect(await project.load({}, { mirror: stick.folder })).toEqual({ ...whole, stdout: "" });
      expect(readdirSync(project.folder)).toHaveLength(4);
    }
  });

  test("a mirror that answers 503 or drops the line half-way is asked again a little later", async () => {
    let faults = 0;
    const mirror = await mirrorThat((request, response, name) => {
      faults++;
      if (faults === 1) response.writeHead(503).end("busy");
      else if (faults === 2) {
        response.writeHead(200, { "content-length": packedFiles[name]!.length });
        response.write(packedFiles[name]!.subarray(0, 20), () => request.socket.destroy());
      } else serving(packedFiles)(request, response, name);
    });
    expect(await projectWith([mirror.address]).load()).toEqual({ ...whole, stdout: "" });
    expect(mirror.asked.slice(0, 3)).toEqual(Array(3).fill(`${images}.gz`));
  });

  test("a mirror that is silent, before its answer or in the middle of it, is given up for the next", async () => {
    const silent = await mirrorThat(() => {});
    const stuck = await mirrorThat((_, response, name) => {
      response.writeHead(200).write(packedFiles[name]!.subarray(0, 20));
    });
    const good = await mirrorThat(serving(packedFiles));
    const file = describeFile(images, tinyFiles[images]!);
    const mirrors = [silent.address, stuck.address, good.address];
    const start = performance.now();
    const { bytes, mirror } = await download(file, mirrors, { report: expect.fail, stall: 300 });
    expect(new Uint8Array(bytes)).toEqual(tinyFiles[images]);
    expect(mirror).toBe(good.address);
    expect(performance.now() - start).toBeLessThan(3000);
  });

  test("when all fail, the error tells for each mirror what happened", async () => {
    const absent = await mirrorThat(serving({}));
    const busy = await mirrorThat((_, response) => response.writeHead(503).end());
    const silent = await mirrorThat(() => {});
    const file = describeFile(images, tinyFiles[images]!);
    const mirrors = [absent.address, busy.address, silent.address, "no-such-folder"];
    const options = { report: expect.fail, stall: 200, backOff: 10 };
    const failure = await download(file, mirrors, options).catch((error) => error);
    expect(failure.name).toBe("OutOfReachError");
    expect(failure.message).toContain(`${absent.address}: the server does not have the file`);
    expect(failure.message).toContain(`${busy.address}: the server answers 503 Service Unavailable`);
    expect(failure.message).toContain(`${silent.address}: no answer within 0.2 s`);
    expect(failure.message).toContain(`no-such-folder: no file ${images} or ${images}.gz in this folder`);
    expect([absent, busy, silent].map(({ asked }) => asked.length)).toEqual([2, 3, 1]);
  });

  test("a download can be stopped", async () => {
    const silent = await mirrorThat(() => {});
    const file = describeFile(images, tinyFiles[images]!);
    const stopping = download(file, [silent.address], {
      report: expect.fail,
      signal: AbortSignal.timeout(100),
    });
    await expect(stopping).rejects.toThrow("aborted due to timeout");
  });

  test("a slow link shows one line that counts up, a few times a second at most", async () => {
    const large = writeIdx(8, [60, 4, 3], new Uint8Array(720));
    const mirror = await mirrorThat(async (request, response, name) => {
      if (name !== `${images}.gz`) return serving(packedFiles)(request, response, name);
      response.writeHead(200, { "content-length": large.length });
      for (let sent = 0; sent < large.length; sent += 20) {
        response.write(large.subarray(sent, sent + 20));
        await new Promise((next) => setTimeout(next, 60));
      }
      response.end();
    });
    const { stdout, source } = await projectWith([mirror.address], { ...tinyFiles, [images]: large }).load();
    expect(source).toBe("mnist");
    expect(stdout).toMatch(/^(\rFetching train-images-idx3-ubyte.gz: 0\.0 of 0\.0 MB)+\n$/);
    const updates = stdout.split("\r").length - 1;
    expect(updates).toBeGreaterThan(2);
    expect(updates).toBeLessThan(10);
  });
});

describe("refusing", () => {
  const good = tinyFiles[images]!;
  const wrong: [fault: string, bytes: Uint8Array, message: RegExp][] = [
    ["truncated", good.subarray(0, 500), /expected 736 bytes unpacked, found 500/],
    ["oversized", Buffer.concat([good, good]), /expected at most 736 bytes|expected 736 bytes.*found 1472/],
    ["mislabelled", tinyFiles["train-labels-idx1-ubyte"]!, /expected 736 bytes unpacked, found 68/],
    [
      "corrupt",
      Uint8Array.from(good, (byte, i) => (i === 700 ? byte ^ 1 : byte)),
      /expected SHA-256 .*, found /,
    ],
    ["packed and truncated", gzipSync(good).subarray(0, -9), /expected gzip, found damaged bytes/],
    ["packed and oversized", gzipSync(new Uint8Array(10_000_000)), /expected at most \d+ bytes/],
    ["endless", new Uint8Array(5_000_000), /expected at most \d+ bytes, found more/],
    ["replaced by a login page", Buffer.from("<html>Log in</html>"), /expected 736 bytes unpacked, found 19/],
  ];

  test.each(
    wrong,
  )("a file that is %s is refused by name, not kept, and the next mirror is tried", async (_, bytes, message) => {
    const bad = await mirrorThat(serving({ ...packedFiles, [`${images}.gz`]: bytes }));
    const next = await mirrorThat(serving(packedFiles));
    const project = projectWith([bad.address, next.address]);
    const { stdout, ...loaded } = await project.load();
    expect(loaded).toEqual(whole);
    expect(stdout).toMatch(message);
    expect(stdout).toMatch(new RegExp(`^Refused ${bad.address}/${images}.gz: [^\\n]*\\n$`));
    expect(project.kept(images)).toEqual(good);
    expect(bad.asked.filter((name) => name.startsWith(images))).toHaveLength(1);
  });

  test.each(wrong)("a file in data/mnist that is %s is refused by name and replaced", async (_, bytes) => {
    const mirror = await mirrorThat(serving(packedFiles));
    const project = projectWith([mirror.address]);
    const path = project.put(images, bytes);
    const { stdout, ...loaded } = await project.load();
    expect(loaded).toEqual(whole);
    expect(stdout).toMatch(/expected .* found .*/);
    expect(stdout.startsWith(`Refused ${path}: `)).toBe(true);
    expect(project.kept(images)).toEqual(good);
    expect((await project.load()).stdout).toBe("");
  });
});

describe("keeping", () => {
  test("many kernels that start at once all get the data, and leave exactly the four files", async () => {
    const mirror = await mirrorThat(async (request, response, name) => {
      await new Promise((later) => setTimeout(later, 50 * Math.abs(name.length % 3)));
      serving(packedFiles)(request, response, name);
    });
    const project = projectWith([mirror.address]);
    const loads = await Promise.all(Array.from({ length: 6 }, () => project.load()));
    for (const loaded of loads) expect(loaded).toEqual({ ...whole, stdout: "" });
    expect(readdirSync(project.folder).sort()).toEqual([...names].sort());
  });

  test("an unfinished file that a dead kernel left is cleared away; one that is being written stays", async () => {
    const mirror = await mirrorThat(serving(packedFiles));
    const project = projectWith([mirror.address]);
    const old = project.put(`${images}.1.part`, new Uint8Array(5));
    const hourAgo = Date.now() / 1000 - 3600;
    utimesSync(old, hourAgo, hourAgo);
    const fresh = project.put(`${images}.2.part`, new Uint8Array(5));
    expect(await project.load()).toMatchObject(whole);
    expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
  });

  test("where data/mnist cannot be made, the data are used all the same and a sentence says so", async () => {
    const mirror = await mirrorThat(serving(packedFiles));
    const project = projectWith([mirror.address]);
    writeFileSync(project.folder, "a file, not a folder");
    const { stdout, ...loaded } = await project.load();
    expect(loaded).toEqual(whole);
    expect(stdout).toContain(`${images} could not be kept in data/mnist (`);
  });

  test("a disk that takes no more leaves no half-written file, and the data are used all the same", async () => {
    const bytes = writeIdx(8, [60, 28, 28], new Uint8Array(60 * 784));
    const test = writeIdx(8, [12, 28, 28], new Uint8Array(12 * 784));
    const files = { ...tinyFiles, [images]: bytes, "t10k-images-idx3-ubyte": test };
    const mirror = await mirrorThat(serving(files));
    const project = projectWith([mirror.address], files);
    const { stdout, sizes } = await project.load({}, { shell: 'ulimit -f 40; exec "$@"' });
    expect(sizes).toEqual([50, 10, 12]);
    expect(stdout).toMatch(/^train-images-idx3-ubyte could not be kept in data\/mnist \([^)]+\): [^\n]*\n$/);
    expect(readdirSync(project.folder).sort()).toEqual(names.filter((name) => name !== images).sort());
  });
});

describe("without network and files", () => {
  test("digits drawn from strokes take the place of MNIST, in the same numbers, and one line says so", async () => {
    const { stdout, source, sizes } = await projectWith([nowhere, nowhere]).load();
    expect(source).toBe("strokes");
    expect(sizes).toEqual([50_000, 10_000, 10_000]);
    expect(stdout).toMatch(
      /^MNIST is out of reach, so these are 70,000 digits drawn from strokes\.[^\n]*\n$/,
    );
    expect(stdout).toContain("ECONNREFUSED");
  });
});

describe("a folder with another data set", () => {
  const folder = (files: Record<string, Uint8Array>) => {
    const project = projectWith([]);
    mkdirSync(project.folder);
    for (const [name, bytes] of Object.entries(files)) project.put(name, bytes);
    return project.folder;
  };

  test("is read packed or not, in either spelling, with images of any shape", async () => {
    const dotted = Object.fromEntries(
      Object.entries(tinyFiles).map(([name, bytes]) => [name.replace("-idx", ".idx"), bytes]),
    );
    for (const files of [tinyFiles, packedFiles, dotted]) {
      const directory = folder(files);
      const { train, validation, test, source } = await loadMnist({ directory });
      expect([train.size, validation.size, test.size]).toEqual([50, 10, 12]);
      expect([train.shape, test.shape]).toEqual([
        [4, 3],
        [4, 3],
      ]);
      expect(source).toBe(directory);
      expect(Array.from(validation.labels)).toEqual(Array.from({ length: 10 }, (_, i) => (50 + i) % 6));
    }
  });

  test("is split as asked: the validation images are the last of the training images, on the same bytes", async () => {
    const directory = folder(tinyFiles);
    const { train, validation } = await loadMnist({ directory, validation: 20 });
    expect([train.size, validation.size]).toEqual([40, 20]);
    expect(train.images.buffer).toBe(validation.images.buffer);
    expect((await loadMnist({ directory, validation: 0 })).train.size).toBe(60);
    for (const wrong of [-1, 60, 1.5]) {
      const asked = loadMnist({ directory, validation: wrong });
      await expect(asked).rejects.toThrow(`validation is a whole number from 0 to 59, got ${wrong}`);
    }
  });

  test("is never replaced by anything else: what is missing or wrong is an error that names it", async () => {
    const but = (change: Record<string, Uint8Array>) =>
      loadMnist({ directory: folder({ ...tinyFiles, ...change }) });
    await expect(loadMnist({ directory: "no-such-folder" })).rejects.toThrow(
      `no-such-folder: expected the file ${images} or ${images}.gz, found neither`,
    );
    await expect(but({ [images]: tinyFiles[images]!.subarray(0, 600) })).rejects.toThrow(
      `${images}: truncated: expected 736 bytes for 60 × 4 × 3, found 600`,
    );
    await expect(but({ [images]: tinyFiles["train-labels-idx1-ubyte"]! })).rejects.toThrow(
      `${images}: expected unsigned bytes (type 0x08) in 3 dimensions, found type 0x08 in 1`,
    );
    await expect(but({ "train-labels-idx1-ubyte": writeIdx(8, [59], new Uint8Array(59)) })).rejects.toThrow(
      "expected a label for each of 60 train images, found 59",
    );
    await expect(
      but({ "t10k-images-idx3-ubyte": writeIdx(8, [12, 3, 3], new Uint8Array(108)) }),
    ).rejects.toThrow("expected test images of 4 × 3 like the training images, found 3 × 3");
    await expect(
      but({ "t10k-labels-idx1-ubyte": writeIdx(8, [12], new Uint8Array(12).fill(9)) }),
    ).rejects.toThrow("expected test labels 0 to 5 as in training, found 9");
  });
});

test("a file that MNIST does not have is an error that names the four it has", async () => {
  await expect(mnistFile("digits.zip")).rejects.toThrow(
    /has no file digits\.zip, only train-images-idx3-ubyte/,
  );
});
