//! `detente params`: the parameter cards as a table or as JSON.

use clap::Args;
use detente::error::{Error, Result, nearest};
use detente::scenario::cards::{Card, Distribution, distribution_text};
use serde_json::{Map, Value, json};

use super::request::ScenarioArguments;
use super::screen;
use super::search::Query;

#[derive(Debug, Args)]
pub struct Arguments {
    /// Show only cards with this text in their key, meaning or source, or that mean what it says (H200, electricity).
    pattern: Option<String>,
    /// Take the cards as this scenario has them, by name or path.
    #[arg(long, default_value = "baseline", value_name = "NAME")]
    scenario: String,
    /// Apply a worldview, by name or path; may be given several times.
    #[arg(long = "worldview", value_name = "NAME")]
    worldviews: Vec<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let scenario = ScenarioArguments::with_worldviews(&arguments.scenario, &arguments.worldviews).load(None)?;
    let cards = &scenario.cards.cards;
    let pattern = arguments.pattern.as_deref().unwrap_or_default().to_lowercase();
    let matches = |card: &&Card| {
        [&card.key, &card.meaning, &card.source]
            .into_iter()
            .any(|text| text.to_lowercase().contains(&pattern))
    };
    let mut shown: Vec<&Card> = cards.iter().filter(matches).collect();
    if shown.is_empty() {
        // None says so; some may mean it.
        let all = cards.iter().collect();
        shown = Query::of(&pattern).best(all, |card| format!("{} {}", card.key, card.meaning));
    }
    if shown.is_empty() {
        let hint = nearest(&pattern, cards.iter().map(|card| card.key.as_str()))
            .map_or(String::new(), |near| format!("; did you mean `{near}`?"));
        return Err(Error::Usage(format!(
            "no parameter has `{pattern}` in its key, meaning or source{hint} (`detente list WORD` looks through levers and metrics too)"
        )));
    }
    screen::print(&if arguments.json {
        as_json(&shown)
    } else {
        as_table(&shown)
    })
}

/// Heads of the table of cards.
pub const HEADER: [&str; 6] = ["key", "value or distribution", "unit", "grade", "source", "meaning"];

/// A card as a row of it.
pub fn row(card: &Card) -> Vec<String> {
    vec![
        card.key.clone(),
        distribution_text(&card.distribution),
        card.unit.clone(),
        card.pedigree.letter().to_owned(),
        card.source.clone(),
        card.meaning.clone(),
    ]
}

fn as_table(cards: &[&Card]) -> String {
    let rows: Vec<Vec<String>> = cards.iter().map(|card| row(card)).collect();
    screen::table(&HEADER, &rows)
}

fn as_json(cards: &[&Card]) -> String {
    let cards: Vec<Value> = cards
        .iter()
        .map(|card| {
            json!({
                "key": card.key,
                "unit": card.unit,
                "meaning": card.meaning,
                "source": card.source,
                "pedigree": card.pedigree.letter(),
                "distribution": distribution(&card.distribution),
            })
        })
        .collect();
    format!("{:#}\n", Value::from(cards))
}

fn distribution(distribution: &Distribution) -> Value {
    let mut fields = Map::new();
    fields.insert("kind".to_owned(), json!(distribution.kind().replace("value", "fixed")));
    match distribution {
        Distribution::Fixed(value) => {
            fields.insert("value".to_owned(), json!(value));
        }
        Distribution::Discrete { values, weights } => {
            fields.insert("values".to_owned(), json!(values));
            fields.insert("weights".to_owned(), json!(weights));
        }
        other => fields.extend(
            other
                .numbers()
                .iter()
                .map(|&(name, number)| (name.to_owned(), json!(number))),
        ),
    }
    Value::Object(fields)
}
