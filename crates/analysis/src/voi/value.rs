//! Expected value of perfect information, in total and of some parameters.

use super::Basis;
use engine::numeric::statistics::Moments;

/// Parts into which worlds are put for held-out values.
const FOLDS: usize = 10;

/// Payoffs of policies in the same worlds, more being better.
#[derive(Debug, Clone, PartialEq)]
pub struct Payoffs {
    /// By policy, then world; all finite.
    values: Vec<Vec<f64>>,
    best: usize,
    /// By policy but the best one: payoff less that of the best, by world.
    differences: Vec<(usize, Vec<f64>)>,
}

/// What is known without any more information, and with all of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Perfect {
    /// Mean payoff of each policy and its standard error.
    pub means: Vec<(f64, f64)>,
    /// Mean payoff of each policy less that of the best, with its standard error in the same worlds.
    pub differences: Vec<(f64, f64)>,
    /// Expected value of perfect information and its standard error.
    pub value: f64,
    pub error: f64,
    /// Share of worlds in which each policy is better than every other.
    pub best_shares: Vec<f64>,
    /// Share of worlds in which each policy is the best one together with another.
    pub tied_shares: Vec<f64>,
    /// Share of worlds in which another policy is better than the one that is best on the mean.
    pub changes: f64,
}

/// What it is worth to know some parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Partial {
    /// The regression estimate (Strong, Oakley & Brennan 2014) and its standard error. It is too high where the value is small: the
    /// highest of several curves that are not known exactly is too high.
    pub value: f64,
    pub error: f64,
    /// What the choice by curves fitted to nine tenths of the worlds gained in the other tenth, all tenths together, and its standard
    /// error. It is too low by what the curves miss, and never too high on average.
    pub held_out: f64,
    pub held_out_error: f64,
    /// Share of worlds in which knowing the parameters changes the choice.
    pub changes: f64,
    /// Columns of the regression.
    pub columns: usize,
}

impl Payoffs {
    /// Payoffs by policy, then world. Panics without policies or worlds, or where one policy has more worlds than another.
    pub fn new(values: Vec<Vec<f64>>) -> Self {
        let means: Vec<f64> = values
            .iter()
            .map(|values| Moments::of(values.iter().copied()).mean())
            .collect();
        assert!(
            !values.is_empty() && !values[0].is_empty() && values.iter().all(|one| one.len() == values[0].len()),
            "every policy has a payoff in each world"
        );
        let best = (0..means.len()).fold(0, |best, next| if means[next] > means[best] { next } else { best });
        let differences = (0..values.len())
            .filter(|&policy| policy != best)
            .map(|policy| {
                let difference = values[policy].iter().zip(&values[best]).map(|(one, best)| one - best);
                (policy, difference.collect())
            })
            .collect();
        Self {
            values,
            best,
            differences,
        }
    }

    /// The policy with the highest mean payoff; the first of equals.
    pub fn best(&self) -> usize {
        self.best
    }

    /// How many worlds there are.
    pub fn worlds(&self) -> usize {
        self.values[0].len()
    }

    /// The value of knowing everything, chance included: the best policy in each world against the best one on the mean.
    pub fn perfect(&self) -> Perfect {
        let moments = |values: &[f64]| {
            let moments = Moments::of(values.iter().copied());
            (moments.mean(), moments.mean_error())
        };
        let mut differences = vec![(0.0, 0.0); self.values.len()];
        let mut wins = vec![0_u64; self.values.len()];
        let mut ties = vec![0_u64; self.values.len()];
        let mut changed = 0_u64;
        for (policy, values) in &self.differences {
            differences[*policy] = moments(values);
        }
        let gains = Moments::of((0..self.worlds()).map(|world| {
            let (_, gain) = self.choose(|_, values| values[world]);
            changed += u64::from(gain > 0.0);
            let most = self
                .values
                .iter()
                .map(|values| values[world])
                .fold(f64::NEG_INFINITY, f64::max);
            let first = || (0..self.values.len()).filter(|&policy| self.values[policy][world] == most);
            let counts = if first().count() == 1 { &mut wins } else { &mut ties };
            first().for_each(|policy| counts[policy] += 1);
            gain
        }));
        let share = |count: u64| count as f64 / self.worlds() as f64;
        Perfect {
            means: self.values.iter().map(|values| moments(values)).collect(),
            differences,
            value: gains.mean(),
            error: gains.mean_error(),
            best_shares: wins.into_iter().map(share).collect(),
            tied_shares: ties.into_iter().map(share).collect(),
            changes: share(changed),
        }
    }

    /// The policy with the highest gain over the best one on the mean, and the gain; that one, with none, if no gain is above zero.
    fn choose(&self, gain: impl Fn(usize, &[f64]) -> f64) -> (usize, f64) {
        let mut chosen = (self.best, 0.0);
        for (place, (policy, values)) in self.differences.iter().enumerate() {
            let gain = gain(place, values);
            if gain > chosen.1 {
                chosen = (*policy, gain);
            }
        }
        chosen
    }

    /// The gain in a world of having chosen a policy.
    fn gain(&self, policy: usize, world: usize) -> f64 {
        self.values[policy][world] - self.values[self.best][world]
    }

    /// Fitted gain of every policy but the best over the best, by policy then world.
    pub fn fitted(&self, basis: &Basis) -> Vec<(usize, Vec<f64>)> {
        let fit = |(policy, values): &(usize, Vec<f64>)| {
            let coefficients = basis.coefficients(values);
            let fitted = (0..basis.worlds()).map(|world| predicted(basis, world, &coefficients));
            (*policy, fitted.collect())
        };
        self.differences.iter().map(fit).collect()
    }

    /// The value of knowing the parameters that the basis is made of.
    pub fn partial(&self, basis: &Basis) -> Partial {
        let fitted = self.fitted(basis);
        let mut gains = Moments::default();
        let mut realised = Moments::default();
        let mut changed = 0_u64;
        for world in 0..self.worlds() {
            let (policy, gain) = self.choose(|place, _| fitted[place].1[world]);
            gains.add(gain);
            // How far the payoffs of those choices scatter about the curves counts too.
            realised.add(self.gain(policy, world));
            changed += u64::from(policy != self.best);
        }
        let held_out = self.held_out(basis);
        Partial {
            value: gains.mean(),
            error: realised.mean_error(),
            held_out: held_out.mean(),
            held_out_error: held_out.mean_error(),
            changes: changed as f64 / self.worlds() as f64,
            columns: basis.width(),
        }
    }

    /// Gains of choices in worlds that had no part in the curves by which the choices were made.
    fn held_out(&self, basis: &Basis) -> Moments {
        let whole: Vec<Vec<f64>> = self
            .differences
            .iter()
            .map(|(_, values)| basis.coefficients(values))
            .collect();
        let mut gains = Moments::default();
        for fold in 0..FOLDS {
            let worlds = || (fold..self.worlds()).step_by(FOLDS);
            let mut left = Gram::identity(basis.width());
            let mut sides = whole.clone();
            for world in worlds() {
                let row: Vec<f64> = basis.row(world).collect();
                left.take_out(&row);
                for (side, (_, values)) in sides.iter_mut().zip(&self.differences) {
                    for (side, x) in side.iter_mut().zip(&row) {
                        *side -= x * values[world];
                    }
                }
            }
            let Some(factor) = left.factor() else {
                continue;
            };
            let coefficients: Vec<Vec<f64>> = sides.iter().map(|side| factor.solve(side)).collect();
            for world in worlds() {
                let (policy, _) = self.choose(|place, _| predicted(basis, world, &coefficients[place]));
                gains.add(self.gain(policy, world));
            }
        }
        gains
    }
}

fn predicted(basis: &Basis, world: usize, coefficients: &[f64]) -> f64 {
    basis
        .row(world)
        .zip(coefficients)
        .map(|(x, coefficient)| x * coefficient)
        .sum()
}

/// Sums of products of columns, as rows of a symmetric matrix.
struct Gram {
    rows: Vec<Vec<f64>>,
}

impl Gram {
    fn identity(width: usize) -> Self {
        let row = |place: usize| (0..width).map(|other| f64::from(u8::from(place == other))).collect();
        Self {
            rows: (0..width).map(row).collect(),
        }
    }

    /// Takes one world out of the sums.
    fn take_out(&mut self, row: &[f64]) {
        for (sums, x) in self.rows.iter_mut().zip(row) {
            for (sum, y) in sums.iter_mut().zip(row) {
                *sum -= x * y;
            }
        }
    }

    /// The Cholesky factor; none where the columns are no longer independent without the worlds taken out.
    fn factor(mut self) -> Option<Factor> {
        const LEAST: f64 = 1e-10;
        for place in 0..self.rows.len() {
            for below in place..self.rows.len() {
                let sum: f64 = (0..place).map(|k| self.rows[below][k] * self.rows[place][k]).sum();
                let value = self.rows[below][place] - sum;
                if below == place {
                    if value < LEAST {
                        return None;
                    }
                    self.rows[place][place] = value.sqrt();
                } else {
                    self.rows[below][place] = value / self.rows[place][place];
                }
            }
        }
        Some(Factor { rows: self.rows })
    }
}

/// A lower triangle whose product with its mirror image is a matrix.
struct Factor {
    rows: Vec<Vec<f64>>,
}

impl Factor {
    /// What the matrix is multiplied with to give `side`.
    fn solve(&self, side: &[f64]) -> Vec<f64> {
        let width = side.len();
        let mut x = side.to_vec();
        for place in 0..width {
            let sum: f64 = (0..place).map(|k| self.rows[place][k] * x[k]).sum();
            x[place] = (x[place] - sum) / self.rows[place][place];
        }
        for place in (0..width).rev() {
            let sum: f64 = (place + 1..width).map(|k| self.rows[k][place] * x[k]).sum();
            x[place] = (x[place] - sum) / self.rows[place][place];
        }
        x
    }
}

#[cfg(test)]
mod tests;
