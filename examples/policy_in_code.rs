//! A policy made in code, held against the baseline on the same worlds: the difference in each world, not the difference of two averages.
//!
//! ```sh
//! cargo run --release --example policy_in_code
//! ```

use detente::ensemble::{Detail, Flow, Options, State, run};
use detente::error::Result;
use detente::model::metrics::Metric;
use detente::scenario::Scenario;
use detente::scenario::reader::Source;
use detente::scenario::shipped;

/// Eases chip controls in two steps, whatever China does.
const POLICY: &str = r#"
name = "eased_in_steps"
title = "Chip controls eased in two steps"
description = "Half of today's chip controls from 2028, none from 2032."
claim = "F17"

[levers]
"us.chip_controls" = [{ from = "2028-01", value = 0.4 }, { from = "2032-01", value = 0.0 }]
"#;

fn lags(scenario: &Scenario) -> Result<Vec<f64>> {
    let state = State::new(scenario, Detail::Metrics)?;
    let worlds = run(scenario, &Options::default(), state, &mut |_, _| Ok(Flow::Continue))?;
    let lags = worlds.values(Metric::LagMonths2035);
    Ok(lags.expect("so few worlds are kept one by one").to_vec())
}

fn main() -> Result<()> {
    let mut request = shipped::request("baseline")?;
    request.runs = Some(2000);
    let baseline = lags(&shipped::load(&request)?)?;
    request.policies.push(Source {
        name: "eased_in_steps".to_owned(),
        text: POLICY.to_owned(),
    });
    let eased = lags(&shipped::load(&request)?)?;
    let mut differences: Vec<f64> = eased
        .iter()
        .zip(&baseline)
        .map(|(eased, plain)| eased - plain)
        .collect();
    differences.sort_by(f64::total_cmp);
    let at = |share: f64| differences[(share * (differences.len() - 1) as f64) as usize];
    let shorter = differences.iter().filter(|difference| **difference < 0.0).count();
    println!(
        "Chip controls eased in two steps change China's lag in 2035 by {:+.1} months in the median simulation; 90 % of simulations: {:+.1} to \
         {:+.1}. The lag becomes shorter in {:.0} % of simulations.",
        at(0.5),
        at(0.05),
        at(0.95),
        100.0 * shorter as f64 / differences.len() as f64,
    );
    Ok(())
}
