//! Parameter cards: value or distribution, unit, meaning, source, pedigree.

/// How well a number is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pedigree {
    /// A: measured.
    Measured,
    /// B: estimated from data.
    Estimated,
    /// C: expert judgement.
    Judged,
    /// D: assumption.
    Assumed,
}

/// The distribution of a parameter over worlds. Every draw lies within the bounds.
#[derive(Debug, Clone, PartialEq)]
pub enum Distribution {
    /// The same value in every world.
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
    /// Normal, cut at the bounds.
    Normal {
        mean: f64,
        sd: f64,
        low: f64,
        high: f64,
    },
    /// `median` times e to a normal number with standard deviation `sigma`, cut at the bounds.
    Lognormal {
        median: f64,
        sigma: f64,
        low: f64,
        high: f64,
    },
    /// Beta with shapes `alpha` and `beta`, stretched over the bounds.
    Beta {
        alpha: f64,
        beta: f64,
        low: f64,
        high: f64,
    },
    /// One of `values`, with the given weights.
    Discrete {
        values: Vec<f64>,
        weights: Vec<f64>,
    },
}

/// One parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Dotted key, such as `china.fab_growth_per_year`.
    pub key: String,
    pub unit: String,
    pub meaning: String,
    /// Fact id, paper key of `docs/sources.md`, or `assumption`.
    pub source: String,
    pub pedigree: Pedigree,
    pub distribution: Distribution,
}

/// A stated rank correlation between two parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Correlation {
    /// Registry positions of the two parameters (see [`super::parameters::keys`]).
    pub first: usize,
    pub second: usize,
    /// Spearman's rank correlation, -1 < value < 1.
    pub rank_correlation: f64,
}

/// All cards in registry order, with the correlations between them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CardSet {
    pub cards: Vec<Card>,
    pub correlations: Vec<Correlation>,
}
