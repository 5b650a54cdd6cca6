// Doubts: views of the world, the parameters that matter most, events that can be moved, mechanisms that can be switched off.

import { metricOf, type App } from "./app";
import { copy, monthText } from "./case";
import { button, h, put, unique } from "./dom";
import { correlation, setting, whenText } from "./numbers";
import type { EventCard, Influence, ParameterCard } from "./types";
import { capital, paragraph, say, sourceOf, term, titleOf } from "./words";

/** Parameters that are shown. */
const SHOWN = 10;

export class Doubts {
  readonly element: HTMLElement;
  private readonly worldviews: Map<string, HTMLButtonElement> = new Map();
  private readonly switches: Map<string, HTMLInputElement> = new Map();
  private readonly events: Map<string, HTMLSelectElement> = new Map();
  private readonly agree: HTMLInputElement;
  private readonly sliders = h("div", { class: "parameters" });
  private readonly about = h("p", { class: "hint" });
  private shown: { key: string; slider: HTMLInputElement; output: HTMLElement; reset: HTMLButtonElement }[] = [];
  /** Parameters that a person has asked for beside those. */
  private readonly wanted: string[] = [];
  private readonly others: HTMLInputElement;
  private before: App["case"];
  private asked = "";

  constructor(private readonly app: App) {
    this.before = copy(app.case);
    const views = app.program.worldviews.map((view) => {
      const toggle = button(term(view.title), () => this.toggle(view.key), { "aria-pressed": "false", class: "toggle", title: paragraph(view.description) });
      this.worldviews.set(view.key, toggle);
      return toggle;
    });
    const mechanisms = app.program.mechanisms.map(({ key, meaning }) => {
      const id = unique("mechanism");
      const box = h("input", {
        type: "checkbox",
        id,
        checked: true,
        change: () => {
          const next = copy(app.case);
          if (box.checked) delete next.mechanisms[key];
          else next.mechanisms[key] = false;
          app.set(next, true);
        },
      });
      this.switches.set(key, box);
      return h("div", { class: "check" }, box, h("label", { for: id }, capital(term(meaning))));
    });
    const events = app.program.events.map((event) => this.event(event));
    const record = unique("record");
    this.agree = h("input", {
      type: "checkbox",
      id: record,
      checked: true,
      change: () => app.set({ ...copy(app.case), unconditioned: !this.agree.checked }, true),
    });
    // Typing finds them by any of their words: there are too many for a list.
    const [others, all] = [unique("others"), unique("parameters")];
    const named = app.program.parameters.map((card) => ({ key: card.key, name: whose(app, card) }));
    this.others = h("input", {
      type: "text",
      id: others,
      list: all,
      placeholder: say("lab-parameter_type"),
      autocomplete: "off",
      input: () => void this.want(named.find(({ name }) => name === this.others.value)?.key),
    });
    const list = h("datalist", { id: all }, ...named.map(({ name }) => h("option", { value: name })));
    this.element = h(
      "div",
      { class: "panel" },
      h("h3", {}, say("lab-worldviews")),
      h("p", { class: "hint" }, say("lab-worldviews_hint")),
      h("div", { class: "toggles" }, ...views),
      h("h3", {}, say("lab-parameters")),
      this.about,
      this.sliders,
      h("label", { for: others, class: "field-label" }, say("lab-parameter_other")),
      this.others,
      list,
      h("details", { class: "group" }, h("summary", {}, h("h3", {}, say("lab-events"))), h("p", { class: "hint" }, say("lab-events_hint")), ...events),
      h("h3", {}, say("lab-record")),
      h("div", { class: "check" }, this.agree, h("label", { for: record }, say("lab-record_agree"))),
      h("p", { class: "hint" }, say("lab-record_hint")),
      h("details", { class: "group" }, h("summary", {}, h("h3", {}, say("lab-mechanisms"))), h("p", { class: "hint" }, say("lab-mechanisms_hint")), ...mechanisms),
    );
  }

  /** The choice of when a named event happens: as recorded, never, by chance, or at the beginning of a half-year. */
  private event({ key, meaning, recorded, by_chance }: EventCard): HTMLElement {
    const { program } = this.app;
    const id = unique("event");
    const halves = Array.from({ length: Math.floor(program.months / 6) }, (_, half) => monthText(6 * half, program));
    const others = ["never", ...(by_chance ? ["chance"] : []), ...halves].filter((when) => when !== recorded);
    const choose = h("select", {
      id,
      change: () => {
        const next = copy(this.app.case);
        if (choose.value === recorded) delete next.events[key];
        else next.events[key] = choose.value;
        this.app.set(next, true);
      },
    });
    const option = (when: string, text: string) => h("option", { value: when }, text);
    put(choose, option(recorded, say("lab-event_recorded", { when: whenText(recorded) })), ...others.map((when) => option(when, whenText(when))));
    this.events.set(key, choose);
    return h("div", { class: "event" }, h("label", { for: id }, capital(term(meaning))), choose);
  }

  /** Shows when an event happens, though a file may name a month that the list has not. */
  private showEvent(key: string, choose: HTMLSelectElement): void {
    const recorded = this.app.program.events.find((event) => event.key === key)?.recorded ?? "";
    const when = this.app.case.events[key] ?? recorded;
    if (![...choose.options].some(({ value }) => value === when)) choose.append(h("option", { value: when }, whenText(when)));
    choose.value = when;
  }

  /** A view that changes what another one changes takes its place. */
  private toggle(key: string): void {
    const next = copy(this.app.case);
    if (next.worldviews.includes(key)) next.worldviews = next.worldviews.filter((name) => name !== key);
    else {
      const touches = (name: string) => this.app.program.worldviews.find((view) => view.key === name)?.touches ?? [];
      const mine = touches(key);
      next.worldviews = next.worldviews.filter((name) => !touches(name).some((parameter) => mine.includes(parameter)));
      next.worldviews.push(key);
    }
    this.app.set(next, true);
  }

  /** Finds the parameters that matter most for the outcome of the chart on the screen. */
  async ask(): Promise<void> {
    const { app } = this;
    const chart = app.program.charts.find(({ key }) => key === app.chart);
    const picture = app.picture;
    if (!chart || !picture?.isLast) return;
    const asked = `${chart.metric} ${JSON.stringify(picture.case)} ${this.wanted.join()}`;
    if (asked === this.asked || this.sliders.contains(document.activeElement)) return;
    this.asked = asked;
    const name = picture.now ? "now" : "baseline";
    const found = await influences(app, chart.metric, name);
    // What has been set by hand stays on the list, though it no longer varies.
    const fixed = [...this.wanted, ...Object.keys(app.case.parameters)];
    const keys = [...new Set([...fixed, ...found.filter(({ told }) => told).map(({ parameter }) => parameter)])].slice(0, Math.max(SHOWN, fixed.length));
    this.about.textContent = say("lab-parameters_hint", { outcome: titleOf(metricOf(app.program, chart.metric)) });
    this.shown = [];
    put(this.sliders, ...keys.flatMap((key) => this.row(key, found.find(({ parameter }) => parameter === key))));
    this.show();
  }

  /** Puts a parameter on the list that does not matter enough to stand there by itself. */
  private async want(key: string | undefined): Promise<void> {
    if (key === undefined) return;
    this.others.value = "";
    if (!this.wanted.includes(key)) this.wanted.unshift(key);
    await this.ask();
    this.shown.find((row) => row.key === key)?.slider.focus();
  }

  private row(key: string, influence: Influence | undefined): HTMLElement[] {
    const card = this.app.program.parameters.find((parameter) => parameter.key === key);
    if (!card) return [];
    const id = unique("parameter");
    const slider = h("input", {
      type: "range",
      id,
      min: card.low,
      max: card.high,
      step: (card.high - card.low) / 100,
      value: card.middle,
      pointerdown: () => (this.before = copy(this.app.case)),
      keydown: () => (this.before = copy(this.app.case)),
      input: () => this.move(card, Number(slider.value)),
      change: () => {
        const now = copy(this.app.case);
        this.app.case = this.before;
        this.app.set(now, true);
      },
    });
    const output = h("output", { for: id });
    const reset = button(say("lab-uncertain"), () => {
      const next = copy(this.app.case);
      delete next.parameters[key];
      this.app.set(next, true);
    }, { class: "quiet small", "aria-label": say("lab-reset_of", { what: capital(term(card.meaning)) }) });
    this.shown.push({ key, slider, output, reset });
    return [
      h(
        "div",
        { class: `lever hue-${key.split(".")[0]}` },
        h("div", { class: "lever-head" }, h("label", { for: id }, whose(this.app, card)), output),
        h("div", { class: "track" }, slider),
        h("div", { class: "ends-of-track", "aria-hidden": "true" }, h("span", {}, setting(card.low, card.unit)), h("span", {}, setting(card.high, card.unit))),
        influence ? h("p", { class: "hint" }, say("lab-parameter_pull", { correlation: correlation(influence.correlation) })) : null,
        h(
          "details",
          { class: "more" },
          h("summary", {}, h("span", { class: "visually-hidden" }, `${whose(this.app, card)}: `), say("lab-parameter_known")),
          h("p", { class: "hint" }, say("lab-parameter_source", { grade: card.grade, how: gradeWords(card.grade), source: card.source.split(/,\s*/).map(sourceOf).join("; ") })),
        ),
        reset,
      ),
    ];
  }

  private move(card: ParameterCard, value: number): void {
    const next = copy(this.app.case);
    next.parameters[card.key] = String(value);
    this.app.set(next, false);
  }

  /** Shows what is set. */
  show(): void {
    const { app } = this;
    for (const [key, toggle] of this.worldviews) toggle.setAttribute("aria-pressed", String(app.case.worldviews.includes(key)));
    for (const [key, choose] of this.events) this.showEvent(key, choose);
    this.agree.checked = !app.case.unconditioned;
    for (const [key, box] of this.switches) box.checked = app.case.mechanisms[key] !== false;
    for (const { key, slider, output, reset } of this.shown) {
      const card = app.program.parameters.find((parameter) => parameter.key === key);
      if (!card) continue;
      const value = app.case.parameters[key];
      const number = value === undefined ? card.middle : Number(value);
      slider.value = String(Number.isFinite(number) ? number : card.middle);
      const words = value === undefined ? say("lab-varies", { middle: setting(card.middle, card.unit) }) : Number.isFinite(number) ? setting(number, card.unit) : say("lab-own_range");
      output.textContent = words;
      slider.setAttribute("aria-valuetext", words);
      slider.closest(".lever")?.classList.toggle("is-set", value !== undefined);
      reset.hidden = value === undefined;
    }
  }
}

function whose(app: App, card: ParameterCard): string {
  const agent = app.program.agents.find(({ key }) => card.key.startsWith(`${key}.`));
  const meaning = capital(term(card.meaning));
  return agent ? say("amount-whose", { what: meaning, states: term(agent.name) }) : meaning;
}

/** What an outcome depends on among the drawn parameters. */
export async function influences(app: App, metric: string, name: string): Promise<Influence[]> {
  const picture = app.picture;
  if (!picture) return [];
  return app.crew.clerk.ask<Influence[]>({ ask: "influences", name, case: picture.case, metric, worlds: picture.worlds });
}

/** What a grade says. */
export function gradeWords(grade: string): string {
  if (grade === "A") return say("lab-grade_A");
  if (grade === "B") return say("lab-grade_B");
  if (grade === "C") return say("lab-grade_C");
  return say("lab-grade_D");
}
