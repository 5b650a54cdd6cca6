//! The figures of a sensitivity analysis: one an output.

use super::findings::order;
use super::tables::{ends, unit};
use super::words::{label, level, with_unit};
use crate::experiment::sensitivity::choice::CHANCE;
use crate::experiment::sensitivity::morris::MorrisEffects;
use crate::experiment::sensitivity::one_at_a_time::EndEffects;
use crate::experiment::sensitivity::{Analysis, Estimate, Indices, Output, Plan};
use crate::report::figures::{
    Axis, Chart, Figure, FigureText, IndexChart, IndexKind, IndexRow, Interval, ScatterChart, ScatterPoint, SlopeLine,
    TornadoChart, TornadoEnd, TornadoRow,
};
use crate::report::manifest::{Key, VERSION};
use crate::report::number::{capitalised, counted, percent, thousands};
use crate::report::theme::Hue;
use crate::scenario::agents::Agent;

/// Lines of a chart of indices, points of a scatter chart, bars of a tornado.
const MOST_INDICES: usize = 25;
const MOST_POINTS: usize = 30;
const MOST_BARS: usize = 15;

/// Name of an output's figure, for each method that there is.
fn names_of(output: Output) -> [String; 3] {
    let key = output.key().replace('.', "-");
    ["indices", "screening", "tornado"].map(|kind| format!("{kind}-{key}"))
}

/// Names of all figures that an analysis of these outputs may write.
pub fn names(outputs: &[Output]) -> Vec<String> {
    outputs.iter().flat_map(|&output| names_of(output)).collect()
}

/// The figures, one for each output that varies.
pub fn figures(plan: &Plan, analysis: &Analysis, key: &Key) -> Vec<Figure> {
    let mut figures = Vec::new();
    let names = plan.names();
    for (place, &output) in plan.outputs.iter().enumerate() {
        let order = order(&analysis.indices, place);
        if order.is_empty() || !analysis.indices.varies(place) {
            continue;
        }
        let about = capitalised(&output.title());
        let [indices, screening, tornado] = names_of(output);
        let (name, title, subtitle, chart) = match &analysis.indices {
            Indices::Sobol(of) => {
                let chart = index_chart(plan, output, &order, &of[place].first, &of[place].total);
                let title = format!("{about}: {}", largest_share(&names, &of[place].first));
                let subtitle = format!(
                    "Shares of variance from {} base points ({} worlds); thin lines: 95 % bootstrap intervals{}",
                    thousands(of[place].units as f64),
                    thousands(plan.design.rows() as f64),
                    of_how_many(&order, MOST_INDICES)
                );
                (indices, title, subtitle, Chart::Indices(chart))
            }
            Indices::Morris(of) => {
                let chart = scatter(plan, output, &order, &of[place]);
                let title = format!("{about}: the largest effect is that of {}", names[order[0]]);
                let subtitle = format!(
                    "Effects from the 5 % to the 95 % point of each input, over {} trajectories, each in a world of its own{}",
                    thousands(plan.design.units() as f64),
                    of_how_many(&order, MOST_POINTS)
                );
                (screening, title, subtitle, Chart::Scatter(chart))
            }
            Indices::Tornado(of) => {
                let chart = tornado_chart(plan, output, &order, &of[place]);
                let title = format!("{about}: the largest effect is that of {}", names[order[0]]);
                let subtitle = format!(
                    "Means over the same {} with each input at its low and its high end (5 % and 95 %, or the ends of its range), all else as \
                     it is{}",
                    counted(of[place].units as u64, "world"),
                    of_how_many(&order, MOST_BARS)
                );
                (tornado, title, subtitle, Chart::Tornado(chart))
            }
        };
        let foot = format!(
            "{}. Seed {}, detente {VERSION}, result {}. Conditional what-if, not a forecast.",
            plan.scenario.title.trim_end_matches('.'),
            plan.scenario.seed,
            key.short()
        );
        let text = FigureText { title, subtitle, foot };
        figures.push(Figure { name, text, chart });
    }
    figures
}

/// What makes up the largest share of the variance, in words.
fn largest_share(names: &[&str], first: &[Estimate]) -> String {
    let largest = (0..names.len()).max_by(|&a, &b| first[a].value.total_cmp(&first[b].value));
    largest.map_or(String::new(), |factor| {
        let share = percent((first[factor].value * 100.0).round() / 100.0);
        format!("{share} of its variance comes from {}", names[factor])
    })
}

fn of_how_many(order: &[usize], most: usize) -> String {
    match order.len() > most {
        true => format!("; the {most} largest of {}", order.len()),
        false => String::new(),
    }
}

fn interval(estimate: Estimate) -> Option<Interval> {
    let Estimate { value, low, high } = estimate;
    let drawn = value.is_finite() && low <= high;
    drawn.then_some(Interval {
        estimate: value,
        low,
        high,
    })
}

fn index_chart(plan: &Plan, output: Output, order: &[usize], first: &[Estimate], total: &[Estimate]) -> IndexChart {
    let names = plan.names();
    let chance = names.len() - 1;
    let mut shown: Vec<usize> = order.iter().copied().take(MOST_INDICES).collect();
    if !shown.contains(&chance) {
        shown.push(chance);
    }
    let row = |factor: usize| IndexRow {
        label: label(names[factor]).to_owned(),
        kind: match names[factor] {
            CHANCE => IndexKind::Chance,
            _ => IndexKind::Input,
        },
        first: interval(first[factor]),
        total: interval(total[factor]),
        note: String::new(),
    };
    IndexChart {
        rows: shown.into_iter().map(row).collect(),
        unit: format!("share of the variance of {}", output.key()),
    }
}

/// The colour of whose input it is.
fn hue(name: &str) -> Hue {
    match name.split_once('.') {
        Some(("us", _)) => Hue::Agent(Agent::UnitedStates),
        Some(("china", _)) => Hue::Agent(Agent::China),
        _ => Hue::Neutral,
    }
}

fn scatter(plan: &Plan, output: Output, order: &[usize], of: &MorrisEffects) -> ScatterChart {
    let names = plan.names();
    let point = |&factor: &usize| {
        let effect = of.effects[factor];
        ScatterPoint {
            label: names[factor].to_owned(),
            hue: hue(names[factor]),
            x: effect.mu_star.value,
            y: if effect.sigma.is_nan() {
                effect.size_deviation
            } else {
                effect.sigma
            },
        }
    };
    let unit = match output.is_year() {
        true => "years",
        false => output.unit(),
    };
    ScatterChart {
        points: order.iter().take(MOST_POINTS).map(point).collect(),
        x_axis: Axis::linear(format!("mu*: mean size of the effect, {unit}")),
        y_axis: Axis::linear(format!(
            "sigma: standard deviation of the effect (of a group: of its size), {unit}"
        )),
        lines: vec![
            SlopeLine {
                slope: 1.0,
                label: "sigma = mu*: depends on the other inputs".to_owned(),
            },
            SlopeLine {
                slope: 0.1,
                label: "sigma = mu*/10: nearly a straight line".to_owned(),
            },
        ],
    }
}

fn tornado_chart(plan: &Plan, output: Output, order: &[usize], of: &EndEffects) -> TornadoChart {
    let names = plan.names();
    let axis = match output.unit() {
        "share" => Axis::share(output.key()),
        "year" => Axis::year(format!("{}, year", output.key())),
        unit => Axis::linear(format!("{}, {unit}", output.key())),
    };
    let row = |&factor: &usize| {
        let (low, high) = ends(plan, factor);
        let words = |value: f64, end: &str| match value.is_nan() {
            true => end.to_owned(),
            false => with_unit(value, unit(plan, factor)),
        };
        TornadoRow {
            label: names[factor].to_owned(),
            low: TornadoEnd {
                input: words(low, "low"),
                result: of.effects[factor].at_low,
            },
            high: TornadoEnd {
                input: words(high, "high"),
                result: of.effects[factor].at_high,
            },
        }
    };
    TornadoChart {
        rows: order.iter().take(MOST_BARS).map(row).collect(),
        center: of.mean,
        center_label: format!("as it is: {}", level(output, of.mean)),
        axis,
    }
}
