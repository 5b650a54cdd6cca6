//! Numbers as text: shortest round-trip form for tables, three significant figures for people.

/// Whole numbers below this are written digit by digit: quicker than by the search for the shortest form, and without its `.0`.
const MOST_WHOLE: f64 = 1e16;

/// The sign of what is below zero, for people; tables keep the hyphen, which programs read.
pub const MINUS: &str = "\u{2212}";

/// Appends `value` in the shortest form that reads back as the same bits; nothing for a value that is not a number.
pub fn push_float(line: &mut Vec<u8>, value: f64) {
    if value.is_nan() {
        return;
    }
    let size = value.abs();
    let whole = size as u64;
    if size < MOST_WHOLE && whole as f64 == size {
        if value.is_sign_negative() {
            line.push(b'-');
        }
        return push_integer(line, whole);
    }
    let mut buffer = zmij::Buffer::new();
    line.extend_from_slice(buffer.format(value).as_bytes());
}

/// Most significant digits of a measured number in a file for readers. Monte Carlo error leaves three or four of them.
pub const DIGITS: usize = 7;

/// The number nearest to `value` with [`DIGITS`] significant digits. Whole numbers that are written digit by digit keep all of theirs: they
/// may be counts, seeds or names. What is rounded once is not moved again.
pub fn rounded(value: f64) -> f64 {
    let size = value.abs();
    if !size.is_finite() || (size < MOST_WHOLE && size.trunc() == size) {
        return value;
    }
    // By way of decimal digits, which are the same on every machine.
    format!("{value:.*e}", DIGITS - 1).parse().unwrap_or(value)
}

/// A number in that form as a cell of its own; nothing for what is not finite.
pub fn cell(value: f64) -> String {
    let mut text = Vec::new();
    if value.is_finite() {
        push_float(&mut text, value);
    }
    text.into_iter().map(char::from).collect()
}

/// Appends a whole number.
pub fn push_integer(line: &mut Vec<u8>, value: u64) {
    const MOST_DIGITS: usize = 20;
    let mut digits = [0; MOST_DIGITS];
    let (mut first, mut rest) = (MOST_DIGITS, value);
    loop {
        first -= 1;
        digits[first] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            return line.extend_from_slice(&digits[first..]);
        }
    }
}

/// A number for people: three significant figures, thousands apart, no power of ten from a millionth up to a trillion.
pub fn readable(value: f64) -> String {
    if value.is_nan() {
        return "not available".to_owned();
    }
    if value.is_infinite() {
        return "never".to_owned();
    }
    let size = value.abs();
    if size == 0.0 {
        return "0".to_owned();
    }
    if !(1e-6..1e12).contains(&size) {
        let text = format!("{value:.2e}");
        let (factor, exponent) = text.split_once('e').expect("the format has an exponent");
        let exponent = exponent.parse().expect("the exponent is a whole number");
        let factor = factor.trim_end_matches('0').trim_end_matches('.');
        return with_minus(format!("{factor}×10{}", superscript(exponent)));
    }
    if size >= 999.5 {
        // Rounded to three figures, then written in full.
        let rounded: f64 = format!("{value:.2e}").parse().unwrap_or(value);
        return thousands(rounded);
    }
    let decimals = match size {
        size if size >= 99.95 => 0,
        size if size >= 9.995 => 1,
        size if size >= 0.9995 => 2,
        size if size >= 0.099_95 => 3,
        size if size >= 0.009_995 => 4,
        size if size >= 0.000_999_5 => 5,
        size if size >= 0.000_099_95 => 6,
        size if size >= 0.000_009_995 => 7,
        _ => 8,
    };
    let text = format!("{value:.decimals$}");
    with_minus(if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    })
}

/// An exponent of ten; the font of the figures has no raised minus sign.
pub fn superscript(number: i32) -> String {
    if number < 0 {
        return format!("^−{}", number.unsigned_abs());
    }
    number
        .to_string()
        .chars()
        .map(|sign| match sign {
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4' => '⁴',
            '5' => '⁵',
            '6' => '⁶',
            '7' => '⁷',
            '8' => '⁸',
            '9' => '⁹',
            _ => '⁰',
        })
        .collect()
}

/// A number that was written with hyphens, as people read it.
pub fn with_minus(text: String) -> String {
    text.replace('-', MINUS)
}

/// A sentence that was written with hyphens before its numbers, as people read it: hyphens within words and dates stay.
pub fn with_minus_signs(sentence: &str) -> String {
    let mut text = String::with_capacity(sentence.len());
    let mut letters = sentence.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let is_sign = letter == '-' && matches!(before, ' ' | '(') && letters.peek().is_some_and(char::is_ascii_digit);
        match is_sign {
            true => text.push_str(MINUS),
            false => text.push(letter),
        }
        before = letter;
    }
    text
}

/// A number with its sign, also above zero.
pub fn signed(value: f64) -> String {
    let text = readable(value);
    match value > 0.0 && text != "0" {
        true => format!("+{text}"),
        false => text,
    }
}

/// A share as a percentage with its sign: `0.123` gives `12.3 %`.
pub fn percent(share: f64) -> String {
    /// Less is what rounding leaves of a difference of shares: no share of worlds is that small.
    const NOTHING: f64 = 1e-12;
    if share > NOTHING && share < 0.000_95 {
        return "under 0.1 %".to_owned();
    }
    format!("{} %", readable((share * 1000.0).round() / 10.0))
}

/// A decimal year as people say it: with one decimal, no thousands mark.
pub fn year(value: f64) -> String {
    if value.is_finite() {
        with_minus(format!("{value:.1}"))
    } else {
        readable(value)
    }
}

/// An amount with its unit: a year of the calendar as such, scores, shares, indices, ratios and states by themselves.
pub fn amount(value: f64, unit: &str) -> String {
    match unit {
        "year" => year(value),
        unit => span(value, unit),
    }
}

/// A difference of two amounts with its unit: of years it is a number of years.
pub fn span(value: f64, unit: &str) -> String {
    match unit {
        "score" | "share" | "index" | "ratio" | "state" => readable(value),
        unit => {
            let number = readable(value);
            let unit = unit_of(&number, span_unit(unit));
            format!("{number} {unit}")
        }
    }
}

/// The unit behind a number as it is written: one month, two months.
pub fn unit_of<'a>(number: &str, unit: &'a str) -> &'a str {
    /// Units that are counted, as many and as one.
    const COUNTED: [(&str, &str); 4] = [
        ("months", "month"),
        ("years", "year"),
        ("worlds", "world"),
        ("percentage points", "percentage point"),
    ];
    if number.trim_start_matches(MINUS).trim_start_matches('+') != "1" {
        return unit;
    }
    let one = COUNTED.into_iter().find(|(many, _)| *many == unit);
    one.map_or(unit, |(_, one)| one)
}

/// The unit of a difference: of years it is a number of years.
pub fn span_unit(unit: &str) -> &str {
    match unit {
        "year" => "years",
        unit => unit,
    }
}

/// The text with a capital at its start.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// The name of a policy or metric with its words apart, so that labels can be broken between them; states by their names.
pub fn spaced(name: &str) -> String {
    let word = |word| match word {
        "us" => "US",
        "china" => "China",
        other => other,
    };
    let spaced = name.replace('+', " + ").replace('_', " ");
    spaced.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A number such that differences of the size of `apart` can be seen in it: with more figures than three where numbers lie close together.
pub fn told_apart(value: f64, apart: f64) -> String {
    let usual = readable(value);
    if !(value.is_finite() && apart > 0.0 && apart.is_finite()) || apart >= value.abs() * 0.1 {
        return usual;
    }
    // Two figures of the difference.
    let (mut decimals, mut shown) = (0, apart);
    while shown < 10.0 && decimals < 9 {
        (decimals, shown) = (decimals + 1, shown * 10.0);
    }
    let text = format!("{value:.decimals$}");
    let (whole, rest) = text
        .split_once('.')
        .map_or((text.as_str(), ""), |(whole, rest)| (whole, rest));
    let sign = if value < 0.0 && whole == "-0" { MINUS } else { "" };
    let whole = format!("{sign}{}", thousands(whole.parse().unwrap_or(value)));
    if rest.is_empty() {
        whole
    } else {
        format!("{whole}.{rest}")
    }
}

/// A count with its noun, one or many: `1 world`, `10,000 worlds`. The noun takes an `s`.
pub fn counted(count: u64, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", thousands(count as f64))
}

/// A whole number with a thin mark between thousands: `10,000`.
pub fn thousands(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    if value < 0.0 {
        text.push_str(MINUS);
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: f64) -> String {
        let mut line = Vec::new();
        push_float(&mut line, value);
        String::from_utf8(line).unwrap()
    }

    #[test]
    fn a_float_reads_back_as_the_same_bits() {
        for bits in (0..200_000_u64).map(|step| step.wrapping_mul(0x9e37_79b9_7f4a_7c15)) {
            let value = f64::from_bits(bits);
            if value.is_finite() {
                let text = written(value);
                assert_eq!(text.parse::<f64>().unwrap().to_bits(), bits, "{text}");
            }
        }
    }

    #[test]
    fn whole_numbers_have_no_decimals_and_nothing_is_written_for_no_number() {
        assert_eq!(written(12.0), "12");
        assert_eq!(written(-0.5), "-0.5");
        assert_eq!(written(-0.0), "-0");
        for power in 0..=16 {
            for value in [
                10_f64.powi(power),
                -(10_f64.powi(power)),
                10_f64.powi(power) - 1.0,
                123.0 * 10_f64.powi(power),
            ] {
                let text = written(value);
                assert!(!text.ends_with(".0") && text.parse() == Ok(value), "{text}");
            }
        }
        assert_eq!(written(f64::NAN), "");
    }

    #[test]
    fn integers_are_written_as_the_standard_library_does() {
        for value in [0, 7, 10, 99, 100, 12_345, u64::MAX] {
            let mut line = Vec::new();
            push_integer(&mut line, value);
            assert_eq!(String::from_utf8(line).unwrap(), value.to_string());
        }
    }

    #[test]
    fn people_read_three_significant_figures() {
        for (value, text) in [
            (8.1987, "8.2"),
            (15.44, "15.4"),
            (0.123_45, "0.123"),
            (-2.105, "−2.1"),
            (1234.0, "1,230"),
            (999.9, "1,000"),
            (45_678.0, "45,700"),
            (1.234e13, "1.23×10¹³"),
            (0.0, "0"),
            (f64::INFINITY, "never"),
            (0.000_042, "0.000042"),
            (-0.000_563_4, "−0.000563"),
            (0.000_001_234, "0.00000123"),
            (-4.2e-9, "−4.2×10^−9"),
        ] {
            assert_eq!(readable(value), text, "{value}");
        }
        assert_eq!(counted(1, "world"), "1 world");
        assert_eq!(counted(10_000, "world"), "10,000 worlds");
        assert_eq!(percent(0.1234), "12.3 %");
        assert_eq!(percent(0.0), "0 %");
        assert_eq!(percent(1.0), "100 %");
        assert_eq!(year(2034.96), "2035.0");
        assert_eq!(with_minus_signs("-1 to -2 (-3) in 2026-01"), "−1 to −2 (−3) in 2026-01");
        assert_eq!(
            (signed(0.5).as_str(), signed(-0.5).as_str(), signed(0.0).as_str()),
            ("+0.5", "−0.5", "0")
        );
    }

    #[test]
    fn amounts_have_their_units_and_years_are_told_from_spans_of_years() {
        assert_eq!(
            (&*amount(2035.25, "year"), &*span(0.25, "year")),
            ("2035.2", "0.25 years")
        );
        assert_eq!(
            (&*amount(14.04, "months"), &*amount(0.246, "score")),
            ("14 months", "0.246")
        );
        let months = [1.0, -1.0, 0.0, 1.2].map(|number| span(number, "months"));
        assert_eq!(months, ["1 month", "−1 month", "0 months", "1.2 months"]);
        assert_eq!((unit_of("+1", "years"), unit_of("1", "USD bn")), ("year", "USD bn"));
    }

    #[test]
    fn numbers_that_lie_close_together_are_written_so_that_they_can_be_told_apart() {
        assert_eq!(told_apart(4078.123, 5.9), "4,078.1");
        assert_eq!(told_apart(-4078.123, 0.31), "−4,078.12");
        assert_eq!(told_apart(4078.123, 25.0), "4,078");
        assert_eq!(told_apart(-0.658, 1.1), "−0.658");
        assert_eq!(told_apart(2.0, 0.0), "2");
    }
}
