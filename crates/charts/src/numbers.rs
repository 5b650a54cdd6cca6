//! Numbers as words for people: thousands separators, k and M, powers of ten, percent.

use results::message::Text;
use results::number::superscript;

/// From here on, and below its inverse, numbers are written as powers of ten.
const HUGE: f64 = 1e15;

/// What thousands, millions, billions and trillions are called behind a number: words of the data.
pub const MAGNITUDES: [&str; 4] = ["k", "M", "bn", "tn"];

/// A finite number to three significant figures, its magnitude a word of the data.
pub fn short(value: f64) -> Text {
    let written = three_figures(value);
    match written.split_once(' ') {
        Some((number, unit)) => Text::Joined([number, " ", unit].map(Text::from).to_vec()),
        None => written.into(),
    }
}

/// The same as it is in English.
pub fn three_figures(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 || !size.is_finite() {
        return "0".to_owned();
    }
    let digits = (2.0 - libm::floor(libm::log10(size / unit_of(size).0) + 1e-12)).clamp(0.0, 6.0) as usize;
    trimmed(&scaled(value, size, digits))
}

/// A share of 0 to 1 as a percentage; what is rare but happens is never written as 0 %, nor its counterpart as 100 %.
pub fn percent(share: f64) -> String {
    let hundredths = share * 100.0;
    match hundredths {
        _ if share <= 0.0 => "0 %".to_owned(),
        _ if hundredths < 0.1 => "< 0.1 %".to_owned(),
        _ if hundredths < 10.0 => format!("{hundredths:.1} %"),
        _ if hundredths < 99.5 || share >= 1.0 => format!("{hundredths:.0} %"),
        _ if hundredths > 99.9 => "> 99.9 %".to_owned(),
        _ => format!("{hundredths:.1} %"),
    }
}

/// A tick of a linear axis, written alike for all ticks: `step` decides the decimals, `largest` (of all ticks) the unit.
pub fn tick(value: f64, step: f64, largest: f64) -> String {
    let (divisor, _) = unit_of(largest);
    let exponent = libm::floor(libm::log10(step / divisor) + 1e-9);
    // A step of 2.5 needs one decimal more than one of 2.
    let fraction = (step / divisor) / libm::pow(10.0, exponent);
    let extra = if (fraction - fraction.round()).abs() > 0.01 {
        1.0
    } else {
        0.0
    };
    scaled(value, largest, (extra - exponent).clamp(0.0, 12.0) as usize)
}

/// A tick of a logarithmic axis; `as_power` where the axis as a whole leaves the range of k, M, bn and tn.
pub fn log_tick(value: f64, as_power: bool) -> String {
    if value == 0.0 || (!as_power && value < 1000.0) {
        return trimmed(&format!("{value:.6}"));
    }
    if as_power {
        return power(value);
    }
    let (divisor, unit) = if value < 1e6 { (1e3, "k") } else { unit_of(value) };
    format!("{} {unit}", trimmed(&format!("{:.3}", value / divisor)))
}

/// Whether a logarithmic axis with these ends is written in powers of ten.
pub fn needs_powers(lowest: f64, highest: f64) -> bool {
    highest >= HUGE || lowest < 1e-4
}

/// Divisor and name of the unit for numbers up to `largest`.
fn unit_of(largest: f64) -> (f64, &'static str) {
    match largest.abs() {
        size if size >= HUGE => (libm::pow(10.0, libm::floor(libm::log10(size) + 1e-9)), ""),
        size if size >= 1e12 => (1e12, "tn"),
        size if size >= 1e9 => (1e9, "bn"),
        size if size >= 1e6 => (1e6, "M"),
        size if size > 0.0 && size < 1e-4 => (libm::pow(10.0, libm::floor(libm::log10(size) + 1e-9)), ""),
        _ => (1.0, ""),
    }
}

/// `value` in the unit that suits `largest`, with this many decimals.
fn scaled(value: f64, largest: f64, decimals: usize) -> String {
    let (divisor, unit) = unit_of(largest);
    if divisor == 1.0 {
        return separated(value, decimals);
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    let number = separated(value / divisor, decimals);
    if unit.is_empty() {
        return format!(
            "{}×10{}",
            trimmed(&number),
            superscript(libm::round(libm::log10(divisor)) as i32)
        );
    }
    format!("{number} {unit}")
}

/// A power of ten, or a small multiple of one.
fn power(value: f64) -> String {
    let exponent = libm::floor(libm::log10(value) + 1e-9);
    let factor = libm::round(value / libm::pow(10.0, exponent)) as i32;
    let power = format!("10{}", superscript(exponent as i32));
    if factor == 1 {
        power
    } else {
        format!("{factor}×{power}")
    }
}

/// Fixed decimals, commas between thousands, a true minus sign, and no minus before zero.
fn separated(value: f64, decimals: usize) -> String {
    let written = format!("{:.decimals$}", value.abs());
    let (whole, rest) = written.split_at(written.find('.').unwrap_or(written.len()));
    let mut out = String::new();
    if value < 0.0 && written.chars().any(|sign| ('1'..='9').contains(&sign)) {
        out.push('−');
    }
    // Four digits are as easily read without a comma, but a column of ticks looks better when all have one.
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

/// Without zeros that end a fraction.
fn trimmed(written: &str) -> String {
    let (number, unit) = written.split_once(' ').unwrap_or((written, ""));
    let number = if number.contains('.') {
        number.trim_end_matches('0').trim_end_matches('.')
    } else {
        number
    };
    if unit.is_empty() {
        number.to_owned()
    } else {
        format!("{number} {unit}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_written_as_people_write_them() {
        let cases = [
            (tick(2_500.0, 500.0, 10_000.0), "2,500"),
            (tick(0.25, 0.25, 1.0), "0.25"),
            (tick(-12.0, 4.0, 12.0), "−12"),
            (tick(0.0, 4.0, 12.0), "0"),
            (tick(2_500_000.0, 500_000.0, 5e6), "2.5 M"),
            (tick(-0.0, 0.5, 1.0), "0.0"),
            (tick(4e36, 2e36, 8e36), "4×10³⁶"),
            (log_tick(1.0, false), "1"),
            (log_tick(0.01, false), "0.01"),
            (log_tick(1e3, false), "1 k"),
            (log_tick(1e5, false), "100 k"),
            (log_tick(1e7, false), "10 M"),
            (log_tick(5e9, false), "5 bn"),
            (log_tick(1e36, true), "10³⁶"),
            (log_tick(2e-7, true), "2×10^−7"),
            (percent(0.344), "34 %"),
            (percent(0.0), "0 %"),
            (percent(0.0002), "< 0.1 %"),
            (percent(0.99999), "> 99.9 %"),
            (percent(0.996), "99.6 %"),
            (percent(1.0), "100 %"),
            (three_figures(8.2345), "8.23"),
            (three_figures(12_345.6), "12,346"),
            (three_figures(-0.5), "−0.5"),
            (three_figures(1.234e7), "12.3 M"),
            (three_figures(1.234e36), "1.23×10³⁶"),
        ];
        for (written, expected) in cases {
            assert_eq!(written, expected);
        }
    }
}
