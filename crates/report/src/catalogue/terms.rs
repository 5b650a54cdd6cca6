//! Words of the data that reports show: names, meanings and units that the model, its cards and its tables have in English.

use std::collections::BTreeSet;

use crate::chapters::sources;
use crate::headlines::title_of;
use crate::number::spaced;
use crate::validation::unit_in_words;
use analysis::compare::schema as compare;
use analysis::facts::FactSet;
use analysis::robust::criteria::Criterion;
use analysis::run::schema as run;
use analysis::sensitivity::schema as sensitivity;
use analysis::sweep::design::{Design, Method};
use analysis::sweep::schema as sweep;
use engine::model::metrics::Metric;
use engine::model::series::Series;
use engine::scenario::agents::Agent;
use engine::scenario::cards::CardSet;
use engine::scenario::levers::Lever;
use engine::scenario::load::cards::read_cards;
use engine::scenario::shipped::parameters;
use engine::scenario::triggers::Observable;
use results::column::{Column, Schema};

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

    fn column(&mut self, column: &Column) {
        self.add(&spaced(&column.name));
        self.unit(&column.unit);
        self.add(&column.meaning);
    }

    fn schema(&mut self, schema: &Schema) {
        schema.columns.iter().for_each(|column| self.column(column));
    }

    /// Heads of the columns of all tables, and what they mean.
    fn columns(&mut self, cards: &CardSet) {
        let fixed: [&[&Schema]; 4] = [
            &analysis::discover::schema::SCHEMAS,
            &analysis::game::schema::SCHEMAS,
            &analysis::robust::schema::SCHEMAS,
            &analysis::voi::schema::SCHEMAS,
        ];
        let sensitivity = [
            &sensitivity::SOBOL,
            &sensitivity::MORRIS,
            &sensitivity::TORNADO,
            &sensitivity::INPUTS,
        ];
        let run = [
            &run::TRAJECTORIES,
            &run::EVENTS,
            &run::PRECISION,
            &run::CONVERGENCE,
            &compare::EFFECTS,
        ];
        for schema in fixed.into_iter().flatten().copied().chain(sensitivity).chain(run) {
            self.schema(schema);
        }
        analysis::adapt::schema::schemas("text")
            .iter()
            .for_each(|schema| self.schema(schema));
        let nothing = Design::of_rows(Method::Grid, Vec::new(), Vec::new());
        for schema in [sweep::design(&nothing, cards), sweep::results()] {
            self.schema(&schema);
        }
        self.column(&run::RUN);
        for [name, unit, meaning] in run::EVENT_KINDS {
            self.column(&Column::number(name, unit, meaning));
        }
    }
}
