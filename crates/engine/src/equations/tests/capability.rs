use super::*;
use crate::equations::capability::*;

#[test]
fn the_largest_run_moves_toward_what_the_chips_can_train() {
    // 57 + (0.25 / 0.8) * (ln(0.3 * exp(0.2 * min(3, 8)) * (1 + 0.5 * 0.4) * 4e6 * 1.5e21 * 3.5) - 57)
    worked(
        |[a, b, c, d, e, f, g, h, i, j, k]| next_log_training_flop(a, b.into(), c, d, e, f, g, h, i, j, k.0[0]),
        [
            ("log training flop", 57.0, Rises),
            ("build years", 0.8, Falls),
            ("run share", 0.3, Rises),
            ("share growth", 0.2, Rises),
            ("years", 3.0, Rises),
            ("mobilisation response", 0.5, Rises),
            ("mobilised", 0.4, Rises),
            ("compute", 4e6, Rises),
            ("flop per h100e month", 1.5e21, Rises),
            ("run months", 3.5, Rises),
            ("step", 0.25, Rises),
        ],
        59.435208969072086,
    )
    // 70 + (0.25 / 0.8) * (ln(0.3 * exp(0.2 * min(9, 8)) * (1 + 0.5 * 0.4) * 4e6 * 1.5e21 * 3.5) - 70)
    .and(
        [
            ("log training flop", 70.0, Rises),
            ("build years", 0.8, Rises),
            ("years", 9.0, Stays),
            ("step", 0.25, Falls),
        ],
        68.6852089690721,
    );
}

#[test]
fn the_largest_run_rests_at_what_the_chips_can_train() {
    let two = Num([2.0]);
    // ln(2 (1 + 2 2) 2 2 2) = ln 80
    let rest = Num([4.382026634673881]);
    near(
        next_log_training_flop(rest, two.into(), two, Num([0.0]), two, two, two, two, two, two, 0.3),
        rest.0[0],
    );
}

#[test]
fn effective_compute_adds_training_software_and_data_in_decades() {
    // (58 + 2.5 + 0.4 * ln(1.3)) / ln(10)
    worked(
        |[a, b, c, d]| log10_effective_flop(a, b, c, d),
        [
            ("log training flop", 58.0, Rises),
            ("log efficiency", 2.5, Rises),
            ("data exponent", 0.4, Rises),
            ("data access", 1.3, Rises),
        ],
        26.32039349606947,
    )
    // (58 + 2.5 + 0.4 * ln(0.7)) / ln(10)
    .and(
        [("data exponent", 0.4, Falls), ("data access", 0.7, Rises)],
        26.21285537115244,
    );
}

#[test]
fn usual_data_access_changes_nothing_whatever_its_returns() {
    // 2 / ln 10
    near(
        log10_effective_flop(Num([1.5]), Num([0.5]), Num([7.0]), Num([1.0])),
        0.8685889638065037,
    );
}

#[test]
fn potential_capability_rises_by_its_slope_a_decade() {
    // 130 + 12.5 * (26.4 - 25.1)
    worked(
        |[a, b, c, d]| potential_eci(a, b, c, d),
        [
            ("eci at reference", 130.0, Rises),
            ("eci per decade", 12.5, Rises),
            ("log10 effective", 26.4, Rises),
            ("reference log10", 25.1, Falls),
        ],
        146.25,
    )
    // 130 + 12.5 * (24.2 - 25.1)
    .and(
        [("eci per decade", 12.5, Falls), ("log10 effective", 24.2, Rises)],
        118.75,
    );
}

#[test]
fn releases_come_with_their_rate_and_are_held_back_by_rules() {
    // 1 - exp(-(pi / 2) * (3 * (1 - 0.4 * 0.3))^2 * 0.2 * 0.25)
    worked(
        |[a, b, c, d, e]| release_chance(a, b, c, d, e.0[0]),
        [
            ("releases per year", 3.0, Rises),
            ("regulation delay", 0.4, Falls),
            ("regulation", 0.3, Falls),
            ("years since", 0.2, Rises),
            ("step", 0.25, Rises),
        ],
        0.4215430223783251,
    );
}

#[test]
fn rules_that_hold_everything_back_leave_no_release() {
    assert_eq!(
        release_chance(Num([5.0]), Num([1.0]), Num([1.0]), Num([0.5]), 0.25),
        Num([0.0])
    );
}

#[test]
fn a_better_model_sets_the_released_capability_and_a_worse_one_leaves_it() {
    // max(140, 145 + 3 * 0.5)
    worked(
        |[released, potential, quality_sd, shock]| released_eci(released, potential, quality_sd, shock),
        [
            ("released", 140.0, Stays),
            ("potential", 145.0, Rises),
            ("quality sd", 3.0, Rises),
            ("shock", 0.5, Rises),
        ],
        146.5,
    )
    // max(140, 145 + 3 * (-0.5))
    .and([("quality sd", 3.0, Falls), ("shock", -0.5, Rises)], 143.5)
    // max(150, 145 + 3 * 0.5)
    .and(
        [
            ("released", 150.0, Rises),
            ("potential", 145.0, Stays),
            ("quality sd", 3.0, Stays),
            ("shock", 0.5, Stays),
        ],
        150.0,
    );
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn a_release_chance_is_a_share(rate in 0.0..50.0, delay in 0.0..=1.0, burden in 0.0..=1.0, step in 0.01..1.0) {
        let Num([chance]) = release_chance(Num([rate]), Num([delay]), Num([burden]), Num([0.5]), step);
        prop_assert!((0.0..=1.0).contains(&chance));
    }

    #[test]
    fn released_capability_never_falls(released in 80.0..200.0, potential in 80.0..200.0, shock in -5.0..5.0) {
        let Num([next]) = released_eci(Num([released]), Num([potential]), Num([4.0]), Num([shock]));
        prop_assert!(next >= released);
    }

    #[test]
    fn the_largest_run_never_overshoots_its_aim(now in 40.0..80.0, compute in 1.0..1e8, build in 0.3..4.0) {
        let (one, Num([aim])) = (Num([1.0]), Num([compute * 1e21]).ln());
        let flop = Num([1e21]);
        let Num([next]) = next_log_training_flop(Num([now]), Num([build]).into(), one, Num([0.0]), one, one, Num([0.0]), Num([compute]), flop, one, 0.25);
        prop_assert!(next >= now.min(aim) - 1e-9 && next <= now.max(aim) + 1e-9);
    }
}
