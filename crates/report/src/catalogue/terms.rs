//! Words of the data that reports show: names, meanings and units that the model, its cards and its tables have in English.

use std::collections::BTreeSet;

use crate::adapt;
use crate::chapters::sources;
use crate::compare::tables::EFFECT_COLUMNS;
use crate::dictionary::{EVENT_COLUMNS, EVENT_KINDS, RUN_COLUMN, TRAJECTORY_COLUMNS};
use crate::headlines::title_of;
use crate::number::spaced;
use crate::precision::{CONVERGENCE_COLUMNS, PRECISION_COLUMNS};
use crate::sensitivity::dictionary::{INPUT_COLUMNS, MORRIS_COLUMNS, SOBOL_COLUMNS, TORNADO_COLUMNS};
use crate::sweep;
use crate::validation::unit_in_words;
use analysis::facts::FactSet;
use analysis::robust::criteria::Criterion;
use analysis::sweep::design::{Design, Method};
use engine::model::metrics::Metric;
use engine::model::series::Series;
use engine::scenario::agents::Agent;
use engine::scenario::cards::CardSet;
use engine::scenario::levers::Lever;
use engine::scenario::load::cards::read_cards;
use engine::scenario::shipped::parameters;
use engine::scenario::triggers::Observable;
use results::column::Schema;

/// Words that stand in cells of tables and as sources.
const CELLS: [&str; 49] = [
    "A game",
    "static",
    "rule 1",
    "rule 2",
    "rule 3",
    "the rules' levers set at once",
    "with 1 rule",
    "with 2 rules",
    "with 3 rules",
    "A sweep",
    "Which policies hold up, and under which views of the world?",
    "best static policy",
    "all parameters",
    "model",
    "set by the design",
    "search",
    "yes",
    "no",
    "never",
    "nobody",
    "not available",
    "times",
    "years",
    "percentage point",
    "percentage points",
    "world",
    "share",
    "year",
    "thousands",
    "survives",
    "turns",
    "same",
    "unknown",
    "more",
    "less",
    "pure",
    "mixed",
    "strict",
    "weak",
    "fixed",
    "uniform",
    "triangular",
    "normal",
    "lognormal",
    "parameter",
    "correlated",
    "everything",
    "all",
    "assumption",
];

/// All of them, in order.
pub fn all() -> BTreeSet<String> {
    let cards = read_cards(&parameters()).expect("a test reads the shipped cards");
    let mut terms = Terms(CELLS.into_iter().map(str::to_owned).collect());
    for agent in Agent::ALL {
        terms.add(agent.name());
        terms.add(agent.in_sentence());
    }
    for metric in Metric::ALL {
        terms.add(metric.meaning());
        terms.unit(metric.unit());
        metric.favours().whom().into_iter().for_each(|whom| terms.add(whom));
        title_of(metric).into_iter().for_each(|title| terms.add(title));
    }
    for series in Series::all() {
        terms.add(series.meaning());
        terms.add(series.brief());
        terms.unit(series.unit());
    }
    for lever in Lever::ALL {
        terms.add(lever.meaning());
        terms.add(lever.brief());
        terms.unit(lever.unit());
    }
    for card in &cards.cards {
        terms.add(&card.meaning);
        terms.unit(&card.unit);
    }
    for observable in Observable::all() {
        terms.unit(observable.quantity.unit());
    }
    for fact in &FactSet::shipped().facts {
        terms.add(&fact.observable.title);
        terms.add(fact.observable.area.key());
        terms.unit(&fact.observable.unit);
        terms.unit(&unit_in_words(&fact.observable.unit));
    }
    sources::all().for_each(|(_, text)| terms.add(&text));
    Criterion::ALL
        .into_iter()
        .for_each(|criterion| terms.add(criterion.meaning()));
    terms.columns(&cards);
    terms.0
}

struct Terms(BTreeSet<String>);

impl Terms {
    fn add(&mut self, term: &str) {
        if term.chars().any(char::is_alphabetic) {
            self.0.insert(term.to_owned());
        }
    }

    /// A unit, unless it is one of the words of dictionaries that stand for none.
    fn unit(&mut self, unit: &str) {
        let is_none = matches!(unit, "text" | "number" | "yes or no" | "date") || unit.starts_with("of ");
        if !is_none {
            self.add(unit);
        }
    }

    fn column(&mut self, name: &str, unit: &str, meaning: &str) {
        self.add(&spaced(name));
        self.unit(unit);
        self.add(meaning);
    }

    /// Heads of the columns of all tables, and what they mean.
    fn columns(&mut self, cards: &CardSet) {
        let lists: [&[(&str, &str, &str)]; 10] = [
            &EFFECT_COLUMNS,
            &TRAJECTORY_COLUMNS,
            &EVENT_COLUMNS,
            &EVENT_KINDS,
            &[RUN_COLUMN],
            &PRECISION_COLUMNS,
            &CONVERGENCE_COLUMNS,
            &SOBOL_COLUMNS,
            &MORRIS_COLUMNS,
            &TORNADO_COLUMNS,
        ];
        for (name, unit, meaning) in lists.into_iter().flatten().chain(&INPUT_COLUMNS) {
            self.column(name, unit, meaning);
        }
        let schemas: [&[&Schema]; 4] = [
            &analysis::discover::schema::SCHEMAS,
            &analysis::game::schema::SCHEMAS,
            &analysis::robust::schema::SCHEMAS,
            &analysis::voi::schema::SCHEMAS,
        ];
        for column in schemas.into_iter().flatten().flat_map(|schema| schema.columns.iter()) {
            self.column(&column.name, &column.unit, &column.meaning);
        }
        for [_, name, unit, meaning, _] in adapt::DESCRIBED {
            self.column(name, unit, meaning);
        }
        let nothing = Design::of_rows(Method::Grid, Vec::new(), Vec::new());
        let dictionary = sweep::dictionary::dictionary(&nothing, cards, false).expect("it is written to memory");
        for row in csv::Reader::from_reader(dictionary.as_slice()).into_records().flatten() {
            if &row[0] != sweep::tables::POINTS_CSV {
                self.column(&row[1], &row[2], &row[3]);
            }
        }
    }
}
