use super::*;
use crate::equations::safety::*;

#[test]
fn a_leader_is_the_more_careful_the_larger_its_lead_and_the_less_hostile() {
    // 0.8 * max(min(1, 6 / (10 * 1.2)), 1 / (1 + 1.2))
    worked(
        |[norm, gap, enmity, distrust]| race_effort(norm, gap, enmity.into(), distrust),
        [
            ("norm", 0.8, Rises),
            ("gap", 6.0, Rises),
            ("enmity", 10.0, Falls),
            ("distrust", 1.2, Falls),
        ],
        0.4,
    )
    // 0.8 * max(min(1, 3 / (10 * 1.2)), 1 / (1 + 1.2))
    .and([("gap", 3.0, Stays), ("enmity", 10.0, Stays)], 0.36363636363636365)
    // 0.8 * max(min(1, 20 / (10 * 1.2)), 1 / (1 + 1.2))
    .and([("gap", 20.0, Stays), ("distrust", 1.2, Stays)], 0.8);
}

#[test]
fn the_smallest_lead_already_counts_as_a_lead() {
    // 0.8 * 0.06 / (0.1 * 1.2), above 0.8 / (1 + 1.2)
    near(race_effort(Num([0.8]), Num([0.06]), Num([0.1]).into(), Num([1.2])), 0.4);
}

#[test]
fn a_follower_cuts_corners_when_hostile_and_close() {
    // 0.8 * (1 - exp((-4) / 10) * 1.2 / (1 + 1.2))
    worked(
        |[norm, gap, enmity, distrust]| race_effort(norm, gap, enmity.into(), distrust),
        [
            ("norm", 0.8, Rises),
            ("gap", -4.0, Falls),
            ("enmity", 10.0, Falls),
            ("distrust", 1.2, Falls),
        ],
        0.5074967071844483,
    );
}

#[test]
fn effort_does_not_jump_as_the_lead_changes_hands() {
    let effort = |gap: f64| race_effort(Num([0.8]), Num([gap]), Num([10.0]).into(), Num([3.0]));
    // 0.8 / (1 + 3)
    near(effort(0.0), 0.2);
    near(effort(1e-9), 0.2);
    assert!((effort(-1e-9).0[0] - 0.2).abs() < 1e-9);
}

#[test]
fn without_distrust_or_far_behind_effort_is_the_norm() {
    let effort = |gap: f64, distrust: f64| race_effort(Num([0.8]), Num([gap]), Num([10.0]).into(), Num([distrust]));
    near(effort(5.0, 0.0), 0.8);
    near(effort(-5.0, 0.0), 0.8);
    near(effort(-1000.0, 2.0), 0.8);
}

#[test]
fn a_leader_is_never_less_careful_than_distrust_of_a_twentieth_makes_it() {
    // 0.8 * 0.499 / (10 * 0.05) is above 0.8 / (1 + 0.01), the effort of a follower at par
    near(
        race_effort(Num([0.8]), Num([0.499]), Num([10.0]).into(), Num([0.01])),
        0.7984,
    );
}

#[test]
fn a_follower_at_par_makes_less_effort_the_more_it_distrusts() {
    // 1 / (1 + 1.2)
    worked(
        |[distrust]| follower_at_par(distrust),
        [("distrust", 1.2, Falls)],
        0.45454545454545453,
    );
}

#[test]
fn effort_moves_toward_what_race_rules_and_treaty_ask_for() {
    // clamp(0.5 + 0.25 * 0.6 * (1 - (1 - 0.4) * (1 - 0.5 * 0.7) * (1 - 0.6 * 0.45) - 0.5), 0, 1)
    worked(
        |[a, b, c, d, e, f, g, h]| next_effort(a, b, c, d, e, f, g, h.0[0]),
        [
            ("effort", 0.5, Rises),
            ("adjustment", 0.6, Rises),
            ("race effort", 0.4, Rises),
            ("rules effect", 0.5, Rises),
            ("rules", 0.7, Rises),
            ("treaty effect", 0.6, Rises),
            ("treaty", 0.45, Rises),
            ("step", 0.25, Rises),
        ],
        0.532295,
    )
    // clamp(0.9 + 0.25 * 0.6 * (1 - (1 - 0.4) * (1 - 0.5 * 0.7) * (1 - 0.6 * 0.45) - 0.9), 0, 1)
    .and(
        [
            ("effort", 0.9, Rises),
            ("adjustment", 0.6, Falls),
            ("step", 0.25, Falls),
        ],
        0.872295,
    );
}

#[test]
fn effort_is_held_within_its_ends() {
    let [none, one, fast] = [Num([0.0]), Num([1.0]), Num([9.0])];
    assert_eq!(next_effort(Num([0.5]), fast, one, none, none, none, none, 0.5), one);
    assert_eq!(next_effort(Num([0.5]), fast, none, none, none, none, none, 0.5), none);
}

#[test]
fn incidents_above_the_recorded_level_raise_an_alarm_that_fades() {
    // clamp(0.3 * (1 - 0.25 / 1.5) + 0.25 * 0.4 * max(0, 90 / 30 - 1) / 10 + 0.05, 0, 1)
    worked(
        |[a, b, c, d, e, f, g]| next_alarm(a, b.into(), c, d, e.into(), f, g.0[0]),
        [
            ("alarm", 0.3, Rises),
            ("memory", 1.5, Rises),
            ("response", 0.4, Rises),
            ("incidents", 90.0, Rises),
            ("reference", 30.0, Falls),
            ("catastrophe", 0.05, Rises),
            ("step", 0.25, Falls),
        ],
        0.32,
    )
    // clamp(0.3 * (1 - 0.25 / 1.5) + 0.25 * 0.4 * max(0, 20 / 30 - 1) / 10 + 0.05, 0, 1)
    .and(
        [
            ("response", 0.4, Stays),
            ("incidents", 20.0, Stays),
            ("reference", 30.0, Stays),
        ],
        0.3,
    );
}

#[test]
fn a_catastrophe_sets_the_alarm_to_one() {
    let [alarm, memory, response, incidents] = [0.6, 2.0, 0.4, 70.0].map(|x| Num([x]));
    assert_eq!(
        next_alarm(
            alarm,
            memory.into(),
            response,
            incidents,
            Num([30.0]).into(),
            Num([1.0]),
            0.25
        ),
        Num([1.0])
    );
}

#[test]
fn incidents_grow_with_deployment_and_shrink_with_safety() {
    // 40 * (4e6 / 1.5e6)^0.5 * (1 - 0.6 * 0.3)
    worked(
        |[a, b, c, d, e, f]| incidents_per_year(a, b.ln(), c.into(), d, e, f),
        [
            ("base", 40.0, Rises),
            ("compute", 4e6, Rises),
            ("compute reference", 1.5e6, Falls),
            ("elasticity", 0.5, Rises),
            ("safety effect", 0.6, Falls),
            ("safety effort", 0.3, Falls),
        ],
        53.56217570885883,
    )
    // 40 * (8e5 / 1.5e6)^0.5 * (1 - 0.6 * 0.3)
    .and(
        [("compute", 8e5, Rises), ("elasticity", 0.5, Falls)],
        23.953733181559265,
    );
}

#[test]
fn counted_incidents_scatter_by_the_root_of_their_number() {
    // max(0, 50 + sqrt(50 / 0.25) * 0.8)
    worked(
        |[expected, shock, step]| counted_incidents_per_year(expected, shock, step.0[0]),
        [("expected", 50.0, Rises), ("shock", 0.8, Rises), ("step", 0.25, Falls)],
        61.31370849898476,
    )
    // max(0, 50 + sqrt(50 / 0.25) * (-0.8))
    .and([("shock", -0.8, Rises), ("step", 0.25, Rises)], 38.68629150101524)
    // max(0, 2 + sqrt(2 / 0.25) * (-3))
    .and(
        [("expected", 2.0, Stays), ("shock", -3.0, Stays), ("step", 0.25, Stays)],
        0.0,
    );
}

#[test]
fn the_hazard_grows_with_capability_and_shrinks_with_effort() {
    // min(0.5, 0.02 * 10^(0.5 * (27 - 28.4)) * (1 - 0.3)^2)
    worked(
        |[a, b, c, d, e, f, g]| catastrophe_hazard_per_year(a, b, c, d, e, f, g),
        [
            ("at threshold", 0.02, Rises),
            ("slope", 0.5, Falls),
            ("log10 effective", 27.0, Rises),
            ("threshold log10", 28.4, Falls),
            ("safety effort", 0.3, Falls),
            ("safety exponent", 2.0, Falls),
            ("highest", 0.5, Stays),
        ],
        0.001955357068669502,
    )
    // min(0.5, 0.02 * 10^(0.5 * (29.7 - 28.4)) * (1 - 0.3)^2)
    .and(
        [("slope", 0.5, Rises), ("log10 effective", 29.7, Rises)],
        0.04377499203079439,
    )
    // min(0.5, 0.02 * 10^(0.5 * (40 - 28.4)) * (1 - 0.3)^2)
    .and(
        [
            ("at threshold", 0.02, Stays),
            ("slope", 0.5, Stays),
            ("log10 effective", 40.0, Stays),
            ("threshold log10", 28.4, Stays),
            ("safety effort", 0.3, Stays),
            ("safety exponent", 2.0, Stays),
            ("highest", 0.5, Rises),
        ],
        0.5,
    );
}

#[test]
fn full_effort_leaves_a_millionth_to_the_power_of_its_exponent() {
    let [at_threshold, slope, theta, one] = [0.02, 0.5, 28.0, 1.0].map(|x| Num([x]));
    let hazard = |effort: f64, exponent: f64| {
        catastrophe_hazard_per_year(at_threshold, slope, theta, theta, Num([effort]), Num([exponent]), one).0[0]
    };
    assert!((hazard(1.0, 1.0) / 2e-8 - 1.0).abs() < 1e-9);
    assert!((hazard(1.0, 2.0) / 2e-14 - 1.0).abs() < 1e-9);
    assert!((hazard(0.0, 3.0) / 0.02 - 1.0).abs() < 1e-12);
}

#[test]
fn politics_gets_used_to_incidents() {
    // 120 + 0.25 * (300 - 120) / 3
    worked(
        |[norm, expected, years, step]| next_incident_norm_per_year(norm, expected, years.into(), step.0[0]),
        [
            ("norm", 120.0, Rises),
            ("expected", 300.0, Rises),
            ("years", 3.0, Falls),
            ("step", 0.25, Rises),
        ],
        135.0,
    );
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn efforts_and_alarm_are_shares_and_the_race_leaves_at_most_the_norm(
        norm in 0.0..=1.0, gap in -80.0..80.0, distrust in 0.0..6.0, now in 0.0..=1.0, rules in 0.0..=1.0, incidents in 0.0..900.0,
    ) {
        let [norm, gap, distrust, now, rules, i, half] = [norm, gap, distrust, now, rules, incidents, 0.5].map(|x| Num([x]));
        let race = race_effort(norm, gap, Num([9.0]).into(), distrust);
        prop_assert!(race.0[0] >= 0.0 && race.0[0] <= norm.0[0]);
        let par = norm * follower_at_par(distrust);
        prop_assert!(race.0[0] >= par.0[0] - 1e-12, "nobody makes less effort than a follower at par");
        let Num([effort]) = next_effort(now, Num([9.0]), race, half, rules, half, rules, 0.25);
        let Num([alarm]) = next_alarm(now, Num([1.5]).into(), half, i, Num([30.0]).into(), half, 0.25);
        prop_assert!((0.0..=1.0).contains(&effort) && (0.0..=1.0).contains(&alarm));
    }

    #[test]
    fn incidents_and_hazards_are_never_negative_and_hazards_have_a_top(
        compute in 0.0..1e9, effort in 0.0..=1.0, shock in -6.0..6.0, effective in 15.0..45.0,
    ) {
        let [c, s, shock, e, half] = [compute, effort, shock, effective, 0.5].map(|x| Num([x]));
        let expected = incidents_per_year(Num([40.0]), c.ln(), Num([1e6]).into(), half, half, s);
        prop_assert!(expected.0[0] >= 0.0);
        prop_assert!(counted_incidents_per_year(expected, shock, 0.25).0[0] >= 0.0);
        let Num([hazard]) = catastrophe_hazard_per_year(Num([0.02]), half, e, Num([28.0]), s, Num([2.0]), half);
        prop_assert!((0.0..=0.5).contains(&hazard));
    }
}
