//! What must hold in every world: accounts that balance, magnitudes within bounds.

use crate::number::readable;
use analysis::validate::Validation;
use analysis::validate::sanity::{Bound, Range, keeps};
use analysis::validate::schema::{ACCOUNTS_TABLE, SANITY_TABLE};
use engine::model::audit::TOLERANCE;
use engine::scenario::time::Month;
use results::row;
use results::table::Table;

/// One row an account.
pub fn accounts(validation: &Validation) -> Table {
    let mut table = Table::new(&ACCOUNTS_TABLE);
    for audited in &validation.accounts {
        table.push(row![
            audited.account.key(),
            audited.account.statement(),
            audited.account.equations(),
            audited.residual,
            TOLERANCE,
            audited.run,
            Month(audited.month).to_string(),
            audited.residual <= TOLERANCE,
        ]);
    }
    table
}

/// One row a bound.
pub fn magnitudes(validation: &Validation) -> Table {
    let mut table = Table::new(&SANITY_TABLE);
    for (bound, range) in &validation.magnitudes {
        let month = |place: usize| range.map(|range| range.months[place].to_string());
        table.push(row![
            &bound.id,
            &bound.what,
            bound.of.key(),
            &bound.dates,
            &bound.unit,
            bound.low,
            bound.high,
            range.map(|range| range.low),
            range.map(|range| range.high),
            month(0),
            month(1),
            range.map(|range| keeps(bound, &range)),
            &bound.why,
            &bound.source,
        ]);
    }
    table
}

/// Rows for the screen: account, what balances, largest residual.
pub fn account_rows(validation: &Validation) -> Vec<Vec<String>> {
    let row = |audited: &engine::ensemble::Audited| {
        vec![
            audited.account.key().to_owned(),
            audited.account.equations().to_owned(),
            format!("{:.1e}", audited.residual),
            said(audited.residual <= TOLERANCE, "balances", "DOES NOT BALANCE"),
        ]
    };
    validation.accounts.iter().map(row).collect()
}

/// Rows for the screen: the quantity, when, of whom, its range, the bounds, whether it keeps them.
pub fn magnitude_rows(validation: &Validation) -> Vec<Vec<String>> {
    let row = |(bound, range): (&Bound, &Range)| {
        vec![
            bound.id.clone(),
            bound.what.clone(),
            bound.dates.replace("..", " to "),
            bound.of.key().to_owned(),
            span(range.low, range.high),
            span(bound.low, bound.high),
            said(keeps(bound, range), "inside", "OUTSIDE"),
            bound.unit.clone(),
        ]
    };
    within(validation).map(row).collect()
}

/// Bounds of which the simulation has some month.
fn within(validation: &Validation) -> impl Iterator<Item = (&Bound, &Range)> {
    validation
        .magnitudes
        .iter()
        .filter_map(|(bound, range)| Some((bound, range.as_ref()?)))
}

fn span(low: f64, high: f64) -> String {
    match low == high {
        true => readable(low),
        false => format!("{} to {}", readable(low), readable(high)),
    }
}

fn said(holds: bool, yes: &str, no: &str) -> String {
    if holds { yes } else { no }.to_owned()
}
