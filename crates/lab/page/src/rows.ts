// The table of headline numbers: its cells, and what files have of it and of the chart.

import { metricOf, type App } from "./app";
import type { Layer } from "./chart";
import { h } from "./dom";
import { amount, change, percent, range } from "./numbers";
import type { ChartCard, MetricCard, Num, Program, Row } from "./types";
import { inDirection, say, term, titleOf } from "./words";

/** Effects smaller than this, in standard deviations over worlds, are neither better nor worse. */
export const NOTABLE = 0.05;

/** Rows of a file, the heads first. */
export type Sheet = (string | number)[][];

/** What an outcome comes to: its median and its range over worlds. */
export function valueCell(row: Row, metric: MetricCard, program: Program): HTMLElement {
  if (row.who) {
    const [nobody, ...states] = row.who;
    const words = program.agents.map((agent, place) => say("lab-who", { who: term(agent.name), share: percent(states[place] ?? 0) }));
    return h("td", {}, ...words.map((one) => h("span", { class: "middle" }, one)), h("span", { class: "range" }, say("lab-who", { who: say("story-nobody"), share: percent(nobody) })));
  }
  const never = typeof row.never === "number" && row.never > 0 ? say("lab-never_in", { share: percent(row.never) }) : "";
  return h("td", {}, h("span", { class: "middle" }, amount(row.p50, metric.unit)), h("span", { class: "range" }, ...(row.p05 === "never" ? [never] : [range(row.p05, row.p95, metric.unit), never ? h("br") : null, never])));
}

/** What the settings change of an outcome, world by world. */
export function differenceCell(row: Row, metric: MetricCard, program: Program): HTMLElement {
  const { difference } = row;
  if (!difference) return h("td", {}, "");
  if (difference.who) {
    const words = program.agents.map((agent, place) => say("lab-who", { who: term(agent.name), share: change(difference.who?.[place + 1] ?? 0, "share") }));
    return h("td", {}, ...words.map((one) => h("span", { class: "middle" }, one)));
  }
  const moves = typeof difference.larger === "number" && typeof difference.smaller === "number" && difference.larger + difference.smaller > 0;
  if (!moves) return h("td", { class: "none" }, say("lab-unchanged"));
  const better = metric.more_is_better === null ? "" : (difference.size > 0) === metric.more_is_better ? "better" : "worse";
  const notable = Math.abs(difference.size) >= NOTABLE ? better : "";
  const never = typeof difference.never === "number" && Math.abs(difference.never) > 0.0005 ? say("lab-never_change", { change: change(difference.never, "share") }) : "";
  return h(
    "td",
    { class: difference.p50 === 0 && notable ? `${notable} in-mean` : notable },
    h("span", { class: "middle" }, change(difference.p50, metric.unit), better && notable ? h("span", { class: "visually-hidden" }, better === "better" ? say("lab-better_for", { whom: term(metric.whom ?? "") }) : say("lab-worse_for", { whom: term(metric.whom ?? "") })) : null),
    h("span", { class: "range" }, h("span", { class: "mean" }, say("lab-mean", { mean: change(difference.mean, metric.unit) })), inDirection("; "), range(difference.p05, difference.p95, metric.unit, change), never ? h("br") : null, never),
  );
}

/** The numbers of the table as text, for files. */
export function outcomeRows({ picture, program }: App): Sheet {
  if (!picture) return [];
  const plain = (value: Num) => (value === null ? "" : value);
  const head = ["metric", "title", "unit", "worlds", "baseline_p05", "baseline_median", "baseline_p95", "baseline_never_share", "policy_p05", "policy_median", "policy_p95", "policy_never_share", "difference_mean", "difference_p05", "difference_median", "difference_p95", "share_larger", "share_smaller"];
  return [
    head,
    ...picture.baseline.rows.map((before) => {
      const after = picture.now?.rows.find(({ key }) => key === before.key);
      const metric = metricOf(program, before.key);
      const apart = after?.difference;
      return [
        before.key,
        titleOf(metric),
        metric.unit,
        picture.worlds,
        ...[before.p05, before.p50, before.p95, before.never].map(plain),
        ...(after ? [after.p05, after.p50, after.p95, after.never] : [null, null, null, null]).map(plain),
        ...(apart ? [apart.mean, apart.p05, apart.p50, apart.p95, apart.larger, apart.smaller] : [null, null, null, null, null, null]).map(plain),
      ];
    }),
  ];
}

/** The numbers behind the chart as text, for files. */
export function chartRows(chart: ChartCard, layers: Layer[], years: number[]): Sheet {
  const plain = (value: Num | undefined) => (value === null || value === undefined ? "" : value);
  if (chart.years !== null) {
    const of = (layer: Layer) => layer.summary.years.find(({ metric }) => metric === chart.years);
    return [
      ["case", "from", "to", "share"],
      ...layers.flatMap((layer) => [
        ...(of(layer)?.shares ?? []).map((share, bin) => [layer.name, of(layer)?.edges[bin] ?? 0, of(layer)?.edges[bin + 1] ?? 0, share]),
        [layer.name, "never", "never", of(layer)?.never ?? 0],
      ]),
    ];
  }
  return [
    ["case", "series", "year", "p05", "p25", "p50", "p75", "p95"],
    ...layers.flatMap((layer) =>
      chart.series.flatMap(({ key }) => {
        const bands = layer.summary.bands.find(({ series }) => series === key);
        return years.map((year, place) => [
          layer.name,
          key,
          Math.round(year * 1e4) / 1e4,
          ...[bands?.p05, bands?.p25, bands?.p50, bands?.p75, bands?.p95].map((values) => plain(values?.[place])),
        ]);
      }),
    ),
  ];
}
