// The page in Chromium: what a person does with it, by keyboard and by touch, and what it makes of bad input.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { SIZES, close, faultyBoxes, move, open, picture, settled } from "./browser.mjs";
import { PROGRAM, WORLDS, cases, differing, inFolder, native } from "./common.mjs";

test("every shipped policy and worldview has the native program's bytes in Chromium", async () => {
  const opened = await open();
  const { page } = opened;
  await settled(page);
  const program = await page.evaluate(() => window.lab.program);
  const metrics = program.metrics.map(({ key }) => key);
  for (const { name, options, of } of cases(program)) {
    const bytes = await page.evaluate(
      async ([of, worlds]) => {
        const values = await window.lab.metrics(of, worlds);
        const raw = new Uint8Array(values.buffer);
        let letters = "";
        for (let place = 0; place < raw.length; place += 0x8000) letters += String.fromCharCode(...raw.subarray(place, place + 0x8000));
        return btoa(letters);
      },
      [of, WORLDS],
    );
    const values = new Float64Array(Uint8Array.from(Buffer.from(bytes, "base64")).buffer);
    assert.equal(differing(values, await native(options, metrics)), 0, name);
  }
  await close(opened);
});

test("sliders, chooser, tabs, chart, undo and menus work from the keyboard", async () => {
  const opened = await open();
  const { page } = opened;
  await settled(page);
  const sliders = page.locator(".controls [role=tabpanel]:not([hidden]) .lever input[type=range]");
  for (let place = 0; place < (await sliders.count()); place += 1) {
    const slider = sliders.nth(place);
    await slider.evaluate((element) => (element.closest("details.group").open = true));
    const value = await slider.inputValue();
    await slider.focus();
    await page.keyboard.press(Number(value) > 0.5 * Number(await slider.getAttribute("max")) ? "ArrowLeft" : "ArrowRight");
    assert.notEqual(await slider.inputValue(), value);
  }
  await settled(page);
  const set = await page.evaluate(() => Object.keys(window.lab.app.case.levers).length);
  assert.equal(set, await page.evaluate(() => window.lab.program.levers.length));
  await page.keyboard.press("Control+z");
  await settled(page);
  assert.equal(await page.evaluate(() => Object.keys(window.lab.app.case.levers).length), set - 1);
  await page.keyboard.press("Control+Shift+Z");
  await settled(page);
  assert.equal(await page.evaluate(() => Object.keys(window.lab.app.case.levers).length), set);
  await page.locator("svg.main-chart").focus();
  await page.keyboard.press("ArrowRight");
  assert.match(await page.locator(".readout").textContent(), /20\d\d: China .* \(.* to .*\)/);
  await page.locator("[role=tab]").first().focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-selected")), "true");
  await page.getByRole("button", { name: "About this chart" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  await close(opened);
});

test("by touch: levers, policies, views, charts, a schedule and a rule", async () => {
  const opened = await open(SIZES[0]);
  const { page } = opened;
  await settled(page);
  const slider = page.locator(".lever input[type=range]").first();
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  await page.touchscreen.tap(box.x + 0.25 * box.width, box.y + box.height / 2);
  await settled(page);
  assert.equal(await page.evaluate(() => Object.keys(window.lab.app.case.levers).length), 1);
  const more = page.locator(".lever .more summary").first();
  await more.tap();
  await page.getByRole("button", { name: "Add a later step" }).first().tap();
  await settled(page);
  assert.equal(await page.evaluate(() => Object.values(window.lab.app.case.levers)[0].length), 2);
  await page.getByRole("button", { name: "When a trigger holds" }).first().tap();
  await page.getByRole("button", { name: "Add the rule" }).tap();
  await settled(page);
  assert.equal(await page.evaluate(() => window.lab.app.case.rules.length), 1);
  await page.getByRole("tab", { name: "Assumptions" }).tap();
  await page.locator(".toggle").first().tap();
  await settled(page);
  assert.equal(await page.evaluate(() => window.lab.app.case.worldviews.length), 1);
  await page.locator(".small-chart").first().tap();
  assert.notEqual(await page.evaluate(() => window.lab.app.chart), "lag");
  await close(opened);
});

test("any parameter is found by its name and set; its spans of time are no dates", async () => {
  const key = "shared.mobilisation_delay_years";
  const opened = await open();
  const { page } = opened;
  await settled(page);
  await page.getByRole("tab", { name: "Assumptions" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".parameters .lever").length > 3);
  const meaning = await page.evaluate((key) => window.lab.program.parameters.find((card) => card.key === key).meaning, key);
  await page.getByLabel("Another parameter").fill(meaning.charAt(0).toUpperCase() + meaning.slice(1));
  const found = page.locator(".parameters .lever").first();
  await page.waitForFunction((meaning) => document.querySelector(".parameters label").textContent.toLowerCase() === meaning.toLowerCase(), meaning);
  assert.match(await found.locator(".ends-of-track").innerText(), /^[\d.]+ years\s+[\d.]+ years$/);
  await page.keyboard.press("End");
  await settled(page);
  assert.deepEqual(await page.evaluate(() => Object.keys(window.lab.app.case.parameters)), [key]);
  assert.match(await page.locator(".chips").innerText(), /[\d.]+ years/);
  await close(opened);
});

test("a named event is moved, removed, shared by link and put back", async () => {
  const opened = await open();
  const { page } = opened;
  await settled(page);
  const lag = () => page.locator(".chips, .sentence").allInnerTexts();
  const before = await lag();
  await page.getByRole("tab", { name: "Assumptions" }).click();
  await page.getByText("Named events").click();
  const choose = (what) => page.getByLabel(what);
  assert.equal(await choose("DeepSeek-R1 comes out").inputValue(), "2025-01");
  await choose("Chips from Taiwan fail to come").selectOption({ label: "Jan 2028" });
  await choose("DeepSeek-R1 comes out").selectOption({ label: "never" });
  await settled(page);
  assert.deepEqual(await page.evaluate(() => window.lab.app.case.events), { taiwan: "2028-01", r1: "never" });
  assert.match(await page.locator(".chips").innerText(), /Taiwan[^]*Jan 2028[^]*R1[^]*never|R1[^]*never[^]*Taiwan[^]*Jan 2028/);
  assert.deepEqual(await faultyBoxes(page), []);
  await picture(page, "phone-light-events");
  const link = await page.evaluate(() => window.lab.link());
  assert.match(link, /e\.taiwan=2028-01/);
  const second = await open({}, `#${link.split("#")[1]}`);
  await settled(second.page);
  assert.deepEqual(await second.page.evaluate(() => window.lab.app.case.events), { taiwan: "2028-01", r1: "never" });
  await close(second);
  const third = await open({}, "#v1&e.taiwan=2061-01&e.r1=soon&e.chatgpt=never");
  await settled(third.page);
  assert.deepEqual(await third.page.evaluate(() => window.lab.app.case.events), { chatgpt: "never" });
  assert.match(await third.page.locator(".notice").innerText(), /taiwan[^]*|r1[^]*/);
  await close(third);
  await choose("Chips from Taiwan fail to come").selectOption({ index: 0 });
  await choose("DeepSeek-R1 comes out").selectOption({ index: 0 });
  await settled(page);
  assert.deepEqual(await page.evaluate(() => window.lab.app.case.events), {});
  assert.deepEqual(await lag(), before);
  await close(opened);
});

test("what is taken away: the scenario runs to the page's numbers, charts and tables are whole", async () => {
  const opened = await open();
  const { page } = opened;
  await settled(page);
  await page.selectOption("main select >> nth=0", "adaptive_controls");
  await move(page, 4, 0.9);
  await page.getByRole("tab", { name: "Assumptions" }).click();
  await page.locator(".toggle").first().click();
  await settled(page);
  const take = async (name) => {
    await page.locator(".menu summary").click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    return readFileSync(await download.path());
  };
  const toml = await take("Scenario for the program (TOML)");
  const { of, metrics, link } = await page.evaluate(() => ({ of: window.lab.app.case, metrics: window.lab.program.metrics.map(({ key }) => key), link: window.lab.link() }));
  const ofPage = await page.evaluate(async (of) => [...(await window.lab.metrics(of, 256))].map((value) => (value === Infinity ? "never" : value)), of);
  await inFolder(async (folder) => {
    const file = join(folder, "scenario.toml");
    writeFileSync(file, toml);
    assert.equal(differing(Float64Array.from(ofPage, (value) => (value === "never" ? Infinity : value)), await native([file], metrics, 256)), 0);
  });
  assert.match(String(await take("Chart (SVG)")), /^<\?xml[^]*<svg[^]*<path[^]*stroke="rgb[^]*<\/svg>$/);
  assert.equal((await take("Chart (PNG)")).subarray(1, 4).toString(), "PNG");
  const outcomes = String(await take("Outcomes (CSV)")).trim().split("\n");
  assert.equal(outcomes.length, metrics.length + 1);
  assert.match(String(await take("Numbers of the chart (CSV)")), /^case,series,year,p05/);
  const workbook = await take("Workbook (XLSX)");
  assert.equal(workbook.subarray(0, 2).toString(), "PK");
  assert.ok(workbook.length > 5000);
  const second = await open({}, `#${link.split("#")[1]}`);
  await settled(second.page);
  assert.deepEqual(await second.page.evaluate(() => window.lab.app.case), of);
  assert.equal(await second.page.locator(".notice").isVisible(), false);
  await close(second);
  await close(opened);
});

test("why: the effect by mechanism, a world under both, what a chart rests on", async () => {
  const opened = await open(SIZES[2]);
  const { page } = opened;
  await settled(page);
  await page.selectOption("main select >> nth=0", "no_controls");
  await settled(page);
  await page.getByRole("button", { name: "Break the effect down" }).click();
  await page.waitForSelector(".mechanisms table", { timeout: 120_000 });
  assert.ok((await page.locator(".mechanisms tbody tr").count()) > 5);
  assert.match(await page.locator(".mechanisms").innerText(), /Parts add up to the effect/);
  await page.getByRole("button", { name: "The median world" }).click();
  await page.waitForSelector(".told table");
  assert.match(await page.locator(".told").innerText(), /World \d+\..*under the baseline/);
  assert.deepEqual(await faultyBoxes(page), []);
  await picture(page, "desk-light-why");
  await page.getByRole("button", { name: "About this chart" }).click();
  await page.waitForSelector("dialog li");
  await page.waitForFunction(() => /Grade [A-D]/.test(document.querySelector("dialog").innerText));
  await picture(page, "desk-light-about", false);
  await close(opened);
});

test("a game is played in rounds, unseen, and debriefed against the equilibrium", async () => {
  const opened = await open(SIZES[1]);
  const { page } = opened;
  await settled(page);
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await page.getByRole("button", { name: "Begin" }).click();
  for (const [place, ready] of ["United States is ready", "China is ready"].entries()) {
    await page.getByRole("button", { name: ready }).click();
    const other = place === 0 ? "china" : "us";
    assert.equal(await page.locator(`dialog .lever.hue-${other}`).count(), 0);
    await page.locator("dialog input[type=range]").first().focus();
    await page.keyboard.press(place === 0 ? "End" : "Home");
    if (place === 0) await picture(page, "tablet-light-play", false);
    await page.getByRole("button", { name: "Done: hide my levers" }).click();
  }
  await page.waitForSelector("dialog table", { timeout: 60_000 });
  await page.getByRole("button", { name: "Debriefing" }).click();
  await page.waitForFunction(() => /equilibri/.test(document.querySelector("dialog").innerText), null, { timeout: 120_000 });
  await picture(page, "tablet-light-debriefing", false);
  await page.getByRole("button", { name: "Open what was played in the lab" }).click();
  await settled(page);
  assert.equal(await page.evaluate(() => Object.keys(window.lab.app.case.levers).length), 2);
  await close(opened);
});

test("links: old, broken, out of range, with HTML in them, open with what can be used and say what was left out", async () => {
  const hash = "#v0&us.chip_controls=0.5&us.enforcement=7&w=flat_earth&nonsense&%E0%A4%A&t=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&p.shared.nothing=1&chart=none";
  const opened = await open({}, hash);
  const { page } = opened;
  await settled(page);
  const said = await page.locator(".notice").innerText();
  for (const part of ["v0", "us.enforcement", "flat_earth", "nonsense", "shared.nothing", "none"]) assert.ok(said.includes(part), `${part}: ${said}`);
  const levers = await page.evaluate(() => window.lab.app.case.levers);
  assert.deepEqual(Object.keys(levers), ["us.chip_controls"]);
  assert.deepEqual(levers["us.chip_controls"].map(({ value }) => value), [0.5]);
  assert.equal(await page.locator(".case-title").innerText(), "<img src=x onerror=alert(1)>");
  assert.equal(await page.locator("main img").count(), 0);
  await close(opened);
});

test("a TOML file that does not fit gets the program's message, one that fits is set", async () => {
  const opened = await open();
  const { page } = opened;
  await settled(page);
  const give = (name, content) => page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/toml", buffer: Buffer.from(content) });
  const broken = 'name = "x"\ntitle = "X"\ndescription = "Y"\n[levers]\n"us.chip_controls" = 2\n';
  await give("mine.toml", broken);
  await page.waitForFunction(() => document.querySelector(".notice:not([hidden])"));
  const ofProgram = await inFolder((folder) => {
    const file = join(folder, "mine.toml");
    writeFileSync(file, broken);
    try {
      execFileSync(PROGRAM, ["run", "--policy", file, "--runs", "1", "--out", join(folder, "out")], { stdio: ["ignore", "ignore", "pipe"] });
    } catch (error) {
      return String(error.stderr).trim().replace(/^error: /, "").replaceAll(`${folder}/`, "");
    }
    return "";
  });
  assert.equal((await page.locator(".notice p").innerText()).trim(), ofProgram);
  await give("mine.toml", broken.replace("= 2", "= 0.25").replace('"X"', '"<b>X</b>"'));
  await page.waitForFunction(() => Object.keys(window.lab.app.case.levers).length === 1);
  await settled(page);
  assert.equal(await page.locator(".case-title").innerText(), "<b>X</b>");
  await close(opened);
});

for (const [name, prepare, said] of [
  ["WebAssembly", () => delete globalThis.WebAssembly, /no WebAssembly/],
  ["workers", () => delete globalThis.Worker, /web workers/],
  ["a way to unpack the model", () => delete globalThis.DecompressionStream, /too old/],
  [
    "128-bit vectors",
    () => {
      WebAssembly.compile = () => Promise.reject(new WebAssembly.CompileError("simd"));
    },
    /128-bit vectors/,
  ],
  [
    "memory",
    () => {
      const { Worker: Whole } = globalThis;
      globalThis.Worker = class extends Whole {
        postMessage(message, transfer) {
          if (message.module) setTimeout(() => this.onmessage({ data: { id: message.id, fault: "RangeError: out of memory" } }));
          else super.postMessage(message, transfer);
        }
      };
    },
    /too little memory/,
  ],
]) {
  test(`without ${name} the page says so in a sentence`, async () => {
    const opened = await open({}, "", prepare);
    await opened.page.waitForSelector("[role=alert]");
    assert.match(await opened.page.locator("[role=alert]").innerText(), said);
    await close(opened);
  });
}
