//! The figures of a value-of-information analysis: which parameters are worth knowing, how the policies stand, and where the choice
//! turns along the parameters that are worth most.

use crate::catalogue::{capital, later};
use crate::figures::kinds::{Curve, CurveChart, ForestChart, ForestPanel, ForestRow, Interval, Rule};
use crate::figures::{Axis, Chart, Figure, FigureText, Hue};
use crate::later;
use crate::number::{percent, readable, spaced, span_unit};
use crate::phrases::{foot_of_many, in_unit, scenario_sentence, span, worlds};
use analysis::aim::Wanted;
use analysis::amounts::of_mean;
use analysis::titles;
use analysis::voi::claims::interval_of_worth;
use analysis::voi::{Analysis, DRAWN, GroupKind, Lines};
use engine::model::metrics::Kind;
use results::store::manifest::Key;

/// Rows of the ranking at most.
const RANKED: usize = 20;

/// Names of all figures that there may be.
pub fn names() -> Vec<String> {
    let curves = (1..=DRAWN).map(|number| format!("turning-{number}"));
    ["value-of-information", "policies"]
        .map(str::to_owned)
        .into_iter()
        .chain(curves)
        .collect()
}

/// The figures of an analysis.
pub fn figures(analysis: &Analysis, key: &Key) -> Vec<Figure> {
    let scenario = &analysis.cases[0].scenario;
    let foot = foot_of_many(&scenario_sentence(&scenario.name), scenario.seed, key);
    let mut figures = vec![ranking(analysis), policies(analysis)];
    figures.extend(turning(analysis));
    for figure in &mut figures {
        figure.text.foot = foot.as_str().into();
    }
    figures
}

fn figure(name: &str, title: String, subtitle: String, chart: Chart) -> Figure {
    Figure {
        name: name.to_owned(),
        text: FigureText {
            title: title.into(),
            subtitle: subtitle.into(),
            foot: "".into(),
        },
        chart,
    }
}

fn unit(analysis: &Analysis) -> String {
    later!(
        "figure-in_unit",
        what = spaced(analysis.goal.metric.key()),
        unit = span_unit(analysis.goal.metric.unit()),
    )
}

/// `10,000 worlds, the same under every policy`.
fn simulated(analysis: &Analysis) -> String {
    later!("figure-voi-worlds", worlds = worlds(analysis.payoffs.worlds() as u64))
}

fn ranking(analysis: &Analysis) -> Figure {
    // A parameter that does not change the choice has no place among twenty.
    let row = |place: usize| {
        let is_single = analysis.groups[place].kind == GroupKind::Single;
        let partial = analysis.partial[place].as_ref();
        let partial = partial.filter(|partial| !is_single || partial.changes > 0.0)?;
        let (held_out, regression) = (
            (partial.held_out, partial.held_out_error),
            (partial.value, partial.error),
        );
        let worth = interval_of_worth(held_out, regression, analysis.payoffs.worlds() as u64);
        Some(ForestRow {
            label: analysis.groups[place].name.clone().into(),
            hue: if analysis.is_worth(place) {
                Hue::Policy(0)
            } else {
                Hue::Neutral
            },
            effect: Some(Interval {
                estimate: worth.value,
                low: worth.low,
                high: worth.high,
            }),
            note: later!("figure-voi-changes", share = percent(partial.changes)).into(),
        })
    };
    let panel = |title: String, places: Vec<usize>| ForestPanel {
        title: title.into(),
        axis: Axis::linear(unit(analysis)),
        rows: places.into_iter().filter_map(row).take(RANKED).collect(),
    };
    let panels = vec![
        panel(
            later!("figure-voi-single"),
            analysis.ranked(|kind| kind == GroupKind::Single),
        ),
        panel(
            later!("figure-voi-together"),
            analysis.ranked(|kind| kind != GroupKind::Single),
        ),
    ];
    let chart = ForestChart {
        panels: panels.into_iter().filter(|panel| !panel.rows.is_empty()).collect(),
    };
    let subtitle = later!(
        "figure-voi-ranking_drawn",
        policies = analysis.names().join(", "),
        goal = goal_words(analysis),
        perfect = span(analysis.perfect.value, analysis.goal.metric.unit()),
        worlds = simulated(analysis),
    );
    figure(
        "value-of-information",
        most_worth(analysis),
        subtitle,
        Chart::from(chart),
    )
}

/// What is worth most to be known before the choice.
fn most_worth(analysis: &Analysis) -> String {
    let single = analysis.ranked(|kind| kind == GroupKind::Single);
    let first = single.first().copied().filter(|&place| analysis.is_worth(place));
    match first.and_then(|place| Some((place, analysis.partial[place].as_ref()?))) {
        Some((place, partial)) => later!(
            "figure-voi-ranking",
            name = analysis.groups[place].name.clone(),
            worth = span(partial.held_out, analysis.goal.metric.unit()),
        ),
        None => later!("figure-voi-ranking_none"),
    }
}

fn policies(analysis: &Analysis) -> Figure {
    let best = analysis.payoffs.best();
    let perfect = &analysis.perfect;
    let rows = analysis.cases.iter().enumerate().map(|(policy, case)| {
        let (difference, error) = perfect.differences[policy];
        let gap = of_mean(difference, error, analysis.payoffs.worlds() as u64);
        ForestRow {
            label: titles::policy(&case.name).capitalised(),
            hue: Hue::Policy(policy),
            effect: Some(Interval {
                estimate: gap.value,
                low: gap.low,
                high: gap.high,
            }),
            note: match perfect.tied_shares[policy] > 0.0 {
                true => later!(
                    "figure-voi-best_or_tied",
                    share = percent(perfect.best_shares[policy]),
                    tied = percent(perfect.tied_shares[policy])
                )
                .into(),
                false => later!("figure-voi-best_in", share = percent(perfect.best_shares[policy])).into(),
            },
        }
    });
    let chart = ForestChart {
        panels: vec![ForestPanel {
            title: later!(
                "figure-voi-less_that_of",
                best = titles::policy(&analysis.cases[best].name)
            )
            .into(),
            axis: Axis::linear(later!("figure-voi-left_worse", unit = unit(analysis))),
            rows: rows.collect(),
        }],
    };
    let subtitle = later!(
        "figure-voi-policies_drawn",
        goal = capital(&goal_words(analysis)),
        worlds = simulated(analysis),
    );
    let title = later!(
        "figure-voi-policies",
        policy = titles::policy(&analysis.cases[best].name).capitalised(),
        share = percent(perfect.best_shares[best]),
    );
    figure("policies", title, subtitle, Chart::from(chart))
}

fn turning(analysis: &Analysis) -> Vec<Figure> {
    let best = titles::policy(&analysis.cases[analysis.payoffs.best()].name);
    let figure_of = |(number, lines): (usize, Lines)| {
        let card = &analysis.cards().cards[lines.parameter];
        let curves = analysis.cases.iter().enumerate().map(|(policy, case)| Curve {
            label: titles::policy(&case.name).capitalised(),
            hue: Hue::Policy(policy),
            x: lines.values.clone(),
            y: lines.differences[policy].clone(),
            low: Vec::new(),
            high: Vec::new(),
        });
        let chart = CurveChart {
            curves: curves.collect(),
            band: "".into(),
            x_axis: Axis::linear(in_unit(&card.key, &card.unit)),
            y_axis: Axis::linear(later!("figure-voi-lower_worse", unit = unit(analysis))),
            level: Some(Rule {
                value: 0.0,
                label: later!("figure-voi-best", best = best.clone()).into(),
            }),
            reference: None,
        };
        let subtitle = later!(
            "figure-voi-turning_drawn",
            best = best.clone(),
            meaning = &card.meaning,
            source = &card.source,
            grade = card.pedigree.letter(),
            goal = goal_words(analysis),
            low = readable(lines.values[0]),
            high = readable(lines.values[lines.values.len() - 1]),
        );
        figure(
            &format!("turning-{number}"),
            later!("figure-voi-turning", parameter = &card.key),
            subtitle,
            Chart::from(chart),
        )
    };
    (1..).zip(analysis.lines()).map(figure_of).collect()
}

/// What the policies are judged by, in words.
fn goal_words(analysis: &Analysis) -> String {
    let meaning = titles::meaning(analysis.goal.metric);
    let what = match analysis.goal.metric.kind() {
        Kind::Who => later!("figure-voi-share_of", meaning = meaning),
        Kind::Year => later!("figure-voi-year_of", meaning = meaning),
        Kind::Number | Kind::NumberOrNever => later(meaning),
    };
    match analysis.goal.wanted {
        Wanted::More => later!("figure-voi-more", what = what),
        Wanted::Less => later!("figure-voi-less", what = what),
    }
}
