//! Values, changes and intervals as a reader says them.

use engine::model::metrics::{Kind, Metric};
use engine::numeric::Num;
use engine::numeric::statistics::{Difference, NORMAL_95, share_error, student_95};
use engine::scenario::cards::Distribution;
use results::estimate::Estimate;
use results::message;
use results::message::{Arg, Text};
use results::number::{percent, readable, signed, year};

/// Days in a year and in a month, for differences of dates.
const DAYS: f64 = 365.25;
const MONTHS: f64 = 12.0;

/// A paired difference as tables and claims have it.
pub fn estimate(
    Difference {
        value,
        error,
        low,
        high,
    }: Difference,
) -> Estimate {
    Estimate {
        value,
        error,
        low,
        high,
    }
}

/// What is spoken of: a metric, or shares of simulations by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// In the unit of the metric.
    Of(Metric),
    /// A share of simulations.
    Share,
    /// A number without a unit.
    Plain,
}

/// The middle of what is drawn for a parameter.
pub fn median(distribution: &Distribution) -> f64 {
    distribution.quantile(Num([0.5])).0[0]
}

/// How far Student's 95 % interval reaches to either side of a mean over `worlds` worlds with this standard error: nowhere without
/// any error, however few they are.
pub fn reach_of_mean(error: f64, worlds: u64) -> f64 {
    match error == 0.0 {
        true => 0.0,
        false => student_95(worlds.saturating_sub(1)) * error,
    }
}

/// A mean over `worlds` worlds, or a difference of two in the same worlds, with Student's 95 % interval.
pub fn of_mean(value: f64, error: f64, worlds: u64) -> Estimate {
    let reach = reach_of_mean(error, worlds);
    Estimate {
        value,
        error,
        low: value - reach,
        high: value + reach,
    }
}

/// `95 % CI 27 % to 35 %`, or that it is not known; `margin` is half of it.
pub fn interval_of_share(share: f64, margin: Option<f64>) -> Text {
    match margin {
        Some(margin) => {
            let [low, high] = [share - margin, share + margin].map(|end| percent(end.clamp(0.0, 1.0)));
            message!("amount-interval", low = low, high = high).into()
        }
        None => message!("amount-no_interval").into(),
    }
}

/// The interval of a share that was seen in `part` of `whole` cases.
pub fn interval_of_part(part: f64, whole: f64) -> Text {
    let known = whole >= 1.0 && (0.0..=whole).contains(&part);
    let margin = known.then(|| NORMAL_95 * share_error(part.round() as u64, whole as u64));
    interval_of_share(part / whole, margin)
}

/// Whether the whole of that interval lies above a share.
pub fn part_is_above(part: f64, whole: f64, share: f64) -> bool {
    part / whole - NORMAL_95 * share_error(part.round() as u64, whole as u64) > share
}

/// A number that is already written, with its unit in the form that goes with it.
pub fn quantity(number: &str, unit: &str) -> Text {
    let written = Arg::Number(number.to_owned());
    match unit {
        "" | "1" | "ratio" | "score" | "index" | "state" => number.into(),
        "days" => message!("quantity-days", number = written).into(),
        "months" => message!("quantity-months", number = written).into(),
        "years" => message!("quantity-years", number = written).into(),
        "percentage points" => message!("quantity-points", number = written).into(),
        "x" => message!("figure-times", number = number).into(),
        unit => message!("figure-quantity", number = written, unit = unit).into(),
    }
}

/// A value of an input in its unit.
pub fn input_value(value: f64, unit: &str) -> Text {
    match unit {
        "share" if value != 0.0 && value.abs() < 0.01 => format!("{} %", readable(100.0 * value)).into(),
        "share" => percent(value).into(),
        "year" => year(value).into(),
        unit => quantity(&readable(value), unit),
    }
}

/// Dollars, given in billions: `$21 trillion`. `number` writes it.
pub fn dollars(billions: f64, number: fn(f64) -> String) -> Text {
    let size = billions.abs();
    match size {
        _ if size >= 999.5 => message!("money-trillion", number = number(billions / 1000.0)).into(),
        _ if size >= 1.0 || size == 0.0 => message!("money-billion", number = number(billions)).into(),
        _ => message!("money-million", number = number(billions * 1000.0)).into(),
    }
}

impl Amount {
    /// Years, as differences are; of a year as values are.
    fn is_year(self) -> bool {
        matches!(self, Self::Of(metric) if metric.kind() == Kind::Year)
    }

    /// The unit of its values in tables.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Plain => "",
            Self::Of(metric) => metric.unit(),
        }
    }

    /// The number alone.
    fn bare(self, value: f64) -> Text {
        match self.unit() {
            _ if value.is_infinite() => message!("amount-never").into(),
            _ if value.is_nan() => message!("amount-missing").into(),
            "share" => percent(value).into(),
            "USD bn" => dollars(value, readable),
            _ if self.is_year() => year(value).into(),
            _ => readable(value).into(),
        }
    }

    /// A value: `14 months`, `32 %`, `2033.1`, `$21 trillion`.
    pub fn value(self, value: f64) -> Text {
        match self.unit() {
            "share" | "year" | "USD bn" => self.bare(value),
            unit if value.is_finite() => quantity(&readable(value), unit),
            _ => self.bare(value),
        }
    }

    /// A value with how well it is known: `14 months (95 % CI 13.6 to 14.4)`.
    pub fn known(self, of: Estimate) -> Text {
        let interval: Text = match of.low.is_finite() && of.high.is_finite() {
            true => message!("amount-interval", low = self.bare(of.low), high = self.bare(of.high)).into(),
            false => message!("amount-no_interval").into(),
        };
        message!("amount-known", value = self.value(of.value), interval = interval).into()
    }

    /// Two ends of a range: `5 to 22`.
    pub fn range(self, low: f64, high: f64) -> Text {
        message!("amount-range", low = self.bare(low), high = self.bare(high)).into()
    }

    /// A difference with its sign or direction: `+3.1 months`, `−5 percentage points`, `0.8 years earlier`.
    pub fn change(self, change: f64) -> Text {
        match self.unit() {
            _ if self.is_year() => match change < 0.0 {
                true => message!("amount-earlier", years = self.size(-change)).into(),
                false => message!("amount-later", years = self.size(change)).into(),
            },
            "share" => quantity(&signed(100.0 * change), "percentage points"),
            "USD bn" if change > 0.0 => Text::Joined(vec!["+".into(), dollars(change, readable)]),
            "USD bn" if change < 0.0 => Text::Joined(vec!["\u{2212}".into(), dollars(-change, readable)]),
            "USD bn" => dollars(change, readable),
            unit => quantity(&signed(change), unit),
        }
    }

    /// The size of a difference, without direction: `3.1 months`, `5 percentage points`, `4 days`.
    pub fn size(self, size: f64) -> Text {
        match self.unit() {
            _ if size.is_infinite() => message!("amount-never").into(),
            _ if self.is_year() => match size {
                _ if size * MONTHS < 0.95 && size > 0.0 => quantity(&readable((size * DAYS).round().max(1.0)), "days"),
                _ if size < 1.995 => quantity(&tenths(size * MONTHS), "months"),
                _ => quantity(&tenths(size), "years"),
            },
            "share" => quantity(&readable(100.0 * size), "percentage points"),
            "USD bn" => dollars(size, readable),
            unit => quantity(&readable(size), unit),
        }
    }

    /// The interval of a difference: `95 % CI +2.5 to +3.8`.
    pub fn interval(self, of: Estimate) -> Text {
        if !(of.low.is_finite() && of.high.is_finite()) {
            return message!("amount-no_interval").into();
        }
        let ends: [Text; 2] = match self.unit() {
            // In the direction that the change names.
            _ if self.is_year() && of.high < 0.0 => [self.size(-of.high), self.size(-of.low)],
            _ if self.is_year() && of.low > 0.0 => [self.size(of.low), self.size(of.high)],
            "USD bn" | "year" => [self.change(of.low), self.change(of.high)],
            "share" => [of.low, of.high].map(|end| signed(100.0 * end).into()),
            _ => [of.low, of.high].map(|end| signed(end).into()),
        };
        let [low, high] = ends;
        message!("amount-interval", low = low, high = high).into()
    }
}

/// To one decimal.
fn tenths(value: f64) -> String {
    readable((10.0 * value).round() / 10.0)
}
