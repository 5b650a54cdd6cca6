//! What an outcome goes with, over the worlds of a finished result: rank correlations with the drawn parameters, and what they say
//! about a single world.

use engine::numeric::statistics::{correlation, rank_correlation_floor, rank_correlation_interval, ranks};

/// How closely an outcome goes with one column of draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dependence {
    /// Place of the column.
    pub column: usize,
    /// Spearman's rank correlation.
    pub value: f64,
    /// Ends of its 95 % interval.
    pub low: f64,
    pub high: f64,
}

/// An outcome held against all columns of draws.
#[derive(Debug, Clone, PartialEq)]
pub struct Dependences {
    /// Worlds in which the outcome has a value.
    pub worlds: usize,
    /// Of every column that varies, the strongest first.
    pub all: Vec<Dependence>,
    /// What chance alone would reach in one of twenty results; weaker ones are not told from nothing.
    pub floor: f64,
    /// Share of the variance of the outcome's ranks that a straight line in the ranks of the columns above the floor gives, each
    /// weighted with its own correlation: the rest is chance of single months, curvature and interplay. Not a number where no
    /// column is above the floor.
    pub explained: f64,
    /// Places among all worlds, 0..1, of each column's draws; by column, then world.
    places: Vec<Vec<f64>>,
}

/// One draw of a world that goes with its outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pull {
    pub dependence: Dependence,
    /// Where the draw lies among those of all worlds, 0..1.
    pub place: f64,
    /// How far the draw moves the expected place of the outcome among all worlds, the correlation times the distance of the draw from the
    /// middle: 0.1 is ten places of a hundred up.
    pub push: f64,
}

impl Dependences {
    /// Holds `outcome` against `columns`, each with one number a world. Worlds in which the outcome is not a number are left out; an
    /// infinite outcome is the highest.
    pub fn of(outcome: &[f64], columns: &[Vec<f64>]) -> Self {
        let kept: Vec<usize> = (0..outcome.len()).filter(|&world| !outcome[world].is_nan()).collect();
        let outcome_ranks = ranks(&kept.iter().map(|&world| outcome[world]).collect::<Vec<_>>());
        let column_ranks: Vec<Vec<f64>> = columns
            .iter()
            .map(|column| ranks(&kept.iter().map(|&world| column[world]).collect::<Vec<_>>()))
            .collect();
        let mut all: Vec<Dependence> = column_ranks
            .iter()
            .enumerate()
            .map(|(column, ranks)| {
                let value = correlation(&outcome_ranks, ranks);
                let (low, high) = rank_correlation_interval(value, kept.len());
                Dependence {
                    column,
                    value,
                    low,
                    high,
                }
            })
            .filter(|dependence| !dependence.value.is_nan())
            .collect();
        all.sort_by(|one, other| {
            let by_size = other.value.abs().total_cmp(&one.value.abs());
            by_size.then(one.column.cmp(&other.column))
        });
        let floor = rank_correlation_floor(kept.len(), all.len());
        let above: Vec<&Dependence> = all.iter().filter(|found| found.value.abs() > floor).collect();
        let line: Vec<f64> = (0..kept.len())
            .map(|world| {
                above
                    .iter()
                    .map(|found| found.value * column_ranks[found.column][world])
                    .sum()
            })
            .collect();
        let fit = correlation(&line, &outcome_ranks);
        let worlds = kept.len() as f64;
        let place = |rank: &f64| (rank - 0.5) / worlds;
        let mut places = vec![vec![f64::NAN; outcome.len()]; columns.len()];
        for (places, ranks) in places.iter_mut().zip(&column_ranks) {
            for (&world, rank) in kept.iter().zip(ranks) {
                places[world] = place(rank);
            }
        }
        Self {
            worlds: kept.len(),
            all,
            floor,
            explained: fit * fit,
            places,
        }
    }

    /// Those that are told from nothing, the strongest first.
    pub fn above_floor(&self) -> impl Iterator<Item = &Dependence> {
        self.all.iter().filter(|found| found.value.abs() > self.floor)
    }

    /// What the draws of the world with this row pull its outcome to, the strongest pull first. Only columns above the floor.
    pub fn pulls(&self, row: usize) -> Vec<Pull> {
        let pull = |dependence: &Dependence| {
            let place = self.places[dependence.column][row];
            Pull {
                dependence: *dependence,
                place,
                push: dependence.value * (place - 0.5),
            }
        };
        let mut pulls: Vec<Pull> = self.above_floor().map(pull).collect();
        pulls.sort_by(|one, other| {
            let by_size = other.push.abs().total_cmp(&one.push.abs());
            by_size.then(one.dependence.column.cmp(&other.dependence.column))
        });
        pulls
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use engine::numeric::streams::Streams;

    /// Draws of a stream of its own, 0..1.
    fn drawn(stream: u64, worlds: usize) -> Vec<f64> {
        let mut reader = Streams::new(11).open(stream, 0);
        (0..worlds).map(|_| reader.uniform()).collect()
    }

    fn columns(worlds: usize) -> Vec<Vec<f64>> {
        let mut columns: Vec<Vec<f64>> = (1..=4).map(|stream| drawn(stream, worlds)).collect();
        columns.push(vec![7.0; worlds]);
        columns
    }

    #[test]
    fn what_moves_the_outcome_comes_first_and_what_does_not_vary_is_left_out() {
        let columns = columns(2000);
        let outcome: Vec<f64> = (0..2000).map(|k| 3.0 * columns[2][k] - columns[0][k]).collect();
        let found = Dependences::of(&outcome, &columns);
        assert_eq!(found.all.len(), 4);
        let above: Vec<usize> = found.above_floor().map(|found| found.column).collect();
        assert_eq!(above, [2, 0]);
        // A straight line of two even, independent columns in ranks: nearly all of the variance.
        assert!(found.explained > 0.95 && found.explained <= 1.0, "{}", found.explained);
        assert!(
            found.all[0].value > 0.9 && found.all[1].value < -0.25,
            "{:?}",
            found.all
        );
        assert!(found.all[0].low < found.all[0].value && found.all[0].value < found.all[0].high);
    }

    #[test]
    fn an_outcome_that_goes_with_nothing_is_said_to() {
        let columns = columns(500);
        let found = Dependences::of(&drawn(5, 500), &columns);
        assert_eq!(found.above_floor().count(), 0);
        assert!(found.explained.is_nan() && found.pulls(3).is_empty());
    }

    #[test]
    fn a_world_s_pulls_are_correlation_times_distance_from_the_middle() {
        let columns = vec![(1..=40).map(f64::from).collect::<Vec<f64>>()];
        let outcome: Vec<f64> = columns[0]
            .iter()
            .map(|x| if *x > 39.0 { f64::INFINITY } else { -x })
            .collect();
        let found = Dependences::of(&outcome, &columns);
        let rho = found.all[0].value;
        // Ranks descend but for the last: 1 less 6 times the sum of squared rank differences over n(n^2 - 1).
        let squares: f64 = (1..=39).map(|k| f64::from((2 * k - 40) * (2 * k - 40))).sum();
        assert!((rho - (1.0 - 6.0 * squares / (40.0 * 1599.0))).abs() < 1e-12, "{rho}");
        let pull = found.pulls(39)[0];
        assert!((pull.place - 39.5 / 40.0).abs() < 1e-15);
        assert!((pull.push - rho * (39.5 / 40.0 - 0.5)).abs() < 1e-15);
    }

    #[test]
    fn worlds_without_an_outcome_do_not_count() {
        let mut columns = columns(300);
        let outcome: Vec<f64> = (0..300).map(|k| columns[1][k]).collect();
        let before = Dependences::of(&outcome, &columns);
        for (stream, column) in columns.iter_mut().enumerate() {
            column.push(1e9 * stream as f64);
        }
        let with_failed: Vec<f64> = outcome.iter().copied().chain([f64::NAN]).collect();
        let after = Dependences::of(&with_failed, &columns);
        assert_eq!(
            (before.worlds, &before.all, before.floor),
            (after.worlds, &after.all, after.floor)
        );
    }
}
