//! The tables of other weights.

use results::row;
use results::table::Table;

use super::Weightings;
use crate::compare::schema::{REGIONS, WEIGHTINGS, WEIGHTS};

/// One row a view of what counts and policy.
pub fn weightings_table(of: &Weightings) -> Table {
    let mut table = Table::new(&WEIGHTINGS);
    for (view, weights) in of.views() {
        let order = of.ranked(&weights);
        for (place, &policy) in order.iter().enumerate() {
            let mut row = Vec::from(row![
                of.metric.key(),
                view,
                &of.policies[policy],
                (place + 1) as u64,
                of.mean(policy, &weights),
            ]);
            row.extend(of.lead(policy, order[0], &weights).cells());
            row.extend(row![of.worlds()]);
            table.push(row);
        }
    }
    table
}

/// One row a weight.
pub fn ranges_table(of: &Weightings) -> Table {
    let mut table = Table::new(&WEIGHTS);
    let best = of.ranked(&of.documented())[0];
    for (place, weight) in of.weights.iter().enumerate() {
        let range = of.range(place);
        let named = |policy: Option<usize>| policy.map_or("", |policy| &of.policies[policy]);
        let [low, high] = range.significant;
        table.push(row![
            of.metric.key(),
            &weight.key,
            &weight.unit,
            weight.documented,
            &of.policies[best],
            range.low,
            named(range.below),
            range.high,
            named(range.above),
            low,
            high,
        ]);
    }
    table
}

/// One row a multiple of the first weight and policy that is best for some multiple of the second.
pub fn regions_table(of: &Weightings) -> Table {
    let mut table = Table::new(&REGIONS);
    let Some(regions) = of.regions() else {
        return table;
    };
    let [along, up] = regions.weights.map(|weight| &of.weights[weight].key);
    for (step, multiple) in regions.along.iter().enumerate() {
        for (policy, intervals) in &regions.policies {
            let [low, high] = intervals[step];
            if high > low {
                table.push(row![
                    of.metric.key(),
                    along,
                    *multiple,
                    up,
                    low,
                    high,
                    &of.policies[*policy],
                ]);
            }
        }
    }
    table
}
