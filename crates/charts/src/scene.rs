//! What a page consists of before it becomes SVG or PNG: lines, areas, dots and text at logical pixels.
//!
//! A chart is laid out once into a [`Scene`], which becomes the file, the element of a page, and through the file the PNG.

use std::ops::Range;

use results::direction;

use crate::theme::{Block, PAPER, Rgb, Weight};

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
    pub color: Rgb,
}

/// One thing to paint.
#[derive(Debug, Clone)]
pub enum Shape {
    Line {
        points: Vec<Point>,
        color: Rgb,
        width: f64,
        opacity: f64,
    },
    Area {
        points: Vec<Point>,
        color: Rgb,
        opacity: f64,
    },
    Bar {
        left: f64,
        top: f64,
        right: f64,
        bottom: f64,
        color: Rgb,
        opacity: f64,
    },
    Dot {
        at: Point,
        radius: f64,
        color: Rgb,
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
pub struct Tooltip {
    pub at: Point,
    pub text: String,
}

/// A page: its size and its marks in painting order.
#[derive(Debug)]
pub struct Scene {
    pub width: f64,
    pub height: f64,
    pub shapes: Vec<Shape>,
    /// What stands where, for readers who point at it.
    pub tooltips: Vec<Tooltip>,
    /// Heights at which a long page may be parted for paper, ascending: nothing but upright lines crosses them.
    pub breaks: Vec<f64>,
    /// Positions of marks that lie on coloured ground and keep their colours whatever the theme of the page.
    pub on_color: Vec<Range<usize>>,
}

impl Scene {
    pub fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            shapes: Vec::new(),
            tooltips: Vec::new(),
            breaks: Vec::new(),
            on_color: Vec::new(),
        }
    }

    /// Says what stands at a place; what lies beyond the page is said at its edge.
    pub fn tooltip(&mut self, (x, y): Point, text: String) {
        let at = (x.clamp(0.0, self.width), y.clamp(0.0, self.height));
        self.tooltips.push(Tooltip { at, text });
    }

    /// Draws on coloured ground: no theme changes these marks.
    pub fn on_color(&mut self, draw: impl FnOnce(&mut Self)) {
        let first = self.shapes.len();
        draw(self);
        self.on_color.push(first..self.shapes.len());
    }

    /// An open line; fewer than two points leave no trace.
    pub fn line(&mut self, points: Vec<Point>, color: Rgb, width: f64) {
        self.faint_line(points, color, width, 1.0);
    }

    /// An open line that lets through what lies below it.
    pub fn faint_line(&mut self, points: Vec<Point>, color: Rgb, width: f64, opacity: f64) {
        if points.len() > 1 {
            self.shapes.push(Shape::Line {
                points,
                color,
                width,
                opacity,
            });
        }
    }

    /// A closed, filled outline.
    pub fn area(&mut self, points: Vec<Point>, color: Rgb, opacity: f64) {
        if points.len() > 2 {
            self.shapes.push(Shape::Area { points, color, opacity });
        }
    }

    /// An upright filled rectangle; one without extent leaves no trace.
    pub fn bar(&mut self, region: Region, color: Rgb, opacity: f64) {
        let Region {
            left,
            top,
            right,
            bottom,
        } = region;
        if right > left && bottom > top {
            self.shapes.push(Shape::Bar {
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
    pub fn level(&mut self, y: f64, from: f64, to: f64, color: Rgb) {
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
    pub fn upright(&mut self, x: f64, from: f64, to: f64, color: Rgb) {
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
    pub fn dot(&mut self, at: Point, radius: f64, color: Rgb) {
        self.shapes.push(Shape::Dot {
            at,
            radius: radius + 1.5,
            color: PAPER,
        });
        self.shapes.push(Shape::Dot { at, radius, color });
    }

    /// One line of text, its baseline at `at`.
    pub fn text(&mut self, text: impl Into<String>, at: Point, anchor: Anchor, look: Type) {
        self.directed_text(text.into(), at, anchor, look, Direction::Level);
    }

    fn directed_text(&mut self, text: String, at: Point, anchor: Anchor, look: Type, direction: Direction) {
        if !text.trim().is_empty() {
            self.shapes.push(Shape::Text {
                at,
                anchor,
                direction,
                look,
                text: direction::embedded(&text),
            });
        }
    }

    /// Several lines whose top is at `top`.
    pub fn block(&mut self, block: &Block, x: f64, top: f64, anchor: Anchor, weight: Weight, color: Rgb) {
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
    pub fn upwards_block(&mut self, block: &Block, left: f64, bottom: f64, weight: Weight, color: Rgb) {
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
}
