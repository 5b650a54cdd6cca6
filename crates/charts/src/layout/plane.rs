//! Charts on two axes of numbers: one large plot, and what all such plots draw.

use results::message;
use results::message::Text;

use super::cells::Cells;
use super::frame::Frame;
use super::labels::{self, EndLabel};
use super::page::{Heading, nothing, page};
use super::plot::{Plot, level_ruler};
use super::{columns, every, grid, points, series, stack};
use crate::axis::{Axis, AxisScale, Domain};
use crate::data::Key;
use crate::figure::{Across, Chart, Mark, RuleLabel, Series};
use crate::localized::LocalizedFigure;
use crate::moments::date_in_words;
use crate::scene::{Anchor, Region, Scene};
use crate::theme::{Block, Hue, PAGE_HEIGHT, PAPER, SMALL_SIZE, SOFT_INK, TICK_SIZE, Weight, fit};
use crate::words::{Words, measured, said};

/// Above this number of series their bands are drawn fainter.
const MANY_BANDS: f64 = 3.0;
/// Lines of at most this many points may show each point as a dot.
const FEW_POINTS: usize = 30;
/// Space between the words at an upright rule and the plot.
const ABOVE_PLOT: f64 = 14.0;

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

/// The whole page.
pub fn lay_out(of: &LocalizedFigure, plane: Plane) -> Scene {
    let chart = &of.figure.chart;
    if let Some(named) = points::named(chart) {
        points::lay_out(of, plane, named)
    } else if chart.facet.is_some() {
        grid::lay_out(of, plane)
    } else {
        single(of, plane)
    }
}

fn single(of: &LocalizedFigure, plane: Plane) -> Scene {
    let (chart, words) = (&of.figure.chart, of.words);
    let mut scene = Scene::new(PAGE_HEIGHT);
    let mut content = page(&mut scene, of);
    let cells = Cells::of(chart, plane, content.width());
    if let Some(cells) = &cells {
        cells.draw_key(&mut scene, words, content);
        content.top += cells.key_height();
    }
    let values = y_domain(chart, 0);
    let y = match &cells {
        Some(cells) => cells.y_scale(),
        None => AxisScale::new(plane.y_axis, values, 5),
    };
    let names = stack::names(chart);
    let blocks = labels::blocks(
        &names.iter().map(String::as_str).collect::<Vec<_>>(),
        content.height() - 200.0,
    );
    let frame = Frame::new(&words.heading(plane.x_axis), &y, content, labels::width(&blocks));
    let x = match &cells {
        Some(cells) => cells.x_scale(frame.width()),
        None => level_ruler(plane.x_axis, x_domain(chart, plane), frame.width(), TICK_SIZE),
    };
    let sides = rules(chart, Across::X).find_map(|(at, label)| match label {
        RuleLabel::Sides { before, after, .. } if at > x.from && at < x.to => {
            Some((frame.x(&x, at), [said(before), said(after)]))
        }
        _ => None,
    });
    let heading = Heading::new(&words.heading(plane.y_axis), sides, content.left, content.right);
    let reference = rules(chart, Across::X).find_map(|(at, label)| match label {
        RuleLabel::Value(label) => Some((at, fit(said(label), Weight::Regular, 600.0, (SMALL_SIZE, 18.0), 2))),
        _ => None,
    });
    let above = reference.as_ref().map_or(0.0, |(_, block)| block.height());
    let region = frame.plot(heading.height() + above);
    let plot = Plot { region, x: &x, y: &y };
    let mut rule_top = frame.draw(&mut scene, &plot, &heading);
    if let Some((at, block)) = &reference {
        let top = region.top - above - ABOVE_PLOT;
        rule_words(&mut scene, content, block, plot.x(*at), top);
        rule_top = top + block.height() + 4.0;
    }
    let longest: usize = chart.series_of(0).iter().map(|series| series.rows.len()).sum();
    let drawn = Drawn {
        chart,
        plane,
        words,
        panel: 0,
        title: "",
        y_axis: plane.y_axis,
        weight: 4.5,
        rule_top,
        every: every(longest),
    };
    if let Some(cells) = &cells {
        cells.draw(&mut scene, words, &plot);
    }
    drawn.draw(&mut scene, &plot);
    let ends: Vec<EndLabel> = drawn
        .ends(&plot)
        .into_iter()
        .zip(blocks)
        .filter_map(|((hue, end), block)| Some(EndLabel::new(block, hue, end?)))
        .collect();
    labels::draw(&mut scene, region, &ends);
    if ends.is_empty() && cells.is_none_or(|cells| cells.is_empty()) {
        nothing(&mut scene, words, region);
    }
    scene
}

/// The words of an upright rule, around its place but inside of the page.
fn rule_words(scene: &mut Scene, content: Region, block: &Block, at: f64, top: f64) {
    let half = block.width(Weight::Regular) / 2.0;
    let middle = at.min(content.right - half).max(content.left + half);
    scene.block(block, middle, top, Anchor::Middle, Weight::Regular, SOFT_INK);
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
    let values = of_marks.flat_map(|key| {
        let column = chart.data.numbers(key);
        rows.iter().map(move |row| column[*row])
    });
    let bars = chart.marks.iter().any(|mark| matches!(mark, Mark::Column { .. }));
    let level = rules(chart, Across::Y).map(|(at, _)| at);
    Domain::of(values.chain(level).chain(bars.then_some(0.0)))
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
    fn numbers(&self, key: &str, series: &Series) -> Vec<f64> {
        let column = self.chart.data.numbers(key);
        series.rows.iter().map(|row| column[*row]).collect()
    }

    /// Draws all marks of the panel.
    pub fn draw(&self, scene: &mut Scene, plot: &Plot) {
        let all = self.chart.series_of(self.panel);
        for mark in &self.chart.marks {
            match mark {
                Mark::Line { y, dots } => {
                    for series in &all {
                        self.line(scene, plot, series, y, *dots);
                    }
                }
                Mark::Band { low, high, opacity, .. } => {
                    let edges = |series: &Series| [low, high].map(|key| self.numbers(key, series));
                    let banded = all
                        .iter()
                        .filter(|series| edges(series)[0].iter().any(|low| low.is_finite()));
                    // Many bands over each other would hide the lines and the grid.
                    let thinner = (MANY_BANDS / banded.clone().count().max(1) as f64).min(1.0);
                    for series in banded {
                        let [low, high] = edges(series);
                        let x = self.numbers(self.plane.x, series);
                        series::band(scene, plot, &x, (&low, &high), series.hue.color(), opacity * thinner);
                    }
                }
                Mark::Record { y, low, high } => {
                    for series in &all {
                        self.records(scene, plot, series, [y, low, high]);
                    }
                }
                Mark::Area { y } => stack::draw(self, scene, plot, y),
                Mark::Column { .. } => columns::draw(self, scene, plot, mark),
                Mark::Rule {
                    across,
                    at,
                    label,
                    panel,
                } if panel.is_none_or(|panel| panel == self.panel) => {
                    self.rule(scene, plot, (*across, *at), label);
                }
                _ => {}
            }
        }
    }

    /// Hue and place of the ends of all series, where they have one.
    fn ends(&self, plot: &Plot) -> Vec<(Hue, Option<(f64, f64)>)> {
        let all = self.chart.series_of(self.panel);
        let of_mark = |mark: &Mark| match mark {
            Mark::Line { y, .. } => {
                let end =
                    |series: &Series| series::end(plot, &self.numbers(self.plane.x, series), &self.numbers(y, series));
                Some(all.iter().map(|series| (series.hue, end(series))).collect())
            }
            Mark::Area { y } => Some(stack::ends(self, plot, y)),
            _ => None,
        };
        self.chart.marks.iter().find_map(of_mark).unwrap_or_default()
    }

    /// The name of a series as it is said at a place.
    pub fn named(&self, label: &str) -> String {
        match (self.title, label) {
            ("", label) => label.to_owned(),
            (title, label) if label.is_empty() || label == title => title.to_owned(),
            (title, label) => format!("{title}, {label}"),
        }
    }

    /// A line, its points, and what they are: every month, or fewer where there are very many.
    fn line(&self, scene: &mut Scene, plot: &Plot, series: &Series, key: &str, dots: bool) {
        let (x, y) = (self.numbers(self.plane.x, series), self.numbers(key, series));
        series::line(scene, plot, &x, &y, series.hue.color(), self.weight);
        let shown: Vec<usize> = (0..x.len()).filter(|k| plot.shows(x[*k], y[*k])).collect();
        if dots && x.len() <= FEW_POINTS {
            for at in shown.iter().map(|k| (plot.x(x[*k]), plot.y(y[*k]))) {
                if (plot.region.top - 0.5..=plot.region.bottom + 0.5).contains(&at.1) {
                    scene.dot(at, 5.5, series.hue.color());
                }
            }
        }
        let last = shown.last().copied().unwrap_or(0);
        for k in shown.into_iter().filter(|k| (last - k).is_multiple_of(self.every)) {
            let value = self.words.written(y[k], self.y_axis.scale);
            let around = self.around(series.rows[k]);
            let place = self.words.place(x[k], self.plane.x_axis);
            let label = self.named(series.label);
            let comma = if label.is_empty() { "" } else { ", " };
            let text = format!("{label}{comma}{place}: {}", measured(&value, &around, self.y_axis));
            scene.tooltip((plot.x(x[k]), plot.y_inside(y[k])), text);
        }
    }

    /// The bands of a row in words, the narrowest first.
    fn around(&self, row: usize) -> String {
        let bands = self.chart.marks.iter().rev().filter_map(|mark| match mark {
            Mark::Band { low, high, named, .. } => {
                let [low, high] = [low, high].map(|key| self.chart.data.numbers(key)[row]);
                let range = self.words.range(low, high, self.y_axis.scale);
                let text = match said(named) {
                    "" => range,
                    named => format!("{named}: {range}"),
                };
                (low.is_finite() && high.is_finite()).then_some(text)
            }
            _ => None,
        });
        bands.collect::<Vec<_>>().join("; ")
    }

    fn records(&self, scene: &mut Scene, plot: &Plot, series: &Series, columns: [&Key; 3]) {
        let data = &self.chart.data;
        for &row in &series.rows {
            let x = data.numbers(self.plane.x)[row];
            let [value, low, high] = columns.map(|key| data.numbers(key)[row]);
            if !plot.shows(x, value) {
                continue;
            }
            record(scene, plot, x, [value, low, high], series.hue, self.weight);
            let scale = self.y_axis.scale;
            let error = match low < high {
                true => self.words.range(low, high, scale),
                false => String::new(),
            };
            let text = self.words.of(message!(
                "hover.recorded",
                label = self.named(series.label),
                year = date_in_words(data.date(row), x),
                value = measured(&self.words.written(value, scale), &error, self.y_axis),
            ));
            scene.tooltip((plot.x(x), plot.y_inside(value)), text);
        }
    }

    fn rule(&self, scene: &mut Scene, plot: &Plot, (across, at): (Across, f64), label: &RuleLabel) {
        match across {
            Across::X => {
                let inside = (0.0..=1.0).contains(&plot.x.place(at));
                match label {
                    // The median of a histogram.
                    RuleLabel::None if inside => columns::median(scene, plot, at),
                    RuleLabel::Value(_) if inside => {
                        scene.upright(plot.x(at), self.rule_top, plot.region.bottom, SOFT_INK);
                    }
                    RuleLabel::Sides { .. } => {
                        if let Some(x) = plot.rule(at) {
                            scene.upright(x, self.rule_top, plot.region.bottom, SOFT_INK);
                        }
                    }
                    _ => {}
                }
            }
            Across::Y => {
                if let RuleLabel::Value(label) = label {
                    level(scene, plot, at, label);
                }
            }
        }
    }
}

/// A dot with its error bar; beyond the ends of the axis, an arrow head at the edge.
fn record(scene: &mut Scene, plot: &Plot, x: f64, [value, low, high]: [f64; 3], hue: Hue, weight: f64) {
    let Region { top, bottom, .. } = plot.region;
    let (x, y, ink) = (plot.x(x), plot.y(value), hue.ink());
    let radius = 3.0 + weight;
    for error in [low, high] {
        let end = plot.y_inside(error);
        // An error that ends within the dot or just beyond it would only smudge it.
        if error.is_finite() && (end - y).abs() > radius + 4.0 {
            scene.line(vec![(x, plot.y_inside(value)), (x, end)], ink, weight * 0.5);
            if plot.y(error) == end {
                let (left, right) = (x - 0.8 * radius, x + 0.8 * radius);
                scene.line(vec![(left, end), (right, end)], ink, weight * 0.5);
            }
        }
    }
    if y < top || y > bottom {
        let (tip, base) = if y < top {
            (top, top + 1.8 * radius)
        } else {
            (bottom, bottom - 1.8 * radius)
        };
        scene.area(vec![(x, tip), (x + radius, base), (x - radius, base)], ink, 1.0);
    } else {
        scene.dot((x, y), radius, ink);
    }
}

/// A level line with its label above it at the left, on a ground that keeps it apart from what it crosses.
fn level(scene: &mut Scene, plot: &Plot, at: f64, label: &Text) {
    let Region { left, right, top, .. } = plot.region;
    if !(-1e-9..=1.0 + 1e-9).contains(&plot.y.place(at)) {
        return;
    }
    let y = plot.y(at);
    scene.level(y, left, right, SOFT_INK);
    let width = plot.region.width() - 20.0;
    let block = fit(said(label), Weight::Regular, width, (SMALL_SIZE, 18.0), 2);
    let above = y - block.height() - 4.0;
    let above = if above < top { y + 4.0 } else { above };
    let ground = Region {
        left: left + 2.0,
        top: above,
        right: left + 18.0 + block.width(Weight::Regular),
        bottom: above + block.height(),
    };
    scene.bar(ground, PAPER, 0.8);
    scene.block(&block, left + 10.0, above, Anchor::Start, Weight::Regular, SOFT_INK);
}
