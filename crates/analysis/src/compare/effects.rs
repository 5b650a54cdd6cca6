//! Differences of the metrics between policies and the reference, world by world.

use engine::ensemble::end_year;
use engine::model::metrics::{Kind, Metric};
use engine::numeric::sketch::quantile_of;
use engine::numeric::statistics::{
    Difference, Moments, Order, difference_of_bounded_means, difference_of_means, difference_of_medians,
    difference_of_shares, draw_multiplicities, median_of_resample,
};
use engine::numeric::streams::Streams;
use engine::scenario::dated::Dated;
use engine::scenario::time::{HISTORY_MONTHS, Month};
use engine::scenario::worlds::Purpose;

/// Values of every metric in table order, one value a world.
pub type Values = Vec<Vec<f64>>;

/// Resamples of worlds behind the intervals of differences of medians: one less than a multiple of 40, so that the ends of a 95 %
/// interval are order statistics.
pub const RESAMPLES: u64 = 999;

/// Two values are the same if they differ by less than this part of the larger one: that much is rounding.
const ROUNDING: f64 = 1e-9;

/// What is compared of a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    Mean,
    /// Of a year: `never` counts as the end of the horizon.
    RestrictedMean,
    Median,
    /// Share of worlds in which it never happens.
    Never,
    /// Shares of worlds in which a state is the one.
    Nobody,
    UnitedStates,
    China,
}

impl Quantity {
    /// Name in tables.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::RestrictedMean => "restricted_mean",
            Self::Median => "median",
            Self::Never => "never",
            Self::Nobody => "nobody",
            Self::UnitedStates => "us",
            Self::China => "china",
        }
    }

    /// Whether it is a share of worlds, whatever the metric's unit.
    pub const fn is_share(self) -> bool {
        matches!(self, Self::Never | Self::Nobody | Self::UnitedStates | Self::China)
    }
}

/// One quantity under the reference and under a policy, over the same worlds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    pub quantity: Quantity,
    pub reference: f64,
    pub policy: f64,
    /// Policy less reference.
    pub difference: Difference,
}

/// The effect of one policy on one metric.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    pub metric: Metric,
    /// Worlds in which the metric exists under both; for a number that may be `never`, those in which it is a number under both.
    pub pairs: u64,
    /// The mean (or restricted mean) first, or the three shares of a state. Empty if there is no pair.
    pub changes: Vec<Change>,
    /// Share of the pairs in which the policy's value is larger (a year: later, `never` the latest).
    pub larger: f64,
    /// Share in which it is smaller.
    pub smaller: f64,
    /// By how much the same worlds cut the variance of the difference of means against worlds drawn independently: (var X +
    /// var Y) / var (X - Y). Infinite where no world differs, not a number where there is no mean.
    pub variance_reduction: f64,
    /// Standard deviation over the worlds under the reference.
    pub reference_deviation: f64,
    /// 5 %, 50 % and 95 % point over the pairs of policy less reference, world by world; infinite where it comes to never or from there;
    /// not numbers for a state.
    pub paired: [f64; 3],
}

/// The effect on one metric among those of a policy.
///
/// # Panics
/// A date that was not asked for.
pub fn effect_on(effects: &[Effect], metric: Metric) -> &Effect {
    let found = effects.iter().find(|effect| effect.metric == metric);
    found.expect("a metric that was compared")
}

impl Effect {
    /// Share of the pairs in which the value is the same.
    pub fn same(&self) -> f64 {
        1.0 - self.larger - self.smaller
    }

    /// Whether no world differs.
    pub fn is_nothing(&self) -> bool {
        self.larger == 0.0 && self.smaller == 0.0
    }

    /// The change of one quantity.
    pub fn change(&self, quantity: Quantity) -> Option<&Change> {
        self.changes.iter().find(|change| change.quantity == quantity)
    }

    /// The change of the mean or restricted mean.
    pub fn mean(&self) -> Option<&Change> {
        self.change(Quantity::Mean).or(self.change(Quantity::RestrictedMean))
    }
}

/// The effects of each of `policies` against `reference`, by policy, then metric: those of every world and these dates. The resamples are
/// drawn from `seed` alone.
pub fn effects(reference: &Values, policies: &[Values], dated: &[Dated], months: usize, seed: u64) -> Vec<Vec<Effect>> {
    let metrics = Metric::all_with(dated);
    let mut columns = Columns::default();
    let plain: Vec<Option<usize>> = metrics
        .iter()
        .zip(reference)
        .map(|(metric, values)| (metric.kind() != Kind::Who).then(|| columns.add(values.clone())))
        .collect();
    let mut pairs = Vec::new();
    for policy in policies {
        let is_another = !is_identical(reference, policy);
        for (place, &metric) in metrics.iter().enumerate() {
            let of_reference = &reference[place];
            let (first, second) = paired(metric, of_reference, &policy[place]);
            let medians = plain[place].map(|column| {
                let first = columns.unless_same(column, &first);
                (first, columns.unless_same(first, &second))
            });
            pairs.push((metric, first, second, medians, is_another));
        }
    }
    let medians = columns.medians(seed);
    let found: Vec<Effect> = pairs
        .into_iter()
        .map(|(metric, first, second, columns, is_another)| {
            let medians = columns.map(|(first, second)| (&medians[first], &medians[second]));
            effect(metric, (&first, &second), medians, months, is_another)
        })
        .collect();
    found.chunks(metrics.len()).map(<[Effect]>::to_vec).collect()
}

/// Whether a policy changes nothing at all, in any world and metric.
fn is_identical(reference: &Values, policy: &Values) -> bool {
    let bits = |values: &Values| -> Vec<u64> { values.iter().flatten().map(|value| value.to_bits()).collect() };
    bits(reference) == bits(policy)
}

/// The values in the worlds that count for a metric, not a number in the others.
fn paired(metric: Metric, first: &[f64], second: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let counts = |x: f64| match metric.kind() {
        Kind::NumberOrNever => x.is_finite(),
        Kind::Number | Kind::Year | Kind::Who => !x.is_nan(),
    };
    let kept = |&(first, second): &(f64, f64)| {
        if counts(first) && counts(second) {
            (first, second)
        } else {
            (f64::NAN, f64::NAN)
        }
    };
    let pairs: Vec<(f64, f64)> = first.iter().copied().zip(second.iter().copied()).collect();
    pairs.iter().map(kept).unzip()
}

fn effect(
    metric: Metric,
    (first, second): (&[f64], &[f64]),
    medians: Option<(&Medians, &Medians)>,
    months: usize,
    is_another: bool,
) -> Effect {
    let pairs = || {
        first
            .iter()
            .copied()
            .zip(second.iter().copied())
            .filter(|(x, y)| !x.is_nan() && !y.is_nan())
    };
    let count = pairs().count();
    let mut effect = Effect {
        metric,
        pairs: count as u64,
        changes: Vec::new(),
        larger: 0.0,
        smaller: 0.0,
        variance_reduction: f64::NAN,
        reference_deviation: f64::NAN,
        paired: [f64::NAN; 3],
    };
    if count == 0 {
        return effect;
    }
    let share = |is: &dyn Fn(f64, f64) -> bool| pairs().filter(|&(x, y)| is(x, y)).count() as f64 / count as f64;
    effect.larger = share(&|x, y| y > x && !is_rounding(x, y));
    effect.smaller = share(&|x, y| y < x && !is_rounding(x, y));
    let changed = |quantity, of: &dyn Fn(f64) -> f64| {
        let (x, y): (Vec<f64>, Vec<f64>) = pairs().map(|(x, y)| (of(x), of(y))).unzip();
        let change = Change {
            quantity,
            reference: Moments::of(x.iter().copied()).mean(),
            policy: Moments::of(y.iter().copied()).mean(),
            difference: match quantity {
                // A policy that changes nothing at all has no effect, and that is certain.
                _ if !is_another => difference_of_means(&x, &y),
                Quantity::Never | Quantity::Nobody | Quantity::UnitedStates | Quantity::China => {
                    let moved = |wanted: f64| x.iter().zip(&y).filter(|(x, y)| *y - *x == wanted).count() as u64;
                    difference_of_shares(moved(1.0), moved(-1.0), x.len() as u64)
                }
                Quantity::RestrictedMean => {
                    let reach = end_year(months) - Month(HISTORY_MONTHS).end_year();
                    difference_of_bounded_means(&x, &y, reach)
                }
                Quantity::Mean | Quantity::Median => difference_of_means(&x, &y),
            },
        };
        (change, x, y)
    };
    if metric.kind() == Kind::Who {
        for (state, quantity) in [
            (0.0, Quantity::Nobody),
            (1.0, Quantity::UnitedStates),
            (2.0, Quantity::China),
        ] {
            let is_it = |value: f64| if value == state { 1.0 } else { 0.0 };
            effect.changes.push(changed(quantity, &is_it).0);
        }
        return effect;
    }
    effect.paired = paired_quantiles(pairs());
    let end = end_year(months);
    let is_year = metric.kind() == Kind::Year;
    let restricted = |value: f64| if value < end { value } else { end };
    let (mean, x, y) = match is_year {
        true => changed(Quantity::RestrictedMean, &restricted),
        false => changed(Quantity::Mean, &|value| value),
    };
    effect.changes.push(mean);
    let variance = |values: &[f64]| Moments::of(values.iter().copied()).variance();
    let apart: Vec<f64> = x.iter().zip(&y).map(|(x, y)| y - x).collect();
    let (of_x, of_apart) = (variance(&x), variance(&apart));
    effect.reference_deviation = of_x.sqrt();
    effect.variance_reduction = if effect.is_nothing() {
        f64::INFINITY
    } else if of_apart > 0.0 {
        (of_x + variance(&y)) / of_apart
    } else {
        // Every world differs by the same: nothing is left to chance.
        f64::INFINITY
    };
    if let Some((first, second)) = medians {
        effect.changes.push(Change {
            quantity: Quantity::Median,
            reference: first.median,
            policy: second.median,
            difference: difference_of_medians((first.median, second.median), (&first.resampled, &second.resampled)),
        });
    }
    if is_year {
        let is_never = |value: f64| if value.is_infinite() { 1.0 } else { 0.0 };
        effect.changes.push(changed(Quantity::Never, &is_never).0);
    }
    effect
}

/// 5 %, 50 % and 95 % point of the differences of pairs. Never under both is no difference.
pub(crate) fn paired_quantiles(pairs: impl Iterator<Item = (f64, f64)>) -> [f64; 3] {
    let difference = |(x, y): (f64, f64)| if is_rounding(x, y) { 0.0 } else { y - x };
    let mut differences: Vec<f64> = pairs.map(difference).collect();
    differences.sort_by(f64::total_cmp);
    [0.05, 0.5, 0.95].map(|share| {
        let found = quantile_of(differences.len() as u64, share, |rank| differences[rank as usize]);
        // Between a difference from never and a number there is no middle.
        if found.is_nan() { f64::NEG_INFINITY } else { found }
    })
}

/// Whether two values differ by no more than arithmetic makes them.
pub(crate) fn is_rounding(x: f64, y: f64) -> bool {
    let size = if x.abs() > y.abs() { x.abs() } else { y.abs() };
    x == y || size.is_finite() && (y - x).abs() <= ROUNDING * size
}

/// Columns of values whose medians are to be resampled; all by the same resamples of worlds.
#[derive(Default)]
struct Columns(Vec<(Vec<f64>, Order)>);

/// The median of a column, and its medians in the resamples.
struct Medians {
    median: f64,
    resampled: Vec<f64>,
}

impl Columns {
    fn add(&mut self, values: Vec<f64>) -> usize {
        let order = Order::of(&values);
        self.0.push((values, order));
        self.0.len() - 1
    }

    /// A column with these values: the one at `place` if they are the same there.
    fn unless_same(&mut self, place: usize, values: &[f64]) -> usize {
        let there = self.0[place].0.iter().map(|value| value.to_bits());
        if there.eq(values.iter().map(|value| value.to_bits())) {
            place
        } else {
            self.add(values.to_vec())
        }
    }

    fn medians(&self, seed: u64) -> Vec<Medians> {
        let worlds = self.0.first().map_or(0, |(values, _)| values.len());
        let streams = Streams::new(seed);
        let resample = |number: u64| -> Vec<f64> {
            let mut multiplicities = vec![0; worlds];
            let mut reader = streams.open(number, Purpose::Resampling.number());
            draw_multiplicities(&mut reader, &mut multiplicities);
            let columns = self.0.iter();
            columns
                .map(|(values, order)| median_of_resample(values, order, &multiplicities))
                .collect()
        };
        #[cfg(feature = "parallel")]
        let rows: Vec<Vec<f64>> = {
            use rayon::prelude::*;
            (0..RESAMPLES).into_par_iter().map(resample).collect()
        };
        #[cfg(not(feature = "parallel"))]
        let rows: Vec<Vec<f64>> = (0..RESAMPLES).map(resample).collect();
        let medians = |(column, (values, order)): (usize, &(Vec<f64>, Order))| Medians {
            median: if order.is_empty() {
                f64::NAN
            } else {
                quantile_of(order.len() as u64, 0.5, |rank| values[order.world(rank)])
            },
            resampled: rows.iter().map(|row| row[column]).collect(),
        };
        self.0.iter().enumerate().map(medians).collect()
    }
}
