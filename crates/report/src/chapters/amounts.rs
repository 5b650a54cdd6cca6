//! Values, changes and intervals as a reader says them.

use crate::catalogue::{Catalogue, Fill};
use crate::headlines::title_of;
use crate::number::{percent, readable, signed, year};
use crate::phrases::quantity;
use crate::say;
pub use analysis::sensitivity::Estimate;
use engine::model::metrics::{Kind, Metric};
use engine::numeric::statistics::{NORMAL_95, share_error, student_95};
use engine::scenario::agents::Agent;

/// What is spoken of: a metric, or shares of worlds by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// In the unit of the metric.
    Of(Metric),
    /// A share of worlds.
    ShareOfWorlds,
    /// A number without a unit.
    Plain,
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

/// `95 %: 27 % to 35 %`, or that it is not known; `margin` is half of it.
pub fn interval_of_share(words: &Catalogue, share: f64, margin: Option<f64>) -> String {
    match margin {
        Some(margin) => {
            let ends = [share - margin, share + margin].map(|end| percent(end.clamp(0.0, 1.0)));
            say!(words, "amount-interval", low = &ends[0], high = &ends[1])
        }
        None => say!(words, "amount-no_interval"),
    }
}

/// The interval of a share that was seen in `part` of `whole` cases.
pub fn interval_of_part(words: &Catalogue, part: f64, whole: f64) -> String {
    let known = whole >= 1.0 && (0.0..=whole).contains(&part);
    let margin = known.then(|| NORMAL_95 * share_error(part.round() as u64, whole as u64));
    interval_of_share(words, part / whole, margin)
}

/// Whether the whole of that interval lies above a share.
pub fn part_is_above(part: f64, whole: f64, share: f64) -> bool {
    part / whole - NORMAL_95 * share_error(part.round() as u64, whole as u64) > share
}

/// What a metric is called in a sentence.
pub fn title(metric: Metric) -> &'static str {
    title_of(metric).unwrap_or(metric.meaning())
}

/// What an input is called: its meaning and, where it is that of one state, whose. Members of a group that have one meaning are said once.
pub fn title_of_input(words: &Catalogue, input: &str, meaning: impl Fn(&str) -> String) -> String {
    let mut parts: Vec<(String, Vec<String>)> = Vec::new();
    for member in members(input) {
        let meaning = meaning(member);
        let prefix = member.split('.').next().unwrap_or_default();
        let whose = Agent::ALL.into_iter().find(|agent| agent.key() == prefix);
        let whose = whose.map(|agent| words.term(agent.name()));
        match parts.iter_mut().find(|(known, _)| *known == meaning) {
            Some((_, states)) => states.extend(whose),
            None => parts.push((meaning, whose.into_iter().collect())),
        }
    }
    let part = |(meaning, states): (String, Vec<String>)| match states.is_empty() {
        true => meaning,
        false => say!(words, "amount-whose", what = meaning, states = states.join(", ")),
    };
    parts.into_iter().map(part).collect::<Vec<_>>().join("; ")
}

/// The keys of an input, which may be a group.
pub fn members(input: &str) -> impl Iterator<Item = &str> {
    input.split(" + ")
}

impl Amount {
    /// Years, as differences are; `of a year` as values are.
    fn is_year(self) -> bool {
        matches!(self, Self::Of(metric) if metric.kind() == Kind::Year)
    }

    fn is_share(self) -> bool {
        match self {
            Self::ShareOfWorlds => true,
            Self::Plain => false,
            Self::Of(metric) => metric.unit() == "share",
        }
    }

    /// The unit behind a number; empty where it has none that is said.
    fn unit(self) -> &'static str {
        match self {
            Self::ShareOfWorlds | Self::Plain => "",
            Self::Of(metric) => match metric.unit() {
                "ratio" | "score" | "index" | "share" | "year" | "state" => "",
                unit => unit,
            },
        }
    }

    /// The number alone.
    fn bare(self, words: &Catalogue, value: f64) -> String {
        if value.is_infinite() {
            return say!(words, "amount-never");
        }
        if value.is_nan() {
            return say!(words, "amount-missing");
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
            unit if !unit.is_empty() && value.is_finite() => words.fill(&quantity(&bare, unit)),
            _ => bare,
        }
    }

    /// A value with how well it is known: `14 months (95 %: 13.6 to 14.4)`.
    pub fn known(self, words: &Catalogue, of: Estimate) -> String {
        let interval = match of.low.is_finite() && of.high.is_finite() {
            true => {
                let ends = [of.low, of.high].map(|end| self.bare(words, end));
                say!(words, "amount-interval", low = &ends[0], high = &ends[1])
            }
            false => say!(words, "amount-no_interval"),
        };
        say!(
            words,
            "amount-known",
            value = self.value(words, of.value),
            interval = interval
        )
    }

    /// Two ends of a range: `5 to 22`.
    pub fn range(self, words: &Catalogue, low: f64, high: f64) -> String {
        let ends = [low, high].map(|end| self.bare(words, end));
        say!(words, "amount-range", low = &ends[0], high = &ends[1])
    }

    /// A difference with the unit it has: `+3.1 months`, `−5 percentage points`, `0.8 years earlier`.
    pub fn change(self, words: &Catalogue, change: f64) -> String {
        if self.is_share() {
            return words.fill(&quantity(&signed(change * 100.0), "percentage points"));
        }
        if self.is_year() {
            let years = quantity(&readable(change.abs()), "years");
            return match change < 0.0 {
                true => say!(words, "amount-earlier", years = years),
                false => say!(words, "amount-later", years = years),
            };
        }
        match self.unit() {
            "" => signed(change),
            unit => words.fill(&quantity(&signed(change), unit)),
        }
    }

    /// The size of a difference, without direction: `3.1 months`, `5 percentage points`.
    pub fn size(self, words: &Catalogue, size: f64) -> String {
        let bare = self.bare_size(size);
        let unit = match self {
            _ if self.is_share() => "percentage points",
            _ if self.is_year() => "years",
            _ => self.unit(),
        };
        match unit {
            "" => bare,
            unit => words.fill(&quantity(&bare, unit)),
        }
    }

    /// That without its unit.
    pub fn bare_size(self, size: f64) -> String {
        readable(if self.is_share() { 100.0 * size } else { size })
    }

    /// The interval of a difference: `95 %: +2.5 to +3.8`.
    pub fn interval(self, words: &Catalogue, of: Estimate) -> String {
        let scale = if self.is_share() { 100.0 } else { 1.0 };
        let (low, high) = match self.is_year() && of.excludes_zero() {
            // In the direction that the change names.
            true if of.high < 0.0 => (readable(-of.high), readable(-of.low)),
            true => (readable(of.low), readable(of.high)),
            false => (signed(of.low * scale), signed(of.high * scale)),
        };
        say!(words, "amount-interval", low = low, high = high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::english;

    #[test]
    fn an_input_is_called_by_its_meaning_and_the_state_whose_it_is() {
        let called = |input: &str| {
            title_of_input(english(), input, |member| match member.ends_with("share") {
                true => "share of a run".to_owned(),
                false => "price".to_owned(),
            })
        };
        assert_eq!(called("shared.price"), "price");
        assert_eq!(called("china.run_share"), "share of a run (China)");
        assert_eq!(
            called("us.run_share + china.run_share"),
            "share of a run (United States, China)"
        );
        assert_eq!(
            called("us.run_share + shared.price"),
            "share of a run (United States); price"
        );
    }

    #[test]
    fn a_change_names_its_direction_and_its_interval_points_the_same_way() {
        let words = english();
        let earlier = Estimate {
            error: f64::NAN,
            value: -0.81,
            low: -1.1,
            high: -0.5,
        };
        let year = Amount::Of(Metric::ParityYear);
        assert_eq!(year.change(words, earlier.value), "0.81 years earlier");
        assert_eq!(year.interval(words, earlier), "95 %: 0.5 to 1.1");
        let spans = Estimate { high: 0.2, ..earlier };
        assert_eq!(year.interval(words, spans), "95 %: −1.1 to +0.2");
        assert!(!spans.excludes_zero());
        let unknown = Estimate {
            error: f64::NAN,
            low: f64::NAN,
            high: f64::NAN,
            ..earlier
        };
        assert!(!unknown.excludes_zero(), "without an interval nothing is told apart");
        assert_eq!(Amount::ShareOfWorlds.change(words, 0.0312), "+3.12 percentage points");
        assert_eq!(Amount::Of(Metric::LagMonths2030).value(words, 14.04), "14 months");
        assert_eq!(Amount::Of(Metric::LagMonths2030).value(words, 1.0), "1 month");
        assert_eq!(year.change(words, -1.0), "1 year earlier");
        assert_eq!(
            Amount::Of(Metric::UsLowestSafety).size(words, 0.05),
            "5 percentage points"
        );
        assert_eq!(year.size(words, 1.0), "1 year");
        let of_three = of_mean(2.0, 1.0, 3);
        assert!((of_three.low + 2.302_653).abs() < 1e-6, "Student's t of two degrees");
        assert_eq!(Amount::Plain.known(words, of_three), "2 (95 %: −2.3 to 6.3)");
        assert!(!of_mean(2.0, f64::NAN, 1).excludes_zero());
        assert_eq!(Amount::Of(Metric::ParityYear).value(words, f64::INFINITY), "never");
    }
}
