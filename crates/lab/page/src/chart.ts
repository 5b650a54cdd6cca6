// Charts: bands over time and years in which something happens, drawn as SVG.

import { s, unique } from "./dom";
import { date, figures, percent, ticks } from "./numbers";
import type { Bands, ChartCard, Num, Program, SeriesCard, Summary, Years } from "./types";
import { message, say, term } from "./words";

/** A case that is drawn: the baseline, the one being set, or one that was kept. */
export interface Layer {
  name: string;
  role: "baseline" | "now" | "kept";
  /** Class of its colour; states have their own. */
  hue: string;
  summary: Summary;
}

export interface Look {
  width: number;
  height: number;
  /** A small one has fewer ticks and no words at the ends of its lines. */
  isSmall: boolean;
  isDifference: boolean;
}

interface Scale {
  (value: number): number;
  low: number;
  high: number;
}

const LABEL_HEIGHT = 15;
/** Room before and behind the words at the ends of lines. */
const LABEL_GAP = 12;
/** Room of a share on a bar. */
const SHARE_WIDTH = 36;

/** Words at the end of a line, in as many lines of their own as they need. */
interface End {
  y: number;
  lines: string[];
  hue: string;
}

/** Hue of a series: that of its state, or one of the neutral ones by its place. */
function hue(chart: ChartCard, series: SeriesCard): string {
  const ofState = chart.series.filter((other) => other.agent === series.agent);
  const place = ofState.indexOf(series);
  return ofState.length > 1 ? `${series.agent}-${place}` : series.agent;
}

export function seriesName(series: SeriesCard, program: Program): string {
  if (series.label) return message(series.label);
  const agent = program.agents.find(({ key }) => key === series.agent);
  return term(agent?.name ?? series.agent);
}

const isNumber = (value: Num | undefined): value is number => typeof value === "number" && Number.isFinite(value);

/** Draws a chart into an SVG of its own. */
export class Drawing {
  readonly svg: SVGSVGElement;
  private domain: [number, number] | null = null;
  private key = "";
  private x: Scale = Object.assign((value: number) => value, { low: 0, high: 1 });
  private y: Scale = this.x;
  private shown: { chart: ChartCard; layers: Layer[]; look: Look } | null = null;
  private readonly title = unique("chart");
  private rule: SVGGElement | null = null;

  constructor(
    private readonly program: Program,
    attributes: Record<string, string> = {},
  ) {
    this.svg = s("svg", { role: "img", "aria-labelledby": this.title, dir: "ltr", ...attributes });
  }

  /** Draws; `settled` lets the axis shrink, which it does not while a slider moves. */
  draw(chart: ChartCard, layers: Layer[], look: Look, settled: boolean): void {
    this.shown = { chart, layers, look };
    const { width, height } = look;
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.svg.setAttribute("width", String(width));
    this.svg.setAttribute("height", String(height));
    const key = `${chart.key} ${look.isDifference}`;
    if (key !== this.key) this.domain = null;
    this.key = key;
    const title = s("title", { id: this.title }, this.describe(chart, layers, look));
    const body = chart.years === null ? this.fans(chart, layers, look, settled) : this.years(chart, layers, look);
    this.svg.replaceChildren(title, ...body);
    this.rule = null;
  }

  /** What the chart shows, in words. */
  private describe(chart: ChartCard, layers: Layer[], look: Look): string {
    const title = message(chart.title);
    if (chart.years !== null) return title;
    const [last] = layers.filter(({ role }) => role === "now").concat(layers.filter(({ role }) => role === "baseline"));
    if (!last) return title;
    const all = look.isDifference ? last.summary.differences : last.summary.bands;
    const ends = chart.series.map((series) => {
      const bands = all.find((bands) => bands.series === series.key);
      const value = bands?.p50.at(-1);
      return isNumber(value) ? `${seriesName(series, this.program)}: ${this.value(chart, value)}` : "";
    });
    return say("lab-chart_alt", { title, year: String(Math.round(this.program.years.at(-1) ?? 0) - 1), ends: ends.filter(Boolean).join("; ") });
  }

  private value(chart: ChartCard, value: number): string {
    return chart.scale === "share" ? percent(value) : figures(value);
  }

  private margins({ isSmall }: Look): { top: number; right: number; bottom: number; left: number } {
    return isSmall ? { top: 8, right: 10, bottom: 22, left: 40 } : { top: 18, right: 12, bottom: 30, left: 44 };
  }

  private fans(chart: ChartCard, layers: Layer[], look: Look, settled: boolean): Element[] {
    const { width, height, isSmall, isDifference } = look;
    const margin = this.margins(look);
    const names = chart.series.map((series) => seriesName(series, this.program));
    const labelled = !isSmall && (chart.series.length > 1 || layers.some(({ role }) => role === "kept"));
    const folds = names.map((name) => folded(name, width * 0.3 - LABEL_GAP));
    const room = labelled ? LABEL_GAP + Math.max(...folds.flat().map(widthOf), 0) : 0;
    const right = margin.right + room;
    const years = this.program.years;
    const [first, last] = [this.program.first_year, Math.round(years.at(-1) ?? 2041)];
    const of = ({ summary, role }: Layer) => (isDifference && role !== "baseline" ? summary.differences : isDifference ? [] : summary.bands);
    const isLog = chart.scale === "log" && !isDifference;
    const isOurs = (bands: Bands) => chart.series.some(({ key }) => key === bands.series);
    const drawn = layers.map((layer) => ({ layer, bands: of(layer).filter(isOurs) }));
    const recorded = isDifference ? [] : chart.series.flatMap((series) => series.recorded.map((point) => ({ point, series })));
    const [low, high] = this.extent(chart, drawn.flatMap(({ bands }) => bands), recorded.map(({ point }) => point.value), isLog, settled, isDifference);
    const [bottom, top] = [height - margin.bottom, margin.top];
    this.y = isLog ? logarithmic(low, high, bottom, top) : linear(low, high, bottom, top);
    const marks = isLog ? powers(low, high, isSmall ? 4 : 8) : ticks(low, high, isSmall ? 3 : Math.max(3, Math.floor((bottom - top) / 60)));
    margin.left = Math.max(margin.left, 14 + 7 * Math.max(...marks.map((mark) => this.value(chart, mark).length), 0));
    this.x = linear(first, last, margin.left, width - right);

    const parts: Element[] = [];
    const axis = s("g", { class: "axis" });
    for (const mark of marks) {
      const y = this.y(mark);
      axis.append(
        s("line", { x1: margin.left, x2: width - right, y1: y, y2: y, class: mark === 0 && low < 0 ? "zero" : "grid" }),
        s("text", { x: margin.left - 6, y: y + 4, "text-anchor": "end" }, this.value(chart, mark)),
      );
    }
    const every = roundYears((last - first) / Math.max(2, Math.floor((width - right - margin.left) / 52)));
    for (let year = Math.ceil(first / every) * every; year < last; year += every) {
      const x = this.x(year);
      if (x < width - 16) axis.append(s("text", { x, y: bottom + 16, "text-anchor": "middle" }, String(year)));
    }
    const history = first + this.program.history_months / 12;
    const past = this.x(history);
    axis.append(s("line", { x1: past, x2: past, y1: top, y2: bottom, class: "history" }));
    if (!isSmall) axis.append(s("text", { x: past + 4, y: top - 5, class: "note" }, say("lab-history_ends", { month: date(history + 1 / 12) })));
    parts.push(axis);

    const ends: End[] = [];
    for (const { layer, bands } of drawn) {
      for (const [place, series] of chart.series.entries()) {
        const found = bands.find((one) => one.series === series.key);
        if (!found) continue;
        const color = layer.role === "kept" ? layer.hue : hue(chart, series);
        const group = s("g", { class: `fan ${layer.role} hue-${color} line-${place}` });
        if (layer.role !== "kept") {
          group.append(s("path", { class: "wide", d: this.band(found.p05, found.p95) }));
          if (layer.role === "now" || layers.every(({ role }) => role !== "now")) {
            group.append(s("path", { class: "narrow", d: this.band(found.p25, found.p75) }));
          }
        }
        group.append(s("path", { class: "median", d: this.line(found.p50) }));
        parts.push(group);
        const end = [...found.p50].reverse().find(isNumber);
        const isMain = layer.role === "now" || (layer.role === "baseline" && layers.every(({ role }) => role !== "now"));
        if (labelled && isMain && end !== undefined) {
          ends.push({ y: this.y(clamp(end, low, high)), lines: folds[place] ?? [], hue: color });
        }
      }
    }
    const dots = s("g", { class: "recorded" });
    for (const { point, series } of recorded) {
      if (point.value < low || point.value > high) continue;
      const x = this.x(point.year);
      const bar = [point.low, point.high].map((value) => this.y(clamp(value, low, high)));
      dots.append(
        s(
          "g",
          { class: `hue-${hue(chart, series)}` },
          s("line", { x1: x, x2: x, y1: bar[0], y2: bar[1] }),
          s("circle", { cx: x, cy: this.y(point.value), r: isSmall ? 2 : 3 }, s("title", {}, `${point.id}, ${point.date}: ${this.value(chart, point.value)}`)),
        ),
      );
    }
    parts.push(dots);
    if (labelled) parts.push(labels(ends, width - right + 6, top, bottom));
    return parts;
  }

  private extent(chart: ChartCard, bands: Bands[], points: number[], isLog: boolean, settled: boolean, isDifference: boolean): [number, number] {
    const values = bands.flatMap(({ p05, p95 }) => [...p05, ...p95]).filter(isNumber).concat(points);
    const usable = isLog ? values.filter((value) => value > 0) : values;
    let low = usable.length ? Math.min(...usable) : 0;
    let high = usable.length ? Math.max(...usable) : 1;
    if (chart.scale === "share" && !isDifference) [low, high] = [0, Math.max(1, high)];
    else if (isDifference) {
      const size = Math.max(Math.abs(low), Math.abs(high), 1e-9) * 1.08;
      [low, high] = [-size, size];
    } else if (!isLog) {
      if (low > 0 && low < 0.5 * high) low = 0;
      const gap = 0.04 * (high - low || 1);
      high += gap;
      if (low < 0) low -= gap;
    }
    if (low === high) high = low + 1;
    if (this.domain) {
      const [before, after] = this.domain;
      const shrinks = low >= before && high <= after;
      // While a slider moves the axis only grows, and after it a little slack is left.
      if (shrinks && (!settled || high - low > 0.7 * (after - before))) return this.domain;
      if (!settled) [low, high] = [Math.min(low, before), Math.max(high, after)];
    }
    this.domain = [low, high];
    return this.domain;
  }

  private points(values: Num[]): [number, number][] {
    return values.flatMap((value, place): [number, number][] => {
      const year = this.program.years[place];
      return isNumber(value) && year !== undefined ? [[this.x(year), this.y(clamp(value, this.y.low, this.y.high))]] : [];
    });
  }

  private line(values: Num[]): string {
    return path(this.points(values));
  }

  private band(low: Num[], high: Num[]): string {
    const upper = this.points(high);
    const lower = this.points(low).reverse();
    return upper.length ? `${path(upper)}L${path(lower).slice(1)}Z` : "";
  }

  private years(chart: ChartCard, layers: Layer[], look: Look): Element[] {
    const { width, height, isSmall } = look;
    const margin = this.margins(look);
    const of = (layer: Layer): Years | undefined => layer.summary.years.find(({ metric }) => metric === chart.years);
    const first = of(layers[0] as Layer);
    if (!first) return [];
    const never = isSmall ? 46 : 86;
    const gap = isSmall ? 14 : 26;
    const [from, to] = [first.edges[0] ?? 2023, first.edges.at(-1) ?? 2041];
    const end = width - margin.right - never - gap;
    this.x = linear(from, to, margin.left, end);
    const tallest = Math.max(...layers.flatMap((layer) => of(layer)?.shares ?? []), 0.01);
    const [bottom, top] = [height - margin.bottom, margin.top + (isSmall ? 6 : 12)];
    this.y = linear(0, tallest * 1.1, bottom, top);
    // The bar of what never happens has a scale of its own, so that it does not flatten the others; its share stands on it.
    const neverScale = linear(0, 1, bottom, top);
    const axis = s("g", { class: "axis" });
    for (const mark of ticks(0, tallest * 1.1, isSmall ? 2 : 4)) {
      const y = this.y(mark);
      axis.append(
        s("line", { x1: margin.left, x2: end, y1: y, y2: y, class: "grid" }),
        s("text", { x: margin.left - 6, y: y + 4, "text-anchor": "end" }, percent(mark)),
      );
    }
    const every = roundYears((to - from) / Math.max(1, Math.floor((end - margin.left) / 52)));
    for (let year = Math.ceil(from / every) * every; year < to; year += every) {
      axis.append(s("text", { x: this.x(year), y: bottom + 16, "text-anchor": "middle" }, String(year)));
    }
    const side = end + gap;
    axis.append(
      s("line", { x1: side, x2: side + never, y1: bottom, y2: bottom, class: "grid" }),
      s("text", { x: side + never / 2, y: bottom + 16, "text-anchor": "middle" }, say("figure-never")),
    );
    const parts: Element[] = [axis];
    const isAlone = layers.every(({ role }) => role !== "now");
    for (const [place, layer] of layers.entries()) {
      const years = of(layer);
      if (!years) continue;
      const isFilled = layer.role === "now" || (layer.role === "baseline" && isAlone);
      const group = s("g", { class: `bars ${layer.role} hue-${layer.role === "kept" ? layer.hue : "neutral"} ${isFilled ? "filled" : "outline"}` });
      const steps: [number, number][] = [];
      years.shares.forEach((share, bin) => {
        const [left, right] = [this.x(years.edges[bin] ?? 0), this.x(years.edges[bin + 1] ?? 0)];
        if (isFilled && share > 0) {
          group.append(s("rect", { x: left + 0.5, width: Math.max(0.5, right - left - 1), y: this.y(share), height: bottom - this.y(share) }));
        }
        steps.push([left, this.y(share)], [right, this.y(share)]);
      });
      if (!isFilled) group.append(s("path", { class: "median", d: path(steps) }));
      const y = neverScale(years.never);
      const slot = never / layers.length;
      const x = side + place * slot;
      // Bars too narrow for their shares have them in the table; that of what is on the screen is always shown.
      const hasShare = layers.length === 1 || slot >= SHARE_WIDTH || layer.role === "now";
      const middle = clamp(x + slot / 2, side + SHARE_WIDTH / 2, side + never - SHARE_WIDTH / 2);
      group.append(
        s("rect", { x: x + 1, width: Math.max(2, slot - 2), y, height: bottom - y }),
        s("text", { x: middle, y: y - 4, "text-anchor": "middle" }, hasShare ? percent(years.never) : ""),
      );
      parts.push(group);
    }
    return parts;
  }

  /** The sampled month nearest to a place from left to right. */
  nearest(x: number): number {
    const { years } = this.program;
    let best = 0;
    years.forEach((year, place) => {
      if (Math.abs(this.x(year) - x) < Math.abs(this.x(years[best] ?? 0) - x)) best = place;
    });
    return best;
  }

  /** Draws a line at a sampled month; none takes it away. */
  point(place: number | null): void {
    this.rule?.remove();
    this.rule = null;
    const year = place === null ? undefined : this.program.years[place];
    if (year === undefined || !this.shown || this.shown.chart.years !== null) return;
    const margin = this.margins(this.shown.look);
    const x = this.x(year);
    this.rule = s("g", { class: "reading" }, s("line", { x1: x, x2: x, y1: margin.top, y2: this.shown.look.height - margin.bottom }));
    this.svg.append(this.rule);
  }

  /** Where a sampled month lies from left to right. */
  at(place: number): number {
    return this.x(this.program.years[place] ?? 0);
  }
}

/** A round number of years that is no smaller. */
const roundYears = (years: number): number => [1, 2, 5, 10].find((round) => round >= years) ?? 20;

let brush: CanvasRenderingContext2D | null = null;

/** How wide words at the ends of lines are. */
function widthOf(words: string): number {
  if (!brush) {
    brush = document.createElement("canvas").getContext("2d");
    if (brush) brush.font = `600 13px ${getComputedStyle(document.body).fontFamily}`;
  }
  return brush?.measureText(words).width ?? 0;
}

/** Words in as many lines as they need to be no wider than `room`. */
function folded(words: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`;
    if (lines.length && widthOf(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Words at the ends of lines, moved apart until none touches another. */
function labels(ends: End[], x: number, top: number, bottom: number): Element {
  const placed = ends.sort((one, other) => one.y - other.y).map((end) => ({ ...end }));
  for (let round = 0; round < 20; round += 1) {
    for (let place = 1; place < placed.length; place += 1) {
      const [above, below] = [placed[place - 1], placed[place]];
      if (!above || !below) continue;
      const lack = (LABEL_HEIGHT * (above.lines.length + below.lines.length)) / 2 - (below.y - above.y);
      if (lack > 0) {
        above.y -= lack / 2;
        below.y += lack / 2;
      }
    }
    for (const label of placed) {
      const more = (LABEL_HEIGHT * (label.lines.length - 1)) / 2;
      label.y = clamp(label.y, top + 4 + more, bottom - 2 - more);
    }
  }
  const group = s("g", { class: "ends" });
  for (const { y, lines, hue } of placed) {
    for (const [line, words] of lines.entries()) {
      group.append(s("text", { x, y: y + 4 + LABEL_HEIGHT * (line - (lines.length - 1) / 2), class: `hue-${hue}` }, words));
    }
  }
  return group;
}

function linear(low: number, high: number, from: number, to: number): Scale {
  const slope = (to - from) / (high - low);
  return Object.assign((value: number) => from + (value - low) * slope, { low, high });
}

function logarithmic(low: number, high: number, from: number, to: number): Scale {
  const slope = (to - from) / (Math.log(high) - Math.log(low));
  return Object.assign((value: number) => from + (Math.log(value) - Math.log(low)) * slope, { low, high });
}

function powers(low: number, high: number, most: number): number[] {
  const [from, to] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const step = Math.max(1, Math.ceil((to - from + 1) / most));
  const all = Array.from({ length: Math.max(0, Math.floor((to - from) / step) + 1) }, (_, place) => 10 ** (from + place * step));
  return all.length > 1 ? all : ticks(low, high, 3).filter((mark) => mark > 0);
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

const path = (points: [number, number][]): string =>
  points.map(([x, y], place) => `${place ? "L" : "M"}${x.toFixed(1)},${y.toFixed(1)}`).join("");
