//! What every page has around its chart: title, subtitle, foot, and a key where labels at the series have no room.

use plotters::style::RGBColor;

use super::FigureText;
use super::scene::{Anchor, Point, Region, Scene, Type};
use crate::report::theme::{
    FOOT_SIZE, INK, LABEL_SIZE, MARGIN, PAGE_WIDTH, RULE, SOFT_INK, SUBTITLE_SIZE, TICK_SIZE, TITLE_SIZE, Weight, fit,
    text_width,
};

/// Readers without the embedded font see an SVG in a font that may be a little wider; lines leave room for it.
const SLACK: f64 = 0.96;

/// Draws the words and returns the part of the page that is left for the chart.
pub fn page(scene: &mut Scene, text: &FigureText) -> Region {
    let (left, right) = (MARGIN, PAGE_WIDTH - MARGIN);
    let width = (right - left) * SLACK;
    let mut top = MARGIN * 0.6;
    let title = fit(&text.title, Weight::Bold, width, (TITLE_SIZE, 30.0), 2);
    scene.block(&title, left, top, Anchor::Start, Weight::Bold, INK);
    top += title.height() + 2.0;
    let subtitle = fit(&text.subtitle, Weight::Regular, width, (SUBTITLE_SIZE, 22.0), 2);
    scene.block(&subtitle, left, top, Anchor::Start, Weight::Regular, SOFT_INK);
    top += subtitle.height() + 22.0;
    let foot = fit(&text.foot, Weight::Regular, width, (FOOT_SIZE, 18.0), 2);
    let foot_top = scene.height - MARGIN * 0.5 - foot.height();
    scene.block(&foot, left, foot_top, Anchor::Start, Weight::Regular, SOFT_INK);
    Region {
        left,
        top,
        right,
        bottom: foot_top - 18.0,
    }
}

/// How a thing looks in the chart, for its key.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Swatch {
    Line(RGBColor),
    Band(RGBColor),
    Dot(RGBColor),
    Diamond(RGBColor),
    Upright,
}

/// Draws a row of explanations (more rows if they need them) and returns the height it took.
pub fn key(scene: &mut Scene, region: Region, items: &[(Swatch, String)]) -> f64 {
    const SWATCH: f64 = 40.0;
    let row = LABEL_SIZE * 1.5;
    let (mut x, mut y) = (region.left, region.top);
    for (swatch, label) in items {
        let width = SWATCH + 12.0 + text_width(label, Weight::Regular, TICK_SIZE) / SLACK + 40.0;
        if x > region.left && x + width > region.right + 40.0 {
            (x, y) = (region.left, y + row);
        }
        let middle = y + row / 2.0;
        let centre = (x + SWATCH / 2.0, middle);
        match *swatch {
            Swatch::Line(color) => scene.line(vec![(x, middle), (x + SWATCH, middle)], color, 5.0),
            Swatch::Band(color) => {
                let region = Region {
                    left: x,
                    top: middle - 11.0,
                    right: x + SWATCH,
                    bottom: middle + 11.0,
                };
                scene.bar(region, color, 0.30);
                scene.line(vec![(centre.0, middle - 11.0), (centre.0, middle + 11.0)], color, 4.0);
            }
            Swatch::Dot(color) => scene.dot(centre, 7.0, color),
            Swatch::Diamond(color) => diamond(scene, centre, 11.0, color),
            Swatch::Upright => scene.upright(centre.0, middle - 14.0, middle + 14.0, RULE),
        }
        let look = Type {
            size: TICK_SIZE,
            weight: Weight::Regular,
            color: INK,
        };
        scene.text(
            label.as_str(),
            (x + SWATCH + 12.0, middle + 0.36 * TICK_SIZE),
            Anchor::Start,
            look,
        );
        x += width;
    }
    if items.is_empty() { 0.0 } else { y + row - region.top }
}

/// A filled diamond, the shape of what is outside of its band.
pub fn diamond(scene: &mut Scene, (x, y): Point, radius: f64, color: RGBColor) {
    let corners = |r: f64| vec![(x, y - r), (x + r, y), (x, y + r), (x - r, y)];
    scene.area(corners(radius + 2.5), crate::report::theme::PAPER, 1.0);
    scene.area(corners(radius), color, 1.0);
}
