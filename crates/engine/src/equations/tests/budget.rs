use super::*;
use crate::equations::budget::*;

#[test]
fn the_compute_budget_is_a_share_of_private_and_counted_state_money() {
    // (0.8 - 0.3) * (40 + 0.35 * 12)
    worked(
        |[a, b, c, d, e]| compute_budget_usd_bn_per_year(a, b, c, d, e),
        [
            ("compute share", 0.8, Rises),
            ("share missing", 0.3, Falls),
            ("private", 40.0, Rises),
            ("state weight", 0.35, Rises),
            ("state", 12.0, Rises),
        ],
        22.1,
    );
}

#[test]
fn what_is_carried_over_may_be_spent_within_half_a_year() {
    worked(
        |[budget, carried]| spendable_usd_bn_per_year(budget, carried),
        [("budget", 40.0, Rises), ("carried", 6.0, Rises)],
        52.0,
    );
}

#[test]
fn what_comes_in_is_spent_goes_back_or_is_carried() {
    // 6 + 0.25 * (40 - 30 - 6 / 2)
    worked(
        |[carried, budget, spent, years, step]| next_carried_usd_bn(carried, budget, spent, years.into(), step.0[0]),
        [
            ("carried", 6.0, Rises),
            ("budget", 40.0, Rises),
            ("spent", 30.0, Falls),
            ("return years", 2.0, Rises),
            ("step", 0.25, Rises),
        ],
        7.75,
    );
}

#[test]
fn growth_is_seen_over_a_year() {
    // 0.4 + ln(52 / 50) - 0.25 * 0.4
    worked(
        |[growth, before, now, step]| next_budget_growth_per_year(growth, before, now, step.0[0]),
        [
            ("growth", 0.4, Rises),
            ("before", 50.0, Falls),
            ("now", 52.0, Rises),
            ("step", 0.25, Falls),
        ],
        0.3392207131532814,
    );
}

#[test]
fn power_is_ordered_for_the_chips_that_money_will_buy_when_it_comes_on_line() {
    // j = (40 + 10 * 0.5) / (30 + 10); max(0, j * exp(2 * 0.2) - 0.5 + 5 * (1 + 0.1) + 2 * (j - 0.5) - 4 - 1.5)
    worked(
        |[a, b, c, d, e, f, g, h, i, j]| power_wanted_gw_per_year(a, (b + c).into(), c, d, e, f, g, h, i, j),
        [
            ("money", 40.0, Rises),
            ("chip cost", 30.0, Falls),
            ("facility cost", 10.0, Falls),
            ("retiring", 0.5, Falls),
            ("growth", 0.2, Rises),
            ("delay", 2.0, Rises),
            ("need", 5.0, Rises),
            ("margin", 0.1, Rises),
            ("power", 4.0, Falls),
            ("under way", 1.5, Falls),
        ],
        2.428302784846429,
    );
    let [none, much, some] = [0.0, 900.0, 2.0].map(|x| Num([x]));
    assert_eq!(
        power_wanted_gw_per_year(
            some,
            (some + some).into(),
            some,
            none,
            none,
            some,
            none,
            none,
            much,
            none
        ),
        Num([0.0])
    );
}

#[test]
fn rent_is_a_share_of_what_installing_costs() {
    // 10^(-6) * 0.45 * (20 + 10 * 0.7)
    worked(
        |[share, price, facility, kw]| rent_usd_bn_per_h100e_year(share, price, facility, kw),
        [
            ("share", 0.45, Rises),
            ("price", 20.0, Rises),
            ("facility", 10.0, Rises),
            ("kW", 0.7, Rises),
        ],
        1.2149999999999999e-05,
    );
}

#[test]
fn what_can_be_rented_abroad_shrinks_with_enforcement_and_rules_on_access() {
    // 0.35 * (1 - 0.4) * 0.5 * 4000000 * (1 - 0.25)
    worked(
        |[most, enforcement, ratio, installed, access]| rentable_h100e(most, enforcement, ratio, installed, access),
        [
            ("most", 0.35, Rises),
            ("enforcement", 0.4, Falls),
            ("ratio", 0.5, Rises),
            ("installed", 4e6, Rises),
            ("access controls", 0.25, Falls),
        ],
        315_000.0,
    );
}

#[test]
fn rented_compute_moves_toward_what_money_and_rules_allow() {
    // 300000 + 0.25 * 1.5 * (min(500000, 800000) - 300000)
    worked(
        |[rented, speed, affordable, offered, step]| next_rented_h100e(rented, speed, affordable, offered, step.0[0]),
        [
            ("rented", 3e5, Rises),
            ("speed", 1.5, Rises),
            ("affordable", 5e5, Rises),
            ("offered", 8e5, Stays),
            ("step", 0.25, Rises),
        ],
        375_000.0,
    )
    .and([("affordable", 5e5, Stays), ("offered", 4e5, Rises)], 337_500.0);
}
