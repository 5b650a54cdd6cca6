use super::*;
use crate::equations::distrust::*;

#[test]
fn controls_tool_controls_and_what_is_kept_out_add_up_to_hostile_acts() {
    // 0.6 + 0.35 + 0.2 + 0.1
    worked(
        |[chips, tools, kept_out, materials]| hostile_acts(chips, tools, kept_out, materials),
        [
            ("chip controls", 0.6, Rises),
            ("tool controls", 0.35, Rises),
            ("kept out", 0.2, Rises),
            ("controls on materials", 0.1, Rises),
        ],
        1.25,
    );
}

#[test]
fn distrust_grows_with_threat_acts_echo_and_grievance_and_wears_off_with_fatigue_cost_and_treaty() {
    // 1.4 + 0.25 * (0.5 * 0.7 + 0.3 * 0.9 + 0.2 * 1.6 - (0.25 + 4 * 0.015) * 1.4 + 0.1 - 0.15 * 1.4) + 0.3 *
    // sqrt(0.25) * 0.8
    worked(
        |[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o]| next_distrust(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o.0[0]),
        [
            ("distrust", 1.4, Rises),
            ("threat response", 0.5, Rises),
            ("threat", 0.7, Rises),
            ("acts response", 0.3, Rises),
            ("rival acts", 0.9, Rises),
            ("echo", 0.2, Rises),
            ("rival distrust", 1.6, Rises),
            ("fatigue", 0.25, Falls),
            ("cost fatigue", 4.0, Falls),
            ("spending share", 0.015, Falls),
            ("grievance", 0.1, Rises),
            ("treaty relief", 0.15, Falls),
            ("noise", 0.3, Rises),
            ("shock", 0.8, Rises),
            ("step", 0.25, Rises),
        ],
        1.619,
    )
    // 1.4 + 0.25 * (0.5 * 0.7 + 0.3 * 0.9 + 0.2 * 1.6 - (0.25 + 4 * 0.015) * 1.4 + 0.1 - 0.15 * 1.4) + 0.3 *
    // sqrt(0.25) * (-1.8)
    .and(
        [("noise", 0.3, Falls), ("shock", -1.8, Rises), ("step", 0.25, Falls)],
        1.229,
    );
}

/// Distrust of two states after twenty years of quarters in which only the other's distrust and fatigue work.
fn spiral(echo: f64, fatigue: f64) -> f64 {
    let none = Num([0.0]);
    let step = |own, rival| {
        let [echo, fatigue] = [Num([echo]), Num([fatigue])];
        next_distrust(
            own, none, none, none, none, echo, rival, fatigue, none, none, none, none, none, none, 0.25,
        )
    };
    let mut both = (Num([1.5]), Num([0.5]));
    for _ in 0..80 {
        both = (step(both.0, both.1), step(both.1, both.0));
    }
    both.0.0[0] + both.1.0[0]
}

#[test]
fn the_spiral_calms_down_where_fatigue_exceeds_echo_and_only_there() {
    // Their sum changes by the factor 1 + (echo - fatigue)/4 a quarter: 2 * 0.95^80, 2, 2 * 1.05^80.
    near(Num([spiral(0.2, 0.4)]), 0.03303074877002728);
    near(Num([spiral(0.3, 0.3)]), 2.0);
    near(Num([spiral(0.4, 0.2)]), 99.12288213368487);
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn distrust_is_never_negative(distrust in 0.0..5.0, rival in 0.0..5.0, shock in -6.0..6.0, grievance in -1.0..1.0) {
        let [h, rival, shock, g, x] = [distrust, rival, shock, grievance, 0.4].map(|x| Num([x]));
        let Num([next]) = next_distrust(h, x, x, x, x, x, rival, x, x, x, g, x, x, shock, 0.25);
        prop_assert!(next >= 0.0);
    }
}
