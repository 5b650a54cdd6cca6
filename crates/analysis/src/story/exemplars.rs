//! Single worlds that stand for many: the median, the best and the worst for a metric.

use engine::model::metrics::{Kind, Metric};
use engine::scenario::agents::Agent;

/// What a chosen world stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The middle of all worlds: half of them lie at its value or below.
    Median,
    /// The best and the worst for whom the metric favours.
    Best,
    Worst,
    /// The highest and the lowest value, where nobody's good is agreed.
    Highest,
    Lowest,
    /// Of a metric that says who was first: the first world in which it was this state, or nobody.
    First(Option<Agent>),
}

/// A chosen world.
#[derive(Debug, Clone, PartialEq)]
pub struct Exemplar {
    /// All that it stands for: more than one where the same world is, say, the median and the best.
    pub roles: Vec<Role>,
    /// Number of the world.
    pub run: u64,
    /// Its value of the metric; infinite for `never`.
    pub value: f64,
    /// Worlds with the very same value, itself included.
    pub ties: usize,
}

/// Chooses worlds for `metric`, of which `values` holds one for each of `runs`. Worlds without a value (failed ones, or the metric's
/// date lies beyond the horizon) are left out; `never` is the highest value; of worlds with the same value the one with the lowest
/// number is taken. Empty where no world has a value.
pub fn choose(metric: Metric, runs: &[u64], values: &[f64]) -> Vec<Exemplar> {
    let mut worlds: Vec<(f64, u64)> = values
        .iter()
        .copied()
        .zip(runs.iter().copied())
        .filter(|(value, _)| !value.is_nan())
        .collect();
    worlds.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    let (Some(lowest), Some(highest)) = (worlds.first(), worlds.last()) else {
        return Vec::new();
    };
    let wanted: Vec<(Role, f64)> = match (metric.kind(), metric.favours().more_is_better()) {
        (Kind::Who, _) => vec![
            (Role::First(Some(Agent::UnitedStates)), 1.0),
            (Role::First(Some(Agent::China)), 2.0),
            (Role::First(None), 0.0),
        ],
        (_, more) => {
            let [up, down] = match more {
                Some(true) => [Role::Best, Role::Worst],
                Some(false) => [Role::Worst, Role::Best],
                None => [Role::Highest, Role::Lowest],
            };
            let median = worlds[(worlds.len() - 1) / 2].0;
            let mut ends = [(up, highest.0), (down, lowest.0)];
            // The better end first.
            if more == Some(false) {
                ends.reverse();
            }
            [(Role::Median, median)].into_iter().chain(ends).collect()
        }
    };
    let mut chosen: Vec<Exemplar> = Vec::new();
    for (role, value) in wanted {
        let mut same = worlds.iter().filter(|world| world.0 == value);
        let Some(&(value, run)) = same.next() else { continue };
        match chosen.iter_mut().find(|exemplar| exemplar.run == run) {
            Some(exemplar) => exemplar.roles.push(role),
            None => chosen.push(Exemplar {
                roles: vec![role],
                run,
                value,
                ties: 1 + same.count(),
            }),
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEVER: f64 = f64::INFINITY;

    fn chosen(metric: Metric, values: &[f64]) -> Vec<(Vec<Role>, u64, usize)> {
        // Numbers that do not start at zero and have a gap.
        let runs: Vec<u64> = (0..values.len() as u64).map(|k| 10 + 3 * k).collect();
        let worlds = choose(metric, &runs, values);
        worlds
            .into_iter()
            .map(|world| (world.roles, world.run, world.ties))
            .collect()
    }

    #[test]
    fn median_best_and_worst_are_those_picked_by_hand_and_ties_go_to_the_lowest_number() {
        // Sorted: 2 2 5 5 5 9 9; the fourth of seven is 5, first met in world 16.
        let lags = [9.0, 2.0, 5.0, 5.0, 2.0, 5.0, 9.0];
        let expected = [
            (vec![Role::Median], 16, 3),
            (vec![Role::Best], 10, 2),
            (vec![Role::Worst], 13, 2),
        ];
        assert_eq!(chosen(Metric::LagMonths2030, &lags), expected);
        // The cost of the race is better where it is lower, and the best still comes before the worst.
        let expected = [
            (vec![Role::Median], 16, 3),
            (vec![Role::Best], 13, 2),
            (vec![Role::Worst], 10, 2),
        ];
        assert_eq!(chosen(Metric::WorldRaceCost, &lags), expected);
        // Whether a treaty is good is not agreed.
        let expected = [
            (vec![Role::Median], 16, 3),
            (vec![Role::Highest], 10, 2),
            (vec![Role::Lowest], 13, 2),
        ];
        assert_eq!(chosen(Metric::TreatyMonths, &lags), expected);
    }

    #[test]
    fn of_an_even_number_of_worlds_the_lower_of_the_two_middle_ones_is_the_median() {
        let found = choose(Metric::LagMonths2030, &[0, 1, 2, 3], &[4.0, 1.0, 3.0, 2.0]);
        assert_eq!((found[0].run, found[0].value), (3, 2.0));
    }

    #[test]
    fn never_is_the_highest_and_a_world_may_stand_for_two_things() {
        // Parity never comes in three of five worlds: the median and the best for the United States are the same world.
        let years = [2034.0, NEVER, NEVER, 2031.5, NEVER];
        let expected = [(vec![Role::Median, Role::Best], 13, 3), (vec![Role::Worst], 19, 1)];
        assert_eq!(chosen(Metric::ParityYear, &years), expected);
        let found = chosen(Metric::ParityYear, &[NEVER; 4]);
        assert_eq!(found, [(vec![Role::Median, Role::Best, Role::Worst], 10, 4)]);
    }

    #[test]
    fn worlds_without_a_value_are_left_out() {
        let found = chosen(Metric::LagMonths2030, &[f64::NAN, 3.0, f64::NAN]);
        assert_eq!(found, [(vec![Role::Median, Role::Best, Role::Worst], 13, 1)]);
        assert!(choose(Metric::LagMonths2035, &[0, 1], &[f64::NAN; 2]).is_empty());
    }

    #[test]
    fn of_who_is_first_the_first_world_of_each_is_taken() {
        let found = chosen(Metric::ThresholdFirst, &[0.0, 2.0, 1.0, 1.0, 2.0]);
        let expected = [
            (vec![Role::First(Some(Agent::UnitedStates))], 16, 2),
            (vec![Role::First(Some(Agent::China))], 13, 2),
            (vec![Role::First(None)], 10, 1),
        ];
        assert_eq!(found, expected);
    }
}
