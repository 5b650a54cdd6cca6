//! The first screen of a result: the question, three findings, how sure they are, what would turn them.

use super::{adaptation, comparison, discovery, game, robustness, run, sensitivity, sweep, value};
use crate::error::Result;
use crate::model::metrics::Metric;
use crate::report::catalogue::Catalogue;
use crate::report::document::{Block, Finding, Inline, Order};
use crate::report::finished::Finished;
use crate::report::manifest::{ExperimentRecord, Subject};
use crate::say;

/// How many findings a first screen has.
pub const FINDINGS: usize = 3;

/// A first screen in pieces.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Screen {
    pub question: Vec<Inline>,
    /// Names that the findings use, and what they stand for.
    pub names: Vec<(String, Vec<Inline>)>,
    /// At most [`FINDINGS`], the most important first.
    pub findings: Vec<Finding>,
    /// How sure they are, point by point.
    pub sure: Vec<Vec<Inline>>,
    /// What would turn them, point by point.
    pub turns: Vec<Vec<Inline>>,
}

impl Screen {
    /// That of a result; `metric` is the one that was asked for, if any.
    ///
    /// # Errors
    /// A table of the result cannot be read.
    pub fn of(words: &Catalogue, result: &Finished, metric: Option<Metric>) -> Result<Self> {
        match &result.manifest.subject {
            Subject::Run(record) => run::screen(words, result, record, metric),
            Subject::Comparison(record) => comparison::screen(words, result, record, metric),
            Subject::Sweep(record) => sweep::screen(words, result, record, metric),
            Subject::Sensitivity(record) => sensitivity::screen(words, result, record, metric),
            Subject::Adaptation(record) => adaptation::screen(words, result, record),
            Subject::Game(record) => game::screen(words, result, record),
            Subject::Robustness(record) => robustness::screen(words, result, record, metric),
            Subject::Discovery(record) => discovery::screen(words, result, record),
            Subject::Value(record) => value::screen(words, result, record),
            // What was found is said by the page on the recorded history.
            Subject::Validation(_) => Ok(Self {
                question: vec![Inline::Text(say!(words, "history.question"))],
                ..Self::default()
            }),
        }
    }

    /// The blocks that show it.
    pub fn blocks(self, words: &Catalogue) -> Vec<Block> {
        let mut blocks = vec![Block::Paragraph(
            std::iter::once(Inline::Strong(say!(words, "screen.question")))
                .chain(std::iter::once(Inline::Text(" ".to_owned())))
                .chain(self.question)
                .collect(),
        )];
        if !self.names.is_empty() {
            blocks.push(Block::Facts(self.names));
        }
        blocks.extend(self.findings.into_iter().map(Block::Finding));
        for (heading, points) in [
            (say!(words, "screen.sure"), self.sure),
            (say!(words, "screen.turns"), self.turns),
        ] {
            if !points.is_empty() {
                blocks.push(Block::Paragraph(vec![Inline::Strong(heading)]));
                blocks.push(Block::List(Order::Free, points));
            }
        }
        blocks
    }
}

/// A point of one sentence.
pub fn point(sentence: String) -> Vec<Inline> {
    vec![Inline::Text(sentence)]
}

/// A finding of two sentences at most.
pub fn finding(headline: String, sentence: String) -> Finding {
    Finding {
        headline,
        sentences: vec![Inline::Text(sentence)],
    }
}

/// What every experiment says about its worlds.
pub fn worlds(words: &Catalogue, worlds: u64, failed: u64) -> Vec<Vec<Inline>> {
    let mut points = vec![point(say!(words, "screen.worlds", count = worlds))];
    if failed > 0 {
        points.push(point(say!(words, "screen.failed", count = failed)));
    }
    points
}

/// What the names of scenarios stand for, where there are few of them.
pub fn names(record: &ExperimentRecord) -> Vec<(String, Vec<Inline>)> {
    const MOST: usize = 10;
    let cases = record.cases.iter().filter(|case| case.name != case.title);
    let names: Vec<_> = cases
        .map(|case| (case.name.clone(), vec![Inline::Data(case.title.clone())]))
        .collect();
    if names.len() > MOST { Vec::new() } else { names }
}
