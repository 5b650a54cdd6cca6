//! What is drawn in one plot of a plane, and what its axes must show.

use crate::axis::{Axis, Domain};
use crate::data::Key;
use crate::figure::{Chart, Series};
use crate::mark::{Across, Mark, RuleLabel};
use crate::words::Words;

/// The two axes.
#[derive(Debug, Clone, Copy)]
pub struct Plane<'a> {
    pub x: &'a Key,
    pub x_axis: &'a Axis,
    pub y_axis: &'a Axis,
}

/// What is drawn in one plot.
pub struct Drawn<'a> {
    pub chart: &'a Chart,
    pub plane: Plane<'a>,
    pub words: Words<'a>,
    pub panel: usize,
    /// What comes before the names of its series.
    pub title: &'a str,
    /// The upright axis of this panel.
    pub y_axis: &'a Axis,
    /// Width of lines.
    pub weight: f64,
    /// Where upright rules start.
    pub rule_top: f64,
    /// Times from one to the next that is named.
    pub every: usize,
}

/// Rules of all panels at values of an axis.
pub fn rules(chart: &Chart, of: Across) -> impl Iterator<Item = (f64, &RuleLabel)> {
    chart.marks.iter().filter_map(move |mark| match mark {
        Mark::Rule {
            across,
            at,
            label,
            panel: None,
        } if *across == of => Some((*at, label)),
        _ => None,
    })
}

/// Values that the upright axis of a panel must show.
pub fn y_domain(chart: &Chart, panel: usize) -> Domain {
    let rows = chart.rows_of(panel);
    let of_marks = chart.marks.iter().flat_map(|mark| match mark {
        Mark::Column { height, .. } => vec![height],
        Mark::Line { .. } | Mark::Band { .. } | Mark::Record { .. } => mark.numbers(),
        _ => Vec::new(),
    });
    let bars = chart.marks.iter().find_map(|mark| match mark {
        Mark::Column { from, .. } => Some(chart.data.numbers(from)),
        _ => None,
    });
    // What never happens stands at the side, on a scale of its own.
    let is_here = |row: usize| bars.is_none_or(|from| from[row] != f64::INFINITY);
    let rows: Vec<usize> = rows.into_iter().filter(|row| is_here(*row)).collect();
    let values = of_marks.flat_map(|key| {
        let column = chart.data.numbers(key);
        rows.iter().map(move |row| column[*row])
    });
    let level = rules(chart, Across::Y).map(|(at, _)| at);
    Domain::of(values.chain(level).chain(bars.map(|_| 0.0)))
}

/// Places that the level axis must show.
pub fn x_domain(chart: &Chart, plane: Plane) -> Domain {
    let mut places: Vec<f64> = chart.data.numbers(plane.x).to_vec();
    for mark in &chart.marks {
        if let Mark::Column { from, to, .. } = mark {
            places.extend(chart.data.numbers(from));
            places.extend(chart.data.numbers(to));
        }
    }
    // What lies before and after a rule may be beyond the axis, a value that is compared with may not.
    let compared = rules(chart, Across::X).filter(|(_, label)| matches!(label, RuleLabel::Value(_)));
    places.extend(compared.map(|(at, _)| at));
    Domain::of(places)
}

impl Drawn<'_> {
    pub fn numbers(&self, key: &str, series: &Series) -> Vec<f64> {
        let column = self.chart.data.numbers(key);
        series.rows.iter().map(|row| column[*row]).collect()
    }

    /// The name of a series as it is said at a place.
    pub fn named(&self, label: &str) -> String {
        match (self.title, label) {
            ("", label) => label.to_owned(),
            (title, label) if label.is_empty() || label == title => title.to_owned(),
            (title, label) => format!("{title}, {label}"),
        }
    }
}
