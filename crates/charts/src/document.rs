//! A page as an SVG document of its own, with real text, written through plotters; the PNG is made from it.

use plotters::backend::SVGBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, FontTransform, RGBColor, ShapeStyle, TextStyle, WHITE};

use crate::fonts::family;
use crate::scene::{Anchor, Direction, Point, Scene, Shape};
use crate::svg::escaped;
use crate::theme::{PAGE_WIDTH, Rgb, UNITS, Weight};
use error::{Error, Result};

/// Plotters writes an em as its font size divided by this.
const SIZE_PER_EM: f64 = 1.24;
/// Plotters puts the baseline of top-anchored text this share of an em below its position.
const ASCENT: f64 = 0.76;
/// Cells that touch reach this far under their next neighbour, so that no seam shows where an edge lies between pixels.
const UNDERLAP: f64 = 0.5;

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// The page at its logical size. `title` is its name, `words` what it shows for those who cannot see it.
///
/// # Errors
/// None that a figure can cause: plotters writes into memory.
pub fn document(scene: &Scene, title: &str, words: &str) -> Result<String> {
    let [width, height] = [PAGE_WIDTH, scene.height].map(|length| (length * UNITS).round() as u32);
    let mut document = String::new();
    {
        let area = SVGBackend::with_string(&mut document, (width, height)).into_drawing_area();
        area.fill(&WHITE).map_err(failed)?;
        for (position, shape) in scene.shapes.iter().enumerate() {
            let is_cell = scene.on_color.iter().any(|range| range.contains(&position));
            paint(shape, is_cell, &area)?;
        }
        area.present().map_err(failed)?;
    }
    // Plotters opens the document at the size of its own units; readers want the logical size, round joins and a name.
    let body = document.split_once('>').map_or("", |(_, body)| body);
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{PAGE_WIDTH}\" height=\"{}\" viewBox=\"0 0 {width} \
         {height}\" role=\"img\" stroke-linejoin=\"round\" stroke-linecap=\"round\">\n<title>{}</title>\n<desc>{}</desc>{body}",
        scene.height,
        escaped(title),
        escaped(words),
    ))
}

fn failed(problem: impl std::fmt::Display) -> Error {
    Error::File(format!("a figure could not be drawn: {problem}"))
}

fn units(value: f64) -> i32 {
    (value * UNITS).round() as i32
}

fn at(point: &Point) -> (i32, i32) {
    (units(point.0), units(point.1))
}

fn color_of(Rgb(red, green, blue): Rgb) -> RGBColor {
    RGBColor(red, green, blue)
}

fn paint(shape: &Shape, is_cell: bool, area: &Area) -> Result<()> {
    match shape {
        Shape::Line {
            points,
            color,
            width,
            opacity,
        } => {
            let style = ShapeStyle {
                color: color_of(*color).mix(*opacity),
                filled: false,
                stroke_width: units(*width).max(1) as u32,
            };
            area.draw(&PathElement::new(points.iter().map(at).collect::<Vec<_>>(), style))
        }
        Shape::Area { points, color, opacity } => area.draw(&Polygon::new(
            points.iter().map(at).collect::<Vec<_>>(),
            color_of(*color).mix(*opacity),
        )),
        Shape::Bar {
            left,
            top,
            right,
            bottom,
            color,
            opacity,
        } => {
            let further = if is_cell { UNDERLAP } else { 0.0 };
            let corners = [at(&(*left, *top)), at(&(right + further, bottom + further))];
            area.draw(&Rectangle::new(corners, color_of(*color).mix(*opacity).filled()))
        }
        Shape::Dot {
            at: center,
            radius,
            color,
        } => area.draw(&Circle::new(at(center), units(*radius), color_of(*color).filled())),
        Shape::Text {
            at: (x, y),
            anchor,
            direction,
            look,
            text,
        } => {
            let horizontal = match anchor {
                Anchor::Start => HPos::Left,
                Anchor::Middle => HPos::Center,
                Anchor::End => HPos::Right,
            };
            let weight = match look.weight {
                Weight::Regular => FontStyle::Normal,
                Weight::Bold => FontStyle::Bold,
            };
            let family = family(text, "sans-serif");
            let font = FontDesc::new(FontFamily::Name(&family), look.size * UNITS * SIZE_PER_EM, weight);
            // Plotters turns text around its position, which lies above (or left of) the baseline.
            let rise = look.size * ASCENT;
            let (font, position) = match direction {
                Direction::Level => (font, (*x, y - rise)),
                Direction::Upwards => (font.transform(FontTransform::Rotate270), (x - rise, *y)),
            };
            let style = TextStyle {
                font,
                color: color_of(look.color).to_backend_color(),
                pos: Pos::new(horizontal, VPos::Top),
            };
            area.draw(&Text::new(text.as_str(), at(&position), style))
        }
    }
    .map_err(failed)
}
