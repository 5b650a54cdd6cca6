// What can be taken away: link, TOML, SVG, PNG, CSV, XLSX, print.

import writeExcelFile from "write-excel-file/browser";
import type { App } from "./app";
import { toLink } from "./case";
import { Refused } from "./crew";
import { h } from "./dom";
import type { Outcome } from "./outcome";
import { outcomeRows } from "./rows";
import type { Case } from "./types";
import { say } from "./words";

/** Offers a file to be saved. */
function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = h("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const cell = (value: string | number): string => {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export const csv = (rows: (string | number)[][]): string => rows.map((row) => row.map(cell).join(",")).join("\n") + "\n";

/** Styles that decide how an element of a chart is drawn. */
const DRAWN = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "opacity", "font-size", "font-weight", "visibility", "display"];

/** The chart as an SVG file: title above, where it comes from below, all styles written into it. */
export function chartFile(app: App, outcome: Outcome): string {
  const { svg } = outcome.main;
  const whole = svg.cloneNode(true) as SVGSVGElement;
  const [originals, copies] = [svg, whole].map((root) => [root, ...root.querySelectorAll<SVGElement>("*")]) as [SVGElement[], SVGElement[]];
  originals.forEach((original, place) => {
    const style = getComputedStyle(original);
    const copy = copies[place];
    if (!copy || copy.tagName === "title") return;
    for (const name of DRAWN) copy.setAttribute(name, style.getPropertyValue(name));
    copy.removeAttribute("class");
  });
  const [width, height] = [Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))];
  const [head, foot] = [56, 40];
  const style = getComputedStyle(document.body);
  whole.setAttribute("viewBox", `0 ${-head} ${width} ${height + head + foot}`);
  whole.setAttribute("width", String(width));
  whole.setAttribute("height", String(height + head + foot));
  whole.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  whole.setAttribute("font-family", "system-ui, sans-serif");
  whole.removeAttribute("tabindex");
  const make = (name: string, attributes: Record<string, string | number>, text = "") => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
    element.textContent = text;
    return element;
  };
  whole.prepend(make("rect", { x: 0, y: -head, width, height: height + head + foot, fill: style.getPropertyValue("--paper") }));
  const { titleText, subtitle, note } = words(app, outcome);
  const color = style.color;
  whole.append(
    make("text", { x: 12, y: -head + 24, "font-size": 16, "font-weight": 600, fill: color }, titleText),
    make("text", { x: 12, y: -head + 44, "font-size": 12, fill: color }, subtitle),
    make("text", { x: 12, y: height + 24, "font-size": 10, fill: color }, note),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(whole)}`;
}

function words(app: App, outcome: Outcome): { titleText: string; subtitle: string; note: string } {
  const titleText = outcome.element.querySelector(".chart-title")?.textContent ?? "";
  const name = outcome.element.querySelector(".case-title")?.textContent ?? "";
  const subtitle = say("lab-file_subtitle", { case: name, worlds: app.picture?.worlds ?? 0 });
  const note = say("lab-file_note", { seed: String(app.case.seed ?? app.program.seed), version: app.program.version, hash: app.program.sources.slice(0, 8) });
  return { titleText, subtitle, note };
}

async function png(svg: string): Promise<Blob> {
  const picture = new Image();
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    picture.src = address;
    await picture.decode();
    const canvas = h("canvas", { width: picture.naturalWidth * 2, height: picture.naturalHeight * 2 });
    const brush = canvas.getContext("2d");
    brush?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("png"))), "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The link to this page with all that is set. */
export function link(app: App): string {
  return `${location.href.split("#")[0]}#${toLink(app.case, app.chart, app.program)}`;
}

export const takes = {
  async link(app: App): Promise<void> {
    const address = link(app);
    try {
      await navigator.clipboard.writeText(address);
      app.notice(location.protocol === "file:" ? say("lab-link_file") : say("lab-link_copied"));
    } catch {
      // A page from a file may not write to the clipboard: the address bar has the link too.
      app.notice(say("lab-link_bar"));
    }
    history.replaceState(null, "", address);
  },
  async toml(app: App): Promise<void> {
    const text = await app.crew.clerk.ask<string>({ ask: "toml", case: app.case, worlds: app.picture?.worlds ?? app.runner.most });
    save("scenario.toml", new Blob([text], { type: "application/toml" }));
  },
  async svg(app: App, outcome: Outcome): Promise<void> {
    save(`${app.chart}.svg`, new Blob([chartFile(app, outcome)], { type: "image/svg+xml" }));
  },
  async png(app: App, outcome: Outcome): Promise<void> {
    save(`${app.chart}.png`, await png(chartFile(app, outcome)));
  },
  async csv(app: App): Promise<void> {
    save("outcomes.csv", new Blob([csv(outcomeRows(app))], { type: "text/csv" }));
  },
  async csvOfChart(app: App, outcome: Outcome): Promise<void> {
    save(`${app.chart}.csv`, new Blob([csv(outcome.chartRows())], { type: "text/csv" }));
  },
  async xlsx(app: App, outcome: Outcome): Promise<void> {
    const text = await app.crew.clerk.ask<string>({ ask: "toml", case: app.case, worlds: app.picture?.worlds ?? app.runner.most });
    const sheet = (rows: (string | number)[][]) => rows.map((row) => row.map((value) => ({ value, type: typeof value === "number" ? Number : String })));
    const file = writeExcelFile([
      { data: sheet(outcomeRows(app)), sheet: "outcomes" },
      { data: sheet(outcome.chartRows()), sheet: "chart" },
      { data: sheet(text.split("\n").map((line) => [line])), sheet: "scenario" },
    ] as never) as unknown as { toBlob(): Promise<Blob> };
    save("lab.xlsx", await file.toBlob());
  },
};

/** Reads a TOML file that somebody has chosen. */
export async function readToml(app: App, file: File): Promise<void> {
  try {
    if (file.size > 1_000_000) throw new Error(say("lab-file_large", { name: file.name }));
    const read = await app.crew.clerk.ask<Case>({ ask: "read", name: file.name, text: await file.text() });
    app.set(read, true);
    app.notice(say("lab-file_read", { name: file.name }));
  } catch (error) {
    app.notice(error instanceof Refused ? error.refusal.message : (error as Error).message, true);
  }
}
