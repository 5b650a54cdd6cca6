//! The figures of a discovery: what a box gains in density for what it loses in coverage, and where the boxes lie.

use super::Discovery;
use super::tables::passes;
use crate::figures::kinds::{Curve, CurveChart, ForestChart, ForestPanel, ForestRow, Interval, Rule};
use crate::figures::{Axis, Chart, Figure, FigureText, Hue};
use crate::later;
use crate::number::{percent, readable};
use crate::phrases::foot_of_many;
use analysis::discover::condition::Rows;
use analysis::discover::limits::Side;
use analysis::discover::{Cases, Found, Stage};
use results::store::manifest::Key;

/// Names of the figures of `boxes` boxes.
pub fn names(boxes: usize) -> Vec<String> {
    (1..=boxes)
        .flat_map(|number| [format!("trade-off-{number}"), format!("limits-{number}")])
        .collect()
}

/// The figures of what was found.
pub fn figures(discovery: &Discovery, key: &Key) -> Vec<Figure> {
    let source = later!("figure-discover-source", what = discovery.material.what.join(", "));
    let foot = foot_of_many(&source, discovery.material.seed, key);
    let mut figures = Vec::new();
    for (number, found) in (1..).zip(&discovery.found) {
        let (text, chart) = trade_off(discovery, number, found);
        figures.push(figure("trade-off", number, text, &foot, Chart::from(chart)));
        let (text, chart) = limits(discovery, number, found);
        figures.push(figure("limits", number, text, &foot, Chart::from(chart)));
    }
    figures
}

fn figure(stem: &str, number: usize, (title, subtitle): (String, String), foot: &str, chart: Chart) -> Figure {
    Figure {
        name: format!("{stem}-{number}"),
        text: FigureText {
            title: title.into(),
            subtitle: subtitle.into(),
            foot: foot.into(),
        },
        chart,
    }
}

/// What the rows are, many of them.
fn nouns(discovery: &Discovery) -> String {
    match discovery.material.rows {
        Rows::Worlds => later!("figure-discover-worlds"),
        Rows::Means => later!("figure-discover-points"),
    }
}

/// Coverage against density along the trajectories of both passes.
fn trade_off(discovery: &Discovery, number: usize, found: &Found) -> ((String, String), CurveChart) {
    let all = discovery.cases.interest() as f64;
    let step = found.step();
    let kept = found.narrow.iter().map(|step| step.limits.restricted().len()).max();
    let curves = passes(found).map(|(pass, steps)| {
        let steps: Vec<_> = steps.iter().filter(|step| step.stage != Stage::Drop).collect();
        Curve {
            label: match pass {
                "wide" => later!("figure-discover-all_inputs", count = discovery.inputs.len()).into(),
                _ => later!("figure-discover-kept_inputs", count = kept.unwrap_or(0)).into(),
            },
            hue: Hue::Policy(usize::from(pass == "narrow")),
            x: steps.iter().map(|step| step.content.interest as f64 / all).collect(),
            y: steps.iter().map(|step| step.content.density()).collect(),
            low: Vec::new(),
            high: Vec::new(),
        }
    });
    let densities = curves.iter().flat_map(|curve| &curve.y).copied();
    let highest = densities.fold(discovery.overall(), f64::max);
    let title = later!("figure-discover-denser", number = number.to_string());
    let subtitle = later!(
        "figure-discover-denser_drawn",
        condition = discovery.search.condition.to_string(),
        noun = nouns(discovery),
        density = percent(step.content.density()),
        coverage = percent(step.content.interest as f64 / all),
    );
    let chart = CurveChart {
        curves: curves.into_iter().collect(),
        band: "".into(),
        x_axis: Axis::share(later!("figure-discover-coverage")).within(0.0, 1.0),
        y_axis: Axis::share(later!("figure-discover-density")).within(0.0, (1.1 * highest).min(1.0)),
        level: Some(Rule {
            value: discovery.overall(),
            label: later!(
                "figure-discover-all_with",
                noun = nouns(discovery),
                share = percent(discovery.overall()),
            )
            .into(),
        }),
        reference: Some(Rule {
            value: step.content.interest as f64 / all,
            label: later!("figure-discover-chosen").into(),
        }),
    };
    ((title, subtitle), chart)
}

/// For each restricted input where the box lies in what was searched, and where its limits fall in resamples.
fn limits(discovery: &Discovery, number: usize, found: &Found) -> ((String, String), ForestChart) {
    let sought = discovery.sought(found);
    let step = found.step();
    let inside = step.limits.inside(&sought);
    let rows: Vec<usize> = (0..sought.rows()).filter(|&row| inside[row]).collect();
    let within = sought.with_rows(&rows);
    let panels = step.limits.restricted().into_iter().map(|column| {
        let (lowest, highest) = discovery.cases.range(column);
        let (low, high) = step.limits.of(column);
        let (low, high) = (low.max(lowest), high.min(highest));
        let mut rows = vec![
            row(
                later!("figure-discover-all", noun = nouns(discovery)),
                Hue::Neutral,
                &discovery.cases,
                column,
                (lowest, highest),
            ),
            row(
                later!("figure-discover-box", number = number.to_string()),
                Hue::Policy(0),
                &within,
                column,
                (low, high),
            ),
        ];
        if number == 1 {
            rows.extend(resampled_rows(discovery, found, column));
        }
        ForestPanel {
            title: later!(
                "figure-discover-input",
                meaning = discovery.inputs[column].meaning(&discovery.material.cards),
                key = discovery.key(column),
            )
            .into(),
            axis: Axis::linear(match discovery.inputs[column].unit(&discovery.material.cards) {
                "1" => "",
                unit => unit,
            })
            .within(lowest, highest),
            rows,
        }
    });
    let title = later!(
        "figure-discover-where",
        number = number.to_string(),
        density = percent(step.content.density()),
        overall = percent(discovery.overall()),
    );
    let subtitle = later!(
        "figure-discover-where_drawn",
        condition = discovery.search.condition.to_string(),
        noun = nouns(discovery),
        density = percent(step.content.density()),
        overall = percent(discovery.overall()),
    );
    let chart = ForestChart {
        panels: panels.collect(),
    };
    ((title, subtitle), chart)
}

/// Range and median of an input.
fn row(label: String, hue: Hue, cases: &Cases, column: usize, (low, high): (f64, f64)) -> ForestRow {
    let mut values = cases.column(column).to_vec();
    values.sort_unstable_by(f64::total_cmp);
    let middle = values.get(values.len() / 2).copied();
    ForestRow {
        label: label.into(),
        hue,
        effect: middle.map(|estimate| Interval { estimate, low, high }),
        note: later!("figure-to", low = readable(low), high = readable(high)).into(),
    }
}

/// Limits of the first box over resamples, for the sides that it has.
fn resampled_rows(discovery: &Discovery, found: &Found, column: usize) -> Vec<ForestRow> {
    [Side::Lower, Side::Upper]
        .into_iter()
        .filter(|side| found.step().limits.side(column, *side).is_finite())
        .map(|side| {
            let [low, estimate, high] = discovery.stability.limit_quantiles(column, side);
            ForestRow {
                label: match side {
                    Side::Lower => later!("figure-discover-lower").into(),
                    Side::Upper => later!("figure-discover-upper").into(),
                },
                hue: Hue::Policy(1),
                effect: (!estimate.is_nan()).then_some(Interval { estimate, low, high }),
                note: later!(
                    "figure-discover-side_share",
                    share = percent(discovery.stability.side_share(column, side)),
                )
                .into(),
            }
        })
        .collect()
}
