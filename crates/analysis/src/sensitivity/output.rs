//! The outputs of an analysis: one number a world for each.

use crate::asked::metrics;
use crate::study::keys;
use engine::ensemble::{end_year, first_month};
use engine::model::metrics::{Kind, Metric, Metrics};
use engine::scenario::agents::Agent;
use error::{Error, Result};
use serde::{Deserialize, Serialize};

/// A metric as one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    #[serde(with = "keys::metric")]
    pub metric: Metric,
    reading: Reading,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Reading {
    /// The metric itself.
    Number,
    /// A year, never counted as the end of the horizon.
    Year,
    /// 1 where it is this state, else 0.
    First(#[serde(with = "keys::agent")] Agent),
}

/// What is analysed where nothing is asked for.
const USUAL: [Metric; 6] = [
    Metric::LagMonths2030,
    Metric::ComputeRatio2030,
    Metric::ParityYear,
    Metric::ThresholdYear,
    Metric::WorldRaceCost,
    Metric::PeakDistrust,
];

impl Output {
    /// The outputs that `--metric` names, or the usual ones, for a horizon of `months`. A metric of states is one
    /// output for each state.
    ///
    /// # Errors
    /// A metric that does not exist or stands twice, that has a number in some worlds only, or whose date is beyond the
    /// horizon.
    pub fn read(keys: &[String], months: usize) -> Result<Vec<Self>> {
        if keys.is_empty() {
            let usual = USUAL.into_iter().filter(|&metric| first_month(metric) < months);
            return Ok(usual.flat_map(Self::of).collect());
        }
        let mut outputs: Vec<Self> = Vec::new();
        for (key, metric) in keys.iter().zip(metrics(keys, "--metric")?) {
            if metric.kind() == Kind::NumberOrNever {
                return Err(Error::Usage(format!(
                    "`{key}` is a number in some worlds only, and an index needs one in every world; take another metric \
                     (`detente list --metrics`)"
                )));
            }
            if first_month(metric) >= months {
                return Err(Error::Usage(format!(
                    "`{key}` lies beyond the horizon of this scenario; take an earlier metric, or a later --set horizon=..."
                )));
            }
            outputs.extend(Self::of(metric));
        }
        Ok(outputs)
    }

    fn of(metric: Metric) -> Vec<Self> {
        let readings = match metric.kind() {
            Kind::Number | Kind::NumberOrNever => vec![Reading::Number],
            Kind::Year => vec![Reading::Year],
            Kind::Who => Agent::ALL.map(Reading::First).to_vec(),
        };
        let output = |reading| Self { metric, reading };
        readings.into_iter().map(output).collect()
    }

    /// Its name in tables: the metric's key, with the state behind it where it is about one.
    pub fn key(self) -> String {
        match self.reading {
            Reading::Number | Reading::Year => self.metric.key().to_owned(),
            Reading::First(agent) => format!("{}.{}", self.metric.key(), agent.key()),
        }
    }

    /// Its unit.
    pub fn unit(self) -> &'static str {
        match self.reading {
            Reading::Number | Reading::Year => self.metric.unit(),
            Reading::First(_) => "share",
        }
    }

    /// What it is, in words, without its remarks.
    pub fn title(self) -> String {
        let short = self.short_meaning();
        match self.agent() {
            None => short.to_owned(),
            Some(agent) => format!("{short}: {}", agent.key()),
        }
    }

    /// What its metric is, without remarks.
    pub fn short_meaning(self) -> &'static str {
        let meaning = self.metric.meaning();
        meaning.split_once(';').map_or(meaning, |(short, _)| short)
    }

    /// Whose share of worlds it is, where it is one.
    pub fn agent(self) -> Option<Agent> {
        match self.reading {
            Reading::Number | Reading::Year => None,
            Reading::First(agent) => Some(agent),
        }
    }

    /// What it is, with how it is read.
    pub fn meaning(self) -> String {
        match self.reading {
            Reading::Number => self.metric.meaning().to_owned(),
            Reading::Year => format!("{}; never counts as the end of the horizon", self.metric.meaning()),
            Reading::First(agent) => {
                format!("1 where it is `{}`, else 0: {}", agent.key(), self.metric.meaning())
            }
        }
    }

    /// Whether it is a calendar year.
    pub fn is_year(self) -> bool {
        self.reading == Reading::Year
    }

    /// The output of a world with these metrics; not a number where the world failed.
    pub fn of_world(self, metrics: &Metrics, months: usize) -> f64 {
        let value = metrics[self.metric];
        match self.reading {
            Reading::Number => value,
            Reading::Year if value.is_nan() => value,
            Reading::Year => value.min(end_year(months)),
            Reading::First(_) if value.is_nan() => value,
            Reading::First(Agent::UnitedStates) => f64::from(value == 1.0),
            Reading::First(Agent::China) => f64::from(value == 2.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::model::metrics::METRICS;

    fn read(keys: &[&str], months: usize) -> Result<Vec<Output>> {
        let keys: Vec<String> = keys.iter().map(|&key| key.to_owned()).collect();
        Output::read(&keys, months)
    }

    #[test]
    fn a_year_that_never_comes_is_the_end_of_the_horizon_and_a_state_is_a_share() {
        let outputs = read(&["china_chip_parity_year", "threshold_first"], 216).unwrap();
        let keys: Vec<String> = outputs.iter().map(|output| output.key()).collect();
        assert_eq!(
            keys,
            ["china_chip_parity_year", "threshold_first.us", "threshold_first.china"]
        );
        let mut metrics = Metrics::from([0.0; METRICS]);
        metrics[Metric::ParityYear] = f64::INFINITY;
        metrics[Metric::ThresholdFirst] = 2.0;
        let values: Vec<f64> = outputs.iter().map(|output| output.of_world(&metrics, 216)).collect();
        assert_eq!(values, [2041.0, 0.0, 1.0]);
        let failed = Metrics::NONE;
        assert!(outputs.iter().all(|output| output.of_world(&failed, 216).is_nan()));
    }

    #[test]
    fn the_usual_outputs_are_those_within_the_horizon() {
        assert_eq!(read(&[], 216).unwrap().len(), USUAL.len());
        assert_eq!(read(&[], 60).unwrap().len(), USUAL.len() - 2);
    }

    #[test]
    fn metrics_that_cannot_be_analysed_are_refused_with_the_reason() {
        for (keys, months, words) in [
            (&["china_lag_2030"][..], 216, "china_lag_months_2030"),
            (&["incidents", "incidents"], 216, "twice"),
            (&["threshold_margin_months"], 216, "some worlds only"),
            (&["china_lag_months_2035"], 120, "beyond the horizon"),
        ] {
            let refusal = read(keys, months).unwrap_err().to_string();
            assert!(refusal.contains(words), "{refusal}");
        }
    }
}
