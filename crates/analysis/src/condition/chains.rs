//! The search: chains of Metropolis and Hastings over the numbers of draws.
//!
//! A row of a table of histories names draws of the prior distribution. A step of its chain puts another draw in the place of one of them
//! and keeps it with the probability min(1, ratio of likelihoods): since all pieces are independent before anything is recorded, the
//! chain's law goes to the posterior distribution of parameters and shocks (Metropolis and others 1953; Hastings 1970, independence
//! proposals one block at a time). Rows are chains of their own and share no draw.

use engine::numeric::LANE_WIDTH;
use engine::numeric::kernels;
use engine::numeric::streams::Streams;
use engine::scenario::histories::{NUMBERS, run_of};
use engine::scenario::worlds::Purpose;

/// Eight chains that go on together, a lane each.
#[derive(Debug, Clone, Copy)]
pub struct Chains {
    pub seed: u64,
    /// Number of the row of the first.
    pub first_row: u64,
    /// Numbers in a row.
    pub width: usize,
    /// How often each number is proposed to change.
    pub sweeps: u16,
}

/// Share of the sweeps in which the likelihood comes in little by little, so that a chain does not stay where it began.
const WARMING: f64 = 1.0 / 3.0;
/// Power of the likelihood in the first sweep.
const FIRST_POWER: f64 = 0.02;
/// A likelihood that is no number, or smaller, counts as this: still better than others of its kind.
const WORST: f64 = -1e9;

/// Where eight chains have come.
#[derive(Debug, Clone, PartialEq)]
pub struct Walked {
    /// Row after row.
    pub numbers: Vec<u16>,
    pub log_likelihoods: [f64; LANE_WIDTH],
    /// Log likelihoods after each sweep.
    pub trace: Vec<[f64; LANE_WIDTH]>,
    /// For each place how often its number changed in the second half of the sweeps, all chains together.
    pub moves: Vec<u32>,
}

impl Chains {
    /// Most sweeps: a number is the sweep in which it was last changed.
    pub const MOST_SWEEPS: u16 = NUMBERS as u16 - 1;

    /// Power of the likelihood in a sweep, from 1 on.
    fn power(&self, sweep: u16) -> f64 {
        let along = f64::from(sweep) / (WARMING * f64::from(self.sweeps));
        if along >= 1.0 {
            1.0
        } else {
            kernels::exp((1.0 - along) * kernels::ln(FIRST_POWER))
        }
    }

    /// Goes through all sweeps. `log_likelihoods` gets the numbers of eight rows.
    pub fn walk(&self, log_likelihoods: &mut dyn FnMut(&[u16]) -> [f64; LANE_WIDTH]) -> Walked {
        let mut judged = |numbers: &[u16]| {
            let found = log_likelihoods(numbers);
            found.map(|likelihood| if likelihood > WORST { likelihood } else { WORST })
        };
        let streams = Streams::new(self.seed);
        let mut numbers = vec![0; self.width * LANE_WIDTH];
        let mut now = judged(&numbers);
        let mut trace = Vec::with_capacity(usize::from(self.sweeps));
        let mut moves = vec![0; self.width];
        for sweep in 1..=self.sweeps {
            let power = self.power(sweep);
            let mut dice: Vec<_> = (0..LANE_WIDTH as u64)
                .map(|lane| streams.open(run_of(self.first_row + lane, sweep), Purpose::Conditioning.number()))
                .collect();
            for place in 0..self.width {
                let mut proposed = numbers.clone();
                for row in proposed.chunks_mut(self.width) {
                    row[place] = sweep;
                }
                let then = judged(&proposed);
                for (lane, dice) in dice.iter_mut().enumerate() {
                    if kernels::ln(dice.uniform()) < power * (then[lane] - now[lane]) {
                        numbers[lane * self.width + place] = sweep;
                        now[lane] = then[lane];
                        moves[place] += u32::from(sweep > self.sweeps / 2);
                    }
                }
            }
            trace.push(now);
        }
        Walked {
            numbers,
            log_likelihoods: now,
            trace,
            moves,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Standard normal numbers that a row's numbers stand for.
    fn normals(seed: u64, first_row: u64, numbers: &[u16], width: usize) -> Vec<Vec<f64>> {
        let streams = Streams::new(seed);
        let rows = numbers.chunks(width).zip(first_row..);
        rows.map(|(numbers, row)| {
            let places = numbers.iter().enumerate();
            places
                .map(|(place, &number)| {
                    kernels::normal_quantile(streams.open(run_of(row, number), place as u8).uniform())
                })
                .collect()
        })
        .collect()
    }

    /// The sum of three standard normals is recorded as 3 with an error of standard deviation 0.5. Each of them then has the mean
    /// 3 / 3.25 = 0.923 and the variance 1 - 1 / 3.25 = 0.692, each two the covariance -1 / 3.25; a fourth that nothing is known of stays as
    /// it was. 1,600 chains: means to within 0.09 (z = 4.3) and variances to within 0.12 (z = 4.5 at least).
    #[test]
    fn chains_reach_a_posterior_that_is_known() {
        const WIDTH: usize = 4;
        let mut sums = [[0.0; 2]; WIDTH];
        let mut product = 0.0;
        let mut chains = 0.0;
        for first_row in (0..1600).step_by(LANE_WIDTH) {
            let seed = 77;
            let walk = Chains {
                seed,
                first_row,
                width: WIDTH,
                sweeps: 60,
            }
            .walk(&mut |numbers| {
                let rows = normals(seed, first_row, numbers, WIDTH);
                std::array::from_fn(|lane| {
                    let sum: f64 = rows[lane][..3].iter().sum();
                    -0.5 * ((3.0 - sum) / 0.5) * ((3.0 - sum) / 0.5)
                })
            });
            for row in normals(seed, first_row, &walk.numbers, WIDTH) {
                for (sums, value) in sums.iter_mut().zip(&row) {
                    sums[0] += value;
                    sums[1] += value * value;
                }
                product += row[0] * row[1];
                chains += 1.0;
            }
        }
        let mean = |place: usize| sums[place][0] / chains;
        let variance = |place: usize| sums[place][1] / chains - mean(place) * mean(place);
        for place in 0..3 {
            assert!((mean(place) - 3.0 / 3.25).abs() < 0.09, "mean {place}: {}", mean(place));
            assert!(
                (variance(place) - (1.0 - 1.0 / 3.25)).abs() < 0.12,
                "variance {place}: {}",
                variance(place)
            );
        }
        let covariance = product / chains - mean(0) * mean(1);
        assert!((covariance + 1.0 / 3.25).abs() < 0.08, "{covariance}");
        assert!(
            mean(3).abs() < 0.11 && (variance(3) - 1.0).abs() < 0.16,
            "{} {}",
            mean(3),
            variance(3)
        );
    }

    #[test]
    fn a_chain_is_the_same_wherever_it_stands() {
        let likelihoods = |first_row: u64| {
            move |numbers: &[u16]| -> [f64; LANE_WIDTH] {
                let rows = normals(5, first_row, numbers, 3);
                std::array::from_fn(|lane| -rows[lane][0] * rows[lane][0] - (rows[lane][1] - rows[lane][2]).abs())
            }
        };
        let walk = |first_row| {
            let chains = Chains {
                seed: 5,
                first_row,
                width: 3,
                sweeps: 25,
            };
            chains.walk(&mut likelihoods(first_row))
        };
        let (one, shifted) = (walk(16), walk(19));
        assert_eq!(one.numbers[3 * 3..], shifted.numbers[..5 * 3]);
        assert_eq!(one.log_likelihoods[3..], shifted.log_likelihoods[..5]);
    }

    #[test]
    fn what_has_no_likelihood_is_left_when_something_has() {
        let walk = Chains {
            seed: 1,
            first_row: 0,
            width: 2,
            sweeps: 40,
        }
        .walk(&mut |numbers| std::array::from_fn(|lane| if numbers[2 * lane] < 10 { f64::NAN } else { 0.0 }));
        assert!(walk.numbers.chunks(2).all(|row| row[0] >= 10));
        assert_eq!(walk.log_likelihoods, [0.0; LANE_WIDTH]);
    }
}
