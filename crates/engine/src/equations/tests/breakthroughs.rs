use super::*;
use crate::equations::breakthroughs::*;

#[test]
fn breakthroughs_come_more_often_to_many_researchers_with_little_compute() {
    // min(2.5, 0.3 * sqrt(14 / 10) * ((14 / 20) * (5e6 / 2e6))^0.4)
    worked(
        |[a, b, c, d, e, f, g, h]| rate_per_year(a, b.ln(), c.into(), d.ln(), e.ln(), f.ln(), g, h),
        [
            ("base", 0.3, Rises),
            ("researchers", 14.0, Rises),
            ("researchers reference", 10.0, Falls),
            ("rival researchers", 20.0, Falls),
            ("compute", 2e6, Falls),
            ("rival compute", 5e6, Rises),
            ("scarcity exponent", 0.4, Rises),
            ("highest", 2.5, Stays),
        ],
        0.444017913856057,
    )
    // min(2.5, 0.3 * sqrt(14 / 10) * ((14 / 20) * (5e6 / 9e6))^0.4)
    .and(
        [("compute", 9e6, Falls), ("scarcity exponent", 0.4, Falls)],
        0.24328508607977187,
    )
    // min(2.5, 3 * sqrt(14 / 10) * ((14 / 20) * (5e6 / 2e6))^0.4)
    .and(
        [
            ("base", 3.0, Stays),
            ("researchers", 14.0, Stays),
            ("researchers reference", 10.0, Stays),
            ("rival researchers", 20.0, Stays),
            ("compute", 2e6, Stays),
            ("rival compute", 5e6, Stays),
            ("scarcity exponent", 0.4, Stays),
            ("highest", 2.5, Rises),
        ],
        2.5,
    );
}

#[test]
fn without_response_to_scarcity_only_the_researchers_count() {
    let [base, people, reference, compute, rival_compute] = [0.3, 9.0, 4.0, 7.0, 11.0].map(|x| Num([x]));
    let rate = rate_per_year(
        base,
        people.ln(),
        reference.into(),
        Num([5.0]).ln(),
        compute.ln(),
        rival_compute.ln(),
        Num([0.0]),
        Num([9.0]),
    );
    near(rate, 0.45);
}

#[test]
fn a_jump_is_the_mean_times_an_exponential_draw() {
    // min(-0.6 * ln(1 - 0.35), 4 * 0.6)
    worked(
        |[mean, uniform]| jump_log(mean, uniform),
        [("mean", 0.6, Rises), ("uniform", 0.35, Rises)],
        0.25846974965547254,
    )
    // min(-0.6 * ln(1 - 0.99), 4 * 0.6)
    .and([("uniform", 0.99, Stays)], 2.4);
}

#[test]
fn jumps_have_their_mean_but_for_the_part_cut_off_at_four_means() {
    let cells = 10_000;
    let jump = |cell| jump_log(Num([0.5]), Num([(f64::from(cell) + 0.5) / f64::from(cells)])).0[0];
    let mean = (0..cells).map(jump).sum::<f64>() / f64::from(cells);
    // 0.5 (1 - exp(-4)); the middle of 10,000 cells stands for the integral.
    assert!((mean - 0.490842180555633).abs() < 1e-6, "{mean}");
}

#[test]
fn breakthroughs_shrink_as_software_gets_better() {
    // 0.8 * exp(-0.2 * 1.5)
    worked(
        |[mean, level, difficulty]| mean_jump_log(mean, level, difficulty),
        [("mean", 0.8, Rises), ("level", 1.5, Falls), ("difficulty", 0.2, Falls)],
        0.592_654_576_545_374_3,
    );
}

#[test]
fn a_published_breakthrough_is_put_to_use_over_years() {
    // 0.5 + 0.7 * 0.4 - 0.25 * 0.5 / 1.5
    worked(
        |[known, published, jump, years, step]| next_known_log(known, published, jump, years.into(), step.0[0]),
        [
            ("known", 0.5, Rises),
            ("published", 0.7, Rises),
            ("jump", 0.4, Rises),
            ("years", 1.5, Rises),
            ("step", 0.25, Falls),
        ],
        0.6966666666666667,
    );
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn a_rate_is_never_negative_nor_above_the_highest(
        people in 1.0..60.0, rival in 1.0..60.0, compute in 0.0..1e8, rival_compute in 0.0..1e8, scarcity in 0.0..2.0,
    ) {
        let [people, rival, c, rival_c, s] = [people, rival, compute, rival_compute, scarcity].map(|x| Num([x]));
        let Num([rate]) = rate_per_year(Num([0.4]), people.ln(), Num([10.0]).into(), rival.ln(), c.ln(), rival_c.ln(), s, Num([2.0]));
        prop_assert!((0.0..=2.0).contains(&rate));
    }

    #[test]
    fn a_jump_lies_between_nothing_and_four_means(mean in 0.0..3.0, uniform in 0.0..1.0) {
        let Num([jump]) = jump_log(Num([mean]), Num([uniform]));
        prop_assert!((0.0..=4.0 * mean).contains(&jump));
    }
}
