use super::*;
use crate::equations::private_investment::*;

#[test]
fn the_ceiling_is_a_share_of_the_economy_and_grows_with_what_ai_adds() {
    // (0.02 + 0.2 * 0.05) * 27000
    worked(
        |[ceiling_share, reinvested, output, gdp]| ceiling_usd_bn_per_year(ceiling_share, reinvested, output, gdp),
        [
            ("ceiling share", 0.02, Rises),
            ("reinvested", 0.2, Rises),
            ("ai output", 0.05, Rises),
            ("gdp", 27000.0, Rises),
        ],
        810.0,
    );
}

#[test]
fn investors_like_the_race_distrust_and_progress() {
    // 0.6 * (0.8 - 1/2) + 0.2 * (1.3 - 1) + 0.3 * (18 / 15 - 1)
    worked(
        |[a, b, c, d, e, f, g]| investor_mood(a, b, c, d, e, f, g.into()),
        [
            ("threat response", 0.6, Rises),
            ("threat", 0.8, Rises),
            ("distrust response", 0.2, Rises),
            ("distrust", 1.3, Rises),
            ("progress response", 0.3, Rises),
            ("own pace", 18.0, Rises),
            ("usual pace", 15.0, Falls),
        ],
        0.3,
    )
    // 0.6 * (0.3 - 1/2) + 0.2 * (0.7 - 1) + 0.3 * (10 / 15 - 1)
    .and(
        [
            ("threat response", 0.6, Falls),
            ("threat", 0.3, Rises),
            ("distrust response", 0.2, Falls),
            ("distrust", 0.7, Rises),
            ("progress response", 0.3, Falls),
            ("own pace", 10.0, Rises),
        ],
        -0.28,
    );
}

#[test]
fn nothing_moves_investors_at_half_a_threat_usual_distrust_and_usual_pace() {
    let [response, half, usual, pace] = [3.0, 0.5, 1.0, 15.0].map(|x| Num([x]));
    assert_eq!(
        investor_mood(response, half, response, usual, response, pace, pace.into()),
        Num([0.0])
    );
}

#[test]
fn investment_grows_with_mood_and_rally_below_its_ceiling_and_suffers_from_rules_and_idle_money() {
    // 90 * exp(clamp((0.5 * (1 + 0.3) * (1 - (90 / 540)^2) * (1 - 4 * (0.2 - 1/8)) + 0.15 - 0.2 * 0.4) * 0.25 + 0.25 *
    // sqrt(0.25) * 0.6, -1/2, 1/2))
    worked(
        |[a, b, c, d, e, f, g, h, i, j, k, l]| next_investment_usd_bn_per_year(a, b, c, d, e, f, g, h, i, j, k, l.0[0]),
        [
            ("investment", 90.0, Rises),
            ("ceiling", 540.0, Rises),
            ("growth", 0.5, Rises),
            ("idle brake", 4.0, Falls),
            ("idle share", 0.2, Falls),
            ("mood", 0.3, Rises),
            ("rally", 0.15, Rises),
            ("burden cost", 0.2, Falls),
            ("regulation", 0.4, Falls),
            ("noise", 0.25, Rises),
            ("shock", 0.6, Rises),
            ("step", 0.25, Rises),
        ],
        110.26647630539254,
    )
    // 700 * exp(clamp((0.5 * (1 - (700 / 540)^2) * max(0, 1 + 0.3) + 0.05 - 0.2 * 0.4) * 0.25 + 0.25 * sqrt(0.25) *
    // (-0.6), -1/2, 1/2)): a month's money that waits holds nobody back
    .and(
        [
            ("investment", 700.0, Rises),
            ("growth", 0.5, Falls),
            ("idle brake", 4.0, Stays),
            ("idle share", 0.08, Stays),
            ("mood", 0.3, Falls),
            ("rally", 0.05, Rises),
            ("noise", 0.25, Falls),
            ("shock", -0.6, Rises),
            ("step", 0.25, Falls),
        ],
        577.101361415343,
    )
    // 700 * exp(1/2)
    .and(
        [
            ("ceiling", 540.0, Stays),
            ("growth", 0.5, Stays),
            ("mood", -1.2, Stays),
            ("rally", 0.05, Stays),
            ("burden cost", 0.2, Stays),
            ("regulation", 0.4, Stays),
            ("noise", 0.25, Stays),
            ("shock", 9.0, Stays),
            ("step", 0.25, Stays),
        ],
        1154.1048894900898,
    )
    // 700 * exp(-1/2)
    .and([("shock", -9.0, Stays)], 424.5714617988434);
}

#[test]
fn investment_rests_at_its_ceiling() {
    let [ceiling, growth, mood, none] = [540.0, 0.5, 0.3, 0.0].map(|x| Num([x]));
    near(
        next_investment_usd_bn_per_year(
            ceiling, ceiling, growth, mood, none, mood, none, none, none, none, none, 0.25,
        ),
        540.0,
    );
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn investment_stays_positive_and_moves_at_most_by_half_a_log_point_a_step(
        now in 1.0..4000.0, mood in -3.0..5.0, rally in 0.0..3.0, shock in -6.0..6.0,
    ) {
        let [mood, rally, shock, half] = [mood, rally, shock, 0.5].map(|x| Num([x]));
        let Num([next]) =
            next_investment_usd_bn_per_year(Num([now]), Num([600.0]), half, half, half, mood, rally, half, half, half, shock, 0.25);
        // exp(-1/2) and exp(1/2)
        prop_assert!(next >= now * 0.6065306597 && next <= now * 1.6487212708);
    }
}
