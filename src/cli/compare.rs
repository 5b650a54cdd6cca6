//! `detente compare`: policies against a reference on the same worlds.

use std::path::PathBuf;

use clap::Args;
use detente::analysis::aim::PayoffOwner;
use detente::analysis::asked::metrics;
use detente::analysis::claims::{Answer, Subject};
use detente::analysis::compare::{Case, Request, check};
use detente::analysis::precision::until::Pilot;
use detente::analysis::study::Kind;
use detente::analysis::sweep::NO_POLICY;
use detente::ensemble;
use detente::error::{Error, Result};
use detente::model::metrics::{Metric, dates};
use detente::report::answers;
use detente::report::catalogue::english;
use detente::report::compare;
use detente::report::number::counted;
use detente::report::study::spec;
use detente::results::claim::{Claim, Role};
use detente::results::store::manifest::{Key, READING, quoted};
use detente::scenario::Scenario;
use detente::scenario::dated::Dated;
use serde_json::json;

use super::output::{OutputArguments, conditioning_text, first_conditioning};
use super::perform::{Asked, Done, carry_out};
use super::request::{CommonArguments, default_out, is_plain, payoff_parser, payoff_words};
use super::screen;
use super::until::{self, UntilArguments};

/// Longest part of a folder's name that the alternatives may make up.
const LONGEST_NAMES: usize = 80;
/// Most worlds of a pilot where --runs does not say: as many as a comparison keeps.
const MOST_RUNS: u64 = ensemble::EXACT_RUNS;

#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Policies to compare, by name or path; join several into one alternative with `+`. An alternative may also be settings, such as
    /// 'us.chip_controls=0.5, us.enforcement=0.8', and have a label: 'Half: us.chip_controls=0.5'.
    #[arg(value_name = "POLICY")]
    alternatives: Vec<String>,
    /// Another alternative, written in the same way; may be given several times.
    #[arg(long = "policy", value_name = "ALTERNATIVE")]
    more: Vec<String>,
    /// What to compare with, written in the same way; if not given, the plain scenario.
    #[arg(long, value_name = "ALTERNATIVE")]
    reference: Option<String>,
    /// Rank the policies by this outcome and say what they do to it (see `detente list --metrics`, or a series at a date, such as
    /// china_lag_months@2032); may be given several times. The tables hold all outcomes.
    #[arg(long = "outcome", value_name = "KEY")]
    outcomes: Vec<String>,
    /// Judge the policies by a payoff, too: which is best under its documented weights, under others, and which weight would change that.
    #[arg(long, value_parser = payoff_parser())]
    payoff: Option<PayoffOwner>,
    #[command(flatten)]
    common: CommonArguments,
    #[command(flatten)]
    until: UntilArguments,
    #[command(flatten)]
    output: OutputArguments,
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let cases = arguments.cases()?;
    arguments.outcomes()?;
    check(&cases)?;
    let scenarios: Vec<Scenario> = cases.iter().map(|case| case.scenario.clone()).collect();
    let most_runs = arguments.common.runs().unwrap_or(MOST_RUNS);
    let pilot = arguments.until.settle(
        &scenarios,
        Some(most_runs),
        &arguments.output.options(),
        arguments.output.silent(),
    )?;
    match pilot {
        None => perform_on(arguments, cases, None),
        Some(pilot) => {
            let arguments = Arguments {
                common: arguments.common.with_runs(pilot.runs),
                ..arguments.clone()
            };
            perform_on(&arguments, arguments.cases()?, Some(&pilot))
        }
    }
}

fn perform_on(arguments: &Arguments, cases: Vec<Case>, pilot: Option<&Pilot>) -> Result<()> {
    let study = Request {
        cases,
        payoff: arguments.payoff,
    };
    let key = spec(&study, arguments.command()).key;
    let asked = Asked {
        command: arguments.command(),
        default_out: place(&study, &key),
        study,
    };
    let done = carry_out(&asked, &arguments.output)?;
    screen::print(&arguments.report(&asked.study.cases[0].scenario, pilot, &done)?)
}

/// `outputs/`, the reference, the names of the alternatives and the payoff; a hash where those make a long or awkward name.
fn place(study: &Request, key: &Key) -> PathBuf {
    let cases = &study.cases;
    let reference = default_out(&cases[0].scenario);
    let mut name = reference.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let names: Vec<&str> = cases[1..].iter().map(|case| case.name.as_str()).collect();
    let names = names.join("-");
    let names = match is_plain(&names, LONGEST_NAMES) {
        true => &names,
        false => key.short(),
    };
    name.push_str(&format!("-vs-{names}"));
    if let Some(payoff) = study.payoff {
        name.push_str(&format!("-{}-payoff", payoff.key()));
    }
    reference.with_file_name(name)
}

impl Arguments {
    /// The reference and the alternatives, loaded.
    fn cases(&self) -> Result<Vec<Case>> {
        let mut cases = Vec::new();
        match &self.reference {
            Some(text) => cases.push(self.common.alternative(text)?),
            None => cases.push(self.common.plain()?),
        }
        for text in self.alternatives.iter().chain(&self.more) {
            if text.trim() == NO_POLICY && self.reference.is_none() {
                return Err(Error::Usage(
                    "`none` is the current policy, which is the reference already; name a policy to compare with it, or another --reference"
                        .to_owned(),
                ));
            }
            cases.push(self.common.alternative(text)?);
        }
        let dates = dates(self.outcomes()?);
        for case in &mut cases {
            case.scenario
                .ask(&dates)
                .map_err(|error| Error::Usage(format!("--outcome: {error}")))?;
        }
        Ok(cases)
    }

    /// The outcomes that are asked for.
    fn outcomes(&self) -> Result<Vec<Metric>> {
        metrics(&self.outcomes, "--outcome")
    }

    /// What to type to get the same result.
    fn command(&self) -> String {
        let mut words = vec!["detente".to_owned(), "compare".to_owned()];
        words.extend(self.alternatives.iter().chain(&self.more).map(|text| quoted(text)));
        if let Some(reference) = &self.reference {
            words.extend(["--reference".to_owned(), quoted(reference)]);
        }
        // The tables hold all other outcomes in any case.
        for key in self.outcomes.iter().filter(|key| Dated::is_meant(key)) {
            words.extend(["--outcome".to_owned(), quoted(key)]);
        }
        words.extend(payoff_words(self.payoff));
        words.extend(self.common.words());
        words.join(" ")
    }

    fn report(&self, scenario: &Scenario, pilot: Option<&Pilot>, done: &Done) -> Result<String> {
        let Done { out, manifest, outcome } = done;
        let record = done.record(Kind::Compare)?;
        if self.output.json {
            let report = json!({
                "status": outcome.status(),
                "out": out.display().to_string(),
                "command": manifest.command,
                "version": manifest.version,
                "short_hash": manifest.short_hash,
                "seed": manifest.seed,
                "title": record.title,
                "worlds": record.worlds,
                "failed": record.failed,
                "findings": record.findings,
                "claims": record.claims,
                "conditioning": first_conditioning(record),
                "until": pilot.map(until::to_json),
                "files": manifest.files.iter().map(|file| &file.name).collect::<Vec<_>>(),
                "reading": manifest.reading,
            });
            return Ok(format!("{report:#}\n"));
        }
        let mut text = String::new();
        if !self.output.quiet {
            let subject = answers::subject(&manifest.kind, out, &self.outcomes()?)?;
            text.push_str(&format!(
                "{}: {} each, the same under every policy, seed {}\n\n",
                record.title,
                counted(scenario.runs, "simulation"),
                scenario.seed
            ));
            text.push_str(&shown(&subject, &answers::of(&manifest.kind, &subject)));
            text.push_str(&conditioning_text(record));
            text.push_str(&pilot.map(until::text).unwrap_or_default());
            text.push('\n');
        }
        text.push_str(&outcome.place(out, manifest));
        if !self.output.quiet {
            text.push_str(READING);
            text.push('\n');
        }
        Ok(text)
    }
}

/// With more policies than this the effects on single outcomes stand in the table of trade-offs alone.
const MOST_IN_FULL: usize = 2;

/// The answer, with the table of trade-offs after it.
fn shown(subject: &Subject, answer: &Answer) -> String {
    let words = english();
    let in_full = subject.cases.len() <= MOST_IN_FULL + 1;
    let is_first = |claim: &&Claim| matches!(claim.role, Role::Warning | Role::Answer);
    let first: Vec<Claim> = answer.claims.iter().filter(is_first).cloned().collect();
    let rest = answer.claims.iter().filter(|claim| !is_first(claim));
    let rest: Vec<Claim> = rest
        .filter(|claim| in_full || claim.role != Role::Finding)
        .cloned()
        .collect();
    [
        answers::text(words, &first),
        compare::trade_off_text(words, subject),
        answers::text(words, &rest),
    ]
    .join("\n")
}
