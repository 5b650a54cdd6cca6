//! What a page consists of before it becomes SVG or PNG: lines, areas, dots and text at logical pixels.
//!
//! A chart is laid out once into a [`Scene`]; the scene is then painted through plotters onto either backend, so both
//! files show the same. Plotters' coordinates are whole numbers, hence a grid of tenths of a logical pixel.

use std::ops::Range;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, FontTransform, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::DrawingBackend;

use crate::theme::{Block, PAGE_WIDTH, PAPER, Weight};
use engine::error::{Error, Result};

/// Plotters' units in one logical pixel.
pub const UNITS: f64 = 10.0;
/// The font as CSS names it; machines without it fall back to their own.
pub const FAMILY: &str = "Noto Sans, sans-serif";
/// Plotters writes an em as its font size divided by this.
pub const SIZE_PER_EM: f64 = 1.24;
/// Plotters puts the baseline of top-anchored text this share of an em below its position.
pub const ASCENT: f64 = 0.76;

/// A position in logical pixels, y downwards.
pub type Point = (f64, f64);

/// Which end of a line of text is at its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// Which way a line of text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Level,
    /// From the bottom up, as on the back of a book.
    Upwards,
}

/// How a piece of text looks.
#[derive(Debug, Clone, Copy)]
pub struct Type {
    pub size: f64,
    pub weight: Weight,
    pub color: RGBColor,
}

/// One thing to paint.
#[derive(Debug, Clone)]
pub enum Mark {
    Line {
        points: Vec<Point>,
        color: RGBColor,
        width: f64,
        opacity: f64,
    },
    Area {
        points: Vec<Point>,
        color: RGBColor,
        opacity: f64,
    },
    Bar {
        left: f64,
        top: f64,
        right: f64,
        bottom: f64,
        color: RGBColor,
        opacity: f64,
    },
    Dot {
        at: Point,
        radius: f64,
        color: RGBColor,
    },
    Text {
        at: Point,
        anchor: Anchor,
        direction: Direction,
        look: Type,
        text: String,
    },
}

/// A part of the page in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Region {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Region {
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Whether the two have no inner point in common.
    pub fn is_apart(&self, other: &Self) -> bool {
        self.left >= other.right || other.left >= self.right || self.top >= other.bottom || other.top >= self.bottom
    }
}

/// What a reader is told who points at a place of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    pub at: Point,
    pub text: String,
}

/// A page: its height and its marks in painting order.
#[derive(Debug)]
pub struct Scene {
    pub height: f64,
    pub marks: Vec<Mark>,
    /// What stands where, for readers who point at it.
    pub spots: Vec<Spot>,
    /// Heights at which a long page may be parted for paper, ascending: nothing but upright lines crosses them.
    pub breaks: Vec<f64>,
    /// Positions of marks that lie on coloured ground and keep their colours whatever the theme of the page.
    pub on_color: Vec<Range<usize>>,
}

impl Scene {
    pub fn new(height: f64) -> Self {
        Self {
            height,
            marks: Vec::new(),
            spots: Vec::new(),
            breaks: Vec::new(),
            on_color: Vec::new(),
        }
    }

    /// Says what stands at a place; what lies beyond the page is said at its edge.
    pub fn spot(&mut self, (x, y): Point, text: String) {
        let at = (x.clamp(0.0, PAGE_WIDTH), y.clamp(0.0, self.height));
        self.spots.push(Spot { at, text });
    }

    /// Draws on coloured ground: no theme changes these marks.
    pub fn on_color(&mut self, draw: impl FnOnce(&mut Self)) {
        let first = self.marks.len();
        draw(self);
        self.on_color.push(first..self.marks.len());
    }

    /// An open line; fewer than two points leave no trace.
    pub fn line(&mut self, points: Vec<Point>, color: RGBColor, width: f64) {
        self.faint_line(points, color, width, 1.0);
    }

    /// An open line that lets through what lies below it.
    pub fn faint_line(&mut self, points: Vec<Point>, color: RGBColor, width: f64, opacity: f64) {
        if points.len() > 1 {
            self.marks.push(Mark::Line {
                points,
                color,
                width,
                opacity,
            });
        }
    }

    /// A closed, filled outline.
    pub fn area(&mut self, points: Vec<Point>, color: RGBColor, opacity: f64) {
        if points.len() > 2 {
            self.marks.push(Mark::Area { points, color, opacity });
        }
    }

    /// An upright filled rectangle; one without extent leaves no trace.
    pub fn bar(&mut self, region: Region, color: RGBColor, opacity: f64) {
        let Region {
            left,
            top,
            right,
            bottom,
        } = region;
        if right > left && bottom > top {
            self.marks.push(Mark::Bar {
                left,
                top,
                right,
                bottom,
                color,
                opacity,
            });
        }
    }

    /// A level line on whole logical pixels, so that it is crisp and equally strong everywhere.
    pub fn level(&mut self, y: f64, from: f64, to: f64, color: RGBColor) {
        let top = y.round() - 0.5;
        self.bar(
            Region {
                left: from,
                top,
                right: to,
                bottom: top + 1.5,
            },
            color,
            1.0,
        );
    }

    /// The upright counterpart of [`Scene::level`].
    pub fn upright(&mut self, x: f64, from: f64, to: f64, color: RGBColor) {
        let left = x.round() - 0.5;
        self.bar(
            Region {
                left,
                top: from,
                right: left + 1.5,
                bottom: to,
            },
            color,
            1.0,
        );
    }

    /// A filled circle with a white rim that keeps it apart from what it lies on.
    pub fn dot(&mut self, at: Point, radius: f64, color: RGBColor) {
        self.marks.push(Mark::Dot {
            at,
            radius: radius + 1.5,
            color: PAPER,
        });
        self.marks.push(Mark::Dot { at, radius, color });
    }

    /// One line of text, its baseline at `at`.
    pub fn text(&mut self, text: impl Into<String>, at: Point, anchor: Anchor, look: Type) {
        self.directed_text(text.into(), at, anchor, look, Direction::Level);
    }

    fn directed_text(&mut self, text: String, at: Point, anchor: Anchor, look: Type, direction: Direction) {
        if !text.trim().is_empty() {
            self.marks.push(Mark::Text {
                at,
                anchor,
                direction,
                look,
                text,
            });
        }
    }

    /// Several lines whose top is at `top`.
    pub fn block(&mut self, block: &Block, x: f64, top: f64, anchor: Anchor, weight: Weight, color: RGBColor) {
        let look = Type {
            size: block.size,
            weight,
            color,
        };
        for (row, line) in block.lines.iter().enumerate() {
            let baseline = top + block.leading() * row as f64 + block.size;
            self.text(line.as_str(), (x, baseline), anchor, look);
        }
    }

    /// Several lines that run upwards from `bottom`, the left edge of the first at `left`.
    pub fn upwards_block(&mut self, block: &Block, left: f64, bottom: f64, weight: Weight, color: RGBColor) {
        let look = Type {
            size: block.size,
            weight,
            color,
        };
        for (row, line) in block.lines.iter().enumerate() {
            let baseline = left + block.leading() * row as f64 + block.size;
            self.directed_text(
                line.clone(),
                (baseline, bottom),
                Anchor::Start,
                look,
                Direction::Upwards,
            );
        }
    }

    /// Paints all marks through plotters.
    pub fn paint<DB: DrawingBackend>(&self, backend: DB) -> Result<()> {
        let area = backend.into_drawing_area();
        area.fill(&PAPER).map_err(failed)?;
        for mark in &self.marks {
            paint(mark, &area)?;
        }
        area.present().map_err(failed)
    }

    /// Size of the page in plotters' units.
    pub fn size_in_units(&self) -> (u32, u32) {
        (
            (PAGE_WIDTH * UNITS).round() as u32,
            (self.height * UNITS).round() as u32,
        )
    }
}

/// Both backends write into memory, so only a defect of the drawing itself can end here.
fn failed(problem: impl std::fmt::Display) -> Error {
    Error::File(format!("a figure could not be drawn: {problem}"))
}

fn units(value: f64) -> i32 {
    (value * UNITS).round() as i32
}

fn at(point: &Point) -> (i32, i32) {
    (units(point.0), units(point.1))
}

fn paint<DB: DrawingBackend>(mark: &Mark, area: &DrawingArea<DB, Shift>) -> Result<()> {
    match mark {
        Mark::Line {
            points,
            color,
            width,
            opacity,
        } => {
            let style = ShapeStyle {
                color: color.mix(*opacity),
                filled: false,
                stroke_width: units(*width).max(1) as u32,
            };
            area.draw(&PathElement::new(points.iter().map(at).collect::<Vec<_>>(), style))
        }
        Mark::Area { points, color, opacity } => area.draw(&Polygon::new(
            points.iter().map(at).collect::<Vec<_>>(),
            color.mix(*opacity),
        )),
        Mark::Bar {
            left,
            top,
            right,
            bottom,
            color,
            opacity,
        } => area.draw(&Rectangle::new(
            [at(&(*left, *top)), at(&(*right, *bottom))],
            color.mix(*opacity).filled(),
        )),
        Mark::Dot {
            at: center,
            radius,
            color,
        } => area.draw(&Circle::new(at(center), units(*radius), color.filled())),
        Mark::Text {
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
            let font = FontDesc::new(FontFamily::Name(FAMILY), look.size * UNITS * SIZE_PER_EM, weight);
            // Plotters turns text around its position, which lies above (or left of) the baseline.
            let rise = look.size * ASCENT;
            let (font, position) = match direction {
                Direction::Level => (font, (*x, y - rise)),
                Direction::Upwards => (font.transform(FontTransform::Rotate270), (x - rise, *y)),
            };
            let style = TextStyle {
                font,
                color: look.color.to_backend_color(),
                pos: Pos::new(horizontal, VPos::Top),
            };
            area.draw(&Text::new(text.as_str(), at(&position), style))
        }
    }
    .map_err(failed)
}
