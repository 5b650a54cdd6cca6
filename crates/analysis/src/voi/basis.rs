//! What payoffs are regressed on: restricted cubic splines of each parameter, made orthonormal.

/// Places of the knots as shares of the worlds (Harrell 2015, Table 2.3), for three, five and seven knots.
const KNOTS: [&[f64]; 3] = [
    &[0.025, 0.183_3, 0.341_7, 0.5, 0.658_3, 0.816_7, 0.975],
    &[0.05, 0.275, 0.5, 0.725, 0.95],
    &[0.1, 0.5, 0.9],
];
/// A regression has at least this many worlds for each of its columns.
pub const WORLDS_A_COLUMN: usize = 20;
/// Parameters of a group up to which products of two of them are columns too.
const MOST_INTERACTING: usize = 6;
/// What is left of a column that is a sum of those before it, relative to the column.
const NOTHING: f64 = 1e-9;

/// Orthonormal columns, the first of them constant.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    columns: Vec<Vec<f64>>,
}

impl Basis {
    /// The richest basis for these parameters (each a number a world) that the number of worlds allows: restricted cubic splines with
    /// seven, five or three knots, or straight lines; for up to six parameters with products of each two. Parameters of few
    /// distinct values have a column a value. `None` where the worlds do not suffice even for straight lines.
    pub fn of(parameters: &[&[f64]]) -> Option<Self> {
        let worlds = parameters.first()?.len();
        let most = worlds / WORLDS_A_COLUMN;
        let pairs = parameters.len() * (parameters.len().saturating_sub(1)) / 2;
        let interacting = [true, false].map(|products| products && parameters.len() <= MOST_INTERACTING);
        let knots = KNOTS.iter().map(|knots| Some(*knots)).chain([None]);
        for knots in knots {
            for products in interacting {
                let columns: Vec<Vec<f64>> = parameters.iter().flat_map(|values| splines(values, knots)).collect();
                let products = if products { pairs } else { 0 };
                if 1 + columns.len() + products > most {
                    continue;
                }
                let crossed = if products > 0 { crossed(parameters) } else { Vec::new() };
                return Some(Self::orthonormal(worlds, columns.into_iter().chain(crossed)));
            }
        }
        None
    }

    /// Makes columns orthonormal after a constant one, by modified Gram-Schmidt done twice; columns that add nothing are left out.
    fn orthonormal(worlds: usize, columns: impl IntoIterator<Item = Vec<f64>>) -> Self {
        let constant = vec![1.0 / (worlds as f64).sqrt(); worlds];
        let mut done = vec![constant];
        for mut column in columns {
            let before = norm(&column);
            for _ in 0..2 {
                for unit in &done {
                    let along = dot(unit, &column);
                    column
                        .iter_mut()
                        .zip(unit)
                        .for_each(|(value, unit)| *value -= along * unit);
                }
            }
            let left = norm(&column);
            if left > NOTHING * before {
                column.iter_mut().for_each(|value| *value /= left);
                done.push(column);
            }
        }
        Self { columns: done }
    }

    /// Number of columns.
    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// Number of worlds.
    pub fn worlds(&self) -> usize {
        self.columns[0].len()
    }

    /// One world's row.
    pub fn row(&self, world: usize) -> impl Iterator<Item = f64> + '_ {
        self.columns.iter().map(move |column| column[world])
    }

    /// Coefficients of the regression of `values`.
    pub fn coefficients(&self, values: &[f64]) -> Vec<f64> {
        self.columns.iter().map(|column| dot(column, values)).collect()
    }
}

/// Sum of products in index order.
fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

fn norm(column: &[f64]) -> f64 {
    dot(column, column).sqrt()
}

/// Columns of one parameter without the constant one: a straight line, bent between the knots so that it is straight beyond the outer
/// ones (restricted cubic spline); for at most as many distinct values as there are knots, one column for each but the first.
fn splines(values: &[f64], knots: Option<&[f64]>) -> Vec<Vec<f64>> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let mut levels = sorted.clone();
    levels.dedup();
    let most_levels = knots.map_or(2, <[f64]>::len);
    if levels.len() <= most_levels {
        let is = |level: f64| {
            values
                .iter()
                .map(|value| f64::from(u8::from(*value == level)))
                .collect()
        };
        return levels.into_iter().skip(1).map(is).collect();
    }
    let (low, high) = (sorted[0], sorted[sorted.len() - 1]);
    let mut places: Vec<f64> = knots
        .unwrap_or_default()
        .iter()
        .map(|share| sorted[(share * (sorted.len() - 1) as f64).round() as usize])
        .collect();
    places.dedup();
    let scaled = |value: f64| (value - low) / (high - low);
    let x: Vec<f64> = values.iter().map(|value| scaled(*value)).collect();
    let places: Vec<f64> = places.into_iter().map(scaled).collect();
    let mut columns = vec![x.clone()];
    if let [inner @ .., before, last] = &places[..] {
        for knot in inner {
            let bent = |x: &f64| {
                let cube = |from: f64| {
                    let above = (x - from).max(0.0);
                    above * above * above
                };
                cube(*knot) - cube(*before) * (last - knot) / (last - before)
                    + cube(*last) * (before - knot) / (last - before)
            };
            columns.push(x.iter().map(bent).collect());
        }
    }
    columns
}

/// Products of each two parameters, both about their middle.
fn crossed(parameters: &[&[f64]]) -> Vec<Vec<f64>> {
    let centered: Vec<Vec<f64>> = parameters
        .iter()
        .map(|values| {
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            values.iter().map(|value| value - mean).collect()
        })
        .collect();
    let mut columns = Vec::new();
    for (place, one) in centered.iter().enumerate() {
        for other in &centered[..place] {
            columns.push(one.iter().zip(other).map(|(a, b)| a * b).collect());
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(worlds: usize) -> Vec<f64> {
        (0..worlds)
            .map(|k| (k * 7919 % worlds) as f64 / worlds as f64 * 9.0 - 2.0)
            .collect()
    }

    fn fitted(basis: &Basis, values: &[f64]) -> Vec<f64> {
        let coefficients = basis.coefficients(values);
        (0..basis.worlds())
            .map(|world| basis.row(world).zip(&coefficients).map(|(x, c)| x * c).sum())
            .collect()
    }

    #[test]
    fn columns_are_orthonormal() {
        let x = numbers(400);
        let y: Vec<f64> = x.iter().map(|x| x * x).collect();
        let basis = Basis::of(&[&x, &y]).unwrap();
        for (place, one) in basis.columns.iter().enumerate() {
            for (other_place, other) in basis.columns.iter().enumerate() {
                let expected = f64::from(u8::from(place == other_place));
                assert!((dot(one, other) - expected).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn straight_lines_are_fitted_exactly_and_smooth_curves_closely() {
        let x = numbers(500);
        let basis = Basis::of(&[&x]).unwrap();
        assert_eq!(basis.width(), 7);
        let line: Vec<f64> = x.iter().map(|x| 3.0 - 0.5 * x).collect();
        let curve: Vec<f64> = x.iter().map(|x| (x + 3.0).sqrt()).collect();
        let rms = |found: &[f64], expected: &[f64]| {
            let squares: f64 = found.iter().zip(expected).map(|(a, b)| (a - b) * (a - b)).sum();
            (squares / expected.len() as f64).sqrt()
        };
        assert!(rms(&fitted(&basis, &line), &line) < 1e-12);
        // The curve goes from 1 to 3.2; at its ends, where it is steepest, splines are straight.
        assert!(rms(&fitted(&basis, &curve), &curve) < 0.01);
    }

    #[test]
    fn a_few_distinct_values_have_a_mean_each() {
        let x: Vec<f64> = (0..300).map(|k| f64::from(k % 3)).collect();
        let y: Vec<f64> = (0..300).map(|k| [5.0, -1.0, 2.0][k % 3]).collect();
        let basis = Basis::of(&[&x]).unwrap();
        assert_eq!(basis.width(), 3);
        for (found, expected) in fitted(&basis, &y).iter().zip(&y) {
            assert!((found - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn fewer_worlds_make_a_plainer_basis_and_at_last_none() {
        let x = numbers(100);
        assert_eq!(Basis::of(&[&x]).unwrap().width(), 5);
        assert_eq!(Basis::of(&[&x[..60]]).unwrap().width(), 3);
        assert_eq!(Basis::of(&[&x[..40]]).unwrap().width(), 2);
        assert!(Basis::of(&[&x[..39]]).is_none());
        let column = &x[..];
        assert!(Basis::of(&[column; 5]).is_none());
    }

    #[test]
    fn products_of_two_parameters_are_fitted_exactly() {
        let x = numbers(600);
        let y: Vec<f64> = (0..600).map(|k| (k * 31 % 97) as f64).collect();
        let z: Vec<f64> = x.iter().zip(&y).map(|(x, y)| 1.0 + x * y).collect();
        let basis = Basis::of(&[&x, &y]).unwrap();
        for (found, expected) in fitted(&basis, &z).iter().zip(&z) {
            assert!((found - expected).abs() < 1e-9);
        }
    }
}
