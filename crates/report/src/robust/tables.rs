//! The tables of a study of robustness as bytes.

use super::Results;
use crate::columns::{Column, dictionary_of, number, write, yes_no};
use crate::dictionary::DICTIONARY_CSV;
use analysis::robust::criteria::Criterion;
use engine::error::Result;
use engine::numeric::statistics::share_error;

/// One row for each metric, criterion and policy.
pub const CRITERIA_CSV: &str = "criteria.csv";
/// One row for each metric, worldview and policy.
pub const MEANS_CSV: &str = "means.csv";
/// One row for each metric, pair of policies and worldview.
pub const PAIRS_CSV: &str = "pairs.csv";
/// One row for each threshold, policy and worldview; only the header without thresholds.
pub const SATISFICING_CSV: &str = "satisficing.csv";
/// One row for each ranking and parameter that turns it.
pub const FLIPS_CSV: &str = "flips.csv";

/// All tables, the data dictionary left out.
pub const FILES: [&str; 5] = [CRITERIA_CSV, MEANS_CSV, PAIRS_CSV, SATISFICING_CSV, FLIPS_CSV];

const CRITERIA: &[Column] = &[
    ["metric", "text", "the metric"],
    ["unit", "text", "its unit"],
    ["wanted", "text", "more or less: which way it is wanted"],
    ["criterion", "text", "the criterion; meanings below"],
    ["policy", "text", "the policy"],
    [
        "value",
        "of the metric",
        "what the criterion makes of the policy, undiscounted and signed; regrets are losses of at least zero",
    ],
    [
        "rank",
        "number",
        "rank of the policy by this criterion, from 1; equal ones have the same",
    ],
    ["best", "yes or no", "whether the criterion prefers it"],
    [
        "worldview",
        "text",
        "under which worldview it is so bad, for the worst case and Savage regret over worldviews; else empty",
    ],
];

const MEANS: &[Column] = &[
    ["metric", "text", "the metric"],
    ["unit", "text", "its unit"],
    ["worldview", "text", "the worldview; central: the scenario as it is"],
    ["policy", "text", "the policy"],
    [
        "worlds",
        "worlds",
        "worlds that count: those that failed under no policy",
    ],
    [
        "mean",
        "of the metric",
        "mean over the worlds; a year that is never counts as the end of the horizon",
    ],
    ["mean_se", "of the metric", "its standard error"],
];

const PAIRS: &[Column] = &[
    ["metric", "text", "the metric"],
    ["unit", "text", "its unit"],
    ["better", "text", "the policy that is ahead under the first worldview"],
    ["worse", "text", "the other one"],
    ["worldview", "text", "the worldview"],
    [
        "difference",
        "of the metric",
        "better less worse: mean difference in the same worlds, with its sign",
    ],
    ["difference_se", "of the metric", "its standard error"],
    ["difference_low", "of the metric", "lower end of its 95 % interval"],
    ["difference_high", "of the metric", "upper end of its 95 % interval"],
    [
        "survival",
        "text",
        "survives: the same under every worldview, known at 95 %; turns: known to differ; unknown: the worlds do not tell under some; same: no difference in any world",
    ],
];

const SATISFICING: &[Column] = &[
    ["threshold", "text", "the condition; all: all of them at once"],
    ["policy", "text", "the policy"],
    [
        "worldview",
        "text",
        "the worldview; all: all worlds of all worldviews together",
    ],
    ["worlds", "worlds", "worlds that count"],
    ["satisfied", "worlds", "worlds in which the condition holds"],
    ["share", "share", "their share: the domain criterion"],
    ["share_se", "share", "its standard error"],
];

const FLIPS: &[Column] = &[
    ["metric", "text", "the metric"],
    [
        "better",
        "text",
        "the policy that is ahead under central, all parameters being drawn",
    ],
    ["worse", "text", "the policy that it is ahead of"],
    [
        "parameter",
        "text",
        "the parameter that has the same value in all worlds, all others being drawn",
    ],
    ["unit", "text", "its unit"],
    [
        "center",
        "of the parameter",
        "its central value: the median of its card",
    ],
    ["flip", "of the parameter", "where the mean difference changes its sign"],
    ["move", "of the parameter", "how far it must move: flip less center"],
    [
        "flip_near",
        "of the parameter",
        "end of the flip's 95 % interval next to the center; the center itself if these worlds do not tell the ranking there",
    ],
    [
        "flip_far",
        "of the parameter",
        "its other end; empty if these worlds do not tell that the ranking turns within the card's bounds at all",
    ],
    [
        "percentile",
        "share",
        "share of the card's draws that lie below the flip",
    ],
    [
        "beyond",
        "of the metric",
        "gain of the better policy further out, where the change was seen; at the center if it is turned everywhere",
    ],
    [
        "turn",
        "text",
        "turns_beyond: turned beyond the flip; holds_beyond: turned from the center to the flip; turned_everywhere: no flip",
    ],
];

/// What the columns of all tables mean.
pub const DESCRIBED: [&[Column]; 5] = [CRITERIA, MEANS, PAIRS, SATISFICING, FLIPS];

/// Every table with its bytes, the data dictionary last.
///
/// # Errors
/// None that a user can cause; the writer's are passed on.
pub fn tables(results: &Results) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let tables = [
        (CRITERIA_CSV, CRITERIA, criteria(results)),
        (MEANS_CSV, MEANS, means(results)),
        (PAIRS_CSV, PAIRS, pairs(results)),
        (SATISFICING_CSV, SATISFICING, satisficing(results)),
        (FLIPS_CSV, FLIPS, flips(results)),
    ];
    let mut written = Vec::new();
    for (name, columns, rows) in &tables {
        written.push((*name, write(name, columns, rows)?));
    }
    let meanings = Criterion::ALL.map(|one| ["criterion", one.key(), "of the metric", one.meaning(), "model"]);
    let columns = tables.iter().map(|(name, columns, _)| (*name, *columns));
    written.push((DICTIONARY_CSV, dictionary_of(columns, &meanings)?));
    Ok(written)
}

fn criteria(results: &Results) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (place, aim) in results.aims.iter().enumerate() {
        for criterion in Criterion::ALL {
            let ranks = results.ranks(place, criterion);
            for ((policy, scores), rank) in results.policies.iter().zip(&results.scores[place]).zip(ranks) {
                let worldview = match criterion {
                    Criterion::WorstWorldview => &results.worldviews[scores.worst_worldview],
                    Criterion::SavageWorldviews => &results.worldviews[scores.savage_worldview],
                    _ => "",
                };
                rows.push(vec![
                    aim.metric.key().to_owned(),
                    aim.metric.unit().to_owned(),
                    aim.wanted.key().to_owned(),
                    criterion.key().to_owned(),
                    policy.clone(),
                    number(criterion.of(scores)),
                    rank.to_string(),
                    yes_no(rank == 1),
                    worldview.to_owned(),
                ]);
            }
        }
    }
    rows
}

fn means(results: &Results) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (aim, scores) in results.aims.iter().zip(results.scores) {
        for (worldview, name) in results.worldviews.iter().enumerate() {
            for (policy, scores) in results.policies.iter().zip(scores) {
                let (mean, error) = scores.means[worldview];
                rows.push(vec![
                    aim.metric.key().to_owned(),
                    aim.metric.unit().to_owned(),
                    name.clone(),
                    policy.clone(),
                    results.simulated.worlds[worldview].to_string(),
                    number(mean),
                    number(error),
                ]);
            }
        }
    }
    rows
}

fn pairs(results: &Results) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (aim, pairs) in results.aims.iter().zip(results.pairs) {
        for pair in pairs {
            for (worldview, difference) in results.worldviews.iter().zip(&pair.differences) {
                let mut cells = vec![
                    aim.metric.key().to_owned(),
                    aim.metric.unit().to_owned(),
                    results.policies[pair.better].clone(),
                    results.policies[pair.worse].clone(),
                    worldview.clone(),
                ];
                cells.extend([difference.value, difference.error, difference.low, difference.high].map(number));
                cells.push(pair.survival.key().to_owned());
                rows.push(cells);
            }
        }
    }
    rows
}

fn satisficing(results: &Results) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    if results.thresholds.is_empty() {
        return rows;
    }
    let mut names: Vec<String> = results.thresholds.iter().map(|threshold| threshold.text()).collect();
    names.push("all".to_owned());
    for (place, name) in names.iter().enumerate() {
        for (policy, of_policy) in results.policies.iter().zip(&results.simulated.satisfied) {
            let mut row = |worldview: &str, satisfied: u64, worlds: u64| {
                rows.push(vec![
                    name.clone(),
                    policy.clone(),
                    worldview.to_owned(),
                    worlds.to_string(),
                    satisfied.to_string(),
                    number(satisfied as f64 / worlds as f64),
                    number(share_error(satisfied, worlds)),
                ]);
            };
            let worlds = &results.simulated.worlds;
            let satisfied = || of_policy.iter().map(|counts| counts[place]);
            row("all", satisfied().sum(), worlds.iter().sum());
            for ((worldview, satisfied), &worlds) in results.worldviews.iter().zip(satisfied()).zip(worlds) {
                row(worldview, satisfied, worlds);
            }
        }
    }
    rows
}

fn flips(results: &Results) -> Vec<Vec<String>> {
    let rows = results.flips.iter().map(|flip| {
        let watched = &results.watched[flip.watched];
        let mut cells = vec![
            watched.aim.metric.key().to_owned(),
            results.policies[watched.better].clone(),
            results.policies[watched.worse].clone(),
            flip.input.key(results.cards).to_owned(),
            flip.input.unit(results.cards).to_owned(),
        ];
        let numbers = [
            flip.center,
            flip.value,
            flip.value - flip.center,
            flip.between[0],
            flip.between[1],
            flip.percentile,
            flip.beyond,
        ];
        cells.extend(numbers.map(number));
        cells.push(flip.turn.key().to_owned());
        cells
    });
    rows.collect()
}
