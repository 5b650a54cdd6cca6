//! What policies are judged by: one metric, and which way it is wanted.

use engine::ensemble::{central_number, first_month};
use engine::model::metrics::{Kind, Metric};
use engine::scenario::time::Month;
use error::{Error, Result};
use serde::{Deserialize, Serialize};

/// Which way a metric is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    More,
    Less,
}

impl Wanted {
    /// 1 where more is better, -1 where less is: times a difference it is a gain.
    pub const fn sign(self) -> f64 {
        match self {
            Self::More => 1.0,
            Self::Less => -1.0,
        }
    }

    /// The word on the command line and in tables.
    pub const fn key(self) -> &'static str {
        match self {
            Self::More => "more",
            Self::Less => "less",
        }
    }
}

/// Whose payoff, under weights that are parameters (ODD, Eq. 18.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayoffOwner {
    Us,
    China,
    World,
}

impl PayoffOwner {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Us, Self::China, Self::World];

    /// The word on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Us => "us",
            Self::China => "china",
            Self::World => "world",
        }
    }

    /// The payoff with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|payoff| payoff.key() == key)
    }

    /// The metric that it is.
    pub const fn metric(self) -> Metric {
        match self {
            Self::Us => Metric::UsPayoff,
            Self::China => Metric::ChinaPayoff,
            Self::World => Metric::WorldPayoff,
        }
    }
}

/// A metric with the way it is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aim {
    pub metric: Metric,
    pub wanted: Wanted,
}

impl Aim {
    /// A metric wanted as the one whom it favours wants it; none where nobody's good is agreed.
    pub fn usual(metric: Metric) -> Option<Self> {
        let wanted = match metric.favours().more_is_better() {
            Some(true) => Wanted::More,
            Some(false) => Wanted::Less,
            None => return None,
        };
        Some(Self { metric, wanted })
    }

    /// Reads `METRIC`, `METRIC:more` or `METRIC:less`, as `--metric` has it.
    ///
    /// # Errors
    /// A metric that does not exist, is no number in some worlds, or of which nobody's good is agreed and none is said.
    pub fn parse(text: &str) -> Result<Self> {
        let refuse = |problem: String| Error::Usage(format!("--metric {}: {problem}", text.escape_debug()));
        let (key, way) = match text.split_once(':') {
            None => (text, None),
            Some((key, way)) => (key, Some(way)),
        };
        let metric = Metric::named(key).map_err(|error| refuse(error.to_string()))?;
        if metric.kind() == Kind::NumberOrNever {
            return Err(refuse(
                "it is a number in some worlds only, so policies cannot be judged by it; take a metric that every world has".to_owned(),
            ));
        }
        let wanted = match way {
            Some("more") => Wanted::More,
            Some("less") => Wanted::Less,
            Some(_) => return Err(refuse(format!("write {key}:more or {key}:less"))),
            None => {
                return Self::usual(metric).ok_or_else(|| {
                    refuse(format!(
                        "it is not agreed which way it is wanted; write {key}:more or {key}:less"
                    ))
                });
            }
        };
        Ok(Self { metric, wanted })
    }

    /// Refuses what lies beyond a horizon of `months`.
    ///
    /// # Errors
    /// The metric's date lies behind the horizon's end.
    pub fn within(self, months: usize) -> Result<Self> {
        within(self.metric, months, "--metric")?;
        Ok(self)
    }

    /// As it is typed in full.
    pub fn text(self) -> String {
        format!("{}:{}", self.metric.key(), self.wanted.key())
    }

    /// The number of a world that counts, in the metric's own direction: a year that is never is the end of the horizon, a state is
    /// whether it is the United States. Not a number in a world without one.
    pub fn number(self, value: f64, months: usize) -> f64 {
        central_number(self.metric, value, months)
    }

    /// The same, turned so that more is better.
    pub fn good(self, value: f64, months: usize) -> f64 {
        self.wanted.sign() * self.number(value, months)
    }
}

/// Whether the date of a metric lies within a horizon of `months`.
pub fn is_within(metric: Metric, months: usize) -> bool {
    first_month(metric) < months
}

/// Refuses a metric whose date lies beyond a horizon of `months`; `option` is where it was named.
///
/// # Errors
/// Such a metric.
pub fn within(metric: Metric, months: usize, option: &str) -> Result<()> {
    if is_within(metric, months) {
        return Ok(());
    }
    Err(Error::Usage(format!(
        "{option}: `{}` lies beyond the horizon of this scenario, which ends in {}; take an earlier metric, or a later --set \
         horizon=...",
        metric.key(),
        Month(months.saturating_sub(1))
    )))
}

crate::study::keys::stands_as_text!(Aim);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metric_is_wanted_as_it_is_said_or_else_as_its_owner_wants_it() {
        let aim = |text: &str| Aim::parse(text).unwrap();
        assert_eq!(aim("us_payoff").wanted, Wanted::More);
        assert_eq!(aim("us_payoff:less").wanted, Wanted::Less);
        assert_eq!(aim("treaty_year:less").text(), "treaty_year:less");
        assert_eq!(aim("threshold_first:more").number(1.0, 216), 1.0);
        assert_eq!(aim("threshold_first:more").number(2.0, 216), 0.0);
    }

    #[test]
    fn years_that_never_come_count_as_the_end_of_the_horizon() {
        assert_eq!(
            Aim::parse("treaty_year:less").unwrap().good(f64::INFINITY, 216),
            -2041.0
        );
        assert_eq!(Aim::parse("catastrophe_year").unwrap().good(f64::INFINITY, 216), 2041.0);
        assert_eq!(Aim::parse("catastrophe_year").unwrap().good(2030.5, 216), 2030.5);
    }

    #[test]
    fn what_cannot_be_an_aim_is_refused_with_what_to_write() {
        for (text, word) in [
            ("us_payof", "did you mean `us_payoff`?"),
            ("", "there is no metric"),
            (":more", "there is no metric"),
            ("us_payoff:most", "us_payoff:more or us_payoff:less"),
            ("us_payoff:more:less", "us_payoff:more or us_payoff:less"),
            ("treaty_year", "treaty_year:more or treaty_year:less"),
            ("threshold_margin_months:more", "in some worlds only"),
        ] {
            let refusal = Aim::parse(text).unwrap_err().to_string();
            assert!(refusal.contains(word), "{text}: {refusal}");
        }
    }
}
