use super::*;
use crate::equations::perception::*;

#[test]
fn perception_moves_toward_the_rival_as_misread() {
    // 120 + (0.1 / 0.5) * (128 + 2 * 0.7 - 120)
    worked(
        |[a, b, c, d, e, f]| next_perceived_eci(a, b, c, d, e.into(), f.0[0]),
        [
            ("perceived", 120.0, Rises),
            ("rival released", 128.0, Rises),
            ("error sd", 2.0, Rises),
            ("shock", 0.7, Rises),
            ("delay", 0.5, Falls),
            ("step", 0.1, Rises),
        ],
        121.88,
    )
    // 120 + (0.1 / 0.5) * (110 + 2 * (-0.7) - 120)
    .and(
        [
            ("rival released", 110.0, Rises),
            ("error sd", 2.0, Falls),
            ("shock", -0.7, Rises),
            ("delay", 0.5, Rises),
            ("step", 0.1, Falls),
        ],
        117.72,
    );
}

#[test]
fn the_perceived_lag_is_the_gap_in_months_of_usual_pace() {
    // clamp(12 * (130 - 124) / 15, -60, 60)
    worked(
        |[perceived, own_released, usual_pace]| perceived_lag_months(perceived, own_released, usual_pace.into()),
        [
            ("perceived", 130.0, Rises),
            ("own released", 124.0, Falls),
            ("usual pace", 15.0, Falls),
        ],
        4.8,
    )
    // clamp(12 * (130 - 139) / 15, -60, 60)
    .and([("own released", 139.0, Falls), ("usual pace", 15.0, Rises)], -7.2)
    // clamp(12 * (130 - 30) / 15, -60, 60)
    .and(
        [
            ("perceived", 130.0, Stays),
            ("own released", 30.0, Stays),
            ("usual pace", 15.0, Stays),
        ],
        60.0,
    )
    // clamp(12 * (130 - 230) / 15, -60, 60)
    .and([("own released", 230.0, Stays)], -60.0);
}

#[test]
fn the_perceived_pace_moves_toward_the_climb_just_seen() {
    // max(0, 12 + (0.1 / 0.5) * ((134 - 130) / 0.1 - 12))
    worked(
        |[pace, level, level_next, memory, step]| next_pace(pace, level, level_next, memory.into(), step.0[0]),
        [
            ("pace", 12.0, Rises),
            ("level", 130.0, Falls),
            ("level next", 134.0, Rises),
            ("memory", 0.5, Falls),
            ("step", 0.1, Falls),
        ],
        17.6,
    )
    // max(0, 12 + (0.1 / 0.5) * ((130.5 - 130) / 0.1 - 12))
    .and([("level next", 130.5, Rises), ("memory", 0.5, Rises)], 10.6);
}

#[test]
fn a_steady_climb_leaves_the_pace_and_a_fall_brings_it_to_nothing_at_worst() {
    near(
        next_pace(Num([12.0]), Num([130.0]), Num([133.0]), Num([0.5]).into(), 0.25),
        12.0,
    );
    assert_eq!(
        next_pace(Num([12.0]), Num([130.0]), Num([90.0]), Num([0.5]).into(), 0.25),
        Num([0.0])
    );
}

#[test]
fn threat_grows_with_lag_the_rivals_pace_and_alarm() {
    // min(3, 1 / (1 + exp(-((-4) + 6) / 5)) + 0.4 * clamp(20 / 15 - 1, 0, 1) + 0.3)
    worked(
        |[a, b, c, d, e, f, g]| threat(a, b, c.into(), d, e, f.into(), g),
        [
            ("lag", -4.0, Rises),
            ("closeness offset", 6.0, Rises),
            ("closeness width", 5.0, Falls),
            ("pace weight", 0.4, Rises),
            ("rival pace", 20.0, Rises),
            ("usual pace", 15.0, Falls),
            ("alarm", 0.3, Rises),
        ],
        1.0320209934457854,
    )
    // min(3, 1 / (1 + exp(-((-9) + 6) / 5)) + 0.4 * clamp(10 / 15 - 1, 0, 1) + 0.3)
    .and(
        [
            ("lag", -9.0, Rises),
            ("closeness width", 5.0, Rises),
            ("pace weight", 0.4, Stays),
            ("rival pace", 10.0, Stays),
            ("usual pace", 15.0, Stays),
        ],
        0.6543436937742045,
    )
    // min(3, 1 / (1 + exp(-((-9) + 6) / 5)) + 0.4 * clamp(40 / 15 - 1, 0, 1) + 0.3)
    .and(
        [("pace weight", 0.4, Rises), ("rival pace", 40.0, Stays)],
        1.0543436937742046,
    )
    // min(3, 1 / (1 + exp(-((-9) + 6) / 5)) + 0.4 * clamp(40 / 15 - 1, 0, 1) + 2.9)
    .and(
        [
            ("lag", -9.0, Stays),
            ("closeness offset", 6.0, Stays),
            ("closeness width", 5.0, Stays),
            ("pace weight", 0.4, Stays),
            ("alarm", 2.9, Stays),
        ],
        3.0,
    );
}

#[test]
fn a_rival_behind_by_the_offset_is_half_a_threat() {
    let [width, weight, pace, none] = [5.0, 0.4, 15.0, 0.0].map(|x| Num([x]));
    near(
        threat(Num([-6.0]), Num([6.0]), width.into(), weight, pace, pace.into(), none),
        0.5,
    );
}

#[test]
fn a_reaction_moves_toward_the_gain_times_the_signal() {
    // 0.2 + (0.25 / 0.8) * (0.5 * 0.9 - 0.2)
    worked(
        |[a, b, c, d, e]| next_reaction(a, b, c, d.into(), e.0[0]),
        [
            ("reaction", 0.2, Rises),
            ("gain", 0.5, Rises),
            ("signal", 0.9, Rises),
            ("reaction years", 0.8, Falls),
            ("step", 0.25, Rises),
        ],
        0.278125,
    )
    // 0.7 + (0.25 / 0.8) * (0.5 * 0.9 - 0.7)
    .and(
        [
            ("reaction", 0.7, Rises),
            ("reaction years", 0.8, Rises),
            ("step", 0.25, Falls),
        ],
        0.621875,
    );
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn threat_is_between_nothing_and_three(lag in -60.0..60.0, pace in 0.0..90.0, alarm in 0.0..4.0, weight in 0.0..2.0) {
        let [lag, pace, alarm, weight] = [lag, pace, alarm, weight].map(|x| Num([x]));
        let Num([threat]) = threat(lag, Num([6.0]), Num([5.0]).into(), weight, pace, Num([15.0]).into(), alarm);
        prop_assert!((0.0..=3.0).contains(&threat));
    }

    #[test]
    fn a_perceived_lag_lies_within_five_years(perceived in 0.0..400.0, own in 0.0..400.0, pace in 1.0..40.0) {
        let Num([lag]) = perceived_lag_months(Num([perceived]), Num([own]), Num([pace]).into());
        prop_assert!((-60.0..=60.0).contains(&lag));
    }
}
