//! Writing from right to left: which texts are written so, and what keeps numbers and names in them from being turned around.
//!
//! Readers of right-to-left text see numbers and Latin names from left to right, but a sign before a number, or what stands between two
//! of them, goes to the wrong side unless marks say where it belongs (Unicode Standard Annex 9). [`settled`] and [`isolated`] set them;
//! the [catalogue](crate::message::Catalogue) of such a language does so for all that it says.

use crate::number::MINUS;

/// Languages whose usual script is written from right to left.
const LANGUAGES: [&str; 9] = ["ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv"];

/// What follows belongs to text from left to right (left-to-right mark).
const MARK: char = '\u{200e}';
/// What follows stands behind what was before, to its left (right-to-left mark).
const BEHIND: char = '\u{200f}';
/// Around a piece that is no part of the order of the letters beside it (left-to-right isolate).
const ISOLATE: [char; 2] = ['\u{2066}', '\u{2069}'];
/// Around a line of text from right to left that stands where lines run from left to right (right-to-left embedding).
const EMBEDDING: [char; 2] = ['\u{202b}', '\u{202c}'];

/// Whether a language, named as HTML names it, is written from right to left.
pub fn is_of_language(name: &str) -> bool {
    let language = name.split('-').next().unwrap_or_default();
    LANGUAGES.contains(&language)
}

/// Whether a text has letters that are written from right to left.
pub fn is_of_text(text: &str) -> bool {
    text.chars().any(is_letter)
}

/// Hebrew, Arabic and what stands near them.
pub fn is_letter(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Whether a sign only orders letters and is not seen.
pub fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A line that runs from right to left wherever it stands; others stay as they are.
pub fn embedded(line: &str) -> String {
    let [open, close] = EMBEDDING;
    match is_of_text(line) {
        true => format!("{open}{line}{close}"),
        false => line.to_owned(),
    }
}

/// A name in another script as one piece; others stay as they are.
pub fn isolated(text: String) -> String {
    let [open, close] = ISOLATE;
    let is_foreign = text.chars().any(|letter| letter.is_ascii_alphabetic()) && !is_of_text(&text);
    match is_foreign && !text.starts_with(open) {
        true => format!("{open}{text}{close}"),
        false => text,
    }
}

/// A text from right to left with the signs of its numbers before them, percent signs right behind them (to their left, as the other
/// letters that follow), what stands between backticks
/// as one piece, and its own commas. Doing so again changes nothing.
pub fn settled(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut settled = String::with_capacity(text.len());
    let is_within = is_of_text(text);
    // What is cited in another script keeps its commas.
    let has_own_commas = is_within || !letters.iter().any(char::is_ascii_alphabetic);
    let has_code = letters
        .iter()
        .filter(|letter| **letter == '`')
        .count()
        .is_multiple_of(2);
    let mut is_in_code = false;
    for (place, letter) in letters.iter().copied().enumerate() {
        let before = place.checked_sub(1).map(|place| letters[place]);
        let after = letters.get(place + 1).copied();
        let (is_after_digit, is_before_digit) = (is_digit(before), is_digit(after));
        let is_gap = letter == ' ' && is_after_digit && after == Some('%');
        if is_gap {
            continue;
        }
        if letter == '%' && is_within && is_behind_number(&letters[..place]) {
            settled.push(BEHIND);
        }
        let is_free = before.is_none_or(|before| before.is_whitespace() || "([:،؛,;/".contains(before));
        let is_sign = match letter {
            '+' | '±' | '<' | '>' | '≥' | '≤' => is_before_digit,
            '-' => is_before_digit || after == Some('-'),
            letter => MINUS.contains(letter) && is_before_digit,
        };
        let is_number = is_digit(Some(letter)) && is_power(&letters[place..]);
        if is_free && (is_sign || is_number) {
            settled.push(MARK);
        }
        if letter == '`' && has_code {
            is_in_code = !is_in_code;
            let (mark, beside) = match is_in_code {
                true => (ISOLATE[0], before),
                false => (ISOLATE[1], after),
            };
            let has_mark = beside == Some(mark);
            match is_in_code {
                true if !has_mark => settled.extend([mark, letter]),
                false if !has_mark => settled.extend([letter, mark]),
                _ => settled.push(letter),
            }
            continue;
        }
        let is_foreign = before.is_some_and(|before| before.is_ascii_alphabetic() || ISOLATE.contains(&before));
        let ends_words = has_own_commas && !is_foreign && after.is_none_or(char::is_whitespace) && before.is_some();
        settled.push(match letter {
            ',' if ends_words => '،',
            ';' if ends_words => '؛',
            letter => letter,
        });
    }
    match settled.as_str() {
        ", " => "، ".to_owned(),
        "; " => "؛ ".to_owned(),
        _ => settled,
    }
}

fn is_digit(letter: Option<char>) -> bool {
    letter.is_some_and(|letter| letter.is_ascii_digit())
}

/// Whether a number with a power of ten begins here: `1.2×10⁶`.
fn is_power(letters: &[char]) -> bool {
    let is_part = |letter: &&char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
    let number = letters.iter().take_while(is_part).count();
    letters.get(number) == Some(&'×')
}

/// Whether a number ends here, with or without a gap.
fn is_behind_number(letters: &[char]) -> bool {
    match letters {
        [.., last] if last.is_ascii_digit() => true,
        [.., last, ' '] => last.is_ascii_digit(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_signs_before_them() {
        for (text, expected) in [
            ("−1.5", "\u{200e}−1.5"),
            ("أثر −1.5 شهر", "أثر \u{200e}−1.5 شهر"),
            ("(+2 إلى -3)", "(\u{200e}+2 إلى \u{200e}-3)"),
            ("5-95 %", "5-95%"),
            ("فترة ثقة 95 %: 0%", "فترة ثقة 95\u{200f}%: 0\u{200f}%"),
            ("(`--runs 9`)", "(\u{2066}`--runs 9`\u{2069})"),
            ("1.2×10⁶", "\u{200e}1.2×10⁶"),
            ("الأمر --language ar", "الأمر \u{200e}--language ar"),
            ("2026-01", "2026-01"),
            ("us.chip_controls", "us.chip_controls"),
        ] {
            let once = settled(text);
            assert_eq!(once, expected);
            assert_eq!(settled(&once), once, "a second time");
        }
    }

    #[test]
    fn lists_have_the_commas_of_the_language() {
        assert_eq!(settled(", "), "، ");
        assert_eq!(settled("الصين, العالم; 1,200"), "الصين، العالم؛ 1,200");
        for cited in ["Grimm, V.", "China, 2025: 0.17, share (a); b"] {
            assert_eq!(settled(cited), cited);
        }
    }

    #[test]
    fn names_in_other_scripts_are_one_piece_and_lines_run_their_way_anywhere() {
        assert_eq!(isolated("no_controls".to_owned()), "\u{2066}no_controls\u{2069}");
        assert_eq!(isolated(isolated("R1".to_owned())), "\u{2066}R1\u{2069}");
        for text in ["السياسة R1", "12", ""] {
            assert_eq!(isolated(text.to_owned()), text);
        }
        assert_eq!(embedded("الصين (R1)"), "\u{202b}الصين (R1)\u{202c}");
        assert_eq!(embedded("R1"), "R1");
        assert!(is_of_language("ar-EG") && is_of_language("he") && !is_of_language("en") && !is_of_language("arn"));
    }
}
