//! A figure in a language: the sentences that it stores put into words.

use super::{Axis, Chart, Fan, Figure, FigureText, ParallelLines};
use crate::catalogue::Catalogue;

/// A figure whose texts are words of one language, as it is drawn, described and made into a table.
#[derive(Debug, Clone)]
pub struct Spoken<'a> {
    pub(super) figure: Figure,
    pub(super) words: &'a Catalogue,
}

/// The words around a chart, and those that the chart itself may need.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'a> {
    pub text: &'a FigureText,
    pub words: &'a Catalogue,
}

impl Figure {
    /// The figure in the language of `words`.
    pub fn spoken<'a>(&self, words: &'a Catalogue) -> Spoken<'a> {
        let english = Catalogue::english();
        let mut figure = self.clone();
        figure.each_axis(&mut |axis| axis.is_bare = is_bare(&english.fill(&axis.unit)));
        figure.each_text(&mut |text| *text = words.fill(text));
        Spoken { figure, words }
    }

    /// Whether each of its sentences is one that can be said.
    ///
    /// # Errors
    /// The key of one that is not.
    pub(super) fn check_sentences(&self, words: &Catalogue) -> Result<(), String> {
        let mut found = Ok(());
        self.clone().each_text(&mut |text| {
            if found.is_ok() {
                found = words.check(text);
            }
        });
        found
    }

    fn each_text(&mut self, change: &mut dyn FnMut(&mut String)) {
        let FigureText { title, subtitle, foot } = &mut self.text;
        [title, subtitle, foot].into_iter().for_each(&mut *change);
        self.each_axis(&mut |axis| change(&mut axis.unit));
        let mut fans = |fans: &mut [Fan]| fans.iter_mut().for_each(|fan| change(&mut fan.label));
        match &mut self.chart {
            Chart::Fan(chart) => fans(&mut chart.fans),
            Chart::Multiples(chart) => {
                for panel in &mut chart.panels {
                    fans(&mut panel.fans);
                }
                for panel in &mut chart.panels {
                    change(&mut panel.title);
                }
            }
            Chart::Distribution(chart) => {
                chart.groups.iter_mut().for_each(|group| change(&mut group.label));
                change(&mut chart.never_label);
            }
            Chart::Validation(chart) => chart.rows.iter_mut().for_each(|row| change(&mut row.label)),
            Chart::Shares(chart) => {
                chart.bands.iter_mut().for_each(|band| change(&mut band.label));
                change(&mut chart.unit);
            }
            Chart::Forest(chart) => {
                for panel in &mut chart.panels {
                    change(&mut panel.title);
                    for row in &mut panel.rows {
                        change(&mut row.label);
                        change(&mut row.note);
                    }
                }
            }
            Chart::Curves(chart) => {
                chart.curves.iter_mut().for_each(|curve| change(&mut curve.label));
                let rules = [&mut chart.level, &mut chart.reference];
                rules.into_iter().flatten().for_each(|rule| change(&mut rule.label));
            }
            Chart::HeatMap(chart) => {
                chart.rows.iter_mut().chain(&mut chart.columns).for_each(&mut *change);
                chart.cells.iter_mut().flatten().for_each(|cell| change(&mut cell.text));
                change(&mut chart.never_label);
            }
            Chart::Surface(chart) => change(&mut chart.never_label),
            Chart::Tornado(chart) => {
                for row in &mut chart.rows {
                    [&mut row.label, &mut row.low.input, &mut row.high.input]
                        .into_iter()
                        .for_each(&mut *change);
                }
                change(&mut chart.center_label);
            }
            Chart::Indices(chart) => {
                for row in &mut chart.rows {
                    change(&mut row.label);
                    change(&mut row.note);
                }
                change(&mut chart.unit);
            }
            Chart::Scatter(chart) => {
                chart.points.iter_mut().for_each(|point| change(&mut point.label));
                chart.lines.iter_mut().for_each(|line| change(&mut line.label));
            }
            Chart::Parallel(chart) => {
                chart.axes.iter_mut().for_each(|axis| change(&mut axis.name));
                if let ParallelLines::ByPolicy(groups) = &mut chart.lines {
                    groups.iter_mut().for_each(|group| change(&mut group.label));
                }
                change(&mut chart.never_label);
            }
        }
    }

    fn each_axis(&mut self, change: &mut dyn FnMut(&mut Axis)) {
        match &mut self.chart {
            Chart::Fan(chart) => change(&mut chart.axis),
            Chart::Multiples(chart) => chart.panels.iter_mut().for_each(|panel| change(&mut panel.axis)),
            Chart::Distribution(chart) => change(&mut chart.axis),
            Chart::Validation(chart) => change(&mut chart.axis),
            Chart::Shares(_) | Chart::Indices(_) => {}
            Chart::Forest(chart) => chart.panels.iter_mut().for_each(|panel| change(&mut panel.axis)),
            Chart::Curves(chart) => [&mut chart.x_axis, &mut chart.y_axis].into_iter().for_each(change),
            Chart::HeatMap(chart) => change(&mut chart.color),
            Chart::Surface(chart) => [&mut chart.x_axis, &mut chart.y_axis, &mut chart.color]
                .into_iter()
                .for_each(change),
            Chart::Tornado(chart) => change(&mut chart.axis),
            Chart::Scatter(chart) => [&mut chart.x_axis, &mut chart.y_axis].into_iter().for_each(change),
            Chart::Parallel(chart) => {
                chart.axes.iter_mut().for_each(|axis| change(&mut axis.axis));
                if let ParallelLines::ByNumber { color, .. } = &mut chart.lines {
                    change(color);
                }
            }
        }
    }
}

/// Whether a unit says what numbers are, so that it cannot stand right behind one.
fn is_bare(unit: &str) -> bool {
    const SAYS_WHAT: [&str; 12] = [
        "correlation",
        "deviations",
        "difference",
        "effect",
        "factor",
        "gain",
        "index",
        "mean",
        "payoff",
        "rank",
        "ratio",
        "share",
    ];
    let mut words = unit.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| SAYS_WHAT.contains(&word))
        // The key of an output stands before its unit.
        || unit.contains('_')
}
