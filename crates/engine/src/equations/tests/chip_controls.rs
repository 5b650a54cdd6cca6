use super::*;
use crate::equations::chip_controls::*;

#[test]
fn the_price_follows_the_power_of_a_chip_and_scarcity() {
    // 30 * 0.8 * (1 + 0.4)
    worked(
        |[per_kw, kw, scarcity]| price_usd_k_per_h100e(per_kw, kw, scarcity),
        [("per kW", 30.0, Rises), ("kW", 0.8, Rises), ("scarcity", 0.4, Rises)],
        33.6,
    );
}

#[test]
fn demand_is_what_money_and_power_allow() {
    // 10^6 * min(14 / 28, 2 / 0.8)
    worked(
        |[a, b, c, d]| demand_h100e_per_year(a, b.into(), c, d.into()),
        [
            ("money", 14.0, Rises),
            ("price", 28.0, Falls),
            ("room", 2.0, Stays),
            ("kW", 0.8, Stays),
        ],
        500_000.0,
    )
    // 10^6 * min(14 / 28, 0.2 / 0.8)
    .and(
        [
            ("money", 14.0, Stays),
            ("price", 28.0, Stays),
            ("room", 0.2, Rises),
            ("kW", 0.8, Falls),
        ],
        250_000.0,
    );
}

#[test]
fn permitted_chips_are_dearer_the_stricter_the_control_and_the_less_a_lower_price_makes_up() {
    // 1 + 0.6 * 0.4 / (1 - 0.4)
    worked(
        |[a, b]| dearer(a, b),
        [("stringency", 0.4, Rises), ("quality penalty", 0.6, Rises)],
        1.4,
    );
}

#[test]
fn a_licence_makes_a_chip_dearer_by_its_fee() {
    // 1.4 * (1 + 0.25)
    worked(
        |[dearer, stringency, fee]| licensed_price_ratio(dearer, stringency, fee),
        [("dearer", 1.4, Rises), ("stringency", 0.4, Stays), ("fee", 0.25, Rises)],
        1.75,
    )
    // Nothing is barred, so nothing needs a licence.
    .and(
        [("dearer", 1.4, Rises), ("stringency", 0.0, Stays), ("fee", 0.0, Stays)],
        1.4,
    );
    assert_eq!(licensed_price_ratio(Num([1.0]), Num([0.0]), Num([0.25])).0, [1.0]);
}

#[test]
fn a_quota_is_a_share_of_what_the_rival_buys_of_the_licensed_class() {
    // 0.5 * (1 - 0.6)^2 * 10^6
    worked(
        |[quota, stringency, rival]| licence_limit_h100e_per_year(quota, stringency, rival),
        [
            ("quota", 0.5, Rises),
            ("stringency", 0.6, Falls),
            ("rival's purchases", 1e6, Rises),
        ],
        80_000.0,
    );
}

#[test]
fn a_quota_of_one_and_a_trade_without_controls_know_no_limit_and_a_quota_of_zero_lets_nothing_through() {
    let limit =
        |quota: f64, stringency: f64| licence_limit_h100e_per_year(Num([quota]), Num([stringency]), Num([1e6])).0[0];
    assert_eq!(limit(1.0, 0.6), f64::INFINITY);
    assert_eq!(limit(0.5, 0.0), f64::INFINITY);
    assert_eq!(limit(0.0, 0.6), 0.0);
    assert_eq!(limit(0.5, 1.0), 0.0);
}

#[test]
fn controls_leave_fewer_chips_near_an_embargo() {
    // 1 - 0.4^3
    worked(
        |[a, b]| allowed_number(a, b),
        [("stringency", 0.4, Falls), ("number exponent", 3.0, Rises)],
        0.936,
    );
}

#[test]
fn no_control_leaves_all_and_an_embargo_leaves_nothing() {
    let share = |stringency| allowed_number(Num([stringency]), Num([2.0]));
    near(share(0.0), 1.0);
    near(share(-0.3), 1.0);
    assert_eq!(share(1.0), Num([0.0]));
    assert_eq!(share(0.999), Num([0.0]));
    assert!(share(0.998).0[0] > 0.0);
}

#[test]
fn the_wish_for_foreign_chips_shrinks_with_the_square_of_what_domestic_chips_cover() {
    // 1 - (300000 / 800000)^2
    worked(
        |[domestic, demand]| foreign_wish_share(domestic, demand),
        [("domestic", 300_000.0, Falls), ("demand", 800_000.0, Rises)],
        0.859375,
    );
}

#[test]
fn nothing_foreign_is_wished_where_domestic_chips_cover_demand() {
    assert_eq!(foreign_wish_share(Num([5e5]), Num([5e5])), Num([0.0]));
    assert_eq!(foreign_wish_share(Num([9e5]), Num([5e5])), Num([0.0]));
    assert_eq!(foreign_wish_share(Num([0.0]), Num([5e5])), Num([1.0]));
    assert_eq!(foreign_wish_share(Num([0.0]), Num([0.0])), Num([1.0]));
    assert_eq!(foreign_wish_share(Num([0.5]), Num([0.0])), Num([0.75]));
}

#[test]
fn imports_are_what_is_allowed_and_not_forbidden_shifted_by_buying_ahead_and_held_by_money() {
    // min(400000 * (1 - 0.3) + 40000 - 100000 / 2, 500000)
    worked(
        |[a, b, c, d, e, f]| imports_wished_h100e_per_year(a, b, c, d, e.into(), f),
        [
            ("allowed", 400_000.0, Rises),
            ("forbidden", 0.3, Falls),
            ("ahead", 40000.0, Rises),
            ("ahead stock", 100_000.0, Falls),
            ("ahead years", 2.0, Rises),
            ("affordable", 500_000.0, Stays),
        ],
        270_000.0,
    )
    .and(
        [
            ("allowed", 400_000.0, Stays),
            ("forbidden", 0.3, Stays),
            ("ahead", 40000.0, Stays),
            ("ahead stock", 100_000.0, Stays),
            ("ahead years", 2.0, Stays),
            ("affordable", 90_000.0, Rises),
        ],
        90_000.0,
    );
}

#[test]
fn an_embargo_a_full_mandate_and_a_full_store_each_stop_imports() {
    let imports = |allowed, forbidden, stock| {
        let [none, years, much] = [0.0, 2.0, 1e9].map(|x| Num([x]));
        imports_wished_h100e_per_year(Num([allowed]), Num([forbidden]), none, Num([stock]), years.into(), much)
    };
    assert_eq!(imports(0.0, 0.2, 0.0), Num([0.0]));
    assert_eq!(imports(4e5, 1.0, 0.0), Num([0.0]));
    assert_eq!(imports(4e5, 0.2, 1e7), Num([0.0]));
    near(imports(4e5, 0.0, 0.0), 400_000.0);
}

#[test]
fn more_is_bought_ahead_the_larger_the_announced_rise_and_what_is_still_permitted() {
    // 1.8 * 0.25 * 300000
    worked(
        |[a, b, c]| bought_ahead_h100e_per_year(a, b, c),
        [
            ("response", 1.8, Rises),
            ("announced rise", 0.25, Rises),
            ("permitted", 300_000.0, Rises),
        ],
        135_000.0,
    );
}

#[test]
fn nothing_is_bought_ahead_without_an_announcement() {
    assert_eq!(
        bought_ahead_h100e_per_year(Num([1.8]), Num([0.0]), Num([3e5])),
        Num([0.0])
    );
}

#[test]
fn unmet_demand_is_what_imports_and_domestic_chips_leave() {
    // max(0, 900000 - 300000 - 200000)
    worked(
        |[demand, imports, domestic]| unmet_h100e_per_year(demand, imports, domestic),
        [
            ("demand", 900_000.0, Rises),
            ("imports", 300_000.0, Falls),
            ("domestic", 200_000.0, Falls),
        ],
        400_000.0,
    )
    // max(0, 450000 - 300000 - 200000)
    .and(
        [
            ("demand", 450_000.0, Stays),
            ("imports", 300_000.0, Stays),
            ("domestic", 200_000.0, Stays),
        ],
        0.0,
    );
}

#[test]
fn smuggling_follows_what_rules_bar_up_to_what_can_be_diverted_from_the_rival() {
    // (1 - 0.4) * min(0.3 * 500000, 0.05 * 6e6)
    worked(
        |[a, b, c, d, e]| smuggled_h100e_per_year(a, b, c, d, e),
        [
            ("enforcement", 0.4, Falls),
            ("leak share", 0.3, Rises),
            ("barred", 500_000.0, Rises),
            ("diverted share", 0.05, Stays),
            ("rival purchases", 6e6, Stays),
        ],
        90000.0,
    )
    // (1 - 0.4) * min(0.3 * 500000, 0.01 * 6e6)
    .and(
        [
            ("leak share", 0.3, Stays),
            ("barred", 500_000.0, Stays),
            ("diverted share", 0.01, Rises),
            ("rival purchases", 6e6, Rises),
        ],
        36000.0,
    );
}

#[test]
fn full_enforcement_and_the_absence_of_rules_stop_all_smuggling() {
    let smuggled = |enforcement, barred| {
        smuggled_h100e_per_year(Num([enforcement]), Num([0.5]), Num([barred]), Num([0.1]), Num([4e6]))
    };
    assert_eq!(smuggled(1.0, 1e6), Num([0.0]));
    assert_eq!(smuggled(0.2, 0.0), Num([0.0]));
    assert_eq!(smuggled(0.2, -1e5), Num([0.0]));
}

#[test]
fn the_price_rises_while_orders_exceed_supply_and_falls_back_to_no_premium() {
    // (1 + 0.4) * exp(0.25 * 2 * ln(1.5)) - 1
    worked(
        |[scarcity, ratio, speed, step]| next_scarcity(scarcity, ratio.ln(), speed, step.0[0]),
        [
            ("scarcity", 0.4, Rises),
            ("orders over supply", 1.5, Rises),
            ("speed", 2.0, Rises),
            ("step", 0.25, Rises),
        ],
        0.7146428199482244,
    );
    assert_eq!(next_scarcity(Num([0.1]), Num([-9.0]), Num([2.0]), 0.25), Num([0.0]));
    assert_eq!(next_scarcity(Num([1.9]), Num([9.0]), Num([2.0]), 0.25), Num([2.0]));
}

#[test]
fn supply_follows_orders_and_grows_the_slower_the_larger_it_is() {
    // 3 * exp(0.25 * 0.5 * (3 / 1.5)^(-0.4))
    worked(
        |[a, b, c, d, e, f]| next_supply_gw_per_year(a, b.ln(), c, d.into(), e, f.0[0]),
        [
            ("supply", 3.0, Rises),
            ("orders over supply", 1.6, Stays),
            ("growth", 0.5, Rises),
            ("supply at start", 1.5, Rises),
            ("slowing", 0.4, Falls),
            ("step", 0.25, Rises),
        ],
        3.298093499419558,
    )
    // 3 * exp(0.25 * max(-1/2, 4 * ln(1.1 * 0.85)))
    .and(
        [
            ("orders over supply", 0.85, Rises),
            ("growth", 0.5, Stays),
            ("supply at start", 1.5, Stays),
            ("slowing", 0.4, Stays),
            ("step", 0.25, Falls),
        ],
        2.805,
    );
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn an_allowed_number_is_a_share_and_shrinks_with_stringency(
        stringency in 0.0..=1.0, more in 0.0..=1.0, exponent in 1.0..12.0,
    ) {
        let stricter = stringency + (1.0 - stringency) * more;
        let [Num([share]), Num([less])] = [stringency, stricter].map(|c| allowed_number(Num([c]), Num([exponent])));
        prop_assert!((0.0..=1.0).contains(&share));
        prop_assert!(less <= share + 1e-12);
    }

    #[test]
    fn a_foreign_wish_is_a_share(domestic in 0.0..1e7, demand in 0.0..1e7) {
        let Num([share]) = foreign_wish_share(Num([domestic]), Num([demand]));
        prop_assert!((0.0..=1.0).contains(&share));
    }

    #[test]
    fn flows_of_chips_are_never_negative(
        demand in 0.0..1e7, domestic in 0.0..1e7, share in 0.0..=1.0, ahead in 0.0..1e6, stock in 0.0..1e8,
    ) {
        let [demand, domestic, share, ahead, stock] = [demand, domestic, share, ahead, stock].map(|x| Num([x]));
        let imports = imports_wished_h100e_per_year(demand, share, ahead, stock, Num([1.5]).into(), domestic);
        let unmet = unmet_h100e_per_year(demand, imports, domestic);
        let smuggled = smuggled_h100e_per_year(share, Num([0.4]), unmet, Num([0.1]), ahead);
        prop_assert!(imports.0[0] >= 0.0 && unmet.0[0] >= 0.0 && smuggled.0[0] >= 0.0);
        prop_assert!(smuggled.0[0] <= 0.4 * unmet.0[0] && smuggled.0[0] <= 0.1 * ahead.0[0]);
    }
}

#[test]
fn controls_on_materials_hold_back_part_of_the_supply() {
    // 12 * (1 - 0.1 * 0.5)
    worked(
        |[supply, bite, controls]| deliverable_supply_gw_per_year(supply, bite, controls),
        [
            ("supply", 12.0, Rises),
            ("bite", 0.1, Falls),
            ("controls on materials", 0.5, Falls),
        ],
        11.4,
    );
    assert_eq!(
        deliverable_supply_gw_per_year(Num([12.0]), Num([0.3]), Num([0.0])),
        Num([12.0])
    );
}
