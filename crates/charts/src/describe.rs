//! What a figure shows in one or two sentences, for readers who cannot see it: said of the marks and the space they lie in.

use results::message;
use results::message::Text;

use crate::axis::{Axis, Scale};
use crate::data::Key;
use crate::figure::{Chart, Series};
use crate::localized::LocalizedFigure;
use crate::mark::{Coloring, Mark, RuleLabel, Space};
use crate::moments::moment;
use crate::numbers::percent;
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

    fn plane(&self, x: &Key, x_axis: &Axis, y_axis: &Axis) -> String {
        let (of_x, of_y) = (said(&x_axis.unit), said(&y_axis.unit));
        let lines = self.chart.marks.iter().find(|mark| {
            let is_main = matches!(mark, Mark::Line { .. } | Mark::Area { .. } | Mark::NamedPoint { .. });
            is_main || matches!(mark, Mark::Column { .. } | Mark::Cell { .. })
        });
        match lines {
            Some(Mark::Column {
                from, height, never, ..
            }) => {
                let groups = (0..self.chart.panels.len()).map(|panel| self.group(panel, from, height, said(never)));
                let kind = self.in_unit(message!("alt-histogram"), x_axis);
                self.sentence(kind, groups.collect())
            }
            Some(Mark::Area { y }) => {
                let unit = of_y;
                let what = match y_axis.scale {
                    Scale::Share => message!("alt-shares"),
                    _ => message!("alt-regions", x = of_x),
                };
                let kind = message!("figure-in_unit", what = what, unit = unit);
                let series = self.chart.series_of(0);
                let series = series
                    .iter()
                    .filter_map(|series| self.course(series, (x, x_axis), y, y_axis));
                self.sentence(kind, series.collect())
            }
            Some(Mark::NamedPoint { y, name }) => {
                let points = (0..self.chart.data.rows()).map(|row| (self.number(x, row), self.number(y, row), row));
                let mut points: Vec<_> = points.filter(|(x, y, _)| x.is_finite() && y.is_finite()).collect();
                points.sort_by(|a, b| b.0.total_cmp(&a.0));
                let point = |(x, y, row): &(f64, f64, usize)| {
                    self.words.of(message!(
                        "alt-point",
                        label = self.chart.data.text(name, *row),
                        x = self.words.written(*x, x_axis.scale),
                        y = self.words.written(*y, y_axis.scale),
                    ))
                };
                let kind = message!("alt-scatter", y = of_y, x = of_x);
                self.sentence(kind, points.iter().map(point).collect())
            }
            Some(Mark::Cell { color, y: Some(y), .. }) => {
                let place = |row: usize| {
                    let place = message!(
                        "alt-place",
                        x = of_x,
                        at_x = self.words.written(self.number(x, row), x_axis.scale),
                        y = of_y,
                        at_y = self.words.written(self.number(y, row), y_axis.scale),
                    );
                    (self.number(&color.value, row), self.words.of(place))
                };
                let ends = extremes((0..self.chart.data.rows()).map(place));
                let kind = message!("alt-surface", color = said(&color.axis.unit), x = of_x, y = of_y);
                self.sentence(kind, self.lowest_and_highest(ends, &color.axis))
            }
            Some(Mark::Line { y, .. }) => self.lines(y, (x, x_axis), y_axis),
            _ => self.sentence("", Vec::new()),
        }
    }

    fn lines(&self, y: &Key, x: (&Key, &Axis), y_axis: &Axis) -> String {
        let of_panel = |panel: usize, axis: &Axis| -> Vec<String> {
            let series = self.chart.series_of(panel);
            let said = series.iter().map(|series| self.line(series, x, y, axis));
            said.collect()
        };
        if self.chart.facet.is_some() {
            let panels = self.chart.panels.iter().enumerate().map(|(place, panel)| {
                let axis = panel.axis.as_ref().unwrap_or(y_axis);
                let title = self.in_unit(panel.title.clone(), axis);
                format!("{title}: {}", of_panel(place, axis).join(", "))
            });
            let kind = message!("alt-multiples", count = self.chart.panels.len());
            return self.sentence(kind, panels.collect());
        }
        let kind = match self.nine_in_ten().is_some() {
            true => Text::from(self.in_unit(message!("alt-fan"), y_axis)),
            false => message!("alt-curves", y = said(&y_axis.unit), x = self.level_axis(x.1)).into(),
        };
        self.sentence(kind, of_panel(0, y_axis))
    }

    /// What the level axis measures.
    fn level_axis(&self, axis: &Axis) -> Text {
        match axis.unit.is_empty() && axis.scale == Scale::Year {
            true => message!("table-year").into(),
            false => axis.unit.clone(),
        }
    }

    /// The band that holds nine worlds in ten, if lines have one.
    fn nine_in_ten(&self) -> Option<(&Key, &Key)> {
        self.chart.marks.iter().find_map(|mark| match mark {
            Mark::Band { low, high, named, .. } if said(named) == NINE_IN_TEN => Some((low, high)),
            _ => None,
        })
    }

    /// First and last value of a line: of a median over worlds as such, with its band at the end.
    fn line(&self, series: &Series, (x, x_axis): (&Key, &Axis), y: &Key, axis: &Axis) -> String {
        let Some((low, high)) = self.nine_in_ten() else {
            let course = self.course(series, (x, x_axis), y, axis);
            return course.unwrap_or_else(|| self.words.of(message!("alt-without", label = series.label)));
        };
        let known: Vec<usize> = series
            .rows
            .iter()
            .copied()
            .filter(|row| self.number(y, *row).is_finite())
            .collect();
        let (Some(&first), Some(&last)) = (known.first(), known.last()) else {
            return self.words.of(message!("alt-without", label = series.label));
        };
        let value = |row: usize| self.words.written(self.number(y, row), axis.scale);
        let when = |row: usize| self.words.of(moment(self.number(x, row)));
        let mut text = message!(
            "alt-median",
            label = series.label,
            value = value(first),
            when = when(first)
        );
        if self.number(x, last) > self.number(x, first) {
            text = message!("alt-then", first = text, value = value(last), when = when(last));
        }
        let (low, high) = (self.number(low, last), self.number(high, last));
        if low.is_finite() && high.is_finite() {
            let [low, high] = [low, high].map(|end| self.words.written(end, axis.scale));
            text = message!("alt-band", first = text, low = low, high = high);
        }
        self.words.of(text)
    }

    /// What something is at its first and at its last place.
    fn course(&self, series: &Series, (x, x_axis): (&Key, &Axis), y: &Key, axis: &Axis) -> Option<String> {
        let mut known = series.rows.iter().filter(|row| self.number(y, **row).is_finite());
        let first = *known.next()?;
        let last = known.next_back().map_or(first, |row| *row);
        let [from, to] = [first, last].map(|row| self.words.written(self.number(y, row), axis.scale));
        let [start, end] = [first, last].map(|row| self.number(x, row));
        Some(match x_axis.scale {
            Scale::Year => self.words.of(message!(
                "alt-share",
                label = series.label,
                first = from,
                start = moment(start),
                last = to,
                end = moment(end),
            )),
            scale => self.ends(
                series.label,
                (from, self.words.written(start, scale)),
                (to, self.words.written(end, scale)),
            ),
        })
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

    fn group(&self, panel: usize, from: &Key, height: &Key, never: &str) -> String {
        let of = &self.chart.panels[panel];
        let text = format!("{}, {}", said(&of.title), said(&of.note));
        let rows = self.chart.rows_of(panel);
        let mut side = rows.into_iter().filter(|row| self.number(from, *row) == f64::INFINITY);
        match side.find_map(|row| Some(self.number(height, row)).filter(|share| *share > 0.0)) {
            Some(share) => self.words.of(message!(
                "alt-never",
                first = text,
                never = never,
                share = percent(share)
            )),
            None => text,
        }
    }

    fn rows(&self, label: &Key, note: Option<&str>, axis: &Axis) -> String {
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
