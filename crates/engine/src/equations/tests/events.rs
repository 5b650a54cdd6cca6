use super::*;
use crate::equations::chance;
use crate::equations::mandate::{forbidden_share, kept_out_share};
use crate::equations::threshold::passed;
use crate::numeric::Mask;

#[test]
fn an_event_is_likelier_in_a_longer_step_at_a_higher_hazard() {
    // 1 - exp(-0.4 * 0.25)
    worked(
        |[hazard, step]| chance(hazard, step.0[0]),
        [("hazard", 0.4, Rises), ("step", 0.25, Rises)],
        0.09516258196404043,
    );
}

#[test]
fn without_hazard_nothing_happens_and_two_half_steps_are_a_whole_one() {
    assert_eq!(chance(Num([0.0]), 0.25), Num([0.0]));
    let [half, whole] = [chance(Num([0.8]), 0.25), chance(Num([0.8]), 0.5)];
    near(1.0 - (1.0 - half) * (1.0 - half), whole.0[0]);
}

#[test]
fn a_mandate_forbids_only_what_is_not_made_at_home() {
    // 0.6 * (1 - 0.3)
    worked(
        |[mandate, own_frontier_share]| forbidden_share(mandate, own_frontier_share),
        [("mandate", 0.6, Rises), ("own frontier share", 0.3, Falls)],
        0.42,
    );
}

#[test]
fn a_mandate_binds_in_full_without_own_frontier_firms_and_not_at_all_with_only_such() {
    assert_eq!(forbidden_share(Num([0.6]), Num([0.0])), Num([0.6]));
    assert_eq!(forbidden_share(Num([0.6]), Num([1.0])), Num([0.0]));
}

#[test]
fn a_block_keeps_out_part_of_what_the_mandate_lets_in() {
    // 0.6 + 0.5 * (1 - 0.2) * (1 - 0.6)
    worked(
        |[forbidden, block, own_frontier_share]| kept_out_share(forbidden, block, own_frontier_share),
        [
            ("forbidden", 0.6, Rises),
            ("block", 0.5, Rises),
            ("own frontier share", 0.2, Falls),
        ],
        0.76,
    );
    assert_eq!(kept_out_share(Num([0.6]), Num([0.0]), Num([0.0])), Num([0.6]));
    assert_eq!(kept_out_share(Num([0.6]), Num([1.0]), Num([0.0])), Num([1.0]));
}

#[test]
fn the_threshold_is_passed_at_it_and_above_in_each_run_for_itself() {
    let answers = passed(Num([27.9, 28.0, 28.1, 29.0]), Num([28.0, 28.0, 28.0, 29.1]));
    assert_eq!(answers, Mask([0, u64::MAX, u64::MAX, 0]));
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn a_chance_is_a_share(hazard in 0.0..1e4, step in 0.0..2.0) {
        let Num([share]) = chance(Num([hazard]), step);
        prop_assert!((0.0..=1.0).contains(&share));
    }
}
