//! Simulates the baseline and reads one outcome: its median, its 5-95 % range, and in how many simulations it never happens.
//!
//! ```sh
//! cargo run --release --example read_a_metric
//! ```

use detente::ensemble::{Detail, Flow, Options, State, run};
use detente::error::Result;
use detente::model::metrics::Metric;
use detente::scenario::shipped;

fn main() -> Result<()> {
    let mut request = shipped::request("baseline")?;
    request.runs = Some(2000);
    let scenario = shipped::load(&request)?;
    let state = State::new(&scenario, Detail::Metrics)?;
    let worlds = run(&scenario, &Options::default(), state, &mut |_, _| Ok(Flow::Continue))?;
    let summary = worlds.summary();
    for metric in [Metric::LagMonths2030, Metric::ParityYear] {
        let of = &summary.metric(metric).distribution;
        println!(
            "{} ({}): median {:.1}, 5-95 % of {} simulations {:.1} to {:.1}",
            metric.meaning(),
            metric.unit(),
            of.quantile(0.5),
            of.count(),
            of.quantile(0.05),
            of.quantile(0.95),
        );
    }
    Ok(())
}
