//! No world at the baseline leaves the magnitudes that physics, grids and economies allow: bounds from outside the model, held in every month.

use super::*;
use AgentVariable as V;
use detente::scenario::agents::Agent::{China, UnitedStates};

/// Of what, whose, at least, at most, and why.
const BOUNDS: &[(V, Agent, f64, f64, &str)] = &[
    (
        V::PowerCapacity,
        UnitedStates,
        20.0,
        1_000.0,
        "all American power stations have about 1,300 GW",
    ),
    (
        V::PowerCapacity,
        China,
        8.0,
        1_000.0,
        "all Chinese power stations have more than 3,000 GW",
    ),
    (
        V::Electricity,
        UnitedStates,
        60.0,
        6_000.0,
        "the United States used 4,200 TWh in 2024",
    ),
    (V::Electricity, China, 25.0, 6_000.0, "China used 9,800 TWh in 2024"),
    (
        V::PrivateInvestment,
        UnitedStates,
        60.0,
        20_000.0,
        "USD bn; a quarter of the largest economy drawn for 2040",
    ),
    (V::PrivateInvestment, China, 1.0, 20_000.0, "USD bn"),
    (V::Researchers, UnitedStates, 30.0, 600.0, "thousand; 63 in 2024"),
    (V::Researchers, China, 20.0, 900.0, "thousand; 52 in 2024"),
    (
        V::TrainingCompute,
        UnitedStates,
        1e25,
        1e33,
        "FLOP; 2e31 is the upper published limit for 2030",
    ),
    (V::UsableCompute, UnitedStates, 1e5, 1e11, "H100e; three hundred a head"),
    (V::UsableCompute, China, 1e4, 1e11, "H100e; seventy a head"),
    (V::ReleasedEci, UnitedStates, 80.0, 450.0, "ECI"),
    (V::LagMonthsStep, China, -60.0, 96.0, "months"),
    (
        V::ChipQualityRatio,
        China,
        0.015,
        1.0,
        "a frontier of fifty times at most",
    ),
    (V::RunningCost, UnitedStates, 0.0, 3_000.0, "USD bn a year"),
    (V::Regulation, China, 0.0, 0.8, "share"),
];

#[test]
fn magnitudes_stay_within_what_grids_economies_and_physics_allow() {
    let worlds = Worlds::of(&baseline(512, &[]));
    let path = |agent, variable| &worlds.series[Series::Agent(agent, variable).index()];
    let each = |of: &dyn Fn(usize, usize) -> f64, low: f64, high: f64, what: &str| {
        for month in 0..216 {
            for world in 0..512 {
                let value = of(month, world);
                assert!(
                    (low..=high).contains(&value),
                    "{what}: {value} in {} of world {world} is not in {low} to {high}",
                    Month(month)
                );
            }
        }
    };
    for (variable, agent, low, high, why) in BOUNDS {
        let what = format!("{} of {} ({why})", variable.key(), agent.name());
        each(
            &|month, world| path(*agent, *variable)[month][world],
            *low,
            *high,
            &what,
        );
    }
    let world_path = |variable| &worlds.series[Series::World(variable).index()];
    let of_world = |variable: WorldVariable| move |month: usize, world: usize| world_path(variable)[month][world];
    each(
        &of_world(WorldVariable::InstalledCost),
        20.0,
        90.0,
        "USD bn a GW of AI compute; 25 to 50 in 2025",
    );
    each(
        &of_world(WorldVariable::ChipPrice),
        0.05,
        100.0,
        "USD thousand a H100e; a system of the first cost 35 to 40",
    );
    for agent in [UnitedStates, China] {
        let own = |variable: V| move |month: usize, world: usize| path(agent, variable)[month][world];
        let (used, usable) = (own(V::PowerUsed), own(V::UsableCompute));
        // Rented compute runs on power elsewhere, which can only lower the ratio.
        each(
            &|month, world| 1e6 * used(month, world) / usable(month, world),
            0.002,
            4.0,
            "kW a H100e in use; an H100 in its server with cooling takes 1.2 to 1.6",
        );
        let (startups, private) = (own(V::StartupFunding), own(V::PrivateInvestment));
        each(
            &|month, world| startups(month, world) / private(month, world),
            0.0,
            1.0,
            "start-ups' share of private spending",
        );
        let (carried, budget) = (own(V::MoneyCarried), own(V::ComputeBudget));
        each(
            &|month, world| carried(month, world) / budget(month, world),
            0.0,
            1.0,
            "years of the budget for compute that wait",
        );
    }
    let (smuggled, sold) = (path(China, V::ChipSmuggled), path(UnitedStates, V::ChipImports));
    each(
        &|month, world| smuggled[month][world] / sold[month][world].max(1.0),
        0.0,
        0.15,
        "smuggled chips over American purchases",
    );
}
