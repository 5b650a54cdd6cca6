//! What a hindcast says of one fact, and its scores over several.

use super::facts::Fact;
use super::naive;
use super::observables::Scale;
use engine::numeric::kernels;

/// 5 %, 50 % and 95 % point over worlds, in the observable's unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    pub p05: f64,
    pub p50: f64,
    pub p95: f64,
}

/// A naive forecast of the same fact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NaiveScore {
    pub method: naive::Method,
    pub band: Band,
    pub inside: bool,
    pub crps: f64,
}

/// One fact held against the simulation.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    pub fact: Fact,
    /// The simulation alone.
    pub simulated: Band,
    /// The simulation together with the fact's own and the observable's representation error: what the source should have said.
    pub predicted: Band,
    /// Whether the recorded value lies within the predicted 5-95 % band, ends included.
    pub inside: bool,
    /// Recorded less predicted median: natural log of the ratio on the log scale, plain difference on the linear one.
    pub error: f64,
    /// Width of the predicted band: log10(p95/p05) on the log scale, p95 - p05 on the linear one.
    pub width: f64,
    /// The same width over that which the fact's own and representation error alone would give; 1 is a simulation without spread.
    pub relative_width: f64,
    /// Score of the predicted distribution on the fact's scale (natural log units, or the observable's unit); smaller is better.
    pub crps: f64,
    /// The same over the standard deviation of the fact's full error, so that facts of all kinds can be averaged.
    pub normalised_crps: f64,
    pub naive: Option<NaiveScore>,
    /// Share of the predicted distribution below the recorded value, 0..1: over many facts evenly spread where the model is right about its
    /// own uncertainty.
    pub pit: f64,
    /// Whether only a part of the date's interval is simulated, and that part was read.
    pub partly: bool,
    /// Worlds that gave no number for this fact and are left out.
    pub lost_worlds: u64,
}

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
