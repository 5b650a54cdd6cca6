//! What is drawn in a row: intervals, bands, strokes, bars from zero, bars of both ends of an input.

use std::cmp::Ordering;

use results::message;

use super::page::{Swatch, diamond};
use super::rows::{Row, RowAxis};
use crate::axis::{Axis, AxisScale, Domain};
use crate::data::Key;
use crate::figure::Chart;
use crate::mark::Mark;
use crate::scene::{Anchor, Region, Scene, Type};
use crate::theme::{Hue, INK, MISSING, OUTSIDE, Palette, Rgb, SMALL_SIZE, SOFT_INK, Weight, text_width};
use crate::words::{Words, measured, said};

/// Tones of the palette that bars at the low and at the high end of an input have.
const ENDS: [f64; 2] = [0.3, 0.85];
/// Space between the end of a bar and the text beside it.
const BESIDE: f64 = 8.0;
/// Least room for such texts at each end of the axis.
const LEAST_ROOM: f64 = 30.0;

/// What is drawn in the rows of one panel.
pub struct Drawn<'a> {
    pub chart: &'a Chart,
    pub words: Words<'a>,
    pub title: &'a str,
    pub axis: &'a Axis,
}

/// How high rows are at least and at most.
pub fn heights(chart: &Chart) -> (f64, f64) {
    let has = |wanted: fn(&Mark) -> bool| chart.marks.iter().any(wanted);
    if has(|mark| matches!(mark, Mark::EndBar { .. })) {
        (44.0, 64.0)
    } else if has(|mark| matches!(mark, Mark::Band { .. })) {
        (36.0, 76.0)
    } else {
        (36.0, 64.0)
    }
}

/// What the looks of marks mean.
pub fn key_items(words: Words, chart: &Chart) -> Vec<(Swatch, String)> {
    let mut items = Vec::new();
    let has_ticks = chart.marks.iter().any(|mark| matches!(mark, Mark::Tick { .. }));
    let mut greys = false;
    for mark in &chart.marks {
        match mark {
            Mark::Band { opacity, named, .. } => {
                let color = Hue::Neutral.color();
                // The darker one has the stroke in it.
                let swatch = match has_ticks && *opacity > 0.2 {
                    true => Swatch::Band(color),
                    false => Swatch::FaintBand(color, *opacity),
                };
                items.push((swatch, said(named).to_owned()));
            }
            Mark::Interval {
                judged: Some(judged), ..
            } => {
                let (levels, rows) = chart.data.words(judged);
                let missed = rows.contains(&Some(1));
                items.push((Swatch::Dot(INK), words.of(message!("chart-inside"))));
                if missed && levels.len() > 1 {
                    items.push((Swatch::Diamond(OUTSIDE), words.of(message!("chart-outside"))));
                }
            }
            Mark::Bar { tone, named, .. } => {
                items.push((
                    Swatch::FaintBand(Palette::Sequential.color(*tone), 1.0),
                    said(named).to_owned(),
                ));
                greys = true;
            }
            Mark::EndBar { named, .. } => {
                let bars = ENDS.iter().zip(named);
                items.extend(bars.map(|(tone, named)| {
                    (
                        Swatch::FaintBand(Palette::Sequential.color(*tone), 1.0),
                        said(named).to_owned(),
                    )
                }));
            }
            _ => {}
        }
    }
    if let crate::mark::Space::Rows { label, .. } = &chart.space
        && greys
        && chart
            .data
            .words(label)
            .0
            .iter()
            .any(|level| level.hue == Some(Hue::Neutral))
    {
        items.push((
            Swatch::FaintBand(Hue::Neutral.color(), 1.0),
            words.of(message!("chart-no_input")),
        ));
    }
    items
}

impl Drawn<'_> {
    fn at(&self, key: &Key, row: usize) -> f64 {
        self.chart.data.numbers(key)[row]
    }

    /// All values that the axis must show; zero too where effects are drawn.
    pub fn domain(&self, rows: &[Row]) -> Domain {
        let table_rows = || rows.iter().flat_map(|row| &row.of_table);
        let values = self.chart.marks.iter().flat_map(|mark| {
            let columns = mark.numbers();
            let of_rows = table_rows().flat_map(move |row| columns.clone().into_iter().map(|key| self.at(key, *row)));
            let base = match mark {
                Mark::EndBar { base, .. } => Some(*base),
                Mark::Interval { judged: None, .. } | Mark::Bar { .. } => Some(0.0),
                _ => None,
            };
            of_rows.chain(base).collect::<Vec<f64>>()
        });
        Domain::of(values)
    }

    /// The line at zero, from which effects are seen.
    pub fn draw_zero(&self, scene: &mut Scene, axis: &RowAxis) {
        let effects = self
            .chart
            .marks
            .iter()
            .any(|mark| matches!(mark, Mark::Interval { judged: None, .. }));
        let ruler = axis.ruler;
        if effects && ruler.from <= 0.0 && ruler.to >= 0.0 && !ruler.logarithmic {
            scene.upright(axis.place(0.0), axis.region.top, axis.region.bottom, SOFT_INK);
        }
    }

    /// Whether a record lies inside of its band; none where rows are no records.
    pub fn verdict(&self, row: &Row) -> Option<bool> {
        let judged = self.chart.marks.iter().find_map(|mark| match mark {
            Mark::Interval { judged, .. } => judged.as_ref(),
            _ => None,
        })?;
        let (_, levels) = self.chart.data.words(judged);
        Some(levels[row.of_table[0]] != Some(1))
    }

    /// Draws one row around `middle` and says what it is.
    pub fn draw(&self, scene: &mut Scene, axis: &RowAxis, row: &Row, (middle, height): (f64, f64)) {
        let color = row.hue.unwrap_or(Hue::Neutral).color();
        let first = row.of_table[0];
        let (mut bands, mut bars) = (0, 0);
        let half = (height * 0.3).min(13.0);
        let all_bars = self
            .chart
            .marks
            .iter()
            .filter(|mark| matches!(mark, Mark::Bar { .. }))
            .count();
        for mark in &self.chart.marks {
            match mark {
                Mark::Band { low, high, opacity, .. } => {
                    let ends = (self.at(low, first), self.at(high, first));
                    let half = half * if bands == 0 { 1.0 } else { 0.62 };
                    band(scene, axis, ends, (middle, half), (color, *opacity));
                    bands += 1;
                }
                Mark::Step { part, low, high } => {
                    let ends = (self.at(low, first), self.at(high, first));
                    band(scene, axis, ends, (middle, half), (color, 1.0));
                    if ends.0.is_finite() {
                        let part = self.words.written(self.at(part, first), self.axis.scale);
                        let text = format!("{}: {}", row.label, measured(&part, "", self.axis));
                        scene.tooltip((axis.place(ends.0.midpoint(ends.1)), middle), text);
                    }
                }
                Mark::Tick { at } => {
                    let at = self.at(at, first);
                    if at.is_finite() {
                        let x = axis.place(at);
                        scene.line(vec![(x, middle - half - 1.0), (x, middle + half + 1.0)], color, 5.0);
                    }
                }
                Mark::Interval { at, low, high, judged } => {
                    let [at, low, high] = [at, low, high].map(|key| self.at(key, first));
                    match judged {
                        None => self.effect(scene, axis, row, [at, low, high], middle),
                        Some(_) => self.record(scene, axis, row, [at, low, high], middle),
                    }
                }
                Mark::Bar {
                    at,
                    low,
                    high,
                    tone,
                    short,
                    ..
                } => {
                    let thickness = (height * 0.32).min(18.0);
                    let lane = bars as f64 - (all_bars - 1) as f64 / 2.0;
                    let color = match (row.hue, bars) {
                        (Some(Hue::Neutral), 0) => Hue::Neutral.color(),
                        (Some(Hue::Neutral), _) => MISSING,
                        _ => Palette::Sequential.color(*tone),
                    };
                    bars += 1;
                    let [at, low, high] = [at, low, high].map(|key| self.at(key, first));
                    if at.is_finite() {
                        let y = middle + 1.1 * thickness * lane;
                        bar(scene, axis, [at, low, high], color, (y, thickness));
                        let value = self.words.written(at, self.axis.scale);
                        let range = self.words.range(low, high, self.axis.scale);
                        let text = format!("{}, {}: {value} ({range})", row.label, said(short));
                        scene.tooltip((axis.place(at), y), text);
                    }
                }
                Mark::EndBar { .. } => self.end_bars(scene, axis, row, mark, (middle, height * 0.64)),
                _ => {}
            }
        }
    }

    fn effect(&self, scene: &mut Scene, axis: &RowAxis, row: &Row, [at, low, high]: [f64; 3], middle: f64) {
        if !at.is_finite() {
            return;
        }
        let color = row.hue.unwrap_or(Hue::Neutral).color();
        axis.interval(scene, (low, high), middle, color, 4.5);
        let place = (axis.place(at), middle);
        scene.dot(place, 8.0, color);
        let range = self.words.range(low, high, self.axis.scale);
        let numbers = measured(&self.words.written(at, self.axis.scale), &range, self.axis);
        let title = match self.title {
            "" => String::new(),
            title => format!("{title}, "),
        };
        scene.tooltip(place, format!("{title}{}: {numbers}", row.label));
    }

    /// A dot with its error where the record lies inside of its band, else a diamond; and all that the row shows in words.
    fn record(&self, scene: &mut Scene, axis: &RowAxis, row: &Row, [at, low, high]: [f64; 3], middle: f64) {
        let inside = self.verdict(row).unwrap_or(true);
        let ink = if inside { INK } else { OUTSIDE };
        if at.is_finite() {
            if axis.place(high) - axis.place(low) > 2.0 {
                axis.interval(scene, (low, high), middle, ink, 2.2);
            }
            match inside {
                true => scene.dot((axis.place(at), middle), 7.5, ink),
                false => diamond(scene, (axis.place(at), middle), 11.0, ink),
            }
        }
        let scale = self.axis.scale;
        let error = match low < high {
            true => self.words.range(low, high, scale),
            false => String::new(),
        };
        let verdict = match inside {
            true => message!("chart-inside"),
            false => message!("chart-outside"),
        };
        let recorded = measured(&self.words.written(at, scale), &error, self.axis);
        let mut text = format!("{}: {} {recorded}", row.label, self.words.of(verdict));
        let mut place = at;
        for mark in &self.chart.marks {
            match mark {
                Mark::Band { low, high, named, .. } => {
                    let range = self
                        .words
                        .range(self.at(low, row.of_table[0]), self.at(high, row.of_table[0]), scale);
                    text.push_str(&format!("; {}: {range}", said(named)));
                }
                Mark::Tick { at } => {
                    let value = self.at(at, row.of_table[0]);
                    if !place.is_finite() {
                        place = value;
                    }
                    let value = self.words.written(value, scale);
                    text.push_str(&format!(
                        "; {}",
                        self.words.of(message!("chart-median", median = value))
                    ));
                }
                _ => {}
            }
        }
        if place.is_finite() {
            scene.tooltip((axis.place(place), middle), text);
        }
    }

    /// The two ends of an input: their places in the table, the low one first.
    fn ends<'a>(&self, row: &'a Row, end: &Key) -> [Option<&'a usize>; 2] {
        let (_, levels) = self.chart.data.words(end);
        [0, 1].map(|level| row.of_table.iter().find(|place| levels[**place] == Some(level)))
    }

    fn end_text(&self, text: &Key, place: usize, at: f64) -> String {
        let input = self.chart.data.text(text, place);
        match at.is_nan() {
            true => self.words.of(message!("chart-input_without_value", input = input)),
            false => input.to_owned(),
        }
    }

    /// Room that the texts at the ends of bars need beyond the left and the right end of the axis, in a plot of this width.
    pub fn room_beside(&self, rows: &[Row], ruler: &AxisScale, width: f64) -> (f64, f64) {
        let marks = self.chart.marks.iter();
        let Some((at, end, text, base)) = marks.clone().find_map(|mark| match mark {
            Mark::EndBar {
                at, end, text, base, ..
            } => Some((at, end, text, *base)),
            _ => None,
        }) else {
            return (0.0, 0.0);
        };
        let mut room = (0.0, 0.0);
        // What the texts need shrinks as the plot grows: begin without a plot, then give it what is not needed.
        let mut plot: f64 = 0.0;
        for _ in 0..3 {
            room = (LEAST_ROOM, LEAST_ROOM);
            for row in rows {
                let ends = self.ends(row, end);
                let values = ends.map(|place| place.map_or(f64::NAN, |place| self.at(at, *place)));
                for ((place, value), left) in ends.into_iter().zip(values).zip(sides(values, base)) {
                    let Some(place) = place else { continue };
                    let share = ruler.place(if value.is_nan() { base } else { value }).clamp(0.0, 1.0);
                    let words = self.end_text(text, *place, value);
                    let needed = text_width(&words, Weight::Regular, SMALL_SIZE) * 1.04 + BESIDE;
                    if left {
                        room.0 = room.0.max(needed - share * plot);
                    } else {
                        room.1 = room.1.max(needed - (1.0 - share) * plot);
                    }
                }
            }
            plot = (width - room.0 - room.1).max(0.0);
        }
        room
    }

    /// Both bars on one level, or, where they would cover each other, one above the other.
    fn end_bars(&self, scene: &mut Scene, axis: &RowAxis, row: &Row, mark: &Mark, (middle, thickness): (f64, f64)) {
        let Mark::EndBar {
            at, end, text, base, ..
        } = mark
        else {
            return;
        };
        let start = axis.place(*base);
        let ends = self.ends(row, end);
        let values = ends.map(|place| place.map_or(f64::NAN, |place| self.at(at, *place)));
        let lefts = sides(values, *base);
        let apart = lefts[0] != lefts[1];
        for (index, place) in ends.into_iter().enumerate() {
            let Some(&place) = place else { continue };
            let (value, left) = (values[index], lefts[index]);
            let x = if value.is_nan() { start } else { axis.place(value) };
            let (y, half, size) = if apart {
                (middle, thickness / 2.0, SMALL_SIZE)
            } else {
                // Two lines of text need more room than the bars have.
                let lane = [-0.25, 0.25][index];
                let size = (thickness * 0.6).min(SMALL_SIZE);
                (middle + lane * 1.3 * thickness, thickness / 4.0, size)
            };
            let bar = Region {
                left: x.min(start),
                top: y - half,
                right: x.max(start),
                bottom: y + half,
            };
            scene.bar(bar, Palette::Sequential.color(ENDS[index]), 1.0);
            let look = Type {
                size,
                weight: Weight::Regular,
                color: SOFT_INK,
            };
            let (beside, anchor) = if left {
                (bar.left - BESIDE, Anchor::End)
            } else {
                (bar.right + BESIDE, Anchor::Start)
            };
            let words = self.end_text(text, place, value);
            scene.text(words, (beside, y + 0.36 * size), anchor, look);
            let result = measured(&self.words.written(value, self.axis.scale), "", self.axis);
            let input = self.chart.data.text(text, place);
            scene.tooltip((x, y), format!("{}, {input}: {result}", row.label));
        }
    }
}

/// Whether the bar of the low and that of the high end lie left of the base. An end that moves nothing is named at the side that
/// the other one leaves free.
fn sides(values: [f64; 2], base: f64) -> [bool; 2] {
    let ahead = |value: f64| {
        let value = if value.is_nan() { base } else { value };
        value.partial_cmp(&base).unwrap_or(Ordering::Equal)
    };
    let (low, high) = (ahead(values[0]), ahead(values[1]));
    let low_left = low.is_lt() || (low.is_eq() && high.is_ge());
    [low_left, high.is_lt() || (high.is_eq() && !low_left)]
}

fn band(scene: &mut Scene, axis: &RowAxis, (low, high): (f64, f64), (middle, half): (f64, f64), look: (Rgb, f64)) {
    if low.is_finite() && high.is_finite() {
        let left = axis.place(low);
        let region = Region {
            left,
            top: middle - half,
            // A band without width is still seen.
            right: axis.place(high).max(left + 3.0),
            bottom: middle + half,
        };
        scene.bar(region, look.0, look.1);
    }
}

/// A bar from zero with its interval.
fn bar(scene: &mut Scene, axis: &RowAxis, [at, low, high]: [f64; 3], color: Rgb, (y, thickness): (f64, f64)) {
    let (zero, end) = (axis.place(0.0), axis.place(at));
    let region = Region {
        left: zero.min(end),
        top: y - thickness / 2.0,
        // A bar of nothing is still seen.
        right: zero.max(end).max(zero.min(end) + 2.0),
        bottom: y + thickness / 2.0,
    };
    scene.bar(region, color, 1.0);
    axis.interval(scene, (low, high), y, INK, 1.8);
}
