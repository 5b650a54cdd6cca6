//! Runs broken off and taken up again.

use super::*;

#[test]
fn a_run_broken_off_and_resumed_ends_with_the_same_bytes() {
    let scenario = scenario(5000);
    let unbroken = output_of(&scenario, &threads(2));
    let mut output = Output::default();
    let state = State::new(&scenario, Detail::Series).unwrap();
    let state = run_on(&scenario, &threads(1), state, &mut output, 400).unwrap();
    assert!(state.next_run() < 5000);
    let bytes = checkpoint::encode(&state, b"length 4711");
    let (state, user) = checkpoint::decode(&bytes, &scenario).unwrap();
    assert_eq!(user, b"length 4711");
    assert_eq!(checkpoint::encode(&state, b"length 4711"), bytes);
    run_on(&scenario, &threads(2), state, &mut output, u64::MAX).unwrap();
    assert_eq!(output, unbroken);
}

#[test]
fn with_many_runs_metrics_come_from_sketches_and_are_resumed_too() {
    let scenario = Scenario {
        months: 12,
        event_worlds: 0,
        kept_trajectories: 0,
        ..scenario(EXACT_RUNS + 1)
    };
    let stop = |state: State, at| {
        run(&scenario, &threads(2), state, &mut |_, state| {
            Ok(if state.next_run() >= at {
                Flow::Stop
            } else {
                Flow::Continue
            })
        })
        .unwrap()
    };
    let state = stop(State::new(&scenario, Detail::Metrics).unwrap(), 512);
    let (state, _) = checkpoint::decode(&checkpoint::encode(&state, b""), &scenario).unwrap();
    let resumed = stop(state, 8192);
    let unbroken = stop(State::new(&scenario, Detail::Metrics).unwrap(), 8192);
    assert_eq!(checkpoint::encode(&resumed, b""), checkpoint::encode(&unbroken, b""));
    let summary = resumed.summary();
    assert!(matches!(
        summary.metric(Metric::UsSpending).distribution,
        Distribution::Sketch(_)
    ));
    assert_eq!(summary.metric(Metric::UsSpending).distribution.count(), 8192);
    assert!(
        summary
            .series(Series::Agent(Agent::China, AgentVariable::Threat), Month(0))
            .is_none()
    );
}

#[test]
fn damaged_and_foreign_checkpoints_are_refused() {
    let scenario = Scenario {
        months: 6,
        ..scenario(20)
    };
    let mut output = Output::default();
    run_on(
        &scenario,
        &threads(1),
        State::new(&scenario, Detail::Series).unwrap(),
        &mut output,
        u64::MAX,
    )
    .unwrap();
    let bytes = output.state;
    let refused =
        |bytes: &[u8], scenario: &Scenario| matches!(checkpoint::decode(bytes, scenario), Err(Error::File(_)));
    assert!(!refused(&bytes, &scenario));
    for place in (0..bytes.len()).step_by(997) {
        let mut torn = bytes.clone();
        torn[place] ^= 4;
        assert!(refused(&torn, &scenario), "byte {place}");
        assert!(refused(&bytes[..place], &scenario), "cut at {place}");
    }
    let other = Scenario {
        seed: scenario.seed + 1,
        ..scenario.clone()
    };
    assert!(refused(&bytes, &other));
    let state = State::new(&other, Detail::Series).unwrap();
    assert!(run(&scenario, &threads(1), state, &mut |_, _| Ok(Flow::Continue)).is_err());
}
