// The game for workshops: two seats, rounds of two years, each side sets its levers unseen by the other.

import { metricOf, type App } from "./app";
import { NOTHING, baselineOf, copy, monthText, valueOf } from "./case";
import { button, dialog, h, put, unique } from "./dom";
import { agentName, leverName, leverValue } from "./levers";
import { amount, change, monthName, percent, range } from "./numbers";
import { monthsUntil } from "./runner";
import type { Case, LeverCard, Summary, Theory } from "./types";
import { capital, isMain, say, term, titleOf } from "./words";

/** Years of a round. */
const YEARS = 2;
/** Worlds of each round, and of the game that theory solves. */
const WORLDS = 512;
const THEORY_WORLDS = 256;

export class Play {
  private played: Case;
  private round = 0;
  private seat = 0;
  private body: HTMLElement = h("div");
  /** First months of the rounds. */
  private readonly rounds: number[];
  private close: () => void = () => {};
  private summary: Summary | null = null;

  constructor(private readonly app: App) {
    const { program } = app;
    const months = app.case.horizon === null ? program.months : monthsUntil(app.case.horizon, program);
    const rounds = Math.max(1, Math.floor((months - program.history_months) / (12 * YEARS)));
    this.rounds = Array.from({ length: rounds }, (_, round) => program.history_months + 12 * YEARS * round);
    this.played = { ...copy(NOTHING), ...copy(baselineOf(app.case)), title: say("lab-play_title") };
  }

  open(): void {
    const opened = dialog(say("lab-play"), say("lab-close"), this.body);
    opened.element.classList.add("wide");
    this.close = opened.close;
    put(
      this.body,
      h("p", {}, say("lab-play_intro", { years: YEARS, rounds: this.rounds.length })),
      h("p", { class: "hint" }, say("lab-play_worlds", { worlds: WORLDS })),
      button(say("lab-play_begin"), () => this.handOver(), { class: "primary" }),
    );
  }

  private get agent(): string {
    return this.app.program.agents[this.seat]?.key ?? "";
  }

  private get span(): string {
    const { program } = this.app;
    const from = this.rounds[this.round] ?? 0;
    const [first, last] = [from, from + 12 * YEARS - 1].map((month) => monthName(monthText(month, program)));
    return say("amount-range", { low: first ?? "", high: last ?? "" });
  }

  /** A screen between two seats, so that neither sees what the other has set. */
  private handOver(): void {
    const state = agentName(this.app, this.agent);
    const go = button(say("lab-play_ready", { state }), () => this.turn(), { class: "primary" });
    put(this.body, h("h3", {}, say("lab-play_round", { round: this.round + 1, rounds: this.rounds.length, years: this.span })), h("p", {}, say("lab-play_hand", { state })), go);
    go.focus();
  }

  private turn(): void {
    const { app } = this;
    const from = monthText(this.rounds[this.round] ?? 0, app.program);
    const draft = new Map<string, number>();
    const levers = app.program.levers.filter((lever) => lever.agent === this.agent);
    put(
      this.body,
      h("h3", { class: `hue-${this.agent}` }, `${agentName(app, this.agent)}, ${this.span}`),
      h("p", { class: "hint" }, say("lab-play_set")),
      h("div", { class: "play-levers" }, ...levers.map((lever) => this.slider(lever, draft))),
      button(say("lab-play_done"), () => {
        for (const [key, value] of draft) {
          const steps = (this.played.levers[key] ??= []);
          const same = steps.find((step) => step.from === from);
          if (same) same.value = value;
          else steps.push({ from, value });
        }
        this.seat += 1;
        if (this.seat < app.program.agents.length) this.handOver();
        else void this.run();
      }, { class: "primary" }),
    );
  }

  private slider(lever: LeverCard, draft: Map<string, number>): HTMLElement {
    const id = unique("seat");
    const value = valueOf(this.played, lever);
    const output = h("output", { for: id }, leverValue(value, lever));
    const slider = h("input", {
      type: "range",
      id,
      min: lever.low,
      max: lever.high,
      step: (lever.high - lever.low) / 100,
      value,
      title: capital(term(lever.meaning)),
      "aria-valuetext": leverValue(value, lever),
      input: () => {
        const now = Number(slider.value);
        draft.set(lever.key, now);
        output.textContent = leverValue(now, lever);
        slider.setAttribute("aria-valuetext", leverValue(now, lever));
      },
    });
    return h("div", { class: `lever hue-${lever.agent}` }, h("div", { class: "lever-head" }, h("label", { for: id }, leverName(lever)), output), h("div", { class: "track" }, slider));
  }

  private async run(): Promise<void> {
    put(this.body, h("p", { role: "status" }, say("lab-computing")));
    try {
      this.summary = await this.app.runner.beside(this.played, WORLDS, []);
    } catch (error) {
      put(this.body, h("p", { role: "alert" }, (error as Error).message));
      return;
    }
    this.round += 1;
    this.seat = 0;
    this.result();
  }

  private result(): void {
    const isOver = this.round >= this.rounds.length;
    put(
      this.body,
      h("h3", {}, say("lab-play_after", { round: this.round, rounds: this.rounds.length })),
      this.standing(),
      h(
        "div",
        { class: "row" },
        isOver ? null : button(say("lab-play_next"), () => this.handOver(), { class: "primary" }),
        button(say("lab-play_debrief"), () => void this.debrief(), { class: isOver ? "primary" : "" }),
      ),
    );
  }

  /** Where the game stands: headline outcomes if nobody moved a lever again. */
  private standing(): HTMLElement {
    const { program } = this.app;
    const rows = (this.summary?.rows ?? []).filter((row) => isMain(row.key) && row.difference && !row.who);
    return h(
      "table",
      {},
      h("caption", {}, say("lab-play_standing")),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("lab-outcome")), h("th", { scope: "col" }, say("lab-play_now")), h("th", { scope: "col" }, say("lab-play_difference")))),
      h(
        "tbody",
        {},
        ...rows.map((row) => {
          const metric = metricOf(program, row.key);
          const { difference } = row;
          const moves = difference && Number(difference.larger) + Number(difference.smaller) > 0;
          return h(
            "tr",
            {},
            h("th", { scope: "row" }, titleOf(metric)),
            h("td", {}, h("span", { class: "middle" }, amount(row.p50, metric.unit)), h("span", { class: "range" }, range(row.p05, row.p95, metric.unit))),
            h("td", {}, difference && moves ? change(difference.mean, metric.unit) : say("lab-unchanged")),
          );
        }),
      ),
    );
  }

  private async debrief(): Promise<void> {
    const { app } = this;
    const { program, crew } = app;
    put(this.body, h("p", { role: "status" }, say("lab-computing")));
    const [game] = program.games;
    let theory: Theory | null = null;
    try {
      theory = game ? await crew.clerk.ask<Theory>({ ask: "theory", game: game.key, worldviews: this.played.worldviews, worlds: THEORY_WORLDS }) : null;
    } catch (error) {
      app.notice((error as Error).message, true);
    }
    const payoffs = program.agents.map(({ key }) => {
      const row = this.summary?.rows.find((row) => row.key === `${key}_payoff`);
      return { state: agentName(app, key), mean: row?.difference?.mean ?? null, range: row?.difference ? range(row.difference.p05, row.difference.p95, "score", change) : "" };
    });
    const mixture = (side: number, chances: number[]) =>
      chances
        .map((chance, place) => ({ chance, name: theory?.strategies[side]?.[place] ?? "" }))
        .filter(({ chance }) => chance > 0.005)
        .map(({ chance, name }) => (chance > 0.995 ? this.strategy(name) : say("lab-who", { who: this.strategy(name), share: percent(chance) })))
        .join(", ");
    put(
      this.body,
      h("h3", {}, say("lab-play_debriefing")),
      h("p", {}, say("lab-play_payoffs")),
      h("ul", {}, ...payoffs.map(({ state, mean, range }) => h("li", {}, say("lab-play_payoff", { state, change: change(mean, "score"), range })))),
      theory ? h("h4", {}, term(theory.title)) : null,
      theory ? h("p", {}, say("lab-play_theory", { count: theory.equilibria.length, worlds: theory.worlds })) : null,
      theory
        ? h(
            "ul",
            {},
            ...theory.equilibria.map(({ chances, payoffs }) =>
              h(
                "li",
                {},
                program.agents
                  .map(({ key }, side) =>
                    say("lab-play_equilibrium", {
                      state: agentName(app, key),
                      strategies: mixture(side, chances[side] ?? []),
                      change: change((payoffs[side] ?? 0) - (theory?.reference[side] ?? 0), "score"),
                    }),
                  )
                  .join(" "),
              ),
            ),
          )
        : null,
      h("p", { class: "hint" }, say("lab-play_caution")),
      h(
        "div",
        { class: "row" },
        button(say("lab-play_open"), () => {
          this.close();
          app.set(this.played, true);
        }, { class: "primary" }),
        this.round < this.rounds.length ? button(say("lab-play_next"), () => this.handOver()) : null,
      ),
    );
  }

  private strategy(name: string): string {
    return name
      .split("+")
      .map((part) => {
        const policy = this.app.program.policies.find(({ key }) => key === part.trim());
        return policy ? term(policy.title) : say("lab-baseline");
      })
      .join(" + ");
  }
}
