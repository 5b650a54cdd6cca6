// What comes out: one sentence, the chart with its chooser, four small ones, and the table of headline numbers.

import { about } from "./about";
import { metricOf, type App } from "./app";
import { isBaseline } from "./case";
import { Drawing, seriesName, type Layer } from "./chart";
import { button, h, put, unique } from "./dom";
import { settings } from "./levers";
import { amount, change, date, figures, percent, range, setting, size, whenText } from "./numbers";
import { NOTABLE, chartRows, differenceCell, valueCell, type Sheet } from "./rows";
import type { ChartCard, MetricCard, Num, Row, Summary } from "./types";
import { capital, isMain, message, say, term, titleOf } from "./words";

/** Charts beside the main one. */
const SMALL = 4;
/** Room of the main chart on a printed sheet: A4 and Letter have so many pixels between their margins. */
const PAPER = 680;

export class Outcome {
  readonly element: HTMLElement;
  readonly main: Drawing;
  private readonly heading = h("h2", { class: "case-title" });
  private readonly sentence = h("p", { class: "sentence" });
  private readonly chips = h("ul", { class: "chips", "aria-label": say("lab-settings") });
  private readonly rests = h("p", { class: "rests", role: "status" });
  private readonly meter = h("div", { class: "meter", "aria-hidden": "true" }, h("span"));
  private readonly chooser: HTMLSelectElement;
  private readonly chartTitle = h("h3", { class: "chart-title" });
  private readonly unit = h("p", { class: "unit" });
  private readonly frame: HTMLElement;
  private readonly reading = h("p", { class: "readout", "aria-live": "polite" });
  private readonly legend = h("ul", { class: "legend" });
  private readonly modes: [HTMLButtonElement, HTMLButtonElement];
  private readonly smalls: { drawing: Drawing; title: HTMLElement; face: HTMLButtonElement; chart: string }[] = [];
  private readonly table = h("tbody");
  /** On a phone: the chart in small and its outcome, at the lower edge while levers are moved. */
  readonly pulse: HTMLElement;
  private readonly pulseDrawing: Drawing;
  private readonly pulseTitle = h("p", { class: "small-title" });
  private readonly pulseNow = h("p", { class: "middle" });
  private readonly pulseChange = h("p", { class: "range" });
  private readonly whole: HTMLElement;
  private isDifference = false;
  private place: number | null = null;
  /** Room of each chart as the browser has last laid it out: asking while a picture is drawn would lay out the page again each time. */
  private readonly room = new Map<Element, number>();

  constructor(private readonly app: App) {
    const { program } = app;
    const chooser = unique("chart");
    this.chooser = h("select", { id: chooser, change: () => this.choose(this.chooser.value) });
    for (const chart of program.charts) this.chooser.append(h("option", { value: chart.key }, capital(message(chart.name))));
    this.main = new Drawing(program, { class: "main-chart", tabindex: "0" });
    const mode = (isDifference: boolean, words: string) =>
      button(words, () => {
        this.isDifference = isDifference;
        this.draw();
      }, { "aria-pressed": String(isDifference === this.isDifference) });
    this.modes = [mode(false, say("lab-levels")), mode(true, say("lab-difference"))];
    this.pulseDrawing = new Drawing(program);
    this.pulse = h("div", { class: "pulse", "aria-hidden": "true" }, this.pulseDrawing.svg, h("div", {}, this.pulseTitle, this.pulseNow, this.pulseChange));
    this.frame = h("div", { class: "frame" }, this.main.svg);
    this.listen();
    const smalls = h("div", { class: "smalls" });
    for (let place = 0; place < SMALL; place += 1) {
      const drawing = new Drawing(program, { "aria-hidden": "true" });
      const title = h("span", { class: "small-title" });
      const face = button("", () => this.choose(this.smalls[place]?.chart ?? app.chart), { class: "small-chart" });
      face.append(title, drawing.svg);
      this.smalls.push({ drawing, title, face, chart: "" });
      smalls.append(face);
    }
    this.whole = h(
      "div",
      { class: "numbers" },
      h(
        "table",
        {},
        h("caption", {}, say("lab-table")),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, say("lab-outcome")),
            h("th", { scope: "col" }, say("lab-baseline")),
            h("th", { scope: "col" }, say("lab-this_policy")),
            h("th", { scope: "col" }, say("lab-difference_head")),
          ),
        ),
        this.table,
      ),
      h("p", { class: "hint" }, say("lab-table_hint")),
    );
    this.element = h(
      "section",
      { class: "outcome", "aria-label": say("lab-outcomes") },
      h("div", { class: "answer" }, this.heading, this.sentence, this.chips, h("div", { class: "basis" }, this.meter, this.rests)),
      h(
        "figure",
        { class: "card chart" },
        h(
          "div",
          { class: "chart-head" },
          h("label", { for: chooser, class: "visually-hidden" }, say("lab-chart")),
          this.chooser,
          h("div", { class: "segments", role: "group", "aria-label": say("lab-show") }, ...this.modes),
          button(say("lab-about_chart"), () => void about(app, this.chart), { class: "quiet", "aria-haspopup": "dialog" }),
        ),
        this.chartTitle,
        this.unit,
        this.frame,
        this.reading,
        this.legend,
      ),
      smalls,
      this.whole,
    );
    const observer = new ResizeObserver((changes) => {
      let isOther = false;
      for (const { target, contentRect } of changes) {
        const width = Math.floor(contentRect.width);
        if (width !== this.room.get(target)) isOther = true;
        this.room.set(target, width);
      }
      // In a frame of its own: a chart of another height within the call would be a loop to the browser.
      if (isOther) requestAnimationFrame(() => this.draw());
    });
    for (const place of [this.frame, this.pulse, ...this.smalls.map(({ face }) => face)]) observer.observe(place);
    addEventListener("beforeprint", () => this.print());
    addEventListener("afterprint", () => this.draw());
  }

  get chart(): ChartCard {
    const { charts } = this.app.program;
    const found = charts.find(({ key }) => key === this.app.chart) ?? charts[0];
    if (!found) throw new Error("no charts");
    return found;
  }

  private get others(): ChartCard[] {
    const { charts } = this.app.program;
    return charts.filter((chart) => chart !== this.chart).slice(0, SMALL);
  }

  /** Series of the charts on the screen. */
  get series(): string[] {
    return [this.chart, ...this.others].flatMap((chart) => chart.series.map(({ key }) => key));
  }

  choose(key: string): void {
    this.app.chart = key;
    this.app.runner.shown = this.series;
    this.place = null;
    void this.app.runner.again();
    this.draw();
    this.app.set(this.app.case, false);
  }

  private layers(chart: ChartCard): Layer[] {
    const { picture, kept } = this.app;
    if (!picture) return [];
    const has = (summary: Summary) => chart.years !== null || chart.series.every(({ key }) => summary.bands.some(({ series }) => series === key));
    const layers: Layer[] = [{ name: say("lab-baseline"), role: "baseline", hue: "neutral", summary: picture.baseline }];
    for (const { name, hue, summary } of kept) if (summary) layers.push({ name, role: "kept", hue, summary });
    if (picture.now) layers.push({ name: this.title(), role: "now", hue: "now", summary: picture.now });
    return layers.filter(({ summary }) => has(summary));
  }

  private title(): string {
    const { picture } = this.app;
    const of = picture?.case ?? this.app.case;
    return isBaseline(of) ? term(this.app.program.baseline) : term(of.title) || say("lab-own_policy");
  }

  /** Shows that what is on the screen belongs to another setting than the one that is wanted. */
  stale(): void {
    this.element.classList.add("stale");
    this.pulse.classList.add("stale");
    this.rests.textContent = say("lab-computing");
  }

  show(settled: boolean): void {
    const { picture } = this.app;
    if (!picture) return;
    this.element.classList.remove("stale");
    this.pulse.classList.remove("stale");
    this.heading.textContent = this.title();
    const summary = picture.now ?? picture.baseline;
    this.sentence.textContent = this.says(picture.now);
    put(this.chips, ...this.set().map((words) => h("li", {}, words)));
    const most = this.app.runner.most;
    this.rests.textContent = summary.failed
      ? say("lab-rests_failed", { worlds: picture.worlds, failed: summary.failed })
      : say("lab-rests", { worlds: picture.worlds });
    const bar = this.meter.firstElementChild as HTMLElement;
    bar.style.inlineSize = `${(100 * picture.worlds) / most}%`;
    this.draw(settled);
    this.fill(picture.baseline, picture.now);
  }

  /** What is set beside levers, in words. */
  private set(): string[] {
    const { app } = this;
    const of = app.picture?.case ?? app.case;
    const views = of.worldviews.map((key) => {
      const view = app.program.worldviews.find((view) => view.key === key);
      return say("lab-setting_worldview", { name: term(view?.title ?? key) });
    });
    const parameters = Object.entries(of.parameters).map(([key, value]) => {
      const card = app.program.parameters.find((card) => card.key === key);
      const number = Number(value);
      return say("lab-setting_parameter", { name: capital(term(card?.meaning ?? key)), value: Number.isFinite(number) ? setting(number, card?.unit ?? "") : value });
    });
    const off = Object.entries(of.mechanisms)
      .filter(([, on]) => !on)
      .map(([key]) => say("lab-setting_off", { name: term(app.program.mechanisms.find((one) => one.key === key)?.meaning ?? key) }));
    const events = Object.entries(of.events).map(([key, when]) => {
      const event = app.program.events.find((one) => one.key === key);
      return say("lab-setting_event", { name: term(event?.meaning ?? key), when: whenText(when) });
    });
    const drawn = of.unconditioned ? [say("lab-setting_unconditioned")] : [];
    const seed = of.seed === null ? [] : [say("lab-setting_seed", { seed: String(of.seed) })];
    const horizon = of.horizon === null ? [] : [say("lab-setting_horizon", { month: of.horizon })];
    return [...settings(app, of), ...views, ...parameters, ...off, ...events, ...drawn, ...seed, ...horizon];
  }

  /** What the policy buys and what it costs, in one sentence. */
  private says(now: Summary | null): string {
    if (!now) return say("lab-sentence_baseline", { lag: this.headline() });
    const effects = now.rows
      .map((row) => ({ row, metric: metricOf(this.app.program, row.key) }))
      .filter(({ row, metric }) => isMain(metric.key) && metric.more_is_better !== null && row.difference && Math.abs(row.difference.size) >= NOTABLE)
      .map(({ row, metric }) => ({ row, metric, gain: (row.difference?.size ?? 0) * (metric.more_is_better ? 1 : -1) }))
      .sort((one, other) => other.gain - one.gain);
    const [best] = effects.filter(({ gain }) => gain > 0);
    const worst = effects.filter(({ gain }) => gain < 0).at(-1);
    const piece = ({ row, metric }: { row: Row; metric: MetricCard }) => {
      const mean = typeof row.difference?.mean === "number" ? row.difference.mean : 0;
      const said = { outcome: titleOf(metric), amount: size(mean, metric.unit), whom: term(metric.whom ?? "") };
      if (metric.unit === "year") return mean > 0 ? say("lab-effect_later", { outcome: said.outcome, amount: said.amount, whom: said.whom }) : say("lab-effect_earlier", { outcome: said.outcome, amount: said.amount, whom: said.whom });
      return mean > 0 ? say("lab-effect_up", { outcome: said.outcome, amount: said.amount, whom: said.whom }) : say("lab-effect_down", { outcome: said.outcome, amount: said.amount, whom: said.whom });
    };
    if (best && worst) return say("lab-sentence", { good: piece(best), bad: piece(worst) });
    if (best) return say("lab-sentence_good", { good: piece(best) });
    if (worst) return say("lab-sentence_bad", { bad: piece(worst) });
    return say("lab-sentence_nothing");
  }

  /** The outcome of the chart in a few words. */
  private headline(): string {
    const { picture, program } = this.app;
    const lag = metricOf(program, this.chart.metric);
    const row = picture?.baseline.rows.find(({ key }) => key === lag.key);
    if (!row) return "";
    return say("lab-headline", { outcome: titleOf(lag), middle: amount(row.p50, lag.unit), range: range(row.p05, row.p95, lag.unit) });
  }

  /** Draws all charts; `flat` is the height of a chart over its width. */
  draw(settled = true, flat = 0.5): void {
    const width = this.room.get(this.frame) ?? 0;
    const canDiffer = this.app.picture?.now != null && this.chart.years === null;
    const isDifference = this.isDifference && canDiffer;
    this.modes[0].setAttribute("aria-pressed", String(!isDifference));
    this.modes[1].setAttribute("aria-pressed", String(isDifference));
    this.modes[1].disabled = !canDiffer;
    this.chooser.value = this.chart.key;
    this.chartTitle.textContent = message(this.chart.title);
    this.unit.textContent = isDifference
      ? say("lab-unit_difference", { unit: message(this.chart.unit) })
      : this.chart.years === null
        ? say("lab-unit_bands", { unit: message(this.chart.unit) })
        : say("lab-unit_years");
    const layers = this.layers(this.chart);
    if (!layers.length || width < 50) return;
    const height = Math.round(Math.min(420, Math.max(220, width * flat)));
    this.main.draw(this.chart, layers, { width, height, isSmall: false, isDifference }, settled);
    this.main.point(this.place);
    this.read();
    this.explain(layers);
    this.drawPulse(layers, settled);
    for (const [place, chart] of this.others.entries()) {
      const small = this.smalls[place];
      if (!small) continue;
      const ofSmall = this.layers(chart);
      const room = this.room.get(small.face) ?? 0;
      small.chart = chart.key;
      small.title.textContent = capital(message(chart.name));
      small.face.setAttribute("aria-label", say("lab-show_chart", { chart: capital(message(chart.name)) }));
      if (ofSmall.length && room > 60) small.drawing.draw(chart, ofSmall, { width: room, height: Math.round(Math.max(96, room * flat)), isSmall: true, isDifference: false }, settled);
    }
  }

  /** Draws the charts for paper, whatever the screen is. */
  private print(): void {
    const screen = new Map(this.room);
    this.room.set(this.frame, PAPER);
    for (const { face } of this.smalls) this.room.set(face, PAPER / 2);
    this.draw(true, 0.4);
    for (const [place, width] of screen) this.room.set(place, width);
  }

  private drawPulse(layers: Layer[], settled: boolean): void {
    if (!this.room.get(this.pulse)) return;
    const metric = metricOf(this.app.program, this.chart.metric);
    const { picture } = this.app;
    const row = (picture?.now ?? picture?.baseline)?.rows.find(({ key }) => key === metric.key);
    this.pulseDrawing.draw(this.chart, layers, { width: 168, height: 92, isSmall: true, isDifference: false }, settled);
    this.pulseTitle.textContent = titleOf(metric);
    this.pulseNow.textContent = row && !row.who ? amount(row.p50, metric.unit) : "";
    this.pulseChange.textContent = row?.difference && !row.who ? say("lab-mean", { mean: change(row.difference.mean, metric.unit) }) : "";
  }

  private explain(layers: Layer[]): void {
    const has = (role: Layer["role"]) => layers.some((layer) => layer.role === role);
    const entries: [string, string][] = [];
    if (has("now")) entries.push(["now", this.title()]);
    entries.push([has("now") ? "baseline" : "now", say("lab-baseline")]);
    for (const layer of layers) if (layer.role === "kept") entries.push([`kept hue-${layer.hue}`, layer.name]);
    if (this.chart.years === null && this.chart.series.some(({ recorded }) => recorded.length)) entries.push(["dot", say("lab-recorded")]);
    put(this.legend, ...entries.map(([name, words]) => h("li", {}, h("span", { class: `key ${name}`, "aria-hidden": "true" }), words)));
  }

  /** Pointing and arrow keys read the chart. */
  private listen(): void {
    const { svg } = this.main;
    const to = (place: number | null) => {
      this.place = place;
      this.main.point(place);
      this.read();
    };
    svg.addEventListener("pointermove", (event) => to(this.main.nearest(event.clientX - svg.getBoundingClientRect().left)));
    svg.addEventListener("pointerdown", (event) => to(this.main.nearest(event.clientX - svg.getBoundingClientRect().left)));
    svg.addEventListener("pointerleave", () => to(null));
    svg.addEventListener("keydown", (event) => {
      const last = this.app.program.years.length - 1;
      const now = this.place ?? Math.floor(last / 2);
      const next = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: last, PageUp: now + 4, PageDown: now - 4 }[event.key];
      if (event.key === "Escape") to(null);
      if (next === undefined) return;
      event.preventDefault();
      to(Math.min(last, Math.max(0, next)));
    });
  }

  private read(): void {
    const year = this.place === null ? undefined : this.app.program.years[this.place];
    if (this.place === null || year === undefined || this.chart.years !== null) {
      this.reading.textContent = this.chart.years === null ? say("lab-read") : "";
      return;
    }
    const at = this.place;
    const value = (number: Num | undefined) => (typeof number === "number" ? (this.chart.scale === "share" ? percent(number) : figures(number)) : "");
    const layer = this.layers(this.chart).find(({ role }) => role === "now") ?? this.layers(this.chart)[0];
    if (!layer) return;
    const bandsOf = this.isDifference && layer.role === "now" ? layer.summary.differences : layer.summary.bands;
    const words = this.chart.series.map((series) => {
      const bands = bandsOf.find((one) => one.series === series.key);
      return say("lab-reading", {
        what: seriesName(series, this.app.program),
        middle: value(bands?.p50[at]),
        low: value(bands?.p05[at]),
        high: value(bands?.p95[at]),
      });
    });
    this.reading.textContent = `${date(year)}: ${words.join("; ")}`;
  }

  private fill(baseline: Summary, now: Summary | null): void {
    const rows = baseline.rows
      .map((before) => ({ before, after: now?.rows.find(({ key }) => key === before.key) ?? null, metric: metricOf(this.app.program, before.key) }))
      .filter(({ metric }) => isMain(metric.key));
    put(
      this.table,
      ...rows.map(({ before, after, metric }) =>
        h(
          "tr",
          { "data-metric": metric.key },
          h("th", { scope: "row", title: capital(term(metric.meaning)) }, titleOf(metric)),
          valueCell(before, metric, this.app.program),
          after ? valueCell(after, metric, this.app.program) : h("td", { class: "none" }, "\u2013"),
          after ? differenceCell(after, metric, this.app.program) : h("td", { class: "none" }, "\u2013"),
        ),
      ),
    );
  }

  /** The numbers behind the chart as text, for files. */
  chartRows(): Sheet {
    return chartRows(this.chart, this.layers(this.chart), this.app.program.years);
  }
}
