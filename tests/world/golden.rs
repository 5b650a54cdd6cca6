//! Pinned results: the same bits on every machine, in every build. When results move on purpose, run
//! `UPDATE_GOLDEN=1 cargo test --release golden` and say why in the change log ("Results moved: ...").

use detente::ensemble::{self, Detail, Flow, Options, State};
use detente::model::series::Series;
use detente::scenario::Scenario;
use detente::scenario::load::{Kind, Request, load};
use detente::scenario::shipped;
use std::fmt::Write;

const RUNS: u64 = 24;

/// FNV-1a over the bits of numbers: enough to see any change.
struct Fingerprint(u64);

impl Fingerprint {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn take(&mut self, value: f64) {
        for byte in value.to_bits().to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

fn scenario(policy: Option<&str>) -> Scenario {
    let base = shipped::resolve(Kind::Scenario, "baseline").expect("shipped");
    let mut request = Request::new(base, shipped::parameters());
    request
        .policies
        .extend(policy.map(|name| shipped::resolve(Kind::Policy, name).expect("shipped")));
    request.runs = Some(RUNS);
    let scenario = load(&request, &shipped::resolve).expect("loads");
    Scenario {
        kept_trajectories: RUNS,
        ..scenario
    }
}

/// One line a quantity: its name and the fingerprint of all its values.
fn fingerprints(scenario: &Scenario) -> String {
    let mut draws = Fingerprint::new();
    let mut metrics = Fingerprint::new();
    let mut series: Vec<Fingerprint> = Series::all().map(|_| Fingerprint::new()).collect();
    let mut events = Fingerprint::new();
    let state = State::new(scenario, Detail::Series).expect("a fresh state");
    ensemble::run(scenario, &Options::default(), state, &mut |batch, _| {
        batch.draws().flatten().for_each(|value| draws.take(value));
        let values = batch.metrics().iter().flat_map(|row| row.fixed());
        values.for_each(|value| metrics.take(*value));
        for world in batch.trajectories() {
            for (fingerprint, of) in series.iter_mut().zip(Series::all()) {
                world.series(of).iter().for_each(|value| fingerprint.take(*value));
            }
        }
        for event in batch.events() {
            events.take(event.month.0 as f64);
            events.take(event.size);
        }
        Ok(Flow::Continue)
    })
    .expect("runs");
    let mut text = format!(
        "draws {:016x}\nmetrics {:016x}\nevents {:016x}\n",
        draws.0, metrics.0, events.0
    );
    for (fingerprint, of) in series.iter().zip(Series::all()) {
        writeln!(text, "{}.{} {:016x}", of.agent_key(), of.key(), fingerprint.0).expect("writing to a string");
    }
    text
}

fn check(name: &str, policy: Option<&str>) {
    let path = format!("{}/tests/golden/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let found = fingerprints(&scenario(policy));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &found).expect("the golden file can be written");
    }
    let pinned = std::fs::read_to_string(&path).expect("the golden file can be read");
    for (found, pinned) in found.lines().zip(pinned.lines()) {
        assert_eq!(found, pinned, "results moved in {name}; see the top of this file");
    }
    assert_eq!(found.lines().count(), pinned.lines().count());
}

#[test]
fn golden_baseline() {
    check("baseline", None);
}

#[test]
fn golden_trigger_rules() {
    check("adaptive_controls", Some("adaptive_controls"));
}
