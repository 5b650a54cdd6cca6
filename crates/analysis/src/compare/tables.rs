//! The tables of a comparison that its claims are made of.

use crate::amounts::estimate;
use engine::model::metrics::Kind;
use results::row;
use results::table::Table;

use super::reversals::is_rare;
use super::schema::{EFFECTS, REVERSALS};
use super::{Comparison, Effect};

/// Effects of each policy: one row a policy, metric and quantity.
pub fn effects_table(comparison: &Comparison<'_>) -> Table {
    let mut table = Table::new(&EFFECTS);
    let reference = &comparison.reference().name;
    for (case, effects, _) in comparison.alternatives() {
        for effect in effects {
            push(&mut table, [&case.name, reference], effect);
        }
    }
    table
}

fn push(table: &mut Table, [policy, reference]: [&String; 2], effect: &Effect) {
    let metric = effect.metric;
    let of_numbers = |share: f64| if metric.kind() == Kind::Who { f64::NAN } else { share };
    let better = match metric.favours().more_is_better() {
        Some(true) => effect.larger,
        Some(false) => effect.smaller,
        None => f64::NAN,
    };
    let sharper = if effect.variance_reduction.is_finite() {
        effect.variance_reduction
    } else {
        f64::NAN
    };
    let [low, median, high] = effect.paired;
    for change in &effect.changes {
        let mut row = Vec::from(row![
            policy,
            reference,
            metric.key(),
            change.quantity.key(),
            if change.quantity.is_share() {
                "share"
            } else {
                metric.unit()
            },
            change.reference,
            change.policy,
        ]);
        row.extend(estimate(change.difference).cells());
        row.extend(row![
            effect.pairs,
            of_numbers(effect.larger),
            of_numbers(effect.smaller),
            better,
            metric.favours().key(),
            sharper,
            low,
            median,
            high,
        ]);
        table.push(row);
    }
}

/// Which parameter would reverse which effect.
pub fn reversals_table(comparison: &Comparison<'_>) -> Table {
    let mut table = Table::new(&REVERSALS);
    let reference = comparison.reference();
    let cards = &reference.scenario.cards.cards;
    for (case, reversals) in comparison.cases[1..].iter().zip(&comparison.reversals) {
        for reversal in reversals {
            let card = &cards[reversal.parameter];
            let metric = reversal.metric;
            table.push(row![
                &case.name,
                &reference.name,
                metric.key(),
                if is_rare(metric) { "share" } else { metric.unit() },
                &card.key,
                if reversal.is_above { "above" } else { "below" },
                reversal.limit,
                &card.unit,
                reversal.mean,
                reversal.error,
                reversal.reverses,
            ]);
        }
    }
    table
}
