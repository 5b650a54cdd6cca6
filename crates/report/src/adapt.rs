//! What a search for trigger rules writes: tables, figures, the policy it found, findings in words.

mod pictures;

use super::catalogue::in_english;
use super::figures::{Figure, file_names};
use super::study::{Written, write_files};
use crate::number::{amount, counted, percent, readable, signed, span, thousands};
pub use analysis::adapt::Results;
use analysis::adapt::schema::{self, HELD_OUT_CSV, PATHWAY_CSV, SEARCH_CSV};
use analysis::adapt::{Criterion, Goal, HeldOut, Request, rule_text};
use analysis::aim::Wanted;
use engine::error::Result;
use engine::numeric::statistics::Difference;
use engine::scenario::load::resolved::{parameters_text, rules_text};
use engine::scenario::time::Month;
use results::row;
use results::store::manifest::{CaseRecord, ExperimentRecord, Key, ResultKind};
use results::store::staging::Staging;
use results::table::{DICTIONARY_CSV, Table, dictionary};

pub use pictures::{asked, figures, said_rule, sought};

/// The policy that was found, to be used with `--policy`.
pub const POLICY_TOML: &str = "adaptive.toml";
/// All tables and the policy file, in the order of the manifest.
pub const FILES: [&str; 5] = [SEARCH_CSV, HELD_OUT_CSV, PATHWAY_CSV, POLICY_TOML, DICTIONARY_CSV];
/// Stems of the figures.
pub const FIGURES: [&str; 2] = ["held-out", "pathway"];

/// In the title of a result, between the scenario and whose policy was sought.
pub const POLICY_OF: &str = ": adaptive policy of ";

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
            findings: findings(results),
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
        let difference = policy.difference;
        table.push(row![
            &policy.name,
            policy.score,
            difference.value,
            difference.error,
            difference.low,
            difference.high,
            policy.better,
            policy.worse,
            results.verdict.worlds,
        ]);
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

/// A score with its unit.
fn score(goal: Goal, value: f64) -> String {
    amount(value, goal.aim.metric.unit())
}

/// A difference of two scores with its unit.
fn gained(goal: Goal, value: f64) -> String {
    span(value, goal.aim.metric.unit())
}

/// What was found, in sentences; never more than the interval allows.
pub fn findings(results: &Results) -> Vec<String> {
    let goal = results.goal;
    let direction = format!("{} is better", goal.aim.wanted.key());
    let [plain, static_policy, adaptive @ ..] = results.verdict.policies.as_slice() else {
        return Vec::new();
    };
    let (first, last) = (results.training, results.training + results.verdict.worlds - 1);
    let mut found = vec![format!(
        "Goal: {} ({}; {direction}). Searched on worlds 0 to {}, judged on worlds {} to {}, which the search has not seen.",
        goal.aim.metric.meaning(),
        criterion_words(goal),
        thousands((first - 1) as f64),
        thousands(first as f64),
        thousands(last as f64)
    )];
    found.push(format!(
        "Best static policy: {}: {}, against {} under the plain scenario.",
        results.static_name,
        score(goal, static_policy.score),
        score(goal, plain.score)
    ));
    for (number, rule) in results.found.rules.iter().enumerate() {
        found.push(format!("Rule {}: {}.", number + 1, in_english(&said_rule(rule))));
    }
    found.push(match adaptive.last() {
        None => "No rule does better than the best static policy on the worlds of the search: nothing is gained by adapting.".to_owned(),
        Some(best) => gain(results, best),
    });
    for (number, fired) in results.verdict.fired.iter().enumerate() {
        let by = |month: Month| fired.by_month.get(month.0).copied();
        let early = by(Month(12 * 8 - 1)).map_or_else(String::new, |share| {
            format!("by 2030 in {} of the worlds, ", percent(share))
        });
        let end = fired.by_month.last().copied().unwrap_or(0.0);
        found.push(format!(
            "Rule {} has acted {early}by {} in {}.",
            number + 1,
            results.last_year,
            percent(end)
        ));
    }
    found.push(format!(
        "Regret left: choosing the best of these policies in each world with perfect foresight would add {} on average.",
        gained(goal, results.verdict.regret_left)
    ));
    found
}

fn gain(results: &Results, best: &HeldOut) -> String {
    let goal = results.goal;
    let difference = best.difference;
    let scores = &results.found.scores;
    let trained = match (scores.get(1), scores.last()) {
        (Some(before), Some(after)) => goal.shown(*after) - goal.shown(*before),
        _ => f64::NAN,
    };
    let holds_zero = difference.low <= 0.0 && difference.high >= 0.0;
    let is_better = (difference.value > 0.0) == (goal.aim.wanted == Wanted::More);
    let verdict = match (holds_zero, is_better) {
        (true, _) => "which may be nothing: on new worlds the rules are not shown to beat the best static policy",
        (false, true) => "so on worlds they were not tuned on the rules beat the best static policy that was found",
        (false, false) => "so on new worlds the rules do worse: what they gained in the search was luck",
    };
    let waiting = results
        .verdict
        .waiting
        .map_or_else(String::new, |waiting| waiting_words(goal, waiting));
    format!(
        "With the rules: {}{} against the best static policy (95 %: {} to {}), {verdict}; better in {}, worse in {} of {}. In the search \
         the gain looked like {}.{waiting}",
        gained(goal, difference.value),
        share_gained(goal, difference.value, best.score - difference.value),
        readable(difference.low),
        gained(goal, difference.high),
        percent(best.better),
        percent(best.worse),
        counted(results.verdict.worlds, "world"),
        gained(goal, trained)
    )
}

/// A difference as a percentage of what it is added to, where that means something: not of scores, years and amounts around zero.
fn share_gained(goal: Goal, difference: f64, of: f64) -> String {
    match goal.aim.metric.unit() {
        "score" | "year" | "state" => String::new(),
        _ if of <= 0.0 => String::new(),
        _ => format!(" ({} %)", signed((difference / of * 1000.0).round() / 10.0)),
    }
}

/// Whether waiting for the signposts adds anything to doing the same at once.
fn waiting_words(goal: Goal, waiting: Difference) -> String {
    let verdict = match (
        waiting.low <= 0.0 && waiting.high >= 0.0,
        (waiting.value > 0.0) == (goal.aim.wanted == Wanted::More),
    ) {
        (true, _) => {
            "so waiting for the signposts is not shown to add anything: the same levers set at once do as well"
        }
        (false, true) => "so it is the waiting that pays, not the levers alone",
        (false, false) => "so it would be better to set them at once",
    };
    format!(
        " Against setting the levers of the rules at once, in October 2026, they bring {} (95 %: {} to {}), {verdict}.",
        gained(goal, waiting.value),
        readable(waiting.low),
        gained(goal, waiting.high)
    )
}
