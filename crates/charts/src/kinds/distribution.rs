//! Histograms of one number a world, with the worlds in which it never happens as a bar of their own at the side.

use results::message;
use results::message::Text;
use results::number::unit_of;

use crate::axis::{Axis, AxisScale, Domain, Scale};
use crate::data::{Data, Values, WordColumn};
use crate::figure::{Chart, Panel};
use crate::histogram::{Distribution, Observed, binned};
use crate::mark::{Across, Mark, RuleLabel, Space};
use crate::numbers::{percent, short, three_figures};
use crate::words::written;

/// About so many numbers stand at the axis of a page, by which bins are rounded.
const TICKS: usize = 8;

/// One histogram a group, below each other on the same axes.
#[derive(Debug, Clone, PartialEq)]
pub struct DistributionChart {
    pub groups: Vec<Distribution>,
    /// The axis of the number itself, which lies level.
    pub axis: Axis,
    /// What stands below the bar at the side, such as `never by 2040`.
    pub never_label: Text,
}

/// In words for the reader, how wide a bar is.
fn bar_width(edges: &[f64], groups: &[Distribution], scale: Scale) -> Text {
    let counted = groups.iter().find_map(|group| match &group.observed {
        Observed::Bins { edges, .. } => Some(edges.as_slice()),
        Observed::Values(_) => None,
    });
    let quantity = |number: String, unit: &str| {
        let unit = unit_of(&number, unit);
        message!("figure-quantity", unit = unit, number = number)
    };
    let words = match (counted.unwrap_or(edges), scale) {
        (_, Scale::Log) => message!("chart-equal_ratios"),
        ([from, to, ..], Scale::Year) if to - from < 0.99 => quantity(format!("{:.0}", (to - from) * 12.0), "months"),
        ([from, to, ..], Scale::Year) => quantity(three_figures(to - from), "years"),
        ([from, to, ..], Scale::Share) => message!("chart-wide", width = percent(to - from)),
        ([from, to, ..], Scale::Linear) => message!("chart-wide", width = short(to - from)),
        _ => message!("chart-one_bar"),
    };
    words.into()
}

/// The quantiles of a group in words.
fn note(quantiles: Option<[f64; 3]>, scale: Scale) -> Text {
    let write = |value: f64| written(value, scale);
    let words = match quantiles {
        None => message!("chart-no_world"),
        Some([low, median, high]) if low.is_infinite() => message!("chart-median", median = write(median.max(high))),
        Some([low, median, high]) => message!(
            "chart-quantiles",
            median = write(median),
            low = write(low),
            high = write(high),
        ),
    };
    words.into()
}

impl From<DistributionChart> for Chart {
    fn from(of: DistributionChart) -> Self {
        let found = of.groups.iter().try_for_each(Distribution::check);
        let domain = Domain::of(of.groups.iter().flat_map(Distribution::ends));
        let (scale, edges) = binned(AxisScale::new(&of.axis, domain, TICKS), &of.axis, domain);
        let (mut series, mut what) = (WordColumn::default(), WordColumn::default());
        let (mut from, mut to, mut shares) = (Vec::new(), Vec::new(), Vec::new());
        let mut panels = Vec::new();
        let mut marks = vec![Mark::Column {
            from: "from".into(),
            to: "to".into(),
            height: "share".into(),
            never: of.never_label.clone(),
        }];
        for (place, group) in of.groups.iter().enumerate() {
            series.add(&group.label, Some(group.hue));
            let mut row = |name: Text, ends: (f64, f64), share: f64| {
                series.push_level(place);
                what.push(&name, None);
                from.push(ends.0);
                to.push(ends.1);
                shares.push(share);
            };
            for (from, to, share) in group.bars(&edges) {
                row(message!("table-bar").into(), (from, to), share);
            }
            let never = (f64::INFINITY, f64::INFINITY);
            row(of.never_label.clone(), never, group.never_share);
            let quantiles = group.quantiles();
            let heads = [
                message!("table-percentile", share = "5"),
                message!("table-median"),
                message!("table-percentile", share = "95"),
            ];
            for (head, value) in heads.into_iter().zip(quantiles.into_iter().flatten()) {
                let name = message!("table-of_all_worlds", what = head);
                row(name.into(), (value, value), f64::NAN);
            }
            marks.extend(quantiles.map(|[_, median, _]| Mark::Rule {
                across: Across::X,
                at: median,
                label: RuleLabel::None,
                panel: Some(place),
            }));
            panels.push(Panel {
                title: group.label.clone(),
                note: note(quantiles, of.axis.scale),
                axis: None,
            });
        }
        let unit = super::unit_of(&of.axis);
        let data = Data::default()
            .with_words("series", message!("table-series"), series)
            .with_words("what", message!("table-what"), what)
            .with("from", message!("table-from"), unit.clone(), Values::Happens(from))
            .with("to", message!("table-to"), unit, Values::Happens(to))
            .with_numbers("share", message!("table-share_of_worlds"), "", shares);
        let width = bar_width(&edges, &of.groups, of.axis.scale);
        let x_axis = match domain.ends() {
            Some(_) => of.axis.within(scale.from, scale.to),
            None => of.axis,
        };
        let space = Space::Plane {
            x: "from".into(),
            x_axis,
            y_axis: Axis::share(message!("chart-bars", width = width)),
        };
        let chart = Self::new(data, space, marks).by_series("series");
        chart.in_panels("series", panels, 1).checked(found)
    }
}
