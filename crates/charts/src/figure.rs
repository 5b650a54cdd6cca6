//! The grammar of figures: a table, marks that draw its columns, the space they lie in, and panels that share it.

use results::message::Text;
use serde::{Deserialize, Serialize};

use crate::axis::Axis;
use crate::data::{Data, Key};
use crate::mark::{Across, Mark, RuleLabel, Space};
use crate::theme::Hue;

/// The words around a chart. They wrap and shrink to fit; they are never cut.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FigureText {
    /// What the figure answers, or the question, in words and with the unit.
    pub title: Text,
    /// What is drawn: which statistics of how many worlds, what the dots are.
    pub subtitle: Text,
    /// Scenario, seed, version, short hash, source of recorded points.
    pub foot: Text,
}

/// One page with one chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Stem of the file names.
    pub name: String,
    pub text: FigureText,
    pub chart: Chart,
}

/// What is drawn on a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    pub data: Data,
    pub space: Space,
    /// In painting order.
    pub marks: Vec<Mark>,
    /// The column of words whose levels are series, each with its hue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<Key>,
    /// The column of words whose levels are the panels; without one there is a single panel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facet: Option<Key>,
    /// One for each level of that column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub panels: Vec<Panel>,
    /// Panels beside each other.
    #[serde(default = "one")]
    pub columns: usize,
    /// What a constructor was given that contradicts itself; told when the figure is drawn.
    #[serde(skip)]
    pub(crate) contradiction: Option<String>,
}

fn one() -> usize {
    1
}

/// One of several plots on a page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    pub title: Text,
    /// A remark beside the title.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub note: Text,
    /// Its own axis of values (upright in a plane, level for rows); all share that of the chart where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub axis: Option<Axis>,
}

impl Chart {
    /// Marks in a space, in a single panel.
    pub fn new(data: Data, space: Space, marks: Vec<Mark>) -> Self {
        Self {
            data,
            space,
            marks,
            series: None,
            facet: None,
            panels: Vec::new(),
            columns: 1,
            contradiction: None,
        }
    }

    /// The same with series, told apart by a column of words.
    pub fn by_series(self, column: impl Into<Key>) -> Self {
        Self {
            series: Some(column.into()),
            ..self
        }
    }

    /// The same in panels, so many beside each other: one for each level of a column of words.
    pub fn in_panels(self, column: impl Into<Key>, panels: Vec<Panel>, columns: usize) -> Self {
        Self {
            facet: Some(column.into()),
            panels,
            columns,
            ..self
        }
    }

    /// The same, to be refused when it is drawn if what it was made of contradicts itself.
    pub(crate) fn checked(self, found: Result<(), String>) -> Self {
        Self {
            contradiction: found.err(),
            ..self
        }
    }

    /// The rows of a panel.
    pub(crate) fn rows_of(&self, panel: usize) -> Vec<usize> {
        let rows = 0..self.data.rows();
        match &self.facet {
            None => rows.collect(),
            Some(facet) => {
                let (_, levels) = self.data.words(facet);
                rows.filter(|row| levels.get(*row).copied().flatten() == Some(panel as u32))
                    .collect()
            }
        }
    }

    /// The series with rows in a panel: its name, its hue, its rows.
    pub(crate) fn series_of(&self, panel: usize) -> Vec<Series<'_>> {
        let rows = self.rows_of(panel);
        let Some(key) = &self.series else {
            return vec![Series {
                label: "",
                hue: Hue::Neutral,
                rows,
            }];
        };
        let (levels, of) = self.data.words(key);
        let series = levels.iter().enumerate().map(|(place, level)| Series {
            label: crate::words::said(&level.text),
            hue: level.hue.unwrap_or(Hue::Neutral),
            rows: rows
                .iter()
                .copied()
                .filter(|row| of[*row] == Some(place as u32))
                .collect(),
        });
        series.filter(|series| !series.rows.is_empty()).collect()
    }

    /// Rules and slopes that have a label of their own: it, the column that the value belongs to, the value.
    pub(crate) fn ruled(&self) -> Vec<(String, &str, f64)> {
        let line = self.marks.iter().find(|mark| matches!(mark, Mark::Line { .. }));
        let values = line
            .or(self.marks.first())
            .and_then(|mark| mark.numbers().first().copied());
        let values = values.map_or("", |key| key.as_ref());
        let level = match &self.space {
            Space::Plane { x, .. } => x.as_ref(),
            _ => values,
        };
        let of = |mark| match mark {
            &Mark::Rule {
                across,
                at,
                label: RuleLabel::Value(ref label),
                ..
            } => {
                let key = match across {
                    Across::X => level,
                    Across::Y => values,
                };
                Some((crate::words::said(label).to_owned(), key, at))
            }
            Mark::Slope { slope, label } => Some((crate::words::said(label).to_owned(), "slope", *slope)),
            _ => None,
        };
        self.marks.iter().filter_map(of).collect()
    }

    /// How many records lie outside of their bands.
    pub fn misses(&self) -> usize {
        let judged = self.marks.iter().filter_map(|mark| match mark {
            Mark::Interval { judged, .. } => judged.as_ref(),
            _ => None,
        });
        let outside = |key: &Key| self.data.words(key).1.iter().filter(|level| **level == Some(1)).count();
        judged.map(outside).sum()
    }

    pub(crate) fn each_text(&mut self, change: &mut dyn FnMut(&mut Text)) {
        self.data.each_text(change);
        match &mut self.space {
            Space::Plane { x_axis, y_axis, .. } => {
                x_axis.each_text(change);
                y_axis.each_text(change);
            }
            Space::Rows { axis, .. } => axis.each_text(change),
            Space::Table { .. } => {}
            Space::Parallel { axes, never } => {
                axes.iter_mut().for_each(|(_, axis)| axis.each_text(change));
                change(never);
            }
        }
        for panel in &mut self.panels {
            change(&mut panel.title);
            change(&mut panel.note);
            panel.axis.iter_mut().for_each(|axis| axis.each_text(change));
        }
        for mark in &mut self.marks {
            mark.each_text(change);
        }
    }
}

/// The rows of one series in one panel.
#[derive(Debug, Clone)]
pub(crate) struct Series<'a> {
    pub label: &'a str,
    pub hue: Hue,
    pub rows: Vec<usize>,
}

/// Different finite values, ascending.
pub(crate) fn places(values: &[f64]) -> Vec<f64> {
    let mut places: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    places.sort_by(f64::total_cmp);
    places.dedup();
    places
}

/// A text as a message about it names it.
pub(crate) fn name_of(text: &Text) -> String {
    match text {
        Text::Plain(text) => text.clone(),
        Text::Message(message) => message.key.to_string(),
        Text::Joined(parts) => parts.iter().map(name_of).collect(),
        Text::Capitalised { capitalised } => name_of(capitalised),
    }
}

impl Figure {
    /// A figure with the words around it.
    pub fn new(name: impl Into<String>, text: FigureText, chart: impl Into<Chart>) -> Self {
        Self {
            name: name.into(),
            text,
            chart: chart.into(),
        }
    }

    /// Every text, to be put into words or looked at.
    pub fn each_text(&mut self, change: &mut dyn FnMut(&mut Text)) {
        let FigureText { title, subtitle, foot } = &mut self.text;
        [title, subtitle, foot].into_iter().for_each(&mut *change);
        self.chart.each_text(change);
    }
}
