//! Colours for numbers and the key that tells which is which.

use results::message;

use super::page::{Swatch, key};
use super::plot::level_ruler;
use crate::axis::{Axis, AxisScale, Domain};
use crate::mark::Shading;
use crate::scene::{Anchor, Region, Scene, Type};
use crate::theme::{Block, MISSING, NEVER, Palette, Rgb, SMALL_SIZE, SOFT_INK, TICK_SIZE, Weight, fit, text_width};
use crate::words::{Words, said};

/// Domain of the strip of colours.
const STRIP: (f64, f64) = (520.0, 22.0);
/// Room for half a number at each end of the strip.
const HALF_NUMBER: f64 = 40.0;
/// Steps in which the strip is drawn.
const STEPS: usize = 104;

/// Numbers with their colours.
pub struct Colors {
    pub ruler: AxisScale,
    palette: Palette,
    /// Where on the ruler the middle of a diverging palette lies, and the largest distance from it.
    center: Option<(f64, f64)>,
    /// Share of the palette that is left out at its light end.
    left_out: f64,
    /// Whether lines have the colours, not cells.
    of_lines: bool,
    unit: Block,
}

impl Colors {
    /// `width` is that of the chart.
    pub fn new(axis: &Axis, shading: Shading, values: Domain, width: f64) -> Self {
        let ruler = level_ruler(axis, values, STRIP.0, SMALL_SIZE);
        let (palette, center) = match shading {
            Shading::Sequential => (Palette::Sequential, None),
            Shading::Diverging { middle } => {
                let place = ruler.place(middle);
                (Palette::Diverging, Some((place, place.abs().max((1.0 - place).abs()))))
            }
        };
        Self {
            ruler,
            palette,
            center,
            left_out: 0.0,
            of_lines: false,
            unit: fit(said(&axis.unit), Weight::Regular, width, (TICK_SIZE, SMALL_SIZE), 2),
        }
    }

    /// The same without the lightest colours, in which thin lines could not be seen on the page.
    pub fn for_lines(self) -> Self {
        let left_out = match self.palette {
            Palette::Sequential => 0.3,
            Palette::Diverging => 0.0,
        };
        Self {
            left_out,
            of_lines: true,
            ..self
        }
    }

    /// The colour of a value; beyond the ends of the key it is that of the end.
    pub fn of(&self, value: f64) -> Rgb {
        match value {
            _ if value.is_nan() => MISSING,
            _ if value == f64::INFINITY => NEVER,
            _ => self.at(self.ruler.place(value).clamp(0.0, 1.0)),
        }
    }

    fn at(&self, place: f64) -> Rgb {
        self.palette.color(match self.center {
            Some((middle, farthest)) => 0.5 + 0.5 * (place - middle) / farthest,
            None => self.left_out + (1.0 - self.left_out) * place,
        })
    }

    /// Height of the key.
    pub fn key_height(&self) -> f64 {
        self.unit.height() + STRIP.1 + 12.0 + SMALL_SIZE * 1.5 + 14.0
    }

    fn draw_strip(&self, scene: &mut Scene, strip: Region) {
        // Each step reaches to the end, so that no seam shows between two.
        for step in 0..STEPS {
            let from = step as f64 / STEPS as f64;
            let left = strip.left + strip.width() * from;
            scene.bar(Region { left, ..strip }, self.at(from + 0.5 / STEPS as f64), 1.0);
        }
    }

    /// Draws the strip with its numbers below its unit, and what `others` mean to the right of it.
    pub fn draw_key(&self, scene: &mut Scene, content: Region, others: &[(Swatch, String)]) {
        let Region { left, top, .. } = content;
        let half_first = self
            .ruler
            .ticks
            .first()
            .map(|(_, label)| text_width(label, Weight::Regular, SMALL_SIZE) / 2.0);
        scene.block(&self.unit, left, top, Anchor::Start, Weight::Regular, SOFT_INK);
        let top = top + self.unit.height() + 4.0;
        let left = left + half_first.unwrap_or(0.0);
        // Cells keep their colours on any ground, lines follow it: the strip does as they do.
        let strip = Region {
            left,
            top,
            right: left + STRIP.0,
            bottom: top + STRIP.1,
        };
        match self.of_lines {
            true => self.draw_strip(scene, strip),
            false => scene.on_color(|scene| self.draw_strip(scene, strip)),
        }
        let look = Type {
            size: SMALL_SIZE,
            weight: Weight::Regular,
            color: SOFT_INK,
        };
        let bottom = top + STRIP.1;
        for (value, label) in &self.ruler.ticks {
            let x = left + STRIP.0 * self.ruler.place(*value);
            scene.upright(x, bottom, bottom + 6.0, SOFT_INK);
            scene.text(label.as_str(), (x, bottom + 8.0 + SMALL_SIZE), Anchor::Middle, look);
        }
        let beside = Region {
            left: left + STRIP.0 + HALF_NUMBER,
            top: top - 6.0,
            ..content
        };
        key(scene, beside, others);
    }
}

/// What the colours outside of the strip mean, as far as the values have them.
pub fn exceptions(words: Words, values: impl Iterator<Item = f64> + Clone, never: &str) -> Vec<(Swatch, String)> {
    let mut items = Vec::new();
    if values.clone().any(|value| value == f64::INFINITY) {
        items.push((Swatch::FaintBand(NEVER, 1.0), never.to_owned()));
    }
    if values.clone().any(f64::is_nan) {
        items.push((Swatch::FaintBand(MISSING, 1.0), words.of(message!("chart-no_value"))));
    }
    items
}
