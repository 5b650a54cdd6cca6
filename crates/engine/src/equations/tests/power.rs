use super::*;
use crate::equations::power::*;

#[test]
fn a_stock_gains_its_inflow_and_loses_what_retires() {
    // 2e6 + 0.25 * (600000 - 0.2 * 2e6)
    worked(
        |[stock, inflow, retirement, step]| next_stock(stock, inflow, retirement, step.0[0]),
        [
            ("stock", 2e6, Rises),
            ("inflow", 600_000.0, Rises),
            ("retirement", 0.2, Falls),
            ("step", 0.25, Rises),
        ],
        2_050_000.0,
    )
    // 2e6 + 0.25 * (100000 - 0.2 * 2e6)
    .and([("inflow", 100_000.0, Rises), ("step", 0.25, Falls)], 1_925_000.0);
}

#[test]
fn new_chips_need_power_and_domestic_ones_need_more() {
    // 10^(-6) * 1.1 * (500000 + 1.8 * 200000)
    worked(
        |[a, b, c, d]| new_power_need_gw_per_year(a, b, c, d),
        [
            ("kw per h100e", 1.1, Rises),
            ("frontier", 500_000.0, Rises),
            ("domestic penalty", 1.8, Rises),
            ("domestic", 200_000.0, Rises),
        ],
        0.946,
    );
}

#[test]
fn permits_follow_the_lever_and_the_room_below_the_ceiling() {
    // 1.4 * 0.3 * 30 * max(0, 1 - 30 / 90)
    worked(
        |[a, b, c, d]| permitted_gw_per_year(a, b, c, d.into()),
        [
            ("power", 30.0, Rises),
            ("build lever", 1.4, Rises),
            ("growth", 0.3, Rises),
            ("ceiling", 90.0, Rises),
        ],
        8.4,
    )
    // 1.4 * 0.3 * 95 * max(0, 1 - 95 / 90)
    .and(
        [
            ("power", 95.0, Stays),
            ("build lever", 1.4, Stays),
            ("growth", 0.3, Stays),
            ("ceiling", 90.0, Stays),
        ],
        0.0,
    );
}

#[test]
fn a_gigawatt_gets_dearer_as_orders_press_on_permits_and_no_further() {
    // 10 * (1 + 0.4 * (6 / 8)^2)
    worked(
        |[a, b, c, d]| facility_cost_usd_bn_per_gw(a, b, c, d),
        [
            ("bare cost", 10.0, Rises),
            ("congestion", 0.4, Rises),
            ("wanted", 6.0, Rises),
            ("permitted", 8.0, Falls),
        ],
        12.25,
    )
    // 10 * (1 + 0.4)
    .and([("wanted", 20.0, Stays), ("permitted", 8.0, Stays)], 14.0);
}

#[test]
fn electricity_is_what_ai_and_all_other_uses_draw() {
    // 8.766 * (5 + 0.44 * 40)
    worked(
        |[drawn, load, other]| electricity_twh_per_year(drawn, load, other),
        [
            ("drawn", 5.0, Rises),
            ("other load", 0.44, Rises),
            ("other power", 40.0, Rises),
        ],
        198.1116,
    );
}

#[test]
fn other_uses_grow_toward_their_share_of_the_ceiling() {
    // 40 * (1 + 0.25 * 0.2 * max(0, 1 - 40 / (0.25 * 400)))
    worked(
        |[a, b, c, d, e]| next_other_power_gw(a, b, c, d.into(), e.0[0]),
        [
            ("power", 40.0, Rises),
            ("growth", 0.2, Rises),
            ("ceiling share", 0.25, Rises),
            ("ceiling", 400.0, Rises),
            ("step", 0.25, Rises),
        ],
        41.2,
    );
}

#[test]
fn the_powered_share_is_the_power_for_ai_over_what_chips_need() {
    // min(1, 9 / 12)
    worked(
        |[power, need]| powered_share(power, need),
        [("power", 9.0, Rises), ("need", 12.0, Falls)],
        0.75,
    )
    // min(1, 9 / 5)
    .and([("power", 9.0, Stays), ("need", 5.0, Stays)], 1.0);
}

#[test]
fn chips_that_need_no_power_all_run() {
    assert_eq!(powered_share(Num([9.0]), Num([0.0])), Num([1.0]));
    near(powered_share(Num([5e-7]), Num([0.0])), 0.5);
}

#[test]
fn running_cost_is_energy_and_the_operation_that_goes_with_it() {
    // 8.766 * 0.08 * 7 * (1 + 0.3)
    worked(
        |[energy_price, used, overhead]| running_cost_usd_bn_per_year(energy_price, used, overhead),
        [
            ("energy price", 0.08, Rises),
            ("used", 7.0, Rises),
            ("overhead", 0.3, Rises),
        ],
        6.381648,
    );
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn a_powered_share_is_a_share(power in 0.0..500.0, need in 0.0..500.0) {
        let Num([share]) = powered_share(Num([power]), Num([need]));
        prop_assert!((0.0..=1.0).contains(&share));
    }

    #[test]
    fn stocks_stay_positive_and_other_power_never_shrinks(now in 0.01..300.0, inflow in 0.0..100.0, rate in 0.0..=1.0) {
        let [now, inflow, rate] = [now, inflow, rate].map(|x| Num([x]));
        prop_assert!(next_stock(now, inflow, rate, 0.25).0[0] > 0.0);
        prop_assert!(next_other_power_gw(now, rate, Num([0.3]), Num([400.0]).into(), 0.25).0[0] >= now.0[0]);
    }
}
