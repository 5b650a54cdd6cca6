//! Where values lie on an axis and which of them are written there.

use results::message::Text;
use serde::{Deserialize, Serialize};

use crate::exact;
use crate::numbers::{MAGNITUDES, log_tick, needs_powers, percent, tick};

/// Values beyond this are as good as infinite for a drawing and would overflow its arithmetic.
const LARGEST: f64 = 1e300;

/// How the values of an axis are placed and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// Evenly, with thousands separators.
    Linear,
    /// By powers of ten, written 1, 10, 100 k, 1 M; starts at the first positive value.
    Log,
    /// Shares of 0 to 1, written as percentages.
    Share,
    /// Decimal years, written without separators.
    Year,
}

/// An axis of values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    /// The unit in words, such as `months` or `H100-equivalents`.
    pub unit: Text,
    pub scale: Scale,
    /// First and last value of the axis; `None` takes them from the data. What lies outside is drawn at the edge.
    #[serde(with = "exact")]
    pub range: Option<(f64, f64)>,
    /// What [`MAGNITUDES`] are called in the language of the figure.
    #[serde(skip, default = "magnitudes")]
    pub(crate) magnitudes: Vec<Text>,
}

fn magnitudes() -> Vec<Text> {
    MAGNITUDES.map(Text::from).to_vec()
}

impl Axis {
    fn new(unit: impl Into<Text>, scale: Scale) -> Self {
        Self {
            unit: unit.into(),
            scale,
            range: None,
            magnitudes: magnitudes(),
        }
    }

    /// Every text, to be put into words or looked at.
    pub(crate) fn each_text(&mut self, change: &mut dyn FnMut(&mut Text)) {
        change(&mut self.unit);
        self.magnitudes.iter_mut().for_each(change);
    }

    /// A number with its magnitude in the language of the figure.
    fn in_words(&self, number: String) -> String {
        let magnitude = number.split_once(' ').and_then(|(digits, unit)| {
            let place = MAGNITUDES.iter().position(|magnitude| *magnitude == unit)?;
            match self.magnitudes.get(place)? {
                Text::Plain(word) => Some(format!("{digits} {word}")),
                _ => None,
            }
        });
        magnitude.unwrap_or(number)
    }

    /// An evenly spaced axis with its ends taken from the data.
    pub fn linear(unit: impl Into<Text>) -> Self {
        Self::new(unit, Scale::Linear)
    }

    /// A logarithmic axis with its ends taken from the data.
    pub fn log(unit: impl Into<Text>) -> Self {
        Self::new(unit, Scale::Log)
    }

    /// An axis of shares, 0 to 1, written as percentages.
    pub fn share(unit: impl Into<Text>) -> Self {
        Self::new(unit, Scale::Share)
    }

    /// An axis of decimal years.
    pub fn year(unit: impl Into<Text>) -> Self {
        Self::new(unit, Scale::Year)
    }

    /// The same axis with fixed ends.
    pub fn within(self, from: f64, to: f64) -> Self {
        Self {
            range: Some((from, to)),
            ..self
        }
    }
}

/// The smallest and largest of the values an axis must show.
#[derive(Debug, Clone, Copy)]
pub struct Domain {
    lowest: f64,
    highest: f64,
    lowest_positive: f64,
}

impl Domain {
    /// Of all finite values; the rest is not drawn.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let none = Self {
            lowest: f64::INFINITY,
            highest: f64::NEG_INFINITY,
            lowest_positive: f64::INFINITY,
        };
        values
            .into_iter()
            .filter(|value| value.abs() < LARGEST)
            .fold(none, |extent, value| Self {
                lowest: extent.lowest.min(value),
                highest: extent.highest.max(value),
                lowest_positive: if value > 0.0 {
                    extent.lowest_positive.min(value)
                } else {
                    extent.lowest_positive
                },
            })
    }

    /// The two ends, if there was any value.
    pub fn ends(&self) -> Option<(f64, f64)> {
        (self.lowest <= self.highest).then_some((self.lowest, self.highest))
    }
}

/// An axis with its ends and its written ticks.
#[derive(Debug, Clone)]
pub struct AxisScale {
    /// Value at the start of the axis.
    pub from: f64,
    /// Value at its end.
    pub to: f64,
    pub logarithmic: bool,
    /// Position and text of each tick, ascending.
    pub ticks: Vec<(f64, String)>,
}

impl AxisScale {
    /// Where a value lies: 0 at the start, 1 at the end, beyond for what lies outside. On a logarithmic axis anything
    /// up to zero lies far before the start.
    pub fn place(&self, value: f64) -> f64 {
        if self.logarithmic {
            let log = |v: f64| if v > 0.0 { libm::log10(v) } else { -1e3 };
            (log(value) - log(self.from)) / (log(self.to) - log(self.from))
        } else {
            (value - self.from) / (self.to - self.from)
        }
    }

    /// The axis for values of this extent with about `wanted` ticks.
    pub fn new(axis: &Axis, extent: Domain, wanted: usize) -> Self {
        let mut scale = Self::of_scale(axis, extent, wanted);
        for (_, label) in &mut scale.ticks {
            *label = axis.in_words(std::mem::take(label));
        }
        scale
    }

    fn of_scale(axis: &Axis, extent: Domain, wanted: usize) -> Self {
        match axis.scale {
            Scale::Log => Self::log(axis.range, extent, wanted),
            Scale::Linear => Self::linear(axis.range, extent, wanted, tick),
            Scale::Share => {
                // Shares that reach beyond two thirds are best seen against the whole.
                let whole = extent
                    .ends()
                    .is_none_or(|(low, high)| low >= 0.0 && high <= 1.0 && high > 0.66);
                let range = axis.range.or(whole.then_some((0.0, 1.0)));
                Self::linear(range, extent, wanted, |value, step, _| {
                    if step < 0.01 {
                        percent(value)
                    } else {
                        format!("{:.0} %", value * 100.0)
                    }
                })
            }
            Scale::Year => {
                // Dates within a year are shown against a whole year, so that small differences look small.
                let ends = extent.ends().map(|(low, high)| match (low + high) / 2.0 {
                    middle if high - low < 1.0 => (middle - 0.5, middle + 0.5),
                    _ => (low, high),
                });
                let (from, to) = axis.range.or(ends).unwrap_or((2025.0, 2035.0));
                Self::years(from, to, wanted)
            }
        }
    }

    /// Steps of 1, 2, 2.5 or 5 times a power of ten; the ends are ticks unless a range is given. An axis of positive
    /// values starts at zero unless that would leave a quarter of it empty.
    fn linear(
        range: Option<(f64, f64)>,
        extent: Domain,
        wanted: usize,
        write: impl Fn(f64, f64, f64) -> String,
    ) -> Self {
        let (mut low, mut high) = range.or(extent.ends()).unwrap_or((0.0, 1.0));
        if range.is_none() {
            if low > 0.0 && low < 0.25 * high {
                low = 0.0;
            } else if high < 0.0 && high > 0.25 * low {
                high = 0.0;
            }
        }
        // Differences that are rounding noise of the values are none.
        if high - low <= 1e-9 * low.abs().max(high.abs()) {
            let room = if low == 0.0 { 1.0 } else { low.abs() };
            (low, high) = if low < 0.0 {
                (low - room, 0.0)
            } else {
                (0.0, low + room)
            };
        }
        let step = round_step((high - low) / wanted as f64);
        if range.is_none() {
            (low, high) = (outwards(low / step, -1.0) * step, outwards(high / step, 1.0) * step);
        }
        let first = libm::ceil(low / step - 1e-6) as i64;
        let last = libm::floor(high / step + 1e-6) as i64;
        let largest = (first as f64 * step).abs().max((last as f64 * step).abs());
        let ticks = (first..=last)
            .map(|k| k as f64 * step)
            .map(|value| (value, write(value, step, largest)))
            .collect();
        Self {
            from: low,
            to: high,
            logarithmic: false,
            ticks,
        }
    }

    /// Powers of ten, with 2 and 5 between them where they are few; starts at the first positive value.
    fn log(range: Option<(f64, f64)>, extent: Domain, wanted: usize) -> Self {
        let positive = (extent.lowest_positive <= extent.highest).then_some((extent.lowest_positive, extent.highest));
        let (mut low, mut high) = range
            .filter(|(low, high)| *low > 0.0 && high > low)
            .or(positive)
            .unwrap_or((1.0, 10.0));
        if high <= low * 1.001 {
            (low, high) = (low / 3.0, high * 3.0);
        }
        let decades = libm::log10(high / low);
        let factors: &[f64] = if decades * 3.0 <= wanted as f64 + 1.0 {
            &[1.0, 2.0, 5.0]
        } else {
            &[1.0]
        };
        // Powers of ten are short and few, so there may be more of them than of other numbers.
        let every = libm::ceil(decades / (1.6 * wanted as f64)).max(1.0) as i32;
        let bottom = libm::floor(libm::log10(low)) as i32;
        let top = libm::ceil(libm::log10(high)) as i32;
        let candidates: Vec<f64> = (bottom..=top)
            .filter(|exponent| exponent.rem_euclid(every) == 0)
            .flat_map(|exponent| {
                factors
                    .iter()
                    .map(move |factor| factor * libm::pow(10.0, f64::from(exponent)))
            })
            .collect();
        if range.is_none() {
            // Out to the next tick where that costs little, so that the highest and lowest values stand off the edge.
            let near = libm::pow(10.0, (0.12 * decades).max(0.31));
            let below = candidates.iter().rev().find(|tick| **tick <= low * 1.000_001);
            let above = candidates.iter().find(|tick| **tick >= high * 0.999_999);
            low = below
                .filter(|tick| low / **tick <= near)
                .map_or(low / libm::sqrt(near), |tick| *tick);
            high = above
                .filter(|tick| **tick / high <= near)
                .map_or(high * libm::sqrt(near), |tick| *tick);
        }
        let as_power = needs_powers(low, high);
        let ticks = candidates
            .into_iter()
            .filter(|tick| *tick >= low * 0.999_999 && *tick <= high * 1.000_001)
            .map(|tick| (tick, log_tick(tick, as_power)))
            .collect();
        Self {
            from: low,
            to: high,
            logarithmic: true,
            ticks,
        }
    }

    /// A calendar: the ends stay as they are, ticks are whole years, or months where it spans few years.
    pub fn years(from: f64, to: f64, wanted: usize) -> Self {
        let (from, to) = if to > from {
            (from, to)
        } else {
            (from - 0.5, from + 0.5)
        };
        let steps = [
            1.0 / 12.0,
            0.25,
            0.5,
            1.0,
            2.0,
            5.0,
            10.0,
            20.0,
            25.0,
            50.0,
            100.0,
            200.0,
            500.0,
            1000.0,
        ];
        let fits = |step: &f64| (to - from) / step <= wanted.max(1) as f64;
        let step = steps.into_iter().find(|step| fits(step)).unwrap_or(10_000.0);
        let first = libm::ceil(from / step - 1e-6) as i64;
        let last = libm::floor(to / step + 1e-6) as i64;
        let ticks = (first..=last)
            .map(|k| k as f64 * step)
            .map(|year| (year, written_date(year, step)))
            .collect();
        Self {
            from,
            to,
            logarithmic: false,
            ticks,
        }
    }
}

/// The next whole number in this direction (1 or -1), or a little beyond `steps` where the last one was just passed.
fn outwards(steps: f64, direction: f64) -> f64 {
    let passed = direction * libm::floor(direction * steps + 1e-6);
    if (steps - passed).abs() < 0.35 {
        steps + direction * 0.05f64.min((steps - passed).abs())
    } else {
        passed + direction
    }
}

/// A round number that is not below `least`.
fn round_step(least: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(least)));
    let factor = [1.0, 2.0, 2.5, 5.0]
        .into_iter()
        .find(|factor| factor * power >= least * 0.999_999)
        .unwrap_or(10.0);
    factor * power
}

fn written_date(year: f64, step: f64) -> String {
    if step >= 1.0 {
        return format!("{year:.0}");
    }
    let months = libm::round(year * 12.0) as i64;
    format!("{}-{:02}", months.div_euclid(12), months.rem_euclid(12) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &Axis, values: &[f64]) -> Vec<String> {
        let ruler = AxisScale::new(axis, Domain::of(values.iter().copied()), 5);
        for value in values.iter().filter(|value| **value > 0.0 || !ruler.logarithmic) {
            assert!(
                (-1e-9..=1.0 + 1e-9).contains(&ruler.place(*value)),
                "{value} outside of {ruler:?}"
            );
        }
        ruler.ticks.into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn linear_ticks_are_round_and_enclose_the_values() {
        let axis = Axis::linear("months");
        assert_eq!(labels(&axis, &[2.0, 9.7]), ["0", "2", "4", "6", "8", "10"]);
        assert_eq!(labels(&axis, &[-7.0, 21.0]), ["−10", "0", "10", "20"]);
        assert_eq!(
            labels(&axis, &[0.0, 23_400.0]),
            ["0", "5,000", "10,000", "15,000", "20,000", "25,000"]
        );
        assert_eq!(
            labels(&axis, &[1e36, 8e36]),
            ["0", "2×10³⁶", "4×10³⁶", "6×10³⁶", "8×10³⁶"]
        );
    }

    #[test]
    fn axes_of_constant_or_no_values_still_have_an_extent() {
        for axis in [Axis::linear("x"), Axis::log("x"), Axis::share("x"), Axis::year("x")] {
            for values in [
                &[][..],
                &[0.0],
                &[5.0],
                &[0.3, 0.3],
                &[-2.0],
                &[f64::NAN, f64::INFINITY],
            ] {
                let ruler = AxisScale::new(&axis, Domain::of(values.iter().copied()), 5);
                assert!(
                    ruler.to > ruler.from && !ruler.ticks.is_empty(),
                    "{axis:?} {values:?} {ruler:?}"
                );
                assert!(ruler.ticks.len() < 12, "{ruler:?}");
            }
        }
    }

    #[test]
    fn log_axes_start_at_the_first_positive_value_and_name_powers() {
        let axis = Axis::log("H100e");
        assert_eq!(
            labels(&axis, &[0.0, 1.0, 2e7]),
            ["1", "10", "100", "1 k", "10 k", "100 k", "1 M", "10 M", "100 M"]
        );
        assert_eq!(
            labels(&axis, &[1e26, 1e36]),
            ["10²⁶", "10²⁸", "10³⁰", "10³²", "10³⁴", "10³⁶"]
        );
        assert_eq!(labels(&axis, &[30.0, 80.0]), ["20", "50", "100"]);
    }

    #[test]
    fn calendars_fall_back_to_months_when_short() {
        let months: Vec<_> = AxisScale::years(2025.0, 2025.0, 4)
            .ticks
            .into_iter()
            .map(|(_, label)| label)
            .collect();
        assert_eq!(months, ["2024-07", "2024-10", "2025-01", "2025-04", "2025-07"]);
        let years: Vec<_> = AxisScale::years(2018.0, 2036.0, 10)
            .ticks
            .into_iter()
            .map(|(_, label)| label)
            .collect();
        assert_eq!(years.first().map(String::as_str), Some("2018"));
        assert_eq!(years.len(), 10);
    }
}
