//! The figures of a discovery: what a box gains in density for what it loses in coverage, and where the boxes lie.

use super::Discovery;
use super::tables::passes;
use crate::experiment::discovery::limits::Side;
use crate::experiment::discovery::{Cases, Found, Stage};
use crate::report::figures::{
    Axis, Chart, Curve, CurveChart, Figure, FigureText, ForestChart, ForestPanel, ForestRow, Interval, Rule,
};
use crate::report::manifest::{Key, VERSION};
use crate::report::number::{counted, percent, readable};
use crate::report::theme::Hue;

/// Names of the figures of `boxes` boxes.
pub fn names(boxes: usize) -> Vec<String> {
    (1..=boxes)
        .flat_map(|number| [format!("trade-off-{number}"), format!("limits-{number}")])
        .collect()
}

/// The figures of what was found.
pub fn figures(discovery: &Discovery, key: &Key) -> Vec<Figure> {
    let foot = format!(
        "Source: {}. Seed {}, detente {VERSION}, result {}. Conditional what-ifs, not forecasts.",
        discovery.material.what.join(", "),
        discovery.material.seed,
        key.short()
    );
    let mut figures = Vec::new();
    for (number, found) in (1..).zip(&discovery.found) {
        let (text, chart) = trade_off(discovery, number, found);
        figures.push(figure("trade-off", number, text, &foot, Chart::Curves(chart)));
        let (text, chart) = limits(discovery, number, found);
        figures.push(figure("limits", number, text, &foot, Chart::Forest(chart)));
    }
    figures
}

fn figure(stem: &str, number: usize, (title, subtitle): (String, String), foot: &str, chart: Chart) -> Figure {
    Figure {
        name: format!("{stem}-{number}"),
        text: FigureText {
            title,
            subtitle,
            foot: foot.to_owned(),
        },
        chart,
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
                "wide" => format!("all {}", counted(discovery.inputs.len() as u64, "input")),
                _ => format!("the {} kept", counted(kept.unwrap_or(0) as u64, "input")),
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
    let noun = discovery.noun();
    let condition = &discovery.search.condition;
    let title = format!("How much denser does box {number} become for what it leaves out?");
    let subtitle = format!(
        "{condition}. Along each line the box gets smaller from right to left: share of {noun}s in the box in which the condition holds (density) \
         against share of all such {noun}s that are in it (coverage). Chosen: {} dense, covering {}",
        percent(step.content.density()),
        percent(step.content.interest as f64 / all)
    );
    let chart = CurveChart {
        curves: curves.into_iter().collect(),
        x_axis: Axis::share("coverage").within(0.0, 1.0),
        y_axis: Axis::share("density").within(0.0, (1.1 * highest).min(1.0)),
        level: Some(Rule {
            value: discovery.overall(),
            label: format!("all {noun}s: {}", percent(discovery.overall())),
        }),
        reference: Some(Rule {
            value: step.content.interest as f64 / all,
            label: "chosen".to_owned(),
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
    let noun = discovery.noun();
    let panels = step.limits.restricted().into_iter().map(|column| {
        let (lowest, highest) = discovery.cases.range(column);
        let (low, high) = step.limits.of(column);
        let (low, high) = (low.max(lowest), high.min(highest));
        let mut rows = vec![
            row(
                format!("all {noun}s"),
                Hue::Neutral,
                &discovery.cases,
                column,
                (lowest, highest),
            ),
            row(format!("box {number}"), Hue::Policy(0), &within, column, (low, high)),
        ];
        if number == 1 {
            rows.extend(resampled_rows(discovery, found, column));
        }
        ForestPanel {
            title: format!(
                "{} ({})",
                discovery.inputs[column].meaning(&discovery.material.cards),
                discovery.key(column)
            ),
            axis: Axis::linear(discovery.inputs[column].unit(&discovery.material.cards)).within(lowest, highest),
            rows,
        }
    });
    let title = format!("Where does box {number} lie?");
    let subtitle = format!(
        "{}: holds in {} of {noun}s in the box, {} overall. Bars: range of the input; dots: median. Limits in resamples: median, 5 % to 95 %",
        discovery.search.condition,
        percent(step.content.density()),
        percent(discovery.overall())
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
        label,
        hue,
        effect: middle.map(|estimate| Interval { estimate, low, high }),
        note: format!("{} to {}", readable(low), readable(high)),
    }
}

/// Limits of the first box over resamples, for the sides that it has.
fn resampled_rows(discovery: &Discovery, found: &Found, column: usize) -> Vec<ForestRow> {
    let sides = [(Side::Lower, "lower"), (Side::Upper, "upper")];
    sides
        .into_iter()
        .filter(|(side, _)| found.step().limits.side(column, *side).is_finite())
        .map(|(side, word)| {
            let [low, estimate, high] = discovery.stability.limit_quantiles(column, side);
            ForestRow {
                label: format!("{word} limit in resamples"),
                hue: Hue::Policy(1),
                effect: (!estimate.is_nan()).then_some(Interval { estimate, low, high }),
                note: format!("in {}", percent(discovery.stability.side_share(column, side))),
            }
        })
        .collect()
}
