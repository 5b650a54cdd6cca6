//! One look for every figure: colours with fixed meaning, and how text is broken.
//!
//! Sizes are in logical pixels of a page 1600 wide. Text is measured with the metrics of the embedded fonts.

use serde::{Deserialize, Serialize};

pub use crate::fonts::{Weight, text_width};

/// A colour by its parts of red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// Units of a drawing in one logical pixel: places are written as whole tenths.
pub const UNITS: f64 = 10.0;
/// Width of every page.
pub const PAGE_WIDTH: f64 = 1600.0;
/// Width of a page for narrow screens: shown at 350 pixels its smallest words have eight.
pub const NARROW_WIDTH: f64 = 880.0;
/// Usual height of such a page.
pub const NARROW_HEIGHT: f64 = 1100.0;
/// Usual height of a page; a chart of facts is as long as its rows need.
pub const PAGE_HEIGHT: f64 = 1000.0;
/// White border on all four sides.
pub const MARGIN: f64 = 56.0;

/// Title of a page, at its largest.
pub const TITLE_SIZE: f64 = 40.0;
/// Subtitle of a page, at its largest.
pub const SUBTITLE_SIZE: f64 = 26.0;
/// Series labels and other words inside a chart.
pub const LABEL_SIZE: f64 = 26.0;
/// Numbers at the ticks and units.
pub const TICK_SIZE: f64 = 24.0;
/// The same in a panel of a page with many; still 10 px when the page is shrunk to half its width.
pub const SMALL_SIZE: f64 = 20.0;
/// Foot of a page, at its largest.
pub const FOOT_SIZE: f64 = 20.0;

/// Titles and everything that must be read first.
pub const INK: Rgb = Rgb(0x1A, 0x1A, 0x1A);
/// Subtitles, ticks and units.
pub const SOFT_INK: Rgb = Rgb(0x55, 0x55, 0x55);
/// Grid lines.
pub const GRID: Rgb = Rgb(0xE4, 0xE4, 0xE4);
/// The zero line, tick marks and the line where history ends.
pub const RULE: Rgb = Rgb(0x9A, 0x9A, 0x9A);
/// Empty part of a bar that shows a share of the whole.
pub const TRACK: Rgb = Rgb(0xF0, 0xF0, 0xF0);
/// A coloured cell without a value; neither palette has it.
pub const MISSING: Rgb = Rgb(0xC8, 0xC8, 0xC8);
/// A coloured cell whose value is `never`.
pub const NEVER: Rgb = Rgb(0x4A, 0x4A, 0x4A);
/// Text and lines on coloured ground, where [`INK`] would not be dark enough.
pub const BLACK: Rgb = Rgb(0x00, 0x00, 0x00);
/// The page.
pub const PAPER: Rgb = Rgb(0xFF, 0xFF, 0xFF);
/// A recorded value that the simulated band misses; used by no series.
pub const OUTSIDE: Rgb = Rgb(0xA3, 0x15, 0x6B);

/// Okabe-Ito in the order in which policies get their colour. Those of the two states come late, so that a figure of
/// few policies never seems to speak of states.
const POLICIES: [Rgb; 8] = [
    Rgb(0x00, 0x9E, 0x73),
    Rgb(0xE6, 0x9F, 0x00),
    Rgb(0x56, 0xB4, 0xE9),
    Rgb(0xCC, 0x79, 0xA7),
    Rgb(0x00, 0x00, 0x00),
    Rgb(0x00, 0x72, 0xB2),
    Rgb(0xD5, 0x5E, 0x00),
    Rgb(0xF0, 0xE4, 0x42),
];

/// What a series stands for, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hue {
    UnitedStates,
    China,
    /// The unaligned, or anything that is neither a state nor a policy.
    Neutral,
    /// The policy with this position in its figure; after eight the colours repeat.
    Policy(usize),
    /// What whoever asks would rather have, and what not; no state and no policy has these colours.
    Better,
    Worse,
}

impl Hue {
    /// Colour of lines, bars, bands and points.
    pub const fn color(self) -> Rgb {
        match self {
            Self::UnitedStates => Rgb(0x00, 0x72, 0xB2),
            Self::China => Rgb(0xD5, 0x5E, 0x00),
            Self::Neutral => Rgb(0x7F, 0x7F, 0x7F),
            Self::Policy(position) => POLICIES[position % POLICIES.len()],
            Self::Better => Rgb(0x11, 0x77, 0x33),
            Self::Worse => Rgb(0x88, 0x22, 0x55),
        }
    }

    /// The same hue for text on white, darkened until its contrast is at least 4.5 to 1.
    pub fn ink(self) -> Rgb {
        let mut ink = self.color();
        while 1.05 / (luminance(ink) + 0.05) < 4.5 {
            let darker = |channel: u8| (f64::from(channel) * 0.95) as u8;
            ink = Rgb(darker(ink.0), darker(ink.1), darker(ink.2));
        }
        ink
    }
}

/// Colours for numbers. Both keep their order for readers who cannot tell hues apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// One hue, violet, which no series has: from light to dark.
    Sequential,
    /// From brown over near white to dark teal, as blue and orange are the colours of the two states.
    Diverging,
}

/// ColorBrewer `Purples` without its lightest colour.
const SEQUENTIAL: [Rgb; 8] = [
    Rgb(0xEF, 0xED, 0xF5),
    Rgb(0xDA, 0xDA, 0xEB),
    Rgb(0xBC, 0xBD, 0xDC),
    Rgb(0x9E, 0x9A, 0xC8),
    Rgb(0x80, 0x7D, 0xBA),
    Rgb(0x6A, 0x51, 0xA3),
    Rgb(0x54, 0x27, 0x8F),
    Rgb(0x3F, 0x00, 0x7D),
];

/// ColorBrewer `BrBG`: the middle is near white; steps on both sides are about equally dark.
const DIVERGING: [Rgb; 9] = [
    Rgb(0x8C, 0x51, 0x0A),
    Rgb(0xBF, 0x81, 0x2D),
    Rgb(0xDF, 0xC2, 0x7D),
    Rgb(0xF6, 0xE8, 0xC3),
    Rgb(0xF5, 0xF5, 0xF5),
    Rgb(0xC7, 0xEA, 0xE5),
    Rgb(0x80, 0xCD, 0xC1),
    Rgb(0x35, 0x97, 0x8F),
    Rgb(0x01, 0x66, 0x5E),
];

impl Palette {
    /// The colour at 0 (first) to 1 (last); what lies outside has the colour of its end.
    pub fn color(self, share: f64) -> Rgb {
        let stops: &[Rgb] = match self {
            Self::Sequential => &SEQUENTIAL,
            Self::Diverging => &DIVERGING,
        };
        let steps = share.clamp(0.0, 1.0) * (stops.len() - 1) as f64;
        let before = (steps as usize).min(stops.len() - 2);
        let (from, to, part) = (stops[before], stops[before + 1], steps - before as f64);
        let mixed = |from: u8, to: u8| (f64::from(from) + (f64::from(to) - f64::from(from)) * part).round() as u8;
        Rgb(mixed(from.0, to.0), mixed(from.1, to.1), mixed(from.2, to.2))
    }
}

/// The colour for text on this ground: black or that of the page, whichever has the greater contrast, which is then at
/// least 4.5 to 1 on every ground.
pub fn ink_on(ground: Rgb) -> Rgb {
    let light = luminance(ground) + 0.05;
    if 1.05 / light > light / 0.05 { PAPER } else { BLACK }
}

/// The contrast of two colours after WCAG 2: 1 for the same, 21 for black on white.
#[cfg(test)]
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

/// A colour as CSS writes it: `#0072b2`.
pub fn hex_of(Rgb(red, green, blue): Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Relative luminance of the sRGB standard, 0 for black to 1 for white.
fn luminance(color: Rgb) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            libm::pow((share + 0.055) / 1.055, 2.4)
        }
    };
    0.2126 * linear(color.0) + 0.7152 * linear(color.1) + 0.0722 * linear(color.2)
}

/// Lines of text of one size.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    pub lines: Vec<String>,
    pub size: f64,
}

impl Block {
    /// Distance between two baselines.
    pub fn leading(&self) -> f64 {
        self.size * 1.3
    }

    /// Height from the top of the first line to the bottom of the last.
    pub fn height(&self) -> f64 {
        self.leading() * self.lines.len() as f64
    }

    /// Width of the widest line.
    pub fn width(&self, weight: Weight) -> f64 {
        self.lines
            .iter()
            .map(|line| text_width(line, weight, self.size))
            .fold(0.0, f64::max)
    }
}

/// Breaks `text` into at most `max_lines` lines of `width`, at the largest size of `sizes` (largest, smallest) that
/// allows it; a little smaller where that saves a line. At the smallest size it takes as many lines as it needs: text
/// is never cut. Lines are about equally long.
pub fn fit(text: &str, weight: Weight, width: f64, sizes: (f64, f64), max_lines: usize) -> Block {
    let (largest, smallest) = sizes;
    for count in 1..=max_lines {
        let least = if count == max_lines {
            smallest
        } else {
            smallest.max(0.88 * largest)
        };
        let mut size = largest;
        loop {
            if wrap(text, weight, size, width).len() <= count {
                return balanced(text, weight, size, width);
            }
            if size <= least {
                break;
            }
            size = (size - 1.0).max(least);
        }
    }
    balanced(text, weight, smallest, width)
}

/// As few lines as [`wrap`] makes, but as narrow as that number allows, so that no word stands alone.
fn balanced(text: &str, weight: Weight, size: f64, width: f64) -> Block {
    let lines = wrap(text, weight, size, width);
    if lines.len() < 2 {
        return Block { lines, size };
    }
    // Not so narrow that a word would break.
    let longest = text.split_whitespace().map(|word| text_width(word, weight, size));
    let (mut too_narrow, mut enough) = (longest.fold(width / 2.0, f64::max).min(width), width);
    for _ in 0..8 {
        let middle = (too_narrow + enough) / 2.0;
        if wrap(text, weight, size, middle).len() > lines.len() {
            too_narrow = middle
        } else {
            enough = middle
        }
    }
    Block {
        lines: wrap(text, weight, size, enough),
        size,
    }
}

/// The largest of `sizes` (largest, smallest) at which no word of `text` is wider than `width`; the smallest if none is.
pub fn size_of_words(text: &str, weight: Weight, width: f64, (largest, smallest): (f64, f64)) -> f64 {
    let widest = text
        .split_whitespace()
        .map(|word| text_width(word, weight, 1.0))
        .fold(0.0, f64::max);
    if widest * largest <= width {
        largest
    } else {
        (width / widest).max(smallest)
    }
}

/// The pieces between which a line may be broken: words, a number together with its percent sign.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match pieces.last_mut() {
            Some(number) if word.starts_with('%') => number.push_str(&format!(" {word}")),
            _ => pieces.push(word.to_owned()),
        }
    }
    pieces
}

/// Breaks `text` at spaces, and words that are wider than a line between letters.
pub fn wrap(text: &str, weight: Weight, size: f64, width: f64) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in pieces(paragraph) {
            let joined = if line.is_empty() {
                word.clone()
            } else {
                format!("{line} {word}")
            };
            if text_width(&joined, weight, size) <= width {
                line = joined;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for letter in word.chars() {
                line.push(letter);
                if line.chars().count() > 1 && text_width(&line, weight, size) > width {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, letter.to_string()));
                }
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hue_is_readable_as_text_on_white() {
        let hues = (0..8)
            .map(Hue::Policy)
            .chain([Hue::Neutral, Hue::China, Hue::Better, Hue::Worse]);
        for hue in hues {
            assert!(1.05 / (luminance(hue.ink()) + 0.05) >= 4.5, "{hue:?}");
        }
        assert_eq!(Hue::UnitedStates.ink(), Hue::UnitedStates.color());
    }

    #[test]
    fn text_on_any_ground_has_a_contrast_of_four_and_a_half() {
        let contrast = |a: f64, b: f64| (a.max(b) + 0.05) / (a.min(b) + 0.05);
        let shades = [Palette::Sequential, Palette::Diverging]
            .into_iter()
            .flat_map(|palette| (0..=500).map(move |k| palette.color(f64::from(k) / 500.0)));
        let greys = (0..=255).map(|level| Rgb(level, level, level));
        for ground in shades.chain(greys).chain([MISSING, NEVER]) {
            let reached = contrast(luminance(ground), luminance(ink_on(ground)));
            assert!(reached >= 4.5, "{ground:?}: {reached}");
        }
    }

    #[test]
    fn palettes_keep_their_order_without_hues() {
        let lights = |palette: Palette| -> Vec<f64> {
            (0..=100)
                .map(|k| luminance(palette.color(f64::from(k) / 100.0)))
                .collect()
        };
        assert!(lights(Palette::Sequential).windows(2).all(|pair| pair[0] > pair[1]));
        let diverging = lights(Palette::Diverging);
        for k in 0..50 {
            assert!(diverging[k] < diverging[k + 1] && diverging[100 - k] < diverging[99 - k]);
            // Equally far from the middle is about equally dark.
            assert!((diverging[k] - diverging[100 - k]).abs() < 0.06, "{k}");
        }
        assert_eq!(Palette::Diverging.color(0.5), DIVERGING[4]);
        assert_eq!(Palette::Sequential.color(7.0), SEQUENTIAL[7]);
        assert_eq!(Palette::Sequential.color(-f64::INFINITY), SEQUENTIAL[0]);
    }

    #[test]
    fn wrapped_lines_keep_every_letter_and_none_is_too_wide() {
        let text = "Lag behind the released frontier Donaudampfschifffahrtsgesellschaftskapitänsmütze in months";
        for width in [60.0, 200.0, 700.0] {
            let block = fit(text, Weight::Bold, width, (40.0, 20.0), 2);
            assert!(block.width(Weight::Bold) <= width, "{block:?}");
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(letters(&block.lines.concat()), letters(text));
        }
    }
}
