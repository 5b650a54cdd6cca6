//! The figures of a sensitivity analysis: one an output.

use super::tables::{ends, unit};
use super::words::{level, with_unit};
use crate::catalogue::capital;
use crate::figures::kinds::{
    IndexChart, IndexKind, IndexRow, Interval, ScatterChart, ScatterPoint, SlopeLine, TornadoChart, TornadoEnd,
    TornadoRow,
};
use crate::figures::{Axis, Chart, Figure, FigureText, Hue};
use crate::later;
use crate::number::{percent, thousands};
use crate::phrases::{foot, worlds};
use analysis::sensitivity::choice::CHANCE;
use analysis::sensitivity::morris::MorrisEffects;
use analysis::sensitivity::one_at_a_time::EndEffects;
use analysis::sensitivity::{Analysis, Estimate, Indices, Output, Plan};
use results::store::manifest::Key;

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
        let about = capital(&titled(output));
        let [indices, screening, tornado] = names_of(output);
        let (name, title, subtitle, chart) = match &analysis.indices {
            Indices::Sobol(of) => {
                let chart = index_chart(plan, output, &order, &of[place].first, &of[place].total);
                let title = largest_share(&about, &names, &of[place].first);
                let subtitle = later!(
                    "figure-sensitivity-shares_drawn",
                    points = thousands(of[place].units as f64),
                    worlds = thousands(plan.design.rows() as f64),
                );
                let subtitle = of_how_many(subtitle, &order, MOST_INDICES);
                (indices, title, subtitle, Chart::from(chart))
            }
            Indices::Morris(of) => {
                let chart = scatter(plan, output, &order, &of[place]);
                let title = later!("figure-sensitivity-largest", about = about, input = names[order[0]]);
                let units = thousands(plan.design.units() as f64);
                let subtitle = later!("figure-sensitivity-screening_drawn", trajectories = units);
                let subtitle = of_how_many(subtitle, &order, MOST_POINTS);
                (screening, title, subtitle, Chart::from(chart))
            }
            Indices::Tornado(of) => {
                let chart = tornado_chart(plan, output, &order, &of[place]);
                let title = later!("figure-sensitivity-largest", about = about, input = names[order[0]]);
                let worlds = worlds(of[place].units as u64);
                let subtitle = later!("figure-sensitivity-tornado_drawn", worlds = worlds);
                let subtitle = of_how_many(subtitle, &order, MOST_BARS);
                (tornado, title, subtitle, Chart::from(chart))
            }
        };
        let scenario = plan.scenario.title.trim_end_matches('.');
        let foot = foot(&later!("figure-sentence", text = scenario), plan.scenario.seed, key);
        let text = FigureText {
            title: title.into(),
            subtitle: subtitle.into(),
            foot: foot.into(),
        };
        figures.push(Figure { name, text, chart });
    }
    figures
}

/// What makes up the largest share of the variance, in words.
fn largest_share(about: &str, names: &[&str], first: &[Estimate]) -> String {
    let largest = (0..names.len()).max_by(|&a, &b| first[a].value.total_cmp(&first[b].value));
    largest.map_or(about.to_owned(), |factor| {
        let share = percent((first[factor].value * 100.0).round() / 100.0);
        later!(
            "figure-sensitivity-share",
            about = about,
            share = share,
            input = names[factor]
        )
    })
}

/// What is drawn, and that it is not all where there are more.
fn of_how_many(drawn: String, order: &[usize], most: usize) -> String {
    match order.len() > most {
        true => later!("figure-sensitivity-of", drawn = drawn, most = most, all = order.len()),
        false => drawn,
    }
}

fn interval(estimate: Estimate) -> Option<Interval> {
    let Estimate { value, low, high, .. } = estimate;
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
        label: match names[factor] {
            CHANCE => later!("figure-sensitivity-chance").into(),
            name => name.into(),
        },
        kind: match names[factor] {
            CHANCE => IndexKind::Chance,
            _ => IndexKind::Input,
        },
        first: interval(first[factor]),
        total: interval(total[factor]),
        note: "".into(),
    };
    IndexChart {
        rows: shown.into_iter().map(row).collect(),
        unit: later!("figure-sensitivity-of_variance", output = output.key()).into(),
    }
}

/// What an output is, without its remarks.
fn titled(output: Output) -> String {
    let meaning = output.short_meaning();
    match output.agent() {
        Some(agent) => later!("figure-sensitivity-first", meaning = meaning, agent = agent.key()),
        None => meaning.to_owned(),
    }
}

/// The colour of whose input it is.
fn hue(name: &str) -> Hue {
    match name.split_once('.') {
        Some(("us", _)) => Hue::UnitedStates,
        Some(("china", _)) => Hue::China,
        _ => Hue::Neutral,
    }
}

fn scatter(plan: &Plan, output: Output, order: &[usize], of: &MorrisEffects) -> ScatterChart {
    let names = plan.names();
    let point = |&factor: &usize| {
        let effect = of.effects[factor];
        ScatterPoint {
            label: names[factor].into(),
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
        x_axis: Axis::linear(later!("figure-sensitivity-mu", unit = unit)),
        y_axis: Axis::linear(later!("figure-sensitivity-sigma", unit = unit)),
        lines: vec![
            SlopeLine {
                slope: 1.0,
                label: later!("figure-sensitivity-slope_one").into(),
            },
            SlopeLine {
                slope: 0.1,
                label: later!("figure-sensitivity-slope_tenth").into(),
            },
        ],
    }
}

fn tornado_chart(plan: &Plan, output: Output, order: &[usize], of: &EndEffects) -> TornadoChart {
    let names = plan.names();
    let axis = match output.unit() {
        "share" => Axis::share(output.key()),
        "year" => Axis::year(later!("figure-in_unit", what = output.key(), unit = "year")),
        unit => Axis::linear(later!("figure-in_unit", what = output.key(), unit = unit)),
    };
    let row = |&factor: &usize| {
        let (low, high) = ends(plan, factor);
        let words = |value: f64, end: String| match value.is_nan() {
            true => end,
            false => with_unit(value, unit(plan, factor)),
        };
        TornadoRow {
            label: names[factor].into(),
            low: TornadoEnd {
                input: words(low, later!("figure-low")).into(),
                result: of.effects[factor].at_low,
            },
            high: TornadoEnd {
                input: words(high, later!("figure-high")).into(),
                result: of.effects[factor].at_high,
            },
        }
    };
    TornadoChart {
        rows: order.iter().take(MOST_BARS).map(row).collect(),
        center: of.mean,
        center_label: later!("figure-sensitivity-as_it_is", value = level(output, of.mean)).into(),
        axis,
    }
}

/// Places of `sizes`, largest first; those that are no number stay away.
fn by_size(sizes: impl Iterator<Item = f64>) -> Vec<usize> {
    let sizes: Vec<f64> = sizes.collect();
    let mut order: Vec<usize> = (0..sizes.len()).filter(|&place| !sizes[place].is_nan()).collect();
    order.sort_by(|&a, &b| sizes[b].total_cmp(&sizes[a]));
    order
}

/// Places of the lines of an output, most influential first.
fn order(indices: &Indices, output: usize) -> Vec<usize> {
    match indices {
        Indices::Sobol(of) => by_size(of[output].total.iter().map(|index| index.value)),
        Indices::Morris(of) => by_size(of[output].effects.iter().map(|effect| effect.mu_star.value)),
        Indices::Tornado(of) => by_size(of[output].effects.iter().map(|effect| effect.difference.value.abs())),
    }
}
