//! Charts of rows with a label each, in words.

use results::message;

use super::Description;
use crate::axis::Axis;
use crate::data::Key;
use crate::mark::{Mark, RuleLabel};
use crate::numbers::percent;
use crate::words::said;

impl Description<'_> {
    pub(super) fn rows(&self, label: &Key, note: Option<&str>, axis: &Axis) -> String {
        match self
            .chart
            .marks
            .iter()
            .find(|mark| !matches!(mark, Mark::Band { .. } | Mark::Tick { .. }))
        {
            Some(Mark::EndBar { at, text, .. }) => self.both_ends(label, axis, at, text),
            Some(Mark::Bar { .. }) => self.bars(label, axis),
            Some(Mark::Interval {
                judged: Some(_), at, ..
            }) => self.records(label, axis, at),
            Some(Mark::Step { part, .. }) => {
                let things = (0..self.chart.data.rows()).map(|row| {
                    let written = note.map(|note| self.chart.data.text(note, row));
                    let part = || self.words.written(self.number(part, row), axis.scale);
                    let written = written.filter(|note| !note.is_empty()).map_or_else(part, str::to_owned);
                    format!("{}: {written}", self.chart.data.text(label, row))
                });
                self.sentence(self.in_unit(message!("alt-waterfall"), axis), things.collect())
            }
            Some(Mark::Interval { at, low, high, .. }) => {
                let facet = self.chart.facet.as_ref();
                let things = (0..self.chart.data.rows()).map(|row| {
                    let panel = facet.and_then(|facet| self.chart.data.words(facet).1[row]);
                    let panel = panel.and_then(|panel| self.chart.panels.get(panel as usize));
                    let axis = panel.and_then(|panel| panel.axis.as_ref()).unwrap_or(axis);
                    let [at, low, high] = [at, low, high].map(|key| self.number(key, row));
                    let effect = match at.is_nan() {
                        true => note.map_or("", |note| self.chart.data.text(note, row)).to_owned(),
                        false => {
                            let range = self.words.range(low, high, axis.scale);
                            format!("{} ({range})", self.words.written(at, axis.scale))
                        }
                    };
                    let label = self.chart.data.text(label, row);
                    match panel {
                        Some(panel) => format!("{}, {label}: {effect}", self.in_unit(panel.title.clone(), axis)),
                        None => format!("{label}: {effect}"),
                    }
                });
                self.sentence(message!("alt-forest"), things.collect())
            }
            _ => self.sentence("", Vec::new()),
        }
    }

    fn records(&self, label: &Key, axis: &Axis, at: &Key) -> String {
        let (
            Some(Mark::Interval {
                judged: Some(judged), ..
            }),
            Some(Mark::Band { low, high, .. }),
        ) = (
            self.chart
                .marks
                .iter()
                .find(|mark| matches!(mark, Mark::Interval { .. })),
            self.chart.marks.iter().find(|mark| matches!(mark, Mark::Band { .. })),
        )
        else {
            return self.sentence("", Vec::new());
        };
        let rows = 0..self.chart.data.rows();
        let (_, levels) = self.chart.data.words(judged);
        let missed = rows.clone().filter(|row| levels[*row] == Some(1));
        let value = |key: &Key, row: usize| self.words.written(self.number(key, row), axis.scale);
        let outside = missed.map(|row| {
            self.words.of(message!(
                "alt-outside",
                label = self.chart.data.text(label, row),
                value = value(at, row),
                low = value(low, row),
                high = value(high, row),
            ))
        });
        let outside: Vec<String> = outside.collect();
        let kind = self.words.of(message!(
            "alt-validation",
            kind = self.in_unit(message!("alt-facts"), axis),
            inside = (rows.len() - outside.len()).to_string(),
            all = rows.len().to_string(),
        ));
        match outside.is_empty() {
            true => self.words.of(message!("figure-sentence", text = kind)),
            false => self.sentence(kind, outside),
        }
    }

    fn both_ends(&self, label: &Key, axis: &Axis, at: &Key, text: &Key) -> String {
        let value = |row: usize| self.words.written(self.number(at, row), axis.scale);
        let end = |row: usize| (value(row), self.chart.data.text(text, row).to_owned());
        let rows: Vec<usize> = (0..self.chart.data.rows()).collect();
        let things = rows.chunks_exact(2).map(|ends| {
            let label = self.chart.data.text(label, ends[0]);
            self.ends(label, end(ends[0]), end(ends[1]))
        });
        let center = self.chart.marks.iter().find_map(|mark| match mark {
            Mark::Rule {
                label: RuleLabel::Value(label),
                ..
            } => Some(said(label)),
            _ => None,
        });
        let kind = format!(
            "{}; {}",
            self.in_unit(message!("alt-tornado"), axis),
            center.unwrap_or_default()
        );
        self.sentence(kind, things.collect())
    }

    fn bars(&self, label: &Key, axis: &Axis) -> String {
        let things = (0..self.chart.data.rows()).map(|row| {
            let bars = self.chart.marks.iter().filter_map(|mark| match mark {
                Mark::Bar { at, short, .. } => {
                    let value = match self.number(at, row) {
                        value if value.is_nan() => self.words.of(message!("alt-no_estimate")),
                        value => percent(value),
                    };
                    Some(format!("{value} {}", said(short)))
                }
                _ => None,
            });
            let bars: Vec<String> = bars.collect();
            format!("{} {}", self.chart.data.text(label, row), bars.join(", "))
        });
        self.sentence(message!("alt-indices", unit = said(&axis.unit)), things.collect())
    }
}
