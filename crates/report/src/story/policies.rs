//! The same world under the other policies of a comparison: where it parts, and what follows.

use super::turns::milestone_name;
use super::{Story, same_metrics, value};
use crate::catalogue::Catalogue;
use crate::chapters::case_names::called;
use crate::chapters::glossary::monthly;
use crate::document::{Block, Cell, Column, Inline, Table, Weight};
use crate::figures::moment;
use crate::narrative::name;
use crate::number::{capitalised, readable};
use crate::say;
use crate::sensitivity::words::with_unit;
use analysis::replay::{Replay, replay};
use analysis::story::exemplars::Exemplar;
use analysis::story::parting::{LeverStep, Link, Parting, part};
use analysis::titles::title;
use engine::model::series::Series;
use engine::scenario::time::Month;
use error::Result;
use results::store::manifest::CaseRecord;

/// Lines on each policy, for the chosen world of this number; nothing for a run.
pub fn blocks(story: &Story, number: usize, world: &Exemplar, told: &Replay) -> Result<Vec<Block>> {
    let words = story.words;
    let mut blocks = Vec::new();
    let [reference, policies @ ..] = story.cases else {
        return Ok(blocks);
    };
    let named = |case: &CaseRecord| match story.result.manifest.kind.experiment() {
        Some(_) => called(words, &case.name),
        None => case.name.clone(),
    };
    for (place, policy) in policies.iter().enumerate() {
        let scenario = &story.scenarios[place + 1];
        let other = replay(scenario, world.run)?;
        if !same_metrics(&other.metrics, &story.others[place][number]) {
            let text = say!(words, "parting-other_numbers", policy = named(policy));
            blocks.push(Block::Notice(Weight::Note, vec![Inline::Text(text)]));
            continue;
        }
        let parting = part((&story.scenarios[0], told), (scenario, &other));
        let mut line = vec![Inline::Strong(say!(words, "parting-under", policy = named(policy)))];
        let mut text = String::from(" ");
        text.push_str(&match parting.first {
            None => say!(words, "parting-nothing", reference = named(reference)),
            Some(month) => {
                let month = words.word(&moment(month.end_year()));
                let levers = levers(words, &parting.levers);
                let [before, after] = [told, &other].map(|of| value(words, story.metric, of.metrics[story.metric]));
                let metric = title(story.metric);
                match before == after {
                    true => say!(
                        words,
                        "parting-parts_same",
                        month = month,
                        levers = levers,
                        metric = metric,
                        after = after
                    ),
                    false => say!(
                        words,
                        "parting-parts",
                        month = month,
                        levers = levers,
                        metric = metric,
                        before = before,
                        after = after,
                    ),
                }
            }
        });
        let firsts: Vec<String> = parting
            .chain
            .iter()
            .take(3)
            .map(|link| link_in_words(words, link))
            .collect();
        if !firsts.is_empty() {
            text.push(' ');
            text.push_str(&say!(words, "parting-first", what = firsts.join("; ")));
        }
        line.push(Inline::Text(text));
        blocks.push(Block::Paragraph(line));
        if parting.first.is_some() {
            let id = |what: &str| story.id(&format!("{what} {place}"), world.run);
            let tables = [
                chain(words, id("chain"), &parting, [&reference.name, &policy.name]),
                shifted(words, id("shifted"), &parting, [&reference.name, &policy.name]),
            ];
            blocks.push(Block::Details {
                summary: say!(words, "parting-details", policy = named(policy)),
                blocks: tables
                    .into_iter()
                    .filter(|table| !table.rows.is_empty())
                    .map(Block::Table)
                    .collect(),
                printed: false,
            });
        }
    }
    Ok(blocks)
}

fn levers(words: &Catalogue, steps: &[LeverStep]) -> String {
    if steps.is_empty() {
        return say!(words, "parting-by_rule");
    }
    let step = |step: &LeverStep| {
        say!(
            words,
            "parting-lever",
            lever = words.term(step.lever.brief()),
            before = readable(step.reference),
            after = readable(step.policy),
            month = step.month.to_string(),
        )
    };
    steps.iter().map(step).collect::<Vec<_>>().join("; ")
}

/// A series inside of a sentence: `China: usable compute`.
fn series_name(words: &Catalogue, series: Series) -> String {
    let what = words.term(series.brief());
    match series {
        Series::Agent(agent, _) => say!(words, "parting-of_agent", agent = name(words, agent), what = what),
        Series::World(_) => what,
    }
}

fn link_in_words(words: &Catalogue, link: &Link) -> String {
    let unit = link.series.unit();
    say!(
        words,
        "parting-link",
        month = link.month.to_string(),
        series = series_name(words, link.series),
        before = with_unit(link.reference, unit),
        after = with_unit(link.policy, unit),
    )
}

fn chain(words: &Catalogue, id: String, parting: &Parting, [reference, policy]: [&String; 2]) -> Table {
    let columns = vec![
        Column::words(say!(words, "story-month")).defined("story-month"),
        Column::words(say!(words, "parting-what")).defined("parting-what"),
        Column::numbers(say!(words, "parting-then", case = reference), "").defined("parting-then"),
        Column::numbers(say!(words, "parting-then", case = policy), "").defined("parting-then"),
        Column::numbers(say!(words, "parting-at_end", case = reference), "").defined("parting-at_end"),
        Column::numbers(say!(words, "parting-at_end", case = policy), "").defined("parting-at_end"),
    ];
    let row = |link: &Link| {
        let number = |value| Cell::number(with_unit(value, link.series.unit()), value);
        vec![
            Cell::words(link.month.to_string()),
            Cell::words(capitalised(&series_name(words, link.series))).defined(monthly(link.series)),
            number(link.reference),
            number(link.policy),
            number(link.reference_end),
            number(link.policy_end),
        ]
    };
    Table {
        id,
        caption: say!(words, "parting-chain"),
        columns,
        rows: parting.chain.iter().map(row).collect(),
        left_out: String::new(),
    }
}

fn shifted(words: &Catalogue, id: String, parting: &Parting, [reference, policy]: [&String; 2]) -> Table {
    let columns = vec![
        Column::words(say!(words, "parting-event")).defined("parting-event"),
        Column::words(reference.clone()),
        Column::words(policy.clone()),
    ];
    let month = |month: Option<Month>| match month {
        Some(month) => Cell::number(month.to_string(), month.0 as f64),
        None => Cell::number(say!(words, "amount-never"), f64::INFINITY),
    };
    Table {
        id,
        caption: say!(words, "parting-shifted"),
        columns,
        rows: parting
            .shifted
            .iter()
            .map(|shift| {
                let what = capitalised(&milestone_name(words, shift.milestone));
                vec![Cell::words(what), month(shift.reference), month(shift.policy)]
            })
            .collect(),
        left_out: String::new(),
    }
}
