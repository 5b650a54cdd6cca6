use super::*;
use crate::equations::named_events::{burden_with_caution, missing_supply_share, months_until};
use crate::numeric::Scale;

const STEP: f64 = 1.0 / 12.0;

#[test]
fn what_taiwan_does_not_deliver_comes_back_over_years() {
    let missing = |months, loss: Num<1>, years: Num<1>| missing_supply_share(months, loss, Scale::from(years), STEP);
    // 0.8 exp(-18/12/2)
    worked(
        |[months, loss, years]| missing(months, loss, years),
        [("months", 18.0, Falls), ("loss", 0.8, Rises), ("years", 2.0, Rises)],
        0.3778932421928118,
    );
    assert_eq!(missing(Num([-1.0]), Num([0.8]), Num([2.0])), Num([0.0]));
    assert_eq!(missing(Num([0.0]), Num([0.8]), Num([2.0])), Num([0.8]));
}

#[test]
fn half_of_all_worlds_have_had_an_event_when_its_hazard_has_added_up_to_ln_2() {
    // -12 ln(1 - 0.5)/0.02
    worked(
        |[luck, rate]| months_until(luck, rate, STEP),
        [("luck", 0.5, Rises), ("rate", 0.02, Falls)],
        415.88830833596716,
    );
    assert_eq!(months_until(Num([0.0]), Num([0.02]), STEP), Num([0.0]));
}

#[test]
fn caution_adds_to_the_burden_and_can_be_taken_away_again() {
    worked(
        |[burden, caution]| burden_with_caution(burden, caution),
        [("burden", 0.4, Rises), ("caution", 0.2, Rises)],
        0.6,
    );
    assert_eq!(burden_with_caution(Num([0.9]), Num([0.2])), Num([1.0]));
    assert_eq!(burden_with_caution(Num([0.1]), Num([-0.2])), Num([0.0]));
}
