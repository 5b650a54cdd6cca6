//! The embedded fonts, and how wide text is in them: no font of the machine is asked for, so a layout is the same everywhere.
//!
//! A line is drawn with one font: Noto Sans, or Noto Sans Arabic where it has an Arabic letter. Arabic letters change their shapes and
//! widths with their neighbours, so they are shaped to be measured.

use std::sync::LazyLock;

use results::direction::{is_letter, is_of_text, is_unseen};
use rustybuzz::UnicodeBuffer;
use rustybuzz::ttf_parser::GlyphId;

/// Noto Sans Arabic with the Latin letters and signs that stand in Arabic figures; `fonts/README.md` says how it was made.
const ARABIC: [&[u8]; 2] = [
    include_bytes!("../fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoSansArabic-Bold.ttf"),
];

/// All of them, as whoever draws loads them.
#[cfg(feature = "png")]
pub const ALL: [&[u8]; 4] = [notosans::REGULAR_TTF, notosans::BOLD_TTF, ARABIC[0], ARABIC[1]];

/// The two weights of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Bold,
}

type Face = rustybuzz::Face<'static>;

static LATIN_FACES: LazyLock<[Face; 2]> = LazyLock::new(|| [notosans::REGULAR_TTF, notosans::BOLD_TTF].map(parsed));
static ARABIC_FACES: LazyLock<[Face; 2]> = LazyLock::new(|| ARABIC.map(parsed));

fn parsed(bytes: &'static [u8]) -> Face {
    Face::from_slice(bytes, 0).expect("the embedded font is part of the program and parses")
}

impl Weight {
    /// The font that a line is drawn with.
    fn face(self, text: &str) -> &'static Face {
        let faces = match is_of_text(text) {
            true => &*ARABIC_FACES,
            false => &*LATIN_FACES,
        };
        match self {
            Self::Regular => &faces[0],
            Self::Bold => &faces[1],
        }
    }
}

/// The fonts of a line as CSS names them; machines without them fall back to their own.
pub fn family(text: &str, others: &str) -> String {
    let own = match is_of_text(text) {
        true => "Noto Sans Arabic, Noto Sans",
        false => "Noto Sans",
    };
    format!("{own}, {others}")
}

/// Width of one line of text in logical pixels; a letter that the font lacks has the width of its box.
pub fn text_width(text: &str, weight: Weight, size: f64) -> f64 {
    let face = weight.face(text);
    let mut units = 0.0;
    let mut word = String::new();
    // One more at the end, where the last word ends.
    for letter in text.chars().map(Some).chain([None]) {
        if let Some(letter) = letter.filter(|letter| is_letter(*letter)) {
            word.push(letter);
            continue;
        }
        units += shaped(std::mem::take(&mut word), face);
        if let Some(letter) = letter.filter(|letter| !is_unseen(*letter)) {
            let glyph = face.glyph_index(letter).unwrap_or(GlyphId(0));
            units += f64::from(face.glyph_hor_advance(glyph).unwrap_or(0));
        }
    }
    units * size / f64::from(face.units_per_em())
}

/// Width of Arabic letters that follow each other.
fn shaped(word: String, face: &Face) -> f64 {
    if word.is_empty() {
        return 0.0;
    }
    let mut letters = UnicodeBuffer::new();
    letters.push_str(&word);
    letters.guess_segment_properties();
    let glyphs = rustybuzz::shape(face, &[], letters);
    let advances = glyphs.glyph_positions().iter().map(|glyph| f64::from(glyph.x_advance));
    advances.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fonts_have_every_sign_the_axes_use() {
        for weight in [Weight::Regular, Weight::Bold] {
            for line in ["", "ا"] {
                for sign in "−–×%µσ*≥±⁰¹²³⁴⁵⁶⁷⁸⁹".chars() {
                    assert!(weight.face(line).glyph_index(sign).is_some(), "{sign} beside `{line}`");
                }
            }
        }
    }

    #[test]
    fn arabic_letters_are_measured_in_the_shapes_that_they_have_in_a_word() {
        let width = |text: &str| text_width(text, Weight::Regular, 100.0);
        let apart: f64 = "محاكاة".chars().map(|letter| width(&letter.to_string())).sum();
        assert!(width("محاكاة") < 0.95 * apart, "{} of {apart}", width("محاكاة"));
        // Lam and alef are one sign.
        assert!(width("لا") < width("ل") + width("ا") - 5.0);
        assert_eq!(
            width("\u{202b}محاكاة\u{202c}"),
            width("محاكاة"),
            "marks of direction have no width"
        );
    }
}
