//! A page as SVG elements of an HTML page: real text, and colours that follow the theme of the page.

use std::fmt::Write;

use results::direction::is_of_text;

use crate::fonts::family;
use crate::outline::{push_area, push_bar, push_line};
use crate::palette::Colors;
use crate::scene::{Anchor, Direction, Region, Scene, Shape};
use crate::theme::{Rgb, UNITS, Weight, text_width};

/// Text wider than this is held to its width, so that it covers nothing where the reader's font is a wider one.
const HELD: f64 = 60.0;
/// Where the reader has not the embedded fonts.
const OTHER_FONTS: &str = "system-ui,sans-serif";
/// Height of a piece that still fits on a sheet of paper, as wide as its text.
const SHEET: f64 = 1900.0;

/// The drawing in as many pieces as sheets need it.
pub fn elements(scene: &Scene, id: &str, words: &str) -> String {
    let mut parts = String::new();
    let mut top = 0.0;
    for (number, bottom) in sheets(scene).into_iter().enumerate() {
        let (id, said) = match number {
            0 => (id.to_owned(), format!("role=\"img\" aria-label=\"{}\"", escaped(words))),
            // The first has said it all.
            later => (format!("{id}-{}", later + 1), "aria-hidden=\"true\"".to_owned()),
        };
        parts.push_str(&element(scene, (top, bottom), &id, &said));
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

/// The height from the highest to the lowest point of a shape, roughly for text.
fn reach(shape: &Shape) -> (f64, f64) {
    match shape {
        Shape::Line { points, .. } | Shape::Area { points, .. } => points
            .iter()
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(top, bottom), point| {
                (top.min(point.1), bottom.max(point.1))
            }),
        Shape::Bar { top, bottom, .. } => (*top, *bottom),
        Shape::Dot { at, radius, .. } => (at.1 - radius, at.1 + radius),
        Shape::Text { at, look, .. } => (at.1 - look.size, at.1),
    }
}

/// What lies from `top` to `bottom`, as one element.
fn element(scene: &Scene, (top, bottom): (f64, f64), id: &str, said: &str) -> String {
    let mut writer = Writer::new();
    writer.write(scene, |shape| {
        let (highest, lowest) = reach(shape);
        highest < bottom && lowest >= top
    });
    let rules = writer.classes.iter().enumerate();
    let rules: String = rules
        .map(|(number, rule)| format!("#{id} .c{number}{{{rule}}}"))
        .collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{id}\" viewBox=\"0 {top} {} {}\" width=\"100%\" {said} \
         stroke-linejoin=\"round\" stroke-linecap=\"round\">\
         <style>#{id}{{font-family:{};direction:ltr;background:var(--paper,#fff)}}{rules}</style>\
         <g transform=\"scale({})\">{}</g></svg>",
        scene.width,
        bottom - top,
        family("", OTHER_FONTS),
        1.0 / UNITS,
        writer.body,
    )
}

/// Text as it may stand between tags and in attributes.
pub fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;")
}

/// A path that shapes of the same look are added to.
struct Open {
    rule: String,
    path: String,
}

struct Writer {
    colors: Colors,
    /// The declarations of each class of looks.
    classes: Vec<String>,
    body: String,
    open: Option<Open>,
}

impl Writer {
    fn new() -> Self {
        Self {
            colors: Colors::new(),
            classes: Vec::new(),
            body: String::new(),
            open: None,
        }
    }

    fn write(&mut self, scene: &Scene, is_within: impl Fn(&Shape) -> bool) {
        for (position, shape) in scene.shapes.iter().enumerate().filter(|(_, shape)| is_within(shape)) {
            let on_color = scene.on_color.iter().any(|range| range.contains(&position));
            self.shape(shape, on_color);
        }
        self.close();
    }

    /// The attribute that gives a shape its look.
    fn attribute(&mut self, rule: String) -> String {
        let found = self.classes.iter().position(|other| *other == rule);
        let number = found.unwrap_or_else(|| {
            self.classes.push(rule);
            self.classes.len() - 1
        });
        format!("class=\"c{number}\"")
    }

    /// A colour as CSS; `on_color` where it lies on coloured ground, which no theme changes.
    fn color(&self, color: Rgb, on_color: bool) -> String {
        match on_color {
            true => self.colors.fixed(color),
            false => self.colors.themed(color),
        }
    }

    fn close(&mut self) {
        if let Some(Open { rule, path }) = self.open.take() {
            let look = self.attribute(rule);
            // Writing to a string cannot fail.
            let _ = write!(self.body, "<path {look} d=\"{path}\"/>");
        }
    }

    /// Where to write an outline of this look. Shapes that let others through stay apart, as they add up.
    fn path(&mut self, rule: String, opacity: f64) -> &mut String {
        let same = self
            .open
            .as_ref()
            .is_some_and(|open| open.rule == rule && opacity >= 1.0);
        if !same {
            self.close();
        }
        let fresh = || Open {
            rule,
            path: String::new(),
        };
        &mut self.open.get_or_insert_with(fresh).path
    }

    fn shape(&mut self, shape: &Shape, on_color: bool) {
        match shape {
            Shape::Line {
                points,
                color,
                width,
                opacity,
            } => {
                let color = self.color(*color, on_color);
                let width = (width * UNITS).round();
                let rule = format!("fill:none;stroke:{color};stroke-width:{width}{}", faint(*opacity));
                push_line(self.path(rule, *opacity), points);
            }
            Shape::Area { points, color, opacity } => {
                let rule = format!("fill:{}{}", self.color(*color, on_color), faint(*opacity));
                push_area(self.path(rule, *opacity), points);
            }
            Shape::Bar {
                left,
                top,
                right,
                bottom,
                color,
                opacity,
            } => {
                // Cells that touch show no seam where their edges lie between pixels.
                let crisp = if on_color { ";shape-rendering:crispEdges" } else { "" };
                let rule = format!("fill:{}{}{crisp}", self.color(*color, on_color), faint(*opacity));
                let region = Region {
                    left: *left,
                    top: *top,
                    right: *right,
                    bottom: *bottom,
                };
                push_bar(self.path(rule, *opacity), region);
            }
            Shape::Dot { at, radius, color } => {
                self.close();
                let rule = format!("fill:{}", self.color(*color, on_color));
                let class = self.attribute(rule);
                let [x, y, radius] = [at.0, at.1, *radius].map(|value| (value * UNITS).round());
                let _ = write!(self.body, "<circle {class} cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
            }
            Shape::Text {
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
                let color = self.color(look.color, on_color);
                let family = match is_of_text(text) {
                    true => format!(";font-family:{}", family(text, OTHER_FONTS)),
                    false => String::new(),
                };
                let class = self.attribute(format!("fill:{color};font-size:{size}px{weight}{anchor}{family}"));
                let [x, y] = [at.0, at.1].map(|value| (value * UNITS).round());
                let turn = match direction {
                    Direction::Level => String::new(),
                    Direction::Upwards => format!(" transform=\"matrix(0 -1 1 0 {} {})\"", x - y, y + x),
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
                let _ = write!(self.body, "<text {class} x=\"{x}\" y=\"{y}\"{turn}{held}>{text}</text>");
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
