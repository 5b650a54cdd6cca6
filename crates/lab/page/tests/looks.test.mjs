// How the page looks in Chromium: at three widths, in the dark and in the light, right to left, and printed.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { SIZES, close, faultyBoxes, move, open, picture, settled } from "./browser.mjs";
import { enclosed, text } from "./common.mjs";

for (const size of SIZES) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${size.width} pixels, ${colorScheme}: no text is cut, overlaps or sticks out, on any chart`, async () => {
      const opened = await open({ ...size, colorScheme });
      const { page } = opened;
      await settled(page);
      assert.deepEqual(await faultyBoxes(page), []);
      await picture(page, `${size.name}-${colorScheme}-baseline`);
      await page.locator(".menu summary").click();
      await page.evaluate(() => document.querySelectorAll(".controls details").forEach((details) => (details.open = true)));
      assert.deepEqual(await faultyBoxes(page), [], "all open");
      await picture(page, `${size.name}-${colorScheme}-open`);
      await page.locator(".menu summary").click();
      await page.selectOption("main select >> nth=0", { index: 1 });
      await settled(page);
      await page.getByRole("button", { name: "Keep this" }).click();
      await move(page, 1, 0.9);
      await settled(page);
      const charts = await page.evaluate(() => window.lab.program.charts.map(({ key }) => key));
      for (const chart of charts) {
        await page.evaluate((chart) => window.lab.outcome.choose(chart), chart);
        await page.waitForTimeout(150);
        assert.deepEqual(await faultyBoxes(page), [], chart);
        if (["lag", "compute", "third-countries", "parity-year"].includes(chart)) await picture(page, `${size.name}-${colorScheme}-${chart}`);
      }
      // Many parameters matter for the first outcome, few for the last.
      await page.evaluate((chart) => window.lab.outcome.choose(chart), charts[0]);
      await page.getByRole("tab", { name: "Assumptions" }).click();
      await page.waitForFunction(() => document.querySelectorAll(".parameters .lever").length > 3);
      assert.deepEqual(await faultyBoxes(page), [], "assumptions");
      await picture(page, `${size.name}-${colorScheme}-assumptions`);
      await close(opened);
    });
  }

  test(`${size.width} pixels: every control has a name and is reached by keyboard`, async () => {
    const opened = await open(size);
    const { page } = opened;
    await settled(page);
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    const wanted = await page.evaluate(() => {
      const all = [...document.querySelectorAll("button, select, input, summary, a[href], svg[tabindex]")];
      const shown = all.filter((element) => element.getClientRects().length && !element.disabled && element.tabIndex >= 0);
      shown.forEach((element, place) => element.setAttribute("data-control", place));
      const name = (element) =>
        element.getAttribute("aria-label") ?? (document.getElementById(element.getAttribute("aria-labelledby") ?? "")?.textContent || element.labels?.[0]?.textContent || element.textContent);
      return shown.map((element) => ({ tag: element.tagName, type: element.type ?? "", name: (name(element) ?? "").trim() }));
    });
    assert.ok(wanted.length > 40, `${wanted.length} controls`);
    assert.deepEqual(wanted.filter(({ name }) => !name), []);
    const reached = new Set();
    for (let step = 0; step < wanted.length + 20; step += 1) {
      await page.keyboard.press("Tab");
      const place = await page.evaluate(() => document.activeElement?.getAttribute("data-control"));
      if (place !== null) reached.add(Number(place));
    }
    const missed = wanted.filter((_, place) => !reached.has(place));
    assert.deepEqual(missed, []);
    await close(opened);
  });
}

/** Room of a sheet between its margins, pixels: A4 is the narrower, Letter the shorter. */
const SHEET = { width: 688, height: 965 };

for (const { name, ...screen } of [SIZES[0], SIZES[2], { name: "dark", width: 1280, height: 800, colorScheme: "dark" }]) {
  test(`printed from ${screen.width} pixels: two sheets, no control on them, and no chart cut`, async () => {
    const opened = await open(screen, "#v1&policy=strict_controls");
    const { page } = opened;
    await settled(page);
    for (const format of ["A4", "Letter"]) {
      const sheets = String(await page.pdf({ format, preferCSSPageSize: true })).match(/\/Type\s*\/Page\b/g);
      assert.equal(sheets.length, 2, format);
    }
    // The same on a screen of the size of a sheet, where boxes can be measured.
    await page.setViewportSize(SHEET);
    await page.emulateMedia({ media: "print" });
    await page.waitForTimeout(200);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.deepEqual(await faultyBoxes(page), []);
    const left = await page.evaluate(() => {
      const shown = [...document.querySelectorAll("button, select, input, summary")].filter((element) => element.checkVisibility() && !element.matches(".small-chart"));
      const charts = [...document.querySelectorAll(".frame svg, .small-chart svg")].map((chart) => chart.getBoundingClientRect());
      return {
        controls: shown.map((element) => element.textContent),
        wide: charts.map(({ width }) => Math.round((10 * width) / innerWidth)),
        light: getComputedStyle(document.body).color,
        end: document.querySelector(".smalls").getBoundingClientRect().bottom,
      };
    });
    assert.deepEqual(left.controls, []);
    assert.deepEqual(left.wide, [10, 5, 5, 5, 5]);
    assert.equal(left.light, "rgb(0, 0, 0)");
    assert.ok(left.end < SHEET.height, `the charts end at ${left.end}`);
    await picture(page, `print-from-${name}`);
    await close(opened);
  });
}

const LATIN = "abcdefghijklmnopqrstuvwxyz";
const ARABIC = "\u0627\u0628\u062a\u062b\u062c\u062d\u062e\u062f\u0630\u0631\u0632\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063a\u0641\u0642\u0643\u0644\u0645\u0646\u0647";

/** The catalogue with Arabic letters for Latin ones: no language, but what is written from right to left in every sentence. */
function mirrored(catalogue) {
  const turn = (words) => words.replace(/[a-z]/gi, (letter) => ARABIC[LATIN.indexOf(letter.toLowerCase())]);
  const pieces = (words) => words.split(/(\{[^{}]*\})/).map((piece) => (piece.startsWith("{") ? piece : turn(piece))).join("");
  return catalogue
    .split("\n")
    .map((line) => {
      const [, head, words] = /^(\s*(?:[a-z][\w-]*\s*=|\.\w+\s*=|\*?\[[^\]]+\])?\s*)(.*)$/i.exec(line);
      return line.startsWith("#") || /^\{[^{}]*->$|^\}$/.test(words) ? line : head + pieces(words);
    })
    .join("\n");
}

const folder = mkdtempSync(join(tmpdir(), "detente-lab-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The address of the page in a language that is written from right to left. */
function fromRightToLeft() {
  const other = JSON.stringify({ ...enclosed, language: "ar", other: mirrored(enclosed.english) }).replaceAll("<", "\\u003c");
  const file = join(folder, "index.html");
  writeFileSync(file, text.replace(/(<script type="application\/json" id="enclosed">).*?(<\/script>)/s, (_, open, close) => open + other + close));
  return pathToFileURL(file).href;
}

for (const size of [SIZES[0], { name: "laptop", width: 1280, height: 800, hasTouch: false }]) {
  test(`${size.width} pixels, right to left: no text is cut, overlaps or sticks out; sliders and charts behave`, async () => {
    const opened = await open({ ...size, address: fromRightToLeft() });
    const { page } = opened;
    await settled(page);
    assert.deepEqual(await page.evaluate(() => [document.documentElement.dir, document.documentElement.lang]), ["rtl", "ar"]);
    assert.match(await page.locator("h1 span").innerText(), /^[\u0600-\u06ff ]+$/);
    assert.deepEqual(await faultyBoxes(page), []);
    await picture(page, `${size.name}-rtl-baseline`);
    await page.evaluate(() => document.querySelectorAll(".controls details").forEach((details) => (details.open = true)));
    assert.deepEqual(await faultyBoxes(page), [], "all open");
    // The lowest value is at the right: so are the words for it and the marks, and a key moves the slider where its arrow points.
    const slider = page.locator(".lever input[type=range]").first();
    await slider.scrollIntoViewIfNeeded();
    const places = await page.evaluate(() => {
      const lever = document.querySelector(".lever");
      const middle = (element) => element.getBoundingClientRect().left + element.getBoundingClientRect().width / 2;
      const ends = [...lever.querySelectorAll(".ends-of-track span")].map(middle);
      const { today, low, high } = window.lab.program.levers[0];
      const marks = lever.querySelector(".marks").getBoundingClientRect();
      return { ends, today: (marks.right - middle(lever.querySelector(".mark.today"))) / marks.width, share: (today - low) / (high - low) };
    });
    assert.ok(places.ends[0] > places.ends[1]);
    assert.ok(Math.abs(places.today - places.share) < 0.02, JSON.stringify(places));
    const value = Number(await slider.inputValue());
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    assert.ok(Number(await slider.inputValue()) < value);
    await settled(page);
    const box = await slider.boundingBox();
    await page.mouse.click(box.x + 0.25 * box.width, box.y + box.height / 2);
    await settled(page);
    const set = await page.evaluate(() => Object.values(window.lab.app.case.levers)[0].at(-1).value);
    assert.ok(Math.abs(set - 0.75) < 0.06, `${set}`);
    // A number stands with its sign and next to the word before it: where it does not, the words of a mean fall apart into pieces of one line.
    const apart = await page.evaluate(() =>
      [...document.querySelectorAll(".numbers .mean")].filter((mean) => {
        const range = document.createRange();
        range.selectNodeContents(mean);
        const lines = Map.groupBy([...range.getClientRects()], ({ top }) => Math.round(top));
        return [...lines.values()].some((rects) => {
          const ends = Math.max(...rects.map(({ right }) => right)) - Math.min(...rects.map(({ left }) => left));
          return ends > rects.reduce((sum, { width }) => sum + width, 0) + 2;
        });
      }).map((mean) => mean.textContent),
    );
    assert.deepEqual(apart, []);
    // Time runs from left to right on charts, as in every language, and the keys follow it.
    await page.locator("svg.main-chart").focus();
    const year = async () => Number(/20\d\d/.exec(await page.locator(".readout").innerText())[0]);
    await page.keyboard.press("Home");
    const first = await year();
    for (let step = 0; step < 8; step += 1) await page.keyboard.press("ArrowRight");
    assert.ok((await year()) > first);
    const charts = await page.evaluate(() => window.lab.program.charts.map(({ key }) => key));
    for (const chart of charts) {
      await page.evaluate((chart) => window.lab.outcome.choose(chart), chart);
      await page.waitForTimeout(150);
      assert.deepEqual(await faultyBoxes(page), [], chart);
      if (["lag", "third-countries", "parity-year"].includes(chart)) await picture(page, `${size.name}-rtl-${chart}`);
    }
    await page.evaluate((chart) => window.lab.outcome.choose(chart), charts[0]);
    await page.locator("[role=tab]").first().focus();
    await page.keyboard.press("ArrowLeft");
    await page.waitForFunction(() => document.querySelectorAll(".parameters .lever").length > 3);
    assert.deepEqual(await faultyBoxes(page), [], "assumptions");
    await picture(page, `${size.name}-rtl-assumptions`);
    await close(opened);
  });
}
