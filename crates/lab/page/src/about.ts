// What a chart shows, where its numbers come from, and how well they are known.

import { metricOf, type App } from "./app";
import { seriesName } from "./chart";
import { dialog, h, put } from "./dom";
import { gradeWords, influences } from "./doubts";
import { correlation, range, setting } from "./numbers";
import type { ChartCard } from "./types";
import { capital, message, say, sourceOf, term, titleOf } from "./words";

/** Opens all that is known of a chart. */
export async function about(app: App, chart: ChartCard): Promise<void> {
  const metric = metricOf(app.program, chart.metric);
  const rests = h("div", {}, h("p", {}, say("lab-computing")));
  const facts = chart.series.flatMap(({ recorded }) => recorded);
  const sources = [...new Set(facts.map(({ source }) => source))].map(sourceOf);
  dialog(
    message(chart.title),
    say("lab-close"),
    h("h3", {}, say("lab-about_shows")),
    chart.years === null
      ? h("ul", {}, ...chart.series.map((series) => h("li", {}, say("lab-about_series", { name: seriesName(series, app.program), meaning: term(series.meaning), unit: term(series.unit) }))))
      : h("p", {}, capital(term(metric.meaning)), "."),
    h("p", {}, say("lab-about_bands")),
    h("h3", {}, say("lab-about_facts")),
    facts.length ? h("p", {}, say("lab-about_recorded", { count: facts.length })) : h("p", {}, say("lab-about_no_facts")),
    sources.length ? h("ul", {}, ...sources.map((source) => h("li", {}, source))) : null,
    h("h3", {}, say("lab-about_rests", { outcome: titleOf(metric) })),
    rests,
    h("p", { class: "hint" }, say("lab-about_more")),
  );
  try {
    const found = (await influences(app, chart.metric, app.picture?.now ? "now" : "baseline")).filter(({ told }) => told).slice(0, 6);
    put(
      rests,
      found.length
        ? h(
            "ul",
            {},
            ...found.flatMap(({ parameter, correlation: pull }) => {
              const card = app.program.parameters.find(({ key }) => key === parameter);
              if (!card) return [];
              const source = card.source.split(/,\s*/).map(sourceOf).join("; ");
              return [
                h(
                  "li",
                  {},
                  say("lab-about_parameter", {
                    meaning: capital(term(card.meaning)),
                    range: range(card.low, card.high, card.unit, setting),
                    grade: card.grade,
                    how: gradeWords(card.grade),
                    source,
                    correlation: correlation(pull),
                  }),
                ),
              ];
            }),
          )
        : h("p", {}, say("lab-about_nothing")),
    );
  } catch {
    put(rests, h("p", {}, say("lab-about_nothing")));
  }
}
