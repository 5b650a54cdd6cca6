//! Scores of a hindcast over several facts.

use super::observables::Scale;
use super::validate::{Judged, NaiveScore};
use engine::numeric::kernels;

/// Scores over several facts. Means are not a number where there is no fact to average.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scores {
    pub facts: usize,
    /// Share of facts inside the predicted 5-95 % band; near 0.9 where the model is right about its own uncertainty.
    pub inside_share: f64,
    /// Mean log10(p95/p05) over the facts on the log scale.
    pub mean_log10_width: f64,
    /// Mean of [`Judged::relative_width`].
    pub mean_relative_width: f64,
    /// Mean of [`Judged::normalised_crps`].
    pub mean_crps: f64,
    /// Facts with a naive forecast beside them.
    pub naive_facts: usize,
    /// Mean normalised score of the model and of the naive forecast over those facts.
    pub mean_crps_compared: f64,
    pub mean_crps_naive: f64,
    /// Share of those facts inside the naive forecast's own band.
    pub naive_inside_share: f64,
    /// 1 less the geometric mean of (model's score / naive score): above 0 the model is better, 0.5 means half the score.
    pub skill: f64,
}

impl Scores {
    /// Averages over `entries`.
    pub fn of(entries: &[&Judged]) -> Self {
        let mean = |values: &mut dyn Iterator<Item = f64>| {
            let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
            sum / count
        };
        let share = |yes: bool| if yes { 1.0 } else { 0.0 };
        let compared: Vec<(&Judged, &NaiveScore)> = entries
            .iter()
            .filter_map(|entry| Some((*entry, entry.naive.as_ref()?)))
            .collect();
        let normal = |entry: &Judged| entry.fact.full_error().mean();
        let log_ratio = mean(&mut compared.iter().map(|(entry, naive)| {
            kernels::ln(entry.crps.max(f64::MIN_POSITIVE)) - kernels::ln(naive.crps.max(f64::MIN_POSITIVE))
        }));
        Self {
            facts: entries.len(),
            inside_share: mean(&mut entries.iter().map(|entry| share(entry.inside))),
            mean_log10_width: mean(
                &mut entries
                    .iter()
                    .filter(|entry| entry.fact.observable.scale == Scale::Log)
                    .map(|entry| entry.width),
            ),
            mean_relative_width: mean(&mut entries.iter().map(|entry| entry.relative_width)),
            mean_crps: mean(&mut entries.iter().map(|entry| entry.normalised_crps)),
            naive_facts: compared.len(),
            mean_crps_compared: mean(&mut compared.iter().map(|(entry, _)| entry.normalised_crps)),
            mean_crps_naive: mean(&mut compared.iter().map(|(entry, naive)| naive.crps / normal(entry))),
            naive_inside_share: mean(&mut compared.iter().map(|(_, naive)| share(naive.inside))),
            skill: if compared.is_empty() {
                f64::NAN
            } else {
                1.0 - kernels::exp(log_ratio)
            },
        }
    }
}
