//! Cells of a CSV file as bytes: one way of writing each kind, and one of reading it.
//!
//! Quotes stand where a cell needs them; a number has the shortest form that reads back as the same bits.

use crate::number::push_float;

/// Appends a number; `never` where it is infinite, nothing where it is none.
pub fn push_number_or_never(line: &mut Vec<u8>, value: f64) {
    if value.is_infinite() {
        line.extend_from_slice(if value > 0.0 { b"never" } else { b"-never" });
    } else {
        push_float(line, value);
    }
}

/// Appends a word, quoted where it must be. A word that a spreadsheet would run as a formula begins with an apostrophe.
pub fn push_text(line: &mut Vec<u8>, text: &str) {
    let mark = if is_formula(text) { "'" } else { "" };
    if text.contains([',', '"', '\n', '\r']) {
        line.push(b'"');
        line.extend_from_slice(mark.as_bytes());
        line.extend_from_slice(text.replace('"', "\"\"").as_bytes());
        line.push(b'"');
    } else {
        line.extend_from_slice(mark.as_bytes());
        line.extend_from_slice(text.as_bytes());
    }
}

/// Whether a spreadsheet would run a cell of this text. A lone sign is none, and neither is a number.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.len() > 1 && text.parse::<f64>().is_err()
}

/// The word in a cell, as it was before it was written.
pub fn text_of(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| is_formula(text)).unwrap_or(cell)
}

/// The number in a cell: infinite for `never`, not a number where the cell is empty; `None` where it holds something else.
pub fn number_of(cell: &str) -> Option<f64> {
    match cell {
        "" => Some(f64::NAN),
        "never" => Some(f64::INFINITY),
        "-never" => Some(f64::NEG_INFINITY),
        text => text.parse().ok(),
    }
}

/// A number in its shortest form; nothing where there is none.
pub fn number(value: f64) -> String {
    let mut text = Vec::new();
    push_float(&mut text, value);
    text.into_iter().map(char::from).collect()
}

/// `yes` or `no`.
pub const fn yes_or_no(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

/// Who is ahead, of the number that stands for it; empty where there is no value.
pub fn who(value: f64) -> &'static str {
    if value.is_nan() {
        ""
    } else if value == 1.0 {
        "us"
    } else if value == 2.0 {
        "china"
    } else {
        "nobody"
    }
}

/// The number that stands for who is ahead; not a number where the cell is empty, `None` where it holds something else.
pub fn who_of(cell: &str) -> Option<f64> {
    match cell {
        "" => Some(f64::NAN),
        "nobody" => Some(0.0),
        "us" => Some(1.0),
        "china" => Some(2.0),
        _ => None,
    }
}

/// Whether a text is a month such as `2026-01`.
pub fn is_month(cell: &str) -> bool {
    let (year, month) = cell.split_once('-').unwrap_or_default();
    let digits = |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(year, 4) && digits(month, 2) && ("01"..="12").contains(&month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(push: impl Fn(&mut Vec<u8>)) -> String {
        let mut line = Vec::new();
        push(&mut line);
        String::from_utf8(line).unwrap()
    }

    #[test]
    fn a_word_is_quoted_as_the_csv_crate_quotes_it_and_a_formula_is_made_a_word() {
        for text in [
            "",
            "treaty",
            "a b",
            "a,b",
            "say \"so\"",
            "two\nlines",
            "-",
            "-3.5",
            "'quoted'",
            "é",
        ] {
            let mut oracle = csv::Writer::from_writer(Vec::new());
            oracle.write_record(["x", text]).unwrap();
            let oracle = String::from_utf8(oracle.into_inner().unwrap()).unwrap();
            assert_eq!(format!("x,{}\n", written(|line| push_text(line, text))), oracle);
            assert_eq!(text_of(text), text);
        }
        for formula in ["=HYPERLINK(1)", "@SUM(1)", "+1+1", "-1+cmd", "\t=1"] {
            let cell = written(|line| push_text(line, formula));
            assert_eq!(
                (cell.as_str(), text_of(&cell)),
                (format!("'{formula}").as_str(), formula)
            );
        }
    }

    #[test]
    fn a_number_comes_back_as_the_same_bits_and_never_as_infinite() {
        for value in [0.0, -0.0, 0.1, 1e300, -2.5, f64::INFINITY, f64::NEG_INFINITY] {
            let cell = written(|line| push_number_or_never(line, value));
            assert_eq!(number_of(&cell).unwrap().to_bits(), value.to_bits(), "{cell}");
        }
        assert_eq!(written(|line| push_number_or_never(line, f64::NAN)), "");
        assert!(number_of("").unwrap().is_nan() && number_of("1,5").is_none() && number_of("nobody").is_none());
    }

    #[test]
    fn months_have_four_digits_and_one_of_twelve_numbers() {
        assert!(["2026-01", "2040-12"].into_iter().all(is_month));
        assert!(
            !["", "2026", "2026-13", "2026-1", "26-01", "2026-00", "x026-01"]
                .into_iter()
                .any(is_month)
        );
    }
}
