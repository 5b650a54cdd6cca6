//! What every page has around its chart: title, subtitle, foot, and a key where labels at the series have no room.

use crate::scene::{Anchor, Point, Region, Scene, Type};
use results::direction::is_of_text;
use results::message;

use crate::localized::LocalizedFigure;
use crate::theme::{
    Block, FOOT_SIZE, INK, LABEL_SIZE, MARGIN, PAPER, RULE, Rgb, SOFT_INK, SUBTITLE_SIZE, TICK_SIZE, TITLE_SIZE,
    Weight, fit, text_width, wrap,
};
use crate::words::{Words, said};

/// Readers without the embedded font see an SVG in a font that may be a little wider; lines leave room for it.
pub const SLACK: f64 = 0.96;

/// Draws the words and returns the part of the page that is left for the chart.
pub fn page(scene: &mut Scene, of: &LocalizedFigure) -> Region {
    let text = &of.figure.text;
    let (left, right) = (MARGIN, scene.width - MARGIN);
    let width = (right - left) * SLACK;
    let mut top = MARGIN * 0.6;
    let title = fit(said(&text.title), Weight::Bold, width, (TITLE_SIZE, 30.0), 2);
    let sides = (left, right);
    words_at_start(scene, &title, sides, top, Weight::Bold, INK);
    top += title.height() + 2.0;
    let subtitle = fit(said(&text.subtitle), Weight::Regular, width, (SUBTITLE_SIZE, 22.0), 2);
    words_at_start(scene, &subtitle, sides, top, Weight::Regular, SOFT_INK);
    top += subtitle.height() + 22.0;
    let foot = fit(said(&text.foot), Weight::Regular, width, (FOOT_SIZE, 18.0), 2);
    let foot_top = scene.height - MARGIN * 0.5 - foot.height();
    words_at_start(scene, &foot, sides, foot_top, Weight::Regular, SOFT_INK);
    Region {
        left,
        top,
        right,
        bottom: foot_top - 18.0,
    }
}

/// Lines at the side at which their language begins them.
fn words_at_start(scene: &mut Scene, block: &Block, (left, right): (f64, f64), top: f64, weight: Weight, color: Rgb) {
    let (x, anchor) = match block.lines.iter().any(|line| is_of_text(line)) {
        true => (right, Anchor::End),
        false => (left, Anchor::Start),
    };
    scene.block(block, x, top, anchor, weight, color);
}

/// A page as long as a chart of this height needs, with its words, and where the chart goes.
pub fn page_for(of: &LocalizedFigure, height: f64) -> (Scene, Region) {
    let usual = page(&mut Scene::new(of.width, of.height), of);
    let mut scene = Scene::new(of.width, (of.height + height - usual.height()).round());
    let content = page(&mut scene, of);
    (scene, content)
}

/// How a thing looks in the chart, for its key.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Swatch {
    Line(Rgb),
    Band(Rgb),
    /// Of this opacity.
    FaintBand(Rgb, f64),
    Dot(Rgb),
    Diamond(Rgb),
    Upright,
}

/// Draws a row of explanations (more rows if they need them) from the side at which their language begins lines, and returns the height
/// it took.
pub fn key(scene: &mut Scene, region: Region, items: &[(Swatch, String)]) -> f64 {
    const SWATCH: f64 = 40.0;
    let row = LABEL_SIZE * 1.5;
    let is_from_right = items.iter().any(|(_, label)| is_of_text(label));
    let anchor = if is_from_right { Anchor::End } else { Anchor::Start };
    // Where what lies this far from the left goes.
    let place = |x: f64| match is_from_right {
        true => region.left + region.right - x,
        false => x,
    };
    let (mut x, mut y) = (region.left, region.top);
    for (swatch, label) in items {
        let width = SWATCH + 12.0 + text_width(label, Weight::Regular, TICK_SIZE) / SLACK + 40.0;
        if x > region.left && x + width > region.right + 40.0 {
            (x, y) = (region.left, y + row);
        }
        let middle = y + row / 2.0;
        let centre = (place(x + SWATCH / 2.0), middle);
        let field = Region {
            left: centre.0 - SWATCH / 2.0,
            top: middle - 11.0,
            right: centre.0 + SWATCH / 2.0,
            bottom: middle + 11.0,
        };
        match *swatch {
            Swatch::Line(color) => scene.line(vec![(field.left, middle), (field.right, middle)], color, 5.0),
            Swatch::Band(color) => {
                scene.bar(field, color, 0.30);
                scene.line(vec![(centre.0, field.top), (centre.0, field.bottom)], color, 4.0);
            }
            Swatch::FaintBand(color, opacity) => scene.bar(field, color, opacity),
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
            (place(x + SWATCH + 12.0), middle + 0.36 * TICK_SIZE),
            anchor,
            look,
        );
        x += width;
    }
    if items.is_empty() { 0.0 } else { y + row - region.top }
}

/// A filled diamond, the shape of what is outside of its band.
pub fn diamond(scene: &mut Scene, (x, y): Point, radius: f64, color: Rgb) {
    let corners = |r: f64| vec![(x, y - r), (x + r, y), (x, y + r), (x - r, y)];
    scene.area(corners(radius + 2.5), PAPER, 1.0);
    scene.area(corners(radius), color, 1.0);
}

/// Places the unit of the upright axis and the words beside an upright rule, such as the end of history, above the plot.
pub struct Heading<'a> {
    unit: Vec<String>,
    /// Where the rule is, and what stands before and after it.
    rule: Option<(f64, [&'a str; 2])>,
    /// Whether the words need a line of their own.
    apart: bool,
}

impl<'a> Heading<'a> {
    const LINE: f64 = TICK_SIZE * 1.4;
    /// Space above the numbers at the top of the axis.
    const BELOW: f64 = 22.0;

    /// `left` and `right` bound the page.
    pub fn new(unit: &str, rule: Option<(f64, [&'a str; 2])>, left: f64, right: f64) -> Self {
        let unit = wrap(unit, Weight::Regular, TICK_SIZE, right - left);
        let widths = unit.iter().map(|line| text_width(line, Weight::Regular, TICK_SIZE));
        let end = left + widths.fold(0.0, f64::max);
        let apart = rule.is_some_and(|(x, words)| {
            let word = text_width(words[0], Weight::Regular, TICK_SIZE);
            x - word - 12.0 < end + 30.0
        });
        Self { unit, rule, apart }
    }

    pub fn height(&self) -> f64 {
        let lines = self.unit.len() + usize::from(self.apart || (self.unit.is_empty() && self.rule.is_some()));
        Self::LINE * lines as f64 + Self::BELOW
    }

    /// Draws it with its top at `top`; returns where the rule starts.
    pub fn draw(&self, scene: &mut Scene, left: f64, top: f64) -> f64 {
        let look = Type {
            size: TICK_SIZE,
            weight: Weight::Regular,
            color: SOFT_INK,
        };
        for (row, line) in self.unit.iter().enumerate() {
            let baseline = top + TICK_SIZE + Self::LINE * row as f64;
            scene.text(line.as_str(), (left, baseline), Anchor::Start, look);
        }
        let line_top = top + self.height() - Self::BELOW - Self::LINE;
        if let Some((x, [before, after])) = self.rule {
            let baseline = line_top + TICK_SIZE;
            scene.text(before, (x - 12.0, baseline), Anchor::End, look);
            scene.text(after, (x + 12.0, baseline), Anchor::Start, look);
        }
        line_top
    }
}

/// Says so where there is nothing to draw.
pub fn nothing(scene: &mut Scene, words: Words, region: Region) {
    let look = Type {
        size: TICK_SIZE,
        weight: Weight::Regular,
        color: RULE,
    };
    let middle = (
        (region.left + region.right) / 2.0,
        (region.top + region.bottom) / 2.0 + 0.36 * TICK_SIZE,
    );
    let (x, y) = middle;
    scene.bar(
        Region {
            left: x - 80.0,
            top: y - TICK_SIZE,
            right: x + 80.0,
            bottom: y + 8.0,
        },
        PAPER,
        1.0,
    );
    scene.text(words.of(message!("chart-nothing")), middle, Anchor::Middle, look);
}
