//! `detente` simulates the US-China race in generative AI over thousands of seeded worlds.
//!
//! ```
//! use detente::ensemble::{Detail, Flow, Options, State, run};
//! use detente::model::metrics::Metric;
//! use detente::scenario::shipped;
//!
//! let mut request = shipped::request("baseline")?;
//! request.policies.push(shipped::resolve(detente::scenario::load::Kind::Policy, "no_controls")?);
//! request.runs = Some(200);
//! let scenario = shipped::load(&request)?;
//! let worlds = run(&scenario, &Options::default(), State::new(&scenario, Detail::Metrics)?, &mut |_, _| Ok(Flow::Continue))?;
//! let lag = worlds.summary().metric(Metric::LagMonths2030).distribution.quantile(0.5);
//! println!("China's lag in 2030, median of 200 simulations without chip controls: {lag} months");
//! # Ok::<(), detente::error::Error>(())
//! ```
//!
//! `examples/` has whole programs: reading metrics, a policy made in code, a study of one's own, a figure of one's own.
//! `docs/architecture.md` shows the way from the numbers to the page.

// The command line names the crates as everybody who uses this library does.
extern crate self as detente;

pub mod cli;

pub use analysis;
pub use charts;
pub use engine::{ensemble, equations, model, numeric, scenario};
pub use error;
pub use report;
pub use results;

/// Says which build makes and reads stored results; to be called once, before the first folder is opened.
pub fn announce_build() {
    results::store::manifest::Build {
        sources: analysis::SOURCES,
        commit: option_env!("DETENTE_COMMIT"),
    }
    .announce();
}
