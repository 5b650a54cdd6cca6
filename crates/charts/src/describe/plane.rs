//! Charts whose marks lie in a plane of two axes, in words.

use results::message;
use results::message::Text;

use super::{Description, NINE_IN_TEN, extremes};
use crate::axis::{Axis, Scale};
use crate::data::Key;
use crate::figure::Series;
use crate::mark::Mark;
use crate::moments::moment;
use crate::numbers::percent;
use crate::words::said;

impl Description<'_> {
    pub(super) fn plane(&self, x: &Key, x_axis: &Axis, y_axis: &Axis) -> String {
        let (of_x, of_y) = (said(&x_axis.unit), said(&y_axis.unit));
        let lines = self.chart.marks.iter().find(|mark| {
            let is_main = matches!(mark, Mark::Line { .. } | Mark::Area { .. } | Mark::NamedPoint { .. });
            is_main || matches!(mark, Mark::Column { .. } | Mark::Cell { .. })
        });
        match lines {
            Some(Mark::Column { from, to, height, .. }) if self.chart.facet.is_none() => {
                self.counts([from, to, height], x_axis, y_axis)
            }
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

    /// Columns of one thing: the lowest and the highest, and the band around them.
    fn counts(&self, [from, to, height]: [&Key; 3], x_axis: &Axis, y_axis: &Axis) -> String {
        let rows = 0..self.chart.data.rows();
        let place = |row: usize| {
            let range = self
                .words
                .range(self.number(from, row), self.number(to, row), x_axis.scale);
            (self.number(height, row), range)
        };
        let mut things = self.lowest_and_highest(extremes(rows.map(place)), y_axis);
        things.extend(self.chart.marks.iter().filter_map(|mark| match mark {
            Mark::Band { low, high, named, .. } if self.chart.data.rows() > 0 => {
                let range = self
                    .words
                    .range(self.number(low, 0), self.number(high, 0), y_axis.scale);
                Some(format!("{}: {range}", said(named)))
            }
            _ => None,
        }));
        let kind = message!("alt-counts", y = said(&y_axis.unit), x = said(&x_axis.unit));
        self.sentence(kind, things)
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
}
