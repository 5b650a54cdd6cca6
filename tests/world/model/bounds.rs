//! No world leaves its bounds, whatever the parameters within their declared ranges and whatever the policy.

use super::*;
use AgentVariable as V;
use detente::scenario::agents::Agent::{China, UnitedStates};
use detente::scenario::cards::Distribution;
use detente::scenario::levers::Lever;
use detente::scenario::mechanisms::Mechanism;

/// Variables that are shares.
const SHARES: &[V] = &[
    V::Mobilisation,
    V::SelfSufficiency,
    V::SelfSufficiencyOfDemand,
    V::Regulation,
    V::SafetyEffort,
    V::ThirdCountryShare,
    V::StandardsShare,
    V::ModelUsage,
    V::ChipControls,
    V::ToolControls,
    V::Mandate,
    V::TrainingShare,
    V::ResearchShare,
    V::InferenceShare,
];
/// Variables that may be negative; fees for licences are income that costs are less of.
const SIGNED: &[V] = &[
    V::LagMonths,
    V::LagMonthsStep,
    V::PerceivedLagMonths,
    V::Migration,
    V::RaceCost,
];

/// A small generator of whole numbers for choosing cases; the worlds themselves are drawn by the program.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    pub fn share(&mut self) -> f64 {
        self.roll(1_000_001) as f64 / 1e6
    }
}

fn declared_range(distribution: &Distribution) -> Option<(f64, f64)> {
    match *distribution {
        Distribution::Fixed(_) | Distribution::Discrete { .. } => None,
        Distribution::Uniform { low, high }
        | Distribution::Triangular { low, high, .. }
        | Distribution::Normal { low, high, .. }
        | Distribution::Lognormal { low, high, .. }
        | Distribution::Beta { low, high, .. } => Some((low, high)),
    }
}

/// The baseline with every card spread over its whole range (half of the cards at their ends only), random levers and, now
/// and then, a mechanism off.
pub fn wild(dice: &mut Dice, runs: u64) -> Scenario {
    let mut scenario = baseline(runs, &[]);
    scenario.cards.correlations.clear();
    for card in &mut scenario.cards.cards {
        if let Some((low, high)) = declared_range(&card.distribution) {
            card.distribution = if dice.roll(2) == 0 {
                Distribution::Discrete {
                    values: vec![low, high],
                    weights: vec![1.0, 1.0],
                }
            } else {
                Distribution::Uniform { low, high }
            };
        }
    }
    for lever in Lever::ALL {
        let (low, high) = lever.range();
        let mut path = scenario.lever(lever).clone();
        let mut value = low + (high - low) * dice.share();
        for month in 0..path.values.len() {
            if dice.roll(24) == 0 {
                value = [low, high, low + (high - low) * dice.share()][dice.roll(3) as usize];
            }
            path.values[month] = value;
            path.announced_rise[month] = if dice.roll(4) == 0 { dice.share() } else { 0.0 };
        }
        scenario.levers.set(lever, path);
    }
    if dice.roll(3) == 0 {
        let mechanism = Mechanism::ALL[dice.roll(Mechanism::ALL.len() as u64) as usize];
        scenario.switches.set(mechanism, false);
    }
    scenario.seed = dice.roll(1 << 30);
    scenario
}

#[test]
fn shares_stay_shares_stocks_stay_positive_and_everything_stays_finite() {
    let mut dice = Dice(7);
    let mut steps = 0;
    for case in 0..24 {
        let scenario = wild(&mut dice, 504);
        let worlds = Worlds::of(&scenario);
        for agent in [UnitedStates, China] {
            for variable in V::ALL {
                let path = &worlds.series[Series::Agent(agent, variable).index()];
                for (month, values) in path.iter().enumerate() {
                    for value in values {
                        let place = || {
                            format!(
                                "case {case}, {} of {}, {}: {value}",
                                variable.key(),
                                agent.name(),
                                Month(month)
                            )
                        };
                        assert!(value.is_finite(), "{}", place());
                        assert!(*value >= 0.0 || SIGNED.contains(&variable), "{}", place());
                        let share = (0.0..=1.0 + 1e-12).contains(value);
                        assert!(share || !SHARES.contains(&variable), "{}", place());
                    }
                }
                steps += path.len() * path[0].len();
            }
        }
        for month in 0..scenario.months {
            for world in 0..scenario.runs as usize {
                let value = |series: Series| worlds.series[series.index()][month][world];
                let adopted = |agent| value(Series::Agent(agent, V::ThirdCountryShare));
                let all = adopted(UnitedStates) + adopted(China) + value(Series::World(WorldVariable::UnalignedShare));
                assert!(
                    (all - 1.0).abs() < 1e-9,
                    "case {case}, {}: shares add up to {all}",
                    Month(month)
                );
                let usable = |agent| value(Series::Agent(agent, V::UsableCompute));
                let installed = |agent| value(Series::Agent(agent, V::InstalledCompute));
                assert!(usable(UnitedStates) <= installed(UnitedStates) * (1.0 + 1e-12));
                // Nobody buys chips beyond the power for them but for a margin of a tenth at most; China may rent beside its own.
                for agent in [UnitedStates, China] {
                    assert!(usable(agent) >= installed(agent) / 1.1 * (1.0 - 1e-9));
                }
                let split = value(Series::World(WorldVariable::Fragmentation));
                assert!((0.0..=1.0).contains(&split));
                let ratio = value(Series::World(WorldVariable::ComputeRatio));
                assert!(ratio.is_finite() && ratio > 0.0);
            }
        }
    }
    assert!(steps > 100_000_000, "millions of steps: {steps} values");
}

#[test]
fn lags_are_mirror_images_and_fit_the_released_levels() {
    let worlds = Worlds::of(&baseline(256, &[]));
    let path = |agent, variable| &worlds.series[Series::Agent(agent, variable).index()];
    let (us, china) = (path(UnitedStates, V::ReleasedEci), path(China, V::ReleasedEci));
    let mut between_releases = 0;
    for month in 0..us.len() {
        for world in 0..us[month].len() {
            let along = path(China, V::LagMonths)[month][world];
            assert_eq!(along, -path(UnitedStates, V::LagMonths)[month][world]);
            let lag = path(China, V::LagMonthsStep)[month][world];
            assert_eq!(lag, -path(UnitedStates, V::LagMonthsStep)[month][world]);
            assert!(along.abs() >= lag.abs(), "the leader's path runs before its releases");
            let gap = us[month][world] - china[month][world];
            // A lag of less than a month is written as 0, also where somebody leads.
            assert!(
                (lag == 0.0) || (lag > 0.0) == (gap > 0.0),
                "world {world}, {}",
                Month(month)
            );
            if lag >= 1.0 && lag as usize <= month {
                // Counted by hand: the leader had the follower's level `lag` months ago, and not a month earlier.
                let then = month - lag as usize;
                assert!(us[then][world] >= china[month][world]);
                assert!(then == 0 || us[then - 1][world] < china[month][world]);
                // Between the leader's release before that one and the one of that month its path is straight.
                let before = (0..then)
                    .rev()
                    .take_while(|&earlier| us[earlier][world] >= us[then - 1][world]);
                if let Some(release) = before.last().filter(|&release| release > 0) {
                    let missing = us[then][world] - china[month][world];
                    let step = us[then][world] - us[release][world];
                    let by_hand = lag + (then - release) as f64 * missing / step;
                    assert!(
                        (along - by_hand).abs() < 1e-9 * by_hand,
                        "world {world}, {}: {along}, by hand {by_hand}",
                        Month(month)
                    );
                    between_releases += 1;
                }
            }
        }
    }
    assert!(between_releases > 10_000, "{between_releases} paths");
}
