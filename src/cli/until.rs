//! `--until`: finds the number of worlds that a wanted standard error takes, before the ordinary work begins.

use clap::Args;
use detente::analysis::precision::until::{Bound, Finding, MOST_RUNS, Pilot, Rule, pilot};
use detente::ensemble::Options;
use detente::error::Result;
use detente::report::number::{counted, readable};
use detente::scenario::Scenario;
use serde_json::{Value, json};

use super::progress::Progress;
use super::screen;

/// How many worlds, if not a number.
#[derive(Debug, Clone, Args)]
pub struct UntilArguments {
    /// Take as many worlds as this needs, such as 'china_chip_parity_year.p50 se<0.1' (standard error) or 'us_spending_usd_bn.mean
    /// cv<0.01' (relative to the value); may be given several times. --runs is then the most; 1,000,000 if not given.
    #[arg(long, value_name = "RULE")]
    until: Vec<String>,
}

impl UntilArguments {
    /// Simulates worlds of all `scenarios` until the rules hold in each of them; `None` without rules. `most_runs` is what
    /// `--runs` says.
    ///
    /// # Errors
    /// Rules that cannot be read or contradict each other, and what [`pilot`] refuses.
    pub fn settle(
        &self,
        scenarios: &[Scenario],
        most_runs: Option<u64>,
        options: &Options,
        silent: bool,
    ) -> Result<Option<Pilot>> {
        if self.until.is_empty() {
            return Ok(None);
        }
        let rules = Rule::parse_all(&self.until)?;
        let most_runs = most_runs.unwrap_or(MOST_RUNS);
        let mut settled: Option<Pilot> = None;
        for scenario in scenarios {
            let mut progress = Progress::new(most_runs, 0, silent);
            let found = pilot(scenario, &rules, most_runs, options, &mut |done| progress.set(done));
            progress.finish();
            let found = found?;
            // The scenario that needs most decides.
            let decides = settled
                .as_ref()
                .is_none_or(|before| (!found.holds(), found.runs) > (!before.holds(), before.runs));
            if decides {
                settled = Some(found);
            }
        }
        // The findings say it too, but those that are not read must not be taken for a rule that holds.
        if silent && settled.as_ref().is_some_and(|pilot| !pilot.holds()) {
            screen::warn(&format!(
                "note: --until was not reached within {}",
                counted(most_runs, "simulation")
            ));
        }
        Ok(settled)
    }
}

/// How the rules stand, one line each.
pub fn text(pilot: &Pilot) -> String {
    let line = |finding: &Finding| {
        let estimate = finding.known.estimate;
        let (kind, error) = match finding.rule.bound {
            Bound::Error(_) => ("standard error", estimate.error),
            Bound::Relative(_) => ("relative standard error", estimate.error / estimate.value.abs()),
        };
        let found = format!("{kind} {} at {}", readable(error), counted(pilot.runs, "simulation"));
        match (finding.holds, finding.enough) {
            (true, _) => format!("--until '{}' holds: {found}\n", finding.rule.text()),
            (false, Some(enough)) => format!(
                "--until '{}' NOT reached: {found}; about {} would do\n",
                finding.rule.text(),
                counted(enough, "simulation")
            ),
            (false, None) => format!(
                "--until '{}' NOT reached: the figure is too near to `never` to have a standard error at {}\n",
                finding.rule.text(),
                counted(pilot.runs, "simulation")
            ),
        }
    };
    pilot.findings.iter().map(line).collect()
}

/// The same for machines.
pub fn to_json(pilot: &Pilot) -> Value {
    let finding = |finding: &Finding| {
        json!({
            "rule": finding.rule.text(),
            "holds": finding.holds,
            "value": finding.known.estimate.value,
            "se": finding.known.estimate.error,
            "worlds_enough": finding.enough,
        })
    };
    pilot.findings.iter().map(finding).collect()
}
