// The levers of both states as sliders, each with its schedule.

import type { App } from "./app";
import { NOTHING, copy, followsPolicy, isBaseline, monthText, policyFrom, valueOf, withPolicy } from "./case";
import { button, h, put, unique } from "./dom";
import { amount, change, figures, monthName, percent } from "./numbers";
import type { LeverCard, Message, Rule, Step } from "./types";
import { brief, capital, message, paragraph, say, term } from "./words";

/** A lever's value in words. */
export function leverValue(value: number, lever: LeverCard): string {
  return lever.unit === "share" ? percent(value) : lever.unit === "x" ? say("lab-multiple", { number: figures(value) }) : amount(value, lever.unit);
}

export const leverName = (lever: LeverCard): string => capital(brief(term(lever.brief)));

/** What a case sets, one line a lever, rule or doctrine. */
export function settings(app: App, of = app.case): string[] {
  const lines: string[] = [];
  for (const lever of app.program.levers) {
    const steps = of.levers[lever.key];
    if (!steps) continue;
    const parts = steps.map(({ from, value }) => say("lab-from_month", { value: leverValue(value, lever), month: monthName(from) }));
    lines.push(say("lab-setting", { state: agentName(app, lever.agent), lever: leverName(lever), value: parts.join(", ") }));
  }
  for (const rule of of.rules) lines.push(ruleWords(app, rule));
  for (const [agent, word] of Object.entries(of.doctrine)) {
    lines.push(say(word === "fixed" ? "lab-doctrine_fixed" : "lab-doctrine_reactive", { state: agentName(app, agent) }));
  }
  return lines;
}

export function agentName(app: App, key: string): string {
  return term(app.program.agents.find((agent) => agent.key === key)?.name ?? key);
}

export function ruleWords(app: App, rule: Rule): string {
  const observable = app.program.observables.find(({ key }) => key === rule.observable);
  const lever = app.program.levers.find(({ key }) => key === rule.lever);
  const threshold = rule.below ?? rule.above ?? 0;
  return say(rule.below === undefined ? "lab-rule_above" : "lab-rule_below", {
    observable: observable ? brief(term(observable.meaning)) : rule.observable,
    state: agentName(app, rule.observable.split(".")[0] ?? ""),
    threshold: amount(threshold, observable?.unit ?? ""),
    months: rule.for_months,
    lever: lever ? leverName(lever) : rule.lever,
    value: rule.set === undefined ? change(rule.add ?? 0, "index") : figures(rule.set),
  });
}

interface Row {
  lever: LeverCard;
  slider: HTMLInputElement;
  output: HTMLOutputElement;
  state: HTMLElement;
  reset: HTMLButtonElement;
  steps: HTMLElement;
  /** The schedule that is shown. */
  shown: string;
}

export class Levers {
  readonly element: HTMLElement;
  private readonly rows: Row[] = [];
  private readonly policy: HTMLSelectElement;
  private readonly rules: HTMLElement;
  private before = copy(NOTHING);

  constructor(private readonly app: App) {
    const { program } = app;
    const chooser = unique("policy");
    this.policy = h("select", { id: chooser, change: () => this.choose() });
    this.policy.append(h("option", { value: "" }, say("lab-baseline")));
    for (const policy of program.policies) {
      this.policy.append(h("option", { value: policy.key, title: paragraph(policy.description) }, term(policy.title)));
    }
    this.policy.append(h("option", { value: "-", hidden: true }, say("lab-own_policy")));
    this.rules = h("ul", { class: "rules" });
    this.element = h(
      "div",
      { class: "panel" },
      h("label", { for: chooser, class: "field-label" }, say("lab-start_from")),
      this.policy,
      h("p", { class: "hint" }, say("lab-marks")),
      ...program.agents.map((agent, place) =>
        h(
          "details",
          { class: `group hue-${agent.key}`, open: place === 0 || matchMedia("(min-width: 900px)").matches },
          h("summary", {}, h("h3", {}, term(agent.name))),
          ...program.levers.filter((lever) => lever.agent === agent.key).map((lever) => this.row(lever)),
        ),
      ),
      this.rules,
    );
  }

  private choose(): void {
    const policy = this.app.program.policies.find(({ key }) => key === this.policy.value);
    this.app.set(policy ? withPolicy(this.app.case, policy.case, term(policy.title)) : withPolicy(this.app.case, NOTHING, ""), true);
  }

  private row(lever: LeverCard): HTMLElement {
    const id = unique("lever");
    const [ends, describe] = [unique("ends"), unique("meaning")];
    const end = (value: number, meaning: Message) => say("lab-end", { value: leverValue(value, lever), meaning: message(meaning) });
    const slider = h("input", {
      type: "range",
      id,
      min: lever.low,
      max: lever.high,
      step: (lever.high - lever.low) / 100,
      "aria-describedby": `${ends} ${describe}`,
      pointerdown: () => this.hold(),
      keydown: () => this.hold(),
      input: () => this.move(lever, Number(slider.value)),
      change: () => this.release(),
    });
    const output = h("output", { for: id });
    const state = h("p", { class: "state" });
    const reset = button(say("lab-reset"), () => this.reset(lever), { class: "quiet small", "aria-label": say("lab-reset_of", { what: leverName(lever) }) });
    const steps = h("div", { class: "steps" });
    const marks = h("div", { class: "marks", "aria-hidden": "true" });
    const place = (value: number, name: string, title: string) => {
      const mark = h("span", { class: name, title });
      mark.style.insetInlineStart = `${(100 * (value - lever.low)) / (lever.high - lever.low)}%`;
      marks.append(mark);
    };
    for (const policy of this.app.program.policies) {
      const value = policy.marks.find(([key]) => key === lever.key)?.[1];
      if (value !== undefined) place(value, "mark", `${term(policy.title)}: ${leverValue(value, lever)}`);
    }
    place(lever.today, "mark today", say("lab-today", { value: leverValue(lever.today, lever) }));
    const policies = this.app.program.policies.flatMap((policy) => {
      const value = policy.marks.find(([key]) => key === lever.key)?.[1];
      return value === undefined ? [] : [h("li", {}, `${term(policy.title)}: ${leverValue(value, lever)}`)];
    });
    const row: Row = { lever, slider, output, state, reset, steps, shown: "" };
    this.rows.push(row);
    return h(
      "div",
      { class: "lever" },
      h("div", { class: "lever-head" }, h("label", { for: id }, leverName(lever)), output),
      h("div", { class: "track" }, slider, marks),
      h("div", { class: "ends-of-track", id: ends }, h("span", {}, end(lever.low, lever.ends[0])), h("span", {}, end(lever.high, lever.ends[1]))),
      h(
        "details",
        { class: "more", toggle: () => this.schedule(row) },
        h("summary", {}, h("span", { class: "visually-hidden" }, `${leverName(lever)}: `), say("lab-more")),
        h("p", { id: describe }, capital(term(lever.meaning)), "."),
        h("p", { class: "hint" }, say("lab-today", { value: leverValue(lever.today, lever) }), lever.reactive ? ` ${say("lab-reactive")}` : ""),
        policies.length ? h("p", { class: "hint" }, say("lab-policies_here")) : null,
        policies.length ? h("ul", { class: "hint" }, ...policies) : null,
        state,
        steps,
        reset,
      ),
    );
  }

  private hold(): void {
    this.before = copy(this.app.case);
  }

  private move(lever: LeverCard, value: number): void {
    const next = copy(this.app.case);
    const steps = next.levers[lever.key];
    // A schedule keeps its dates: the slider moves where it ends.
    const last = steps?.at(-1);
    if (last) last.value = value;
    else next.levers[lever.key] = [{ from: policyFrom(this.app.program), value }];
    next.title = "";
    this.app.set(next, false);
  }

  private release(): void {
    const now = copy(this.app.case);
    this.app.case = this.before;
    this.app.set(now, true);
  }

  private reset(lever: LeverCard): void {
    const next = copy(this.app.case);
    delete next.levers[lever.key];
    next.rules = next.rules.filter((rule) => rule.lever !== lever.key);
    next.title = "";
    this.app.set(next, true);
  }

  private withSteps(lever: LeverCard, steps: Step[]): void {
    const next = copy(this.app.case);
    if (steps.length) next.levers[lever.key] = [...steps].sort((one, other) => (one.from < other.from ? -1 : 1));
    else delete next.levers[lever.key];
    next.title = "";
    this.app.set(next, true);
  }

  private months(): string[] {
    const { program } = this.app;
    const count = Math.ceil((program.months - program.history_months) / 6);
    return Array.from({ length: count }, (_, place) => monthText(program.history_months + 6 * place, program));
  }

  /** The schedule of a lever: its steps, and a rule that moves it. */
  private schedule(row: Row): void {
    const { lever, steps } = row;
    const set = this.app.case.levers[lever.key] ?? [];
    const wanted = JSON.stringify(set);
    // Most are closed, and while a slider moves there is no time for them.
    if (row.shown === wanted || !row.steps.closest("details")?.open) return;
    row.shown = wanted;
    const months = this.months();
    const lines = set.map((step, place) => {
      const from = h("select", {
        "aria-label": say("lab-step_from", { what: leverName(lever) }),
        change: () => this.withSteps(lever, set.map((one, at) => (at === place ? { value: one.value, from: from.value } : one))),
      });
      const taken = set.filter((_, at) => at !== place).map((other) => other.from);
      for (const month of [...new Set([...months, step.from])].sort()) {
        if (!taken.includes(month)) from.append(h("option", { value: month, selected: month === step.from }, monthName(month)));
      }
      const value = h("input", {
        type: "number",
        min: lever.low,
        max: lever.high,
        step: "any",
        value: step.value,
        "aria-label": say("lab-step_value", { what: leverName(lever) }),
        change: () => {
          const wanted = Math.min(lever.high, Math.max(lever.low, Number(value.value) || 0));
          this.withSteps(lever, set.map((one, at) => (at === place ? { ...one, value: wanted } : one)));
        },
      });
      return h(
        "div",
        { class: "step" },
        from,
        value,
        button("\u00d7", () => this.withSteps(lever, set.filter((_, at) => at !== place)), { class: "quiet small", "aria-label": say("lab-step_remove", { month: monthName(step.from) }) }),
      );
    });
    const free = months.find((month) => month > (set.at(-1)?.from ?? months[3] ?? "")) ?? null;
    put(
      steps,
      ...lines,
      h(
        "div",
        { class: "row" },
        free === null
          ? null
          : button(say("lab-step_add"), () => this.withSteps(lever, [...set, { from: free, value: valueOf(this.app.case, lever) }]), { class: "small" }),
        button(say("lab-rule_add"), () => this.addRule(lever, steps), { class: "small" }),
      ),
    );
  }

  private addRule(lever: LeverCard, place: HTMLElement): void {
    const { observables } = this.app.program;
    const observable = h("select", { "aria-label": say("lab-rule_observable") });
    for (const { key, meaning } of observables) {
      const state = agentName(this.app, key.split(".")[0] ?? "");
      observable.append(h("option", { value: key }, `${state}: ${brief(term(meaning))}`));
    }
    const side = h("select", { "aria-label": say("lab-rule_side") }, h("option", { value: "below" }, say("lab-below")), h("option", { value: "above" }, say("lab-above")));
    const number = (value: number, label: string, low?: number, high?: number) =>
      h("input", { type: "number", step: "any", value, min: low, max: high, "aria-label": label });
    const threshold = number(6, say("lab-rule_threshold"));
    const months = number(3, say("lab-rule_months"), 1, 120);
    const value = number(valueOf(this.app.case, lever), say("lab-step_value", { what: leverName(lever) }), lever.low, lever.high);
    const lag = number(2, say("lab-rule_lag"), 0, 120);
    const whole = (input: HTMLInputElement, low: number) => Math.max(low, Math.round(Number(input.value) || low));
    const form = h(
      "form",
      {
        class: "rule-form",
        submit: (event) => {
          event.preventDefault();
          const next = copy(this.app.case);
          next.rules.push({
            observable: observable.value,
            ...(side.value === "below" ? { below: Number(threshold.value) } : { above: Number(threshold.value) }),
            for_months: whole(months, 1),
            lever: lever.key,
            set: Math.min(lever.high, Math.max(lever.low, Number(value.value) || 0)),
            lag_months: whole(lag, 0),
            from: policyFrom(this.app.program),
          });
          next.title = "";
          form.remove();
          this.app.set(next, true);
        },
      },
      h("p", {}, say("lab-rule_when")),
      observable,
      h("div", { class: "row" }, side, threshold),
      h("label", {}, say("lab-rule_months"), months),
      h("label", {}, say("lab-rule_set"), value),
      h("label", {}, say("lab-rule_lag"), lag),
      h("button", { type: "submit", class: "small" }, say("lab-rule_done")),
    );
    place.querySelector("form")?.remove();
    place.append(form);
    observable.focus();
  }

  /** Shows what is set. */
  show(): void {
    const { app } = this;
    const policy = app.program.policies.find((policy) => followsPolicy(app.case, policy.case));
    this.policy.value = policy?.key ?? (isBaseline(app.case) ? "" : "-");
    for (const row of this.rows) {
      const { lever, slider, output, state, reset } = row;
      const value = valueOf(app.case, lever);
      const isSet = app.case.levers[lever.key] !== undefined;
      if (Number(slider.value) !== value) slider.value = String(value);
      output.textContent = leverValue(value, lever);
      slider.setAttribute("aria-valuetext", leverValue(value, lever));
      slider.closest(".lever")?.classList.toggle("is-set", isSet);
      const steps = app.case.levers[lever.key];
      state.textContent = steps
        ? steps.map((step) => say("lab-from_month", { value: leverValue(step.value, lever), month: monthName(step.from) })).join("; ")
        : say("lab-as_today");
      reset.hidden = !isSet && !app.case.rules.some((rule) => rule.lever === lever.key);
      this.schedule(row);
    }
    put(
      this.rules,
      ...app.case.rules.map((rule, place) =>
        h(
          "li",
          {},
          ruleWords(app, rule),
          button("\u00d7", () => {
            const next = copy(app.case);
            next.rules.splice(place, 1);
            next.title = "";
            app.set(next, true);
          }, { class: "quiet small", "aria-label": say("lab-rule_remove") }),
        ),
      ),
    );
  }
}
