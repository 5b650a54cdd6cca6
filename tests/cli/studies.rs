//! Every study without the command line: the same request gives the same numbers as the command writes.

use super::*;
use detente::analysis::aim::Aim;
use detente::analysis::compare::{self, Case};
use detente::analysis::game::{self, Payoff};
use detente::analysis::sensitivity::{self, Choice, Method, Output as Outcome};
use detente::analysis::study::{Silent, Study, TextFile, keys};
use detente::analysis::sweep::design::{Design, Method as Making, Values, Varied};
use detente::analysis::{adapt, explain, facts, observables, published, robust, run, sweep, validate, voi};
use detente::ensemble::{Options, Statistic};
use detente::model::metrics::Metric;
use detente::results::number::rounded;
use detente::scenario::Scenario;
use detente::scenario::agents::Agent;
use detente::scenario::levers::Lever;
use detente::scenario::load::{Kind, Request, load};
use detente::scenario::mechanisms::Mechanism;
use detente::scenario::shipped;

fn scenario(policies: &[&str], worldviews: &[&str], runs: u64) -> Scenario {
    let find = |kind, names: &[&str]| {
        let found = names.iter().map(|name| shipped::resolve(kind, name).unwrap());
        found.collect()
    };
    let request = Request {
        policies: find(Kind::Policy, policies),
        worldviews: find(Kind::Worldview, worldviews),
        runs: Some(runs),
        ..Request::new(
            shipped::resolve(Kind::Scenario, "baseline").unwrap(),
            shipped::parameters(),
        )
    };
    load(&request, &shipped::resolve).unwrap()
}

fn names<const N: usize>(names: [&str; N]) -> Vec<String> {
    names.map(str::to_owned).to_vec()
}

fn of<S: Study>(request: &S) -> S::Results<'_> {
    request.run(&Options::default(), &mut Silent).unwrap()
}

/// Holds a number against the one that the command writes into `file`, in the first row with these cells, to the last of its digits.
#[track_caller]
fn written(words: &str, file: &str, cells: &[(&str, &str)], column: &str, expected: f64) {
    let place = Workplace::new(&format!("studies-{}", words.split(' ').next().unwrap_or_default()));
    place.succeeds(&format!("{words} --no-figures --quiet --out there"));
    let text = place.read(&format!("there/{file}"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.deserialize::<BTreeMap<String, String>>().map(|row| row.unwrap());
    let is_meant = |row: &BTreeMap<String, String>| cells.iter().all(|(column, cell)| row[*column] == *cell);
    let row = rows
        .into_iter()
        .find(is_meant)
        .unwrap_or_else(|| panic!("no row {cells:?} in {text}"));
    let found: f64 = row[column].parse().unwrap();
    assert_eq!(found, rounded(expected), "{column} of {row:?}");
}

#[test]
fn run_is_what_the_command_writes() {
    let request = run::Request {
        scenario: scenario(&["treaty"], &[], 64),
        series: run::recorded::Recorded::Drawn,
    };
    let course = of(&request).precision.course;
    let mean = course.last().unwrap().estimate(Metric::UsPayoff, Statistic::Mean).value;
    let cells = [("metric", "us_payoff"), ("statistic", "mean")];
    written("run --policy treaty --runs 64", "precision.csv", &cells, "value", mean);
}

#[test]
fn compare_is_what_the_command_writes() {
    let case = |name: &str, policies: &[&str]| Case {
        name: name.to_owned(),
        scenario: scenario(policies, &[], 64),
    };
    let request = compare::Request {
        cases: vec![case("baseline", &[]), case("treaty", &["treaty"])],
        payoff: None,
    };
    let effects = of(&request).effects;
    let effect = compare::effect_on(&effects[0], Metric::UsPayoff)
        .mean()
        .unwrap()
        .difference
        .value;
    let cells = [("metric", "us_payoff"), ("quantity", "mean")];
    written("compare treaty --runs 64", "effects.csv", &cells, "difference", effect);
}

#[test]
fn sweep_is_what_the_command_writes() {
    let scenarios = vec![scenario(&[], &[], 32)];
    let varied = Varied {
        input: keys::input("us.outreach").unwrap(),
        values: Values::List(vec![0.0, 0.5]),
    };
    let request = sweep::Request {
        title: "A sweep".to_owned(),
        specification: String::new(),
        policies: names(["none"]),
        design: Design::new(Making::Grid, &[varied], &scenarios[0].cards).unwrap(),
        scenarios,
        metrics: vec![Metric::UsPayoff],
        until: Vec::new(),
        worlds: false,
    };
    let mean = of(&request)[1].known.estimate(Metric::UsPayoff, Statistic::Mean).value;
    let cells = [("point", "1")];
    written(
        "sweep --vary us.outreach=0,0.5 --runs 32",
        "points.csv",
        &cells,
        "us_payoff",
        mean,
    );
}

#[test]
fn sensitivity_is_what_the_command_writes() {
    let scenario = scenario(&[], &[], 1000);
    let request = sensitivity::Request {
        asked: sensitivity::Asked::Chosen(Choice::read(&scenario, &names(["us.chip_controls"]), &[]).unwrap()),
        outputs: Outcome::read(&names(["us_payoff"]), scenario.months).unwrap(),
        scenario,
        method: Method::Tornado { worlds: 64 },
    };
    let sensitivity::Indices::Tornado(effects) = of(&request).analysis.indices else {
        panic!("one at a time")
    };
    let words = "sensitivity --method tornado --input us.chip_controls --metric us_payoff --runs 64";
    let at_low = effects[0].effects[0].at_low;
    written(words, "indices.csv", &[("input", "us.chip_controls")], "at_low", at_low);
}

#[test]
fn robust_is_what_the_command_writes() {
    let scenarios = [&[][..], &["treaty"]].map(|policies| scenario(policies, &[], 40));
    let request = robust::Request {
        policies: names(["none", "treaty"]),
        worldviews: names(["central"]),
        scenarios: scenarios.to_vec(),
        aims: vec![Aim::parse("us_payoff").unwrap()],
        thresholds: Vec::new(),
        optimism: 0.5,
        moved: Vec::new(),
        flip_worlds: 40,
    };
    let expected = of(&request).scores[0][1].expected;
    let words = "robust none treaty --worldview central --metric us_payoff --no-flips --runs 40";
    let cells = [("criterion", "expected"), ("policy", "treaty")];
    written(words, "criteria.csv", &cells, "value", expected);
}

#[test]
fn game_is_what_the_command_writes() {
    let [us, china] = [["none", "strict_controls"], ["none", "mandate_total"]];
    let of_cell = |us: &str, china: &str| {
        let applied = [us, china]
            .into_iter()
            .filter(|name| *name != "none")
            .map(str::to_owned)
            .collect::<Vec<_>>();
        scenario(&applied.iter().map(String::as_str).collect::<Vec<_>>(), &[], 40)
    };
    let request = game::Request {
        title: "A game".to_owned(),
        specification: String::new(),
        strategies: [names(us), names(china)],
        payoffs: Agent::ALL.map(Payoff::usual),
        scenarios: us.iter().flat_map(|us| china.map(|china| of_cell(us, china))).collect(),
        worlds: false,
    };
    let payoffs = of(&request).play.payoffs;
    let mean = detente::numeric::statistics::Moments::of(payoffs[0][3].iter().copied()).mean();
    let words = "game --us none --us strict_controls --china none --china mandate_total --runs 40";
    let cells = [("us", "strict_controls"), ("china", "mandate_total")];
    written(words, "cells.csv", &cells, "us_payoff", mean);
}

#[test]
fn voi_is_what_the_command_writes() {
    let case = |name: &str, policies: &[&str]| Case {
        name: name.to_owned(),
        scenario: scenario(policies, &[], 256),
    };
    let request = voi::Request {
        cases: vec![case("none", &[]), case("treaty", &["treaty"])],
        goal: Aim::parse("us_payoff").unwrap(),
        groups: Vec::new(),
    };
    let value = of(&request).perfect.value;
    written(
        "voi none treaty --payoff us --runs 256",
        "information.csv",
        &[("kind", "total")],
        "value",
        value,
    );
}

#[test]
fn explain_is_what_the_command_writes() {
    let case = |name: &str, policies: &[&str]| Case {
        name: name.to_owned(),
        scenario: scenario(policies, &[], 256),
    };
    let request = explain::Request {
        cases: vec![case("baseline", &[]), case("treaty", &["treaty"])],
        outcomes: vec![Metric::PeakDistrust],
        mechanisms: vec![Mechanism::Treaty, Mechanism::Distrust],
    };
    let part = of(&request).explained[0]
        .parts
        .iter()
        .find(|part| part.mechanism == Some(Mechanism::Treaty))
        .unwrap()
        .of;
    let cells = [("metric", "peak_distrust"), ("mechanism", "treaty")];
    let words = "explain treaty --runs 256 --outcome peak_distrust --mechanism treaty --mechanism distrust";
    written(words, "parts.csv", &cells, "part", part.value);
}

#[test]
fn adapt_is_what_the_command_writes() {
    let request = adapt::Request {
        side: Agent::UnitedStates,
        goal: adapt::Goal {
            aim: Aim::parse("us_payoff").unwrap(),
            criterion: adapt::Criterion::Mean,
        },
        levers: vec![Lever::UsOutreach],
        names: names(["baseline", "us_push"]),
        scenarios: vec![scenario(&[], &[], 64), scenario(&["us_push"], &[], 64)],
        training: 64,
        held_out: 64,
        candidates: 8,
        rules: 1,
    };
    let score = of(&request).verdict.policies[1].score;
    let words = "adapt us_push --for us --lever us.outreach --rules 1 --candidates 8 --runs 64 --held-out 64";
    let cells = [("policy", "best static policy")];
    written(words, "held-out.csv", &cells, "score", score);
}

#[test]
fn validate_is_what_the_command_writes() {
    let file = |name: &str, text: &str| TextFile {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let request = validate::Request {
        // The command takes worlds that have not seen the record.
        scenario: Scenario {
            histories: None,
            ..scenario(&[], &[], 64)
        },
        observables: file("observables", observables::SHIPPED),
        known: file("facts", facts::SHIPPED),
        facts: file("facts", facts::SHIPPED),
        published: file("published", published::SHIPPED),
        sanity: file("bounds", validate::sanity::SHIPPED),
    };
    let judged = of(&request).judged.remove(0);
    let cells = [("id", judged.fact.id.as_str())];
    written(
        "validate --runs 64",
        "validation.csv",
        &cells,
        "simulated_p50",
        judged.simulated.p50,
    );
}
