//! Histograms of one number a world, with the worlds in which it never happens as a bar of their own at the side.

use serde::{Deserialize, Serialize};

use super::axis::{Extent, Ruler};
use super::histogram::{Distribution, Observed, binned};
use super::numbers::{percent, three_figures, written};
use super::page::page;
use super::plot::{Plot, numbers_height, numbers_width};
use super::scene::{Anchor, Region, Scene, Type};
use super::spoken::Wording;
use super::spots::measured;
use super::{Axis, Scale};
use crate::catalogue::Catalogue;
use crate::phrases::quantity;
use crate::theme::{
    INK, LABEL_SIZE, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, PAPER, RULE, SOFT_INK, TICK_SIZE, TRACK, Weight, fit, text_width,
};
use crate::{later, say};

/// Width of the bar for `never`.
const NEVER_BAR: f64 = 84.0;
/// Width of what is kept at the right for it.
const NEVER_AREA: f64 = 240.0;

/// One histogram a group, below each other on the same axes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DistributionChart {
    pub groups: Vec<Distribution>,
    /// The axis of the number itself, which lies level.
    pub axis: Axis,
    /// What stands below the bar at the side, such as `never by 2040`.
    pub never_label: String,
}

/// A bar: its ends and the share of all worlds in it.
pub type Bar = (f64, f64, f64);

impl DistributionChart {
    fn extent(&self) -> Extent {
        Extent::of(self.groups.iter().flat_map(Distribution::ends))
    }

    /// Width of what is kept at the right of the plot.
    fn side(&self) -> f64 {
        let never = self.groups.iter().any(|group| group.never_share > 0.0);
        if never { NEVER_AREA } else { 20.0 }
    }

    /// The level axis, the edges into which values are counted, and the bars of each group.
    pub(super) fn binned(&self) -> (Ruler, Vec<f64>, Vec<Vec<Bar>>) {
        let width = PAGE_WIDTH - 2.0 * MARGIN - self.side();
        let extent = self.extent();
        let ruler = Ruler::new(&self.axis, extent, (width / 150.0) as usize);
        let (ruler, edges) = binned(ruler, &self.axis, extent);
        let bars = self.groups.iter().map(|group| group.bars(&edges)).collect();
        (ruler, edges, bars)
    }
}

/// The whole page.
pub fn lay_out(text: Wording, chart: &DistributionChart) -> Scene {
    let mut scene = Scene::new(PAGE_HEIGHT);
    let content = page(&mut scene, text);
    let groups = &chart.groups;
    let never = groups.iter().any(|group| group.never_share > 0.0);
    let extent = chart.extent();
    let side = chart.side();
    let (x, edges, bars) = chart.binned();
    let highest = Extent::of(bars.iter().flatten().map(|(_, _, share)| *share).chain([0.0]));
    let highest = if highest.ends() == Some((0.0, 0.0)) {
        Extent::of([0.0, 0.1])
    } else {
        highest
    };
    let y = Ruler::new(&Axis::share(""), highest, 3);

    let left = content.left + numbers_width(&y, TICK_SIZE);
    let right = content.right - side;
    let unit = fit(
        &chart.axis.heading(text.words),
        Weight::Regular,
        content.width(),
        (TICK_SIZE, TICK_SIZE),
        1,
    );
    let bottom = content.bottom - numbers_height(TICK_SIZE) - unit.height() - 4.0;
    let scale = say!(
        text.words,
        "chart.bars",
        width = bar_width(text.words, &edges, groups, chart.axis.scale)
    );
    let look = Type {
        size: TICK_SIZE,
        weight: Weight::Regular,
        color: SOFT_INK,
    };
    scene.text(scale, (content.left, content.top + TICK_SIZE), Anchor::Start, look);
    let top = content.top + TICK_SIZE * 1.4 + 8.0;
    let height = (bottom - top) / groups.len().max(1) as f64;
    for (index, (group, bars)) in groups.iter().zip(&bars).enumerate() {
        let row_top = top + height * index as f64;
        let baseline = row_top + LABEL_SIZE * 1.25;
        heading(
            &mut scene,
            text.words,
            group,
            chart.axis.scale,
            (content.left, baseline),
            right,
        );
        let region = Region {
            left,
            top: row_top + LABEL_SIZE * 2.25,
            right,
            bottom: row_top + height - 16.0,
        };
        let plot = Plot { region, x: &x, y: &y };
        plot.draw_y(&mut scene, TICK_SIZE);
        plot.draw_x(
            &mut scene,
            TICK_SIZE,
            index + 1 == groups.len() && extent.ends().is_some(),
        );
        histogram(&mut scene, &plot, group, bars, &chart.axis);
        if never {
            let middle = content.right - (NEVER_AREA - 40.0) / 2.0;
            never_bar(&mut scene, group, region, middle);
            let share = percent(group.never_share);
            let text = later!(
                "hover.bar",
                label = &group.label,
                bar = &chart.never_label,
                share = share,
            );
            scene.spot((middle, (region.top + region.bottom) / 2.0), text);
        }
    }
    let below = bottom - 16.0 + numbers_height(TICK_SIZE) + 4.0;
    scene.block(
        &unit,
        (left + right) / 2.0,
        below,
        Anchor::Middle,
        Weight::Regular,
        SOFT_INK,
    );
    if never {
        let label = fit(
            &chart.never_label,
            Weight::Regular,
            NEVER_AREA - 40.0,
            (TICK_SIZE, 20.0),
            2,
        );
        let middle = content.right - (NEVER_AREA - 40.0) / 2.0;
        scene.block(&label, middle, bottom - 6.0, Anchor::Middle, Weight::Regular, SOFT_INK);
    }
    scene
}

/// In words for the reader, how wide a bar is.
fn bar_width(words: &Catalogue, edges: &[f64], groups: &[Distribution], scale: Scale) -> String {
    let counted = groups.iter().find_map(|group| match &group.observed {
        Observed::Bins { edges, .. } => Some(edges.as_slice()),
        Observed::Values(_) => None,
    });
    match (counted.unwrap_or(edges), scale) {
        (_, Scale::Log) => say!(words, "chart.equal_ratios"),
        ([from, to, ..], Scale::Year) if to - from < 0.99 => {
            words.fill(&quantity(&format!("{:.0}", (to - from) * 12.0), "months"))
        }
        ([from, to, ..], Scale::Year) => words.fill(&quantity(&three_figures(to - from), "years")),
        ([from, to, ..], Scale::Share) => say!(words, "chart.wide", width = percent(to - from)),
        ([from, to, ..], Scale::Linear) => say!(words, "chart.wide", width = three_figures(to - from)),
        _ => say!(words, "chart.one_bar"),
    }
}

/// Name of the group and its quantiles in words.
fn heading(scene: &mut Scene, words: &Catalogue, group: &Distribution, scale: Scale, at: (f64, f64), right: f64) {
    let write = |value: f64| written(value, scale);
    let said = match group.quantiles() {
        None => say!(words, "chart.no_world"),
        Some([low, median, high]) if low.is_infinite() => say!(words, "chart.median", median = write(median.max(high))),
        Some([low, median, high]) => say!(
            words,
            "chart.quantiles",
            median = write(median),
            low = write(low),
            high = write(high),
        ),
    };
    let room = right - at.0;
    let gap = 18.0;
    let mut size = LABEL_SIZE;
    let width = |size: f64| text_width(&group.label, Weight::Bold, size) + text_width(&said, Weight::Regular, size);
    while size > 14.0 && width(size) + gap > room {
        size -= 1.0;
    }
    scene.text(
        group.label.as_str(),
        at,
        Anchor::Start,
        Type {
            size,
            weight: Weight::Bold,
            color: group.hue.ink(),
        },
    );
    let x = at.0 + text_width(&group.label, Weight::Bold, size) * 1.03 + gap;
    scene.text(
        said,
        (x, at.1),
        Anchor::Start,
        Type {
            size,
            weight: Weight::Regular,
            color: SOFT_INK,
        },
    );
}

fn histogram(scene: &mut Scene, plot: &Plot, group: &Distribution, bars: &[Bar], axis: &Axis) {
    for (from, to, share) in bars.iter().filter(|(_, _, share)| *share > 0.0) {
        let [low, high] = [from, to].map(|end| written(*end, axis.scale));
        let bar = measured(&later!("figure.to", low = low, high = high), "", axis);
        let Region {
            left, right, bottom, ..
        } = plot.region;
        let (from, to) = (plot.x(*from).clamp(left, right), plot.x(*to).clamp(left, right));
        let gap = if to - from > 6.0 { 1.0 } else { 0.0 };
        let top = plot.y_inside(*share).min(bottom - 1.5);
        scene.bar(
            Region {
                left: from + gap,
                top,
                right: to - gap,
                bottom,
            },
            group.hue.color(),
            0.75,
        );
        let text = later!("hover.bar", label = &group.label, bar = bar, share = percent(*share),);
        scene.spot(((from + to) / 2.0, top), text);
    }
    scene.level(plot.region.bottom, plot.region.left, plot.region.right, RULE);
    if let Some([_, median, _]) = group
        .quantiles()
        .filter(|[_, median, _]| (0.0..=1.0).contains(&plot.x.place(*median)))
    {
        let x = plot.x(median);
        scene.line(vec![(x, plot.region.bottom), (x, plot.region.top - 2.0)], INK, 2.0);
    }
}

/// The share of worlds in which it never happens, as part of a bar that stands for all worlds.
fn never_bar(scene: &mut Scene, group: &Distribution, region: Region, middle: f64) {
    let (left, right) = (middle - NEVER_BAR / 2.0, middle + NEVER_BAR / 2.0);
    scene.bar(Region { left, right, ..region }, TRACK, 1.0);
    let top = region.bottom - region.height() * group.never_share;
    scene.bar(
        Region {
            left,
            top,
            right,
            bottom: region.bottom,
        },
        group.hue.color(),
        0.75,
    );
    scene.level(region.bottom, left, right, RULE);
    let words = percent(group.never_share);
    let above = top - region.top > LABEL_SIZE * 1.3;
    let (baseline, color) = if above {
        (top - 8.0, group.hue.ink())
    } else {
        (top + LABEL_SIZE * 1.15, PAPER)
    };
    let look = Type {
        size: LABEL_SIZE,
        weight: Weight::Bold,
        color,
    };
    let write = |scene: &mut Scene| scene.text(words, (middle, baseline), Anchor::Middle, look);
    if above { write(scene) } else { scene.on_color(write) }
}
