use super::*;
use crate::equations::treaty::*;

#[test]
fn a_treaty_is_agreed_the_sooner_the_more_both_want_it_the_less_they_distrust_and_the_more_alarmed() {
    // 0.3 * 0.7 * 0.5 * exp(-0.6 * (1.4 - 1)) * (1 + 0.8 * 0.25)
    worked(
        |[a, b, c, d, e, f, g]| agreement_rate_per_year(a, [b, c], d, e, f, g),
        [
            ("base", 0.3, Rises),
            ("us stance", 0.7, Rises),
            ("china stance", 0.5, Rises),
            ("distrust response", 0.6, Falls),
            ("mean distrust", 1.4, Falls),
            ("alarm response", 0.8, Rises),
            ("mean alarm", 0.25, Rises),
        ],
        0.09911511049438573,
    )
    // 0.3 * 0.7 * 0.5 * exp(-0.6 * (0.6 - 1)) * (1 + 0.8 * 0.25)
    .and(
        [("distrust response", 0.6, Rises), ("mean distrust", 0.6, Falls)],
        0.160177392940497,
    );
}

#[test]
fn no_treaty_is_agreed_where_one_side_refuses() {
    let rate = |stances: [f64; 2]| {
        let half = Num([0.5]);
        agreement_rate_per_year(half, stances.map(|x| Num([x])), half, half, half, half)
    };
    assert_eq!(rate([0.0, 1.0]), Num([0.0]));
    assert_eq!(rate([1.0, 0.0]), Num([0.0]));
}

#[test]
fn a_treaty_breaks_the_sooner_the_more_they_distrust_the_closer_they_are_and_the_less_they_want_it() {
    // 0.2 * (1 + 0.3 * 1.4) * (1 + exp(-abs(140 - 134) / 8)) * (2 - 0.7 - 0.4) / 2 + 0.02
    worked(
        |[a, b, c, d, e, f, g, h, i]| breaking_rate_per_year(a, b, c, [d, e], f.into(), [g, h], i),
        [
            ("base", 0.2, Rises),
            ("distrust response", 0.3, Rises),
            ("mean distrust", 1.4, Rises),
            ("us released", 140.0, Falls),
            ("china released", 134.0, Rises),
            ("closeness", 8.0, Rises),
            ("us stance", 0.7, Falls),
            ("china stance", 0.4, Falls),
            ("floor", 0.02, Rises),
        ],
        0.2081684454403017,
    )
    // 0.2 * (1 + 0.3 * 1.4) * (1 + exp(-abs(131 - 134) / 8)) * (2 - 0.7 - 0.4) / 2 + 0.02
    .and(
        [("us released", 131.0, Rises), ("china released", 134.0, Falls)],
        0.23563556982948625,
    );
}

#[test]
fn only_the_floor_remains_where_both_want_the_treaty_fully() {
    let [one, half] = [Num([1.0]), Num([0.5])];
    near(
        breaking_rate_per_year(half, half, half, [half, one], half.into(), [one, one], Num([0.03])),
        0.03,
    );
}

#[test]
fn a_treaty_relieves_a_lever_of_its_share() {
    // 0.6 * (1 - 0.5 * 0.7)
    worked(
        |[lever, relief, treaty]| limited(lever, relief, treaty),
        [("lever", 0.6, Rises), ("relief", 0.5, Falls), ("treaty", 0.7, Falls)],
        0.39,
    );
}

#[test]
fn full_relief_under_a_treaty_leaves_nothing_and_without_a_treaty_all() {
    let [lever, one, none] = [Num([0.6]), Num([1.0]), Num([0.0])];
    assert_eq!(limited(lever, one, one), none);
    assert_eq!(limited(lever, one, none), lever);
}

#[test]
fn a_treaty_costs_its_share_of_the_pace() {
    // 0.3 * 0.7
    worked(
        |[share, treaty]| pace_cost(share, treaty),
        [("share", 0.3, Rises), ("treaty", 0.7, Rises)],
        0.21,
    );
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn rates_are_never_negative_and_breaking_keeps_its_floor(
        stances in proptest::array::uniform2(0.0..=1.0), eci in proptest::array::uniform2(80.0..200.0), h in 0.0..6.0, alarm in 0.0..=1.0,
    ) {
        let [stances, eci] = [stances, eci].map(|both| both.map(|x| Num([x])));
        let [h, alarm, half] = [h, alarm, 0.5].map(|x| Num([x]));
        prop_assert!(agreement_rate_per_year(half, stances, half, h, half, alarm).0[0] >= 0.0);
        prop_assert!(breaking_rate_per_year(half, half, h, eci, Num([8.0]).into(), stances, Num([0.02])).0[0] >= 0.02);
    }

    #[test]
    fn a_limited_lever_lies_between_nothing_and_the_lever(lever in 0.0..=1.0, relief in 0.0..=1.0, treaty in 0.0..=1.0) {
        let Num([left]) = limited(Num([lever]), Num([relief]), Num([treaty]));
        prop_assert!(left >= 0.0 && left <= lever);
    }
}
