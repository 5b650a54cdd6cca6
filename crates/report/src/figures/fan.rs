//! Medians with their 50 % and 90 % bands over time, and what was recorded.

use serde::{Deserialize, Serialize};

use super::axis::{Extent, Ruler};
use super::data::owner;
use super::labels::{self, EndLabel};
use super::moments::{date_in_words, moment};
use super::numbers::written;
use super::page::{Heading, nothing, page};
use super::plot::{Plot, numbers_height, numbers_width};
use super::scene::{Region, Scene};
use super::spoken::Wording;
use super::spots::{every, measured};
use super::{Axis, check_series, exact, series};
use crate::later;
use crate::theme::{Hue, PAGE_HEIGHT, TICK_SIZE};

/// Opacity of the 90 % band.
const WIDE_BAND: f64 = 0.15;
/// Opacity laid over it so that the 50 % band has 30 % in all.
const NARROW_BAND: f64 = 0.176;
/// Above this number of fans their bands are drawn fainter.
const MANY_FANS: f64 = 3.0;

/// Quantiles of one thing over time. Values that are not finite leave a gap; a band of such values is not drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fan {
    /// Written at the right end.
    pub label: String,
    pub hue: Hue,
    /// Decimal years, ascending; every quantile has one value for each.
    #[serde(with = "exact")]
    pub years: Vec<f64>,
    #[serde(with = "exact")]
    pub p05: Vec<f64>,
    #[serde(with = "exact")]
    pub p25: Vec<f64>,
    #[serde(with = "exact")]
    pub p50: Vec<f64>,
    #[serde(with = "exact")]
    pub p75: Vec<f64>,
    #[serde(with = "exact")]
    pub p95: Vec<f64>,
}

/// A recorded value; `low` and `high` are its error bar, equal to `value` where none is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordedPoint {
    /// Where it stands.
    #[serde(with = "exact")]
    pub year: f64,
    /// What it was recorded of, as the facts file has it: `2025-03`, `2024`, `2023-07..2025-06`.
    #[serde(default)]
    pub date: String,
    #[serde(with = "exact")]
    pub value: f64,
    #[serde(with = "exact")]
    pub low: f64,
    #[serde(with = "exact")]
    pub high: f64,
    pub hue: Hue,
}

/// One or more fans on common axes. The bands of more than four are hard to tell apart: leave out `p05` and `p95` there
/// (fill them with NaN).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FanChart {
    pub fans: Vec<Fan>,
    pub points: Vec<RecordedPoint>,
    pub axis: Axis,
    /// Decimal year in which history ends and policy begins.
    #[serde(with = "exact")]
    pub history_end_year: Option<f64>,
}

impl Fan {
    pub(super) fn check(&self) -> Result<(), String> {
        let columns: [(&str, &[f64]); 5] = [
            ("p05", &self.p05),
            ("p25", &self.p25),
            ("p50", &self.p50),
            ("p75", &self.p75),
            ("p95", &self.p95),
        ];
        check_series(&self.label, &self.years, &columns)
    }
}

/// Extents of time and value of all that is drawn.
pub fn extents(fans: &[Fan], points: &[RecordedPoint]) -> (Extent, Extent) {
    let quantiles = fans
        .iter()
        .flat_map(|fan| [&fan.p05, &fan.p25, &fan.p50, &fan.p75, &fan.p95])
        .flatten();
    let recorded = points.iter().flat_map(|point| [point.value, point.low, point.high]);
    let years = fans
        .iter()
        .flat_map(|fan| &fan.years)
        .copied()
        .chain(points.iter().map(|point| point.year));
    (Extent::of(years), Extent::of(quantiles.copied().chain(recorded)))
}

/// Draws bands, medians and points into a plot, in this order.
pub fn draw(scene: &mut Scene, plot: &Plot, fans: &[Fan], points: &[RecordedPoint], weight: f64) {
    // Many bands over each other would hide the medians and the grid.
    let thinner = (MANY_FANS / fans.len().max(1) as f64).min(1.0);
    for fan in fans {
        let mut band = |edges, opacity| series::band(scene, plot, &fan.years, edges, fan.hue.color(), opacity);
        band((&fan.p05, &fan.p95), WIDE_BAND * thinner);
        band((&fan.p25, &fan.p75), NARROW_BAND * thinner);
    }
    for fan in fans {
        series::line(scene, plot, &fan.years, &fan.p50, fan.hue.color(), weight);
    }
    for point in points.iter().filter(|point| plot.shows(point.year, point.value)) {
        recorded(scene, plot, point, weight);
    }
}

/// Says what each median and each recorded point is: every month, or fewer where there are very many. `panel` comes before
/// the name of the series.
pub fn say(scene: &mut Scene, plot: &Plot, fans: &[Fan], points: &[RecordedPoint], said: Said) {
    let Said { panel, axis, every } = said;
    let named = |label: &str| match (panel, label) {
        ("", label) => label.to_owned(),
        (panel, "") => panel.to_owned(),
        (panel, label) => format!("{panel}, {label}"),
    };
    let value = |value: f64| written(value, axis.scale);
    for fan in fans {
        let last = fan.years.len().saturating_sub(1);
        for k in
            (0..fan.years.len()).filter(|k| (last - k).is_multiple_of(every) && plot.shows(fan.years[*k], fan.p50[*k]))
        {
            let mut bands = Vec::new();
            for (name, low, high) in [("50 %", fan.p25[k], fan.p75[k]), ("90 %", fan.p05[k], fan.p95[k])] {
                if low.is_finite() && high.is_finite() {
                    let ends = later!("figure.to", low = value(low), high = value(high));
                    bands.push(format!("{name}: {ends}"));
                }
            }
            let (label, when) = (named(&fan.label), moment(fan.years[k]));
            let median = measured(&value(fan.p50[k]), &bands.join("; "), axis);
            let text = format!("{label}, {when}: {median}");
            scene.spot((plot.x(fan.years[k]), plot.y_inside(fan.p50[k])), text);
        }
    }
    for point in points.iter().filter(|point| plot.shows(point.year, point.value)) {
        let error = match point.low < point.high {
            true => later!("figure.to", low = value(point.low), high = value(point.high)),
            false => String::new(),
        };
        let text = later!(
            "hover.recorded",
            label = named(owner(point, fans)),
            year = date_in_words(&point.date, point.year),
            value = measured(&value(point.value), &error, axis),
        );
        scene.spot((plot.x(point.year), plot.y_inside(point.value)), text);
    }
}

/// How fans are put into words.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// Title of the panel they stand in, if the page has several.
    pub panel: &'a str,
    pub axis: &'a Axis,
    /// Times from one to the next that is named.
    pub every: usize,
}

/// A dot with its error bar; beyond the ends of the axis, an arrow head at the edge.
fn recorded(scene: &mut Scene, plot: &Plot, point: &RecordedPoint, weight: f64) {
    let Region { top, bottom, .. } = plot.region;
    let (x, y, ink) = (plot.x(point.year), plot.y(point.value), point.hue.ink());
    let radius = 3.0 + weight;
    for value in [point.low, point.high] {
        let end = plot.y_inside(value);
        // An error that ends within the dot or just beyond it would only smudge it.
        if value.is_finite() && (end - y).abs() > radius + 4.0 {
            scene.line(vec![(x, plot.y_inside(point.value)), (x, end)], ink, weight * 0.5);
            if plot.y(value) == end {
                scene.line(
                    vec![(x - 0.8 * radius, end), (x + 0.8 * radius, end)],
                    ink,
                    weight * 0.5,
                );
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

/// The whole page.
pub fn lay_out(text: Wording, chart: &FanChart) -> Scene {
    let mut scene = Scene::new(PAGE_HEIGHT);
    let content = page(&mut scene, text);
    let (time, value) = extents(&chart.fans, &chart.points);
    let y = Ruler::new(&chart.axis, value, 5);
    let names: Vec<&str> = chart.fans.iter().map(|fan| fan.label.as_str()).collect();
    let blocks = labels::blocks(&names, content.height() - 150.0);
    let left = content.left + numbers_width(&y, TICK_SIZE);
    let right = content.right - labels::width(&blocks);
    let (from, to) = time.ends().unwrap_or((2025.0, 2035.0));
    let x = Ruler::years(from, to, ((right - left) / 120.0) as usize);
    let bottom = content.bottom - numbers_height(TICK_SIZE);
    let mut plot = Plot {
        region: Region {
            left,
            top: content.top,
            right,
            bottom,
        },
        x: &x,
        y: &y,
    };
    let heading = Heading::new(
        text.words,
        &chart.axis.heading(text.words),
        plot.history_end(chart.history_end_year),
        content.left,
        content.right,
    );
    plot.region.top += heading.height();
    plot.draw_y(&mut scene, TICK_SIZE);
    plot.draw_x(&mut scene, TICK_SIZE, true);
    let line_top = heading.draw(&mut scene, content.left, content.top);
    plot.draw_history_end(&mut scene, chart.history_end_year, line_top);
    draw(&mut scene, &plot, &chart.fans, &chart.points, 4.5);
    let said = Said {
        panel: "",
        axis: &chart.axis,
        every: every(chart.fans.iter().map(|fan| fan.years.len()).sum()),
    };
    say(&mut scene, &plot, &chart.fans, &chart.points, said);
    let ends: Vec<EndLabel> = chart
        .fans
        .iter()
        .zip(blocks)
        .filter_map(|(fan, block)| Some(EndLabel::new(block, fan.hue, series::end(&plot, &fan.years, &fan.p50)?)))
        .collect();
    labels::draw(&mut scene, plot.region, &ends);
    if value.ends().is_none() {
        nothing(&mut scene, text.words, plot.region);
    }
    scene
}
