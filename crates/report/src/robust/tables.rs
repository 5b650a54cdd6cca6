//! The tables of a study of robustness.

use super::Results;
use analysis::amounts::estimate;
use analysis::robust::criteria::Criterion;
use analysis::robust::schema;
use engine::numeric::statistics::share_error;
use results::dictionary::dictionary;
use results::row;
use results::table::Table;

/// Every table, the data dictionary last.
pub fn tables(results: &Results) -> Vec<Table> {
    let meanings = Criterion::ALL.map(|one| ["criterion", one.key(), "of the metric", one.meaning(), "model"]);
    vec![
        criteria(results),
        means(results),
        pairs(results),
        satisficing(results),
        flips(results),
        dictionary(schema::SCHEMAS, meanings),
    ]
}

fn criteria(results: &Results) -> Table {
    let mut rows = Table::new(&schema::CRITERIA);
    for (place, aim) in results.aims.iter().enumerate() {
        for criterion in Criterion::ALL {
            let ranks = results.ranks(place, criterion);
            for ((policy, scores), rank) in results.policies.iter().zip(&results.scores[place]).zip(ranks) {
                let worldview = match criterion {
                    Criterion::WorstWorldview => &results.worldviews[scores.worst_worldview],
                    Criterion::SavageWorldviews => &results.worldviews[scores.savage_worldview],
                    _ => "",
                };
                rows.push(row![
                    aim.metric.key(),
                    aim.metric.unit(),
                    aim.wanted.key(),
                    criterion.key(),
                    policy,
                    criterion.of(scores),
                    rank,
                    rank == 1,
                    worldview,
                ]);
            }
        }
    }
    rows
}

fn means(results: &Results) -> Table {
    let mut rows = Table::new(&schema::MEANS);
    for (aim, scores) in results.aims.iter().zip(&results.scores) {
        for (worldview, name) in results.worldviews.iter().enumerate() {
            for (policy, scores) in results.policies.iter().zip(scores) {
                let (mean, error) = scores.means[worldview];
                rows.push(row![
                    aim.metric.key(),
                    aim.metric.unit(),
                    name,
                    policy,
                    results.simulated.worlds[worldview],
                    mean,
                    error,
                ]);
            }
        }
    }
    rows
}

fn pairs(results: &Results) -> Table {
    let mut rows = Table::new(&schema::PAIRS);
    for (aim, pairs) in results.aims.iter().zip(&results.pairs) {
        for pair in pairs {
            for (worldview, difference) in results.worldviews.iter().zip(&pair.differences) {
                let mut row = Vec::from(row![
                    aim.metric.key(),
                    aim.metric.unit(),
                    &results.policies[pair.better],
                    &results.policies[pair.worse],
                    worldview,
                ]);
                row.extend(estimate(*difference).cells());
                row.extend(row![pair.survival.key()]);
                rows.push(row);
            }
        }
    }
    rows
}

fn satisficing(results: &Results) -> Table {
    let mut rows = Table::new(&schema::SATISFICING);
    if results.thresholds.is_empty() {
        return rows;
    }
    let mut names: Vec<String> = results.thresholds.iter().map(|threshold| threshold.text()).collect();
    names.push("all".to_owned());
    for (place, name) in names.iter().enumerate() {
        for (policy, of_policy) in results.policies.iter().zip(&results.simulated.satisfied) {
            let mut row = |worldview: &str, satisfied: u64, worlds: u64| {
                rows.push(row![
                    name,
                    policy,
                    worldview,
                    worlds,
                    satisfied,
                    satisfied as f64 / worlds as f64,
                    share_error(satisfied, worlds),
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

fn flips(results: &Results) -> Table {
    let mut rows = Table::new(&schema::FLIPS);
    for flip in &results.flips {
        let watched = &results.watched[flip.watched];
        rows.push(row![
            watched.aim.metric.key(),
            &results.policies[watched.better],
            &results.policies[watched.worse],
            flip.input.key(results.cards),
            flip.input.unit(results.cards),
            flip.center,
            flip.value,
            flip.value - flip.center,
            flip.between[0],
            flip.between[1],
            flip.percentile,
            flip.beyond,
            flip.turn.key(),
        ]);
    }
    rows
}
