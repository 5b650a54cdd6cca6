//! The patterns that the model must show at the baseline, on a fixed seed. Fact ids: `docs/sources.md`.

use super::*;
use AgentVariable as V;
use detente::scenario::agents::Agent::{China, UnitedStates};

const RUNS: u64 = 1_000;
/// Dollars to yuan, as in `docs/validation.md`.
const RMB_PER_USD: f64 = 7.2;

/// Asserts that the median lies in a range and that a recorded value lies within the simulated 5-95 % band.
#[track_caller]
fn assert_near(what: &str, values: &[f64], low: f64, high: f64, recorded: f64) {
    let (p05, p50, p95) = (quantile(values, 0.05), median(values), quantile(values, 0.95));
    assert!(
        (low..=high).contains(&p50),
        "{what}: median {p50}, wanted {low} to {high}"
    );
    assert!(
        (p05..=p95).contains(&recorded),
        "{what}: {recorded} is not in {p05} to {p95}"
    );
}

fn sum(left: &[f64], right: &[f64]) -> Vec<f64> {
    left.iter().zip(right).map(|(left, right)| left + right).collect()
}

fn scaled(values: &[f64], factor: f64) -> Vec<f64> {
    values.iter().map(|value| value * factor).collect()
}

#[test]
fn pattern_1_american_money() {
    let worlds = Worlds::of(&baseline(RUNS, &[]));
    let start_ups = scaled(&worlds.mean(UnitedStates, V::StartupFunding, "2025-01", "2025-06"), 0.5);
    assert_near("INV012", &start_ups, 93.6, 114.4, 104.0);
    let spending = |year: &str| {
        worlds.mean(
            UnitedStates,
            V::PrivateInvestment,
            &format!("{year}-01"),
            &format!("{year}-12"),
        )
    };
    assert_near("INV014", &spending("2023"), 140.0, 155.0, 149.0);
    assert_near("INV015", &spending("2024"), 226.0, 262.0, 251.0);
    assert_near("INV016", &spending("2025"), 384.0, 443.0, 413.0);
}

#[test]
fn pattern_2_chinese_money_and_the_state_share() {
    let worlds = Worlds::of(&baseline(RUNS, &[]));
    let of = |variable, year: &str| worlds.mean(China, variable, &format!("{year}-01"), &format!("{year}-12"));
    for (id, year, low, high, recorded) in [
        ("INV020", "2024", 400.0, 500.0, 450.0),
        ("INV021", "2025", 600.0, 720.0, 650.0),
    ] {
        let all = scaled(
            &sum(&of(V::PrivateInvestment, year), &of(V::StateFunding, year)),
            RMB_PER_USD,
        );
        assert_near(id, &all, low, high, recorded);
    }
    let state = of(V::StateFunding, "2025");
    let share: Vec<f64> = state
        .iter()
        .zip(of(V::PrivateInvestment, "2025"))
        .map(|(state, private)| state / (state + private))
        .collect();
    assert_near("INV022", &share, 0.5, 0.68, 0.6);
}

#[test]
fn pattern_3_installed_compute() {
    let worlds = Worlds::of(&baseline(RUNS, &[]));
    // US hyperscalers hold about 83 % of what the United States buys (observables.toml).
    let hyperscalers = |month: &str| scaled(worlds.at(UnitedStates, V::ChipImportsCumulative, month), 0.83);
    assert_near("COMP014", &hyperscalers("2023-12"), 800e3, 1_150e3, 967e3);
    assert_near("COMP015", &hyperscalers("2024-12"), 3.7e6, 5.3e6, 4.472e6);
    let china = |month: &str| worlds.at(China, V::InstalledCompute, month).to_vec();
    // Known to 160,000 to 320,000 only: legal imports alone (COMP003) come to 178,000.
    let stock = median(&china("2023-12"));
    assert!((160e3..=320e3).contains(&stock), "COMP031: {stock}");
    assert_near("COMP032", &china("2024-12"), 400e3, 800e3, 550e3);
    let legal = |month: &str| worlds.at(China, V::ChipImportsCumulative, month).to_vec();
    assert_near("COMP003", &legal("2023-12"), 144.6e3, 217.8e3, 177.7e3);
    assert_near("COMP005", &legal("2024-12"), 261.8e3, 395.2e3, 322.3e3);
}

#[test]
fn pattern_4_capability_and_lag_with_spill_over() {
    let worlds = Worlds::of(&baseline(RUNS, &[]));
    for (month, us, china) in [
        ("2023-09", 126.2, 113.0),
        ("2023-12", 126.2, 117.9),
        ("2024-06", 130.0, 125.7),
        ("2024-09", 136.5, 129.5),
        ("2024-12", 143.0, 133.2),
        ("2025-03", 145.1, 139.9),
        ("2025-12", 153.8, 145.9),
        ("2026-06", 162.9, 153.7),
    ] {
        // The index itself is known to about 1.5 points (5-95 %).
        for (agent, recorded) in [(UnitedStates, us), (China, china)] {
            let levels = worlds.at(agent, V::ReleasedEci, month);
            let (low, high) = (quantile(levels, 0.05) - 1.5, quantile(levels, 0.95) + 1.5);
            assert!(
                (low..=high).contains(&recorded),
                "{} {month}: {recorded} not in {low} to {high}",
                agent.name()
            );
        }
    }
    let lag = worlds.mean(China, V::LagMonthsStep, "2023-07", "2025-06");
    assert_near("GAP042", &lag, 6.3, 10.5, 8.3);
    let typical = |month: &str| median(worlds.at(China, V::LagMonthsStep, month));
    assert!(
        typical("2025-03") < 0.7 * typical("2024-06"),
        "falls: {} to {}",
        typical("2024-06"),
        typical("2025-03")
    );
    let shortest = typical("2025-03").min(typical("2025-06"));
    assert!(shortest > 1.0, "does not vanish: {shortest}");
    for later in ["2027-12", "2028-12", "2029-12"] {
        assert!(
            typical(later) >= shortest,
            "shortest around R1: {later} {}",
            typical(later)
        );
    }
    // The input gap is far larger than the output gap suggests: what China trains with in early 2025, the United States had
    // in physical compute much longer ago than in capability.
    let us = &worlds.series[Series::Agent(UnitedStates, V::TrainingCompute).index()];
    let china = worlds.at(China, V::TrainingCompute, "2025-01");
    let month = Month::parse("2025-01").expect("a month").0;
    let input_lag: Vec<f64> = (0..china.len())
        .map(|world| {
            (month
                - (0..=month)
                    .find(|m| us[*m][world] >= china[world])
                    .expect("the US is ahead")) as f64
        })
        .collect();
    assert!(
        median(&input_lag) > 1.8 * typical("2025-01"),
        "{} months in compute, {} in capability",
        median(&input_lag),
        typical("2025-01")
    );
}

#[test]
fn pattern_5_a_decade_to_chip_parity_with_a_wide_band_and_capacity_that_doubles() {
    let strict = Worlds::of(&under_policy(RUNS, "strict_controls"));
    let parity = strict.metric(Metric::ParityYear);
    let p50 = median(&parity);
    assert!((2032.5..=2038.0).contains(&p50), "SEED003, FORE002: {p50}");
    assert!(quantile(&parity, 0.95) - quantile(&parity, 0.05) > 6.0);
    let base = Worlds::of(&baseline(RUNS, &[]));
    let output = |year: &str| base.mean(China, V::ChipDomestic, &format!("{year}-01"), &format!("{year}-12"));
    let growth: Vec<f64> = output("2026")
        .iter()
        .zip(output("2025"))
        .map(|(next, now)| next / now)
        .collect();
    assert_near("F20", &growth, 1.7, 2.6, 2.0);
}

#[test]
fn pattern_6_the_control_paradox_can_emerge_and_is_not_built_in() {
    let run = |policy: &str, worldview: Option<&str>| {
        let scenario = shipped::resolve(Kind::Scenario, "baseline").expect("shipped");
        let mut request = Request::new(scenario, shipped::parameters());
        // With China's own block in force American controls bind little: the paradox is about controls alone.
        for policy in [policy, "mandate_off"] {
            request
                .policies
                .push(shipped::resolve(Kind::Policy, policy).expect("shipped"));
        }
        request
            .worldviews
            .extend(worldview.map(|name| shipped::resolve(Kind::Worldview, name).expect("shipped")));
        request.runs = Some(RUNS);
        request.conditioning = Some(Conditioning::Prior);
        Worlds::of(&load(&request, &shipped::resolve).expect("loads"))
    };
    let (none, strict) = (run("no_controls", None), run("strict_controls", None));
    let compute = |worlds: &Worlds, month: &str| worlds.at(China, V::UsableCompute, month).to_vec();
    assert!(
        share_above(&compute(&none, "2027-12"), &compute(&strict, "2027-12")) > 0.99,
        "controls bite at first"
    );
    let lag = |worlds: &Worlds, metric| mean(&worlds.metric(metric));
    assert!(lag(&strict, Metric::LagMonths2027) > lag(&none, Metric::LagMonths2027) + 0.5);
    let later = share_above(&compute(&strict, "2040-12"), &compute(&none, "2040-12"));
    assert!(
        (0.05..=0.95).contains(&later),
        "in {later} of worlds strict controls leave China more compute by 2040"
    );
    let sooner = share_above(&none.metric(Metric::ParityYear), &strict.metric(Metric::ParityYear));
    assert!(
        (0.05..=0.95).contains(&sooner),
        "in {sooner} of worlds strict controls bring parity sooner"
    );
    let reversed = |worldview| {
        let (none, strict) = (
            run("no_controls", Some(worldview)),
            run("strict_controls", Some(worldview)),
        );
        share_above(&compute(&strict, "2040-12"), &compute(&none, "2040-12"))
    };
    let (fast, slow) = (reversed("fast_fabs"), reversed("slow_fabs"));
    assert!(
        fast > slow + 0.05,
        "it depends on how fast fabs learn: {fast} against {slow}"
    );
}

#[test]
fn pattern_7_what_each_mechanism_is_there_for() {
    let base = Worlds::of(&baseline(RUNS, &[]));
    let no_distrust = Worlds::of(&without(RUNS, Mechanism::Distrust));
    let spent = |worlds: &Worlds| {
        sum(
            &worlds.metric(Metric::UsSpending),
            &worlds.metric(Metric::ChinaSpending),
        )
    };
    assert!(
        share_above(&spent(&base), &spent(&no_distrust)) > 0.75,
        "M13 raises spending"
    );
    let safe = |worlds: &Worlds| worlds.mean(UnitedStates, V::SafetyEffort, "2026-01", "2040-12");
    assert!(
        share_above(&safe(&no_distrust), &safe(&base)) > 0.75,
        "M13 lowers safety"
    );

    let no_spill = Worlds::of(&without(RUNS, Mechanism::Algorithms));
    let lag = |worlds: &Worlds| median(&worlds.mean(China, V::LagMonths, "2024-01", "2026-12"));
    assert!(
        lag(&no_spill) > 1.2 * lag(&base),
        "M9: {} against {}",
        lag(&no_spill),
        lag(&base)
    );
    let level = |worlds: &Worlds| median(worlds.at(UnitedStates, V::PotentialEci, "2030-12"));
    let start = median(base.at(UnitedStates, V::PotentialEci, "2023-01"));
    assert!(level(&no_spill) - start < 0.7 * (level(&base) - start));
    let leads = |month: &str| {
        share_above(
            no_spill.at(China, V::ReleasedEci, month),
            no_spill.at(UnitedStates, V::ReleasedEci, month),
        )
    };
    for month in ["2030-12", "2035-12", "2040-12"] {
        assert!(
            leads(month) < 0.1,
            "M9: without it China leads in {} of worlds in {month}",
            leads(month)
        );
    }

    // An R1-like closing: between October 2024 and June 2025 the lag falls below three and a half months after Chinese
    // software has gained on American by 40 % within half a year.
    let no_jumps = Worlds::of(&without(RUNS, Mechanism::Breakthroughs));
    let closes = |worlds: &Worlds| {
        let months = Month::parse("2024-10").expect("a month").0..=Month::parse("2025-06").expect("a month").0;
        let path = |agent, variable| &worlds.series[Series::Agent(agent, variable).index()];
        let relative = |month: usize, world: usize| {
            path(China, V::SoftwareEfficiency)[month][world] / path(UnitedStates, V::SoftwareEfficiency)[month][world]
        };
        let closes = |world: &usize| {
            months.clone().any(|month| {
                let gain = relative(month, *world) / relative(month - 6, *world);
                path(China, V::LagMonthsStep)[month][*world] < 3.5 && gain > 1.4
            })
        };
        (0..RUNS as usize).filter(closes).count() as f64 / RUNS as f64
    };
    assert!(closes(&base) > 0.05, "M10 can bring an R1: {}", closes(&base));
    assert!(
        closes(&no_jumps) < 0.1 * closes(&base),
        "M10: {} against {}",
        closes(&no_jumps),
        closes(&base)
    );

    let no_power = Worlds::of(&without(RUNS, Mechanism::Power));
    let compute = |worlds: &Worlds| worlds.at(UnitedStates, V::UsableCompute, "2030-12").to_vec();
    assert!(
        share_above(&compute(&no_power), &compute(&base)) > 0.6,
        "M6 holds US compute back"
    );
    assert!(median(&compute(&no_power)) > 1.1 * median(&compute(&base)));
}
