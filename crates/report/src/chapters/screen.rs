//! The first screen of a result: the question, three findings, how sure they are, what would turn them.

use super::{adapt, compare, discover, game, robust, run, sensitivity, sweep, voi};
use crate::catalogue::Catalogue;
use crate::document::{Block, Finding, Inline, Order, Weight};
use crate::hindcast::{self, Hindcast};
use crate::number::spaced;
use crate::say;
use analysis::robust::CENTRAL;
use analysis::sweep::NO_POLICY;
use engine::error::Result;
use engine::model::metrics::Metric;
use results::store::manifest::{ExperimentRecord, ResultKind};
use results::store::stored::StoredResult;

/// How many findings a first screen has.
pub const FINDINGS: usize = 3;

/// With fewer worlds under each policy the intervals of means are not to be relied on: the usual bound of the central limit theorem.
pub const ENOUGH_WORLDS: u64 = 30;

/// A first screen in pieces.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Screen {
    pub question: Vec<Inline>,
    /// What must be known before any finding is read.
    pub warning: Option<String>,
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
    pub fn of(words: &Catalogue, result: &StoredResult, metric: Option<Metric>) -> Result<Self> {
        match &result.manifest.kind {
            ResultKind::Run(record) => run::screen(words, result, record, metric),
            ResultKind::Compare(record) => compare::screen(words, result, record, metric),
            ResultKind::Sweep(record) => sweep::screen(words, result, record, metric),
            ResultKind::Sensitivity(record) => sensitivity::screen(words, result, record, metric),
            ResultKind::Adapt(record) => adapt::screen(words, result, record),
            ResultKind::Game(record) => game::screen(words, result, record),
            ResultKind::Robust(record) => robust::screen(words, result, record, metric),
            ResultKind::Discover(record) => discover::screen(words, result, record),
            ResultKind::Voi(record) => voi::screen(words, result, record),
            ResultKind::Validate(_) => Ok(hindcast::screen(words, &Hindcast::read(result)?)),
        }
    }

    /// The blocks that show it.
    pub fn blocks(self, words: &Catalogue) -> Vec<Block> {
        let mut blocks = vec![Block::Paragraph(
            std::iter::once(Inline::Strong(say!(words, "screen-question")))
                .chain(std::iter::once(Inline::Text(" ".to_owned())))
                .chain(self.question)
                .collect(),
        )];
        let warning = self
            .warning
            .map(|text| Block::Notice(Weight::Warning, vec![Inline::Text(text)]));
        blocks.extend(warning);
        if !self.names.is_empty() {
            blocks.push(Block::Facts(self.names));
        }
        blocks.extend(self.findings.into_iter().map(Block::Finding));
        for (heading, points) in [
            (say!(words, "screen-sure"), self.sure),
            (say!(words, "screen-turns"), self.turns),
        ] {
            if !points.is_empty() {
                blocks.push(Block::Paragraph(vec![Inline::Strong(heading)]));
                blocks.push(Block::List(Order::Free, points));
            }
        }
        blocks
    }
}

/// Whether a title says no more than that there is something.
pub fn is_bare(title: &str) -> bool {
    const FEW_WORDS: usize = 3;
    title.split_whitespace().count() < FEW_WORDS
}

/// A title that asks nothing with the question behind it; one of hardly any words gives way to the question.
pub fn with_question(words: &Catalogue, title: &str, question: String) -> String {
    match title {
        title if title.ends_with('?') => title.to_owned(),
        title if is_bare(title) => question,
        title => say!(words, "screen-with_question", title = title, question = question),
    }
}

/// What a case is called in a sentence: by its title, where no other case has the same, else by its name. Of pairs, as a game or a
/// study over worldviews has them, it is the case in which the other side goes on as before.
pub fn called(words: &Catalogue, record: &ExperimentRecord, name: &str) -> String {
    quoted(words, name, title_of(record, name))
}

/// The same of what stands second in a pair: a strategy of China, or a worldview.
pub fn called_second(words: &Catalogue, record: &ExperimentRecord, name: &str) -> String {
    quoted(words, name, title_of_second(record, name))
}

fn quoted(words: &Catalogue, name: &str, title: Option<&str>) -> String {
    title.map_or_else(|| spaced(name), |title| say!(words, "screen-called", title = title))
}

/// The title of a case, or of the first of a pair, that no other has.
pub fn title_of<'a>(record: &'a ExperimentRecord, name: &str) -> Option<&'a str> {
    let first = record.cases.first().and_then(|case| case.name.split_once(PAIRED));
    match first {
        Some((_, plain)) if is_plain(plain) => title_of_case(record, &format!("{name}{PAIRED}{plain}")),
        Some(_) => None,
        None => title_of_case(record, name),
    }
}

/// The title of the second of a pair that no other has; none of one that changes nothing.
pub fn title_of_second<'a>(record: &'a ExperimentRecord, name: &str) -> Option<&'a str> {
    let first = record.cases.first().and_then(|case| case.name.split_once(PAIRED));
    match first {
        Some((plain, _)) if is_plain(plain) && !is_plain(name) => {
            title_of_case(record, &format!("{plain}{PAIRED}{name}"))
        }
        _ => None,
    }
}

/// Between both names of a pair.
pub const PAIRED: &str = " / ";

/// Whether a strategy or a worldview changes nothing, so that the title of a pair with it is that of the other.
fn is_plain(name: &str) -> bool {
    matches!(name, NO_POLICY | CENTRAL)
}

/// The title of a case that no other has.
fn title_of_case<'a>(record: &'a ExperimentRecord, name: &str) -> Option<&'a str> {
    let title = record.cases.iter().find(|case| case.name == name)?.title.as_str();
    let as_often = record.cases.iter().filter(|case| case.title == title).count();
    (as_often == 1 && !title.is_empty()).then_some(title)
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

/// The finding with the definition of the outcome that it is about, if it is about one, one click away.
pub fn about(mut finding: Finding, metric: impl Into<Option<Metric>>) -> Finding {
    let Some(metric) = metric.into() else { return finding };
    finding.sentences.push(Inline::Text(" ".to_owned()));
    finding.sentences.push(Inline::Term {
        key: metric.key().to_owned(),
        text: String::new(),
    });
    finding
}

/// The warning that `each` worlds under every policy are too few; none where they are enough or not known.
pub fn too_few(words: &Catalogue, each: u64) -> Option<String> {
    (1..ENOUGH_WORLDS)
        .contains(&each)
        .then(|| say!(words, "screen-too_few", count = each, least = ENOUGH_WORLDS.to_string()))
}

/// What every experiment says about its worlds.
pub fn worlds(words: &Catalogue, worlds: u64, failed: u64) -> Vec<Vec<Inline>> {
    let mut points = vec![point(say!(words, "screen-worlds", count = worlds))];
    if failed > 0 {
        points.push(point(say!(words, "screen-failed", count = failed)));
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

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::catalogue::english;
    use results::store::manifest::CaseRecord;

    /// An experiment of cases with names and titles, of a hundred worlds each.
    pub fn record(cases: &[(&str, &str)]) -> ExperimentRecord {
        let case = |(name, title): &(&str, &str)| CaseRecord {
            name: (*name).to_owned(),
            title: (*title).to_owned(),
            scenario_toml: String::new(),
            parameters_toml: None,
        };
        ExperimentRecord {
            title: "A game".to_owned(),
            findings: Vec::new(),
            worlds: 100 * cases.len() as u64,
            failed: 0,
            cases: cases.iter().map(case).collect(),
            parameters_toml: String::new(),
            specification: String::new(),
        }
    }

    /// What a finding says, headline and sentences.
    pub fn text_of(finding: &Finding) -> String {
        let sentences = finding.sentences.iter().map(|piece| match piece {
            Inline::Text(text) | Inline::Data(text) | Inline::Strong(text) => text.as_str(),
            _ => "",
        });
        format!("{} | {}", finding.headline, sentences.collect::<String>())
    }

    #[test]
    fn cases_are_called_by_their_titles_where_these_tell_them_apart() {
        let words = english();
        let plain = record(&[("baseline", "Baseline"), ("treaty", "A treaty"), ("half", "Baseline")]);
        assert_eq!(called(words, &plain, "treaty"), "“A treaty”");
        assert_eq!(called(words, &plain, "half"), "half", "two cases have this title");
        let pairs = record(&[
            ("none / none", "Baseline"),
            ("none / mandate_off", "China: no mandate"),
            ("no_controls / none", "No controls"),
            ("no_controls / mandate_off", "No controls; China: no mandate"),
        ]);
        assert_eq!(called(words, &pairs, "no_controls"), "“No controls”");
        assert_eq!(called_second(words, &pairs, "mandate_off"), "“China: no mandate”");
        assert_eq!(called_second(words, &pairs, "none"), "none");
        let mixed = record(&[("treaty / mandate_off", "A treaty; China: no mandate")]);
        assert_eq!(called(words, &mixed, "treaty"), "treaty", "the title is that of both");
    }

    #[test]
    fn a_title_that_asks_nothing_is_followed_by_a_question_or_gives_way_to_it() {
        let words = english();
        let with = |title: &str| with_question(words, title, "What holds?".to_owned());
        assert_eq!(with("Do controls pay?"), "Do controls pay?");
        assert_eq!(with("A game"), "What holds?");
        assert_eq!(with("Push against restraint"), "Push against restraint. What holds?");
    }

    #[test]
    fn few_worlds_are_warned_of() {
        let words = english();
        assert!(too_few(words, 3).is_some_and(|text| text.contains("Too few worlds: with 3, and below 30")));
        assert!(too_few(words, 1).is_some_and(|text| text.contains("1 world shows no spread")));
        assert_eq!((too_few(words, ENOUGH_WORLDS), too_few(words, 0)), (None, None));
    }
}
