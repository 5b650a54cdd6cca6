//! The figures of a search for trigger rules, and its rules in words of any language.

use super::{FIGURES, Results};
use crate::figures::kinds::{Curve, CurveChart, ForestChart, ForestPanel, ForestRow, Interval};
use crate::figures::{Axis, Chart, Figure, FigureText, Hue};
use crate::later;
use crate::number::{percent, span_unit};
use crate::phrases::{self, foot_of_many, worlds};
use analysis::adapt::claims::{POLICY_OF, rule_in_words};
use analysis::adapt::{Criterion, HeldOut};
use analysis::amounts::estimate;
use analysis::titles;
use engine::scenario::time::Month;
use engine::scenario::triggers::Rule;
use results::store::manifest::Key;

/// The title of a result, in any language.
fn sought(title: &str) -> String {
    match title.split_once(POLICY_OF) {
        Some((scenario, whom)) => later!("adapt-asked", scenario = titles::policy(scenario), whom = whom),
        None => title.to_owned(),
    }
}

/// A rule in words of any language.
fn said_rule(rule: &Rule) -> String {
    crate::catalogue::later(rule_in_words(rule))
}

/// The figures: policies against the best static one on held-out worlds, and when the rules act.
pub fn figures(results: &Results, title: &str, seed: u64, key: &Key) -> Vec<Figure> {
    let foot = foot_of_many(&later!("figure-sentence", text = sought(title)), seed, key);
    let goal = results.goal;
    let worlds = worlds(results.verdict.worlds);
    let row = |(place, policy): (usize, &HeldOut)| {
        let difference = policy.difference;
        let is_reference = place == 1;
        ForestRow {
            label: policy.name.clone().into(),
            hue: if place < 2 {
                Hue::Neutral
            } else {
                Hue::Policy(place - 2)
            },
            effect: (!is_reference && difference.value.is_finite()).then_some(Interval {
                estimate: difference.value,
                low: difference.low,
                high: difference.high,
            }),
            note: match is_reference {
                true => later!(
                    "figure-adapt-reference",
                    score = phrases::amount(policy.score, goal.aim.metric.unit())
                )
                .into(),
                false => later!(
                    "figure-adapt-better",
                    better = percent(policy.better),
                    worse = percent(policy.worse),
                )
                .into(),
            },
        }
    };
    let mut rows: Vec<ForestRow> = results.verdict.policies.iter().enumerate().map(row).collect();
    // The plain scenario is mostly so far off that the rules would be a dot beside it: it has a scale of its own.
    let plain = rows.remove(0);
    let what = later!(
        "figure-adapt-what",
        meaning = titles::meaning(goal.aim.metric).capitalised(),
        criterion = match goal.criterion {
            Criterion::Mean => later!("figure-adapt-mean"),
            Criterion::WorstTenth => later!("figure-adapt-worst_tenth"),
        },
    );
    let panel = |title: String, rows: Vec<ForestRow>| ForestPanel {
        title: title.into(),
        axis: Axis::linear(later!(
            "figure-adapt-difference",
            unit = span_unit(goal.aim.metric.unit())
        )),
        rows,
    };
    let mut panels = vec![panel(later!("figure-adapt-without"), vec![plain])];
    if rows.len() > 1 {
        panels.insert(0, panel(what, rows));
    } else {
        panels[0].title = what.into();
        panels[0].rows.extend(rows);
    }
    let held_out = ForestChart { panels };
    let curves = results.verdict.fired.iter().enumerate().map(|(number, fired)| Curve {
        label: later!("figure-adapt-rule", number = (number + 1).to_string()).into(),
        hue: Hue::Policy(number),
        x: (0..fired.by_month.len()).map(|month| Month(month).end_year()).collect(),
        y: fired.by_month.clone(),
        low: Vec::new(),
        high: Vec::new(),
    });
    let pathway = CurveChart {
        curves: curves.collect(),
        band: "".into(),
        x_axis: Axis::year(later!("figure-year")),
        y_axis: Axis::share(later!("figure-adapt-acted")),
        level: None,
        reference: None,
    };
    let rules: Vec<String> = results
        .found
        .rules
        .iter()
        .enumerate()
        .map(|(number, rule)| {
            later!(
                "figure-adapt-numbered",
                number = (number + 1).to_string(),
                rule = said_rule(rule)
            )
        })
        .collect();
    let mut figures = vec![Figure {
        name: FIGURES[0].to_owned(),
        text: FigureText {
            title: held_out_title(results).into(),
            subtitle: later!("figure-adapt-held_out_drawn", worlds = &worlds).into(),
            foot: foot.clone().into(),
        },
        chart: Chart::from(held_out),
    }];
    let acted = results.verdict.fired.first().map(|fired| &fired.by_month);
    if !results.found.rules.is_empty() {
        figures.push(Figure {
            name: FIGURES[1].to_owned(),
            text: FigureText {
                title: later!(
                    "figure-adapt-pathway",
                    share = percent(acted.and_then(|by_month| by_month.last().copied()).unwrap_or_default()),
                    year = Month(acted.map_or(0, |by_month| by_month.len().saturating_sub(1))).to_string(),
                )
                .into(),
                subtitle: later!("figure-adapt-pathway_drawn", worlds = worlds, rules = rules.join(". ")).into(),
                foot: foot.into(),
            },
            chart: Chart::from(pathway),
        });
    }
    figures
}

/// Whether rules beat the best static policy on worlds that the search has not seen.
fn held_out_title(results: &Results) -> String {
    let Some(rules) = results.verdict.policies.get(2) else {
        return later!("figure-adapt-held_out_none");
    };
    let aim = &results.goal.aim;
    let difference = estimate(rules.difference);
    let by = phrases::span(difference.value.abs(), aim.metric.unit());
    match (difference.excludes_zero(), aim.wanted.sign() * difference.value > 0.0) {
        (true, true) => later!("figure-adapt-held_out_better", by = by),
        (true, false) => later!("figure-adapt-held_out_worse", by = by),
        (false, _) => later!("figure-adapt-held_out_same"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::in_english;
    use engine::scenario::levers::Lever;
    use engine::scenario::triggers::{Change, Observable, Test};

    #[test]
    fn a_rule_is_said_by_what_it_watches_and_what_it_moves() {
        let below = Rule {
            observable: Observable::all().next().expect("there are observables"),
            test: Test::Below(0.25),
            for_months: 1,
            lever: Lever::UsChipControls,
            change: Change::Set(0.5),
            lag_months: 0,
            from: 36,
        };
        let above = Rule {
            test: Test::Above(0.75),
            for_months: 6,
            change: Change::Add(-0.2),
            lag_months: 3,
            ..below
        };
        let soon = Rule { lag_months: 1, ..below };
        for rule in [&below, &above, &soon] {
            let said = in_english(&said_rule(rule));
            let parts = [rule.observable.quantity.meaning(), rule.lever.brief()];
            assert!(parts.iter().all(|part| said.contains(part)), "{said}");
        }
        assert!(in_english(&said_rule(&above)).contains("moves this by −0.2"));
        assert!(in_english(&said_rule(&soon)).contains("1 month later"));
    }
}
