//! Upright bars between two places, with what never happens as a bar of its own at the side.

use results::message;

use super::panel::Drawn;
use super::plot::Plot;
use crate::axis::Scale;
use crate::figure::Chart;
use crate::mark::Mark;
use crate::numbers::percent;
use crate::scene::{Anchor, Region, Scene, Type};
use crate::theme::{Hue, INK, LABEL_SIZE, PAPER, RULE, SOFT_INK, TICK_SIZE, TRACK, Weight, fit};
use crate::words::{measured, said};

/// Width of the bar for `never`.
const NEVER_BAR: f64 = 84.0;
/// Width of what is kept at the right for it.
const NEVER_AREA: f64 = 240.0;
/// Width that its words may have.
const NEVER_WORDS: f64 = NEVER_AREA - 40.0;

/// What is called `never` in a chart of bars that has some.
pub fn never(chart: &Chart) -> Option<&str> {
    chart.marks.iter().find_map(|mark| match mark {
        Mark::Column {
            from, height, never, ..
        } => {
            let (from, height) = (chart.data.numbers(from), chart.data.numbers(height));
            let mut bars = from.iter().zip(height);
            bars.any(|(from, height)| *from == f64::INFINITY && *height > 0.0)
                .then(|| said(never))
        }
        _ => None,
    })
}

/// Width of what is kept at the right of the plots.
pub fn side(chart: &Chart) -> f64 {
    match never(chart) {
        Some(_) => NEVER_AREA,
        None => 20.0,
    }
}

/// Middle of the bar for `never` on a page with this right edge.
fn middle(right: f64) -> f64 {
    right - NEVER_WORDS / 2.0
}

/// Writes below the bars at the side what they are.
pub fn name_never(scene: &mut Scene, label: &str, right: f64, top: f64) {
    let block = fit(label, Weight::Regular, NEVER_WORDS, (TICK_SIZE, 20.0), 2);
    scene.block(&block, middle(right), top, Anchor::Middle, Weight::Regular, SOFT_INK);
}

/// Where bars begin and end, of a chart that has some.
pub fn ends(chart: &Chart) -> Option<[&[f64]; 2]> {
    chart.marks.iter().find_map(|mark| match mark {
        Mark::Column { from, to, .. } => Some([from, to].map(|key| chart.data.numbers(key))),
        _ => None,
    })
}

/// Draws the bars of a panel.
pub fn draw(drawn: &Drawn, scene: &mut Scene, plot: &Plot, mark: &Mark) {
    let Mark::Column {
        from,
        to,
        height,
        never: word,
    } = mark
    else {
        return;
    };
    let Region {
        left, right, bottom, ..
    } = plot.region;
    let has_side = never(drawn.chart).is_some();
    for series in drawn.chart.series_of(drawn.panel) {
        for &row in &series.rows {
            let [from, to, share] = [from, to, height].map(|key| drawn.chart.data.numbers(key)[row]);
            let label = drawn.named(series.label);
            let hover = |bar: String| {
                drawn.words.of(match drawn.y_axis.scale {
                    Scale::Share => message!("hover-bar", label = &label, bar = bar, share = percent(share)),
                    scale => {
                        let count = drawn.words.written(share, scale);
                        let count = measured(&count, &drawn.around(row), drawn.y_axis);
                        message!("hover-count", bar = bar, count = count)
                    }
                })
            };
            // What has no share is a number about the bars, no bar.
            if share.is_nan() {
                continue;
            }
            if from == f64::INFINITY {
                if has_side {
                    let x = middle(right + NEVER_AREA);
                    never_bar(scene, share, series.hue, plot.region, x);
                    let text = hover(said(word).to_owned());
                    scene.tooltip((x, (plot.region.top + bottom) / 2.0), text);
                }
            } else if share > 0.0 {
                let range = drawn.words.range(from, to, drawn.plane.x_axis.scale);
                let (from, to) = (plot.x(from).clamp(left, right), plot.x(to).clamp(left, right));
                let gap = if to - from > 6.0 { 1.0 } else { 0.0 };
                let top = plot.y_inside(share).min(bottom - 1.5);
                let bar = Region {
                    left: from + gap,
                    top,
                    right: to - gap,
                    bottom,
                };
                scene.bar(bar, series.hue.color(), 0.75);
                let text = hover(measured(&range, "", drawn.plane.x_axis));
                scene.tooltip(((from + to) / 2.0, top), text);
            }
        }
    }
    scene.level(bottom, left, right, RULE);
}

/// The line at the median, through the bars.
pub fn median(scene: &mut Scene, plot: &Plot, at: f64) {
    let x = plot.x(at);
    scene.line(vec![(x, plot.region.bottom), (x, plot.region.top - 2.0)], INK, 2.0);
}

/// The share of worlds in which it never happens, as part of a bar that stands for all worlds.
fn never_bar(scene: &mut Scene, share: f64, hue: Hue, region: Region, middle: f64) {
    let (left, right) = (middle - NEVER_BAR / 2.0, middle + NEVER_BAR / 2.0);
    scene.bar(Region { left, right, ..region }, TRACK, 1.0);
    let top = region.bottom - region.height() * share;
    let part = Region {
        left,
        top,
        right,
        bottom: region.bottom,
    };
    scene.bar(part, hue.color(), 0.75);
    scene.level(region.bottom, left, right, RULE);
    let above = top - region.top > LABEL_SIZE * 1.3;
    let (baseline, color) = if above {
        (top - 8.0, hue.ink())
    } else {
        (top + LABEL_SIZE * 1.15, PAPER)
    };
    let look = Type {
        size: LABEL_SIZE,
        weight: Weight::Bold,
        color,
    };
    let write = |scene: &mut Scene| scene.text(percent(share), (middle, baseline), Anchor::Middle, look);
    if above { write(scene) } else { scene.on_color(write) }
}
