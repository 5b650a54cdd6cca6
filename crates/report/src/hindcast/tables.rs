//! The tables of the page on the recorded history.

use super::{BADLY, Hindcast, NAME};
use crate::catalogue::Catalogue;
use crate::document::{Cell, Column, Table};
use crate::number::{percent, readable, signed};
use crate::say;
use crate::sensitivity::words::with_unit;
use analysis::validate::held::{Held, Means, areas};

/// The facts outside of the band, then those that the median misses badly.
pub fn missed(words: &Catalogue, hindcast: &Hindcast) -> Table {
    let mut facts: Vec<&Held> = hindcast
        .facts
        .iter()
        .filter(|held| !held.inside || held.misses_by() > BADLY)
        .collect();
    facts.sort_by(|one, other| {
        one.inside
            .cmp(&other.inside)
            .then(other.misses_by().total_cmp(&one.misses_by()))
    });
    Table {
        id: format!("{NAME}-missed"),
        caption: say!(words, "hindcast-missed"),
        rows: facts.into_iter().map(|held| cells(words, held)).collect(),
        columns: fact_columns(words),
        left_out: String::new(),
    }
}

fn fact_columns(words: &Catalogue) -> Vec<Column> {
    vec![
        Column::words(say!(words, "hindcast-id")).defined("hindcast-id"),
        Column::words(say!(words, "hindcast-fact")).defined("hindcast-fact"),
        Column::words(say!(words, "hindcast-band")).defined("hindcast-band"),
        Column::numbers(say!(words, "hindcast-recorded"), "").defined("hindcast-recorded"),
        Column::numbers(say!(words, "hindcast-median"), "").defined("hindcast-median"),
        Column::numbers(say!(words, "hindcast-range"), "").defined("hindcast-range"),
        Column::numbers(say!(words, "hindcast-misses"), say!(words, "hindcast-errors")).defined("hindcast-misses"),
    ]
}

/// Every fact.
pub fn all_facts(words: &Catalogue, hindcast: &Hindcast) -> Table {
    Table {
        id: format!("{NAME}-facts"),
        caption: say!(words, "hindcast-facts"),
        columns: fact_columns(words),
        rows: hindcast.facts.iter().map(|held| cells(words, held)).collect(),
        left_out: String::new(),
    }
}

fn cells(words: &Catalogue, held: &Held) -> Vec<Cell> {
    let [low, middle, high] = held.predicted;
    let unit = held.unit.as_str();
    let verdict = match (held.inside, held.misses_by() > BADLY) {
        (false, _) => say!(words, "hindcast-outside"),
        (true, true) => say!(words, "hindcast-inside_badly"),
        (true, false) => say!(words, "hindcast-is_inside"),
    };
    let range = say!(words, "amount-range", low = readable(low), high = readable(high));
    // Signed: above zero the record lies above the model.
    let misses = held.error / held.full_error();
    vec![
        Cell::words(&held.id).defined(&held.id),
        Cell::words(words.word(&held.what())),
        Cell::words(verdict),
        Cell::number(with_unit(held.recorded, unit), held.recorded),
        Cell::number(with_unit(middle, unit), middle),
        Cell::number(range, if held.is_log { high / low } else { high - low }),
        Cell::number(signed(misses), misses),
    ]
}

/// How well each area is met, and `all` of them together.
pub fn by_area(words: &Catalogue, hindcast: &Hindcast, all: &Means) -> Table {
    let cells = |name: String, means: &Means| {
        let number = |value: f64| match value.is_finite() {
            true => Cell::number(readable(value), value),
            false => Cell::words(""),
        };
        vec![
            Cell::words(name),
            Cell::number(means.facts.to_string(), means.facts as f64),
            Cell::number(percent(means.inside_share()), means.inside_share()),
            number(means.relative_width),
            number(means.crps),
            Cell::number(means.compared.to_string(), means.compared as f64),
            number(means.crps_compared),
            number(means.crps_naive),
            number(means.skill),
        ]
    };
    let areas = areas(&hindcast.facts).into_iter().map(|area| {
        let facts = hindcast.facts.iter().filter(|held| held.area == area);
        cells(area.to_owned(), &Means::of(facts))
    });
    Table {
        id: format!("{NAME}-areas"),
        caption: say!(words, "hindcast-by_area"),
        columns: vec![
            Column::words(say!(words, "hindcast-area")).defined("hindcast-area"),
            Column::numbers(say!(words, "hindcast-number"), "").defined("hindcast-number"),
            Column::numbers(say!(words, "hindcast-inside_share"), "").defined("hindcast-inside_share"),
            Column::numbers(say!(words, "hindcast-width"), say!(words, "story-times")).defined("hindcast-width"),
            Column::numbers(say!(words, "hindcast-crps"), "").defined("hindcast-crps"),
            Column::numbers(say!(words, "hindcast-compared"), "").defined("hindcast-compared"),
            Column::numbers(say!(words, "hindcast-crps_model"), "").defined("hindcast-crps_model"),
            Column::numbers(say!(words, "hindcast-crps_naive"), "").defined("hindcast-crps_naive"),
            Column::numbers(say!(words, "hindcast-skill"), "").defined("hindcast-skill"),
        ],
        rows: areas.chain([cells(say!(words, "hindcast-all_areas"), all)]).collect(),
        left_out: String::new(),
    }
}
