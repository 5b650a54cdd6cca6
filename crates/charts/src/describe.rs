//! What a figure shows in one or two sentences, for readers who cannot see it: said of the marks and the space they lie in.

mod plane;
mod rows;

use results::message;
use results::message::Text;

use crate::axis::Axis;
use crate::data::Key;
use crate::figure::Chart;
use crate::localized::LocalizedFigure;
use crate::mark::{Coloring, Mark, Space};
use crate::words::{Words, said};

/// Things that a sentence lists at most.
const MOST_LISTED: usize = 8;
/// What a band must hold for its ends to be told as those of nine worlds in ten.
const NINE_IN_TEN: &str = "90 %";

impl LocalizedFigure<'_> {
    /// One or two sentences: the kind of chart, what it shows, the main values.
    pub fn alt(&self) -> String {
        let of = Description {
            chart: &self.figure.chart,
            words: self.words,
        };
        let shown = of.shown();
        let title = self.title().trim();
        match title.chars().last() {
            None => shown,
            Some('.' | '?' | '!') => format!("{title} {shown}"),
            Some(_) => format!("{title}. {shown}"),
        }
    }
}

struct Description<'a> {
    chart: &'a Chart,
    words: Words<'a>,
}

/// A value with the words of its place.
type Placed = (f64, String);

impl Description<'_> {
    /// What a chart is, and what is in it.
    fn sentence(&self, kind: impl Into<Text>, things: Vec<String>) -> String {
        let kind = kind.into();
        if things.is_empty() {
            return self.words.of(message!("alt-nothing", kind = kind));
        }
        let more = things.len().saturating_sub(MOST_LISTED);
        let listed = things.into_iter().take(MOST_LISTED).collect::<Vec<_>>().join("; ");
        self.words.of(match more {
            0 => message!("alt-all", kind = kind, listed = listed),
            more => message!("alt-more", kind = kind, listed = listed, more = more.to_string()),
        })
    }

    fn number(&self, key: &str, row: usize) -> f64 {
        self.chart.data.numbers(key)[row]
    }

    fn in_unit(&self, what: impl Into<Text>, axis: &Axis) -> String {
        self.words.in_unit(self.words.of(what), axis)
    }

    fn shown(&self) -> String {
        match &self.chart.space {
            Space::Plane { x, x_axis, y_axis } => self.plane(x, x_axis, y_axis),
            Space::Rows { label, note, axis } => self.rows(label, note.as_deref(), axis),
            Space::Table { row, column } => self.table(row, column),
            Space::Parallel { axes, .. } => self.parallel(axes),
        }
    }

    /// What something is at two places: value and place of each.
    fn ends(&self, label: &str, first: (String, String), last: (String, String)) -> String {
        self.words.of(message!(
            "alt-ends",
            label = label,
            first = first.0,
            at_first = first.1,
            last = last.0,
            at_last = last.1,
        ))
    }

    fn table(&self, row: &Key, column: &Key) -> String {
        let data = &self.chart.data;
        let Some(Mark::Cell { color, text, .. }) = self.chart.marks.first() else {
            return self.sentence("", Vec::new());
        };
        let cells = (0..data.rows()).map(|k| {
            let written = text.as_ref().map_or("", |text| data.text(text, k));
            let place = format!("{}, {}: {written}", data.text(row, k), data.text(column, k));
            (self.number(&color.value, k), place)
        });
        let kind = message!(
            "alt-heat_map",
            rows = message!("alt-rows", count = data.words(row).0.len()),
            columns = message!("alt-columns", count = data.words(column).0.len()),
            color = said(&color.axis.unit),
        );
        self.sentence(kind, self.lowest_and_highest(extremes(cells), &color.axis))
    }

    fn lowest_and_highest(&self, ends: Option<[Placed; 2]>, axis: &Axis) -> Vec<String> {
        let Some([low, high]) = ends else {
            return Vec::new();
        };
        let value = |value: f64| self.words.written(value, axis.scale);
        vec![
            self.words
                .of(message!("alt-lowest", value = value(low.0), place = low.1)),
            self.words
                .of(message!("alt-highest", value = value(high.0), place = high.1)),
        ]
    }

    fn parallel(&self, axes: &[(Key, Axis)]) -> String {
        let heads = self.chart.data.columns.iter();
        let names = heads.filter(|column| axes.iter().any(|(key, _)| *key == column.key));
        let names: Vec<&str> = names.map(|column| said(&column.head)).collect();
        let (count, names) = (names.len().to_string(), names.join(", "));
        let colored = |color: &Coloring| {
            let lines = self.chart.data.rows().to_string();
            self.words.of(message!(
                "alt-parallel_colored",
                lines = lines,
                count = &count,
                names = &names,
                color = said(&color.axis.unit),
            ))
        };
        let color = self.chart.marks.iter().find_map(|mark| match mark {
            Mark::Strand { color } => color.as_ref(),
            _ => None,
        });
        match color {
            Some(color) => colored(color),
            None => {
                let series = self.chart.series_of(0);
                let series = series.iter().map(|series| {
                    let count = series.rows.len().to_string();
                    self.words
                        .of(message!("alt-lines", label = series.label, count = count))
                });
                let series = series.collect();
                self.sentence(message!("alt-parallel", count = count, names = names), series)
            }
        }
    }
}

/// The lowest and the highest of some named values.
fn extremes(named: impl Iterator<Item = Placed>) -> Option<[Placed; 2]> {
    let mut finite = named.filter(|(value, _)| value.is_finite());
    let first = finite.next()?;
    let ends = finite.fold([first.clone(), first], |[low, high], one| {
        if one.0 < low.0 {
            [one, high]
        } else if one.0 > high.0 {
            [low, one]
        } else {
            [low, high]
        }
    });
    Some(ends)
}
