//! A figure inside of an HTML page: SVG that follows the page's theme, and what to say at each place of it.

use std::fmt::Write;

use super::Spoken;
use super::outline::{push_area, push_bar, push_line};
use super::palette::Colors;
use super::scene::{Anchor, Direction, Mark, Region, Scene, UNITS};
use super::vector::escaped;
use crate::theme::{PAGE_WIDTH, Weight, text_width};
use engine::error::{Error, Result};

/// Text wider than this is held to its width, so that it covers nothing where the reader's font is a wider one.
const HELD: f64 = 60.0;
/// Height of a piece that still fits on a sheet of paper, as wide as its text.
const SHEET: f64 = 1900.0;

/// A figure for an HTML page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmbeddedFigure {
    /// One `<svg>` element, as wide as what it stands in, with `aria-label` as its words and no script; of a page that is longer than
    /// a sheet of paper several, to stand below each other without a gap. Their colours are CSS custom properties
    /// ([`super::dark_colors`] has those of a dark theme) that fall back to those of paper.
    pub svg: String,
    /// What is drawn where, as JSON: `[[x, y, "text"], ...]` in the coordinates of the `viewBox`.
    pub marks_json: String,
}

impl Spoken<'_> {
    /// The figure as an element of an HTML page. `id` (letters, digits, `-`) is the id of the element and the scope of its style.
    ///
    /// # Errors
    /// As [`super::render`].
    pub fn embedded(&self, id: &str) -> Result<EmbeddedFigure> {
        let scene = self.lay_out()?;
        let whole = |value: f64| value.round() as i32;
        let spots = scene
            .spots
            .iter()
            .map(|spot| (whole(spot.at.0), whole(spot.at.1), self.words.fill(&spot.text)));
        let spots: Vec<(i32, i32, String)> = spots.collect();
        Ok(EmbeddedFigure {
            svg: svgs(&scene, id, &self.alt()),
            marks_json: serde_json::to_string(&spots).map_err(|error| Error::File(error.to_string()))?,
        })
    }
}

/// The drawing in as many pieces as sheets need it.
fn svgs(scene: &Scene, id: &str, words: &str) -> String {
    let mut parts = String::new();
    let mut top = 0.0;
    for (number, bottom) in sheets(scene).into_iter().enumerate() {
        let (id, said) = match number {
            0 => (id.to_owned(), format!("role=\"img\" aria-label=\"{}\"", escaped(words))),
            // The first has said it all.
            later => (format!("{id}-{}", later + 1), "aria-hidden=\"true\"".to_owned()),
        };
        parts.push_str(&svg(scene, (top, bottom), &id, &said));
        top = bottom;
    }
    parts
}

/// Where the pieces end, none longer than a sheet if breaks allow it.
fn sheets(scene: &Scene) -> Vec<f64> {
    let mut ends = Vec::new();
    let mut top = 0.0;
    let breaks = scene.breaks.iter().copied().chain([scene.height]);
    let mut last = top;
    for next in breaks {
        if next - top > SHEET && last > top {
            ends.push(last);
            top = last;
        }
        last = next;
    }
    ends.push(scene.height);
    ends
}

/// The height from the highest to the lowest point of a mark, roughly for text.
fn reach(mark: &Mark) -> (f64, f64) {
    match mark {
        Mark::Line { points, .. } | Mark::Area { points, .. } => points
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(top, bottom), point| {
                (top.min(point.1), bottom.max(point.1))
            }),
        Mark::Bar { top, bottom, .. } => (*top, *bottom),
        Mark::Dot { at, radius, .. } => (at.1 - radius, at.1 + radius),
        Mark::Text { at, look, .. } => (at.1 - look.size, at.1),
    }
}

/// What lies from `top` to `bottom`, as one element.
fn svg(scene: &Scene, (top, bottom): (f64, f64), id: &str, said: &str) -> String {
    let mut writer = Writer {
        colors: Colors::new(),
        classes: Vec::new(),
        body: String::new(),
        open: None,
    };
    let is_within = |mark: &Mark| {
        let (highest, lowest) = reach(mark);
        highest < bottom && lowest >= top
    };
    for (position, mark) in scene.marks.iter().enumerate().filter(|(_, mark)| is_within(mark)) {
        let on_color = scene.on_color.iter().any(|range| range.contains(&position));
        writer.mark(mark, on_color);
    }
    writer.close();
    let classes = writer.classes.iter().enumerate();
    let rules: String = classes
        .map(|(number, rule)| format!("#{id} .c{number}{{{rule}}}"))
        .collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{id}\" viewBox=\"0 {top} {PAGE_WIDTH} {}\" width=\"100%\" {said} \
         stroke-linejoin=\"round\" stroke-linecap=\"round\">\
         <style>#{id}{{font-family:\"Noto Sans\",system-ui,sans-serif;background:var(--paper,#fff)}}{rules}</style>\
         <g transform=\"scale({})\">{}</g></svg>",
        bottom - top,
        1.0 / UNITS,
        writer.body,
    )
}

/// A path that marks of the same look are added to.
struct Open {
    class: usize,
    path: String,
}

struct Writer {
    colors: Colors,
    /// Declarations of each class.
    classes: Vec<String>,
    body: String,
    open: Option<Open>,
}

impl Writer {
    fn class(&mut self, rule: String) -> usize {
        let found = self.classes.iter().position(|other| *other == rule);
        found.unwrap_or_else(|| {
            self.classes.push(rule);
            self.classes.len() - 1
        })
    }

    fn close(&mut self) {
        if let Some(Open { class, path }) = self.open.take() {
            // Writing to a string cannot fail.
            let _ = write!(self.body, "<path class=\"c{class}\" d=\"{path}\"/>");
        }
    }

    /// Where to write an outline of this look. Marks that let others through stay apart, as they add up.
    fn path(&mut self, rule: String, opacity: f64) -> &mut String {
        let class = self.class(rule);
        let same = self
            .open
            .as_ref()
            .is_some_and(|open| open.class == class && opacity >= 1.0);
        if !same {
            self.close();
        }
        let fresh = || Open {
            class,
            path: String::new(),
        };
        &mut self.open.get_or_insert_with(fresh).path
    }

    fn mark(&mut self, mark: &Mark, on_color: bool) {
        let color_of = |colors: &Colors, color| {
            if on_color {
                colors.fixed(color)
            } else {
                colors.themed(color)
            }
        };
        match mark {
            Mark::Line {
                points,
                color,
                width,
                opacity,
            } => {
                let color = color_of(&self.colors, *color);
                let width = (width * UNITS).round();
                let rule = format!("fill:none;stroke:{color};stroke-width:{width}{}", faint(*opacity));
                push_line(self.path(rule, *opacity), points);
            }
            Mark::Area { points, color, opacity } => {
                let rule = format!("fill:{}{}", color_of(&self.colors, *color), faint(*opacity));
                push_area(self.path(rule, *opacity), points);
            }
            Mark::Bar {
                left,
                top,
                right,
                bottom,
                color,
                opacity,
            } => {
                // Cells that touch show no seam where their edges lie between pixels.
                let crisp = if on_color { ";shape-rendering:crispEdges" } else { "" };
                let rule = format!("fill:{}{}{crisp}", color_of(&self.colors, *color), faint(*opacity));
                let region = Region {
                    left: *left,
                    top: *top,
                    right: *right,
                    bottom: *bottom,
                };
                push_bar(self.path(rule, *opacity), region);
            }
            Mark::Dot { at, radius, color } => {
                self.close();
                let class = self.class(format!("fill:{}", color_of(&self.colors, *color)));
                let [x, y, radius] = [at.0, at.1, *radius].map(|value| (value * UNITS).round());
                let _ = write!(
                    self.body,
                    "<circle class=\"c{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"
                );
            }
            Mark::Text {
                at,
                anchor,
                direction,
                look,
                text,
            } => {
                self.close();
                let anchor = match anchor {
                    Anchor::Start => "",
                    Anchor::Middle => ";text-anchor:middle",
                    Anchor::End => ";text-anchor:end",
                };
                let weight = match look.weight {
                    Weight::Regular => "",
                    Weight::Bold => ";font-weight:700",
                };
                let size = (look.size * UNITS).round();
                let color = color_of(&self.colors, look.color);
                let class = self.class(format!("fill:{color};font-size:{size}px{weight}{anchor}"));
                let [x, y] = [at.0, at.1].map(|value| (value * UNITS).round());
                let turn = match direction {
                    Direction::Level => String::new(),
                    Direction::Upwards => format!(" transform=\"rotate(-90 {x} {y})\""),
                };
                let width = text_width(text, look.weight, look.size);
                let held = match width > HELD {
                    true => format!(
                        " textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"",
                        (width * UNITS).round()
                    ),
                    false => String::new(),
                };
                let text = escaped(text);
                let _ = write!(
                    self.body,
                    "<text class=\"c{class}\" x=\"{x}\" y=\"{y}\"{turn}{held}>{text}</text>"
                );
            }
        }
    }
}

/// The declaration of an opacity below one.
fn faint(opacity: f64) -> String {
    if opacity < 1.0 {
        format!(";opacity:{:.3}", opacity)
    } else {
        String::new()
    }
}
