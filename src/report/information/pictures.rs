//! The figures of a value-of-information analysis: which parameters are worth knowing, how the policies stand, and where the choice
//! turns along the parameters that are worth most.

use super::tables::DRAWN;
use super::{Analysis, GroupKind};
use crate::numeric::statistics::NORMAL_95;
use crate::report::figures::{
    Axis, Chart, Curve, CurveChart, Figure, FigureText, ForestChart, ForestPanel, ForestRow, Interval, Rule,
};
use crate::report::manifest::{Key, VERSION};
use crate::report::number::{capitalised, counted, percent, readable, spaced, span_unit};
use crate::report::theme::Hue;

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
    let foot = format!(
        "Scenario {}. Seed {}, detente {VERSION}, result {}. Conditional what-ifs, not forecasts.",
        scenario.name,
        scenario.seed,
        key.short()
    );
    let mut figures = vec![ranking(analysis), policies(analysis)];
    figures.extend(turning(analysis));
    for figure in &mut figures {
        figure.text.foot.clone_from(&foot);
    }
    figures
}

fn figure(name: &str, title: String, subtitle: String, chart: Chart) -> Figure {
    Figure {
        name: name.to_owned(),
        text: FigureText {
            title,
            subtitle,
            foot: String::new(),
        },
        chart,
    }
}

impl Analysis<'_> {
    fn unit(&self) -> String {
        format!(
            "{}, {}",
            self.goal.metric.key().replace('_', " "),
            span_unit(self.goal.metric.unit())
        )
    }

    /// `10,000 worlds, the same under every policy`.
    fn worlds(&self) -> String {
        format!(
            "{}, the same under every policy",
            counted(self.payoffs.worlds() as u64, "world")
        )
    }
}

fn ranking(analysis: &Analysis) -> Figure {
    // A parameter that does not change the choice has no place among twenty.
    let row = |place: usize| {
        let is_single = analysis.groups[place].kind == GroupKind::Single;
        let partial = analysis.partial[place].as_ref();
        let partial = partial.filter(|partial| !is_single || partial.changes > 0.0)?;
        let low = partial.held_out - NORMAL_95 * partial.held_out_error;
        let high = partial.value + NORMAL_95 * partial.error;
        Some(ForestRow {
            label: analysis.groups[place].name.clone(),
            hue: if analysis.is_worth(place) {
                Hue::Policy(0)
            } else {
                Hue::Neutral
            },
            effect: Some(Interval {
                estimate: partial.held_out,
                low: low.min(partial.held_out),
                high: high.max(partial.held_out),
            }),
            note: format!("changes the choice in {}", percent(partial.changes)),
        })
    };
    let panel = |title: &str, places: Vec<usize>| ForestPanel {
        title: title.to_owned(),
        axis: Axis::linear(analysis.unit()),
        rows: places.into_iter().filter_map(row).take(RANKED).collect(),
    };
    let panels = vec![
        panel(
            "One parameter by itself",
            analysis.ranked(|kind| kind == GroupKind::Single),
        ),
        panel("Together", analysis.ranked(|kind| kind != GroupKind::Single)),
    ];
    let chart = ForestChart {
        panels: panels.into_iter().filter(|panel| !panel.rows.is_empty()).collect(),
    };
    let subtitle = format!(
        "Expected gain from knowing a parameter before choosing among {}; {}. Dot: gain in held-out worlds; bar: from its lower 95 % end to the \
         upper one of the regression; coloured: above zero beyond chance, grey: not. Knowing everything, luck included: {}. {}",
        analysis.names().join(", "),
        analysis.goal_words(),
        analysis.span(analysis.perfect.value),
        analysis.worlds()
    );
    figure(
        "value-of-information",
        "Which uncertainty is worth resolving before the choice?".to_owned(),
        subtitle,
        Chart::Forest(chart),
    )
}

fn policies(analysis: &Analysis) -> Figure {
    let best = analysis.payoffs.best();
    let perfect = &analysis.perfect;
    let rows = analysis.cases.iter().enumerate().map(|(policy, case)| {
        let (estimate, error) = perfect.differences[policy];
        ForestRow {
            label: spaced(&case.name),
            hue: Hue::Policy(policy),
            effect: Some(Interval {
                estimate,
                low: estimate - NORMAL_95 * error,
                high: estimate + NORMAL_95 * error,
            }),
            note: format!("best in {}", percent(perfect.best_shares[policy])),
        }
    });
    let chart = ForestChart {
        panels: vec![ForestPanel {
            title: format!(
                "Payoff less that of {}, the best on the mean",
                analysis.cases[best].name
            ),
            axis: Axis::linear(format!("{}; left: worse", analysis.unit())),
            rows: rows.collect(),
        }],
    };
    let subtitle = format!(
        "{}. Mean difference in the same worlds with its 95 % interval; at the right the share of worlds in which each is the best. {}",
        capitalised(&analysis.goal_words()),
        analysis.worlds()
    );
    figure(
        "policies",
        "How do the policies stand now?".to_owned(),
        subtitle,
        Chart::Forest(chart),
    )
}

fn turning(analysis: &Analysis) -> Vec<Figure> {
    let best = &analysis.cases[analysis.payoffs.best()].name;
    let figure_of = |(number, lines): (usize, super::tables::Lines)| {
        let card = &analysis.cards().cards[lines.parameter];
        let curves = analysis.cases.iter().enumerate().map(|(policy, case)| Curve {
            label: spaced(&case.name),
            hue: Hue::Policy(policy),
            x: lines.values.clone(),
            y: lines.differences[policy].clone(),
            low: Vec::new(),
            high: Vec::new(),
        });
        let chart = CurveChart {
            curves: curves.collect(),
            x_axis: Axis::linear(format!("{}, {}", card.key, card.unit)),
            y_axis: Axis::linear(format!("{}; lower: worse", analysis.unit())),
            level: Some(Rule {
                value: 0.0,
                label: format!("{best}, the best on the mean"),
            }),
            reference: None,
        };
        let subtitle = format!(
            "Expected payoff less that of {best}, given {} ({}, {}); a line above zero would be chosen there. {}; {} to {}",
            card.meaning,
            card.source,
            card.pedigree.letter(),
            analysis.goal_words(),
            readable(lines.values[0]),
            readable(lines.values[lines.values.len() - 1])
        );
        figure(
            &format!("turning-{number}"),
            format!("Where does the choice turn along {}?", card.key),
            subtitle,
            Chart::Curves(chart),
        )
    };
    (1..).zip(analysis.lines()).map(figure_of).collect()
}
