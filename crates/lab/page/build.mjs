// Puts the page together: one file with program, styles, scripts and words in it.
//
//     node build.mjs WASM CATALOGUE OUT [LANGUAGE OTHER_CATALOGUE]

import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** Largest page, bytes. */
const MOST = 1_500_000;

const here = dirname(fileURLToPath(import.meta.url));
const [wasm, catalogue, out, language = "en", otherCatalogue] = process.argv.slice(2);
if (!wasm || !catalogue || !out) {
  console.error("usage: node build.mjs WASM CATALOGUE OUT [LANGUAGE OTHER_CATALOGUE]");
  process.exit(2);
}

async function bundle(file) {
  const made = await build({
    entryPoints: [join(here, "src", file)],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: ["es2022"],
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
  });
  return made.outputFiles[0].text;
}

/**
 * The program made smaller, where that keeps every bit: no option that reorders arithmetic is given. It takes half a minute, so what was
 * made before of the same program is kept beside the catalogue.
 */
function shrink(file) {
  const known = createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 16);
  const small = join(dirname(catalogue), `small-${known}.wasm`);
  if (!existsSync(small)) {
    const tool = join(here, "node_modules", "binaryen", "bin", "wasm-opt");
    const features = ["--enable-simd", "--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-sign-ext", "--enable-mutable-globals", "--enable-multivalue", "--enable-reference-types"];
    execFileSync(process.execPath, [tool, "-O2", ...features, "--strip-debug", "--strip-producers", file, "-o", small], { stdio: "inherit" });
  }
  return readFileSync(small);
}

/** Messages that the page or the program within it may say. */
const SAID = [/^lab-/, /^figure-(run-|year$|never$|missing$|times$)/, /^milestone-/, /^amount-/, /^story-(month|nobody)$/, /^parting-chain$/, /^page-tools$/, /^(agent|metric|series|lever|parameter|unit|word|source|fact|policy|worldview|scenario|game)-/];

/** The part of a catalogue that the page needs. */
function needed(text) {
  const entries = text.split(/\n(?=[a-z#])/);
  return entries.filter((entry) => SAID.some((pattern) => pattern.test(entry.split(" ", 1)[0]))).join("\n") + "\n";
}

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
/** Text that can stand within a script: nothing in it may close it. */
const enclose = (value) => JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");

const program = gzipSync(shrink(wasm), { level: 9 });
const english = readFileSync(catalogue, "utf8");
const [script, worker] = await Promise.all([bundle("main.ts"), bundle("worker.ts")]);
const style = (await build({ entryPoints: [join(here, "src", "style.css")], minify: true, write: false, charset: "utf8" })).outputFiles[0].text;
const safeScript = script.replaceAll("</script", "<\\/script").trim();
const policy = [
  "default-src 'none'",
  `script-src ${hash(safeScript)} 'wasm-unsafe-eval'`,
  `style-src ${hash(style)}`,
  "worker-src blob:",
  "img-src blob: data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
const message = (key) => new RegExp(`^${key} = (.*)$`, "m").exec(english)?.[1] ?? "";
const parts = {
  policy,
  style,
  noscript: message("lab-no_script"),
  enclosed: enclose({
    wasm: program.toString("base64"),
    worker,
    language,
    english: needed(english),
    other: otherCatalogue ? needed(readFileSync(otherCatalogue, "utf8")) : null,
  }),
  script: safeScript,
};
const template = readFileSync(join(here, "index.html"), "utf8");
const page = template.replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
const size = Buffer.byteLength(page);
const share = (text) => `${Math.round(Buffer.byteLength(text) / 1024)} kB`;
console.log(`page ${share(page)}: program ${share(program.toString("base64"))}, script ${share(safeScript)}, words ${share(parts.enclosed) } with program and worker ${share(worker)}`);
if (size > MOST) {
  console.error(`the page has ${size} bytes; at most ${MOST} are allowed`);
  process.exit(1);
}
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, page);
