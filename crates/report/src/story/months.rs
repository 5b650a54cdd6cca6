//! A world month by month.

use super::Story;
use crate::chapters::glossary::monthly;
use crate::document::{Block, Cell, Column, Table};
use crate::narrative::explain;
use crate::number::readable;
use crate::say;
use analysis::replay::Replay;
use engine::model::series::{AgentVariable, Series, WorldVariable};
use engine::scenario::agents::Agent;
use engine::scenario::time::Month;

/// What is shown of each month.
const SHOWN: [Series; 10] = {
    use Agent::{China, UnitedStates};
    use AgentVariable as Variable;
    [
        Series::Agent(UnitedStates, Variable::ReleasedEci),
        Series::Agent(China, Variable::ReleasedEci),
        Series::Agent(China, Variable::LagMonths),
        Series::World(WorldVariable::ComputeRatio),
        Series::Agent(China, Variable::ChipQualityRatio),
        Series::Agent(China, Variable::SelfSufficiency),
        Series::Agent(UnitedStates, Variable::Distrust),
        Series::Agent(China, Variable::Distrust),
        Series::Agent(UnitedStates, Variable::SafetyEffort),
        Series::Agent(China, Variable::SafetyEffort),
    ]
};

/// All months, closed until the reader opens them.
pub fn block(story: &Story, told: &Replay) -> Block {
    let words = story.words;
    let headers = [
        say!(words, "months-us_eci"),
        say!(words, "months-china_eci"),
        say!(words, "months-lag"),
        say!(words, "months-compute"),
        say!(words, "months-chip"),
        say!(words, "months-self_sufficiency"),
        say!(words, "months-us_distrust"),
        say!(words, "months-china_distrust"),
        say!(words, "months-us_safety"),
        say!(words, "months-china_safety"),
    ];
    let numbers = SHOWN
        .into_iter()
        .zip(headers)
        .map(|(series, header)| Column::numbers(header, series.unit()).defined(monthly(series)));
    let columns = std::iter::once(Column::words(say!(words, "story-month")).defined("story-month"))
        .chain(numbers)
        .chain([Column::words(say!(words, "story-happened")).defined("story-happened")]);
    let row = |month: usize| {
        let values = SHOWN.into_iter().map(|series| {
            let value = told.value(series, month);
            // Sorted by what is seen: a table of so many numbers would carry as much again in digits that nobody sees.
            let sorted = format!("{value:.2e}").parse().unwrap_or(value);
            Cell::number(readable(value), sorted)
        });
        let events = told.events.iter().filter(|event| event.month.0 == month);
        let happened: Vec<String> = events.map(|event| explain(words, told, event)).collect();
        std::iter::once(Cell::words(Month(month).to_string()))
            .chain(values)
            .chain([Cell::words(happened.join(" "))])
            .collect()
    };
    let table = Table {
        id: story.id("months", told.run),
        caption: say!(words, "months-caption", run = told.run.to_string()),
        columns: columns.collect(),
        rows: (0..told.months).map(row).collect(),
        left_out: String::new(),
    };
    Block::Details {
        summary: say!(words, "months-summary", run = told.run.to_string()),
        blocks: vec![Block::Table(table)],
        printed: false,
    }
}
