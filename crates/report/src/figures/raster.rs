//! A scene as PNG: a plotters backend on tiny-skia that draws anti-aliased outlines straight at the final size.

use std::cell::RefCell;
use std::convert::Infallible;
use std::io::Write;

use ab_glyph::{Font, OutlineCurve};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    FontTransform,
};
use tiny_skia::{FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, PixmapMut, Rect, Stroke, Transform};

use super::scene::{ASCENT, SIZE_PER_EM, Scene, UNITS};
use crate::theme::{self, PAGE_WIDTH, Weight};
use engine::error::{Error, Result};

/// Height of a lower-case x in the embedded font, in ems; plotters centres text by it.
const X_HEIGHT: f32 = 0.536;
/// Length of an inch, millimetres.
const INCH: f64 = 25.4;

/// How large a PNG is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print {
    /// Width in pixels.
    pub pixels: u32,
    /// Pixels in an inch of paper, which the file states, so that it enters a document at its size.
    pub dots_per_inch: u32,
}

impl Print {
    /// Twice the logical size at 300 dots an inch: a page 27 cm wide.
    pub const USUAL: Self = Self {
        pixels: 3200,
        dots_per_inch: 300,
    };

    /// For a width on paper.
    pub fn of_width(millimetres: f64, dots_per_inch: u32) -> Self {
        Self {
            pixels: (millimetres / INCH * f64::from(dots_per_inch)).round() as u32,
            dots_per_inch,
        }
    }

    /// Pixels in one logical pixel.
    fn scale(self) -> f64 {
        f64::from(self.pixels) / PAGE_WIDTH
    }
}

thread_local! {
    /// Pixels of the last page of this thread: what they take is not asked of the system again for every page.
    static PIXELS: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The page as a PNG.
pub fn png(scene: &Scene, print: Print) -> Result<Vec<u8>> {
    let size = (print.pixels, (scene.height * print.scale()).round() as u32);
    PIXELS.with_borrow_mut(|pixels| {
        // The scene paints its whole page, so that what stood there before does not matter.
        pixels.resize(4 * size.0 as usize * size.1 as usize, u8::MAX);
        let page = PixmapMut::from_bytes(pixels, size.0, size.1);
        scene.paint(Raster {
            pixels: page.ok_or_else(|| Error::File(format!("a figure has no {} x {} pixels", size.0, size.1)))?,
            size: scene.size_in_units(),
            scale: print.scale(),
        })?;
        encode(pixels, size, print)
            .map_err(|problem| Error::File(format!("a figure could not be written as PNG: {problem}")))
    })
}

/// Opaque pixels as an RGB file, row by row. Unfiltered rows at the lowest level of deflate are quick and, as pages are mostly flat,
/// smaller than what faster coders make of filtered ones.
fn encode(
    pixels: &[u8],
    (width, height): (u32, u32),
    print: Print,
) -> std::result::Result<Vec<u8>, png::EncodingError> {
    /// Bytes of compressed rows that are put into the file at once.
    const PIECE: usize = 1 << 16;
    let mut file = Vec::with_capacity(1 << 20);
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_deflate_compression(png::DeflateCompression::Level(1));
    encoder.set_filter(png::Filter::NoFilter);
    let per_metre = (f64::from(print.dots_per_inch) * 1000.0 / INCH).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header()?;
    let mut rows = writer.stream_writer_with_size(PIECE)?;
    let mut rgb = vec![u8::MAX; 3 * width as usize];
    for rgba in pixels.chunks_exact(4 * width as usize) {
        make_opaque(rgba, &mut rgb);
        rows.write_all(&rgb)?;
    }
    rows.finish()?;
    writer.finish()?;
    Ok(file)
}

/// Red, green and blue of a row of opaque pixels. Most of a page is white and needs no copying.
fn make_opaque(rgba: &[u8], rgb: &mut [u8]) {
    const RUN: usize = 16;
    for (to, from) in rgb.chunks_mut(RUN * 3).zip(rgba.chunks(RUN * 4)) {
        if from == [u8::MAX; RUN * 4] {
            to.fill(u8::MAX);
        } else {
            for (to, from) in to.chunks_exact_mut(3).zip(from.chunks_exact(4)) {
                to.copy_from_slice(&from[..3]);
            }
        }
    }
}

/// The drawing backend. Its coordinates are plotters' units.
struct Raster<'a> {
    pixels: PixmapMut<'a>,
    size: (u32, u32),
    /// Pixels in one logical pixel.
    scale: f64,
}

type Drawn = std::result::Result<(), DrawingErrorKind<Infallible>>;

fn paint_of(color: BackendColor) -> Paint<'static> {
    let mut paint = Paint::default();
    let (red, green, blue) = color.rgb;
    paint.set_color_rgba8(red, green, blue, (color.alpha * 255.0).round() as u8);
    paint
}

fn joined(points: impl IntoIterator<Item = (f32, f32)>, closed: bool) -> Option<Path> {
    let mut outline = PathBuilder::new();
    for (x, y) in points {
        if outline.is_empty() {
            outline.move_to(x, y);
        } else {
            outline.line_to(x, y);
        }
    }
    if closed {
        outline.close();
    }
    outline.finish()
}

impl Raster<'_> {
    /// Pixels in one of plotters' units.
    fn per_unit(&self) -> f32 {
        (self.scale / UNITS) as f32
    }

    fn pixels(&self, units: i32) -> f32 {
        units as f32 * self.per_unit()
    }

    fn place(&self, (x, y): BackendCoord) -> (f32, f32) {
        (self.pixels(x), self.pixels(y))
    }

    fn fill(&mut self, path: Option<Path>, color: BackendColor, transform: Transform) {
        if let Some(path) = path {
            self.pixels
                .fill_path(&path, &paint_of(color), FillRule::Winding, transform, None);
        }
    }

    fn stroke<S: BackendStyle>(&mut self, path: Option<Path>, style: &S) {
        if let Some(path) = path {
            let stroke = Stroke {
                width: style.stroke_width() as f32 * self.per_unit(),
                line_cap: LineCap::Round,
                line_join: LineJoin::Round,
                ..Stroke::default()
            };
            self.pixels
                .stroke_path(&path, &paint_of(style.color()), &stroke, Transform::identity(), None);
        }
    }
}

impl DrawingBackend for Raster<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        if !fill {
            return self.draw_path([from, (to.0, from.1), to, (from.0, to.1), from], style);
        }
        let ((left, top), (right, bottom)) = (self.place(from), self.place(to));
        if let Some(rect) = Rect::from_ltrb(left, top, right, bottom) {
            self.pixels
                .fill_rect(rect, &paint_of(style.color()), Transform::identity(), None);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let path = joined(path.into_iter().map(|point| self.place(point)), false);
        self.stroke(path, style);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let circle = PathBuilder::from_circle(self.pixels(x), self.pixels(y), radius as f32 * self.per_unit());
        if fill {
            self.fill(circle, style.color(), Transform::identity());
        } else {
            self.stroke(circle, style);
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let path = joined(path.into_iter().map(|point| self.place(point)), true);
        self.fill(path, style.color(), Transform::identity());
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        let weight = match style.style() {
            FontStyle::Bold => Weight::Bold,
            FontStyle::Normal | FontStyle::Italic | FontStyle::Oblique => Weight::Regular,
        };
        let em = (style.size() / SIZE_PER_EM * self.scale / UNITS) as f32;
        let width = theme::text_width(text, weight, f64::from(em)) as f32;
        let from = match style.anchor().h_pos {
            HPos::Left => 0.0,
            HPos::Center => -width / 2.0,
            HPos::Right => -width,
        };
        let baseline = match style.anchor().v_pos {
            VPos::Top => ASCENT as f32 * em,
            VPos::Center => 0.5 * X_HEIGHT * em,
            VPos::Bottom => -0.5 * X_HEIGHT * em,
        };
        let turn = match style.transform() {
            FontTransform::None => 0.0,
            FontTransform::Rotate90 => 90.0,
            FontTransform::Rotate180 => 180.0,
            FontTransform::Rotate270 => 270.0,
        };
        let place = Transform::from_translate(self.pixels(x), self.pixels(y)).pre_rotate(turn);
        let scale = theme::scale_of(weight, f64::from(em)) as f32;
        self.fill(outline_of(text, weight, (from, baseline), scale), style.color(), place);
        Ok(())
    }
}

/// All letters of a line as one path that starts at `origin`; the font's y axis points up.
fn outline_of(text: &str, weight: Weight, origin: (f32, f32), scale: f32) -> Option<Path> {
    let font = weight.font();
    let mut path = PathBuilder::new();
    let mut pen = origin.0;
    for letter in text.chars() {
        let glyph = font.glyph_id(letter);
        let place = |point: ab_glyph::Point| (pen + point.x * scale, origin.1 - point.y * scale);
        let mut last = None;
        for curve in font.outline(glyph).map(|outline| outline.curves).unwrap_or_default() {
            let (start, end) = match curve {
                OutlineCurve::Line(start, end) => (start, end),
                OutlineCurve::Quad(start, _, end) => (start, end),
                OutlineCurve::Cubic(start, _, _, end) => (start, end),
            };
            if last != Some(start) {
                if last.is_some() {
                    path.close();
                }
                let (x, y) = place(start);
                path.move_to(x, y);
            }
            last = Some(end);
            let (x, y) = place(end);
            match curve {
                OutlineCurve::Line(..) => path.line_to(x, y),
                OutlineCurve::Quad(_, control, _) => {
                    let control = place(control);
                    path.quad_to(control.0, control.1, x, y);
                }
                OutlineCurve::Cubic(_, first, second, _) => {
                    let (first, second) = (place(first), place(second));
                    path.cubic_to(first.0, first.1, second.0, second.1, x, y);
                }
            }
        }
        if last.is_some() {
            path.close();
        }
        pen += font.h_advance_unscaled(glyph) * scale;
    }
    path.finish()
}
