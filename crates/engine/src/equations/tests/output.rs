use super::*;
use crate::equations::output::*;

#[test]
fn what_ai_could_add_rises_with_effective_compute_and_with_what_is_served() {
    // 0.4 * 1.2 / (1 + exp(-4 * (30 - 34) / 8))
    worked(
        |[full, effective, threshold, width, served]| reachable_share(full, effective, threshold, width.into(), served),
        [
            ("full share", 0.4, Rises),
            ("log10 effective", 30.0, Rises),
            ("threshold", 34.0, Falls),
            ("width", 8.0, Rises),
            ("served", 1.2, Rises),
        ],
        0.05721740257061642,
    );
    near(
        reachable_share(Num([0.4]), Num([34.0]), Num([34.0]), Num([8.0]).into(), Num([1.0])),
        0.2,
    );
    // Whatever is served, AI adds no more than all of it.
    let served = reachable_share(Num([0.4]), Num([60.0]), Num([34.0]), Num([8.0]).into(), Num([1.5]));
    assert_eq!(served, Num([0.4]));
}

#[test]
fn the_economy_takes_up_what_ai_can_do_over_years() {
    // 0.02 + 0.25 * (0.1 - 0.02) / 4
    worked(
        |[share, reachable, years, step]| next_share(share, reachable, years.into(), step.0[0]),
        [
            ("share", 0.02, Rises),
            ("reachable", 0.1, Rises),
            ("years", 4.0, Falls),
            ("step", 0.25, Rises),
        ],
        0.025,
    );
}
