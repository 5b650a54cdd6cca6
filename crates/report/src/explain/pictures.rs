//! The figures of an explanation: for each outcome how the parts of mechanisms add up to the effect.

use crate::figures::kinds::{WaterfallChart, WaterfallRow};
use crate::figures::{Axis, Chart, Figure, FigureText, Hue};
use crate::later;
use crate::phrases::{foot_of_many, scenario_sentence, worlds};
use analysis::aim::{Aim, Wanted};
use analysis::amounts::Amount;
use analysis::explain::claims::{amount, called};
use analysis::explain::request::ORDERS;
use analysis::explain::{Explained, Part, Results};
use analysis::titles;
use engine::model::metrics::{Kind, Metric};
use results::message::Text;
use results::store::manifest::Key;

/// Mechanisms that have a bar of their own; the others stand together.
const SHOWN: usize = 8;
/// Smaller parts than this share of the largest stand with the others.
const TOO_SMALL: f64 = 0.02;

/// Names of all figures.
pub fn names(outcomes: &[Metric]) -> impl Iterator<Item = String> {
    outcomes.iter().map(|metric| name(*metric))
}

fn name(metric: Metric) -> String {
    format!("why-{}", metric.key().replace('_', "-"))
}

/// The figures of an explanation.
pub fn figures(results: &Results, key: &Key) -> Vec<Figure> {
    results.explained.iter().map(|of| figure(results, of, key)).collect()
}

fn figure(results: &Results, of: &Explained, key: &Key) -> Figure {
    let scenario = &results.cases[0].scenario;
    let told = amount(of.metric);
    let share = told == Amount::Share;
    let in_points = |value: f64| if share { 100.0 * value } else { value };
    let row = |label: Text, hue: Hue, part: f64| WaterfallRow {
        label,
        hue,
        part: in_points(part),
        note: told.change(part),
    };
    let hue = |part: f64| match Aim::usual(of.metric).map(|aim| aim.wanted) {
        // Of a share of worlds in which something happens the aim is that of its year, the other way round.
        Some(wanted) if (wanted == Wanted::More) == ((part > 0.0) != (share && of.metric.kind() == Kind::Year)) => {
            Hue::Better
        }
        Some(_) => Hue::Worse,
        None if part > 0.0 => Hue::Policy(0),
        None => Hue::Policy(1),
    };
    let largest = of.parts.iter().map(|part| part.of.value.abs()).fold(0.0, f64::max);
    let is_shown = |part: &&Part| part.of.value.abs() > TOO_SMALL * largest;
    let mut shown: Vec<&Part> = of.parts.iter().filter(is_shown).collect();
    shown.sort_by(|one, other| other.of.value.abs().total_cmp(&one.of.value.abs()));
    shown.truncate(SHOWN);
    let count = of.parts.iter().filter(|part| part.of.value != 0.0).count() - shown.len();
    let rest = of.effect.value - shown.iter().map(|part| part.of.value).sum::<f64>();
    let mut parts: Vec<WaterfallRow> = shown
        .into_iter()
        .map(|part| row(called(part.mechanism).capitalised(), hue(part.of.value), part.of.value))
        .collect();
    if count > 0 {
        parts.push(row(
            later!("figure-explain-others", count = count).into(),
            Hue::Neutral,
            rest,
        ));
    }
    let unit = match (share, of.metric.kind()) {
        (true, _) => later!("figure-explain-share"),
        (false, Kind::Year) => "years".to_owned(),
        (false, _) => of.metric.unit().to_owned(),
    };
    let chart = WaterfallChart {
        parts,
        whole: row(later!("figure-explain-whole").into(), Hue::Neutral, of.effect.value),
        axis: Axis::linear(later!("figure-explain-axis", unit = unit)),
    };
    Figure {
        name: name(of.metric),
        text: FigureText {
            title: later!(
                "figure-explain-title",
                title = titles::title(of.metric),
                change = told.change(of.effect.value),
                policy = titles::policy(&results.cases[1].name)
            )
            .into(),
            subtitle: match of.metric.favours().whom() {
                Some(whom) => later!(
                    "figure-explain-drawn_judged",
                    orders = ORDERS.to_string(),
                    whom = whom,
                    worlds = worlds(of.pairs)
                ),
                None => later!(
                    "figure-explain-drawn",
                    orders = ORDERS.to_string(),
                    worlds = worlds(of.pairs)
                ),
            }
            .into(),
            foot: foot_of_many(&scenario_sentence(&scenario.name), scenario.seed, key).into(),
        },
        chart: Chart::from(chart),
    }
}
