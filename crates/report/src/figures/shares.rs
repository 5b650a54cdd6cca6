//! Shares of a whole over time, stacked from the bottom up.

use serde::{Deserialize, Serialize};

use super::axis::{Extent, Ruler};
use super::labels::{self, EndLabel};
use super::moments::moment;
use super::numbers::percent;
use super::page::{Heading, nothing, page};
use super::plot::{Plot, numbers_height, numbers_width};
use super::scene::{Point, Scene};
use super::spoken::Wording;
use super::spots::every;
use super::{Axis, check_series, exact};
use crate::theme::{Hue, PAGE_HEIGHT, PAPER, TICK_SIZE};

/// One part of the whole over time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShareBand {
    /// Written at the right end with its last share.
    pub label: String,
    pub hue: Hue,
    /// Share at each time, 0 or more; missing values count as 0.
    #[serde(with = "exact")]
    pub shares: Vec<f64>,
}

/// Parts that are drawn as shares of their sum at each time. Medians of shares need not add up to one: the subtitle
/// should say that they are scaled to do so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SharesChart {
    /// Decimal years, ascending; every band has one share for each.
    #[serde(with = "exact")]
    pub years: Vec<f64>,
    /// From the bottom up.
    pub bands: Vec<ShareBand>,
    /// What the whole is, such as `share of third-country AI spending`.
    pub unit: String,
    /// Decimal year in which history ends and policy begins.
    #[serde(with = "exact")]
    pub history_end_year: Option<f64>,
}

impl SharesChart {
    pub(super) fn check(&self) -> Result<(), String> {
        for band in &self.bands {
            check_series(&band.label, &self.years, &[("share", &band.shares)])?;
            if let Some(negative) = band.shares.iter().find(|share| **share < 0.0) {
                return Err(format!("a share of `{}` is negative: {negative}", band.label));
            }
        }
        Ok(())
    }

    /// A share that counts.
    fn share(band: &ShareBand, k: usize) -> f64 {
        if band.shares[k].is_finite() {
            band.shares[k]
        } else {
            0.0
        }
    }

    /// The share of one band at one time as it is drawn: of the sum of all.
    pub(super) fn drawn(&self, band: &ShareBand, k: usize) -> f64 {
        let whole: f64 = self.bands.iter().map(|band| Self::share(band, k)).sum();
        if whole > 0.0 { Self::share(band, k) / whole } else { 0.0 }
    }

    /// Upper edges of the bands: one list a band with one value a time; 0 where there is nothing to share.
    fn edges(&self) -> Vec<Vec<f64>> {
        let mut edges = vec![vec![0.0; self.years.len()]; self.bands.len()];
        for k in 0..self.years.len() {
            let whole: f64 = self.bands.iter().map(|band| Self::share(band, k)).sum();
            let mut below = 0.0;
            for (edge, band) in edges.iter_mut().zip(&self.bands) {
                below += Self::share(band, k);
                edge[k] = if whole > 0.0 { below / whole } else { 0.0 };
            }
        }
        edges
    }
}

/// The whole page.
pub fn lay_out(text: Wording, chart: &SharesChart) -> Scene {
    let mut scene = Scene::new(PAGE_HEIGHT);
    let content = page(&mut scene, text);
    let edges = chart.edges();
    let below = |band: usize, k: usize| if band == 0 { 0.0 } else { edges[band - 1][k] };
    let last = chart.years.len().wrapping_sub(1);
    let names: Vec<String> = chart
        .bands
        .iter()
        .enumerate()
        .map(|(index, band)| match edges[index].get(last) {
            Some(edge) => format!("{} {}", band.label, percent(edge - below(index, last))),
            None => band.label.clone(),
        })
        .collect();
    let blocks = labels::blocks(
        &names.iter().map(String::as_str).collect::<Vec<_>>(),
        content.height() - 150.0,
    );

    let time = Extent::of(chart.years.iter().copied());
    let y = Ruler::new(&Axis::share("").within(0.0, 1.0), Extent::of([]), 4);
    let mut region = content;
    region.left += numbers_width(&y, TICK_SIZE);
    region.right -= labels::width(&blocks);
    region.bottom -= numbers_height(TICK_SIZE);
    let (from, to) = time.ends().unwrap_or((2025.0, 2035.0));
    let x = Ruler::years(from, to, (region.width() / 120.0) as usize);
    let mut plot = Plot { region, x: &x, y: &y };
    let heading = Heading::new(
        text.words,
        &chart.unit,
        plot.history_end(chart.history_end_year),
        content.left,
        content.right,
    );
    plot.region.top += heading.height();
    plot.draw_y(&mut scene, TICK_SIZE);
    plot.draw_x(&mut scene, TICK_SIZE, true);
    let line_top = heading.draw(&mut scene, content.left, content.top);

    let mut ends = Vec::new();
    for (index, (band, block)) in chart.bands.iter().zip(blocks).enumerate() {
        // A single month is as wide as the plot.
        let times: Vec<(f64, usize)> = match chart.years[..] {
            [_] => vec![(x.from, 0), (x.to, 0)],
            _ => chart.years.iter().copied().zip(0..).collect(),
        };
        let edge = |value: &dyn Fn(usize) -> f64| -> Vec<Point> {
            times
                .iter()
                .map(|(year, k)| (plot.x(*year), plot.y(value(*k))))
                .collect()
        };
        let (upper, mut lower) = (edge(&|k| edges[index][k]), edge(&|k| below(index, k)));
        let step = every(chart.years.len() * chart.bands.len());
        for (k, (top, bottom)) in upper
            .iter()
            .zip(&lower)
            .enumerate()
            .filter(|(k, _)| (last - k.min(&last)).is_multiple_of(step))
        {
            let (_, month) = times[k];
            let (share, when) = (percent(chart.drawn(band, month)), moment(chart.years[month]));
            let middle = (top.0, (top.1 + bottom.1) / 2.0);
            scene.spot(middle, format!("{}, {when}: {share}", band.label));
        }
        if let (Some(top), Some(bottom)) = (upper.last(), lower.last()) {
            ends.push(EndLabel::new(block, band.hue, (top.0, (top.1 + bottom.1) / 2.0)));
        }
        lower.reverse();
        scene.area([upper.clone(), lower].concat(), band.hue.color(), 0.7);
        if index + 1 < chart.bands.len() {
            scene.line(upper, PAPER, 2.5);
        }
    }
    plot.draw_history_end(&mut scene, chart.history_end_year, line_top);
    labels::draw(&mut scene, plot.region, &ends);
    if chart.years.is_empty() || chart.bands.is_empty() {
        nothing(&mut scene, text.words, plot.region);
    }
    scene
}
