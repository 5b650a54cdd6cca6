// The program in the page gives the very numbers of the native program.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NOTHING, WORLDS, cases, desk, differing, explained, native } from "./common.mjs";

const open = await desk();
const ask = (request) => {
  const answer = open.ask(request);
  assert.equal(answer.error, undefined, JSON.stringify(answer.error));
  return answer;
};
const program = ask({ ask: "program" }).ok;
const metrics = program.metrics.map(({ key }) => key);

for (const { name, options, of } of cases(program)) {
  test(`${name}: ${WORLDS} worlds have the native program's metrics, bit for bit`, async () => {
    const simulated = ask({ ask: "simulate", case: of, first: 0, count: WORLDS, series: [] }).metrics;
    assert.equal(differing(simulated, await native(options, metrics)), 0);
  });
}

test("recording series moves no metric", () => {
  const series = program.charts.flatMap((chart) => chart.series.map(({ key }) => key));
  const [without, recorded] = [[], series].map((keys) => ask({ ask: "simulate", case: NOTHING, first: 16, count: 64, series: keys }));
  assert.equal(differing(without.metrics, recorded.metrics), 0);
  assert.ok(recorded.samples.every((value) => Number.isFinite(value)));
});

test("worlds are the same in whatever pieces they are simulated, and when they have been kept", () => {
  const whole = ask({ ask: "simulate", case: NOTHING, first: 0, count: 64, series: [] }).metrics;
  const again = ask({ ask: "simulate", case: NOTHING, first: 0, count: 64, series: [] }).metrics;
  assert.equal(differing(whole, again), 0);
  const half = ask({ ask: "simulate", case: NOTHING, first: 32, count: 32, series: [] }).metrics;
  metrics.forEach((_, place) => {
    assert.equal(differing(whole.subarray(place * 64 + 32, place * 64 + 64), half.subarray(place * 32, place * 32 + 32)), 0);
  });
});

test("a difference is taken world by world", () => {
  const of = program.policies[0].case;
  const keep = (name, which) => {
    ask({ ask: "begin", name, months: program.months, series: [] });
    const { metrics, samples } = open.ask({ ask: "simulate", case: which, first: 0, count: 256, series: [] });
    const taken = open.ask({ ask: "take", name, first: 0, count: 256 }, { metrics, samples });
    assert.equal(taken.error, undefined);
    return metrics;
  };
  const [before, after] = [keep("baseline", NOTHING), keep("now", of)];
  const { rows } = ask({ ask: "summarise", name: "now", baseline: "baseline", worlds: 256, series: [] }).ok;
  for (const [place, { key, kind }] of program.metrics.entries()) {
    if (kind !== "number") continue;
    const apart = Array.from({ length: 256 }, (_, world) => after[place * 256 + world] - before[place * 256 + world]);
    const mean = apart.reduce((sum, value) => sum + value, 0) / 256;
    const sorted = apart.sort((one, other) => one - other);
    const median = (sorted[127] + sorted[128]) / 2;
    const { difference } = rows.find((row) => row.key === key);
    const near = (one, other) => Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
    assert.ok(near(difference.mean, mean) && near(difference.p50, median), `${key}: ${difference.mean} ${mean}`);
  }
});

test("an effect has the parts that the native program finds, and they add up", async () => {
  const [policy, metric] = ["no_controls", "china_lag_months_2030"];
  const request = { ask: "explain", baseline: NOTHING, case: program.policies.find(({ key }) => key === policy).case, metric };
  let [answer, asked] = [ask(request).ok, 1];
  while (!answer.found) {
    assert.equal(answer.worlds, 8 * asked);
    [answer, asked] = [ask(request).ok, asked + 1];
  }
  const { effect, parts } = answer.found;
  assert.ok(Math.abs(parts.reduce((sum, { mean }) => sum + mean, 0) - effect) < 1e-9);
  const found = new Map(parts.map(({ mechanism, mean }) => [mechanism ?? "rest", mean]));
  const natives = await explained(policy, metric, answer.of);
  assert.ok(natives.length > 10 && natives.length === parts.length);
  // Files have seven digits.
  for (const { mechanism, mean } of natives) assert.ok(Math.abs(found.get(mechanism) - mean) <= 1e-6 * Math.abs(mean), mechanism);
  const refused = open.ask({ ...request, case: NOTHING }).error;
  assert.match(refused.message, /no effect to explain/);
});

test("what cannot be used is refused with the program's message", () => {
  const answer = open.ask({ ask: "read", name: "mine.toml", text: 'name = "x"\ntitle = "x"\ndescription = "x"\n[levers]\n"us.chip_control" = 0.5\n' });
  assert.match(answer.error.message, /^mine\.toml:5: `levers\.us\.chip_control`.*did you mean.*us\.chip_controls/);
  assert.ok(open.ask({ ask: "nothing" }).error.message.length > 20);
});
