//! M1 to M20: each acts in its direction, and switched off it does nothing.

use super::*;
use AgentVariable as V;
use detente::scenario::agents::Agent::{China, UnitedStates};

const RUNS: u64 = 128;

/// The baseline's worlds, and the same worlds without a mechanism.
fn with_and_without(mechanism: Mechanism) -> (Worlds, Worlds) {
    (Worlds::of(&baseline(RUNS, &[])), Worlds::of(&without(RUNS, mechanism)))
}

/// Asserts that a variable keeps its value of the first month in every world.
#[track_caller]
fn assert_constant(worlds: &Worlds, agent: Agent, variable: V) {
    let path = &worlds.series[Series::Agent(agent, variable).index()];
    for values in path {
        assert_eq!(values, &path[0], "{} of {} moves", variable.key(), agent.name());
    }
}

/// Asserts that two scenarios give the same series to the last bit.
#[track_caller]
fn assert_same_series(left: &Worlds, right: &Worlds, except: &[Series]) {
    for series in Series::all().filter(|series| !except.contains(series)) {
        let index = series.index();
        assert!(
            left.series[index] == right.series[index],
            "{} of {} differs",
            series.key(),
            series.agent_key()
        );
    }
}

#[test]
fn m1_private_investment_outgrows_the_economy_and_off_it_keeps_its_share() {
    let (on, off) = with_and_without(Mechanism::PrivateInvestment);
    for agent in [UnitedStates, China] {
        let grown = on.at(agent, V::PrivateInvestment, "2030-12");
        let flat = off.at(agent, V::PrivateInvestment, "2030-12");
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
    let low = Worlds::of(&baseline(RUNS, &["us.private_ceiling_share=0.03"]));
    let high = Worlds::of(&baseline(RUNS, &["us.private_ceiling_share=0.1"]));
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
    assert_eq!(loose.share_above(&tight, China, V::ChipImports, month), 1.0);
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
    assert_eq!(open.share_above(&tight, China, V::ChipImports, month), 1.0);
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
        Worlds::of(&load(&request, &shipped::resolve).expect("loads"))
    };
    let (surprise, announced) = (run(""), run(", announced = \"2027-07\""));
    let before = |worlds: &Worlds| worlds.mean(China, V::ChipImports, "2027-07", "2027-12");
    assert_eq!(share_above(&before(&announced), &before(&surprise)), 1.0);
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
        (V::FabCapacity, "2027-12"),
        (V::ChipDomestic, "2028-06"),
        (V::ChipQualityRatio, "2028-12"),
    ] {
        let share = loose.share_above(&tight, China, variable, month);
        assert!(share > 0.97, "{}: {share}", variable.key());
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
    assert_eq!(none.share_above(&total, China, V::ChipImports, "2026-12"), 1.0);
    assert_eq!(none.share_above(&total, China, V::InstalledCompute, "2027-12"), 1.0);
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
    assert!(share_above(&compute(&off), &compute(&on)) > 0.9);
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
fn m7_openness_moves_researchers_and_off_their_number_stands_still() {
    let closed = Worlds::of(&baseline(RUNS, &["us.immigration_openness=0"]));
    let open = Worlds::of(&baseline(RUNS, &["us.immigration_openness=1"]));
    assert_eq!(open.share_above(&closed, UnitedStates, V::Researchers, "2028-12"), 1.0);
    assert_eq!(closed.share_above(&open, China, V::Researchers, "2028-12"), 1.0);
    let stay = Worlds::of(&baseline(RUNS, &["china.talent_return=0"]));
    let back = Worlds::of(&baseline(RUNS, &["china.talent_return=1"]));
    assert_eq!(back.share_above(&stay, China, V::Researchers, "2028-12"), 1.0);
    assert_eq!(stay.share_above(&back, UnitedStates, V::Researchers, "2028-12"), 1.0);
    let off = Worlds::of(&without(RUNS, Mechanism::Talent));
    assert_constant(&off, UnitedStates, V::Researchers);
    assert_constant(&off, China, V::Researchers);
}

#[test]
fn m8_pooling_widens_data_regulation_narrows_it_and_off_it_stands_still() {
    let apart = Worlds::of(&baseline(RUNS, &["china.data_pooling=0"]));
    let pooled = Worlds::of(&baseline(RUNS, &["china.data_pooling=1"]));
    assert_eq!(pooled.share_above(&apart, China, V::DataAccess, "2027-12"), 1.0);
    assert_eq!(pooled.share_above(&apart, China, V::EffectiveCompute, "2027-12"), 1.0);
    let lax = Worlds::of(&baseline(RUNS, &["china.regulatory_strictness=0"]));
    let strict = Worlds::of(&baseline(RUNS, &["china.regulatory_strictness=1"]));
    assert_eq!(lax.share_above(&strict, China, V::DataAccess, "2028-12"), 1.0);
    assert_constant(&Worlds::of(&without(RUNS, Mechanism::Data)), China, V::DataAccess);
}

#[test]
fn m9_the_follower_absorbs_more_of_open_leaders_and_off_nothing_spills_over() {
    let closed = Worlds::of(&baseline(RUNS, &["us.open_weights=0"]));
    let open = Worlds::of(&baseline(RUNS, &["us.open_weights=1"]));
    assert!(open.share_above(&closed, China, V::SoftwareEfficiency, "2028-12") > 0.85);
    let off = without(RUNS, Mechanism::Algorithms);
    let quiet = Worlds::of(&Scenario {
        switches: off.switches.without(Mechanism::Breakthroughs),
        ..off
    });
    assert_constant(&quiet, UnitedStates, V::SoftwareEfficiency);
    assert_constant(&quiet, China, V::SoftwareEfficiency);
}

#[test]
fn m9_distrust_closes_laboratories() {
    // China starts far behind in software and still catches up in 2024: the time when closed laboratories matter most.
    let catching_up = [
        "shared.secrecy_response=0.4",
        "china.log_efficiency_2023=-0.9",
        "mechanisms.breakthroughs=false",
    ];
    let run = |grievance| Worlds::of(&baseline(RUNS, &[&catching_up[..], &[grievance][..]].concat()));
    let trusting = run("us.grievance_per_year=0.02");
    let hostile = run("us.grievance_per_year=0.12");
    let month = "2024-06";
    let distrust = |worlds: &Worlds| worlds.at(UnitedStates, V::Distrust, month).to_vec();
    assert_eq!(share_above(&distrust(&hostile), &distrust(&trusting)), 1.0);
    let software = |worlds: &Worlds| worlds.at(China, V::SoftwareEfficiency, month).to_vec();
    let share = share_above(&software(&trusting), &software(&hostile));
    assert!(
        share > 0.9,
        "Chinese software falls behind when American laboratories close: {share}"
    );
}

#[test]
fn m10_scarce_compute_brings_breakthroughs_and_off_there_are_none() {
    let count = |scenario: &Scenario| {
        let mut count = [0.0; 2];
        let scenario = Scenario {
            event_worlds: scenario.runs,
            ..scenario.clone()
        };
        let state = State::new(&scenario, Detail::Metrics).expect("a fresh state");
        ensemble::run(&scenario, &Options::default(), state, &mut |batch, _| {
            for event in batch.events() {
                if let (detente::model::events::EventKind::Breakthrough, Some(agent)) = (event.kind, event.agent) {
                    count[agent.index()] += 1.0;
                }
            }
            Ok(Flow::Continue)
        })
        .expect("runs");
        count
    };
    assert_eq!(count(&without(RUNS, Mechanism::Breakthroughs)), [0.0; 2]);
    let under = |controls: &str| {
        let free = "shared.breakthrough_highest_per_year=20";
        count(&baseline(RUNS, &[controls, "shared.breakthrough_scarcity=0.35", free]))
    };
    let (plenty, scarce) = (under("us.chip_controls=0"), under("us.chip_controls=1"));
    assert!(
        scarce[1] > 1.02 * plenty[1],
        "scarcity drives Chinese efficiency: {scarce:?} against {plenty:?}"
    );
    assert!(
        scarce[0] < plenty[0],
        "and the United States, relatively better supplied, finds less"
    );
}

#[test]
fn m11_a_surprise_lifts_investment_and_alarm_and_off_neither() {
    let (on, off) = with_and_without(Mechanism::Rally);
    let invested = |worlds: &Worlds| worlds.mean(China, V::PrivateInvestment, "2025-01", "2026-12");
    assert!(mean(&invested(&on)) > 1.005 * mean(&invested(&off)));
    let threat = |worlds: &Worlds| worlds.mean(UnitedStates, V::Threat, "2024-01", "2026-12");
    assert!(mean(&threat(&on)) > mean(&threat(&off)));
    let quiet = Worlds::of(&baseline(
        RUNS,
        &["shared.rally_gain_per_year=0.02", "shared.alarm_gain=0.1"],
    ));
    let loud = Worlds::of(&baseline(
        RUNS,
        &["shared.rally_gain_per_year=0.15", "shared.alarm_gain=0.5"],
    ));
    assert!(mean(&invested(&loud)) > mean(&invested(&quiet)));
    assert!(mean(&threat(&loud)) > mean(&threat(&quiet)));
}

#[test]
fn m12_caution_gives_way_to_fear_of_missing_out_and_off_the_burden_stands_still() {
    let base = Worlds::of(&baseline(RUNS, &[]));
    let burden = |month: &str| median(base.at(China, V::Regulation, month));
    assert!(
        burden("2023-01") > 0.5 && burden("2025-12") < 0.7 * burden("2023-03"),
        "high after ChatGPT, then loosened"
    );
    let loose = Worlds::of(&baseline(RUNS, &["us.chip_controls=0", "us.tool_controls=0"]));
    let tight = Worlds::of(&baseline(RUNS, &["us.chip_controls=1", "us.tool_controls=0"]));
    assert!(loose.share_above(&tight, China, V::Regulation, "2027-06") > 0.99);
    let calm = Worlds::of(&baseline(RUNS, &["shared.incident_alarm_per_year=0.2"]));
    let alarmed = Worlds::of(&baseline(RUNS, &["shared.incident_alarm_per_year=1"]));
    assert_eq!(alarmed.share_above(&calm, UnitedStates, V::Regulation, "2035-12"), 1.0);
    assert_constant(&Worlds::of(&without(RUNS, Mechanism::Regulation)), China, V::Regulation);
}

#[test]
fn m13_hostile_acts_raise_the_other_sides_distrust_and_off_it_stands_still() {
    let loose = Worlds::of(&baseline(RUNS, &["us.tool_controls=0"]));
    let tight = Worlds::of(&baseline(RUNS, &["us.tool_controls=1"]));
    assert_eq!(tight.share_above(&loose, China, V::Distrust, "2027-03"), 1.0);
    let none = Worlds::of(&baseline(RUNS, &["china.mandate=0"]));
    let total = Worlds::of(&baseline(RUNS, &["china.mandate=1"]));
    assert_eq!(total.share_above(&none, UnitedStates, V::Distrust, "2027-03"), 1.0);
    let off = Worlds::of(&without(RUNS, Mechanism::Distrust));
    assert_constant(&off, UnitedStates, V::Distrust);
    assert!(
        off.at(China, V::Distrust, "2040-12")
            .iter()
            .all(|distrust| *distrust == 1.0)
    );
}

#[test]
fn m14_rules_raise_safety_effort_lowers_hazard_and_off_nothing_goes_wrong() {
    let lax = Worlds::of(&baseline(RUNS, &["us.safety_regulation=0"]));
    let strict = Worlds::of(&baseline(RUNS, &["us.safety_regulation=1"]));
    assert_eq!(strict.share_above(&lax, UnitedStates, V::SafetyEffort, "2028-12"), 1.0);
    assert!(lax.share_above(&strict, UnitedStates, V::CatastropheHazard, "2028-12") > 0.99);
    let off = Worlds::of(&without(RUNS, Mechanism::Safety));
    assert!(
        off.metric(Metric::CatastropheYear)
            .iter()
            .all(|year| year.is_infinite())
    );
    assert!(off.metric(Metric::Incidents).iter().all(|incidents| *incidents == 0.0));
    assert_constant(&off, UnitedStates, V::SafetyEffort);
    let base = Worlds::of(&baseline(RUNS, &[]));
    assert!(
        share_above(
            base.at(UnitedStates, V::Incidents, "2030-12"),
            base.at(UnitedStates, V::Incidents, "2024-12")
        ) > 0.9
    );
}

#[test]
fn m15_a_lower_threshold_is_passed_earlier_and_off_never() {
    let near = Worlds::of(&baseline(RUNS, &["shared.threshold_log10=32"]));
    let far = Worlds::of(&baseline(RUNS, &["shared.threshold_log10=36"]));
    assert_eq!(
        share_above(&far.metric(Metric::ThresholdYear), &near.metric(Metric::ThresholdYear)),
        1.0
    );
    let off = Worlds::of(&without(RUNS, Mechanism::Threshold));
    assert!(off.metric(Metric::ThresholdYear).iter().all(|year| year.is_infinite()));
    assert!(off.metric(Metric::ThresholdFirst).iter().all(|who| *who == 0.0));
}

#[test]
fn m16_outreach_and_openness_win_third_countries_and_off_shares_stand_still() {
    for (agent, lever) in [
        (UnitedStates, "us.outreach"),
        (China, "china.outreach"),
        (China, "china.open_weights"),
    ] {
        let idle = Worlds::of(&baseline(RUNS, &[&format!("{lever}=0")]));
        let busy = Worlds::of(&baseline(RUNS, &[&format!("{lever}=1")]));
        let share = busy.share_above(&idle, agent, V::ThirdCountryShare, "2028-12");
        assert!(share > 0.9, "{lever}: {share}");
    }
    let off = Worlds::of(&without(RUNS, Mechanism::World));
    for agent in [UnitedStates, China] {
        assert_constant(&off, agent, V::ThirdCountryShare);
        assert_constant(&off, agent, V::StandardsShare);
    }
    assert!(
        off.world_at(WorldVariable::Fragmentation, "2040-12")
            .iter()
            .all(|split| *split == 0.0)
    );
}

#[test]
fn m17_ready_sides_agree_and_a_treaty_limits_controls_lifts_safety_and_off_there_is_none() {
    let ready = Worlds::of(&under_policy(RUNS, "treaty"));
    let base = Worlds::of(&baseline(RUNS, &[]));
    let signed = |worlds: &Worlds| mean(&worlds.metric(Metric::TreatyMonths));
    assert!(signed(&ready) > 5.0 * signed(&base));
    let month = "2030-12";
    let in_force = ready.world_at(WorldVariable::TreatyInForce, month).to_vec();
    let controls = |wanted: f64| {
        let values = ready.at(UnitedStates, V::ChipControls, "2031-01").iter().zip(&in_force);
        let chosen: Vec<f64> = values
            .filter(|(_, treaty)| **treaty == wanted)
            .map(|(value, _)| *value)
            .collect();
        mean(&chosen)
    };
    assert!(
        controls(1.0) < 0.8 * controls(0.0),
        "{} against {}",
        controls(1.0),
        controls(0.0)
    );
    let safety = |worlds: &Worlds| mean(worlds.at(China, V::SafetyEffort, "2035-12"));
    assert!(safety(&ready) > safety(&base));
    let off = Worlds::of(&Scenario {
        switches: baseline(1, &[]).switches.without(Mechanism::Treaty),
        ..under_policy(RUNS, "treaty")
    });
    assert!(off.metric(Metric::TreatyYear).iter().all(|year| year.is_infinite()));
}

#[test]
fn m18_controls_cost_both_sides_trade_and_off_no_cost_is_counted() {
    let quiet = [
        "mechanisms.private_investment=false",
        "mechanisms.state_funding=false",
        "mechanisms.safety=false",
    ];
    let run = |controls: &str| {
        Worlds::of(&baseline(
            RUNS,
            &[&quiet[..], &[controls, "china.mandate=0"][..]].concat(),
        ))
    };
    let (free, tight) = (run("us.chip_controls=0"), run("us.chip_controls=1"));
    for metric in [Metric::UsRaceCost, Metric::ChinaRaceCost] {
        assert!(
            share_above(&tight.metric(metric), &free.metric(metric)) > 0.97,
            "{}",
            metric.key()
        );
    }
    let off = Worlds::of(&without(RUNS, Mechanism::Cost));
    assert!(off.metric(Metric::WorldRaceCost).iter().all(|cost| *cost == 0.0));
}

#[test]
fn m19_short_supply_raises_the_price_and_chips_sold_to_china_are_missing_elsewhere_and_off_all_orders_are_served() {
    let (on, off) = with_and_without(Mechanism::WorldSupply);
    assert!(off.share_above(&on, UnitedStates, V::InstalledCompute, "2024-12") > 0.9);
    let scarce = Worlds::of(&baseline(RUNS, &["shared.supply_growth_per_year=1.2"]));
    let price = |worlds: &Worlds| worlds.world_at(WorldVariable::ChipPrice, "2026-12").to_vec();
    assert!(share_above(&price(&scarce), &price(&on)) > 0.95);
    let short = "shared.supply_growth_per_year=1.2";
    let closed = Worlds::of(&baseline(RUNS, &[short, "us.chip_controls=1"]));
    let open = Worlds::of(&baseline(RUNS, &[short, "us.chip_controls=0", "china.mandate=0"]));
    assert!(closed.share_above(&open, UnitedStates, V::InstalledCompute, "2027-12") > 0.9);
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

#[test]
fn m16_whoever_sets_the_standards_has_the_markets() {
    let lax = Worlds::of(&baseline(RUNS, &["shared.alignment_standards_weight=0.1"]));
    let strict = Worlds::of(&baseline(RUNS, &["shared.alignment_standards_weight=0.5"]));
    // The United States starts with most of the standards.
    assert!(strict.share_above(&lax, UnitedStates, V::ThirdCountryShare, "2030-12") > 0.9);
}
