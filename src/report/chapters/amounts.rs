//! Values, changes and intervals as a reader says them.

pub use crate::experiment::sensitivity::Estimate;
use crate::model::metrics::{Kind, Metric};
use crate::report::catalogue::Catalogue;
use crate::report::headlines::title_of;
use crate::report::number::{percent, readable, year};
use crate::say;

/// What is spoken of: a metric, or shares of worlds by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// In the unit of the metric.
    Of(Metric),
    /// A share of worlds.
    ShareOfWorlds,
}

/// What a metric is called in a sentence.
pub fn title(metric: Metric) -> &'static str {
    title_of(metric).unwrap_or(metric.meaning())
}

impl Amount {
    /// Years, as differences are; `of a year` as values are.
    fn is_year(self) -> bool {
        matches!(self, Self::Of(metric) if metric.kind() == Kind::Year)
    }

    fn is_share(self) -> bool {
        match self {
            Self::ShareOfWorlds => true,
            Self::Of(metric) => metric.unit() == "share",
        }
    }

    /// The unit behind a number; empty where it has none that is said.
    fn unit(self) -> &'static str {
        match self {
            Self::ShareOfWorlds => "",
            Self::Of(metric) => match metric.unit() {
                "ratio" | "score" | "index" | "share" | "year" | "state" => "",
                unit => unit,
            },
        }
    }

    /// The number alone.
    fn bare(self, words: &Catalogue, value: f64) -> String {
        if value.is_infinite() {
            return say!(words, "amount.never");
        }
        if value.is_nan() {
            return say!(words, "amount.missing");
        }
        match self {
            _ if self.is_share() => percent(value),
            _ if self.is_year() => year(value),
            _ => readable(value),
        }
    }

    /// A value: `14 months`, `32 %`, `2033.1`.
    pub fn value(self, words: &Catalogue, value: f64) -> String {
        let bare = self.bare(words, value);
        match self.unit() {
            unit if !unit.is_empty() && value.is_finite() => {
                say!(words, "figure.quantity", number = bare, unit = unit)
            }
            _ => bare,
        }
    }

    /// Two ends of a range: `5 to 22`.
    pub fn range(self, words: &Catalogue, low: f64, high: f64) -> String {
        let ends = [low, high].map(|end| self.bare(words, end));
        say!(words, "amount.range", low = &ends[0], high = &ends[1])
    }

    /// A difference with the unit it has: `+3.1 months`, `-5 percentage points`, `0.8 years earlier`.
    pub fn change(self, words: &Catalogue, change: f64) -> String {
        if self.is_share() {
            return say!(words, "amount.points", number = signed(change * 100.0));
        }
        if self.is_year() {
            let size = readable(change.abs());
            return match change < 0.0 {
                true => say!(words, "amount.years_earlier", number = size),
                false => say!(words, "amount.years_later", number = size),
            };
        }
        match self.unit() {
            "" => signed(change),
            unit => say!(words, "figure.quantity", number = signed(change), unit = unit),
        }
    }

    /// The interval of a difference: `95 %: +2.5 to +3.8`.
    pub fn interval(self, words: &Catalogue, of: Estimate) -> String {
        let scale = if self.is_share() { 100.0 } else { 1.0 };
        let (low, high) = match self.is_year() && of.is_told_from_zero() {
            // In the direction that the change names.
            true if of.high < 0.0 => (readable(-of.high), readable(-of.low)),
            true => (readable(of.low), readable(of.high)),
            false => (signed(of.low * scale), signed(of.high * scale)),
        };
        say!(words, "amount.interval", low = low, high = high)
    }
}

/// A number with its sign.
pub fn signed(value: f64) -> String {
    let text = readable(value);
    match value > 0.0 && text != "0" {
        true => format!("+{text}"),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_names_its_direction_and_its_interval_points_the_same_way() {
        let words = Catalogue::english();
        let earlier = Estimate {
            value: -0.81,
            low: -1.1,
            high: -0.5,
        };
        let year = Amount::Of(Metric::ParityYear);
        assert_eq!(year.change(&words, earlier.value), "0.81 years earlier");
        assert_eq!(year.interval(&words, earlier), "95 %: 0.5 to 1.1");
        let spans = Estimate { high: 0.2, ..earlier };
        assert_eq!(year.interval(&words, spans), "95 %: -1.1 to +0.2");
        assert!(!spans.is_told_from_zero());
        let unknown = Estimate {
            low: f64::NAN,
            high: f64::NAN,
            ..earlier
        };
        assert!(
            !unknown.is_told_from_zero(),
            "without an interval nothing is told apart"
        );
        assert_eq!(Amount::ShareOfWorlds.change(&words, 0.0312), "+3.12 percentage points");
        assert_eq!(Amount::Of(Metric::LagMonths2030).value(&words, 14.04), "14 months");
        assert_eq!(Amount::Of(Metric::ParityYear).value(&words, f64::INFINITY), "never");
    }
}
