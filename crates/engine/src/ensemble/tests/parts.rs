//! Ensembles in parts that are joined.

use super::*;

/// The state of these runs, as a machine of its own would hand it on.
fn part(scenario: &Scenario, detail: Detail, runs: std::ops::Range<u64>) -> State {
    let state = State::of_part(scenario, detail, runs).unwrap();
    let state = run(scenario, &threads(2), state, &mut |_, _| Ok(Flow::Continue)).unwrap();
    checkpoint::decode(&checkpoint::encode(&state, b""), scenario)
        .unwrap()
        .0
}

fn joined(parts: &[State]) -> State {
    let workers = Workers::new(None).unwrap();
    let mut whole = parts[0].clone();
    parts[1..].iter().for_each(|next| whole.join(next, &workers).unwrap());
    whole
}

/// The oracle is the ensemble simulated as one; milestones lie within parts, at their borders and in the first.
#[test]
fn parts_join_to_the_bytes_of_the_whole_wherever_they_are_cut() {
    let scenario = scenario(2210);
    let whole = part(&scenario, Detail::Series, 0..2210);
    let bytes = checkpoint::encode(&whole, b"");
    for cuts in [&[32][..], &[96, 256, 1024], &[480, 512, 2176], &[2208]] {
        let starts = [0].iter().chain(cuts);
        let ends = cuts.iter().chain(&[2210]);
        let runs = starts.zip(ends).map(|(&start, &end)| start..end);
        let parts: Vec<State> = runs.map(|runs| part(&scenario, Detail::Series, runs)).collect();
        assert!(checkpoint::encode(&joined(&parts), b"") == bytes, "{cuts:?}");
        // The last two first: what is joined is a part again.
        let (first, last) = parts.split_at(parts.len().saturating_sub(2).max(1));
        let tail = joined(last);
        let again = joined(&[first, &[tail]].concat());
        assert!(checkpoint::encode(&again, b"") == bytes, "{cuts:?}, the end first");
    }
}

#[test]
fn parts_of_ensembles_that_keep_no_values_join_to_the_bytes_of_the_whole() {
    let scenario = Scenario {
        months: 12,
        event_worlds: 0,
        kept_trajectories: 0,
        ..scenario(EXACT_RUNS + 7)
    };
    // Not all runs, which would take long: the first of them, as a part of its own.
    let end = 8192;
    let whole = part(&scenario, Detail::Metrics, 0..end);
    assert_eq!(
        whole.milestones().iter().map(|one| one.runs).collect::<Vec<_>>(),
        [125, 250, 500, 1000, 2000, 4000, 8000]
    );
    let cuts = [0, 96, 160, 3200, 4000, 6400, end];
    let parts: Vec<State> = cuts
        .windows(2)
        .map(|cut| part(&scenario, Detail::Metrics, cut[0]..cut[1]))
        .collect();
    let (first, last) = parts.split_at(2);
    for parts in [parts.clone(), vec![joined(first), joined(last)]] {
        assert!(checkpoint::encode(&joined(&parts), b"") == checkpoint::encode(&whole, b""));
    }
}

#[test]
fn what_does_not_fit_is_not_joined_and_leaves_the_state_as_it_was() {
    let scenario = scenario(128);
    let parts: Vec<State> = [0..32, 32..64, 64..128]
        .map(|runs| part(&scenario, Detail::Metrics, runs))
        .into();
    let other = Scenario {
        seed: scenario.seed + 1,
        ..scenario.clone()
    };
    let foreign = part(&other, Detail::Metrics, 32..64);
    let unfinished = State::of_part(&scenario, Detail::Metrics, 32..64).unwrap();
    let with_series = part(&scenario, Detail::Series, 32..64);
    let before = checkpoint::encode(&parts[0], b"");
    for wrong in [&parts[2], &parts[0], &foreign, &unfinished, &with_series] {
        let mut state = parts[0].clone();
        assert!(matches!(
            state.join(wrong, &Workers::new(None).unwrap()),
            Err(Error::Usage(_))
        ));
        assert_eq!(checkpoint::encode(&state, b""), before);
    }
    for runs in [0..0, 10..64, 0..100, 32..160] {
        assert!(
            matches!(
                State::of_part(&scenario, Detail::Metrics, runs.clone()),
                Err(Error::Usage(_))
            ),
            "{runs:?}"
        );
    }
}
