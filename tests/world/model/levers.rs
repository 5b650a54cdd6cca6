//! Every lever moves its own agent's variable in its direction, from its own month on, and the agents' order does not matter.

use super::*;
use AgentVariable as V;
use detente::scenario::agents::Agent::{China, UnitedStates};
use detente::scenario::levers::Lever;

const RUNS: u64 = 64;

/// For each lever: a low and a high value, and what must rise (`true`) or fall when it is high, by whom, three years later.
const EFFECTS: &[(Lever, f64, f64, Agent, V, bool)] = &[
    (Lever::UsChipControls, 0.0, 0.95, China, V::ChipSmuggled, true),
    (Lever::UsToolControls, 0.0, 1.0, China, V::FabCapacity, false),
    (Lever::UsMemoryControls, 0.0, 1.0, China, V::MemoryStock, false),
    (Lever::UsEnforcement, 0.0, 1.0, China, V::ChipSmuggled, false),
    (Lever::UsAlliedCompliance, 0.0, 2.0, China, V::ChipDomestic, false),
    (Lever::UsRemoteAccessControls, 0.0, 1.0, China, V::UsableCompute, false),
    (Lever::UsLabSecurity, 0.0, 1.0, China, V::SoftwareEfficiency, false),
    (Lever::UsStateFunding, 0.5, 3.0, UnitedStates, V::StateFunding, true),
    (Lever::UsImmigrationOpenness, 0.0, 1.0, UnitedStates, V::Migration, true),
    (Lever::UsPowerPermitting, 0.5, 2.0, UnitedStates, V::PowerCapacity, true),
    (
        Lever::UsInferencePriority,
        0.5,
        1.5,
        UnitedStates,
        V::TrainingCompute,
        false,
    ),
    (
        Lever::UsTrainingPriority,
        0.5,
        1.5,
        UnitedStates,
        V::TrainingCompute,
        true,
    ),
    (Lever::UsSafetyRegulation, 0.0, 1.0, UnitedStates, V::SafetyEffort, true),
    (Lever::UsOpenWeights, 0.0, 1.0, UnitedStates, V::ThirdCountryShare, true),
    (Lever::UsOutreach, 0.0, 1.0, UnitedStates, V::ThirdCountryShare, true),
    (Lever::ChinaStateFunding, 0.5, 3.0, China, V::StateFunding, true),
    (Lever::ChinaMobilisation, 0.0, 1.0, China, V::Mobilisation, true),
    (Lever::ChinaMandate, 0.0, 1.0, China, V::ChipImports, false),
    (Lever::ChinaComputeBuildout, 0.0, 2.0, China, V::PowerCapacity, true),
    (
        Lever::ChinaInferencePriority,
        0.5,
        1.5,
        China,
        V::SoftwareEfficiency,
        false,
    ),
    (
        Lever::ChinaTrainingPriority,
        0.5,
        1.5,
        China,
        V::SoftwareEfficiency,
        false,
    ),
    (Lever::ChinaDataPooling, 0.0, 1.0, China, V::DataAccess, true),
    (Lever::ChinaRegulatoryStrictness, 0.0, 1.0, China, V::Regulation, true),
    (Lever::ChinaOpenWeights, 0.0, 1.0, China, V::ThirdCountryShare, true),
    (Lever::ChinaOutreach, 0.0, 1.0, China, V::ThirdCountryShare, true),
    (Lever::ChinaTalentReturn, 0.0, 1.0, China, V::Migration, true),
];

fn with_lever(lever: Lever, value: f64) -> Worlds {
    Worlds::of(&baseline(RUNS, &[&format!("{}={value}", lever.key())]))
}

#[test]
fn each_lever_moves_its_own_agent_in_its_own_direction() {
    for (lever, low, high, agent, variable, rises) in EFFECTS {
        let (low, high) = (with_lever(*lever, *low), with_lever(*lever, *high));
        let month = "2028-12";
        let (low, high) = (low.at(*agent, *variable, month), high.at(*agent, *variable, month));
        let share = if *rises {
            share_above(high, low)
        } else {
            share_above(low, high)
        };
        let direction = if *rises { "raise" } else { "lower" };
        assert!(
            share > 0.9,
            "{} should {direction} {} of {}, but does so in {share} of worlds",
            lever.key(),
            variable.key(),
            agent.name()
        );
    }
}

#[test]
fn memory_holds_chips_back_once_the_store_is_used_up_and_tools_stay_apart() {
    let (free, barred) = (
        with_lever(Lever::UsMemoryControls, 0.0),
        with_lever(Lever::UsMemoryControls, 1.0),
    );
    let chips = |worlds: &Worlds, month| worlds.at(China, V::ChipDomestic, month).to_vec();
    // In its first month the lever changes what is offered from the next on.
    assert_eq!(chips(&free, "2026-10"), chips(&barred, "2026-10"));
    let lower = |month| share_above(&chips(&free, month), &chips(&barred, month));
    let mean =
        |worlds: &Worlds, month| chips(worlds, month).iter().map(|&chips| libm::log(chips)).sum::<f64>() / RUNS as f64;
    assert!(lower("2028-12") > 0.5, "{}", lower("2028-12"));
    assert!(mean(&barred, "2028-12") < mean(&free, "2028-12") - 0.2);
    // Nothing is taken from the store while memory may be bought.
    assert_eq!(
        free.at(China, V::MemoryStock, "2026-10"),
        free.at(China, V::MemoryStock, "2030-12")
    );
    // Tools make memory too, so that their controls hold its production back.
    let tools = |value| with_lever(Lever::UsToolControls, value);
    let (open, closed) = (tools(0.0), tools(1.0));
    assert!(open.share_above(&closed, China, V::MemoryProduction, "2028-12") > 0.9);
    // Korea makes most of the memory: how far it follows decides as much as the rule.
    let follows = |value| with_lever(Lever::UsAlliedCompliance, value);
    assert!(follows(0.0).share_above(&follows(2.0), China, V::MemoryStock, "2028-12") > 0.9);
}

/// China lets its firms buy, under controls that the doctrine does not move.
fn with_licences(controls: f64, set: &[&str]) -> Worlds {
    let controls = format!("us.chip_controls={controls}");
    let open = [controls.as_str(), "china.mandate=0", "china.import_block=0"];
    Worlds::of(&baseline(RUNS, &[&open, set].concat()))
}

#[test]
fn a_quota_of_licences_binds_to_the_chip() {
    let (few, none) = (
        with_licences(0.6, &["us.licence_quota=0.05"]),
        with_licences(0.6, &["us.licence_quota=1"]),
    );
    let month = "2027-12";
    let (bought, taken) = (
        few.at(China, V::ChipImports, month),
        few.at(UnitedStates, V::ChipImports, month),
    );
    // A treaty eases controls in a few worlds, and with them the class.
    let free = few
        .at(UnitedStates, V::ChipControls, month)
        .iter()
        .map(|c| (1.0 - c) * (1.0 - c) * 0.05);
    let limits: Vec<f64> = free.zip(taken).map(|(share, taken)| share * taken).collect();
    let bound = bought
        .iter()
        .zip(&limits)
        .filter(|(bought, limit)| (*bought / *limit - 1.0).abs() < 1e-12);
    let bound = bound.count();
    assert!(bound > RUNS as usize * 9 / 10, "{bound} of {RUNS}");
    assert!(
        bought
            .iter()
            .zip(&limits)
            .all(|(bought, limit)| *bought <= limit * (1.0 + 1e-12))
    );
    assert!(share_above(none.at(China, V::ChipImports, month), bought) > 0.9);
    // What the quota bars is bought around it.
    assert!(
        share_above(
            few.at(China, V::ChipSmuggled, month),
            none.at(China, V::ChipSmuggled, month)
        ) > 0.9
    );
}

#[test]
fn a_fee_makes_chips_dearer_and_fills_the_american_treasury() {
    let (free, taxed) = (
        with_licences(0.6, &["us.licence_fee=0"]),
        with_licences(0.6, &["us.licence_fee=0.25"]),
    );
    let month = "2026-10";
    let dearer = |worlds: &Worlds| -> Vec<f64> {
        let chips = worlds.at(China, V::ChipImports, month).iter();
        let spent = worlds.at(China, V::ChipSpending, month).iter();
        spent.zip(chips).map(|(spent, chips)| spent / chips).collect()
    };
    // In the first month price and money are the same: where money binds it buys fewer chips, and where power does as many.
    let (bought, before) = (
        taxed.at(China, V::ChipImports, month),
        free.at(China, V::ChipImports, month),
    );
    assert!(bought.iter().zip(before).all(|(bought, before)| bought <= before));
    assert!(bought.iter().zip(before).any(|(bought, before)| bought < before));
    assert!(share_above(&dearer(&taxed), &dearer(&free)) > 0.9);
    assert!(taxed.at(China, V::LicenceFees, month).iter().all(|fee| *fee > 0.0));
    for (worlds, agent) in [(&free, China), (&taxed, UnitedStates)] {
        assert!(worlds.at(agent, V::LicenceFees, month).iter().all(|fee| *fee == 0.0));
    }
    let loss = |worlds: &Worlds, metric| worlds.metric(metric);
    assert!(share_above(&loss(&free, Metric::UsTradeLoss), &loss(&taxed, Metric::UsTradeLoss)) > 0.9);
    assert!(
        share_above(
            &loss(&taxed, Metric::ChinaTradeLoss),
            &loss(&free, Metric::ChinaTradeLoss)
        ) > 0.9
    );
    // Nothing needs a licence where nothing is controlled.
    let uncontrolled = with_licences(0.0, &["us.licence_fee=0.25", "us.licence_quota=0.01"]);
    assert!(
        uncontrolled
            .at(China, V::LicenceFees, month)
            .iter()
            .all(|fee| *fee == 0.0)
    );
    assert!(share_above(uncontrolled.at(China, V::ChipImports, month), before) > 0.9);
}

#[test]
fn a_block_at_the_border_keeps_out_what_the_mandate_lets_in() {
    let imports = |block: f64| {
        let set = ["china.mandate=0".to_owned(), format!("china.import_block={block}")];
        let worlds = Worlds::of(&baseline(RUNS, &[&set[0], &set[1]]));
        worlds.at(China, V::ChipImports, "2028-12").to_vec()
    };
    let (open, blocked) = (imports(0.0), imports(1.0));
    assert!(share_above(&open, &blocked) > 0.9);
    // A treaty in force limits the block in some worlds.
    let closed = blocked.iter().filter(|imports| **imports == 0.0).count();
    assert!(closed > blocked.len() * 3 / 4, "{closed} of {}", blocked.len());
}

/// What compute there is in the end is another question: the rival also answers a hostile act with more money.
#[test]
fn controls_on_materials_make_chips_dearer() {
    let price = |controls: f64| {
        let worlds = with_lever(Lever::ChinaCounterControls, controls);
        worlds.world_at(WorldVariable::ChipPrice, "2027-12").to_vec()
    };
    assert!(share_above(&price(1.0), &price(0.0)) > 0.9);
}

#[test]
fn treaty_stances_of_both_sides_are_needed_for_a_treaty() {
    let agreed = |us: f64, china: f64| {
        let set = [format!("us.treaty_stance={us}"), format!("china.treaty_stance={china}")];
        let worlds = Worlds::of(&baseline(RUNS, &[&set[0], &set[1]]));
        let years = worlds.metric(Metric::TreatyYear);
        years.iter().filter(|year| year.is_finite()).count()
    };
    assert_eq!(agreed(0.0, 1.0), 0);
    assert_eq!(agreed(1.0, 0.0), 0);
    assert!(agreed(1.0, 1.0) > RUNS as usize / 2);
}

#[test]
fn a_lever_changes_nothing_before_its_date() {
    let base = Worlds::of(&baseline(RUNS, &[]));
    for lever in Lever::ALL {
        let (low, high) = lever.range();
        let present = baseline(1, &[]).lever(lever).values[45];
        let other = if present - low >= high - present {
            low
        } else {
            high.min(present + 1.0)
        };
        let changed = with_lever(lever, other);
        let mut moved = false;
        for series in Series::all() {
            let (before, after) = (&base.series[series.index()], &changed.series[series.index()]);
            assert!(
                before[..45] == after[..45],
                "{} moves {} before October 2026",
                lever.key(),
                series.key()
            );
            moved |= before[45..] != after[45..];
        }
        assert!(moved, "{} moves nothing", lever.key());
    }
}

#[test]
fn the_first_month_of_a_lever_touches_only_what_it_acts_on_directly() {
    // What may differ in the very month in which a lever changes. A lever that is wired to the wrong agent, or a stage that
    // reads what it should not yet know, shows here.
    type Touched<'a> = &'a [(Agent, V)];
    let direct: &[(Lever, f64, Touched)] = &[
        (
            Lever::UsEnforcement,
            0.9,
            &[
                (China, V::ChipSmuggled),
                (China, V::InstalledCompute),
                (China, V::UsableCompute),
                (China, V::PowerUsed),
                (China, V::RunningCost),
                (China, V::ChipSpending),
                (China, V::MoneyCarried),
                (China, V::Electricity),
                (China, V::SelfSufficiency),
                (China, V::TrainingCompute),
                (China, V::EffectiveCompute),
                (China, V::PotentialEci),
                (China, V::ReleasedEci),
                // A release that surprises lifts what start-ups are given.
                (China, V::StartupFunding),
                (UnitedStates, V::StartupFunding),
                (China, V::LagMonths),
                (UnitedStates, V::LagMonths),
                (China, V::LagMonthsStep),
                (UnitedStates, V::LagMonthsStep),
                (China, V::AiOutput),
                (China, V::Incidents),
                (China, V::CatastropheHazard),
                (China, V::SafetyEffort),
                (China, V::ThirdCountryShare),
                (UnitedStates, V::ThirdCountryShare),
                (China, V::ModelUsage),
                (UnitedStates, V::ModelUsage),
                (China, V::RaceCost),
            ],
        ),
        (
            Lever::ChinaDataPooling,
            1.0,
            &[
                (China, V::DataAccess),
                (China, V::EffectiveCompute),
                (China, V::PotentialEci),
                (China, V::ReleasedEci),
                (China, V::StartupFunding),
                (China, V::LagMonths),
                (UnitedStates, V::LagMonths),
                (China, V::LagMonthsStep),
                (UnitedStates, V::LagMonthsStep),
                (China, V::AiOutput),
                (China, V::CatastropheHazard),
                (China, V::SafetyEffort),
                (China, V::Incidents),
                (China, V::ThirdCountryShare),
                (UnitedStates, V::ThirdCountryShare),
                (China, V::ModelUsage),
                (UnitedStates, V::ModelUsage),
                (China, V::RaceCost),
            ],
        ),
        (
            Lever::UsOutreach,
            1.0,
            &[(China, V::ThirdCountryShare), (UnitedStates, V::ThirdCountryShare)],
        ),
        (Lever::UsTreatyStance, 1.0, &[]),
    ];
    let base = Worlds::of(&baseline(RUNS, &[]));
    for (lever, value, touched) in direct {
        let changed = with_lever(*lever, *value);
        let mut moved = Vec::new();
        for agent in [UnitedStates, China] {
            for variable in V::ALL {
                let differs = base.at(agent, variable, "2026-10") != changed.at(agent, variable, "2026-10");
                if differs && !touched.contains(&(agent, variable)) {
                    moved.push(format!("{} of {}", variable.key(), agent.name()));
                }
            }
        }
        assert!(moved.is_empty(), "{} moves at once: {moved:?}", lever.key());
        if let Some((agent, variable)) = touched.first() {
            assert_ne!(
                base.at(*agent, *variable, "2026-10"),
                changed.at(*agent, *variable, "2026-10")
            );
        }
    }
}

#[test]
fn a_policy_that_sets_what_already_holds_changes_no_bit() {
    let base = Worlds::of(&baseline(RUNS, &[]));
    // None of these levers is moved by a doctrine, so setting them to their present value must change nothing at all.
    let same = Worlds::of(&baseline(
        RUNS,
        &[
            "us.outreach=0.5",
            "us.enforcement=0.45",
            "us.power_permitting=1",
            "us.inference_priority=1",
            "china.inference_priority=1",
            "china.training_priority=1",
            "china.data_pooling=0.5",
            "china.open_weights=0.9",
        ],
    ));
    assert!(base.series == same.series);
    let bits = |worlds: &Worlds| -> Vec<u64> {
        worlds
            .metrics
            .iter()
            .flat_map(|row| row.values())
            .map(f64::to_bits)
            .collect()
    };
    assert_eq!(bits(&base), bits(&same));
}
