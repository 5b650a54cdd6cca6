//! Trigger rules, carried out a second time from what was recorded.

use super::bounds::Dice;
use super::*;
use AgentVariable as V;
use detente::scenario::agents::Agent::{China, UnitedStates};
use detente::scenario::levers::Lever;
use detente::scenario::triggers::{Change, Observable, Quantity, Rule, Test};

const RUNS: u64 = 48;

/// What the owner of a rule sees of `observable` in each month of a world. What it knows of itself is that of the month before; nothing
/// is recorded of the one before the first.
fn seen(worlds: &Worlds, observable: Observable, world: usize) -> Vec<f64> {
    let path = |variable| -> Vec<f64> {
        let months = &worlds.series[Series::Agent(observable.agent, variable).index()];
        months.iter().map(|values| values[world]).collect()
    };
    let of_world = |variable| -> Vec<f64> {
        let months = &worlds.series[Series::World(variable).index()];
        months.iter().map(|values| values[world]).collect()
    };
    let known = match observable.quantity {
        Quantity::LagMonths => return path(V::PerceivedLagMonths),
        Quantity::PerceivedRivalEci => return path(V::PerceivedRivalEci),
        Quantity::Threat => return path(V::Threat),
        Quantity::ReleasedEci => path(V::ReleasedEci),
        Quantity::Distrust => path(V::Distrust),
        Quantity::SelfSufficiency => path(V::SelfSufficiency),
        Quantity::ChipQualityRatio => path(V::ChipQualityRatio),
        Quantity::Incidents => path(V::Incidents),
        Quantity::SafetyEffort => path(V::SafetyEffort),
        Quantity::ThirdCountryShare => path(V::ThirdCountryShare),
        Quantity::TreatyInForce => of_world(WorldVariable::TreatyInForce),
        Quantity::ComputeShare => {
            let ratio = of_world(WorldVariable::ComputeRatio).into_iter();
            let us = ratio.map(|ratio| ratio / (1.0 + ratio));
            match observable.agent {
                UnitedStates => us.collect(),
                China => us.map(|us| 1.0 - us).collect(),
            }
        }
    };
    [f64::NAN].into_iter().chain(known).collect()
}

/// The months in which a rule acts in a world where it sees `values`.
fn acts(rule: &Rule, values: &[f64], months: usize) -> Vec<usize> {
    let holds = |month: usize| {
        month >= rule.from
            && match rule.test {
                Test::Below(threshold) => values[month] < threshold,
                Test::Above(threshold) => values[month] > threshold,
            }
    };
    let mut acts: Vec<usize> = Vec::new();
    let mut month = 0;
    while month < months {
        if !holds(month) {
            month += 1;
            continue;
        }
        // A stretch of months in all of which the test holds: the rule fires once in it, as soon as the stretch is long enough and what it
        // decided before has been done.
        let end = (month..months).find(|&later| !holds(later)).unwrap_or(months);
        let under_way = acts.last().map_or(0, |last| last + 1);
        let fires = (month + rule.for_months as usize - 1).max(under_way);
        if fires < end {
            acts.push(fires + rule.lag_months as usize);
        }
        month = end;
    }
    acts
}

#[test]
fn levers_are_where_rules_and_dates_have_brought_them() {
    let settings = ["doctrine.us=fixed", "doctrine.china=fixed"];
    let plain = Worlds::of(&baseline(RUNS, &settings));
    let mut dice = Dice(3);
    let (mut acted, mut at_an_end) = (0, 0);
    for case in 0..16 {
        let mut scenario = baseline(RUNS, &settings);
        for place in 0..6 {
            let agent = [UnitedStates, China][dice.roll(2) as usize];
            let lever = [Lever::UsStateFunding, Lever::ChinaStateFunding][place % 2];
            let quantity = Quantity::ALL[dice.roll(Quantity::ALL.len() as u64) as usize];
            let observable = Observable { agent, quantity };
            // A value that was seen in some world is passed in others, too. Beside it, so that no rounding decides.
            let values = seen(&plain, observable, dice.roll(RUNS) as usize);
            let value = values[1 + dice.roll(values.len() as u64 - 1) as usize];
            let threshold = value + 1e-7 * (1.0 + value.abs());
            let (low, high) = lever.range();
            scenario.rules.push(Rule {
                observable,
                test: [Test::Below(threshold), Test::Above(threshold)][dice.roll(2) as usize],
                for_months: [1, 2, 5][dice.roll(3) as usize],
                lever,
                change: match dice.roll(3) {
                    0 => Change::Set(low + (high - low) * dice.share()),
                    _ => Change::Add((high - low) * (dice.share() - 0.5)),
                },
                lag_months: [0, 1, 3, 20][dice.roll(4) as usize],
                from: [1, 60][dice.roll(2) as usize],
            });
        }
        let worlds = Worlds::of(&scenario);
        for world in 0..RUNS as usize {
            let by_rule: Vec<Vec<usize>> = scenario
                .rules
                .iter()
                .map(|rule| acts(rule, &seen(&worlds, rule.observable, world), scenario.months))
                .collect();
            for (agent, lever) in [(UnitedStates, Lever::UsStateFunding), (China, Lever::ChinaStateFunding)] {
                let (low, high) = lever.range();
                let (mut set, mut added) = (None, 0.0);
                for (month, &dated) in scenario.lever(lever).values.iter().enumerate() {
                    for (rule, acts) in scenario.rules.iter().zip(&by_rule) {
                        if rule.lever != lever || !acts.contains(&month) {
                            continue;
                        }
                        acted += 1;
                        match rule.change {
                            Change::Set(value) => (set, added) = (Some(value), 0.0),
                            Change::Add(amount) => {
                                // As far as the lever can go, so that a rule in the other direction is felt at once.
                                let reached = set.unwrap_or(dated) + added + amount;
                                at_an_end += usize::from(reached < low || reached > high);
                                added = reached.clamp(low, high) - set.unwrap_or(dated);
                            }
                        }
                    }
                    let wanted = (set.unwrap_or(dated) + added).clamp(low, high);
                    let found = worlds.series[Series::Agent(agent, V::StateFundingLever).index()][month][world];
                    assert!(
                        (found - wanted).abs() < 1e-9,
                        "case {case}, world {world}, {}, {}: {found}, by the rules {wanted}: {:?}",
                        lever.key(),
                        Month(month),
                        scenario.rules
                    );
                }
            }
        }
    }
    assert!(
        acted > 1_000 && at_an_end > 100,
        "{acted} acts, {at_an_end} beyond the range"
    );
}
