//! Which facts pull where: worlds before and after the search, fact by fact and parameter by parameter.

use super::target::Target;
use crate::facts::Fact;
use engine::scenario::cards::CardSet;

/// What the worlds said of a fact before they knew the record, and what they say now.
#[derive(Debug, Clone, PartialEq)]
pub struct FactPull {
    pub fact: Fact,
    /// Mean and standard deviation over rows, on the observable's scale.
    pub before: (f64, f64),
    pub after: (f64, f64),
    /// Recorded value less the mean before, over the standard deviation before and the fact's full error together: how much of a surprise
    /// it was.
    pub surprise: f64,
    /// The same after.
    pub left: f64,
    /// Distance of the nearest world after the search, in standard deviations of the fact's full error.
    pub nearest: f64,
}

/// What a parameter was believed to be, and is.
#[derive(Debug, Clone, PartialEq)]
pub struct ParameterPull {
    /// Place in the registry.
    pub position: usize,
    pub key: String,
    /// Mean and standard deviation over rows.
    pub before: (f64, f64),
    pub after: (f64, f64),
    /// By how many of its standard deviations before its mean has moved.
    pub shift: f64,
    /// Place among the facts of the one that pulled most: whose surprise, times its correlation with the parameter before the search, is
    /// largest in the direction in which the parameter went.
    pub by: Option<usize>,
}

impl ParameterPull {
    /// Standard deviation after over that before.
    pub fn narrowing(&self) -> f64 {
        self.after.1 / self.before.1
    }
}

/// Mean and standard deviation.
pub fn moments(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (mean, (squares / (count - 1.0).max(1.0)).sqrt())
}

fn correlation(one: &[f64], other: &[f64]) -> f64 {
    let ((mean, spread), (other_mean, other_spread)) = (moments(one), moments(other));
    let products: f64 = one.iter().zip(other).map(|(a, b)| (a - mean) * (b - other_mean)).sum();
    let correlation = products / ((one.len() as f64 - 1.0).max(1.0) * spread * other_spread);
    if correlation.is_finite() { correlation } else { 0.0 }
}

/// Facts in their order, and parameters, most moved first. `facts` holds for each fact what the rows say, before and after; `parameters`
/// the same for each parameter.
pub fn pulls(
    target: &Target,
    cards: &CardSet,
    facts: [&[Vec<f64>]; 2],
    parameters: [&[Vec<f64>]; 2],
) -> (Vec<FactPull>, Vec<ParameterPull>) {
    let pulled = target.facts().iter().enumerate().map(|(place, fact)| {
        let [before, after] = facts.map(|facts| moments(&facts[place]));
        let against = |(mean, spread): (f64, f64)| {
            let difference = fact.centre() - mean;
            let full = fact.full_error();
            let error = if difference > 0.0 { full.below } else { full.above };
            difference / (spread * spread + error * error).sqrt()
        };
        let distances = facts[1][place].iter().map(|&value| target.distance(place, value).abs());
        FactPull {
            fact: fact.clone(),
            before,
            after,
            surprise: against(before),
            left: against(after),
            nearest: distances.fold(f64::INFINITY, f64::min),
        }
    });
    let pulled: Vec<FactPull> = pulled.collect();
    let mut moved = Vec::new();
    for (position, card) in cards.cards.iter().enumerate() {
        let [before, after] = parameters.map(|parameters| moments(&parameters[position]));
        if before.1 == 0.0 {
            continue;
        }
        let shift = (after.0 - before.0) / before.1;
        let pull = |place: usize| {
            let strength = correlation(&parameters[0][position], &facts[0][place]) * pulled[place].surprise;
            strength * shift.signum()
        };
        let strongest = (0..pulled.len())
            .map(|place| (pull(place), place))
            .filter(|(pull, _)| *pull > 0.0)
            .max_by(|one, other| one.0.total_cmp(&other.0));
        moved.push(ParameterPull {
            position,
            key: card.key.clone(),
            before,
            after,
            shift,
            by: strongest.map(|(_, place)| place),
        });
    }
    let weight = |pull: &ParameterPull| pull.shift.abs().max(1.0 - pull.narrowing());
    moved.sort_by(|one, other| weight(other).total_cmp(&weight(one)));
    (pulled, moved)
}
