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

impl Pedigree {
    /// All grades, best first.
    pub const ALL: [Self; 4] = [Self::Measured, Self::Estimated, Self::Judged, Self::Assumed];

    /// The grade on the card: `A`, `B`, `C` or `D`.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Measured => "A",
            Self::Estimated => "B",
            Self::Judged => "C",
            Self::Assumed => "D",
        }
    }
}

/// What is wrong with a distribution, and in which of its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// Name of the number in the file: `low`, `mode`, `sd` ...
    pub field: &'static str,
    pub problem: String,
    pub allowed: String,
}

/// Beta shapes outside this range make nearly a point or nearly two, and strain the table of [`super::beta`].
pub const BETA_SHAPES: (f64, f64) = (0.1, 1000.0);

/// The smallest share of a normal or lognormal curve that its bounds must leave: below it the cut is not drawn precisely.
const LEAST_MASS: f64 = 1e-6;

impl Distribution {
    /// Key of the kind in a file.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Fixed(_) => "value",
            Self::Uniform { .. } => "uniform",
            Self::Triangular { .. } => "triangular",
            Self::Normal { .. } => "normal",
            Self::Lognormal { .. } => "lognormal",
            Self::Beta { .. } => "beta",
            Self::Discrete { .. } => "discrete",
        }
    }

    /// Smallest and largest value that can be drawn.
    pub fn bounds(&self) -> (f64, f64) {
        match self {
            Self::Fixed(value) => (*value, *value),
            Self::Uniform { low, high }
            | Self::Triangular { low, high, .. }
            | Self::Normal { low, high, .. }
            | Self::Lognormal { low, high, .. }
            | Self::Beta { low, high, .. } => (*low, *high),
            Self::Discrete { values, .. } => values
                .iter()
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &value| {
                    (low.min(value), high.max(value))
                }),
        }
    }

    /// Named numbers in the order of the file form; empty for the kinds that are not a table of numbers.
    pub fn numbers(&self) -> Vec<(&'static str, f64)> {
        match *self {
            Self::Fixed(_) | Self::Discrete { .. } => Vec::new(),
            Self::Uniform { low, high } => vec![("low", low), ("high", high)],
            Self::Triangular { low, mode, high } => vec![("low", low), ("mode", mode), ("high", high)],
            Self::Normal { mean, sd, low, high } => vec![("mean", mean), ("sd", sd), ("low", low), ("high", high)],
            Self::Lognormal {
                median,
                sigma,
                low,
                high,
            } => {
                vec![("median", median), ("sigma", sigma), ("low", low), ("high", high)]
            }
            Self::Beta { alpha, beta, low, high } => {
                vec![("alpha", alpha), ("beta", beta), ("low", low), ("high", high)]
            }
        }
    }

    /// Whether the numbers make a distribution within what the unit allows: 0 to 1 for a share, nothing negative for a stock.
    pub fn check(&self, unit: &str) -> Result<(), Fault> {
        let need = |holds: bool, field, problem: &str, allowed: &str| {
            let fault = || Fault {
                field,
                problem: problem.to_owned(),
                allowed: allowed.to_owned(),
            };
            if holds { Ok(()) } else { Err(fault()) }
        };
        for (field, number) in self.numbers() {
            need(
                number.is_finite(),
                field,
                "is not a finite number",
                "give an ordinary number",
            )?;
        }
        let (low, high) = self.bounds();
        match self {
            Self::Fixed(value) => need(
                value.is_finite(),
                "value",
                "is not a finite number",
                "give an ordinary number",
            )?,
            Self::Discrete { values, weights } => {
                need(!values.is_empty(), "values", "has no values", "give at least one")?;
                need(
                    values.iter().all(|v| v.is_finite()),
                    "values",
                    "holds a number that is not finite",
                    "",
                )?;
                need(
                    values.len() == weights.len(),
                    "weights",
                    "does not fit the values",
                    "give one weight a value",
                )?;
                let positive = weights.iter().all(|&weight| weight > 0.0 && weight.is_finite());
                need(
                    positive,
                    "weights",
                    "holds a weight that is not positive",
                    "every weight must be above 0",
                )?;
                let total: f64 = weights.iter().sum();
                need(
                    total.is_finite(),
                    "weights",
                    "add up to more than can be counted",
                    "use smaller weights",
                )?;
            }
            _ => need(low < high, "low", "is not below `high`", "`low` must be below `high`")?,
        }
        need(
            (high - low).is_finite(),
            "high",
            "is too far from `low`",
            "bring the bounds together",
        )?;
        match *self {
            Self::Triangular { mode, .. } => {
                let inside = low < mode && mode < high;
                need(
                    inside,
                    "mode",
                    "is not between `low` and `high`",
                    "`low` < `mode` < `high`",
                )?;
            }
            Self::Normal { mean, sd, .. } => {
                need(
                    sd > 0.0,
                    "sd",
                    "is not positive",
                    "a standard deviation must be above 0",
                )?;
                need(
                    low <= mean && mean <= high,
                    "mean",
                    "is outside the bounds",
                    "`low` <= `mean` <= `high`",
                )?;
            }
            Self::Lognormal { median, sigma, .. } => {
                need(
                    sigma > 0.0,
                    "sigma",
                    "is not positive",
                    "a standard deviation must be above 0",
                )?;
                need(low >= 0.0, "low", "is negative", "a lognormal number is above 0")?;
                need(
                    median > 0.0,
                    "median",
                    "is not positive",
                    "a lognormal number is above 0",
                )?;
                need(
                    low <= median && median <= high,
                    "median",
                    "is outside the bounds",
                    "`low` <= `median` <= `high`",
                )?;
            }
            Self::Beta { alpha, beta, .. } => {
                let fits = |shape: f64| BETA_SHAPES.0 <= shape && shape <= BETA_SHAPES.1;
                need(fits(alpha), "alpha", "is not a usable shape", "0.1 to 1000")?;
                need(fits(beta), "beta", "is not a usable shape", "0.1 to 1000")?;
            }
            Self::Fixed(_) | Self::Uniform { .. } | Self::Discrete { .. } => {}
        }
        if matches!(self, Self::Normal { .. } | Self::Lognormal { .. }) {
            let allowed = "widen the bounds or move the middle";
            need(
                self.mass() >= LEAST_MASS,
                "low",
                "and `high` leave less than a millionth of the curve",
                allowed,
            )?;
        }
        let limits = Limits::of_unit(unit);
        let too_low = low < limits.low || (limits.above && low == limits.low);
        if too_low || high > limits.high {
            let field = match self {
                Self::Fixed(_) => "value",
                Self::Discrete { .. } => "values",
                _ if too_low => "low",
                _ => "high",
            };
            let problem = match unit {
                "share" => "leaves the range of a share".to_owned(),
                _ => format!("leaves the range of a quantity in {unit}"),
            };
            need(false, field, &problem, &limits.words())?;
        }
        Ok(())
    }
}

/// What numbers a unit allows: a share is no more than a whole, a stock or a price is not negative.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Limits {
    low: f64,
    high: f64,
    /// Whether the lowest value itself is excluded.
    above: bool,
}

impl Limits {
    fn of_unit(unit: &str) -> Self {
        let from = |low, high, above| Self { low, high, above };
        match unit {
            "share" => from(0.0, 1.0, false),
            "USD bn" | "USD bn/year" | "USD bn/GW" | "USD thousand/kW" | "USD/kWh" | "GW" | "GW/year" | "thousand"
            | "kW/H100e" | "year" | "decades" | "ECI/year" | "FLOP" => from(0.0, f64::MAX, true),
            "H100e" | "H100e/year" | "incidents/year" | "USD bn/incident" | "index" | "x" | "ratio"
            | "thousand/year" | "month" | "months" | "ECI" | "ln ratio" | "1/year^0.5" | "1/year^3" => {
                from(0.0, f64::MAX, false)
            }
            // Growth may be negative, but what shrinks by more than all of it in a year is gone before the year ends.
            "1/year" => from(-1.0, f64::MAX, false),
            _ => from(-f64::MAX, f64::MAX, false),
        }
    }

    fn words(self) -> String {
        match (self.high < f64::MAX, self.above) {
            (true, _) => format!("{} to {}", self.low, self.high),
            (false, true) => format!("above {}", self.low),
            (false, false) => format!("{} or more", self.low),
        }
    }
}

/// A distribution as it is written in a file: `triangular = { low = 0.5, mode = 0.65, high = 0.8 }`.
pub fn distribution_text(distribution: &Distribution) -> String {
    let list = |numbers: &[f64]| numbers.iter().map(|n| format!("{n:?}")).collect::<Vec<_>>().join(", ");
    let kind = distribution.kind();
    match distribution {
        Distribution::Fixed(value) => format!("{kind} = {value:?}"),
        Distribution::Discrete { values, weights } => {
            format!(
                "{kind} = {{ values = [{}], weights = [{}] }}",
                list(values),
                list(weights)
            )
        }
        _ => {
            let numbers: Vec<String> = distribution
                .numbers()
                .iter()
                .map(|(name, number)| format!("{name} = {number:?}"))
                .collect();
            format!("{kind} = {{ {} }}", numbers.join(", "))
        }
    }
}
