// The page in Chromium, opened from a file, for the tests.

import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before } from "node:test";
import { chromium as driver } from "playwright-core";
import { address } from "./common.mjs";

/** Widths of a phone, a tablet and a large screen. */
export const SIZES = [
  { name: "phone", width: 390, height: 844, hasTouch: true },
  { name: "tablet", width: 1024, height: 768, hasTouch: true },
  { name: "desk", width: 1920, height: 1080, hasTouch: false },
];

function chromium() {
  const named = process.env.CHROMIUM;
  const found = [named, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => path && existsSync(path));
  if (!found) throw new Error("no Chromium: CHROMIUM names one");
  return found;
}

let browser;
before(async () => {
  browser = await driver.launch({ executablePath: chromium(), args: ["--no-sandbox", "--disable-dev-shm-usage"] });
});
after(() => browser?.close());

/** Opens the page; whatever it asks of a network or says on the console fails the test at the end. */
export async function open(options = {}, hash = "", prepare = null) {
  const { width = 1280, height = 900, hasTouch = false, colorScheme = "light" } = options;
  const context = await browser.newContext({ viewport: { width, height }, hasTouch, colorScheme, acceptDownloads: true, reducedMotion: options.reducedMotion });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("request", (request) => {
    if (!/^(file|blob|data):/.test(request.url())) faults.push(`request: ${request.url()}`);
  });
  if (prepare) await page.addInitScript(prepare);
  await page.goto((options.address ?? address) + hash);
  return { page, faults, context };
}

export const settled = (page) => page.waitForFunction(() => window.lab?.isSettled() && !document.querySelector(".stale"), null, { timeout: 60_000 });

export async function close({ page, faults, context }) {
  await page.waitForTimeout(50);
  await context.close();
  assert.deepEqual(faults, []);
}

/** Keeps a picture where DETENTE_LAB_PICTURES names a folder. */
export async function picture(page, name, fullPage = true) {
  const folder = process.env.DETENTE_LAB_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage });
}

/** Texts that are cut, that overlap, or that stick out of the page. */
export const faultyBoxes = (page) =>
  page.evaluate(() => {
    const faults = [];
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth + 1) faults.push(`the page is ${root.scrollWidth} wide`);
    const isShown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && element.getClientRects().length > 0;
    // What scrolls by itself, or lies above the rest with a ground of its own, is measured within itself.
    const layer = (element) => element.closest(".pulse, .menu-items, .controls, dialog");
    const hasOwnText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    // Where an element's own text stands, line by line, without that of what is inside it.
    const ownBoxes = (element) =>
      [...element.childNodes].filter((node) => node.nodeType === 3 && node.textContent.trim()).flatMap((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return [...range.getClientRects()];
      });
    const boxes = [];
    for (const element of document.body.querySelectorAll("*")) {
      if (!hasOwnText(element) || !isShown(element) || element.closest("script, style, .visually-hidden, .skip, select")) continue;
      const words = element.textContent.trim().slice(0, 50);
      const isOfChart = element instanceof SVGElement;
      if (isOfChart && element.tagName !== "text") continue;
      const lines = isOfChart ? [element.getBoundingClientRect()] : ownBoxes(element);
      if (!isOfChart && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline") faults.push(`cut: ${words}`);
      if (isOfChart) {
        const frame = element.ownerSVGElement.getBoundingClientRect();
        const [box] = lines;
        if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) faults.push(`out of its chart: ${words}`);
      }
      if (lines.some(({ left, right }) => left < -1 || right > innerWidth + 1)) faults.push(`out of the page: ${words}`);
      boxes.push({ element, lines, words });
    }
    const meet = (one, other) =>
      Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 3;
    for (const [place, one] of boxes.entries()) {
      for (const other of boxes.slice(place + 1)) {
        if (layer(one.element) !== layer(other.element)) continue;
        if (one.lines.some((line) => other.lines.some((next) => meet(line, next)))) faults.push(`overlap: ${one.words} / ${other.words}`);
      }
    }
    return faults.slice(0, 20);
  });

/** Moves the first slider of a lever by hand, as an input event does. */
export const move = (page, place, share) =>
  page.evaluate(
    ([place, share]) => {
      const slider = document.querySelectorAll(".lever input[type=range]")[place];
      slider.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
      slider.value = String(Number(slider.min) + share * (Number(slider.max) - Number(slider.min)));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      slider.dispatchEvent(new Event("change", { bubbles: true }));
    },
    [place, share],
  );
