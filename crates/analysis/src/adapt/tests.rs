use super::*;
use crate::aim::{Aim, Wanted};
use crate::study::Silent;
use engine::ensemble::Options;
use engine::model::metrics::Metric;
use engine::scenario::Scenario;
use engine::scenario::agents::Agent;
use engine::scenario::levers::Lever;
use engine::scenario::load::{Kind, Request, load};
use engine::scenario::shipped;
use engine::scenario::triggers::{Change, Observable, Rule, Test};
use std::num::NonZeroUsize;

fn scenario(set: &[&str]) -> Scenario {
    let own_horizon = set.iter().find(|text| text.starts_with("horizon="));
    let request = Request {
        set: set
            .iter()
            .map(|&text| text.to_owned())
            .chain(own_horizon.is_none().then(|| "horizon=2030-12".to_owned()))
            .collect(),
        runs: Some(64),
        ..Request::new(
            shipped::resolve(Kind::Scenario, "baseline").unwrap(),
            shipped::parameters(),
        )
    };
    load(&request, &shipped::resolve).unwrap()
}

fn options(threads: usize) -> Options {
    Options {
        threads: NonZeroUsize::new(threads),
        ..Options::default()
    }
}

fn goal(metric: Metric, wanted: Wanted) -> Goal {
    Goal {
        aim: Aim { metric, wanted },
        criterion: Criterion::Mean,
    }
}

fn search_on(plain: &Scenario, metric: Metric, wanted: Wanted, threads: usize) -> Found {
    let ranges = Ranges::of(plain, Agent::UnitedStates, &options(threads), &mut Silent).unwrap();
    let task = Task {
        scenarios: std::slice::from_ref(plain),
        names: &["baseline".to_owned()],
        levers: &[Lever::UsOutreach, Lever::UsChipControls],
        ranges: &ranges,
        goal: goal(metric, wanted),
        training: 64,
        candidates: 16,
        rules: 1,
        seed: 7,
    };
    search(&task, &options(threads), &mut Silent).unwrap()
}

/// Outreach wins third countries, the more of it the more of them: its best constant is known without a search.
#[test]
fn the_search_finds_the_end_of_a_lever_that_only_helps() {
    let plain = scenario(&["horizon=2035-12"]);
    let found = search_on(&plain, Metric::UsThirdCountryShare2035, Wanted::More, 2);
    assert_eq!(found.values[0], 1.0, "{found:?}");
    assert!(found.scores[1] > found.scores[0]);
    assert!(
        found.scores.windows(2).all(|pair| pair[1] > pair[0]),
        "{:?}",
        found.scores
    );
}

#[test]
fn threads_do_not_change_what_is_found() {
    let plain = scenario(&[]);
    let (one, three) = (
        search_on(&plain, Metric::UsPayoff, Wanted::More, 1),
        search_on(&plain, Metric::UsPayoff, Wanted::More, 3),
    );
    assert_eq!(format!("{one:?}"), format!("{three:?}"));
}

/// A rule that fires at once in every world has acted in all of them from then on; one that never fires changes nothing.
#[test]
fn a_rule_is_judged_as_what_it_does() {
    let plain = scenario(&[]);
    let rule = |threshold: f64| Rule {
        observable: Observable::from_key("us.distrust").unwrap(),
        test: Test::Above(threshold),
        for_months: 1,
        lever: Lever::UsOutreach,
        change: Change::Set(1.0),
        lag_months: 0,
        from: engine::scenario::time::HISTORY_MONTHS,
    };
    let with = |rule: Rule| {
        let mut scenario = plain.clone();
        scenario.rules.push(rule);
        scenario
    };
    let goal = goal(Metric::UsRaceCost, Wanted::Less);
    let judged = |rule: Rule| {
        let policies = [
            ("plain".to_owned(), plain.clone()),
            ("static".to_owned(), plain.clone()),
            ("ruled".to_owned(), with(rule)),
        ];
        judge(
            &policies,
            (1, Some(0)),
            &[rule],
            goal,
            (100, 64),
            &options(2),
            &mut Silent,
        )
        .unwrap()
    };
    let never = judged(rule(1e9));
    assert_eq!(
        (never.policies[2].difference.value, never.policies[2].better),
        (0.0, 0.0)
    );
    assert!(never.fired[0].by_month.iter().all(|share| *share == 0.0));
    assert_eq!((never.regret_left, never.waiting.unwrap().value), (0.0, 0.0));
    let always = judged(rule(-1e9));
    let first = engine::scenario::time::HISTORY_MONTHS;
    assert_eq!(always.fired[0].by_month[first - 1], 0.0);
    assert_eq!(always.fired[0].by_month[first + 1], 1.0);
    assert_eq!(*always.fired[0].by_month.last().unwrap(), 1.0);
}

#[test]
fn rules_stay_within_their_levers_and_near_ones_differ_in_one_number() {
    let plain = scenario(&[]);
    let ranges = Ranges::of(&plain, Agent::China, &options(2), &mut Silent).unwrap();
    let levers: Vec<Lever> = Lever::ALL
        .into_iter()
        .filter(|lever| lever.agent() == Agent::China)
        .collect();
    for number in 0..300 {
        let rule = ranges.random_rule(3, number, &levers);
        for rule in ranges.near(&rule).iter().chain([&rule]) {
            let Change::Set(value) = rule.change else {
                panic!("{rule:?}");
            };
            let (low, high) = rule.lever.range();
            assert!((low..=high).contains(&value), "{rule:?}");
            assert_eq!(
                (rule.observable.agent, rule.lever.agent()),
                (Agent::China, Agent::China)
            );
            assert!(!rule_text(rule).is_empty());
        }
        for near in ranges.near(&rule) {
            let changed = [
                near.test != rule.test,
                near.change != rule.change,
                near.for_months != rule.for_months,
                near.lag_months != rule.lag_months,
            ];
            assert_eq!(changed.iter().filter(|changed| **changed).count(), 1, "{near:?}");
        }
    }
}

/// The oracle is the loader with the same settings.
#[test]
fn a_constant_lever_is_what_a_setting_makes_of_it() {
    let loaded = |policies: &[&str], set: Vec<String>| {
        let found = policies
            .iter()
            .map(|name| shipped::resolve(Kind::Policy, name).unwrap());
        let request = Request {
            policies: found.collect(),
            set,
            ..Request::new(
                shipped::resolve(Kind::Scenario, "baseline").unwrap(),
                shipped::parameters(),
            )
        };
        load(&request, &shipped::resolve).unwrap()
    };
    for policies in [&[][..], &["strict_controls"], &["treaty"], &["china_subsidy_surge"]] {
        for lever in Lever::ALL {
            let (low, high) = lever.range();
            let value = low + 0.375 * (high - low);
            let expected = loaded(policies, vec![format!("{}={value:?}", lever.key())]);
            let found = loaded(policies, Vec::new()).with_levers(&[(lever, value)]);
            assert_eq!(found.levers, expected.levers, "{} on {policies:?}", lever.key());
            assert_eq!((found.title, found.set), (expected.title, expected.set));
        }
    }
}
