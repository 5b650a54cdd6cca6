use super::*;
use crate::equations::chip_controls::*;

#[test]
fn the_price_is_the_trend_raised_by_scarcity() {
    // 30 * (1 + 0.4)
    worked(
        |[trend, scarcity]| price_usd_k_per_h100e(trend, scarcity),
        [("trend", 30.0, Rises), ("scarcity", 0.4, Rises)],
        42.0,
    );
}

#[test]
fn demand_is_the_compute_share_of_private_and_counted_state_money_over_the_price() {
    // 10^6 * 0.55 * (40 + 0.35 * 12) * 0.8^1.5 / 28
    worked(
        |[a, b, c, d, e, f, g]| demand_h100e_per_year(a, b, c, d, e, f, g),
        [
            ("compute share", 0.55, Rises),
            ("private", 40.0, Rises),
            ("state weight", 0.35, Rises),
            ("state", 12.0, Rises),
            ("powered", 0.8, Rises),
            ("shortage response", 1.5, Falls),
            ("price", 28.0, Falls),
        ],
        621_243.5718059415,
    );
}

#[test]
fn a_billion_dollars_buys_forty_thousand_chips_at_25_thousand_dollars() {
    let one = Num([1.0]);
    near(
        demand_h100e_per_year(one, one, one, Num([0.0]), one, Num([3.0]), Num([25.0])),
        40_000.0,
    );
}

#[test]
fn without_any_power_demand_is_that_of_a_thousandth() {
    let demand = |powered| {
        let [one, two] = [Num([1.0]), Num([2.0])];
        demand_h100e_per_year(one, one, one, one, Num([powered]), two, Num([2.0]))
    };
    near(demand(0.0), 1.0);
    near(demand(0.002), 4.0);
}

#[test]
fn controls_leave_less_the_stricter_and_the_less_a_lower_price_makes_up() {
    // (1 - 0.4^3) / (1 + 0.6 * 0.4 / (1 - 0.4))
    worked(
        |[a, b, c]| allowed_share(a, b, c),
        [
            ("stringency", 0.4, Falls),
            ("number exponent", 3.0, Rises),
            ("quality penalty", 0.6, Falls),
        ],
        0.6685714285714286,
    );
}

#[test]
fn no_control_leaves_all_and_an_embargo_leaves_nothing() {
    let share = |stringency| allowed_share(Num([stringency]), Num([2.0]), Num([0.5]));
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
fn imports_are_what_is_wished_and_allowed_and_not_forbidden_shifted_by_buying_ahead() {
    // 900000 * 0.8 * 0.5 * (1 - 0.3) + 40000 - 100000 / 2
    worked(
        |[a, b, c, d, e, f, g]| imports_h100e_per_year(a, b, c, d, e, f, g.into()),
        [
            ("demand", 900_000.0, Rises),
            ("wish", 0.8, Rises),
            ("allowed", 0.5, Rises),
            ("forbidden", 0.3, Falls),
            ("ahead", 40000.0, Rises),
            ("ahead stock", 100_000.0, Falls),
            ("ahead years", 2.0, Rises),
        ],
        242_000.0,
    );
}

#[test]
fn an_embargo_a_full_mandate_and_a_full_store_each_stop_imports() {
    let imports = |allowed, forbidden, stock| {
        let [demand, wish, none, years] = [6e5, 0.9, 0.0, 2.0].map(|x| Num([x]));
        imports_h100e_per_year(
            demand,
            wish,
            Num([allowed]),
            Num([forbidden]),
            none,
            Num([stock]),
            years.into(),
        )
    };
    assert_eq!(imports(0.0, 0.2, 0.0), Num([0.0]));
    assert_eq!(imports(0.7, 1.0, 0.0), Num([0.0]));
    assert_eq!(imports(0.7, 0.2, 1e7), Num([0.0]));
    near(imports(1.0, 0.0, 0.0), 540_000.0);
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
fn smuggling_follows_unmet_demand_up_to_what_can_be_diverted_from_the_rival() {
    // (1 - 0.4) * min(0.3 * 500000, 0.05 * 6e6)
    worked(
        |[a, b, c, d, e]| smuggled_h100e_per_year(a, b, c, d, e),
        [
            ("enforcement", 0.4, Falls),
            ("leak share", 0.3, Rises),
            ("unmet", 500_000.0, Rises),
            ("diverted share", 0.05, Stays),
            ("rival purchases", 6e6, Stays),
        ],
        90000.0,
    )
    // (1 - 0.4) * min(0.3 * 500000, 0.01 * 6e6)
    .and(
        [
            ("leak share", 0.3, Stays),
            ("unmet", 500_000.0, Stays),
            ("diverted share", 0.01, Rises),
            ("rival purchases", 6e6, Rises),
        ],
        36000.0,
    );
}

#[test]
fn full_enforcement_stops_all_smuggling() {
    assert_eq!(
        smuggled_h100e_per_year(Num([1.0]), Num([0.5]), Num([1e6]), Num([0.1]), Num([4e6])),
        Num([0.0])
    );
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn an_allowed_share_is_a_share_and_shrinks_with_stringency(
        stringency in 0.0..=1.0, more in 0.0..=1.0, exponent in 1.0..12.0, penalty in 0.0..2.0,
    ) {
        let stricter = stringency + (1.0 - stringency) * more;
        let [Num([share]), Num([less])] =
            [stringency, stricter].map(|c| allowed_share(Num([c]), Num([exponent]), Num([penalty])));
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
        let imports = imports_h100e_per_year(demand, share, share, share, ahead, stock, Num([1.5]).into());
        let unmet = unmet_h100e_per_year(demand, imports, domestic);
        let smuggled = smuggled_h100e_per_year(share, Num([0.4]), unmet, Num([0.1]), ahead);
        prop_assert!(imports.0[0] >= 0.0 && unmet.0[0] >= 0.0 && smuggled.0[0] >= 0.0);
        prop_assert!(smuggled.0[0] <= 0.4 * unmet.0[0] && smuggled.0[0] <= 0.1 * ahead.0[0]);
    }
}
