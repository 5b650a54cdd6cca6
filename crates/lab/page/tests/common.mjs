// What the tests share: the built page, the program within it, and the native program.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { build } from "esbuild";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";

const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, "..", "..", "..", "..");
/** The page that `cargo lab` has built. */
export const PAGE = process.env.DETENTE_LAB ?? join(root, "outputs", "lab", "index.html");
/** The native program. */
export const PROGRAM = process.env.DETENTE ?? join(root, "target", "release", "detente");
/** Worlds whose bytes are compared. */
export const WORLDS = 1000;

export const address = pathToFileURL(PAGE).href;
export const text = readFileSync(PAGE, "utf8");

/** What the build wrote into the page. */
export const enclosed = JSON.parse(/<script type="application\/json" id="enclosed">(.*?)<\/script>/s.exec(text)[1]);

/** The page's own desk, with the program of the page. */
export async function desk() {
  const made = await build({ entryPoints: [join(here, "..", "src", "desk.ts")], bundle: true, write: false, format: "esm", target: "node20" });
  const { Desk } = await import(`data:text/javascript,${encodeURIComponent(made.outputFiles[0].text)}`);
  return Desk.open(await WebAssembly.compile(gunzipSync(Buffer.from(enclosed.wasm, "base64"))));
}

export const NOTHING = { title: "", levers: {}, rules: [], doctrine: {}, worldviews: [], parameters: {}, mechanisms: {}, events: {}, unconditioned: false, seed: null, horizon: null };

/** Every shipped policy, every worldview, and the baseline: a name, the program's options and the page's case. */
export function cases(program) {
  return [
    { name: "baseline", options: [], of: NOTHING },
    { name: "unconditioned", options: ["--unconditioned"], of: { ...NOTHING, unconditioned: true } },
    ...program.policies.map(({ key, case: of }) => ({ name: key, options: ["--policy", key], of })),
    ...[["taiwan", "2028-01"], ["r1", "never"], ["chatgpt", "2023-09"]].map(([key, when]) => ({ name: `${key} ${when}`, options: ["--event", `${key}=${when}`], of: { ...NOTHING, events: { [key]: when } } })),
    ...program.worldviews.map(({ key }) => ({ name: key, options: ["--worldview", key], of: { ...NOTHING, worldviews: [key] } })),
  ];
}

const STATES = { nobody: 0, us: 1, china: 2 };

/** Runs the native program in a folder of its own; gives the folder to `use` and removes it. */
export async function inFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), "detente-lab-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The metrics that the native program writes, with all their bits, by metric, then world. */
export function native(options, metrics, worlds = WORLDS) {
  return inFolder(async (folder) => {
    const out = join(folder, "out");
    execFileSync(PROGRAM, ["run", ...options, "--runs", String(worlds), "--parquet", "--no-figures", "--quiet", "--out", out], { stdio: ["ignore", "ignore", "pipe"] });
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(join(out, "metrics.parquet")) });
    const number = (value) => (value === null || value === undefined ? NaN : value in STATES ? STATES[value] : Number(value));
    return Float64Array.from(metrics.flatMap((key) => rows.map((row) => number(row[key]))));
  });
}

/** The parts of a policy's effect that the native program finds, by the key of the mechanism. */
export function explained(policy, metric, worlds) {
  return inFolder((folder) => {
    const out = join(folder, "out");
    execFileSync(PROGRAM, ["explain", policy, "--outcome", metric, "--runs", String(worlds), "--no-figures", "--quiet", "--out", out], { stdio: ["ignore", "ignore", "pipe"] });
    const [head, ...lines] = readFileSync(join(out, "parts.csv"), "utf8").trim().split("\n");
    const columns = head.split(",");
    return lines.map((line) => line.split(",")).map((cells) => ({ mechanism: cells[columns.indexOf("mechanism")], mean: Number(cells[columns.indexOf("part")]) }));
  });
}

/** How many values differ in any bit; what is not a number is the same as what is not a number. */
export function differing(one, other) {
  if (one.length !== other.length) return Math.max(one.length, other.length);
  const bits = (values) => new BigUint64Array(Float64Array.from(values).buffer);
  const [a, b] = [bits(one), bits(other)];
  let count = 0;
  for (let place = 0; place < a.length; place += 1) {
    if (a[place] !== b[place] && !(Number.isNaN(one[place]) && Number.isNaN(other[place]))) count += 1;
  }
  return count;
}
