//! Money, chips, power, output: M1 to M6, M19, M20.

use super::*;

#[test]
fn m1_private_investment_outgrows_the_economy_and_off_it_keeps_its_share() {
    let (on, off) = with_and_without(Mechanism::PrivateInvestment);
    // While chips are barred and domestic ones few, Chinese money finds little to buy and grows late.
    for (agent, month) in [(UnitedStates, "2030-12"), (China, "2035-12")] {
        let grown = on.at(agent, V::PrivateInvestment, month);
        let flat = off.at(agent, V::PrivateInvestment, month);
        assert!(share_above(grown, flat) > 0.95, "{}", agent.name());
    }
    let start = median(off.at(UnitedStates, V::PrivateInvestment, "2023-01"));
    let later = median(off.at(UnitedStates, V::PrivateInvestment, "2032-12"));
    assert!(
        later / start > 1.3 && later / start < 1.7,
        "grows as the economy: {}",
        later / start
    );
}

#[test]
fn m1_private_investment_answers_threat_and_approaches_a_ceiling() {
    // China, behind and threatened, is where investors' answer to a threat shows.
    let variable = V::PrivateInvestment;
    let calm = Worlds::of(&baseline(RUNS, &["china.investor_threat_response=0"]));
    let tense = Worlds::of(&baseline(RUNS, &["china.investor_threat_response=0.3"]));
    let month = "2030-12";
    assert!(tense.share_above(&calm, China, variable, month) > 0.95);
    let patient = Worlds::of(&baseline(RUNS, &["china.investor_distrust_response=0"]));
    let alarmed = Worlds::of(&baseline(RUNS, &["china.investor_distrust_response=0.2"]));
    assert!(alarmed.share_above(&patient, China, variable, month) > 0.95);
    // Where power binds first, investors wait for power instead; and what AI earns lifts the ceiling.
    let under = |ceiling: &str| {
        let bare = ["mechanisms.power=false", "mechanisms.output=false"];
        Worlds::of(&baseline(RUNS, &[bare[0], bare[1], ceiling]))
    };
    let low = under("us.private_ceiling_share=0.03");
    let high = under("us.private_ceiling_share=0.1");
    assert_eq!(high.share_above(&low, UnitedStates, variable, "2035-12"), 1.0);
    // The economy grows by at most 5 % a year over 18 years: 2.41 times.
    let ceiling = 0.03 * 27_000.0 * 2.41;
    assert!(quantile(low.at(UnitedStates, variable, "2040-12"), 1.0) < 1.3 * ceiling);
}

#[test]
fn m2_pressure_raises_funding_after_months_and_off_mobilisation_stands_still() {
    let calm = Worlds::of(&baseline(RUNS, &["china.mobilisation=0.2", "doctrine.china=fixed"]));
    let pressed = Worlds::of(&baseline(RUNS, &["china.mobilisation=0.9", "doctrine.china=fixed"]));
    let gain = |month: &str| {
        mean(pressed.at(China, V::StateFunding, month)) / mean(calm.at(China, V::StateFunding, month)) - 1.0
    };
    assert_eq!(pressed.share_above(&calm, China, V::StateFunding, "2028-10"), 1.0);
    assert!(
        gain("2026-12") < 0.25 * gain("2028-09"),
        "{} at once, {} later",
        gain("2026-12"),
        gain("2028-09")
    );
    let mobilised = |worlds: &Worlds, month: &str| mean(worlds.at(China, V::Mobilisation, month));
    let full = mobilised(&pressed, "2029-12") - mobilised(&calm, "2029-12");
    let at_nine_months = mobilised(&pressed, "2027-06") - mobilised(&calm, "2027-06");
    let ratio = at_nine_months / full;
    assert!(
        (0.35..0.75).contains(&ratio),
        "about half works after nine months: {ratio}"
    );
    assert_constant(
        &Worlds::of(&without(RUNS, Mechanism::StateFunding)),
        China,
        V::Mobilisation,
    );
}

#[test]
fn m2_lag_and_controls_suffered_raise_mobilisation() {
    let loose = Worlds::of(&baseline(RUNS, &["us.chip_controls=0", "doctrine.china=fixed"]));
    let tight = Worlds::of(&baseline(RUNS, &["us.chip_controls=1", "doctrine.china=fixed"]));
    let share = tight.share_above(&loose, China, V::Mobilisation, "2028-12");
    assert_eq!(share, 1.0);
}

#[test]
fn m3_controls_cut_purchases_raise_smuggling_and_off_leave_trade_free() {
    let loose = Worlds::of(&baseline(RUNS, &["us.chip_controls=0.2", "china.mandate=0"]));
    let tight = Worlds::of(&baseline(RUNS, &["us.chip_controls=0.9", "china.mandate=0"]));
    let embargo = Worlds::of(&baseline(RUNS, &["us.chip_controls=1", "mechanisms.treaty=false"]));
    let month = "2026-12";
    // In the other worlds money and power are spent on domestic chips under both.
    assert!(loose.share_above(&tight, China, V::ChipImports, month) > 0.95);
    assert!(
        embargo
            .at(China, V::ChipImports, month)
            .iter()
            .all(|imports| *imports == 0.0)
    );
    let (smuggled_tight, smuggled_loose) = (
        tight.at(China, V::ChipSmuggled, month),
        loose.at(China, V::ChipSmuggled, month),
    );
    // In the other worlds what can be diverted from American purchases is the limit under both.
    assert!(share_above(smuggled_tight, smuggled_loose) > 0.75);
    assert!(mean(smuggled_tight) > 1.5 * mean(smuggled_loose));
    assert_eq!(tight.at(UnitedStates, V::ChipSmuggled, month), vec![0.0; RUNS as usize]);
    let open = Worlds::of(&baseline(
        RUNS,
        &[
            "us.chip_controls=0.9",
            "china.mandate=0",
            "mechanisms.chip_controls=false",
        ],
    ));
    assert!(
        open.at(China, V::ChipSmuggled, month)
            .iter()
            .all(|smuggled| *smuggled == 0.0)
    );
    assert!(open.share_above(&tight, China, V::ChipImports, month) > 0.95);
    let other = Worlds::of(&baseline(
        RUNS,
        &[
            "us.chip_controls=0.1",
            "china.mandate=0",
            "mechanisms.chip_controls=false",
        ],
    ));
    assert_same_series(&open, &other, &[]);
}

#[test]
fn m3_an_announced_tightening_brings_purchases_forward() {
    let policy = |announced: &str| {
        format!(
            "name = \"p\"\ntitle = \"t\"\ndescription = \"d\"\nclaim = \"F5\"\n[levers]\n\
             \"china.mandate\" = 0.0\n\"us.chip_controls\" = [{{ from = \"2026-10\", value = 0.5 }}, {{ from = \"2028-01\", value = 0.95{announced} }}]\n"
        )
    };
    let run = |announced: &str| {
        let scenario = shipped::resolve(Kind::Scenario, "baseline").expect("shipped");
        let mut request = Request::new(scenario, shipped::parameters());
        request.policies.push(detente::scenario::reader::Source {
            name: "policy.toml".into(),
            text: policy(announced),
        });
        request.runs = Some(RUNS);
        request.conditioning = Some(Conditioning::Prior);
        Worlds::of(&load(&request, &shipped::resolve).expect("loads"))
    };
    let (surprise, announced) = (run(""), run(", announced = \"2027-07\""));
    let before = |worlds: &Worlds| worlds.mean(China, V::ChipImports, "2027-07", "2027-12");
    // Where nothing is bought abroad, nothing is bought ahead.
    assert!(share_above(&before(&announced), &before(&surprise)) > 0.95);
    assert_eq!(
        announced.at(China, V::ChipImports, "2027-06"),
        surprise.at(China, V::ChipImports, "2027-06")
    );
    let after = |worlds: &Worlds| worlds.mean(China, V::ChipImports, "2028-01", "2028-12");
    assert!(
        mean(&after(&announced)) < mean(&after(&surprise)),
        "what was bought ahead is not bought again"
    );
}

#[test]
fn m4_tool_controls_slow_fabs_and_effort_speeds_them_and_off_nothing_is_learned() {
    let loose = Worlds::of(&baseline(RUNS, &["us.tool_controls=0.1", "mechanisms.distrust=false"]));
    let tight = Worlds::of(&baseline(RUNS, &["us.tool_controls=1", "mechanisms.distrust=false"]));
    for (variable, month) in [
        (V::FabCapacity, "2028-12"),
        (V::ChipDomestic, "2028-06"),
        (V::ChipQualityRatio, "2028-12"),
    ] {
        let share = loose.share_above(&tight, China, variable, month);
        assert!(share > 0.9, "{}: {share}", variable.key());
    }
    let lazy = Worlds::of(&baseline(RUNS, &["shared.effort_unmet_weight=0.05"]));
    let eager = Worlds::of(&baseline(RUNS, &["shared.effort_unmet_weight=0.25"]));
    assert!(eager.share_above(&lazy, China, V::ChipQualityRatio, "2030-12") > 0.95);
    let off = Worlds::of(&without(RUNS, Mechanism::Fabs));
    assert_constant(&off, China, V::FabCapacity);
    assert_constant(&off, China, V::ChipQualityRatio);
    assert!(off.metric(Metric::ParityYear).iter().all(|year| year.is_infinite()));
}

#[test]
fn m5_the_mandate_costs_compute_now_brings_chips_later_and_off_does_nothing() {
    let none = Worlds::of(&baseline(RUNS, &["china.mandate=0"]));
    let total = Worlds::of(&baseline(RUNS, &["china.mandate=1"]));
    // In the other worlds money and power are spent on domestic chips under both.
    assert!(none.share_above(&total, China, V::ChipImports, "2026-12") > 0.95);
    assert!(none.share_above(&total, China, V::InstalledCompute, "2027-12") > 0.95);
    assert!(total.share_above(&none, China, V::ChipQualityRatio, "2032-12") > 0.95);
    let off = |mandate: &str| Worlds::of(&baseline(RUNS, &[mandate, "mechanisms.mandate=false"]));
    assert_same_series(&off("china.mandate=0"), &off("china.mandate=1"), &[]);
}

#[test]
fn m6_power_binds_the_united_states_and_off_nothing_lies_idle() {
    let (on, off) = with_and_without(Mechanism::Power);
    let waiting = |worlds: &Worlds| median(worlds.at(UnitedStates, V::MoneyCarried, "2030-12"));
    assert!(
        waiting(&on) > 20.0 && waiting(&off) < 0.5 * waiting(&on),
        "money waits for power in the median world: {} against {}",
        waiting(&on),
        waiting(&off)
    );
    assert!(
        quantile(&on.metric(Metric::UsCurtailedShare), 1.0) < 0.1,
        "nobody buys chips without power"
    );
    assert!(off.metric(Metric::UsCurtailedShare).iter().all(|share| *share == 0.0));
    let compute = |worlds: &Worlds| worlds.at(UnitedStates, V::UsableCompute, "2032-12").to_vec();
    // In the other worlds power never binds.
    assert!(share_above(&compute(&off), &compute(&on)) > 0.75);
    assert!(share_above(&compute(&on), &compute(&off)) < 0.05);
    assert!(median(&compute(&off)) > 1.3 * median(&compute(&on)));
    let slow = Worlds::of(&baseline(RUNS, &["us.power_permitting=0.5"]));
    let fast = Worlds::of(&baseline(RUNS, &["us.power_permitting=2"]));
    assert_eq!(fast.share_above(&slow, UnitedStates, V::PowerCapacity, "2030-12"), 1.0);
    assert!(share_above(&compute(&fast), &compute(&slow)) > 0.95);
    assert!(
        share_above(
            on.at(China, V::RunningCost, "2030-12"),
            on.at(UnitedStates, V::RunningCost, "2030-12")
        ) < 0.05
    );
}

#[test]
fn m19_short_supply_raises_the_price_and_chips_sold_to_china_are_missing_elsewhere_and_off_all_orders_are_served() {
    let (on, off) = with_and_without(Mechanism::WorldSupply);
    assert!(off.share_above(&on, UnitedStates, V::InstalledCompute, "2024-12") > 0.9);
    let scarce = Worlds::of(&baseline(RUNS, &["shared.supply_growth_per_year=1.5"]));
    let price = |worlds: &Worlds| worlds.world_at(WorldVariable::ChipPrice, "2026-12").to_vec();
    assert!(share_above(&price(&scarce), &price(&on)) > 0.95);
    let short = "shared.supply_growth_per_year=1.5";
    let closed = Worlds::of(&baseline(RUNS, &[short, "us.chip_controls=1"]));
    let open = Worlds::of(&baseline(
        RUNS,
        &[short, "us.chip_controls=0", "china.mandate=0", "china.import_block=0"],
    ));
    // In the short run: supply answers the larger demand within a year.
    assert!(closed.share_above(&open, UnitedStates, V::InstalledCompute, "2027-06") > 0.85);
    assert!(open.share_above(&closed, China, V::InstalledCompute, "2027-12") > 0.9);
}

#[test]
fn m20_what_ai_adds_pays_for_more_of_it_and_off_it_adds_nothing() {
    let (on, off) = with_and_without(Mechanism::Output);
    for agent in [UnitedStates, China] {
        assert!(
            off.at(agent, V::AiOutput, "2040-12")
                .iter()
                .all(|output| *output == 0.0)
        );
        assert!(on.share_above(&off, agent, V::PrivateInvestment, "2035-12") > 0.9);
    }
    let slow = Worlds::of(&baseline(RUNS, &["shared.output_years=6"]));
    let fast = Worlds::of(&baseline(RUNS, &["shared.output_years=2"]));
    assert_eq!(fast.share_above(&slow, UnitedStates, V::AiOutput, "2030-12"), 1.0);
}

#[test]
fn smuggling_ends_with_controls_and_china_rents_less_where_enforcement_reaches() {
    let free = Worlds::of(&baseline(RUNS, &["us.chip_controls=0"]));
    assert!(
        free.at(China, V::ChipSmuggled, "2028-12")
            .iter()
            .all(|smuggled| *smuggled == 0.0)
    );
    let lax = Worlds::of(&baseline(RUNS, &["us.enforcement=0"]));
    let strict = Worlds::of(&baseline(RUNS, &["us.enforcement=1"]));
    let rented = |worlds: &Worlds| {
        let of = |variable| worlds.at(China, variable, "2028-12").to_vec();
        let (usable, installed) = (of(V::UsableCompute), of(V::InstalledCompute));
        mean(&usable) - mean(&installed)
    };
    assert!(rented(&lax) > 0.0 && rented(&strict) < 0.2 * rented(&lax));
}
