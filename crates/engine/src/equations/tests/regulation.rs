use super::*;
use crate::equations::regulation::*;

#[test]
fn burden_moves_toward_strictness_loosened_by_fear_and_raised_by_incidents() {
    // clamp(0.3 + 0.25 * 0.6 * (0.7 * (1 - 0.5 * clamp(9 / 24, 0, 1)) * (1 - 0.4 * 0.35) + 0.3 * 0.25 - 0.3), 0, 1)
    worked(
        |[a, b, c, d, e, f, g, h, i, j]| next_burden(a, b, c, d, e, f, g, h, i, j.0[0]),
        [
            ("burden", 0.3, Rises),
            ("adjustment", 0.6, Rises),
            ("strictness", 0.7, Rises),
            ("lag relief", 0.5, Falls),
            ("lag months", 9.0, Falls),
            ("controls relief", 0.4, Falls),
            ("controls suffered", 0.35, Falls),
            ("incident response", 0.3, Rises),
            ("incident alarm", 0.25, Rises),
            ("step", 0.25, Rises),
        ],
        0.33961875,
    )
    // clamp(0.9 + 0.25 * 0.6 * (0.7 * (1 - 0.5 * clamp((-5) / 24, 0, 1)) * (1 - 0.4 * 0.35) + 0.3 * 0.25 - 0.9), 0,
    // 1)
    .and(
        [
            ("burden", 0.9, Rises),
            ("adjustment", 0.6, Falls),
            ("lag relief", 0.5, Stays),
            ("lag months", -5.0, Stays),
            ("step", 0.25, Falls),
        ],
        0.86655,
    )
    // clamp(0.9 + 0.25 * 0.6 * (0.7 * (1 - 0.5 * clamp(30 / 24, 0, 1)) * (1 - 0.4 * 0.35) + 0.3 * 0.25 - 0.9), 0, 1)
    .and([("lag relief", 0.5, Falls), ("lag months", 30.0, Stays)], 0.8214);
}

#[test]
fn burden_is_held_within_its_ends() {
    let [one, four, none] = [Num([1.0]), Num([4.0]), Num([0.0])];
    assert_eq!(
        next_burden(Num([0.9]), four, one, none, none, none, none, one, one, 0.5),
        one
    );
    assert_eq!(
        next_burden(Num([0.5]), four, Num([-1.0]), none, none, none, none, none, none, 0.5),
        none
    );
}

#[test]
fn rules_ask_for_content_or_safety_strictness_where_either_bites() {
    // 1 - (1 - 0.4) * (1 - 0.5 * 0.6)
    worked(
        |[strictness, safety_burden, safety_rules]| asked_strictness(strictness, safety_burden, safety_rules),
        [
            ("strictness", 0.4, Rises),
            ("safety burden", 0.5, Rises),
            ("safety rules", 0.6, Rises),
        ],
        0.58,
    );
}

#[test]
fn without_safety_rules_only_content_rules_are_asked_for() {
    near(asked_strictness(Num([0.4]), Num([0.9]), Num([0.0])), 0.4);
    near(asked_strictness(Num([0.0]), Num([0.5]), Num([1.0])), 0.5);
    assert_eq!(asked_strictness(Num([1.0]), Num([0.5]), Num([0.3])), Num([1.0]));
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn burden_and_what_is_asked_are_shares(
        burden in 0.0..=1.0, speed in 0.0..9.0, a in 0.0..=1.0, b in 0.0..=1.0, lag in -60.0..60.0, alarm in 0.0..=1.0,
    ) {
        let [burden, speed, a, b, lag, alarm] = [burden, speed, a, b, lag, alarm].map(|x| Num([x]));
        let asked = asked_strictness(a, b, alarm);
        let Num([next]) = next_burden(burden, speed, asked, a, lag, b, a, b, alarm, 0.25);
        prop_assert!((0.0..=1.0).contains(&asked.0[0]) && asked.0[0] >= a.0[0] - 1e-12);
        prop_assert!((0.0..=1.0).contains(&next));
    }
}
