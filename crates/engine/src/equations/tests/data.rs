use super::*;
use crate::equations::data::*;

#[test]
fn data_access_moves_toward_its_base_raised_by_pools_and_cut_by_rules() {
    // 0.8 + 0.25 * 0.6 * (0.9 * (1 + 0.5 * 0.4) * (1 - 0.3 * 0.2) - 0.8)
    worked(
        |[a, b, c, d, e, f, g, h]| next_data_access(a, b, c, d, e, f, g, h.0[0]),
        [
            ("data access", 0.8, Rises),
            ("adjustment", 0.6, Rises),
            ("base", 0.9, Rises),
            ("pooling response", 0.5, Rises),
            ("pooling", 0.4, Rises),
            ("regulation response", 0.3, Falls),
            ("regulation", 0.2, Falls),
            ("step", 0.25, Rises),
        ],
        0.83228,
    )
    // 1.3 + 0.25 * 0.6 * (0.9 * (1 + 0.5 * 0.4) * (1 - 0.3 * 0.2) - 1.3)
    .and(
        [
            ("data access", 1.3, Rises),
            ("adjustment", 0.6, Falls),
            ("step", 0.25, Falls),
        ],
        1.25728,
    );
}

#[test]
fn data_access_rests_at_its_target() {
    let [base, response, pool, cut, rules] = [0.5, 0.6, 1.0, 0.25, 1.0].map(|x| Num([x]));
    near(
        next_data_access(Num([0.6]), Num([0.7]), base, response, pool, cut, rules, 0.25),
        0.6,
    );
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn data_access_stays_positive(now in 0.01..3.0, speed in 0.0..3.0, pool in 0.0..=1.0, rules in 0.0..=1.0) {
        let [now, speed, pool, rules, one] = [now, speed, pool, rules, 1.0].map(|x| Num([x]));
        let Num([next]) = next_data_access(now, speed, one, one, pool, one, rules, 0.25);
        prop_assert!(next > 0.0);
    }
}
