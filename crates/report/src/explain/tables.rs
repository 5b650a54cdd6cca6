//! The tables of an explanation.

use analysis::explain::claims::{REST, amount};
use analysis::explain::{Results, schema};
use results::dictionary::dictionary;
use results::row;
use results::table::{Table, Value};

/// All tables, the data dictionary last.
pub fn tables(results: &Results) -> Vec<Table> {
    vec![
        effects(results),
        parts(results),
        links(results),
        dictionary(schema::SCHEMAS, []),
    ]
}

fn effects(results: &Results) -> Table {
    let mut table = Table::new(&schema::EFFECTS);
    for of in &results.explained {
        let [low, middle, high] = of.paired;
        table.push(row![
            of.metric.key(),
            amount(of.metric).unit(),
            Value::finite(of.values[0]),
            Value::finite(of.values[1]),
            Value::finite(of.effect.value),
            Value::finite(of.effect.error),
            Value::finite(of.effect.low),
            Value::finite(of.effect.high),
            Value::finite(low),
            Value::finite(middle),
            Value::finite(high),
            Value::finite(of.moved[0]),
            Value::finite(of.moved[1]),
            of.pairs,
        ]);
    }
    table
}

fn parts(results: &Results) -> Table {
    let mut table = Table::new(&schema::PARTS);
    for of in &results.explained {
        for part in &of.parts {
            table.push(row![
                of.metric.key(),
                amount(of.metric).unit(),
                part.mechanism.map_or(REST, |mechanism| mechanism.key()),
                Value::finite(part.of.value),
                Value::finite(part.of.error),
                Value::finite(part.of.low),
                Value::finite(part.of.high),
                Value::finite(part.of.value / of.effect.value),
            ]);
        }
    }
    table
}

fn links(results: &Results) -> Table {
    let mut table = Table::new(&schema::LINKS);
    for link in &results.links {
        table.push(row![
            link.series.agent_key(),
            link.series.key(),
            link.series.unit(),
            link.first.to_string(),
            link.month.to_string(),
            Value::finite(link.medians[0]),
            Value::finite(link.medians[1]),
            Value::finite(link.change()),
        ]);
    }
    table
}
