//! Ensembles in parts that are joined.

use super::*;
use std::sync::Mutex;

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

/// Puts parts together from their bytes, a few at a time; says of which of them values were fetched.
fn from_bytes(
    scenario: &Scenario,
    packed: &[part::Packed],
    threads: usize,
    at_once: usize,
) -> Result<(State, Vec<usize>)> {
    let fetched = Mutex::new(Vec::new());
    let told = &fetched;
    let workers = Workers::new(NonZeroUsize::new(threads)).unwrap();
    let mut state = None;
    let parts: Vec<part::Part<'_>> = (0..)
        .zip(packed)
        .map(|(place, one): (usize, _)| {
            let fetch = move || {
                told.lock().unwrap().push(place);
                match one.values.is_empty() {
                    true => Err(Error::File(format!("no values of part {place}"))),
                    false => Ok(one.values.clone()),
                }
            };
            part::Part::decode(one.state.clone(), scenario, Box::new(fetch)).map(|(part, user)| {
                assert_eq!(user, b"mine");
                part
            })
        })
        .collect::<Result<_>>()?;
    for parts in parts.chunks(at_once) {
        state = part::join(state, parts, &workers)?;
    }
    drop(parts);
    let mut fetched = fetched.into_inner().unwrap();
    fetched.sort_unstable();
    Ok((state.unwrap(), fetched))
}

/// The oracle is the ensemble simulated as one: of few runs, of which every value counts, and of many, of which few do.
#[test]
fn parts_join_from_their_bytes_to_the_whole_for_any_number_of_threads() {
    // Of the 256 and the 152 runs no row keeps values apart: there are too many, or they come often.
    for (runs, cuts, first, never) in [
        (62, &[0, 32, 62][..], &[0, 1][..], &[][..]),
        (600, &[0, 32, 64, 96, 128, 160, 416, 448, 600], &[0, 1, 2], &[5, 7]),
    ] {
        let scenario = scenario(runs);
        let whole = checkpoint::encode(&part(&scenario, Detail::Series, 0..runs), b"");
        let packed: Vec<part::Packed> = cuts
            .windows(2)
            .map(|cut| part::encode(&part(&scenario, Detail::Series, cut[0]..cut[1]), b"mine"))
            .collect();
        for (threads, at_once) in [(1, 2), (2, 100), (3, 1)] {
            let (state, fetched) = from_bytes(&scenario, &packed, threads, at_once).unwrap();
            assert!(
                checkpoint::encode(&state, b"") == whole,
                "{runs} runs, {threads} threads"
            );
            assert!(
                fetched.starts_with(first) && never.iter().all(|part| !fetched.contains(part)),
                "{fetched:?}"
            );
        }
        let apart = packed[0].state.len() + packed[0].values.len();
        let plain = checkpoint::encode(&part(&scenario, Detail::Series, 0..32), b"").len();
        assert!(
            packed[0].state.len() * 2 < plain && apart < plain * 3 / 2,
            "{apart}, {plain}"
        );
    }
}

#[test]
fn bytes_that_are_damaged_or_of_other_parts_are_refused() {
    let scenario = scenario(96);
    let packed = |runs| part::encode(&part(&scenario, Detail::Series, runs), b"mine");
    let parts = [packed(0..32), packed(32..64), packed(64..96)];
    let refusal = |parts: &[part::Packed]| match from_bytes(&scenario, parts, 2, 8) {
        Err(Error::File(why) | Error::Usage(why)) => why,
        other => panic!("{other:?}"),
    };
    assert!(refusal(&[parts[0].clone(), parts[2].clone()]).contains("not finished parts of one ensemble"));
    let mut lacking = parts.clone();
    lacking[1].values.clear();
    assert_eq!(refusal(&lacking), "no values of part 1");
    lacking[1].values = vec![0; 12];
    assert!(refusal(&lacking).contains("the part of the runs 32 to 63 is damaged"));
    for length in (0..parts[1].state.len()).step_by(parts[1].state.len() / 12) {
        let mut cut = parts.clone();
        cut[1].state.truncate(length);
        refusal(&cut);
    }
    // Whatever stands in a byte, nothing panics.
    for place in (0..parts[1].state.len()).step_by(parts[1].state.len() / 30) {
        let mut strange = parts.clone();
        strange[1].state[place] ^= 0x5f;
        let _ = from_bytes(&scenario, &strange, 1, 8);
    }
}
