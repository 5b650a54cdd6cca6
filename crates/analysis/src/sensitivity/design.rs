//! What the three kinds of designs have in common: units of points, each point a row of the table.

use super::morris::MorrisDesign;
use super::one_at_a_time::OneAtATimeDesign;
use super::sobol::SobolDesign;

/// A design: `units` times `width` points in `columns` dimensions. A unit is what can be drawn anew alone: a base row,
/// a trajectory, a world. Row `unit * width + part` of the tables is point `part` of `unit`.
#[derive(Debug, Clone)]
pub enum Design {
    Sobol(SobolDesign),
    Morris(MorrisDesign),
    OneAtATime(OneAtATimeDesign),
}

impl Design {
    /// How many units.
    pub fn units(&self) -> usize {
        match self {
            Self::Sobol(design) => design.points(),
            Self::Morris(design) => design.trajectories(),
            Self::OneAtATime(design) => design.worlds(),
        }
    }

    /// Points of a unit.
    pub fn width(&self) -> usize {
        match self {
            Self::Sobol(design) => design.factors().len() + 2,
            Self::Morris(design) => design.groups().len() + 1,
            Self::OneAtATime(design) => 2 * design.groups().len() + 1,
        }
    }

    /// Rows of the tables.
    pub fn rows(&self) -> usize {
        self.units() * self.width()
    }

    /// Dimensions.
    pub fn columns(&self) -> usize {
        match self {
            Self::Sobol(design) => design.columns(),
            Self::Morris(design) => design.columns(),
            Self::OneAtATime(design) => design.columns(),
        }
    }

    /// The points of a unit, in the order of their rows, each with one coordinate a column from 0 to 1; not a number
    /// where the column is left as it is.
    pub fn coordinates(&self, unit: usize) -> Vec<Vec<f64>> {
        match self {
            Self::Sobol(design) => design.coordinates(unit),
            Self::Morris(design) => design.coordinates(unit),
            Self::OneAtATime(design) => design.coordinates(),
        }
    }

    /// For each factor the pairs of parts of a unit between which it alone moves.
    pub fn steps(&self, unit: usize) -> Vec<Vec<(usize, usize)>> {
        match self {
            Self::Sobol(design) => (1..=design.factors().len()).map(|part| vec![(0, part)]).collect(),
            Self::Morris(design) => {
                let parts = design.parts(unit).into_iter();
                parts.map(|part| vec![(part, part + 1)]).collect()
            }
            Self::OneAtATime(design) => (0..design.groups().len())
                .map(|group| vec![(0, 2 * group + 1), (0, 2 * group + 2)])
                .collect(),
        }
    }

    /// The world in which a point is simulated.
    pub fn world(&self, unit: usize, part: usize) -> u64 {
        match self {
            Self::Sobol(design) => design.world(unit, part),
            Self::Morris(_) | Self::OneAtATime(_) => unit as u64,
        }
    }
}
