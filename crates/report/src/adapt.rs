//! What a search for trigger rules writes: tables, figures, the policy it found.

mod pictures;

use super::figures::{Figure, file_names};
use super::study::{Written, write_files};
use crate::needs::of_numbers;
use crate::number::thousands;
pub use analysis::adapt::Results;
use analysis::adapt::claims::POLICY_OF;
use analysis::adapt::schema::{self, HELD_OUT_CSV, PATHWAY_CSV, SEARCH_CSV};
use analysis::adapt::{Criterion, Goal, Request, rule_text};
use engine::scenario::load::resolved::{parameters_text, rules_text};
use engine::scenario::time::Month;
use error::Result;
use results::dictionary::{DICTIONARY_CSV, dictionary};
use results::estimate::Estimate;
use results::row;
use results::store::manifest::{CaseRecord, ExperimentRecord, Key, ResultKind};
use results::store::room::Needs;
use results::store::staging::Staging;
use results::table::Table;

pub use pictures::figures;

/// The policy that was found, to be used with `--policy`.
pub const POLICY_TOML: &str = "adaptive.toml";
/// All tables and the policy file, in the order of the manifest.
pub const FILES: [&str; 5] = [SEARCH_CSV, HELD_OUT_CSV, PATHWAY_CSV, POLICY_TOML, DICTIONARY_CSV];
/// Stems of the figures.
pub const FIGURES: [&str; 2] = ["held-out", "pathway"];

impl Written for Request {
    fn file_names(&self) -> Vec<String> {
        FILES
            .map(str::to_owned)
            .into_iter()
            .chain(file_names(FIGURES))
            .collect()
    }

    fn write(&self, results: &Results<'_>, staging: &Staging) -> Result<Vec<String>> {
        write_files(staging, &files(results))
    }

    fn figures(&self, results: &Results<'_>, key: &Key) -> Vec<Figure> {
        figures(results, &title(self), self.seed(), key)
    }

    fn record(&self, results: &Results<'_>) -> ExperimentRecord {
        ExperimentRecord {
            title: title(self),
            claims: Vec::new(),
            findings: Vec::new(),
            worlds: results.worlds,
            failed: results.verdict.failed,
            cases: results
                .policies
                .iter()
                .map(|(name, scenario)| CaseRecord::new(name, scenario))
                .collect(),
            parameters_toml: parameters_text(&self.scenarios[0].cards),
            specification: self.goal.aim.text(),
        }
    }

    fn kind(record: ExperimentRecord) -> ResultKind {
        ResultKind::Adapt(record)
    }

    fn seed(&self) -> u64 {
        self.scenarios[0].seed
    }

    fn needs(&self) -> Needs {
        of_numbers((self.training + self.held_out) * self.scenarios.len() as u64)
    }
}

fn title(request: &Request) -> String {
    format!("{}{POLICY_OF}{}", request.scenarios[0].name, request.side.in_sentence())
}

/// All tables, the policy file and the data dictionary, by name.
pub fn files(results: &Results) -> Vec<(&'static str, Vec<u8>)> {
    let unit = results.goal.aim.metric.unit();
    vec![
        (SEARCH_CSV, search(results, unit).to_csv()),
        (HELD_OUT_CSV, held_out(results, unit).to_csv()),
        (PATHWAY_CSV, pathway(results).to_csv()),
        (POLICY_TOML, policy_file(results).into_bytes()),
        (DICTIONARY_CSV, dictionary(&schema::schemas(unit), []).to_csv()),
    ]
}

fn search(results: &Results, unit: &'static str) -> Table {
    let mut table = Table::new(&schema::search(unit));
    for tried in &results.found.tried {
        table.push(row![&tried.stage, &tried.what, tried.worlds, tried.score]);
    }
    table
}

fn held_out(results: &Results, unit: &'static str) -> Table {
    let mut table = Table::new(&schema::held_out(unit));
    for policy in &results.verdict.policies {
        let mut row = Vec::from(row![&policy.name, policy.score]);
        row.extend(Estimate::from(policy.difference).cells());
        row.extend(row![policy.better, policy.worse, results.verdict.worlds]);
        table.push(row);
    }
    table
}

fn pathway(results: &Results) -> Table {
    let mut table = Table::new(&schema::pathway());
    for (place, (rule, fired)) in results.found.rules.iter().zip(&results.verdict.fired).enumerate() {
        let rule = rule_text(rule);
        for (month, share) in fired.by_month.iter().enumerate() {
            table.push(row![place + 1, &rule, Month(month).to_string(), *share]);
        }
    }
    table
}

/// The policy as a file. What it does beyond its base policy is all in it.
fn policy_file(results: &Results) -> String {
    let with = match results.base {
        Some(base) => format!(" It is to be applied together with the policy {base}."),
        None => String::new(),
    };
    let mut text = format!(
        "name = \"adaptive\"\ntitle = \"Adaptive policy found by search: {}\"\ndescription = \"\"\"\nFound by `detente adapt` on {} \
         worlds for {} ({}).{with} A result of a search in this model, not a recommendation.\n\"\"\"\nclaim = \"assumption\"\n\n[levers]\n",
        results.goal.aim.metric.key(),
        thousands(results.training as f64),
        results.goal.aim.metric.key(),
        criterion_words(results.goal)
    );
    for (lever, value) in results.levers.iter().zip(&results.found.values) {
        if !value.is_nan() {
            text.push_str(&format!("\"{}\" = {value:?}\n", lever.key()));
        }
    }
    text + &rules_text(&results.found.rules)
}

fn criterion_words(goal: Goal) -> &'static str {
    match goal.criterion {
        Criterion::Mean => "mean",
        Criterion::WorstTenth => "mean of the worst tenth",
    }
}
