//! What the claims of all studies have in common: what they are made of, and what is said of every set of worlds.

use std::collections::BTreeMap;

use engine::model::metrics::Metric;
use engine::scenario::levers::Lever;
use results::claim::{Claim, Role};
use results::column::Schema;
use results::message;
use results::message::{Message, Text};
use results::table::{Row, Table};

use crate::titles::sentences;

/// How many findings stand first.
pub const FINDINGS: usize = 3;

/// With fewer worlds under each policy the intervals of means are not to be relied on: the usual bound of the central limit theorem.
pub const ENOUGH_WORLDS: u64 = 30;

/// The tables of a result that claims are made of: as the study made them, or as its folder has them.
#[derive(Debug, Clone, Default)]
pub struct Tables(Vec<Table>);

impl Tables {
    /// These tables.
    pub const fn new(tables: Vec<Table>) -> Self {
        Self(tables)
    }

    /// The table of this name, if the result has it.
    pub fn table(&self, file: &str) -> Option<&Table> {
        self.0.iter().find(|table| table.schema.name() == file)
    }

    /// The rows of a table; none where the result does not have it.
    pub fn rows<'a>(&'a self, file: &str) -> impl Iterator<Item = Row<'a>> + Clone + use<'a> {
        self.table(file).into_iter().flat_map(Table::iter)
    }

    /// The same of the table with this schema.
    pub fn of<'a>(&'a self, schema: &Schema) -> impl Iterator<Item = Row<'a>> + Clone + use<'a> {
        self.rows(schema.name())
    }
}

/// A scenario of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub name: String,
    pub title: String,
}

/// A result, as claims are made of it.
#[derive(Debug, Clone, Default)]
pub struct Subject {
    /// What was asked, in the words of whoever asked.
    pub title: String,
    /// The specification of the experiment; empty where the command says it all.
    pub specification: String,
    /// The scenarios, the reference first.
    pub cases: Vec<Named>,
    /// Simulations, over all scenarios and settings.
    pub worlds: u64,
    /// Those that failed.
    pub failed: u64,
    /// Whether simulations were made to agree with the record, so that their meeting it says little.
    pub knows_record: bool,
    /// The last month of the reference, such as `2040-12`.
    pub last_month: String,
    pub tables: Tables,
    /// The text of the policy that was found, where the result has one.
    pub policy: String,
    /// The outcomes that come first; each study has its own where none is named.
    pub outcomes: Vec<Metric>,
    /// What each parameter means, by its key.
    pub meanings: BTreeMap<String, String>,
    /// Settings that change nothing: the policy, and the key of the setting.
    pub notes: Vec<[String; 2]>,
}

impl Subject {
    /// Simulations of each scenario.
    pub fn worlds_each(&self) -> u64 {
        self.worlds / (self.cases.len() as u64).max(1)
    }

    /// What a parameter or a lever means; its key where that is not known.
    pub fn meaning<'a>(&'a self, key: &'a str) -> &'a str {
        let lever = || Lever::from_key(key).map(Lever::brief);
        self.meanings.get(key).map(String::as_str).or_else(lever).unwrap_or(key)
    }

    /// The outcome that comes first, if one was asked for.
    pub fn outcome(&self) -> Option<Metric> {
        self.outcomes.first().copied()
    }

    /// How much was simulated, and what failed.
    pub fn size(&self) -> Vec<Claim> {
        let mut claims = vec![caveat(match self.cases.len() {
            0 | 1 => message!("claim-simulations", count = self.worlds),
            cases => message!("claim-simulations_each", count = self.worlds_each(), cases = cases),
        })];
        claims.extend(self.failures());
        claims
    }

    /// How many simulations failed, if any did.
    pub fn failures(&self) -> Option<Claim> {
        (self.failed > 0).then(|| Claim::new(Role::Precision, message!("claim-failed", count = self.failed)))
    }

    /// The warning that so many simulations under every policy are too few; none where they are enough or not known.
    pub fn too_few(&self, each: u64) -> Option<Claim> {
        let least = ENOUGH_WORLDS;
        (1..least).contains(&each).then(|| {
            Claim::new(
                Role::Warning,
                message!("claim-too_few", count = each, least = least.to_string()),
            )
        })
    }
}

/// A question, and what the study says to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub question: Text,
    /// In the order in which they are read: warnings, findings, caveats, tipping points.
    pub claims: Vec<Claim>,
}

/// A finding with what stands behind it.
pub fn finding(headline: Message, detail: impl IntoIterator<Item = Message>) -> Claim {
    Claim {
        detail: sentences(detail),
        ..Claim::new(Role::Finding, headline)
    }
}

/// How sure something is, or what must be known.
pub fn caveat(sentence: Message) -> Claim {
    Claim::new(Role::Caveat, sentence)
}

/// What would change it.
pub fn tipping_point(sentence: Message) -> Claim {
    Claim::new(Role::TippingPoint, sentence)
}

/// The title where that is a question, else the question; a title of hardly any words gives way to it.
pub fn with_question(title: &str, question: Message) -> Text {
    match title {
        title if title.ends_with('?') => title.into(),
        title if is_bare(title) => question.into(),
        title => message!("screen-with_question", title = title, question = question).into(),
    }
}

/// Whether a title says no more than that there is something.
pub fn is_bare(title: &str) -> bool {
    const FEW_WORDS: usize = 3;
    title.split_whitespace().count() < FEW_WORDS
}

/// The different words of a column, in their order.
pub fn distinct<'a>(rows: impl Iterator<Item = Row<'a>>, column: &str) -> Vec<&'a str> {
    let mut names = Vec::new();
    for row in rows {
        let name = row.text(column);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
