//! Talent, data, software, breakthroughs and rallies: M7 to M11.

use super::*;

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
    // The door that closed in 2025: arrivals fall by more than half within the year, as recorded (TAL009).
    let base = Worlds::of(&baseline(RUNS, &[]));
    let arrivals = |month: &str| median(base.at(UnitedStates, V::Arrivals, month));
    assert!(arrivals("2025-12") < 0.5 * arrivals("2024-12"));
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
        // China's own rules would keep foreign chips out whatever American ones do.
        count(&baseline(
            RUNS,
            &[
                controls,
                "shared.breakthrough_scarcity=0.35",
                "china.mandate=0",
                "china.import_block=0",
                "shared.breakthrough_highest_per_year=20",
            ],
        ))
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
