// Why: the effect by mechanism, and one world told month by month.

import { metricOf, type App } from "./app";
import { baselineOf, copy, isBaseline } from "./case";
import { button, h, put, s, unique } from "./dom";
import { agentName, leverName, leverValue } from "./levers";
import { amount, change, monthName } from "./numbers";
import type { Exemplar, Explaining, MetricCard, Num, Part, Told, Turned } from "./types";
import { capital, isMain, message, say, term, titleOf } from "./words";

/** Parts that are shown one by one; the rest are one bar. */
const SHOWN = 10;

export class Why {
  readonly element: HTMLElement;
  private readonly metric: HTMLSelectElement;
  private readonly bars = h("div", { class: "mechanisms", "aria-live": "polite" });
  private readonly told = h("div", { class: "told", "aria-live": "polite" });
  private readonly world: HTMLInputElement;
  private turn = 0;
  private chosenByHand = false;

  constructor(private readonly app: App) {
    const id = unique("outcome");
    const number = unique("world");
    this.metric = h("select", { id, change: () => (this.chosenByHand = true) });
    for (const metric of app.program.metrics) {
      if (isMain(metric.key) && metric.kind !== "who" && metric.kind !== "number or never") this.metric.append(h("option", { value: metric.key }, titleOf(metric)));
    }
    this.world = h("input", { type: "number", id: number, min: 0, max: 99_999, step: 1, value: 0 });
    this.element = h(
      "section",
      { class: "why card", "aria-labelledby": "why" },
      h("h2", { id: "why" }, say("lab-why")),
      h("div", { class: "row" }, h("label", { for: id }, say("lab-why_outcome")), this.metric),
      h("h3", {}, say("lab-mechanism_title")),
      h("p", { class: "hint" }, say("lab-mechanism_hint")),
      button(say("lab-mechanism_go"), () => void this.breakDown()),
      this.bars,
      h("h3", {}, say("lab-world_title")),
      h("p", { class: "hint" }, say("lab-world_hint")),
      h(
        "div",
        { class: "row" },
        button(say("lab-world_median"), () => void this.tellRole(0)),
        button(say("lab-world_best"), () => void this.tellRole(1)),
        button(say("lab-world_worst"), () => void this.tellRole(2)),
      ),
      h("div", { class: "row" }, h("label", { for: number }, say("lab-world_number")), this.world, button(say("lab-world_tell"), () => void this.tell(Math.max(0, Math.floor(Number(this.world.value) || 0))))),
      this.told,
    );
  }

  private get chosen(): MetricCard {
    return metricOf(this.app.program, this.metric.value);
  }

  /** What was said of other settings is taken away; the outcome follows the chart until one is chosen here. */
  reset(): void {
    this.turn += 1;
    put(this.bars);
    put(this.told);
    const chart = this.app.program.charts.find(({ key }) => key === this.app.chart);
    const has = [...this.metric.options].some(({ value }) => value === chart?.metric);
    if (chart && has && !this.chosenByHand) this.metric.value = chart.metric;
  }

  private async breakDown(): Promise<void> {
    const { app } = this;
    const turn = (this.turn += 1);
    const metric = this.chosen;
    if (isBaseline(app.case)) {
      put(this.bars, h("p", {}, say("lab-mechanism_baseline")));
      return;
    }
    const asked = { ask: "explain", baseline: baselineOf(app.case), case: copy(app.case), metric: metric.key };
    try {
      for (;;) {
        const { worlds, of, found } = await app.crew.clerk.ask<Explaining>(asked);
        if (turn !== this.turn) return;
        if (found) return this.drawBars(metric, found, worlds);
        put(this.bars, h("p", {}, say("lab-mechanism_progress", { done: worlds, all: of })));
      }
    } catch (error) {
      app.notice((error as Error).message, true);
    }
  }

  private drawBars(metric: MetricCard, { effect, parts }: NonNullable<Explaining["found"]>, worlds: number): void {
    const isNumber = (part: Part): part is Part & { mean: number } => typeof part.mean === "number" && Math.abs(part.mean) > 1e-9;
    const named = parts.filter(isNumber).map(({ mechanism, mean, low, high }) => {
      const card = this.app.program.mechanisms.find(({ key }) => key === mechanism);
      return { name: card ? capital(term(card.meaning)) : say("lab-mechanism_rest"), carried: mean, low, high };
    });
    const shown = named.slice(0, SHOWN);
    const others = named.slice(SHOWN).reduce((sum, { carried }) => sum + carried, 0);
    if (named.length > SHOWN) shown.push({ name: say("lab-mechanism_others", { count: named.length - SHOWN }), carried: others, low: null, high: null });
    const most = Math.max(...shown.map(({ carried }) => Math.abs(carried)), 1e-9);
    const row = ({ name, carried, low, high }: (typeof shown)[number]) => {
      const bar = h("span", { class: `bar ${carried > 0 ? "up" : "down"}` });
      bar.style.inlineSize = `${(50 * Math.abs(carried)) / most}%`;
      bar.style.insetInlineStart = carried > 0 ? "50%" : `${50 - (50 * Math.abs(carried)) / most}%`;
      const unsure = typeof low === "number" && typeof high === "number" && low < 0 && high > 0;
      return h(
        "tr",
        unsure ? { class: "unsure" } : {},
        h("th", { scope: "row" }, name),
        h("td", { class: "bar-cell" }, h("span", { class: "bars-track", "aria-hidden": "true" }, bar)),
        h("td", { class: "value" }, unsure ? say("lab-mechanism_unsure", { change: change(carried, metric.unit) }) : change(carried, metric.unit)),
      );
    };
    put(
      this.bars,
      h("p", {}, say("lab-mechanism_all", { outcome: titleOf(metric), change: change(effect, metric.unit), worlds })),
      shown.length ? h("table", {}, h("caption", { class: "visually-hidden" }, say("lab-mechanism_title")), h("tbody", {}, ...shown.map(row))) : h("p", {}, say("lab-mechanism_none")),
      h("p", { class: "hint" }, say("lab-mechanism_note")),
    );
  }

  private async tellRole(place: number): Promise<void> {
    const { app } = this;
    const name = app.picture?.now ? "now" : "baseline";
    try {
      const found = await app.crew.clerk.ask<Exemplar[]>({ ask: "exemplars", name, metric: this.chosen.key, worlds: app.picture?.worlds ?? 0 });
      const chosen = found[Math.min(place, found.length - 1)];
      if (chosen) await this.tell(chosen.run);
    } catch (error) {
      app.notice((error as Error).message, true);
    }
  }

  private async tell(run: number): Promise<void> {
    const { app } = this;
    const turn = (this.turn += 1);
    this.world.value = String(run);
    try {
      const told = await app.crew.clerk.ask<Told>({ ask: "tell", baseline: baselineOf(app.case), case: app.case, metric: this.chosen.key, run });
      if (turn === this.turn) this.showWorld(told);
    } catch (error) {
      app.notice((error as Error).message, true);
    }
  }

  private showWorld(told: Told): void {
    const { app } = this;
    const metric = metricOf(app.program, told.metric);
    const isOne = isBaseline(app.case);
    const [before, after] = told.values;
    const columns = isOne ? [0] : [0, 1];
    const names = [say("lab-baseline"), say("lab-this_policy")];
    const months = [...new Set(columns.flatMap((column) => (told.turns[column] ?? []).map(({ month }) => month)))].sort();
    const cell = (column: number, month: string) =>
      h("td", {}, ...(told.turns[column] ?? []).filter((turn) => turn.month === month).map((turn) => h("p", {}, this.turned(turn))));
    put(
      this.told,
      h(
        "p",
        {},
        isOne
          ? say("lab-told_one", { run: String(told.run), outcome: titleOf(metric), before: amount(before, metric.unit) })
          : say("lab-told_both", { run: String(told.run), outcome: titleOf(metric), before: amount(before, metric.unit), after: amount(after, metric.unit) }),
      ),
      this.line(told, isOne),
      h(
        "table",
        { class: "turns" },
        h("caption", {}, say("lab-told_turns")),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("story-month")), ...columns.map((column) => h("th", { scope: "col" }, names[column] ?? "")))),
        h("tbody", {}, ...months.map((month) => h("tr", {}, h("th", { scope: "row" }, monthName(month)), ...columns.map((column) => cell(column, month))))),
      ),
      told.apart.length
        ? h(
            "table",
            { class: "turns" },
            h("caption", {}, say("parting-chain")),
            h("tbody", {}, ...told.apart.map((link) =>
              h("tr", {}, h("th", { scope: "row" }, monthName(link.month)), h("td", {}, this.series(link.agent, link.brief)), h("td", {}, say("lab-told_instead", { after: amount(link.policy, link.unit), before: amount(link.reference, link.unit) }))),
            )),
          )
        : null,
    );
  }

  private series(agent: string, brief: string): string {
    const state = this.app.program.agents.some(({ key }) => key === agent) ? agentName(this.app, agent) : "";
    return state ? say("amount-whose", { what: capital(term(brief)), states: state }) : capital(term(brief));
  }

  private turned(turn: Turned): string {
    const { app } = this;
    if (turn.lever) {
      const [key, value] = turn.lever;
      const lever = app.program.levers.find((lever) => lever.key === key);
      return lever ? say("lab-told_lever", { state: agentName(app, lever.agent), lever: leverName(lever), value: leverValue(value, lever) }) : key;
    }
    const what = capital(message(turn.what));
    return turn.agent ? say("amount-whose", { what, states: agentName(app, turn.agent) }) : what;
  }

  /** What is watched, under both, as a small line chart. */
  private line(told: Told, isOne: boolean): SVGSVGElement {
    const [width, height, left, bottom] = [520, 150, 52, 128];
    const values = told.watched.flat().filter((value): value is number => typeof value === "number");
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const [first, last] = [told.years[0] ?? 2023, told.years.at(-1) ?? 2041];
    const x = (year: number) => left + ((year - first) / (last - first)) * (width - left - 12);
    const y = (value: number) => bottom - ((value - low) / (high - low || 1)) * (bottom - 12);
    const path = (all: Num[]) =>
      all
        .flatMap((value, place) => (typeof value === "number" ? [`${x(told.years[place] ?? first).toFixed(1)},${y(value).toFixed(1)}`] : []))
        .map((point, place) => `${place ? "L" : "M"}${point}`)
        .join("");
    const title = unique("told");
    const text = (at: number) => s("text", { x: left - 6, y: y(at) + 4, "text-anchor": "end" }, amount(at, told.unit === "months" ? "index" : told.unit === "share" ? "share" : "index"));
    return s(
      "svg",
      { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-labelledby": title, class: "told-chart", dir: "ltr" },
      s("title", { id: title }, say("lab-told_chart", { run: String(told.run) })),
      s("g", { class: "axis" }, text(low), text(high), s("line", { x1: left, x2: width - 12, y1: bottom, y2: bottom, class: "grid" }), ...[2025, 2030, 2035, 2040].filter((year) => year < last).map((year) => s("text", { x: x(year), y: bottom + 16, "text-anchor": "middle" }, String(year)))),
      s("g", { class: "fan baseline hue-neutral" }, s("path", { class: "median", d: path(told.watched[0]) })),
      isOne ? null : s("g", { class: "fan now hue-china" }, s("path", { class: "median", d: path(told.watched[1]) })),
    );
  }
}
