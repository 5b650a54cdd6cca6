//! Rules, distrust, safety, the world, treaties, costs, rivalry: M12 to M18, M21.

use super::*;

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
fn m16_users_change_models_faster_than_countries_change_sides() {
    let base = Worlds::of(&baseline(RUNS, &[]));
    let tokens = |month: &str| median(base.at(China, V::ModelUsage, month));
    assert!(
        tokens("2024-12") < 0.06 && tokens("2025-12") > 2.0 * tokens("2024-12"),
        "ADOPT006, ADOPT007"
    );
    let aligned = |month: &str| median(base.at(China, V::ThirdCountryShare, month));
    assert!(tokens("2025-12") / tokens("2024-12") > 1.5 * aligned("2025-12") / aligned("2024-12"));
    let closed = Worlds::of(&baseline(RUNS, &["china.open_weights=0"]));
    let open = Worlds::of(&baseline(RUNS, &["china.open_weights=1"]));
    assert_eq!(open.share_above(&closed, China, V::ModelUsage, "2028-12"), 1.0);
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
fn m16_whoever_sets_the_standards_has_the_markets() {
    let lax = Worlds::of(&baseline(RUNS, &["shared.alignment_standards_weight=0.1"]));
    let strict = Worlds::of(&baseline(RUNS, &["shared.alignment_standards_weight=0.5"]));
    // The United States starts with most of the standards.
    assert!(strict.share_above(&lax, UnitedStates, V::ThirdCountryShare, "2030-12") > 0.9);
}

#[test]
fn m21_the_cost_of_the_race_is_what_rivalry_adds_on_the_same_worlds_and_off_nobody_answers_anybody() {
    let (on, off) = with_and_without(Mechanism::Rivalry);
    for agent in [UnitedStates, China] {
        assert!(
            off.at(agent, V::Distrust, "2040-12")
                .iter()
                .all(|distrust| *distrust == 1.0)
        );
    }
    // What remains of policy is the schedule: no doctrine moves it.
    let scheduled = off.at(UnitedStates, V::ChipControls, "2030-12");
    assert!(scheduled.iter().all(|controls| *controls <= scheduled[0]));
    assert!(
        share_above(
            on.at(China, V::StateFunding, "2030-12"),
            off.at(China, V::StateFunding, "2030-12")
        ) > 0.9
    );
    let spent = |worlds: &Worlds| {
        sum(
            &worlds.metric(Metric::UsSpending),
            &worlds.metric(Metric::ChinaSpending),
        )
    };
    assert!(mean(&spent(&on)) > mean(&spent(&off)));
    for (cost, parts) in [
        (
            Metric::UsRaceCost,
            [Metric::UsSubsidy, Metric::UsTradeLoss, Metric::UsIncidentLoss],
        ),
        (
            Metric::ChinaRaceCost,
            [Metric::ChinaSubsidy, Metric::ChinaTradeLoss, Metric::ChinaIncidentLoss],
        ),
    ] {
        let parts = parts.map(|part| on.metric(part));
        for (world, cost) in on.metric(cost).into_iter().enumerate() {
            let sum: f64 = parts.iter().map(|part| part[world]).sum();
            assert!(
                (sum - cost).abs() <= 1e-9 * cost.abs(),
                "the parts are the whole: {sum} and {cost}"
            );
        }
    }
    assert!(share_above(&on.metric(Metric::ChinaSubsidy), &off.metric(Metric::ChinaSubsidy)) > 0.9);
    assert!(on.metric(Metric::UsBenefit).iter().all(|benefit| *benefit > 0.0));
}
