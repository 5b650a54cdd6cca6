//! The figures of a comparison.

use super::Comparison;
use crate::figures::kinds::{
    Fan, FanChart, FanPanel, ForestChart, ForestPanel, ForestRow, HeatCell, HeatMapChart, Here, Interval, RegionBand,
    RegionsChart, ScatterChart, ScatterPoint, SmallMultiples,
};
use crate::figures::{Axis, Chart, Figure, FigureText, Hue, Shading};
use crate::later;
use crate::number::{percent, signed};
use crate::phrases::{self, foot};
use analysis::aim::PayoffOwner;
use analysis::amounts::Amount;
use analysis::compare::DRAWN;
use analysis::compare::is_rare;
use analysis::compare::weightings::{MOST_MULTIPLE, Weightings, claims::part};
use analysis::compare::{Effect, Quantity, effect_on};
use analysis::titles::{self, title, title_of};
use engine::ensemble::Spread;
use engine::model::metrics::{Kind, Metric};
use engine::model::series::Series;
use engine::scenario::time::{HISTORY_MONTHS, Month};
use results::message;
use results::message::Text;
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

/// With more policies than this the bands that hold nine of ten worlds are left out.
const MOST_WIDE_BANDS: usize = 3;

/// Names of all figures, as in the names of their files.
pub fn names(payoff: Option<PayoffOwner>) -> impl Iterator<Item = &'static str> {
    let always = ["effects", "trade-offs", "heat-map", "trajectories", "china-lag"];
    always.into_iter().chain(payoff.map(|_| "weights"))
}

/// All figures; `key` stands under them.
pub fn figures(comparison: &Comparison, key: &Key) -> Vec<Figure> {
    let sentence = later!("figure-sentence", text = against(comparison));
    let foot = foot(&sentence, comparison.reference().scenario.seed, key);
    let mut figures = vec![
        forest(comparison),
        trade_offs(comparison),
        heat_map(comparison),
        overlaid(comparison),
        lag(comparison),
    ];
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

fn forest(comparison: &Comparison) -> Figure {
    let panel = |metric: Metric| {
        let rows = comparison
            .alternatives()
            .enumerate()
            .map(|(place, (case, effects, _))| forest_row(place, &case.name, effect_on(effects, metric)))
            .collect();
        let (_, unit) = scale_of(metric);
        ForestPanel {
            title: title(metric).into(),
            axis: Axis::linear(match unit {
                "" => later!("figure-compare-difference", unit = metric.unit()),
                unit => unit.to_owned(),
            }),
            rows,
        }
    };
    Figure {
        name: "effects".to_owned(),
        text: text(
            later!(
                "figure-compare-effects",
                reference = titles::policy(&comparison.reference().name)
            ),
            later!("figure-compare-effects_drawn", worlds = worlds(comparison)),
        ),
        chart: Chart::from(ForestChart {
            panels: FOREST
                .into_iter()
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
    const LEAD: Metric = Metric::LagMonths2030;
    const COST: Metric = Metric::WorldRaceCost;
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
            later!("figure-compare-trade_offs"),
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
    let hue = |policy: usize| match policy {
        0 => Hue::Neutral,
        policy => Hue::Policy(policy - 1),
    };
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

fn heat_map(comparison: &Comparison) -> Figure {
    let metrics: Vec<Metric> = Metric::ALL
        .into_iter()
        .filter(|&metric| metric.kind() != Kind::Who && title_of(metric).is_some() && exists(comparison, metric))
        .collect();
    let cell = |effect: &Effect| {
        let Some(change) = effect.mean() else {
            return HeatCell {
                value: f64::NAN,
                text: "-".into(),
            };
        };
        if effect.is_nothing() {
            return HeatCell {
                value: 0.0,
                text: later!("figure-compare-same").into(),
            };
        }
        if let Some(never) = effect.change(Quantity::Never).filter(|_| is_rare(effect.metric)) {
            let spread = (never.reference * (1.0 - never.reference)).sqrt();
            let happens = -never.difference.value;
            let size = later!("figure-compare-points", number = signed(100.0 * happens));
            return HeatCell {
                value: if spread > 0.0 { happens / spread } else { f64::NAN },
                text: if never.difference.low > 0.0 || never.difference.high < 0.0 {
                    size.into()
                } else {
                    format!("({size})").into()
                },
            };
        }
        let spread = effect.reference_deviation;
        let size = short_amount(effect.metric, change.difference.value);
        HeatCell {
            value: if spread > 0.0 {
                change.difference.value / spread
            } else {
                f64::NAN
            },
            text: match is_significant(effect) {
                true => size,
                false => Text::Joined(vec!["(".into(), size, ")".into()]),
            },
        }
    };
    let (rows, cells) = comparison
        .alternatives()
        .map(|(case, effects, _)| {
            let cells: Vec<HeatCell> = metrics.iter().map(|&metric| cell(effect_on(effects, metric))).collect();
            (titles::policy(&case.name).capitalised(), cells)
        })
        .unzip();
    Figure {
        name: "heat-map".to_owned(),
        text: text(
            later!("figure-compare-moves"),
            later!("figure-compare-moves_drawn", worlds = worlds(comparison)),
        ),
        chart: Chart::from(HeatMapChart {
            rows,
            columns: metrics.iter().map(|&metric| title(metric).into()).collect(),
            cells,
            color: Axis::linear(later!("figure-compare-moves_color")),
            shading: Shading::Diverging { middle: 0.0 },
            never_label: later!("figure-never").into(),
        }),
    }
}

/// A mean effect for a narrow place.
fn short_amount(metric: Metric, change: f64) -> Text {
    match metric.unit() {
        "share" => message!("figure-compare-points", number = signed(100.0 * change)).into(),
        _ => Amount::Of(metric).change(change),
    }
}

/// One fan a case: the reference in grey, the policies in their hues.
fn fans(comparison: &Comparison, series: Series) -> Vec<Fan> {
    let wide = comparison.cases.len() <= MOST_WIDE_BANDS;
    let fan = |place: usize| {
        let path = comparison.results[place].summary.path(series);
        let column = |value: fn(&Spread) -> f64| path.iter().map(value).collect::<Vec<f64>>();
        let outer = |value: fn(&Spread) -> f64| {
            if wide {
                column(value)
            } else {
                vec![f64::NAN; path.len()]
            }
        };
        Fan {
            label: titles::policy(&comparison.cases[place].name).capitalised(),
            hue: match place {
                0 => Hue::Neutral,
                place => Hue::Policy(place - 1),
            },
            years: (0..path.len()).map(|month| Month(month).end_year()).collect(),
            p05: outer(|spread| spread.p05),
            p25: column(|spread| spread.p25),
            p50: column(|spread| spread.p50),
            p75: column(|spread| spread.p75),
            p95: outer(|spread| spread.p95),
        }
    };
    (0..comparison.cases.len()).map(fan).collect()
}

fn bands(comparison: &Comparison) -> String {
    if comparison.cases.len() <= MOST_WIDE_BANDS {
        later!("figure-compare-bands")
    } else {
        later!("figure-compare-narrow_bands")
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
            later!("figure-compare-course", cases = against(comparison)),
            drawn(comparison),
        ),
        chart: Chart::from(SmallMultiples {
            panels: panels.collect(),
            columns: 3,
            history_end_year: history_end(comparison),
        }),
    }
}

fn lag(comparison: &Comparison) -> Figure {
    Figure {
        name: "china-lag".to_owned(),
        text: text(later!("figure-run-lag"), drawn(comparison)),
        chart: Chart::from(FanChart {
            fans: fans(comparison, DRAWN[0]),
            points: Vec::new(),
            axis: Axis::linear(later!("figure-run-lag_unit")),
            history_end_year: history_end(comparison),
        }),
    }
}
