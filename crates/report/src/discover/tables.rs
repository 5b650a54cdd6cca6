//! The tables of a discovery.

use super::Discovery;
use analysis::discover::limits::{Limits, Side};
use analysis::discover::schema;
use analysis::discover::{Found, Step};
use engine::numeric::statistics::Moments;
use engine::scenario::inputs::Input;
use results::dictionary::dictionary;
use results::row;
use results::table::{Table, Value};

/// All tables, the data dictionary last.
pub fn tables(discovery: &Discovery) -> Vec<Table> {
    vec![
        boxes(discovery),
        trajectory(discovery),
        limits(discovery),
        stability(discovery),
        tree(discovery),
        dictionary(schema::SCHEMAS, []),
    ]
}

/// Both passes of a box with their names.
pub fn passes(found: &Found) -> [(&'static str, &[Step]); 2] {
    [("wide", &found.wide), ("narrow", &found.narrow)]
}

/// Numbered steps of both passes of all boxes.
fn steps(discovery: &Discovery) -> impl Iterator<Item = (u64, &'static str, usize, &Step, &Found)> {
    (1..).zip(&discovery.found).flat_map(|(number, found)| {
        passes(found).into_iter().flat_map(move |(pass, steps)| {
            let each = steps.iter().enumerate();
            each.map(move |(place, step): (usize, &Step)| (number, pass, place, step, found))
        })
    })
}

impl Discovery {
    /// The key of a searched input.
    pub fn key(&self, column: usize) -> &str {
        self.inputs[column].key(&self.material.cards)
    }

    /// Mean of the first metric of the condition over the rows in a box in which it is a number; not a number where there is none.
    fn metric_mean(&self, found: &Found, limits: &Limits) -> f64 {
        let inside = limits.rows_inside(&self.cases, &found.rows);
        let numbers = inside
            .iter()
            .map(|&row| self.metric[row])
            .filter(|value| value.is_finite());
        Moments::of(numbers).mean()
    }

    fn shares(&self, rows: usize, interest: usize) -> [Value<'static>; 5] {
        let (all, all_interest) = (self.cases.rows() as f64, self.cases.interest() as f64);
        [
            rows.into(),
            interest.into(),
            Value::finite(interest as f64 / all_interest),
            Value::finite(interest as f64 / rows as f64),
            Value::finite(rows as f64 / all),
        ]
    }
}

fn boxes(discovery: &Discovery) -> Table {
    let mut table = Table::new(&schema::BOXES);
    let stability = &discovery.stability;
    let known = [stability.held_out_density(), stability.held_out_coverage()];
    for (number, found) in (1_u64..).zip(&discovery.found) {
        // Resamples seek the first box.
        let [density, coverage] = known.map(|of| match number {
            1 => [of.value, of.low, of.high],
            _ => [f64::NAN; 3],
        });
        let limits = &found.step().limits;
        let p_values = discovery.quasi_p(found);
        for column in limits.restricted() {
            let input = discovery.inputs[column];
            let cards = &discovery.material.cards;
            let card = match input {
                Input::Lever(_) => None,
                Input::Parameter(place) => Some(&cards.cards[place]),
            };
            let p = |side: Side| {
                let found = p_values.iter().find(|(place, of, _)| (*place, *of) == (column, side));
                found.map(|(_, _, p)| Value::finite(*p))
            };
            let (low, high) = limits.of(column);
            let (lowest, highest) = discovery.cases.range(column);
            let mut row = Vec::from(row![number, discovery.key(column), input.unit(cards)]);
            row.extend([low, high, lowest, highest].map(Value::finite));
            row.extend(row![p(Side::Lower), p(Side::Upper)]);
            row.extend(density.into_iter().chain(coverage).map(Value::finite));
            row.extend(row![
                input.meaning(cards),
                card.map(|card| &card.source),
                card.map(|card| card.pedigree.letter()),
            ]);
            table.push(row);
        }
    }
    table
}

fn trajectory(discovery: &Discovery) -> Table {
    let mut table = Table::new(&schema::TRAJECTORY);
    for (number, pass, place, step, found) in steps(discovery) {
        let chosen = pass == "narrow" && place == found.chosen;
        let mut row = Vec::from(row![number, pass, place, step.stage.key()]);
        row.extend(discovery.shares(step.content.rows, step.content.interest));
        row.extend(row![
            Value::finite(discovery.metric_mean(found, &step.limits)),
            step.limits.restricted().len(),
            chosen.then_some(true),
        ]);
        table.push(row);
    }
    table
}

fn limits(discovery: &Discovery) -> Table {
    let mut table = Table::new(&schema::LIMITS);
    for (number, pass, place, step, _) in steps(discovery) {
        for column in step.limits.restricted() {
            let (low, high) = step.limits.of(column);
            table.push(row![
                number,
                pass,
                place,
                discovery.key(column),
                Value::finite(low),
                Value::finite(high),
            ]);
        }
    }
    table
}

fn stability(discovery: &Discovery) -> Table {
    let mut table = Table::new(&schema::STABILITY);
    let stability = &discovery.stability;
    for column in discovery.by_stability() {
        let unit = discovery.inputs[column].unit(&discovery.material.cards);
        let mut row = Vec::from(row![
            discovery.key(column),
            unit,
            Value::finite(stability.restricted_share(column)),
        ]);
        for side in [Side::Lower, Side::Upper] {
            row.push(Value::finite(stability.side_share(column, side)));
            row.extend(stability.limit_quantiles(column, side).map(Value::finite));
        }
        table.push(row);
    }
    table
}

fn tree(discovery: &Discovery) -> Table {
    let mut table = Table::new(&schema::TREE);
    for (number, leaf) in (1_u64..).zip(&discovery.tree) {
        let mut row = Vec::from(row![number, discovery.rule(&leaf.limits)]);
        row.extend(discovery.shares(leaf.content.rows, leaf.content.interest));
        table.push(row);
    }
    table
}

impl Discovery {
    /// The limits of a leaf as a rule: values at a split belong to the lower side.
    pub fn rule(&self, limits: &Limits) -> String {
        let parts: Vec<String> = limits
            .restrictions()
            .into_iter()
            .map(|(column, side)| {
                let sign = match side {
                    Side::Lower => ">",
                    Side::Upper => "<=",
                };
                format!("{} {sign} {}", self.key(column), limits.side(column, side))
            })
            .collect();
        parts.join(" and ")
    }
}
