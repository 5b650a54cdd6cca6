//! The tables of a value-of-information analysis.

use analysis::voi::{Analysis, GroupKind, schema};
use results::dictionary::dictionary;
use results::row;
use results::table::{Table, Value};

/// All tables, the data dictionary last.
pub fn tables(analysis: &Analysis) -> Vec<Table> {
    vec![
        policies(analysis),
        information(analysis),
        curves(analysis),
        dictionary(schema::SCHEMAS, []),
    ]
}

fn policies(analysis: &Analysis) -> Table {
    let mut table = Table::new(&schema::POLICIES);
    let perfect = &analysis.perfect;
    let sign = analysis.goal.wanted.sign();
    for (policy, case) in analysis.cases.iter().enumerate() {
        let (mean, error) = perfect.means[policy];
        let (difference, difference_error) = perfect.differences[policy];
        table.push(row![
            &case.name,
            analysis.goal.text(),
            Value::finite(sign * mean),
            Value::finite(error),
            Value::finite(difference),
            Value::finite(difference_error),
            perfect.best_shares[policy],
            perfect.tied_shares[policy],
            (policy == analysis.payoffs.best()).then_some(true),
        ]);
    }
    table
}

fn information(analysis: &Analysis) -> Table {
    let mut table = Table::new(&schema::INFORMATION);
    let perfect = &analysis.perfect;
    let nothing = Value::Nothing;
    table.push(row![
        "everything",
        "total",
        nothing.clone(),
        Value::finite(perfect.value),
        Value::finite(perfect.error),
        nothing.clone(),
        nothing.clone(),
        1.0,
        Value::finite(perfect.changes),
        nothing.clone(),
        nothing.clone(),
        nothing.clone(),
        nothing,
    ]);
    let groups = analysis.ranked(|kind| kind != GroupKind::Single);
    let singles = analysis.ranked(|kind| kind == GroupKind::Single);
    for place in groups.into_iter().chain(singles) {
        let group = &analysis.groups[place];
        let known = analysis.partial[place].as_ref();
        let number = |of: fn(&analysis::voi::Partial) -> f64| known.map(|known| Value::finite(of(known)));
        let card = match (group.kind, &group.members[..]) {
            (GroupKind::Single, [member]) => Some(&analysis.cards().cards[*member]),
            _ => None,
        };
        table.push(row![
            &group.name,
            group.kind.key(),
            group.members.len(),
            number(|known| known.value),
            number(|known| known.error),
            number(|known| known.held_out),
            number(|known| known.held_out_error),
            known.map(|known| Value::finite(known.held_out / perfect.value)),
            number(|known| known.changes),
            analysis.is_worth(place).then_some(true),
            known.map(|known| known.columns),
            card.map(|card| &card.source),
            card.map(|card| card.pedigree.letter()),
        ]);
    }
    table
}

fn curves(analysis: &Analysis) -> Table {
    let mut table = Table::new(&schema::CURVES);
    for lines in analysis.lines() {
        let card = &analysis.cards().cards[lines.parameter];
        for (place, value) in lines.values.iter().enumerate() {
            for (case, differences) in analysis.cases.iter().zip(&lines.differences) {
                table.push(row![
                    &card.key,
                    &card.unit,
                    Value::finite(*value),
                    &case.name,
                    Value::finite(differences[place]),
                ]);
            }
        }
    }
    table
}
