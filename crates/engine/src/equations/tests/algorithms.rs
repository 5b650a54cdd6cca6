use super::*;
use crate::equations::algorithms::*;

#[test]
fn own_progress_grows_with_people_chips_and_automation_and_shrinks_with_difficulty_and_rules() {
    // 0.9 * (14 / 10)^0.6 * (3e6 / 5e5)^0.3 * exp(1.7)^(-0.25) * (1 - 0.4 * 0.3) * (1 + 0.8 * 0.2) * exp(0.2)
    worked(
        |[a, z, b, c, d, e, f, g, h, i, j, k, l, m]| {
            own_progress_per_year(a, z, b.ln(), c.into(), d, e.ln(), f.into(), g, h, i, j, k, l, m)
        },
        [
            ("base", 0.9, Rises),
            ("quality", 0.2, Rises),
            ("researchers", 14.0, Rises),
            ("researchers reference", 10.0, Falls),
            ("parallel returns", 0.6, Rises),
            ("compute", 3e6, Rises),
            ("compute reference", 5e5, Falls),
            ("compute exponent", 0.3, Rises),
            ("log efficiency", 1.7, Falls),
            ("difficulty", 0.25, Falls),
            ("regulation cost", 0.4, Falls),
            ("regulation", 0.3, Falls),
            ("automation gain", 0.8, Rises),
            ("automation", 0.2, Rises),
        ],
        1.536700062409317,
    )
    // 0.9 * (7 / 10)^0.6 * (2e5 / 5e5)^0.3 * exp(1.7)^(-0.25) * (1 - 0.4 * 0.3) * (1 + 0.8 * 0.2) * exp(0.2)
    .and(
        [
            ("researchers", 7.0, Rises),
            ("parallel returns", 0.6, Falls),
            ("compute", 2e5, Rises),
            ("compute exponent", 0.3, Falls),
        ],
        0.4499287383523466,
    );
}

#[test]
fn own_progress_at_the_references_is_the_base() {
    let progress = |compute: f64| {
        let [base, two, half, none] = [0.7, 2.0, 0.5, 0.0].map(|x| Num([x]));
        own_progress_per_year(
            base,
            none,
            two.ln(),
            two.into(),
            half,
            Num([compute]).ln(),
            two.into(),
            half,
            none,
            two,
            two,
            none,
            two,
            none,
        )
    };
    near(progress(2.0), 0.7);
    near(progress(8.0), 1.4);
}

#[test]
fn automation_rises_with_effective_compute_over_the_threshold() {
    // 1 / (1 + exp(-4 * (26.5 - 28) / 4))
    worked(
        |[a, b, c]| automation(a, b, c.into()),
        [
            ("log10 effective", 26.5, Rises),
            ("threshold log10", 28.0, Falls),
            ("width decades", 4.0, Rises),
        ],
        0.18242552380635635,
    )
    // 1 / (1 + exp(-4 * (29.3 - 28) / 4))
    .and(
        [("log10 effective", 29.3, Rises), ("width decades", 4.0, Falls)],
        0.7858349830425586,
    );
}

#[test]
fn automation_is_a_half_at_the_threshold_and_about_a_tenth_half_a_width_before() {
    let share = |log10_effective| automation(Num([log10_effective]), Num([28.0]), Num([4.0]).into());
    near(share(28.0), 0.5);
    // 1 / (1 + exp(2))
    near(share(26.0), 0.11920292202211755);
    near(share(30.0), 1.0 - 0.11920292202211755);
}

#[test]
fn what_is_absorbed_grows_with_openness_and_lead_and_shrinks_with_secrecy_and_friction() {
    // 0.5 * (1 - 0.6 + 0.6 * 0.7) * exp(-0.3 * (1.4 - 1)) * max(0, 3.1 - 2.2 - 0.25)
    worked(
        |[a, b, c, d, e, f, g, h]| absorbed_per_year(a, b, c, d, e, f, g, h),
        [
            ("absorption", 0.5, Rises),
            ("open share", 0.6, Falls),
            ("rival open weights", 0.7, Rises),
            ("secrecy", 0.3, Falls),
            ("rival distrust", 1.4, Falls),
            ("rival log efficiency", 3.1, Rises),
            ("log efficiency", 2.2, Falls),
            ("friction", 0.25, Falls),
        ],
        0.2363642963851225,
    )
    // 0.5 * (1 - 0.6 + 0.6 * 0.7) * exp(-0.3 * (0.4 - 1)) * max(0, 3.1 - 2.2 - 0.25)
    .and(
        [("secrecy", 0.3, Rises), ("rival distrust", 0.4, Falls)],
        0.31905842727196243,
    );
}

#[test]
fn a_trusting_rival_opens_its_laboratories_at_most_half_wider() {
    let absorbed = |distrust: f64| {
        let share = Num([0.6]);
        let [secrecy, leader, own, friction] = [0.9, 3.0, 1.5, 0.5].map(|x| Num([x]));
        absorbed_per_year(
            Num([0.5]),
            share,
            Num([1.0]),
            secrecy,
            Num([distrust]),
            leader,
            own,
            friction,
        )
    };
    near(absorbed(1.0), 0.5);
    near(absorbed(0.5), 0.75);
    near(absorbed(0.0), 0.75);
}

#[test]
fn nothing_is_absorbed_where_all_needs_open_weights_and_they_are_closed() {
    let [one, lead] = [Num([1.0]), Num([3.0])];
    let none = Num([0.0]);
    assert_eq!(absorbed_per_year(one, one, none, one, one, lead, one, one), none);
}

#[test]
fn efficiency_gains_its_own_progress_less_the_pace_given_up_and_all_that_is_absorbed() {
    // 1.3 + 0.25 * (0.8 * (1 - 0.35) + 0.12) + 0.9
    worked(
        |[a, b, c, d, e, f]| next_log_efficiency(a, b, c, d, e, f.0[0]),
        [
            ("log efficiency", 1.3, Rises),
            ("own", 0.8, Rises),
            ("pace cost", 0.35, Falls),
            ("absorbed", 0.12, Rises),
            ("jump", 0.9, Rises),
            ("step", 0.25, Rises),
        ],
        2.36,
    );
}

#[test]
fn research_quality_fades_and_is_renewed() {
    // 0.2 * (1 - 0.25 / 4) + 0.1 * sqrt(2 * 0.25 / 4) * 0.6
    worked(
        |[quality, years, sd, shock, step]| next_quality(quality, years.into(), sd, shock, step.0[0]),
        [
            ("quality", 0.2, Rises),
            ("years", 4.0, Rises),
            ("sd", 0.1, Rises),
            ("shock", 0.6, Rises),
            ("step", 0.25, Falls),
        ],
        0.20871320343559643,
    );
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn automation_is_a_share(effective in 15.0..45.0, threshold in 24.0..34.0, width in 0.5..8.0) {
        let Num([share]) = automation(Num([effective]), Num([threshold]), Num([width]).into());
        prop_assert!((0.0..=1.0).contains(&share));
    }

    #[test]
    fn a_leader_absorbs_nothing_and_nobody_absorbs_less(
        open in 0.0..=1.0, weights in 0.0..=1.0, distrust in 0.0..5.0, own in -1.0..6.0, rival in -1.0..6.0, friction in 0.0..1.0,
    ) {
        let [open, weights, h, a, b, f] = [open, weights, distrust, own, rival, friction].map(|x| Num([x]));
        let Num([absorbed]) = absorbed_per_year(Num([0.8]), open, weights, Num([0.4]), h, b, a, f);
        prop_assert!(absorbed >= 0.0);
        prop_assert!(absorbed == 0.0 || rival > own);
    }
}

#[test]
fn security_keeps_back_what_theft_and_distillation_would_carry() {
    // 0.4 * (1 - 0.25 * 0.8)
    worked(
        |[absorbed, theft, security]| absorbed_past_security(absorbed, theft, security),
        [
            ("absorbed", 0.4, Rises),
            ("theft share", 0.25, Falls),
            ("security", 0.8, Falls),
        ],
        0.32,
    );
    assert_eq!(absorbed_past_security(Num([0.4]), Num([0.3]), Num([0.0])), Num([0.4]));
}
