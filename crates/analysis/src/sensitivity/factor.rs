//! What a design moves, and which outputs count.

/// What is moved at once, and gets one line of the results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Factor {
    /// These columns together: one input, or a group.
    Columns(Vec<usize>),
    /// Everything that is no column: another world is taken.
    Chance,
}

impl Factor {
    /// The columns that move.
    pub fn columns(&self) -> &[usize] {
        match self {
            Self::Columns(columns) => columns,
            Self::Chance => &[],
        }
    }

    /// Whether it is more than one column.
    pub fn is_group(&self) -> bool {
        self.columns().len() > 1
    }
}

/// Units of `width` outputs without one that is not finite: the others count in no estimate, since an index compares
/// all points of a unit with each other.
pub(super) fn whole_units(outputs: &[f64], width: usize) -> Vec<&[f64]> {
    outputs
        .chunks_exact(width)
        .filter(|unit| unit.iter().all(|output| output.is_finite()))
        .collect()
}

/// Whether numbers differ by no more than rounding: then there is no variance that could be shared out.
pub(super) fn is_constant(numbers: impl Iterator<Item = f64> + Clone) -> bool {
    let low = numbers.clone().fold(f64::INFINITY, f64::min);
    let high = numbers.fold(f64::NEG_INFINITY, f64::max);
    // Also true of none at all: then the left side is minus infinity.
    high - low <= ROUNDING * high.abs().max(low.abs())
}

/// Differences below this part of the numbers are rounding.
const ROUNDING: f64 = 1e-12;
