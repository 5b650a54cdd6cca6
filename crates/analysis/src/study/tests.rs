//! Every study, called whole: a request survives a file, and a study that was stopped ends as one that was not.

use super::*;
use crate::adapt::{self, Criterion, Goal};
use crate::aim::{Aim, PayoffOwner};
use crate::compare::{self, Case};
use crate::game::{self, Payoff};
use crate::precision::until::Rule;
use crate::sensitivity::{self, Choice, Method, Output};
use crate::{facts, observables, published, robust, run, sweep, validate, voi};
use engine::scenario::agents::Agent;
use engine::scenario::levers::Lever;
use engine::scenario::load::{Kind as File, Request, load};
use engine::scenario::shipped;
use std::fmt::Debug;

/// A shipped scenario with these policies, worldviews and number of worlds.
pub fn scenario(policies: &[&str], worldviews: &[&str], runs: u64) -> Scenario {
    let find = |kind, names: &[&str]| {
        let found = names.iter().map(|name| shipped::resolve(kind, name).unwrap());
        found.collect()
    };
    let request = Request {
        policies: find(File::Policy, policies),
        worldviews: find(File::Worldview, worldviews),
        runs: Some(runs),
        ..Request::new(
            shipped::resolve(File::Scenario, "baseline").unwrap(),
            shipped::parameters(),
        )
    };
    load(&request, &shipped::resolve).unwrap()
}

/// Keeps units in memory, and stops after so many new ones.
struct Memory {
    units: Vec<Vec<u8>>,
    next: usize,
    left: usize,
}

impl Sink for Memory {
    fn is_cancelled(&self) -> bool {
        self.next >= self.units.len() && self.left == 0
    }

    fn recall(&mut self) -> Result<Option<Vec<u8>>> {
        self.next += 1;
        Ok(self.units.get(self.next - 1).cloned())
    }

    fn record(&mut self, unit: &[u8]) -> Result<()> {
        self.units.push(unit.to_vec());
        self.left -= 1;
        Ok(())
    }
}

/// Holds that `study` survives being written as JSON, and that stopped again and again after `step` units and taken up in between it ends
/// with what it finds in one go.
pub fn goes_on_after_every_stop<'a, S: Study>(study: &'a S, step: usize)
where
    S::Results<'a>: Debug,
{
    let options = Options::default();
    let whole = format!("{:?}", study.run(&options, &mut Silent).unwrap());
    let text = serde_json::to_string(study).unwrap();
    let back: S = serde_json::from_str(&text).unwrap();
    assert_eq!(back.inputs(), study.inputs(), "{} through a file", S::KIND.key());
    let (mut units, mut stops) = (Vec::new(), 0);
    let mut attempt = |left: usize| {
        let mut memory = Memory {
            units: std::mem::take(&mut units),
            next: 0,
            left,
        };
        let found = study.run(&options, &mut memory).map(|found| format!("{found:?}"));
        units = memory.units;
        (found, units.len())
    };
    let (found, all) = loop {
        match attempt(step) {
            (Ok(found), all) => break (found, all),
            (Err(Error::Cancelled), _) => stops += 1,
            (Err(error), _) => panic!("{}: {error}", S::KIND.key()),
        }
    };
    assert!(
        found == whole,
        "{} ended differently after {stops} stops",
        S::KIND.key()
    );
    assert!(stops + 1 >= all / step, "{}: {all} units, {stops} stops", S::KIND.key());
    // All that was simulated is in the journal.
    assert!(
        attempt(0).0.unwrap() == whole,
        "{} from its journal alone",
        S::KIND.key()
    );
}

fn robust() -> robust::Request {
    let (policies, worldviews) = (["none", "strict_controls"], ["central", "fast_fabs"]);
    let applied = |name: &'static str| {
        if name == "none" || name == "central" {
            vec![]
        } else {
            vec![name]
        }
    };
    let scenarios = policies
        .iter()
        .flat_map(|policy| worldviews.map(|worldview| scenario(&applied(policy), &applied(worldview), 24)));
    let key = "china.fab_growth_per_year";
    robust::Request {
        policies: policies.map(str::to_owned).to_vec(),
        worldviews: worldviews.map(str::to_owned).to_vec(),
        scenarios: scenarios.collect(),
        aims: vec![
            Aim::parse("china_lag_months_2030").unwrap(),
            Aim::parse("us_payoff").unwrap(),
        ],
        thresholds: vec![robust::threshold::Threshold::parse("china_lag_months_2030>6").unwrap()],
        optimism: 0.5,
        moved: vec![keys::input(key).unwrap()],
        flip_worlds: 16,
    }
}

fn game() -> game::Request {
    let strategies = [["none", "strict_controls"], ["none", "mandate_total"]];
    let applied = |names: [&'static str; 2]| names.into_iter().filter(|name| *name != "none").collect::<Vec<_>>();
    let [us, china] = strategies;
    let cells = us
        .iter()
        .flat_map(|us| china.map(|china| scenario(&applied([us, china]), &[], 9_000)));
    game::Request {
        title: "A game".to_owned(),
        specification: String::new(),
        strategies: strategies.map(|names| names.map(str::to_owned).to_vec()),
        payoffs: Agent::ALL.map(Payoff::usual),
        scenarios: cells.collect(),
        worlds: false,
    }
}

fn cases(runs: u64) -> Vec<Case> {
    let case = |name: &str, policies: &[&str]| Case {
        name: name.to_owned(),
        scenario: scenario(policies, &[], runs),
    };
    vec![
        case("none", &[]),
        case("no_controls", &["no_controls"]),
        case("strict_controls", &["strict_controls"]),
    ]
}

fn voi() -> voi::Request {
    let keys = ["china.fab_capacity_2023", "china.fab_growth_per_year"];
    let place = |key: &str| {
        engine::scenario::parameters::keys()
            .position(|known| known == key)
            .unwrap()
    };
    voi::Request {
        cases: cases(9_000),
        goal: Aim::parse("us_payoff").unwrap(),
        groups: vec![voi::Group {
            name: "fabs".to_owned(),
            kind: voi::GroupKind::Chosen,
            members: keys.map(place).to_vec(),
        }],
    }
}

fn adapt() -> adapt::Request {
    adapt::Request {
        side: Agent::UnitedStates,
        goal: Goal {
            aim: Aim::parse("us_payoff").unwrap(),
            criterion: Criterion::WorstTenth,
        },
        levers: vec![Lever::UsOutreach, Lever::UsChipControls],
        names: vec!["baseline".to_owned(), "us_push".to_owned()],
        scenarios: vec![scenario(&[], &[], 64), scenario(&["us_push"], &[], 64)],
        training: 64,
        held_out: 64,
        candidates: 8,
        rules: 1,
    }
}

#[test]
fn adapt_goes_on() {
    goes_on_after_every_stop(&adapt(), 40);
}

fn sensitivity() -> sensitivity::Request {
    let scenario = scenario(&[], &[], 64);
    sensitivity::Request {
        asked: sensitivity::Asked::MostInfluential {
            of: Choice::everything(&scenario.cards),
            most: 12,
            trajectories: 2,
        },
        outputs: Output::read(&["us_payoff".to_owned(), "threshold_first".to_owned()], scenario.months).unwrap(),
        scenario,
        method: Method::Sobol { points: 1024 },
    }
}

#[test]
fn sensitivity_goes_on() {
    goes_on_after_every_stop(&sensitivity(), 1);
}

fn validate() -> validate::Request {
    let file = |name: &str, text: &str| TextFile {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    validate::Request {
        scenario: scenario(&[], &[], 64),
        observables: file("observables", observables::SHIPPED),
        known: file("facts", facts::SHIPPED),
        facts: file("facts", facts::SHIPPED),
        published: file("published forecasts", published::SHIPPED),
        sanity: file("bounds", validate::sanity::SHIPPED),
    }
}

#[test]
fn run_and_validate_go_on() {
    goes_on_after_every_stop(
        &run::Request {
            scenario: scenario(&["treaty"], &[], 64),
            series: run::recorded::Recorded::Drawn,
        },
        1,
    );
    goes_on_after_every_stop(&validate(), 1);
}

/// A sweep is taken up from its rows, not from a journal; its request survives a file, rows that leave an input as it is included.
#[test]
fn a_sweep_is_read_back_and_ends_with_the_same_rows() {
    use crate::sweep::design::{Method, Values, Varied};
    let scenarios = vec![scenario(&[], &[], 16), scenario(&["treaty"], &[], 16)];
    let varied = Varied {
        input: keys::input("us.outreach").unwrap(),
        values: Values::List(vec![0.0, 0.5]),
    };
    let request = sweep::Request {
        title: "A sweep".to_owned(),
        specification: String::new(),
        policies: vec!["none".to_owned(), "treaty".to_owned()],
        design: sweep::Design::new(Method::OneAtATime, &[varied], &scenarios[0].cards).unwrap(),
        scenarios,
        metrics: vec![Metric::UsPayoff],
        until: vec![Rule::parse("us_payoff.mean se<0.5").unwrap()],
        worlds: false,
    };
    let text = serde_json::to_string(&request).unwrap();
    let back: sweep::Request = serde_json::from_str(&text).unwrap();
    assert_eq!(back.inputs(), request.inputs());
    let run = |request: &sweep::Request| request.run(&Options::default(), &mut Silent).unwrap();
    let found = run(&request);
    assert_eq!(found.len(), 3 * 2);
    assert_eq!(format!("{found:?}"), format!("{:?}", run(&back)));
}

#[test]
fn game_goes_on() {
    goes_on_after_every_stop(&game(), 1);
}

#[test]
fn voi_goes_on() {
    goes_on_after_every_stop(&voi(), 1);
}

#[test]
fn compare_goes_on() {
    let request = compare::Request {
        cases: cases(64),
        payoff: Some(PayoffOwner::Us),
    };
    goes_on_after_every_stop(&request, 3);
}

#[test]
fn robust_goes_on() {
    goes_on_after_every_stop(&robust(), 1);
}

#[test]
fn a_unit_that_is_not_of_this_study_is_refused() {
    let mut memory = Memory {
        units: vec![vec![1; 7]],
        next: 0,
        left: usize::MAX,
    };
    let refusal = robust().run(&Options::default(), &mut memory).unwrap_err();
    assert!(refusal.to_string().contains("use --force to start again"), "{refusal}");
}

/// Every shipped policy and worldview in a request: read back, the texts that decide its result are the same.
#[test]
fn scenarios_survive_a_request() {
    #[derive(Serialize, serde::Deserialize)]
    struct Holder(#[serde(with = "scenarios")] Vec<Scenario>);

    let names = |kind| shipped::of_kind(kind).map(|file| file.name).collect::<Vec<_>>();
    let policies = names(File::Policy).into_iter().map(|name| scenario(&[name], &[], 5));
    let worldviews = names(File::Worldview).into_iter().map(|name| scenario(&[], &[name], 7));
    let all = Holder(policies.chain(worldviews).collect());
    let text = serde_json::to_string(&all).unwrap();
    let back: Holder = serde_json::from_str(&text).unwrap();
    assert!(all.0.len() > 5);
    for (one, other) in all.0.iter().zip(&back.0) {
        use engine::scenario::load::resolved::{parameters_text, scenario_text};
        assert_eq!(scenario_text(one), scenario_text(other));
        assert_eq!(parameters_text(&one.cards), parameters_text(&other.cards));
        assert_eq!(one.levers, other.levers, "{:?} {:?}", one.policies, one.worldviews);
        assert_eq!(one.rules, other.rules);
    }
}
