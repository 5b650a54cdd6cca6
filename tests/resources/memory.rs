//! Memory does not grow with the number of worlds.

use detente::ensemble::{self, Flow, Options};
use detente::report::selection::{Rows, Selection};
use detente::report::study::scenario_inputs;
use detente::report::writer::{Pace, Writer};
use detente::results::store::folder::RunSpec;
use detente::results::store::staging::{Replaced, Staging};
use detente::scenario::load::{Kind, Request, load};
use detente::scenario::shipped;

/// The most memory this program has had, bytes (`VmHWM`).
fn most_memory() -> f64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    1024.0 * line.trim().strip_suffix("kB").unwrap().trim().parse::<f64>().unwrap()
}

/// The first `worlds` of a run too large to keep every metric, written as `detente run --rows metrics` does.
fn run(worlds: u64) {
    let request = Request {
        runs: Some(1_000_000),
        set: vec!["horizon=2024-12".to_owned()],
        ..Request::new(
            shipped::resolve(Kind::Scenario, "baseline").unwrap(),
            shipped::parameters(),
        )
    };
    let scenario = load(&request, &shipped::resolve).unwrap();
    let out = std::env::temp_dir().join(format!("detente-memory-{}", std::process::id()));
    let spec = RunSpec::new("memory".to_owned(), scenario_inputs(&scenario));
    let staging = Staging::start(&out, &spec, Replaced::Nothing).unwrap();
    let selection = Selection {
        rows: Rows::Metrics,
        ..Selection::USUAL
    };
    let (mut writer, state) = Writer::open(&scenario, spec, selection, staging, Pace::Worlds(4_000)).unwrap();
    let state = ensemble::run(&scenario, &Options::default(), state, &mut |batch, state| {
        writer.take(batch, state)?;
        Ok(if state.next_run() < worlds {
            Flow::Continue
        } else {
            Flow::Stop
        })
    });
    assert!(state.unwrap().next_run() >= worlds);
    std::fs::remove_dir_all(out).unwrap();
}

/// One number of eight bytes kept for each metric and world would be 34 MB here; a row of draws as text, 400 MB. What the most
/// memory was differs by some megabytes from run to run, with what two threads hold at one moment.
#[test]
fn a_hundred_thousand_worlds_more_take_no_more_memory() {
    let _alone = super::alone();
    run(20_000);
    let before = most_memory();
    run(120_000);
    let grown = most_memory() - before;
    assert!(grown < 30e6, "memory grew by {:.1} MB", grown / 1e6);
}
