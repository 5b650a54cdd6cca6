//! Words of the data that reports show: names, meanings and units that the model, its cards and its tables have in English, and what
//! shipped configurations say of themselves, each under the name that a language file has for it.

use std::collections::{BTreeMap, BTreeSet};

use crate::chapters::sources;
use crate::number::spaced;
use analysis::compare::schema as compare;
use analysis::facts::FactSet;
use analysis::observables::unit_in_words;
use analysis::robust::criteria::Criterion;
use analysis::run::schema as run;
use analysis::sensitivity::schema as sensitivity;
use analysis::sweep::design::{Design, Method};
use analysis::sweep::schema as sweep;
use analysis::titles::title_of_fixed;
use charts::MAGNITUDES;
use engine::model::metrics::Metric;
use engine::model::series::Series;
use engine::scenario::agents::Agent;
use engine::scenario::cards::CardSet;
use engine::scenario::dated::{key_of, main};
use engine::scenario::levers::Lever;
use engine::scenario::load::Kind;
use engine::scenario::load::cards::read_cards;
use engine::scenario::load::files::About;
use engine::scenario::named_events::NamedEvent;
use engine::scenario::shipped::{of_kind, parameters};
use engine::scenario::triggers::Observable;
use results::column::{Column, Schema};
use results::message::DataWord;

/// Words that stand in cells of tables and as sources.
const CELLS: [&str; 50] = [
    "under 0.1 %",
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

/// All of them; words that are the same in English have one name, the first.
pub fn all() -> Vec<DataWord> {
    let cards = read_cards(&parameters()).expect("a test reads the shipped cards");
    let mut words = DataWords::default();
    for agent in Agent::ALL {
        let message = format!("agent-{}", agent.key());
        words.add(&message, "", agent.name());
        words.add(&message, "in_sentence", agent.in_sentence());
    }
    for metric in Metric::ALL {
        let message = format!("metric-{}", metric.key());
        title_of_fixed(metric)
            .into_iter()
            .for_each(|title| words.add(&message, "", title));
        words.add(&message, "meaning", metric.meaning());
        words.unit(metric.unit());
        let whom = metric.favours().whom();
        whom.into_iter().for_each(|whom| words.named("word", whom));
    }
    for series in Series::all() {
        let message = format!("series-{}-{}", series.agent_key(), series.key());
        words.add(&message, "", series.brief());
        words.add(&message, "meaning", series.meaning());
        words.unit(series.unit());
    }
    for series in Series::all() {
        if let Some((title, what)) = main(series) {
            let message = format!("dated-{}", key_of(series));
            words.add(&message, "", title);
            words.add(&message, "meaning", what);
        }
    }
    for lever in Lever::ALL {
        let message = format!("lever-{}", lever.key());
        words.add(&message, "", lever.brief());
        words.add(&message, "meaning", lever.meaning());
        words.unit(lever.unit());
    }
    for event in NamedEvent::ALL {
        words.add(&format!("event-{}", event.key()), "", event.meaning());
    }
    for card in &cards.cards {
        words.add(&format!("parameter-{}", card.key), "", &card.meaning);
        words.unit(&card.unit);
    }
    for observable in Observable::all() {
        let quantity = observable.quantity;
        words.add(&format!("observable-{}", quantity.key()), "", quantity.meaning());
        words.unit(quantity.unit());
    }
    for fact in &FactSet::shipped().facts {
        let observable = &fact.observable;
        words.add(&format!("fact-{}", observable.name), "", &observable.title);
        words.named("area", observable.area.key());
        words.unit(&observable.unit);
        words.unit(&unit_in_words(&observable.unit));
    }
    for (key, text) in sources::all() {
        words.add(&format!("source-{key}"), "", &text);
        let last = words.all.last_mut().filter(|word| word.english == text);
        last.into_iter()
            .for_each(|word| word.is_citation = sources::is_citation(key));
    }
    words.configurations();
    for criterion in Criterion::ALL {
        words.add(
            &format!("criterion_meaning-{}", criterion.key()),
            "",
            criterion.meaning(),
        );
    }
    words.columns(&cards);
    CELLS
        .into_iter()
        .chain(MAGNITUDES)
        .for_each(|word| words.named("word", word));
    words.all
}

/// The part of a language file that has them, in English.
pub fn template() -> String {
    let all = all();
    let mut messages: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    for word in &all {
        let (message, attribute) = word.key.split_once('.').unwrap_or((&word.key, ""));
        messages.entry(message).or_default().insert(attribute, &word.english);
    }
    let mut text =
        "## Words of the data: names, meanings and units of outcomes, series, levers, parameters and columns, and texts of configurations.\n\n"
            .to_owned();
    for (message, words) in messages {
        text.push_str(&format!("{message} ="));
        for (attribute, english) in words {
            let opens = match attribute {
                "" => String::new(),
                attribute => format!("\n    .{attribute} ="),
            };
            text.push_str(&format!("{opens} {}", in_fluent(english)));
        }
        text.push('\n');
    }
    text
}

/// A text as it stands in Fluent's syntax, in which braces open what is filled in.
fn in_fluent(text: &str) -> String {
    let mut written = String::new();
    for letter in text.chars() {
        match letter {
            '{' | '}' => written.push_str(&format!("{{ \"{letter}\" }}")),
            letter => written.push(letter),
        }
    }
    written
}

/// A text whose lines end where the file that it is from breaks them.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as a name of Fluent's, which has letters, digits, hyphens and underscores.
fn in_name(text: &str) -> String {
    let is_in_names = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let pieces = text.split(|letter: char| !is_in_names(letter));
    pieces.filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join("-")
}

#[derive(Default)]
struct DataWords {
    all: Vec<DataWord>,
    keys: BTreeSet<String>,
    english: BTreeSet<String>,
}

impl DataWords {
    /// A word under the name of a message, or of an attribute of one, with a number behind it where another has that name.
    fn add(&mut self, message: &str, attribute: &str, english: &str) {
        if !english.chars().any(char::is_alphabetic) || !self.english.insert(english.to_owned()) {
            return;
        }
        let message = in_name(message);
        let key = match attribute {
            "" => message,
            attribute => format!("{message}.{attribute}"),
        };
        let mut free = key.clone();
        let mut count = 1;
        while !self.keys.insert(free.clone()) {
            count += 1;
            free = format!("{key}-{count}");
        }
        self.all.push(DataWord {
            key: free,
            english: english.to_owned(),
            is_citation: false,
        });
    }

    /// A word that is named by what it is in English.
    fn named(&mut self, kind: &str, english: &str) {
        self.add(&format!("{kind}-{english}"), "", english);
    }

    /// A unit, unless it is one of the words of dictionaries that stand for none.
    fn unit(&mut self, unit: &str) {
        let is_none = matches!(unit, "text" | "number" | "yes or no" | "date") || unit.starts_with("of ");
        if !is_none {
            self.named("unit", unit);
        }
    }

    /// What policies, worldviews, sweeps, games and the scenario that come with the program are called, and what they say of themselves.
    fn configurations(&mut self) {
        for kind in [Kind::Scenario, Kind::Policy, Kind::Worldview, Kind::Sweep, Kind::Game] {
            for file in of_kind(kind) {
                let about = About::read(&file.source()).expect("a test reads the shipped files");
                let message = format!("{}-{}", kind.word(), file.name);
                self.add(&message, "", &spaced(file.name));
                self.add(&message, "title", &about.title);
                self.add(&message, "description", &on_one_line(&about.description));
            }
        }
    }

    fn column(&mut self, column: &Column) {
        let message = format!("column-{}", column.name);
        self.add(&message, "", &spaced(&column.name));
        self.add(&message, "meaning", &column.meaning);
        self.unit(&column.unit);
    }

    fn schema(&mut self, schema: &Schema) {
        schema.columns.iter().for_each(|column| self.column(column));
    }

    /// Heads of the columns of all tables, and what they mean.
    fn columns(&mut self, cards: &CardSet) {
        let fixed: [&[&Schema]; 7] = [
            &analysis::discover::schema::SCHEMAS,
            &analysis::explain::schema::SCHEMAS,
            &analysis::game::schema::SCHEMAS,
            &analysis::robust::schema::SCHEMAS,
            &analysis::condition::schema::SCHEMAS,
            &analysis::score::schema::SCHEMAS,
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
