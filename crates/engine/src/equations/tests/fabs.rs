use super::*;
use crate::equations::fabs::*;

#[test]
fn effort_comes_from_unmet_demand_the_mandate_and_mobilisation() {
    // 1.2 * 0.35 + 0.8 * 0.25 + 0.5 * 0.6
    worked(
        |[a, b, c, d, e, f]| effort(a, b, c, d, e, f),
        [
            ("unmet weight", 1.2, Rises),
            ("unmet share", 0.35, Rises),
            ("mandate weight", 0.8, Rises),
            ("forbidden share", 0.25, Rises),
            ("mobilisation weight", 0.5, Rises),
            ("mobilised", 0.6, Rises),
        ],
        0.92,
    );
}

#[test]
fn controls_bind_as_far_as_allies_follow() {
    // min(1, 0.6 * (1 + 0.5 * (1.4 - 1)))
    worked(
        |[controls, share, compliance]| binding_controls(controls, share, compliance),
        [
            ("controls", 0.6, Rises),
            ("allied share", 0.5, Rises),
            ("compliance", 1.4, Rises),
        ],
        0.72,
    )
    .and(
        [
            ("controls", 0.9, Stays),
            ("allied share", 0.5, Stays),
            ("compliance", 2.0, Stays),
        ],
        1.0,
    );
    let some = Num([0.75]);
    assert_eq!(binding_controls(some, Num([0.5]), Num([1.0])), some);
}

#[test]
fn tool_controls_bite_until_they_are_escaped() {
    // 1 - 0.7 * 0.6 * (1 - 0.25)
    worked(
        |[bite, tool_controls, escaped]| openness_to_tools(bite, tool_controls, escaped),
        [
            ("bite", 0.7, Falls),
            ("tool controls", 0.6, Falls),
            ("escaped", 0.25, Rises),
        ],
        0.685,
    );
}

#[test]
fn escape_and_the_absence_of_controls_leave_all_growth_and_a_full_bite_leaves_none() {
    let [none, one, some] = [Num([0.0]), Num([1.0]), Num([0.6])];
    assert_eq!(openness_to_tools(some, some, one), one);
    assert_eq!(openness_to_tools(some, none, none), one);
    assert_eq!(openness_to_tools(one, one, none), none);
}

#[test]
fn capacity_grows_with_tools_effort_better_chips_and_the_room_that_demand_leaves() {
    // 400000 * exp(clamp((0.5 * 0.8 * (1 + 0.6 * 0.9) + 0.3 * 0.4) * (1 - 400000 * 0.55 / (1.5 * max(800000, 1000))) * 0.25 +
    // 0.2 * sqrt(0.25) * 0.4, -1/2, 1/2))
    worked(
        |[a, b, c, d, e, f, g, h, i, j, k, l, m]| {
            next_capacity_h100e_per_year(a, b, c, d, e, f, g, h, i, j, k, l, m.0[0])
        },
        [
            ("capacity", 400_000.0, Rises),
            ("growth", 0.5, Rises),
            ("density share", 0.3, Rises),
            ("chip progress", 0.4, Rises),
            ("tool openness", 0.8, Rises),
            ("effort response", 0.6, Rises),
            ("effort", 0.9, Rises),
            ("fab yield", 0.55, Falls),
            ("headroom", 1.5, Rises),
            ("demand", 800_000.0, Rises),
            ("noise", 0.2, Rises),
            ("shock", 0.4, Rises),
            ("step", 0.25, Rises),
        ],
        483828.84288639604,
    )
    // 400 * exp(...), demand held at 1,000
    .and(
        [("capacity", 400.0, Rises), ("demand", 700.0, Stays)],
        487.1041109605449,
    )
    // 4e6 * exp(...): above its limit it shrinks
    .and(
        [
            ("capacity", 4e6, Rises),
            ("growth", 0.5, Falls),
            ("density share", 0.3, Falls),
            ("chip progress", 0.4, Falls),
            ("tool openness", 0.8, Falls),
            ("effort response", 0.6, Falls),
            ("effort", 0.9, Falls),
            ("demand", 800_000.0, Rises),
            ("noise", 0.2, Falls),
            ("shock", -0.4, Rises),
            ("step", 0.25, Falls),
        ],
        3296828.7704554414,
    );
}

#[test]
fn capacity_rests_where_output_fills_the_headroom() {
    let [growth, open, response, effort, none] = [0.5, 0.8, 0.6, 0.9, 0.0].map(|x| Num([x]));
    let [rest, fab_yield, headroom, demand] = [3e6, 0.5, 1.5, 1e6].map(|x| Num([x]));
    near(
        next_capacity_h100e_per_year(
            rest, growth, open, effort, open, response, effort, fab_yield, headroom, demand, none, none, 0.25,
        ),
        3e6,
    );
}

#[test]
fn yield_learns_from_what_was_produced() {
    // 0.85 - (0.85 - 0.3) * (1 + 600000 / 200000)^(-0.4)
    worked(
        |[a, b, c, d, e]| fab_yield(a, b, c, d.into(), e),
        [
            ("highest", 0.85, Rises),
            ("initial", 0.3, Rises),
            ("produced", 600_000.0, Rises),
            ("reference", 200_000.0, Falls),
            ("learning exponent", 0.4, Rises),
        ],
        0.5341079523758153,
    );
}

#[test]
fn yield_starts_at_the_initial_one_and_ends_at_the_highest() {
    let after = |produced| fab_yield(Num([0.9]), Num([0.2]), Num([produced]), Num([1e5]).into(), Num([0.5]));
    near(after(0.0), 0.2);
    near(after(3e5), 0.55);
    assert!((after(1e18).0[0] - 0.9).abs() < 1e-5);
}

#[test]
fn domestic_chips_are_good_dies_and_the_release_of_the_bank() {
    // 400000 * 0.55 + 30000
    worked(
        |[capacity, fab_yield, bank_release]| domestic_h100e_per_year(capacity, fab_yield, bank_release),
        [
            ("capacity", 400_000.0, Rises),
            ("fab yield", 0.55, Rises),
            ("bank release", 30000.0, Rises),
        ],
        250_000.0,
    );
}

#[test]
fn a_stage_of_the_die_bank_fills_from_the_one_before_and_empties() {
    // 80000 + 0.25 * (200000 - 80000) / 0.8
    worked(
        |[stage, stage_before, years, step]| next_bank_stage_h100e(stage, stage_before, years.into(), step.0[0]),
        [
            ("stage", 80000.0, Rises),
            ("stage before", 200_000.0, Rises),
            ("years", 0.8, Falls),
            ("step", 0.25, Rises),
        ],
        117_500.0,
    )
    // 80000 + 0.25 * (30000 - 80000) / 0.8
    .and(
        [
            ("stage before", 30000.0, Rises),
            ("years", 0.8, Rises),
            ("step", 0.25, Falls),
        ],
        64375.0,
    );
}

#[test]
fn the_bank_gives_out_what_was_in_both_stages_once() {
    let (mut first, mut second, mut released) = (Num([3e5]), Num([1e5]), 0.0);
    let years = Num([1.5]);
    for _ in 0..400 {
        released += 0.25 * (second / years).0[0];
        (first, second) = (
            next_bank_stage_h100e(first, Num([0.0]), years.into(), 0.25),
            next_bank_stage_h100e(second, first, years.into(), 0.25),
        );
    }
    near(Num([released]), 400_000.0);
}

#[test]
fn the_gap_widens_with_the_frontier_and_closes_with_own_progress_new_nodes_and_luck() {
    // clamp(1.1 + 0.25 * (0.4 - 0.25 * (1 + 0.6 * 0.9) * (1 - 0.5 * (1 - 0.7)) - 0.3 * 0.8 * 1.1) -
    // 0.2 * sqrt(0.25) * 0.5, 0, 4)
    worked(
        |[a, b, c, d, e, f, g, h, i, j, k, l]| next_quality_gap(a, b, c, d, e, f, g, h, i, j, k, l.0[0]),
        [
            ("gap", 1.1, Rises),
            ("frontier rate", 0.4, Rises),
            ("own rate", 0.25, Falls),
            ("effort response", 0.6, Falls),
            ("own rate exposure", 0.5, Rises),
            ("catch up", 0.3, Falls),
            ("node reach", 0.8, Falls),
            ("tool openness", 0.7, Falls),
            ("effort", 0.9, Falls),
            ("noise", 0.2, Falls),
            ("shock", 0.5, Falls),
            ("step", 0.25, Falls),
        ],
        1.0021875,
    )
    // clamp(1.1 + 0.25 * (0.9 - 0.25 * (1 + 0.6 * 0.9) * (1 - 0.5 * (1 - 0.7)) - 0) - 0.2 * sqrt(0.25) * (-0.5), 0, 4): without a new
    // node nothing is caught up
    .and(
        [
            ("frontier rate", 0.9, Rises),
            ("catch up", 0.3, Stays),
            ("node reach", 0.0, Stays),
            ("noise", 0.2, Rises),
            ("shock", -0.5, Falls),
            ("step", 0.25, Rises),
        ],
        1.2931875000000002,
    );
}

#[test]
fn the_gap_is_held_between_its_ends_by_luck_of_either_kind() {
    let next = |gap: f64, shock: f64| {
        let x = Num([0.5]);
        next_quality_gap(Num([gap]), x, x, x, x, x, x, x, x, x, Num([shock]), 0.25)
    };
    assert_eq!(next(3.9, -9.0), Num([4.0]));
    assert_eq!(next(0.4, 9.0), Num([0.0]));
}

#[test]
fn escape_becomes_likelier_with_the_square_of_effort_added_up() {
    // 0.08 * 3.5^2
    worked(
        |[at_one, effort_years]| escape_hazard_per_year(at_one, effort_years),
        [("at one effort-year", 0.08, Rises), ("effort years", 3.5, Rises)],
        0.98,
    );
}

#[test]
fn nobody_escapes_without_effort() {
    assert_eq!(escape_hazard_per_year(Num([0.5]), Num([0.0])), Num([0.0]));
}

#[test]
fn chips_further_behind_need_more_energy_and_count_less_in_one_run() {
    // 2.3^(1.5 / 1.2)
    worked(
        |[penalty, gap, reference]| energy_penalty(penalty, gap, reference.into()),
        [("penalty", 2.3, Rises), ("gap", 1.5, Rises), ("reference", 1.2, Falls)],
        2.832433974483172,
    );
    // exp(-0.3 * 1.5)
    worked(
        |[response, gap]| cluster_efficiency(response, gap),
        [("response", 0.3, Falls), ("gap", 1.5, Falls)],
        0.6376281516217733,
    );
    near(energy_penalty(Num([2.3]), Num([0.0]), Num([1.2]).into()), 1.0);
    near(cluster_efficiency(Num([0.3]), Num([0.0])), 1.0);
}

#[test]
fn the_reach_of_a_node_is_used_up_in_years() {
    // 0.8 * (1 - 0.25 / 2.5) + 1
    worked(
        |[reach, years, step, dt]| next_node_reach(reach, years.into(), step, dt.0[0]),
        [
            ("reach", 0.8, Rises),
            ("years", 2.5, Rises),
            ("step", 1.0, Rises),
            ("dt", 0.25, Falls),
        ],
        1.72,
    );
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn openness_to_tools_is_a_share(a in 0.0..=1.0, b in 0.0..=1.0, c in 0.0..=1.0) {
        let Num([open]) = openness_to_tools(Num([a]), Num([b]), Num([c]));
        prop_assert!((0.0..=1.0).contains(&open));
    }

    #[test]
    fn capacity_moves_at_most_by_half_a_log_point_a_step(
        capacity in 1.0..1e8, growth in 0.0..5.0, effort in 0.0..3.0, demand in 0.0..1e8, shock in -6.0..6.0,
    ) {
        let [growth, effort, demand, shock, one] = [growth, effort, demand, shock, 1.0].map(|x| Num([x]));
        let Num([next]) =
            next_capacity_h100e_per_year(Num([capacity]), growth, one, effort, one, one, effort, one, one, demand, one, shock, 0.25);
        // exp(-1/2) and exp(1/2)
        prop_assert!(next >= capacity * 0.6065306597 && next <= capacity * 1.6487212708);
    }

    #[test]
    fn yield_lies_between_the_initial_and_the_highest(initial in 0.05..0.5, more in 0.0..0.5, made in 0.0..1e9, b in 0.0..1.5) {
        let highest = initial + more;
        let Num([share]) = fab_yield(Num([highest]), Num([initial]), Num([made]), Num([1e5]).into(), Num([b]));
        prop_assert!(share >= initial - 1e-12 && share <= highest);
    }
}

#[test]
fn a_better_chip_takes_less_memory_for_the_same_work_as_far_as_it_takes_less_silicon() {
    // 0.09 * (1 + 0.5 * 0.3 * 0.25)
    worked(
        |[stack, share, progress, step]| next_h100e_per_stack(stack, share, progress, step.0[0]),
        [
            ("H100e per stack", 0.09, Rises),
            ("density share", 0.5, Rises),
            ("chip progress", 0.3, Rises),
            ("step", 0.25, Rises),
        ],
        0.093_375,
    );
}

#[test]
fn own_memory_grows_with_tools_and_effort_toward_what_chips_take() {
    // 2 * 10^6 * (1 + 1.6 * 0.5 * (1 + 0.4 * 0.75) * (1 - 2/8) * 0.25)
    worked(
        |[own, growth, openness, response, effort, needed, step]| {
            next_own_memory_stacks_per_year(own, growth, openness, response, effort, needed, step.0[0])
        },
        [
            ("own", 2e6, Rises),
            ("growth", 1.6, Rises),
            ("openness", 0.5, Rises),
            ("effort response", 0.4, Rises),
            ("effort", 0.75, Rises),
            ("needed", 8e6, Rises),
            ("step", 0.25, Rises),
        ],
        2_390_000.0,
    )
    // Far beyond what is needed: half is gone at once, and no more.
    .and(
        [
            ("own", 2e6, Rises),
            ("growth", 1.6, Stays),
            ("openness", 0.5, Stays),
            ("effort response", 0.4, Stays),
            ("effort", 0.75, Stays),
            ("needed", 1e4, Stays),
            ("step", 0.25, Stays),
        ],
        1e6,
    );
}

#[test]
fn the_store_of_memory_gives_what_is_barred_and_not_made() {
    // 12 * 10^6 - 0.25 * (0.8 * 5 * 10^6 - 10^6)
    worked(
        |[stock, years, controls, used, own, step]| {
            next_memory_stock_stacks(stock, years.into(), controls, used, own, step.0[0])
        },
        [
            ("stock", 12e6, Rises),
            ("years", 0.5, Stays),
            ("controls", 0.8, Falls),
            ("used", 5e6, Falls),
            ("own", 1e6, Rises),
            ("step", 0.25, Falls),
        ],
        11_250_000.0,
    )
    // 10^6 - 0.25 * 10^6 / 0.5: no faster than it can be used up
    .and(
        [
            ("stock", 1e6, Rises),
            ("years", 0.5, Rises),
            ("controls", 0.8, Stays),
            ("used", 5e6, Stays),
            ("own", 1e6, Stays),
            ("step", 0.25, Falls),
        ],
        500_000.0,
    );
}

#[test]
fn chips_need_wafers_and_memory() {
    // 0.2 * 10^6 + 0.1 * (2 * 10^6 + 10^6 / 0.5)
    worked(
        |[wafers, controls, per_stack, own, stock, years]| {
            offer_h100e_per_year(wafers, controls, per_stack, own, stock, years.into())
        },
        [
            ("from wafers", 1e6, Rises),
            ("controls", 0.8, Falls),
            ("H100e per stack", 0.1, Rises),
            ("own", 2e6, Rises),
            ("stock", 1e6, Rises),
            ("years", 0.5, Falls),
        ],
        600_000.0,
    )
    // Memory enough: wafers bind.
    .and(
        [
            ("from wafers", 1e6, Rises),
            ("controls", 0.8, Stays),
            ("H100e per stack", 0.1, Stays),
            ("own", 9e6, Stays),
            ("stock", 1e6, Stays),
            ("years", 0.5, Stays),
        ],
        1e6,
    );
}

#[test]
fn without_controls_memory_never_binds_and_nothing_is_taken_from_the_store() {
    let (none, stock) = (Num([0.0]), Num([12e6]));
    assert_eq!(
        offer_h100e_per_year(Num([1e6]), none, Num([0.1]), none, none, Num([0.5]).into()).0,
        [1e6]
    );
    assert_eq!(
        next_memory_stock_stacks(stock, Num([0.5]).into(), none, Num([5e6]), none, 0.25),
        stock
    );
}
