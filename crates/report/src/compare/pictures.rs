//! The figures of a comparison.

mod found;
mod heat_map;

use super::Comparison;
use crate::figures::kinds::{
    Fan, FanChart, FanPanel, ForestChart, ForestPanel, ForestRow, Here, Interval, RegionBand, RegionsChart,
    ScatterChart, ScatterPoint, SmallMultiples,
};
use crate::figures::{Axis, Chart, Figure, FigureText, Hue};
use crate::later;
use crate::number::{percent, signed};
use crate::phrases::{self, foot};
use analysis::aim::PayoffOwner;
use analysis::amounts::Amount;
use analysis::compare::DRAWN;
use analysis::compare::weightings::{MOST_MULTIPLE, Weightings, claims::part};
use analysis::compare::{Effect, effect_on};
use analysis::titles::{self, title};
use engine::ensemble::Spread;
use engine::model::metrics::Metric;
use engine::model::series::Series;
use engine::scenario::time::{HISTORY_MONTHS, Month};
use results::message;
use results::store::manifest::Key;

/// Metrics of the forest chart, one panel each; the ones that are printed where there are many alternatives.
pub const FOREST: [Metric; 7] = [
    Metric::LagMonths2030,
    Metric::LagMonths2035,
    Metric::ComputeRatio2030,
    Metric::ParityYear,
    Metric::ThresholdYear,
    Metric::WorldRaceCost,
    Metric::ChinaLowestSafety,
];

/// The two outcomes of the chart of trade-offs.
const LEAD: Metric = Metric::LagMonths2030;
const COST: Metric = Metric::WorldRaceCost;

/// With more cases than this bands are left out.
const MOST_BANDS: usize = 2;

/// Rows of a figure of effects: more would not have room on a page.
const ROWS: usize = 22;

/// Names of all figures, as in the names of their files: with many policies the outcomes stand on several figures of effects.
pub fn names(policies: usize, payoff: Option<PayoffOwner>) -> Vec<String> {
    let effects = (0..FOREST.len().div_ceil(outcomes_on_a_figure(policies))).map(effects_name);
    let always = ["trade-offs", "heat-map", "trajectories", "china-lag"].map(str::to_owned);
    effects
        .chain(always)
        .chain(payoff.map(|_| "weights".to_owned()))
        .collect()
}

/// Outcomes of a figure of effects of so many policies.
fn outcomes_on_a_figure(policies: usize) -> usize {
    (ROWS / policies.max(1)).max(1)
}

/// The name of the figure of effects at this place.
fn effects_name(place: usize) -> String {
    match place {
        0 => "effects".to_owned(),
        place => format!("effects-{}", place + 1),
    }
}

/// All figures; `key` stands under them.
pub fn figures(comparison: &Comparison, key: &Key) -> Vec<Figure> {
    let sentence = later!("figure-sentence", text = against(comparison));
    let foot = foot(&sentence, comparison.reference().scenario.seed, key);
    let mut figures: Vec<Figure> = FOREST
        .chunks(outcomes_on_a_figure(comparison.cases.len() - 1))
        .enumerate()
        .filter(|(_, metrics)| metrics.iter().any(|&metric| exists(comparison, metric)))
        .map(|(place, metrics)| forest(comparison, effects_name(place), metrics))
        .collect();
    figures.extend([
        trade_offs(comparison),
        heat_map::heat_map(comparison),
        overlaid(comparison),
        lag(comparison),
    ]);
    figures.extend(comparison.weightings.as_ref().map(weights));
    for figure in &mut figures {
        figure.text.foot = foot.as_str().into();
    }
    figures
}

fn text(title: String, subtitle: String) -> FigureText {
    FigureText {
        title: title.into(),
        subtitle: subtitle.into(),
        foot: "".into(),
    }
}

fn worlds(comparison: &Comparison) -> String {
    phrases::worlds(comparison.worlds())
}

/// What is compared, in one line.
fn against(comparison: &Comparison) -> String {
    let policies = comparison.cases.iter().skip(1).map(|case| titles::policy(&case.name));
    later!(
        "figure-compare-against",
        policies = titles::listed(policies),
        reference = titles::policy(&comparison.reference().name),
    )
}

/// What each policy does to each of these outcomes.
fn forest(comparison: &Comparison, name: String, metrics: &[Metric]) -> Figure {
    let panel = |metric: Metric| {
        let rows = comparison
            .alternatives()
            .enumerate()
            .map(|(place, (case, effects, _))| forest_row(place, &case.name, effect_on(effects, metric)))
            .collect();
        let (_, unit) = scale_of(metric);
        ForestPanel {
            title: title(metric),
            axis: Axis::linear(match unit {
                "" => later!("figure-compare-difference", unit = metric.unit()),
                unit => unit.to_owned(),
            }),
            rows,
        }
    };
    Figure {
        name,
        text: text(
            found::largest(comparison, metrics[0]),
            later!("figure-compare-effects_drawn", worlds = worlds(comparison)),
        ),
        chart: Chart::from(ForestChart {
            panels: metrics
                .iter()
                .copied()
                .filter(|&metric| exists(comparison, metric))
                .map(panel)
                .collect(),
        }),
    }
}

fn exists(comparison: &Comparison, metric: Metric) -> bool {
    comparison
        .effects
        .iter()
        .any(|effects| effect_on(effects, metric).pairs > 0)
}

/// By what a difference is multiplied to be read, and its unit then.
fn scale_of(metric: Metric) -> (f64, &'static str) {
    match metric.unit() {
        "share" => (100.0, "percentage points"),
        "year" => (1.0, "years"),
        "index" | "ratio" | "score" | "state" => (1.0, ""),
        unit => (1.0, unit),
    }
}

/// Whether the 95 % interval of the mean effect leaves zero out.
fn is_significant(effect: &Effect) -> bool {
    let difference = effect.mean().map(|change| change.difference);
    difference.is_some_and(|difference| difference.low > 0.0 || difference.high < 0.0)
}

/// Median and middle nine tenths of the differences, world by world; what comes from never or to it ends the bar at the median.
fn forest_row(place: usize, name: &str, effect: &Effect) -> ForestRow {
    let [low, median, high] = effect.paired;
    let (scale, _) = scale_of(effect.metric);
    let is_drawn = median.is_finite() && effect.pairs > 0;
    let end = |end: f64| if end.is_finite() { scale * end } else { scale * median };
    let note = match effect.mean() {
        None => later!("figure-missing"),
        Some(_) if effect.is_nothing() => later!("figure-compare-same_everywhere"),
        Some(change) => {
            let amount = Amount::Of(effect.metric);
            let mean = amount.change(change.difference.value);
            let [up, down, same] = [effect.larger, effect.smaller, effect.same().max(0.0)].map(percent);
            match is_significant(effect) {
                true => later!("figure-compare-note", mean = mean, up = up, down = down, same = same),
                false => later!("figure-compare-note_not_significant", mean = mean),
            }
        }
    };
    ForestRow {
        label: titles::policy(name).capitalised(),
        hue: Hue::Policy(place),
        effect: is_drawn.then(|| Interval {
            estimate: scale * median,
            low: end(low),
            high: end(high),
        }),
        note: note.into(),
    }
}

/// What each policy does to the lead against what it does to the cost; the reference lies where both are zero.
fn trade_offs(comparison: &Comparison) -> Figure {
    const IN_TRILLIONS: f64 = 1e-3;
    let mean = |effects: &[Effect], metric: Metric| {
        let change = effect_on(effects, metric).mean();
        change.map_or(f64::NAN, |change| change.difference.value)
    };
    let reference = ScatterPoint {
        label: titles::policy(&comparison.reference().name).capitalised(),
        hue: Hue::Neutral,
        x: 0.0,
        y: 0.0,
    };
    let policies = comparison
        .alternatives()
        .enumerate()
        .map(|(place, (case, effects, _))| {
            let name = titles::policy(&case.name).capitalised();
            let [low, _, high] = effect_on(effects, LEAD).paired.map(signed);
            ScatterPoint {
                label: message!("figure-compare-trade_off", policy = name, low = low, high = high).into(),
                hue: Hue::Policy(place),
                x: mean(effects, LEAD),
                y: IN_TRILLIONS * mean(effects, COST),
            }
        });
    let points = std::iter::once(reference).chain(policies);
    Figure {
        name: "trade-offs".to_owned(),
        text: text(
            found::trade_off(comparison, LEAD, COST),
            later!("figure-compare-trade_offs_drawn", worlds = worlds(comparison)),
        ),
        chart: Chart::from(ScatterChart {
            points: points
                .filter(|point| point.x.is_finite() && point.y.is_finite())
                .collect(),
            x_axis: Axis::linear(later!("figure-compare-trade_offs_lead")),
            y_axis: Axis::linear(later!("figure-compare-trade_offs_cost")),
            lines: Vec::new(),
        }),
    }
}

/// Which policy is best over the two weights that decide most.
fn weights(of: &Weightings) -> Figure {
    let axis = |weight: usize| {
        Axis::linear(later!(
            "figure-compare-weights_axis",
            part = part(&of.weights[weight].key)
        ))
        .within(0.0, MOST_MULTIPLE)
    };
    let regions = of.regions();
    let chart = regions.map(|regions| RegionsChart {
        bands: regions
            .policies
            .iter()
            .map(|(policy, intervals)| RegionBand {
                label: titles::policy(&of.policies[*policy]).capitalised(),
                hue: hue(*policy),
                intervals: intervals.clone(),
            })
            .collect(),
        along: regions.along.clone(),
        x_axis: axis(regions.weights[0]),
        y_axis: axis(regions.weights[1]),
        here: Some(Here {
            at: [1.0, 1.0],
            label: later!("figure-compare-weights_here").into(),
        }),
    });
    Figure {
        name: "weights".to_owned(),
        text: text(
            later!(
                "figure-compare-weights",
                policy = titles::policy(&of.policies[of.ranked(&of.documented())[0]]).capitalised(),
                title = title(of.metric)
            ),
            later!("figure-compare-weights_drawn", worlds = phrases::worlds(of.worlds())),
        ),
        chart: Chart::from(chart.unwrap_or_default()),
    }
}

/// One fan a case: the reference in grey, the policies in their hues. Of many cases medians alone: bands that lie over one another say nothing.
fn fans(comparison: &Comparison, series: Series) -> Vec<Fan> {
    let fan = |place: usize| {
        let path = comparison.results[place].summary.path(series);
        let column = |value: fn(&Spread) -> f64| path.iter().map(value).collect::<Vec<f64>>();
        let median = line(comparison, place, column(|spread| spread.p50));
        if comparison.cases.len() > MOST_BANDS {
            return median;
        }
        Fan {
            p05: column(|spread| spread.p05),
            p25: column(|spread| spread.p25),
            p75: column(|spread| spread.p75),
            p95: column(|spread| spread.p95),
            ..median
        }
    };
    (0..comparison.cases.len()).map(fan).collect()
}

/// A case as a line without bands, from the first month on.
fn line(comparison: &Comparison, place: usize, values: Vec<f64>) -> Fan {
    let months = values.len();
    let [p05, p25, p75, p95] = std::array::from_fn(|_| vec![f64::NAN; months]);
    Fan {
        label: titles::policy(&comparison.cases[place].name).capitalised(),
        hue: hue(place),
        years: (0..months).map(|month| Month(month).end_year()).collect(),
        p05,
        p25,
        p50: values,
        p75,
        p95,
    }
}

/// The colour of a case.
fn hue(place: usize) -> Hue {
    match place {
        0 => Hue::Neutral,
        place => Hue::Policy(place - 1),
    }
}

fn bands(comparison: &Comparison) -> String {
    if comparison.cases.len() <= MOST_BANDS {
        later!("figure-compare-bands")
    } else {
        later!("figure-compare-medians")
    }
}

/// Which bands of which worlds.
fn drawn(comparison: &Comparison) -> String {
    later!(
        "figure-compare-drawn",
        bands = bands(comparison),
        worlds = worlds(comparison),
    )
}

fn axis(series: Series) -> Axis {
    match series.unit() {
        "share" => Axis::share("share"),
        "H100e" => Axis::log(later!("figure-run-compute_unit")),
        unit => Axis::linear(unit),
    }
}

fn history_end(comparison: &Comparison) -> Option<f64> {
    (comparison.reference().scenario.months > HISTORY_MONTHS).then(|| Month(HISTORY_MONTHS - 1).end_year())
}

fn overlaid(comparison: &Comparison) -> Figure {
    const TITLES: [fn() -> String; 9] = [
        || later!("figure-compare-panel_lag"),
        || later!("figure-compare-panel_capability"),
        || later!("figure-compare-panel_ratio"),
        || later!("figure-compare-panel_compute"),
        || later!("figure-compare-panel_chip"),
        || later!("figure-compare-panel_self_sufficiency"),
        || later!("figure-compare-panel_spending"),
        || later!("figure-compare-panel_cost"),
        || later!("figure-compare-panel_safety"),
    ];
    const _: () = assert!(TITLES.len() == DRAWN.len(), "each series has a title");
    let panels = DRAWN.iter().zip(TITLES).map(|(&series, title)| FanPanel {
        title: title().into(),
        fans: fans(comparison, series),
        points: Vec::new(),
        axis: axis(series),
    });
    Figure {
        name: "trajectories".to_owned(),
        text: text(
            later!(
                "figure-compare-course",
                count = comparison.cases.len() - 1,
                reference = titles::policy(&comparison.reference().name)
            ),
            drawn(comparison),
        ),
        chart: Chart::from(SmallMultiples {
            panels: panels.collect(),
            columns: 3,
            history_end_year: history_end(comparison),
        }),
    }
}

/// By how much each policy moves the median lead, month by month: differences, not courses that lie over one another.
fn lag(comparison: &Comparison) -> Figure {
    let median = |place: usize| {
        comparison.results[place]
            .summary
            .path(DRAWN[0])
            .iter()
            .map(|spread| spread.p50)
    };
    let fan = |place: usize| {
        let differences = median(place)
            .zip(median(0))
            .map(|(policy, reference)| policy - reference);
        line(comparison, place, differences.collect())
    };
    Figure {
        name: "china-lag".to_owned(),
        text: text(
            found::largest(comparison, Metric::LagMonths2035),
            later!("figure-compare-lag_drawn", worlds = worlds(comparison)),
        ),
        chart: Chart::from(FanChart {
            fans: (0..comparison.cases.len()).map(fan).collect(),
            points: Vec::new(),
            axis: Axis::linear(later!("figure-compare-lag_axis")),
            history_end_year: history_end(comparison),
        }),
    }
}
