//! One input at a time: what its low and its high end make of an output, with everything else as it is.

use super::factor::{Factor, is_constant, whole_units};
use engine::numeric::statistics::student_95;
use results::estimate::Estimate;

/// A design in which each world is simulated as it is, and once with each group at its low and at its high end. All
/// worlds are the same for all, so differences are effects and not luck.
#[derive(Debug, Clone)]
pub struct OneAtATimeDesign {
    groups: Vec<Factor>,
    columns: usize,
    worlds: usize,
}

impl OneAtATimeDesign {
    /// A design over the first `worlds` worlds.
    pub fn new(groups: Vec<Factor>, columns: usize, worlds: usize) -> Self {
        Self {
            groups,
            columns,
            worlds,
        }
    }

    /// What is set at once.
    pub fn groups(&self) -> &[Factor] {
        &self.groups
    }

    /// Dimensions of a point.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Units.
    pub fn worlds(&self) -> usize {
        self.worlds
    }

    /// Points of a unit: as it is, then low and high end of each group. Not a number is a column left as it is.
    pub(super) fn coordinates(&self) -> Vec<Vec<f64>> {
        let as_it_is = vec![f64::NAN; self.columns];
        let ends = self.groups.iter().flat_map(|group| {
            [0.0, 1.0].map(|end| {
                let mut point = as_it_is.clone();
                for &column in group.columns() {
                    point[column] = end;
                }
                point
            })
        });
        std::iter::once(as_it_is.clone()).chain(ends).collect()
    }
}

/// What the ends of one group make of an output.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EndEffect {
    /// Mean of the output with the group at its low end.
    pub at_low: f64,
    /// Mean of the output with the group at its high end.
    pub at_high: f64,
    /// High less low, with the interval of the paired difference over worlds.
    pub difference: Estimate,
}

/// What the ends of all groups make of one output.
#[derive(Debug, Clone, PartialEq)]
pub struct EndEffects {
    /// One a group.
    pub effects: Vec<EndEffect>,
    /// Mean of the output with everything as it is.
    pub mean: f64,
    /// Worlds that count: those in which every output is a number.
    pub units: usize,
    /// Whether the output varies at all.
    pub varies: bool,
}

/// Effects on one output, which has a number for each row of a design with `groups` groups. The interval is the mean of
/// the paired differences with Student's 95 % interval.
pub fn end_effects(outputs: &[f64], groups: usize) -> EndEffects {
    let units = whole_units(outputs, 2 * groups + 1);
    let count = units.len() as f64;
    let reach = student_95(units.len().saturating_sub(1) as u64);
    let mean = |f: &dyn Fn(&[f64]) -> f64| units.iter().map(|unit| f(unit)).sum::<f64>() / count;
    let effects = (0..groups).map(|group| {
        let (low, high) = (2 * group + 1, 2 * group + 2);
        let difference = mean(&|unit| unit[high] - unit[low]);
        let square = |unit: &[f64]| {
            let rest = unit[high] - unit[low] - difference;
            rest * rest
        };
        let error = (mean(&square) / (count - 1.0)).sqrt();
        EndEffect {
            at_low: mean(&|unit| unit[low]),
            at_high: mean(&|unit| unit[high]),
            difference: Estimate {
                error: f64::NAN,
                value: difference,
                low: difference - reach * error,
                high: difference + reach * error,
            },
        }
    });
    EndEffects {
        effects: effects.collect(),
        mean: mean(&|unit| unit[0]),
        units: units.len(),
        varies: !is_constant(units.iter().flat_map(|unit| unit.iter().copied())),
    }
}
