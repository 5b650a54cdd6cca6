//! What a scenario makes of its files: paths, doctrines, and which statement wins.

use super::*;
use detente::scenario::cards::{Distribution, Pedigree};
use detente::scenario::levers::{Lever, LeverPath};
use detente::scenario::mechanisms::Mechanism;
use detente::scenario::triggers::{Change, Observable, Rule, Test};

const CHIPS: Lever = Lever::UsChipControls;

/// A scenario whose chip controls have this history, and which else is the baseline.
fn with_history(steps: &str, more: &str) -> Scenario {
    on_baseline(&format!("[history]\n\"us.chip_controls\" = [{steps}]\n{more}")).unwrap()
}

const TWO_STEPS: &str =
    "{ from = \"2023-01\", value = 0.25, source = \"x\" }, { from = \"2024-01\", value = 0.5, source = \"x\" }";

#[test]
fn history_fills_every_month_until_the_horizon() {
    let scenario = with_history(TWO_STEPS, "");
    let path = scenario.lever(CHIPS);
    assert_eq!(scenario.months, 216);
    assert_eq!(path.values.len(), 216);
    assert!(path.values[..12].iter().all(|&value| value == 0.25));
    assert!(path.values[12..].iter().all(|&value| value == 0.5));
    assert_eq!((path.reactive_from, path.policy_from), (Some(45), None));
    assert_eq!(
        scenario.lever(Lever::UsOutreach).reactive_from,
        None,
        "outreach is not doctrinal"
    );
}

#[test]
fn a_constant_rules_from_october_2026_and_silences_the_doctrine() {
    let scenario = with_history(TWO_STEPS, "[levers]\n\"us.chip_controls\" = 0.75\n");
    let path = scenario.lever(CHIPS);
    assert_eq!((path.values[44], path.values[45], path.values[215]), (0.5, 0.75, 0.75));
    assert_eq!((path.reactive_from, path.policy_from), (None, Some(45)));
}

#[test]
fn a_later_policy_leaves_the_doctrine_until_its_date() {
    let scenario = with_history(
        TWO_STEPS,
        "[levers]\n\"us.chip_controls\" = [{ from = \"2030-01\", value = 0.75 }]\n",
    );
    let path = scenario.lever(CHIPS);
    assert_eq!((path.values[83], path.values[84]), (0.5, 0.75));
    assert_eq!((path.reactive_from, path.policy_from), (Some(45), Some(84)));
    assert!(path.is_reactive(83) && !path.is_reactive(84) && !path.is_reactive(44));
}

#[test]
fn a_policy_before_october_2026_rewrites_history_from_its_date() {
    let steps =
        "[levers]\n\"us.chip_controls\" = [{ from = \"2023-07\", value = 0.0 }, { from = \"2025-01\", value = 1.0 }]\n";
    let path = with_history(TWO_STEPS, steps).lever(CHIPS).clone();
    let at = |path: &LeverPath| [5, 6, 12, 23, 24, 215].map(|month| path.values[month]);
    assert_eq!(at(&path), [0.25, 0.0, 0.0, 0.0, 1.0, 1.0]);
    assert_eq!((path.reactive_from, path.policy_from), (None, Some(6)));
}

#[test]
fn an_announced_rise_is_known_until_the_step_and_not_before() {
    let steps = "{ from = \"2023-01\", value = 0.25, source = \"x\" }, \
        { from = \"2024-01\", value = 0.5, source = \"x\", announced = \"2023-11\" }, \
        { from = \"2024-06\", value = 0.0, source = \"x\", announced = \"2024-03\" }";
    let path = with_history(steps, "").lever(CHIPS).clone();
    assert_eq!(path.announced_rise[9..13], [0.0, 0.25, 0.25, 0.0]);
    assert!(
        path.announced_rise[13..].iter().all(|&rise| rise == 0.0),
        "an announced fall is no rise"
    );
    // A policy that takes over before the step takes its announcement back.
    let steps = "{ from = \"2023-01\", value = 0.25, source = \"x\" }, \
        { from = \"2027-01\", value = 0.5, source = \"x\", announced = \"2025-07\" }";
    let path = with_history(steps, "[levers]\n\"us.chip_controls\" = 0.25\n")
        .lever(CHIPS)
        .clone();
    assert!(path.announced_rise.iter().all(|&rise| rise == 0.0));
}

#[test]
fn of_what_is_announced_only_steps_of_recorded_history_are_known_where_an_experiment_sets_the_lever() {
    let steps = "{ from = \"2023-01\", value = 0.25, source = \"x\" }, \
        { from = \"2024-01\", value = 0.5, source = \"x\", announced = \"2023-11\" }, \
        { from = \"2027-01\", value = 0.75, source = \"x\", announced = \"2026-03\" }";
    let path = with_history(steps, "").lever(CHIPS).clone();
    let known = |rises: &[f64]| -> Vec<usize> { (0..rises.len()).filter(|&month| rises[month] > 0.0).collect() };
    assert_eq!(known(&path.announced_in_history), [10, 11]);
    assert_eq!(path.announced_in_history[10..12], [0.25, 0.25]);
    let later: Vec<usize> = (38..48).collect();
    assert_eq!(known(&path.announced_rise), [&[10, 11][..], &later].concat());
}

#[test]
fn doctrines_are_decided_by_the_last_who_states_them() {
    let reactive = |scenario: &Scenario| Lever::ALL.map(|lever| scenario.lever(lever).reactive_from.is_some());
    let baseline = load_shipped(&baseline()).unwrap();
    let doctrinal = Lever::ALL.map(Lever::is_doctrinal);
    assert_eq!(reactive(&baseline), doctrinal);
    let chinas = Lever::ALL.map(|lever| lever.is_doctrinal() && lever.agent().key() == "china");
    assert_eq!(
        reactive(&with_policy(&policy("[doctrine]\nus = \"fixed\"\n")).unwrap()),
        chinas
    );
    assert_eq!(reactive(&with_set(&["doctrine.us=fixed"]).unwrap()), chinas);
    assert_eq!(reactive(&with_set(&["doctrine.us=reactive"]).unwrap()), doctrinal);
    let twice = with_set(&["doctrine.us=fixed", "doctrine.us=reactive"]).unwrap_err();
    assert!(twice.to_string().contains("is set twice"), "{twice}");
}

#[test]
fn what_is_stated_later_wins() {
    let text = "runs = 7\npolicies = [\"strict_controls\"]\nworldviews = [\"fast_fabs\"]\n\
        [levers]\n\"us.chip_controls\" = 0.1\n\"us.outreach\" = 0.2\n[parameters]\nshared.tool_bite = 0.3\n\
        \"shared.leak_share\" = { value = 0.11, source = \"CHIP031\", pedigree = \"C\" }\n[mechanisms]\nrally = false\n";
    let scenario = on_baseline(text).unwrap();
    assert_eq!((scenario.name.as_str(), scenario.runs, scenario.months), ("x", 7, 216));
    assert_eq!(
        scenario.lever(CHIPS).values[45],
        0.97,
        "the policy stands above the scenario's own levers"
    );
    assert_eq!(scenario.lever(Lever::UsOutreach).values[45], 0.2);
    let card = |key: &str| scenario.cards.cards.iter().find(|card| card.key == key).unwrap();
    assert_eq!(
        card("shared.tool_bite").distribution.kind(),
        "beta",
        "the worldview stands above the scenario"
    );
    assert_eq!(card("shared.tool_bite").pedigree, Pedigree::Assumed);
    assert_eq!(card("shared.leak_share").distribution, Distribution::Fixed(0.11));
    assert_eq!(
        (
            card("shared.leak_share").source.as_str(),
            card("shared.leak_share").pedigree
        ),
        ("CHIP031", Pedigree::Judged)
    );
    assert!(!scenario.switches.on(Mechanism::Rally) && scenario.switches.on(Mechanism::Safety));
    assert_eq!(
        (scenario.policies, scenario.worldviews),
        (vec!["strict_controls".into()], vec!["fast_fabs".into()])
    );

    let mut request = baseline();
    request.scenario = source(&format!(
        "name = \"x\"\ntitle = \"t\"\ndescription = \"d\"\nbase = \"baseline\"\n{text}"
    ));
    request.set = [
        "us.chip_controls=0.4",
        "shared.tool_bite=0.5",
        "mechanisms.rally=true",
        "horizon=2035-12",
        "runs=9",
    ]
    .map(str::to_owned)
    .to_vec();
    request.runs = Some(11);
    let scenario = load_shipped(&request).unwrap();
    assert_eq!(scenario.lever(CHIPS).values[45], 0.4);
    assert_eq!(
        scenario
            .cards
            .cards
            .iter()
            .find(|c| c.key == "shared.tool_bite")
            .unwrap()
            .distribution,
        Distribution::Fixed(0.5)
    );
    assert!(scenario.switches.on(Mechanism::Rally));
    assert_eq!((scenario.months, scenario.runs, scenario.event_worlds), (156, 11, 11));
}

#[test]
fn a_shortened_run_keeps_the_months_it_has() {
    let long = with_policy(&policy(
        "[levers]\n\"us.chip_controls\" = [{ from = \"2036-01\", value = 0.9 }]\n",
    ))
    .unwrap();
    let mut request = baseline();
    request.policies.push(source(&policy(
        "[levers]\n\"us.chip_controls\" = [{ from = \"2036-01\", value = 0.9 }]\n",
    )));
    request.set.push("horizon=2030-12".into());
    let short = load_shipped(&request).unwrap();
    for lever in Lever::ALL {
        assert_eq!(short.lever(lever).values, long.lever(lever).values[..96]);
        assert_eq!(
            short.lever(lever).announced_rise,
            long.lever(lever).announced_rise[..96]
        );
        assert_eq!(short.lever(lever).reactive_from, long.lever(lever).reactive_from);
    }
    let hindcast = with_set(&["horizon=2024-06", "us.chip_controls=0.5"]).unwrap();
    assert_eq!(hindcast.lever(CHIPS).values.len(), 18);
    assert_eq!(hindcast.lever(CHIPS).policy_from, None);
}

#[test]
fn a_rule_is_read_as_written() {
    let text = "[[rules]]\nwhen = { observable = \"us.treaty_in_force\", above = 0.5 }\n\
        then = { lever = \"china.mandate\", set = 0.25 }\nlag_months = 2\nfrom = \"2027-03\"\n";
    let rule = Rule {
        observable: Observable::from_key("us.treaty_in_force").unwrap(),
        test: Test::Above(0.5),
        for_months: 1,
        lever: Lever::ChinaMandate,
        change: Change::Set(0.25),
        lag_months: 2,
        from: 50,
    };
    assert_eq!(with_policy(&policy(text)).unwrap().rules, [rule]);
    let plain = text.replace("lag_months = 2\nfrom = \"2027-03\"\n", "");
    assert_eq!(
        with_policy(&policy(&plain)).unwrap().rules,
        [Rule {
            lag_months: 0,
            from: 45,
            ..rule
        }]
    );
}

#[test]
fn keys_may_be_written_with_or_without_quotes() {
    let quoted = with_policy(&policy("[levers]\n\"us.outreach\" = 0.3\n\"china.mandate\" = 0.2\n")).unwrap();
    let nested = with_policy(&policy("[levers]\nus.outreach = 0.3\n[levers.china]\nmandate = 0.2\n")).unwrap();
    assert_eq!(quoted.levers, nested.levers);
}

#[test]
fn a_list_of_policies_replaces_that_of_the_base() {
    let base = |kind: Kind, name: &str| match name {
        "mine" => {
            let text = embedded::resolve(Kind::Scenario, "baseline")?.text;
            Ok(source(&text.replacen(
                "runs =",
                "policies = [\"no_controls\"]\nruns =",
                1,
            )))
        }
        _ => embedded::resolve(kind, name),
    };
    let mut request = baseline();
    let heading = "name = \"x\"\ntitle = \"t\"\ndescription = \"d\"\nbase = \"mine\"\n";
    for (more, expected) in [
        ("", vec!["no_controls"]),
        ("policies = [\"treaty\"]\n", vec!["treaty"]),
        ("policies = []\n", vec![]),
    ] {
        request.scenario = source(&format!("{heading}{more}"));
        assert_eq!(load(&request, &base).unwrap().policies, expected);
    }
}
