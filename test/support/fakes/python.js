// Stands in for Python, alone and as the one in an environment: makes empty files where the real one would fill folders.
const fs = require("node:fs");
const path = require("node:path");

const args = process.argv.slice(2);
const [flag, program, ...rest] = args;
const version = process.env.DESCENT_PYTHON ?? "3.11.7";

if (flag === "-c") {
  const venv = process.env.DESCENT_FAKE !== "python: no venv";
  console.log(JSON.stringify({ executable: __filename, version, venv }));
  process.exit();
}

fs.appendFileSync(process.env.DESCENT_CALLS, `python ${args.map((arg) => path.basename(arg)).join(" ")}\n`);

if (program === "venv") {
  const bin = path.join(rest[0], "bin");
  fs.mkdirSync(bin, { recursive: true });
  fs.mkdirSync(path.join(rest[0], "lib", "python3.11", "site-packages"), { recursive: true });
  fs.writeFileSync(path.join(rest[0], "pyvenv.cfg"), `home = ${__dirname}\n`);
  fs.symlinkSync(__filename, path.join(bin, "python"));
}
if (program === "pip") {
  for (const line of fs.readFileSync("requirements.txt", "utf8").trim().split("\n")) {
    fs.mkdirSync(`.venv/lib/python3.11/site-packages/${line.replace("==", "-")}.dist-info`, {
      recursive: true,
    });
  }
}
if (program === "jupyterlab") {
  const jupyter = Object.entries(process.env).filter(([name]) => name.startsWith("JUPYTER"));
  fs.writeFileSync("jupyter-environment.json", JSON.stringify(Object.fromEntries(jupyter)));
  if (process.env.DESCENT_FAKE === "lab: fails") process.exit(3);
}
