//! From uniform numbers to parameter values: quantile functions in lanes, and the sampler that holds them all.

use super::beta::BetaTable;
use super::cards::{CardSet, Distribution};
use super::copula::Copula;
use crate::numeric::{Num, kernels, normal};
use error::{ConfigProblem, Error, Result};

/// A distribution made ready to be drawn from: what can be computed once has been.
#[derive(Debug, Clone)]
pub enum Quantile {
    Fixed(f64),
    Uniform {
        low: f64,
        high: f64,
    },
    Triangular {
        low: f64,
        mode: f64,
        high: f64,
    },
    Normal {
        mean: f64,
        sd: f64,
        cut: Cut,
        low: f64,
        high: f64,
    },
    Lognormal {
        median: f64,
        sigma: f64,
        cut: Cut,
        low: f64,
        high: f64,
    },
    Beta {
        table: Box<BetaTable>,
        low: f64,
        high: f64,
    },
    Discrete {
        first: f64,
        rest: Vec<(f64, f64)>,
    },
}

/// The part of the standard normal distribution that lies between two bounds.
#[derive(Debug, Clone, Copy)]
pub struct Cut {
    /// Share below the lower bound (above the upper one when mirrored).
    below: f64,
    /// Share between the bounds.
    mass: f64,
    /// Whether the upper tail is worked in, as the mirror of the lower one, where shares keep their precision.
    mirrored: bool,
}

impl Cut {
    fn between(z_low: f64, z_high: f64) -> Self {
        let mirrored = z_low + z_high > 0.0;
        let (from, to) = if mirrored { (-z_high, -z_low) } else { (z_low, z_high) };
        let below = kernels::normal_cdf(from);
        Self {
            below,
            mass: kernels::normal_cdf(to) - below,
            mirrored,
        }
    }

    #[inline(always)]
    fn at<const W: usize>(self, u: Num<W>) -> Num<W> {
        if self.mirrored {
            -normal::quantile((1.0 - u) * self.mass + self.below)
        } else {
            normal::quantile(u * self.mass + self.below)
        }
    }
}

impl Distribution {
    /// Prepares the quantile function. The numbers must have passed [`Distribution::check`].
    pub fn prepared(&self) -> Quantile {
        match *self {
            Self::Fixed(value) => Quantile::Fixed(value),
            Self::Uniform { low, high } => Quantile::Uniform { low, high },
            Self::Triangular { low, mode, high } => Quantile::Triangular { low, mode, high },
            Self::Normal { mean, sd, low, high } => {
                let cut = Cut::between((low - mean) / sd, (high - mean) / sd);
                Quantile::Normal {
                    mean,
                    sd,
                    cut,
                    low,
                    high,
                }
            }
            Self::Lognormal {
                median,
                sigma,
                low,
                high,
            } => {
                let z = |bound: f64| libm::log(bound / median) / sigma;
                Quantile::Lognormal {
                    median,
                    sigma,
                    cut: Cut::between(z(low), z(high)),
                    low,
                    high,
                }
            }
            Self::Beta { alpha, beta, low, high } => Quantile::Beta {
                table: Box::new(BetaTable::new(alpha, beta)),
                low,
                high,
            },
            Self::Discrete {
                ref values,
                ref weights,
            } => {
                let total: f64 = weights.iter().sum();
                let mut sum = 0.0;
                let starts = weights.iter().map(|weight| {
                    let start = sum / total;
                    sum += weight;
                    start
                });
                let mut steps = starts.zip(values.iter().copied());
                let first = steps.next().map_or(0.0, |(_, value)| value);
                Quantile::Discrete {
                    first,
                    rest: steps.collect(),
                }
            }
        }
    }

    /// Share of a normal or lognormal distribution that its bounds leave; 1 for the others.
    pub(super) fn mass(&self) -> f64 {
        match self.prepared() {
            Quantile::Normal { cut, .. } | Quantile::Lognormal { cut, .. } => cut.mass,
            _ => 1.0,
        }
    }

    /// The value below which a share `u` of the draws lies, 0 < u < 1. Prepares the function anew at every call: to draw many
    /// values use [`Sampler`] or [`Distribution::prepared`].
    pub fn quantile<const W: usize>(&self, u: Num<W>) -> Num<W> {
        self.prepared().at(u)
    }
}

impl Quantile {
    /// The value below which a share `u` of the draws lies, 0 < u < 1. Never outside the bounds.
    #[inline(always)]
    pub fn at<const W: usize>(&self, u: Num<W>) -> Num<W> {
        match self {
            Self::Fixed(value) => Num::splat(*value),
            Self::Uniform { low, high } => (u * (high - low) + *low).clamp(*low, *high),
            Self::Triangular { low, mode, high } => {
                let rising = (u * ((high - low) * (mode - low))).sqrt() + *low;
                let falling = *high - ((1.0 - u) * ((high - low) * (high - mode))).sqrt();
                let turn = Num::splat((mode - low) / (high - low));
                u.lt(turn).select(rising, falling).clamp(*low, *high)
            }
            Self::Normal {
                mean,
                sd,
                cut,
                low,
                high,
            } => (cut.at(u) * *sd + *mean).clamp(*low, *high),
            Self::Lognormal {
                median,
                sigma,
                cut,
                low,
                high,
            } => ((cut.at(u) * *sigma).exp() * *median).clamp(*low, *high),
            Self::Beta { table, low, high } => {
                let share = table.share(normal::quantile(u));
                (share * (high - low) + *low).clamp(*low, *high)
            }
            Self::Discrete { first, rest } => rest.iter().fold(Num::splat(*first), |value, &(start, next)| {
                u.ge(Num::splat(start)).select(Num::splat(next), value)
            }),
        }
    }
}

/// Draws all parameters of a run from uniforms. Built once from the cards.
#[derive(Debug, Clone)]
pub struct Sampler {
    quantiles: Vec<Quantile>,
    copula: Copula,
}

impl Sampler {
    /// Prepares every card.
    ///
    /// # Errors
    /// A distribution whose numbers contradict each other, bounds that leave next to nothing of a normal distribution, or
    /// rank correlations that no set of parameters can have. The message names the parameters; it has no file and line, which
    /// the loader adds.
    pub fn new(cards: &CardSet) -> Result<Self> {
        let refuse = |key: &str, value: String, problem: String, allowed: String| {
            let file = "parameter cards".to_owned();
            Error::Config(Box::new(ConfigProblem {
                file,
                line: None,
                key: key.to_owned(),
                value,
                problem,
                allowed,
            }))
        };
        let mut quantiles = Vec::with_capacity(cards.cards.len());
        for card in &cards.cards {
            card.distribution.check(&card.unit).map_err(|fault| {
                refuse(
                    &format!("{}.{}", card.key, fault.field),
                    String::new(),
                    fault.problem,
                    fault.allowed,
                )
            })?;
            quantiles.push(card.distribution.prepared());
        }
        let copula = Copula::new(&cards.correlations).map_err(|group| {
            let names: Vec<&str> = group
                .positions
                .iter()
                .map(|&position| cards.cards[position].key.as_str())
                .collect();
            let problem = format!(
                "the rank correlations between {} contradict each other: their matrix is not positive definite",
                names.join(", ")
            );
            refuse(
                "correlation",
                String::new(),
                problem,
                "weaken or remove some of them".to_owned(),
            )
        })?;
        Ok(Self { quantiles, copula })
    }

    /// The parameters of `W` runs from uniforms strictly between 0 and 1, both in registry order. Inlined, like all it calls, so
    /// that a caller compiled for wider vectors gets them here too.
    #[inline(always)]
    pub fn draw<const W: usize>(&self, uniforms: &[Num<W>]) -> Vec<Num<W>> {
        let mut values = uniforms.to_vec();
        self.copula.apply(&mut values);
        // A loop, not a `map`, whose body would be compiled without the wide instructions.
        for (quantile, value) in self.quantiles.iter().zip(&mut values) {
            *value = quantile.at(*value);
        }
        values
    }
}

#[cfg(test)]
mod tests;
