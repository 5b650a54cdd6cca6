//! How far a box would be another one in other worlds: the search again on resamples of the rows.

use super::limits::{Content, Side};
use super::prim::Peeling;
use super::search::{Choice, search};
use super::{Cases, Purpose};
use crate::crps::quantile;
use engine::ensemble::Workers;
use engine::numeric::streams::Streams;
use results::estimate::Estimate;

/// The box that a resample led to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Resample {
    /// Restricted columns with their limits; an open side is infinite.
    pub limits: Vec<(usize, f64, f64)>,
    /// Its content among the rows that the resample left out, about 37 % of all.
    pub held_out: Content,
    /// Cases of interest among the rows left out.
    pub held_out_interest: usize,
}

/// What the resamples say together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stability {
    pub resamples: Vec<Resample>,
}

/// A share on the rows that resamples left out: of all of them together, with the 5 % and 95 % points over single resamples, as boxes differ
/// between them and so do the rows left out; not numbers where none did. `parts`: for each resample the rows that count, and all.
fn held_out(parts: impl Iterator<Item = (usize, usize)> + Clone) -> Estimate {
    let (part, whole) = parts
        .clone()
        .fold((0, 0), |(part, whole), one| (part + one.0, whole + one.1));
    let mut shares: Vec<f64> = parts
        .filter(|(_, whole)| *whole > 0)
        .map(|(part, whole)| part as f64 / whole as f64)
        .collect();
    shares.sort_unstable_by(f64::total_cmp);
    let point = |share: f64| match shares.is_empty() {
        true => f64::NAN,
        false => quantile(&shares, share),
    };
    Estimate::between(part as f64 / whole as f64, point(TAIL), point(1.0 - TAIL))
}

/// Whether a box tells anything in rows that it was not found in: a density there (`held_out`) that is above that of all rows (`overall`)
/// by two standard errors of a share in as many rows as the box holds.
pub fn tells_of_others(held_out: f64, overall: f64, rows: f64) -> bool {
    held_out - overall >= 2.0 * (overall * (1.0 - overall) / rows).sqrt()
}

/// The share of resamples outside an interval of limits or of shares, on each side.
const TAIL: f64 = 0.05;

/// Searches the first box anew in each of `resamples` resamples: as many rows as there are, drawn with replacement (Efron 1979) from
/// a stream of its own, so that the result does not depend on threads.
pub fn resample(
    cases: &Cases,
    peeling: &Peeling,
    choice: &Choice,
    seed: u64,
    resamples: usize,
    workers: &Workers,
) -> Stability {
    let streams = Streams::new(seed);
    let mut found = vec![Resample::default(); resamples];
    workers.each_piece(&mut found, 1, |number, piece| {
        let mut stream = streams.open(number as u64, Purpose::Resample as u8);
        let rows = cases.rows();
        let drawn: Vec<usize> = (0..rows).map(|_| stream.below(rows)).collect();
        let mut is_drawn = vec![false; rows];
        drawn.iter().for_each(|&row| is_drawn[row] = true);
        let limits = search(&cases.with_rows(&drawn), peeling, choice, rows)
            .step()
            .limits
            .clone();
        let mut held_out = Content::default();
        let mut held_out_interest = 0;
        for (row, inside) in limits
            .inside(cases)
            .into_iter()
            .enumerate()
            .filter(|(row, _)| !is_drawn[*row])
        {
            let of_interest = cases.of_interest()[row];
            held_out_interest += usize::from(of_interest);
            if inside {
                held_out.add(of_interest);
            }
        }
        let restricted = limits.restricted().into_iter().map(|place| {
            let (low, high) = limits.of(place);
            (place, low, high)
        });
        piece[0] = Resample {
            limits: restricted.collect(),
            held_out,
            held_out_interest,
        };
    });
    Stability { resamples: found }
}

impl Stability {
    /// Share of resamples whose box restricts a column.
    pub fn restricted_share(&self, column: usize) -> f64 {
        let hits = self.limits_of(column).count();
        hits as f64 / self.resamples.len() as f64
    }

    /// Share of resamples whose box restricts one side of a column.
    pub fn side_share(&self, column: usize, side: Side) -> f64 {
        self.side_limits(column, side).len() as f64 / self.resamples.len() as f64
    }

    /// 5 %, 50 % and 95 % point of the limit of one side over the resamples that have it; not numbers where none has.
    pub fn limit_quantiles(&self, column: usize, side: Side) -> [f64; 3] {
        let sorted = self.side_limits(column, side);
        [TAIL, 0.5, 1.0 - TAIL].map(|share| {
            if sorted.is_empty() {
                f64::NAN
            } else {
                quantile(&sorted, share)
            }
        })
    }

    /// Density on rows that were held out: what a box found in this way is worth in worlds it was not found in.
    pub fn held_out_density(&self) -> Estimate {
        held_out(
            self.resamples
                .iter()
                .map(|one| (one.held_out.interest, one.held_out.rows)),
        )
    }

    /// Coverage on rows that were held out.
    pub fn held_out_coverage(&self) -> Estimate {
        held_out(
            self.resamples
                .iter()
                .map(|one| (one.held_out.interest, one.held_out_interest)),
        )
    }

    fn limits_of(&self, column: usize) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.resamples
            .iter()
            .flat_map(|resample| &resample.limits)
            .filter(move |(place, _, _)| *place == column)
            .map(|&(_, low, high)| (low, high))
    }

    /// The finite limits of one side, ascending.
    fn side_limits(&self, column: usize, side: Side) -> Vec<f64> {
        let limit = |(low, high)| match side {
            Side::Lower => low,
            Side::Upper => high,
        };
        let mut limits: Vec<f64> = self
            .limits_of(column)
            .map(limit)
            .filter(|limit: &f64| limit.is_finite())
            .collect();
        limits.sort_unstable_by(f64::total_cmp);
        limits
    }
}
