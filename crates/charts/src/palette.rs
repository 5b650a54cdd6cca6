//! Names of the colours of a figure inside of an HTML page, so that its theme can replace them, and those of a dark theme.

use crate::theme::{GRID, Hue, INK, MISSING, NEVER, OUTSIDE, PAPER, Palette, RULE, Rgb, SOFT_INK, TRACK, hex_of};

/// The page of the dark theme.
const DARK_PAPER: Rgb = Rgb(0x14, 0x17, 0x1A);
/// Steps in which the colours of a palette are named.
const STEPS: usize = 32;
/// The sequential palette on dark ground: what is more stands out more, as on paper.
const DARK_SEQUENTIAL: [Rgb; 3] = [Rgb(0x5B, 0x57, 0x7E), Rgb(0x9E, 0x93, 0xD6), Rgb(0xEF, 0xED, 0xF5)];
/// The diverging palette on dark ground, its middle dim.
const DARK_DIVERGING: [Rgb; 5] = [
    Rgb(0xF0, 0xC9, 0x8B),
    Rgb(0xC2, 0x84, 0x3C),
    Rgb(0x5E, 0x63, 0x68),
    Rgb(0x3F, 0x9C, 0x90),
    Rgb(0x8F, 0xE0, 0xD4),
];

/// A colour with a name: what it is on paper and on dark ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    pub name: String,
    pub paper: Rgb,
    pub dark: Rgb,
}

/// The colours with a meaning of their own.
pub fn named() -> Vec<Named> {
    let rgb = |hex: u32| Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8);
    let fixed = [
        ("paper", PAPER, DARK_PAPER),
        ("ink", INK, rgb(0xEC_EDEE)),
        ("muted", SOFT_INK, rgb(0xB4_B8BC)),
        ("grid", GRID, rgb(0x2E_3338)),
        ("rule", RULE, rgb(0x7A_8087)),
        ("track", TRACK, rgb(0x26_2B30)),
        ("outside", OUTSIDE, rgb(0xF0_6CB8)),
        ("never", NEVER, rgb(0x6E_7276)),
        ("missing", MISSING, MISSING),
        ("low-end", Palette::Sequential.color(0.3), rgb(0x6F_69AE)),
        ("high-end", Palette::Sequential.color(0.85), rgb(0xDC_D6F7)),
        ("first-order", Palette::Sequential.color(0.6), rgb(0xB6_A9F0)),
        ("total-order", Palette::Sequential.color(0.22), rgb(0x6F_69AE)),
    ];
    let hues = [
        ("us", Hue::UnitedStates, rgb(0x4F_A8E0)),
        ("china", Hue::China, rgb(0xF2_8A45)),
        ("neutral", Hue::Neutral, rgb(0x9A_9FA4)),
        ("policy-1", Hue::Policy(0), rgb(0x2D_BE93)),
        ("policy-2", Hue::Policy(1), rgb(0xE6_9F00)),
        ("policy-3", Hue::Policy(2), rgb(0x7C_CBF5)),
        ("policy-4", Hue::Policy(3), rgb(0xDB_8FB9)),
        ("policy-5", Hue::Policy(4), rgb(0xF2_F2F2)),
        ("policy-8", Hue::Policy(7), rgb(0xF0_E442)),
        ("better", Hue::Better, rgb(0x5C_C987)),
        ("worse", Hue::Worse, rgb(0xE0_7BAA)),
    ];
    let mut all: Vec<Named> = Vec::new();
    let mut add = |name: String, paper: Rgb, dark: Rgb| {
        if all.iter().all(|other| other.paper != paper) {
            all.push(Named { name, paper, dark });
        }
    };
    for (name, paper, dark) in fixed {
        add(name.to_owned(), paper, dark);
    }
    for (name, hue, dark) in hues {
        add(name.to_owned(), hue.color(), dark);
        add(format!("{name}-text"), hue.ink(), dark);
    }
    all
}

/// The colours of numbers in steps.
fn of_numbers() -> Vec<Named> {
    let mixed = |stops: &[Rgb], share: f64| {
        let place = share * (stops.len() - 1) as f64;
        let before = (place as usize).min(stops.len() - 2);
        let (from, to, part) = (stops[before], stops[before + 1], place - before as f64);
        let channel = |from: u8, to: u8| (f64::from(from) + (f64::from(to) - f64::from(from)) * part).round() as u8;
        Rgb(channel(from.0, to.0), channel(from.1, to.1), channel(from.2, to.2))
    };
    let palettes: [(&str, Palette, &[Rgb]); 2] = [
        ("more", Palette::Sequential, &DARK_SEQUENTIAL),
        ("apart", Palette::Diverging, &DARK_DIVERGING),
    ];
    let steps = palettes.into_iter().flat_map(|(name, palette, dark)| {
        (0..STEPS).map(move |step| {
            let share = step as f64 / (STEPS - 1) as f64;
            Named {
                name: format!("{name}-{step}"),
                paper: palette.color(share),
                dark: mixed(dark, share),
            }
        })
    });
    steps.collect()
}

/// Writes colours as CSS values.
pub struct Colors {
    named: Vec<Named>,
    of_numbers: Vec<Named>,
}

impl Colors {
    pub fn new() -> Self {
        Self {
            named: named(),
            of_numbers: of_numbers(),
        }
    }

    /// A colour that the theme may replace.
    pub fn themed(&self, color: Rgb) -> String {
        let same = self.named.iter().find(|one| one.paper == color);
        let distance = |one: &&Named| {
            let channel = |a: u8, b: u8| (i32::from(a) - i32::from(b)) * (i32::from(a) - i32::from(b));
            channel(one.paper.0, color.0) + channel(one.paper.1, color.1) + channel(one.paper.2, color.2)
        };
        match same.or_else(|| self.of_numbers.iter().min_by_key(distance)) {
            Some(one) => format!("var(--{},{})", one.name, hex_of(color)),
            None => hex_of(color),
        }
    }

    /// The colour of what lies on coloured ground, which no theme changes; only the cells of `never` follow it.
    pub fn fixed(&self, color: Rgb) -> String {
        if color == NEVER || color == MISSING {
            self.themed(color)
        } else {
            hex_of(color)
        }
    }
}

/// The colours of embedded figures on dark ground, as CSS declarations: `--paper:#14171a;--ink:#ecedee;...`.
pub fn dark_colors() -> String {
    let all = named().into_iter().chain(of_numbers());
    all.map(|one| format!("--{}:{};", one.name, hex_of(one.dark))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{BLACK, contrast, ink_on};

    #[test]
    fn text_has_a_contrast_of_four_and_a_half_and_lines_of_three_on_dark_ground() {
        for one in named() {
            let reached = contrast(one.dark, DARK_PAPER);
            let wanted = match one.name.as_str() {
                "paper" | "grid" | "track" => continue,
                name if name == "ink" || name == "muted" || name.ends_with("-text") => 4.5,
                _ => 3.0,
            };
            assert!(reached >= wanted, "{}: {reached}", one.name);
        }
        for one in of_numbers() {
            let reached = contrast(one.dark, DARK_PAPER);
            assert!(reached >= 2.4, "{}: {reached}", one.name);
        }
    }

    #[test]
    fn text_in_a_cell_of_never_stays_readable_on_dark_ground() {
        let never = named().into_iter().find(|one| one.name == "never").unwrap();
        assert!(contrast(never.dark, ink_on(NEVER)) >= 4.5);
        assert_eq!(Colors::new().fixed(BLACK), "#000000");
    }

    #[test]
    fn every_series_colour_has_a_name_of_its_own() {
        let colors = Colors::new();
        assert_eq!(colors.themed(Hue::Policy(4).color()), "var(--policy-5,#000000)");
        assert_eq!(colors.themed(INK), "var(--ink,#1a1a1a)");
        // Policies 6 and 7 have the colours of the two states.
        assert!(colors.themed(Hue::Policy(5).color()).starts_with("var(--us,"));
        let names: Vec<String> = (0..8).map(|k| colors.themed(Hue::Policy(k).color())).collect();
        assert!(
            names
                .iter()
                .all(|name| !name.starts_with("var(--more") && !name.starts_with("var(--apart"))
        );
    }
}
