use super::*;
use crate::equations::state_funding::*;

#[test]
fn pressure_adds_mobilisation_lag_controls_and_distrust_to_what_stands() {
    // clamp(0.1 + 0.3 * 0.5 + 0.25 * clamp(9 / 24, 0, 1) + 0.2 * 0.4 + 0.15 * max(0, 1.6 - 1), 0, 1)
    worked(
        |[a, b, c, d, e, f, g, h, i]| pressure(a, b, c, d, e, f, g, h, i),
        [
            ("standing", 0.1, Rises),
            ("mobilisation weight", 0.3, Rises),
            ("mobilisation", 0.5, Rises),
            ("lag weight", 0.25, Rises),
            ("lag months", 9.0, Rises),
            ("controls weight", 0.2, Rises),
            ("controls suffered", 0.4, Rises),
            ("distrust weight", 0.15, Rises),
            ("distrust", 1.6, Rises),
        ],
        0.51375,
    )
    // clamp(0.1 + 0.3 * 0.5 + 0.25 * clamp((-3) / 24, 0, 1) + 0.2 * 0.4 + 0.15 * max(0, 0.8 - 1), 0, 1)
    .and(
        [
            ("lag weight", 0.25, Stays),
            ("lag months", -3.0, Stays),
            ("distrust weight", 0.15, Stays),
            ("distrust", 0.8, Stays),
        ],
        0.33,
    )
    // clamp(0.1 + 0.3 * 0.5 + 0.25 * clamp(30 / 24, 0, 1) + 0.2 * 0.4 + 0.15 * max(0, 0.8 - 1), 0, 1)
    .and([("lag weight", 0.25, Rises), ("lag months", 30.0, Stays)], 0.58)
    // clamp(0.9 + 0.3 * 0.5 + 0.25 * clamp(30 / 24, 0, 1) + 0.2 * 0.4 + 0.15 * max(0, 0.8 - 1), 0, 1)
    .and(
        [
            ("standing", 0.9, Stays),
            ("mobilisation weight", 0.3, Stays),
            ("mobilisation", 0.5, Stays),
            ("lag weight", 0.25, Stays),
            ("controls weight", 0.2, Stays),
            ("controls suffered", 0.4, Stays),
        ],
        1.0,
    )
    // clamp((-0.9) + 0.3 * 0.5 + 0.25 * clamp(30 / 24, 0, 1) + 0.2 * 0.4 + 0.15 * max(0, 0.8 - 1), 0, 1)
    .and([("standing", -0.9, Stays)], 0.0);
}

#[test]
fn a_stage_of_the_delay_follows_the_one_before_at_three_times_the_chains_speed() {
    // 0.2 + (3 * 0.1 / 0.75) * (0.7 - 0.2)
    worked(
        |[stage, stage_before, delay, step]| next_delay_stage(stage, stage_before, delay.into(), step.0[0]),
        [
            ("stage", 0.2, Rises),
            ("stage before", 0.7, Rises),
            ("delay", 0.75, Falls),
            ("step", 0.1, Rises),
        ],
        0.4,
    )
    // 0.9 + (3 * 0.1 / 0.75) * (0.7 - 0.9)
    .and(
        [("stage", 0.9, Rises), ("delay", 0.75, Rises), ("step", 0.1, Falls)],
        0.82,
    );
}

#[test]
fn pressure_works_after_the_mean_delay_of_the_whole_chain() {
    let (delay, step, mut stages) = (Num([0.75]), 1.0 / 12.0, [Num([0.0]); 3]);
    let mut waited = 0.0;
    for _ in 0..600 {
        waited += step * (1.0 - stages[2].0[0]);
        let [first, second, third] = stages;
        stages = [
            next_delay_stage(first, Num([1.0]), delay.into(), step),
            next_delay_stage(second, first, delay.into(), step),
            next_delay_stage(third, second, delay.into(), step),
        ];
    }
    // What is missing under a step of one unit adds up to the mean delay.
    near(Num([waited]), 0.75);
}

#[test]
fn funding_moves_toward_the_levers_share_of_the_economy_as_far_as_mobilised() {
    // 20 + 0.25 * 0.8 * (1.3 * 0.004 * 27000 * 0.5 - 20)
    worked(
        |[a, b, c, d, e, f, g]| next_funding_usd_bn_per_year(a, b, c, d, e, f, g.0[0]),
        [
            ("funding", 20.0, Rises),
            ("adjustment", 0.8, Rises),
            ("funding lever", 1.3, Rises),
            ("full share", 0.004, Rises),
            ("gdp", 27000.0, Rises),
            ("mobilised", 0.5, Rises),
            ("step", 0.25, Rises),
        ],
        30.04,
    )
    // 110 + 0.25 * 0.8 * (1.3 * 0.004 * 27000 * 0.5 - 110)
    .and(
        [
            ("funding", 110.0, Rises),
            ("adjustment", 0.8, Falls),
            ("step", 0.25, Falls),
        ],
        102.04,
    );
}

#[test]
fn funding_rests_at_its_target() {
    let [lever, share, gdp, mobilised] = [2.0, 0.01, 20_000.0, 0.25].map(|x| Num([x]));
    near(
        next_funding_usd_bn_per_year(Num([100.0]), Num([0.8]), lever, share, gdp, mobilised, 0.25),
        100.0,
    );
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn pressure_and_its_stages_are_shares(
        standing in 0.0..=1.0, lever in 0.0..=1.0, lag in -60.0..60.0, suffered in 0.0..=1.0, distrust in 0.0..6.0, stage in 0.0..=1.0,
    ) {
        let [p, m, lag, c, h, w] = [standing, lever, lag, suffered, distrust, 0.4].map(|x| Num([x]));
        let pressure = pressure(p, w, m, w, lag, w, c, w, h);
        prop_assert!((0.0..=1.0).contains(&pressure.0[0]));
        let Num([next]) = next_delay_stage(Num([stage]), pressure, Num([0.5]).into(), 1.0 / 12.0);
        prop_assert!((-1e-12..=1.0 + 1e-12).contains(&next));
    }
}
