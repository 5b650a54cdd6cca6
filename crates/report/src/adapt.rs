//! What a search for trigger rules writes: tables, figures, the policy it found, findings in words.

mod pictures;

use super::catalogue::in_english;
use super::columns::number as cell;
use super::dictionary::{DICTIONARY_CSV, of_rows};
use crate::number::{amount, counted, percent, readable, signed, span, thousands};
use analysis::adapt::{Criterion, Found, Goal, HeldOut, Verdict, rule_text};
use analysis::aim::Wanted;
use engine::error::{Error, Result};
use engine::numeric::statistics::Difference;
use engine::scenario::levers::Lever;
use engine::scenario::load::resolved::rules_text;
use engine::scenario::time::Month;

pub use pictures::{asked, figures, said_rule, sought};

/// Every candidate, with the worlds it was tried on and its score there.
pub const SEARCH_CSV: &str = "search.csv";
/// The policies on the worlds that the search has not seen.
pub const HELD_OUT_CSV: &str = "held-out.csv";
/// For each rule and month the share of held-out worlds in which it has acted.
pub const PATHWAY_CSV: &str = "pathway.csv";
/// The policy that was found, to be used with `--policy`.
pub const POLICY_TOML: &str = "adaptive.toml";
/// All tables and the policy file, in the order of the manifest.
pub const FILES: [&str; 5] = [SEARCH_CSV, HELD_OUT_CSV, PATHWAY_CSV, POLICY_TOML, DICTIONARY_CSV];
/// Stems of the figures.
pub const FIGURES: [&str; 2] = ["held-out", "pathway"];

/// In the title of a result, between the scenario and whose policy was sought.
pub const POLICY_OF: &str = ": adaptive policy of ";

/// A finished search and its judgement.
#[derive(Debug, Clone, Copy)]
pub struct Results<'a> {
    pub goal: Goal,
    pub levers: &'a [Lever],
    /// What the best static policy is, in words.
    pub static_name: &'a str,
    /// Name of the policy it starts from, if any.
    pub base: Option<&'a str>,
    pub found: &'a Found,
    /// Plain scenario, best static policy, then one policy a rule.
    pub verdict: &'a Verdict,
    /// Worlds of the search.
    pub training: u64,
    /// Last year of the horizon.
    pub last_year: u32,
}

fn csv(rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    let written = || -> std::result::Result<Vec<u8>, Box<dyn std::error::Error>> {
        let mut table = csv::Writer::from_writer(Vec::new());
        for row in rows {
            table.write_record(&row)?;
        }
        Ok(table.into_inner()?)
    };
    written().map_err(|error| Error::File(format!("cannot write a table: {error}")))
}

/// All tables, the policy file and the data dictionary, by name.
///
/// # Errors
/// None that a user can cause.
pub fn files(results: &Results) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let search = std::iter::once(words(&["stage", "candidate", "worlds", "score"])).chain(
        results.found.tried.iter().map(|tried| {
            vec![
                tried.stage.clone(),
                tried.what.clone(),
                tried.worlds.to_string(),
                cell(tried.score),
            ]
        }),
    );
    let header = [
        "policy",
        "score",
        "difference",
        "difference_se",
        "low",
        "high",
        "better",
        "worse",
        "worlds",
    ];
    let held_out = std::iter::once(words(&header)).chain(results.verdict.policies.iter().map(|policy| {
        let difference = policy.difference;
        let numbers = [
            policy.score,
            difference.value,
            difference.error,
            difference.low,
            difference.high,
            policy.better,
            policy.worse,
            results.verdict.worlds as f64,
        ];
        std::iter::once(policy.name.clone()).chain(numbers.map(cell)).collect()
    }));
    let pathway = results.found.rules.iter().zip(&results.verdict.fired).enumerate();
    let pathway = pathway.flat_map(|(number, (rule, fired))| {
        let rule = rule_text(rule);
        fired.by_month.iter().enumerate().map(move |(month, share)| {
            vec![
                (number + 1).to_string(),
                rule.clone(),
                Month(month).to_string(),
                cell(*share),
            ]
        })
    });
    let pathway = std::iter::once(words(&["rule", "what", "month", "acted"])).chain(pathway);
    Ok(vec![
        (SEARCH_CSV, csv(search)?),
        (HELD_OUT_CSV, csv(held_out)?),
        (PATHWAY_CSV, csv(pathway)?),
        (POLICY_TOML, policy_file(results).into_bytes()),
        (DICTIONARY_CSV, dictionary(results)?),
    ])
}

/// Stands for the unit of the metric.
const OF_THE_METRIC: &str = "of the metric";
const SCORE: &str = "what the criterion makes of the metric in all worlds: the mean, or the mean of the worst tenth";

/// Columns of the tables: file, name, unit, meaning, source.
pub const DESCRIBED: [[&str; 5]; 17] = [
    [
        SEARCH_CSV,
        "stage",
        "text",
        "static, rule 1, rule 2: what was searched for",
        "search",
    ],
    [
        SEARCH_CSV,
        "candidate",
        "text",
        "constant levers, or the rule on top of what was found before",
        "search",
    ],
    [
        SEARCH_CSV,
        "worlds",
        "worlds",
        "training worlds it was tried on",
        "search",
    ],
    [SEARCH_CSV, "score", OF_THE_METRIC, SCORE, "model"],
    [
        HELD_OUT_CSV,
        "policy",
        "text",
        "the plain scenario, the best static policy, that policy with the rules' levers set at once, then with each rule added",
        "search",
    ],
    [HELD_OUT_CSV, "score", OF_THE_METRIC, SCORE, "model"],
    [
        HELD_OUT_CSV,
        "difference",
        OF_THE_METRIC,
        "difference of the score from that of the best static policy, in the same worlds",
        "model",
    ],
    [
        HELD_OUT_CSV,
        "difference_se",
        OF_THE_METRIC,
        "its standard error",
        "model",
    ],
    [
        HELD_OUT_CSV,
        "low",
        OF_THE_METRIC,
        "lower end of its 95 % interval",
        "model",
    ],
    [
        HELD_OUT_CSV,
        "high",
        OF_THE_METRIC,
        "upper end of its 95 % interval",
        "model",
    ],
    [
        HELD_OUT_CSV,
        "better",
        "share",
        "worlds in which it is better than the best static policy",
        "model",
    ],
    [HELD_OUT_CSV, "worse", "share", "worlds in which it is worse", "model"],
    [
        HELD_OUT_CSV,
        "worlds",
        "worlds",
        "worlds that the search has not seen",
        "model",
    ],
    [PATHWAY_CSV, "rule", "number", "number of the rule, from 1", "search"],
    [PATHWAY_CSV, "what", "text", "the rule in words", "search"],
    [PATHWAY_CSV, "month", "date", "end of this month", "model"],
    [
        PATHWAY_CSV,
        "acted",
        "share",
        "held-out worlds in which the rule has moved its lever by then",
        "model",
    ],
];

fn dictionary(results: &Results) -> Result<Vec<u8>> {
    let rows = DESCRIBED.map(|[file, name, unit, meaning, source]| {
        let unit = match unit {
            OF_THE_METRIC => results.goal.aim.metric.unit(),
            unit => unit,
        };
        [file, name, unit, meaning, source]
    });
    of_rows(&rows)
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
        " Against setting the levers of the rules at once, in January 2026, they bring {} (95 %: {} to {}), {verdict}.",
        gained(goal, waiting.value),
        readable(waiting.low),
        gained(goal, waiting.high)
    )
}
