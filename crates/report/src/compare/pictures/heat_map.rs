//! Every policy against every outcome, coloured by how far it moves it.

use super::super::Comparison;
use super::{exists, found, is_significant, text, worlds};
use crate::figures::kinds::{HeatCell, HeatMapChart};
use crate::figures::{Axis, Chart, Figure, Shading};
use crate::later;
use crate::number::signed;
use analysis::amounts::Amount;
use analysis::compare::{Effect, Quantity, effect_on, is_rare};
use analysis::titles::{self, title, title_of};
use engine::model::metrics::{Kind, Metric};
use results::message;
use results::message::Text;

/// The figure.
pub fn heat_map(comparison: &Comparison) -> Figure {
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
            found::most_moved(comparison, &metrics),
            later!("figure-compare-moves_drawn", worlds = worlds(comparison)),
        ),
        chart: Chart::from(HeatMapChart {
            rows,
            columns: metrics.iter().map(|&metric| title(metric)).collect(),
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
