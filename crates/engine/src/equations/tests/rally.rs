use super::*;
use crate::equations::rally::*;

#[test]
fn a_release_surprises_by_what_exceeds_the_rivals_belief() {
    // clamp((140 - 132 - 3) / 10, 0, 1)
    worked(
        |[a, b, c, d, e]| surprise(a, b, c, d, e.into()),
        [
            ("released next", 140.0, Rises),
            ("released", 136.0, Stays),
            ("rival belief", 132.0, Falls),
            ("expected", 3.0, Falls),
            ("full", 10.0, Falls),
        ],
        0.5,
    )
    // clamp((150 - 132 - 3) / 10, 0, 1)
    .and(
        [
            ("released next", 150.0, Stays),
            ("rival belief", 132.0, Stays),
            ("expected", 3.0, Stays),
            ("full", 10.0, Stays),
        ],
        1.0,
    )
    // clamp((150 - 149 - 3) / 10, 0, 1)
    .and([("rival belief", 149.0, Stays)], 0.0);
}

#[test]
fn without_a_better_release_there_is_no_surprise() {
    let with = |next: f64| surprise(Num([next]), Num([140.0]), Num([100.0]), Num([3.0]), Num([10.0]).into());
    assert_eq!(with(139.0), Num([0.0]));
    assert_eq!(with(140.0), Num([0.0]));
    assert_eq!(with(140.1), Num([1.0]));
}

#[test]
fn a_rally_fades_and_is_renewed_by_surprise() {
    // 0.2 * (1 - 0.25 / 0.8) + 0.3 * 0.6
    worked(
        |[rally, memory, gain, surprise, step]| next_rally_per_year(rally, memory.into(), gain, surprise, step.0[0]),
        [
            ("rally", 0.2, Rises),
            ("memory", 0.8, Rises),
            ("gain", 0.3, Rises),
            ("surprise", 0.6, Rises),
            ("step", 0.25, Falls),
        ],
        0.3175,
    );
}

#[test]
fn alarm_fades_and_is_renewed_by_the_rivals_surprise() {
    // min(2, 0.4 * (1 - 0.25 / 0.8) + 0.5 * 0.6)
    worked(
        |[alarm, memory, gain, rival_surprise, step]| next_alarm(alarm, memory.into(), gain, rival_surprise, step.0[0]),
        [
            ("alarm", 0.4, Rises),
            ("memory", 0.8, Rises),
            ("gain", 0.5, Rises),
            ("rival surprise", 0.6, Rises),
            ("step", 0.25, Falls),
        ],
        0.575,
    )
    // min(2, 0.4 * (1 - 0.25 / 0.8) + 5 * 0.6)
    .and(
        [
            ("alarm", 0.4, Stays),
            ("memory", 0.8, Stays),
            ("gain", 5.0, Stays),
            ("rival surprise", 0.6, Stays),
            ("step", 0.25, Stays),
        ],
        2.0,
    );
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn surprise_is_a_share(next in 80.0..200.0, now in 80.0..200.0, belief in 80.0..200.0, expected in 0.0..8.0) {
        let Num([share]) = surprise(Num([next]), Num([now]), Num([belief]), Num([expected]), Num([9.0]).into());
        prop_assert!((0.0..=1.0).contains(&share));
        prop_assert!(share == 0.0 || next > now);
    }

    #[test]
    fn alarm_is_between_nothing_and_two(alarm in 0.0..=2.0, gain in 0.0..5.0, surprise in 0.0..=1.0) {
        let Num([next]) = next_alarm(Num([alarm]), Num([0.8]).into(), Num([gain]), Num([surprise]), 0.25);
        prop_assert!((0.0..=2.0).contains(&next));
    }
}
