//! Counting worlds: bins, the share of all worlds in each, quantiles.

use serde::{Deserialize, Serialize};

use results::message::Text;

use crate::axis::{Axis, AxisScale, Domain, Scale};
use crate::exact;
use crate::figure::name_of;
use crate::theme::Hue;

/// Bins that a histogram has at most.
const MOST_BINS: f64 = 60.0;
/// Bins that it should have at least.
const FEWEST_BINS: f64 = 25.0;
/// What the worlds gave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Observed {
    /// The number of each world in which there is one.
    Values(#[serde(with = "exact")] Vec<f64>),
    /// Counted before: one more edge than shares, ascending; shares are of those worlds that have a number.
    Bins {
        #[serde(with = "exact")]
        edges: Vec<f64>,
        #[serde(with = "exact")]
        shares: Vec<f64>,
        /// Quantiles 5, 50 and 95 % of all worlds, infinite where they fall on those in which it never happens.
        #[serde(with = "exact")]
        quantiles: [f64; 3],
    },
}

/// The distribution of one number over the worlds of one case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Distribution {
    pub label: Text,
    pub hue: Hue,
    pub observed: Observed,
    /// Share of all worlds in which it never happens, 0 to 1.
    #[serde(with = "exact")]
    pub never_share: f64,
}

impl Distribution {
    pub(super) fn check(&self) -> Result<(), String> {
        if !(0.0..=1.0).contains(&self.never_share) {
            return Err(format!(
                "the share of `never` of `{}` must be 0 to 1, not {}",
                name_of(&self.label),
                self.never_share
            ));
        }
        if let Observed::Bins { edges, shares, .. } = &self.observed {
            let ascending = edges.windows(2).all(|pair| pair[0] < pair[1]);
            if !ascending || (!shares.is_empty() && edges.len() != shares.len() + 1) {
                return Err(format!(
                    "the bins of `{}` need ascending edges, one more than shares",
                    name_of(&self.label)
                ));
            }
        }
        Ok(())
    }

    /// All values, or all edges, that the axis must show.
    pub(super) fn ends(&self) -> Vec<f64> {
        match &self.observed {
            Observed::Values(values) => values.clone(),
            Observed::Bins { edges, .. } => edges.clone(),
        }
    }

    /// Bars as (from, to, share of all worlds); values are counted into `edges`.
    pub(super) fn bars(&self, edges: &[f64]) -> Vec<(f64, f64, f64)> {
        let happens = 1.0 - self.never_share;
        match &self.observed {
            Observed::Bins { edges, shares, .. } => {
                let bins = edges.windows(2).zip(shares);
                bins.map(|(bin, share)| (bin[0], bin[1], share * happens)).collect()
            }
            Observed::Values(values) => {
                let mut counts = vec![0_u64; edges.len().saturating_sub(1)];
                for value in values {
                    let after = edges.partition_point(|edge| edge <= value);
                    // The last bin has both of its edges; what lies outside of the axis is in no bar.
                    let bin = if edges.last() == Some(value) {
                        after.wrapping_sub(2)
                    } else {
                        after.wrapping_sub(1)
                    };
                    if let Some(count) = counts.get_mut(bin) {
                        *count += 1;
                    }
                }
                let all = values.iter().filter(|value| value.is_finite()).count().max(1) as f64;
                let bins = edges.windows(2).zip(counts);
                bins.map(|(bin, count)| (bin[0], bin[1], count as f64 / all * happens))
                    .collect()
            }
        }
    }

    /// Quantiles 5, 50 and 95 % of all worlds, infinite where they fall on those in which it never happens; `None` where no
    /// world has a number.
    pub(super) fn quantiles(&self) -> Option<[f64; 3]> {
        const AT: [f64; 3] = [0.05, 0.5, 0.95];
        match &self.observed {
            Observed::Values(values) => {
                let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
                sorted.sort_by(f64::total_cmp);
                let last = sorted.len().checked_sub(1)? as f64;
                Some(AT.map(|share| {
                    let share = share / (1.0 - self.never_share);
                    if share >= 1.0 {
                        return f64::INFINITY;
                    }
                    let (position, rest) = ((share * last) as usize, (share * last).fract());
                    let next = sorted.get(position + 1).unwrap_or(&sorted[position]);
                    sorted[position] + rest * (next - sorted[position])
                }))
            }
            Observed::Bins { shares, quantiles, .. } => {
                let known = shares.iter().any(|share| *share > 0.0) && !quantiles.iter().any(|value| value.is_nan());
                known.then_some(*quantiles)
            }
        }
    }
}

/// The ruler with its ends on the edges of equal bins (in powers of ten on a logarithmic axis), and those edges.
pub fn binned(ruler: AxisScale, axis: &Axis, extent: Domain) -> (AxisScale, Vec<f64>) {
    let logarithmic = ruler.logarithmic;
    let to_bins = |value: f64| if logarithmic { libm::log10(value) } else { value };
    let from_bins = |value: f64| if logarithmic { libm::pow(10.0, value) } else { value };
    let span = if axis.range.is_none() && axis.scale == Scale::Year {
        extent.ends()
    } else {
        None
    };
    let (from, to) = span.filter(|(from, to)| to > from).unwrap_or((ruler.from, ruler.to));
    let (from, to) = (to_bins(from), to_bins(to));
    let width = bin_width((to - from) / FEWEST_BINS, axis.scale);
    let first = libm::floor(from / width + 1e-6);
    let count = libm::ceil(to / width - 1e-6) - first;
    let count = count.clamp(1.0, MOST_BINS * 2.0) as usize;
    let edges: Vec<f64> = (0..=count).map(|k| from_bins((first + k as f64) * width)).collect();
    let ruler = AxisScale {
        from: edges[0].min(ruler.from),
        to: edges[count].max(ruler.to),
        ..ruler
    };
    (ruler, edges)
}

/// A round width that is at most `largest`: years are divided into months, all else by 1, 2 and 5.
fn bin_width(largest: f64, scale: Scale) -> f64 {
    if scale == Scale::Year && largest < 1.0 {
        return [0.5, 0.25]
            .into_iter()
            .find(|width| *width <= largest)
            .unwrap_or(1.0 / 12.0);
    }
    let power = libm::pow(10.0, libm::floor(libm::log10(largest)));
    let factor = [5.0, 2.0]
        .into_iter()
        .find(|factor| factor * power <= largest * 1.000_001)
        .unwrap_or(1.0);
    factor * power
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distribution(observed: Observed, never_share: f64) -> Distribution {
        Distribution {
            label: "x".into(),
            hue: Hue::Neutral,
            observed,
            never_share,
        }
    }

    #[test]
    fn bars_and_never_make_up_all_worlds() {
        let values = vec![2026.0, 2026.5, 2027.0, 2030.2, 2031.0];
        let (group, axis) = (distribution(Observed::Values(values), 0.4), Axis::year(""));
        let extent = Domain::of(group.ends());
        let (ruler, edges) = binned(AxisScale::new(&axis, extent, 8), &axis, extent);
        assert_eq!((ruler.from, ruler.to), (2026.0, 2031.0));
        let bars = group.bars(&edges);
        assert!((bars.iter().map(|bar| bar.2).sum::<f64>() + 0.4 - 1.0).abs() < 1e-12);
        assert!(bars.iter().all(|(from, to, _)| to > from));
    }

    #[test]
    fn quantiles_count_the_worlds_in_which_it_never_happens() {
        let values: Vec<f64> = (0..=1000).map(f64::from).collect();
        let some = distribution(Observed::Values(values.clone()), 0.2).quantiles().unwrap();
        // The middle of all worlds is 5/8 through those in which it happens.
        assert!((some[1] - 625.0).abs() < 1e-6, "{some:?}");
        assert_eq!(some[2], f64::INFINITY);
        let half = distribution(Observed::Values(values), 0.5).quantiles().unwrap();
        assert_eq!(half[1..], [f64::INFINITY; 2]);
        assert_eq!(distribution(Observed::Values(vec![f64::NAN]), 1.0).quantiles(), None);
    }
}
