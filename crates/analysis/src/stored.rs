//! What the columns of a stored table are, whichever study wrote it.

use crate::study::Kind;
use crate::{
    adapt, compare, condition, discover, explain, game, robust, run, score, sensitivity, sweep, validate, voi,
};
use results::column::Schema;

/// The table of this name of a result of this kind, as a reader takes it; `head` is the first line of the file. `None` if such a result
/// has no such table.
pub fn schema(kind: Kind, file: &str, head: &str) -> Option<Schema> {
    let among = |schemas: &[&Schema]| {
        schemas
            .iter()
            .find(|schema| schema.name() == file)
            .map(|&one| one.clone())
    };
    let found = |schemas: Vec<Schema>| schemas.into_iter().find(|schema| schema.name() == file);
    match kind {
        Kind::Run => run::schema::stored(file, head),
        Kind::Compare => found(compare::schema::schemas(&run::schema::dates_in(head)).into()),
        Kind::Sweep => sweep::schema::stored(file, head),
        Kind::Sensitivity => sensitivity::schema::stored(file, head),
        Kind::Robust => among(&robust::schema::SCHEMAS),
        Kind::Game => among(&game::schema::SCHEMAS),
        Kind::Discover => among(&discover::schema::SCHEMAS),
        Kind::Explain => among(&explain::schema::SCHEMAS),
        Kind::Voi => among(&voi::schema::SCHEMAS),
        Kind::Adapt => found(adapt::schema::schemas("of the metric").into()),
        Kind::Validate => among(&[
            &validate::schema::VALIDATION,
            &validate::schema::ACCOUNTS_TABLE,
            &validate::schema::SANITY_TABLE,
            &validate::schema::PUBLISHED,
        ]),
        Kind::Condition => among(&condition::schema::SCHEMAS),
        Kind::Score => among(&score::schema::SCHEMAS),
    }
}
