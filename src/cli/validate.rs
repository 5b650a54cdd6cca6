//! `detente validate`: hold the simulated history against the recorded one.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;
use detente::ensemble;
use detente::error::{Error, Result};
use detente::experiment::facts::FactSet;
use detente::experiment::observables::Observables;
use detente::experiment::validate::{Options, Validation, validate};
use detente::report::figures::{Drawing, Pictures};
use detente::report::headlines::{READING, Reading};
use detente::report::manifest::Key;
use detente::report::number::{percent, readable};
use detente::report::staging::write_set;
use detente::report::validation::{self, VALIDATION_CSV, count};
use serde_json::json;

use super::request::{ScenarioArguments, read};
use super::screen;

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioArguments,
    /// File of recorded facts; the shipped one, or `configs/facts.csv` of the current folder, if not given.
    #[arg(long, value_name = "FILE")]
    facts: Option<PathBuf>,
    /// Output folder.
    #[arg(long, value_name = "DIR", default_value = "outputs/validation")]
    out: PathBuf,
    /// Replace another result in the output folder.
    #[arg(long)]
    force: bool,
    /// Threads; all processors if not given.
    #[arg(long, value_name = "N", value_parser = super::output::threads)]
    threads: Option<NonZeroUsize>,
    /// Draw no charts.
    #[arg(long)]
    no_figures: bool,
    /// Print only the scores, not the table of facts.
    #[arg(long)]
    quiet: bool,
    /// Print the scores as JSON.
    #[arg(long, conflicts_with = "quiet")]
    json: bool,
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let observables = match local("configs/observables.toml") {
        Some(path) => {
            let source = read(path)?;
            Observables::parse(&source.name, &source.text)?
        }
        None => Observables::shipped(),
    };
    let known = shipped_facts(&observables)?;
    let facts = match &arguments.facts {
        Some(path) => facts_of(path, &observables)?,
        None => known.clone(),
    };
    for warning in &facts.warnings {
        eprintln!("note: {warning}");
    }
    let scenario = arguments.scenario.load(None)?;
    let options = Options {
        ensemble: ensemble::Options {
            threads: arguments.threads,
            ..ensemble::Options::default()
        },
        known: known.facts,
    };
    let result = validate(&scenario, &facts.facts, &options)?;
    let drawing = match arguments.no_figures {
        true => Drawing::Later,
        false => Drawing::Now,
    };
    let pictures = Pictures::new(validation::figures(&result, &scenario, &Key::of(&scenario)), drawing);
    let files = validation::files(validation::table(&result)?, &pictures)?;
    let earlier = std::fs::read(arguments.out.join(VALIDATION_CSV)).unwrap_or_default();
    let written = write_set(&arguments.out, &files, arguments.force)?;
    // The charts of the result that was replaced; those of the very same result stay.
    if earlier != files[0].1 {
        for name in validation::charts_of(&earlier) {
            if files.iter().all(|(file, _)| *file != name) {
                remove(&arguments.out.join(name))?;
            }
        }
    }
    let text = if arguments.json {
        as_json(&result, &arguments.out)
    } else {
        arguments.as_text(&result, &files, written)
    };
    screen::print(&text)
}

fn remove(file: &Path) -> Result<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::File(format!("cannot remove {}: {error}", file.display())))
        }
        _ => Ok(()),
    }
}

/// A file of the current folder that stands in for a shipped one.
fn local(path: &str) -> Option<&Path> {
    Some(Path::new(path)).filter(|path| path.is_file())
}

fn shipped_facts(observables: &Observables) -> Result<FactSet> {
    match local("configs/facts.csv") {
        Some(path) => facts_of(path, observables),
        None => Ok(FactSet::shipped()),
    }
}

fn facts_of(path: &Path, observables: &Observables) -> Result<FactSet> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| Error::File(format!("cannot read {name}: {error}")))?;
    FactSet::parse(&name, &bytes, observables)
}

impl Arguments {
    fn as_text(&self, result: &Validation, files: &[(String, Vec<u8>)], written: bool) -> String {
        let mut text = String::new();
        if !self.quiet {
            let header = ["id", "fact", "recorded", "median", "5-95 % band", "", "unit"];
            text.push_str(&screen::table(&header, &validation::screen_rows(result)));
            text.push('\n');
            for missing in &result.not_covered {
                text.push_str(&format!("{}: not covered: {}\n", missing.fact.id, missing.reason));
            }
        }
        let header = [
            "area",
            "facts",
            "inside",
            "band width",
            "score",
            "compared",
            "score",
            "naive score",
            "skill",
        ];
        text.push_str(&screen::table(&header, &validation::score_rows(result)));
        let scores = &result.overall;
        if scores.facts == 0 {
            text.push_str("\nNo fact lies within the simulated time, so there is nothing to compare.\n");
        } else {
            let inside = result.judged.iter().filter(|judged| judged.inside).count();
            text.push_str(&format!(
                "\n{inside} of {} ({}) inside the 5-95 % band of {} (near 90 % is right; the band holds the simulated spread and \
                 the fact's own error).\nBand width: {} times what the facts' own errors alone would give. Score: mean CRPS in \
                 units of the fact's error, smaller is better: {}.\n",
                count(scores.facts, "fact"),
                percent(scores.inside_share),
                count(result.runs as usize, "world"),
                readable(scores.mean_relative_width),
                readable(scores.mean_crps),
            ));
        }
        if scores.naive_facts > 0 {
            text.push_str(&format!(
                "Against a naive exponential extrapolation on {}: {} against {}; skill {} (above 0 the model is better).\n",
                count(scores.naive_facts, "fact"),
                readable(scores.mean_crps_compared),
                readable(scores.mean_crps_naive),
                readable(scores.skill),
            ));
        }
        let charts = files.iter().filter(|(name, _)| name.ends_with(".svg")).count();
        let place = self.out.display();
        text.push_str(&if written {
            let charts = match charts {
                0 => String::new(),
                _ => format!(", {} in figures/ as SVG and PNG", count(charts, "chart")),
            };
            format!("Written to {place}/: {VALIDATION_CSV}{charts}\n")
        } else {
            format!("Already there, unchanged: {place}/\n")
        });
        text.push_str(READING);
        text.push('\n');
        text
    }
}

fn as_json(result: &Validation, out: &Path) -> String {
    let scores = |scores: &detente::experiment::scores::Scores| {
        json!({
            "facts": scores.facts,
            "inside_share": Reading(scores.inside_share),
            "mean_log10_width": Reading(scores.mean_log10_width),
            "mean_relative_width": Reading(scores.mean_relative_width),
            "mean_crps": Reading(scores.mean_crps),
            "naive_facts": scores.naive_facts,
            "mean_crps_compared": Reading(scores.mean_crps_compared),
            "mean_crps_naive": Reading(scores.mean_crps_naive),
            "naive_inside_share": Reading(scores.naive_inside_share),
            "skill": Reading(scores.skill),
        })
    };
    let areas: serde_json::Map<String, serde_json::Value> = result
        .areas
        .iter()
        .map(|(area, of)| (area.key().to_owned(), scores(of)))
        .collect();
    let report = json!({
        "runs": result.runs,
        "overall": scores(&result.overall),
        "areas": areas,
        "outside": result.judged.iter().filter(|judged| !judged.inside).map(|judged| &judged.fact.id).collect::<Vec<_>>(),
        "not_covered": result.not_covered.iter().map(|missing| &missing.fact.id).collect::<Vec<_>>(),
        "out": out.display().to_string(),
        "reading": READING,
    });
    format!("{report:#}\n")
}
