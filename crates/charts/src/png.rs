//! The PNG of a figure: its SVG document drawn by resvg with the embedded fonts, so that no font of the machine is asked for.

use std::cell::RefCell;
use std::io::Write;
use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{PixmapMut, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::fonts::ALL;
use crate::theme::PAGE_WIDTH;
use error::{Error, Result};

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

    /// Pixels in a metre.
    fn per_metre(self) -> u32 {
        (f64::from(self.dots_per_inch) * 1000.0 / INCH).round() as u32
    }
}

thread_local! {
    /// Pixels of the last page of this thread: what they take is not asked of the system again for every page.
    static PIXELS: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    ALL.iter().for_each(|font| fonts.load_font_data(font.to_vec()));
    fonts.set_sans_serif_family("Noto Sans");
    Arc::new(fonts)
});

/// The document as a PNG of this size.
pub fn png(svg: &str, print: Print) -> Result<Vec<u8>> {
    let failed = |problem: &dyn std::fmt::Display| Error::File(format!("a figure could not be drawn: {problem}"));
    let options = Options {
        fontdb: FONTS.clone(),
        font_family: "Noto Sans".to_owned(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|error| failed(&error))?;
    let scale = print.scale();
    let (width, height) = (print.pixels, (f64::from(tree.size().height()) * scale).round() as u32);
    PIXELS.with_borrow_mut(|pixels| {
        pixels.clear();
        pixels.resize(4 * width as usize * height as usize, u8::MAX);
        let mut page = PixmapMut::from_bytes(pixels, width, height)
            .ok_or_else(|| failed(&format!("there is no room for {width} x {height} pixels")))?;
        resvg::render(&tree, Transform::from_scale(scale as f32, scale as f32), &mut page);
        encoded(pixels, (width, height), print).map_err(|error| failed(&error))
    })
}

/// Opaque pixels as an RGB file, row by row. Unfiltered rows at the lowest level of deflate are quick and, as pages are mostly flat,
/// smaller than what faster coders make of filtered ones.
fn encoded(
    pixels: &[u8],
    (width, height): (u32, u32),
    print: Print,
) -> std::result::Result<Vec<u8>, ::png::EncodingError> {
    /// Bytes of compressed rows that are put into the file at once.
    const PIECE: usize = 1 << 16;
    let mut file = Vec::with_capacity(1 << 20);
    let mut encoder = ::png::Encoder::new(&mut file, width, height);
    encoder.set_color(::png::ColorType::Rgb);
    encoder.set_depth(::png::BitDepth::Eight);
    encoder.set_deflate_compression(::png::DeflateCompression::Level(1));
    encoder.set_filter(::png::Filter::NoFilter);
    encoder.set_pixel_dims(Some(::png::PixelDimensions {
        xppu: print.per_metre(),
        yppu: print.per_metre(),
        unit: ::png::Unit::Meter,
    }));
    let mut writer = encoder.write_header()?;
    let mut rows = writer.stream_writer_with_size(PIECE)?;
    let mut rgb = vec![u8::MAX; 3 * width as usize];
    for rgba in pixels.chunks_exact(4 * width as usize) {
        for (to, from) in rgb.chunks_exact_mut(3).zip(rgba.chunks_exact(4)) {
            to.copy_from_slice(&from[..3]);
        }
        rows.write_all(&rgb)?;
    }
    rows.finish()?;
    writer.finish()?;
    // All files of a result stand side by side before they are written.
    file.shrink_to_fit();
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of an Arabic word are joined, which they are not where nothing may join them.
    #[test]
    fn arabic_words_are_shaped() {
        let drawn = |text: &str| {
            let svg = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"100\"><text x=\"10\" y=\"60\" font-size=\"40\" \
                 font-family=\"{}\">{text}</text></svg>",
                crate::fonts::family(text, "sans-serif")
            );
            let print = Print {
                pixels: 400,
                dots_per_inch: 100,
            };
            png(&svg, print).unwrap()
        };
        let apart: Vec<String> = "محاكاة".chars().map(String::from).collect();
        assert_ne!(drawn("محاكاة"), drawn(&apart.join("\u{200c}")));
        assert_eq!(
            drawn("محاكاة"),
            drawn("\u{202b}محاكاة\u{202c}"),
            "marks of direction are not seen"
        );
        assert_ne!(drawn("محاكاة"), drawn(""));
    }
}
