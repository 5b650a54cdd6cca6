//! What is said of a result, at two depths. The first page has the answer, a chart, three points, how sure they are and how they were made;
//! behind it stands everything.

use crate::answers;
use crate::catalogue::Catalogue;
use crate::compare;
use crate::document::{Block, Finding, Inline, Order, Weight};
use crate::say;
use analysis::claims::{Answer, FINDINGS};
use analysis::titles;
use engine::model::metrics::Metric;
use error::Result;
use results::claim::{Claim, Role};
use results::store::manifest::{ExperimentRecord, ResultKind};
use results::store::stored::StoredResult;

use super::case_names::PAIRED;
use super::influence;

/// Points of a first page beside its answer.
const POINTS: usize = 3;

/// A summary in pieces.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    pub question: Vec<Inline>,
    /// The one sentence that a reader takes away, with what stands behind it.
    pub answer: Option<Finding>,
    /// What else belongs on a first page, three at most.
    pub points: Vec<Vec<Inline>>,
    /// What must be known before any finding is read.
    pub warnings: Vec<String>,
    /// Names that the findings use, and what they stand for.
    pub names: Vec<(String, Vec<Inline>)>,
    /// All answers by the question that they belong to.
    pub answers: Vec<(String, Vec<Vec<Inline>>)>,
    /// Tables of the answer.
    pub tables: Vec<Block>,
    /// At most [`FINDINGS`], the most important first, without that which is the answer.
    pub findings: Vec<Finding>,
    /// How sure they are, point by point.
    pub caveats: Vec<Vec<Inline>>,
    /// What would change them, point by point.
    pub tipping_points: Vec<Vec<Inline>>,
}

impl Summary {
    /// That of a result; `metric` is the one that was asked for, if any.
    ///
    /// # Errors
    /// A table of the result cannot be read.
    pub fn of(words: &Catalogue, result: &StoredResult, metric: Option<Metric>) -> Result<Self> {
        let outcomes: Vec<Metric> = metric.into_iter().collect();
        let (subject, answer) = answers::of_result(result, &outcomes)?;
        let mut summary = Self::of_answer(words, &answer);
        match &result.manifest.kind {
            ResultKind::Run(_) => {
                let main = metric.unwrap_or(analysis::run::claims::MAIN);
                summary.tipping_points.extend(influence::of_run(
                    words,
                    result,
                    main,
                    &words.word(&titles::title(main)),
                ));
            }
            ResultKind::Compare(record) => {
                summary.names = names(words, record);
                summary.tables.push(compare::trade_off_block(words, &subject));
            }
            kind => summary.names = kind.experiment().map(|record| names(words, record)).unwrap_or_default(),
        }
        Ok(summary)
    }

    /// Claims as a page shows them.
    fn of_answer(words: &Catalogue, answer: &Answer) -> Self {
        let of = |role: Role| answer.claims.iter().filter(move |claim| claim.role == role);
        let caveats = answer.claims.iter().filter(|claim| claim.role.is_caveat());
        let mut answers: Vec<(String, Vec<Vec<Inline>>)> = Vec::new();
        for claim in of(Role::Answer) {
            let Some(topic) = claim.topic.as_ref().map(|topic| words.message(topic)) else {
                continue;
            };
            match answers.last_mut().filter(|(last, _)| *last == topic) {
                Some((_, points)) => points.push(point(words, claim)),
                None => answers.push((topic, vec![point(words, claim)])),
            }
        }
        let told: Vec<&Claim> = of(Role::Answer).chain(of(Role::Finding)).collect();
        let first = told.first().copied();
        let is_first = |claim: &&Claim| first.is_some_and(|first| std::ptr::eq(*claim, first));
        let untold = of(Role::Answer).filter(|claim| claim.topic.is_none());
        let findings = untold
            .chain(of(Role::Finding))
            .take(FINDINGS)
            .filter(|claim| !is_first(claim));
        Self {
            answer: first.map(|claim| finding(words, claim)),
            points: points(&told).into_iter().map(|claim| point(words, claim)).collect(),
            question: vec![Inline::Text(words.word(&answer.question))],
            warnings: of(Role::Warning).map(|claim| answers::in_words(words, claim)).collect(),
            answers,
            findings: findings.map(|claim| finding(words, claim)).collect(),
            caveats: caveats.map(|claim| point(words, claim)).collect(),
            tipping_points: of(Role::TippingPoint).map(|claim| point(words, claim)).collect(),
            ..Self::default()
        }
    }

    /// The blocks of the first page, and those of all the rest: `lead` is the chart of the first, `method` says how it was made.
    pub fn depths(self, words: &Catalogue, lead: Option<Block>, method: Vec<Inline>) -> [Vec<Block>; 2] {
        let warnings = self.warnings.into_iter();
        let mut first: Vec<Block> = warnings
            .map(|text| Block::Notice(Weight::Warning, vec![Inline::Text(text)]))
            .collect();
        first.extend(self.answer.map(Block::Finding));
        first.extend(lead);
        if !self.points.is_empty() {
            first.push(Block::List(Order::Free, self.points));
        }
        first.extend(headed(say!(words, "screen-sure"), self.caveats));
        if !method.is_empty() {
            first.push(Block::Paragraph(method));
        }
        let mut rest = vec![Block::Paragraph(
            std::iter::once(Inline::Strong(say!(words, "screen-question")))
                .chain(std::iter::once(Inline::Text(" ".to_owned())))
                .chain(self.question)
                .collect(),
        )];
        let answers = self.answers.into_iter();
        rest.extend(answers.flat_map(|(heading, points)| headed(heading, points)));
        rest.extend(self.tables);
        rest.extend(self.findings.into_iter().map(Block::Finding));
        rest.extend(headed(say!(words, "screen-turns"), self.tipping_points));
        if !self.names.is_empty() {
            rest.push(Block::Facts(self.names));
        }
        [first, rest]
    }

    /// The blocks of both depths without a chart and without what the second says again.
    pub fn whole(mut self, words: &Catalogue) -> Vec<Block> {
        self.points.clear();
        self.depths(words, None, Vec::new()).concat()
    }
}

/// Points under a heading; nothing where there are none.
fn headed(heading: String, points: Vec<Vec<Inline>>) -> Vec<Block> {
    if points.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Paragraph(vec![Inline::Strong(heading)]),
        Block::List(Order::Free, points),
    ]
}

/// What a first page says beside its answer: the first of each other question where there are enough of them, else what comes next.
fn points<'a>(told: &[&'a Claim]) -> Vec<&'a Claim> {
    let mut seen: Vec<_> = told.iter().take(1).map(|claim| &claim.topic).collect();
    let mut others = Vec::new();
    for claim in told.iter().skip(1).filter(|claim| claim.topic.is_some()) {
        if !seen.contains(&&claim.topic) {
            seen.push(&claim.topic);
            others.push(*claim);
        }
    }
    if others.len() < POINTS {
        others = told.iter().skip(1).copied().collect();
    }
    others.truncate(POINTS);
    others
}

/// The definition of the outcome that a claim is about, one click away.
fn defined(claim: &Claim) -> Option<[Inline; 2]> {
    let key = claim.metric.as_ref().filter(|key| Metric::from_key(key).is_some())?;
    let term = Inline::Term {
        key: key.clone().into_owned(),
        text: String::new(),
    };
    Some([Inline::Text(" ".to_owned()), term])
}

fn point(words: &Catalogue, claim: &Claim) -> Vec<Inline> {
    let mut line = vec![Inline::Text(answers::in_words(words, claim))];
    line.extend(defined(claim).into_iter().flatten());
    line
}

fn finding(words: &Catalogue, claim: &Claim) -> Finding {
    let detail = claim
        .detail
        .as_ref()
        .map(|detail| words.word(detail))
        .unwrap_or_default();
    let mut sentences = Vec::new();
    if !detail.is_empty() {
        sentences.push(Inline::Text(detail));
        sentences.extend(defined(claim).into_iter().flatten());
    }
    Finding {
        headline: words.message(&claim.headline),
        sentences,
    }
}

/// What the names of scenarios stand for, where there are few of them.
fn names(words: &Catalogue, record: &ExperimentRecord) -> Vec<(String, Vec<Inline>)> {
    const MOST: usize = 10;
    let cases = record
        .cases
        .iter()
        .filter(|case| case.name != case.title && !case.name.contains(PAIRED));
    let name = |name: &str| words.word(&titles::policy(name).capitalised());
    let names: Vec<_> = cases
        .map(|case| (name(&case.name), vec![Inline::Data(words.term(&case.title))]))
        .collect();
    if names.len() > MOST { Vec::new() } else { names }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::catalogue::english;
    use results::message;
    use results::store::manifest::CaseRecord;

    /// An experiment of cases with names and titles, of a hundred worlds each.
    pub fn record(cases: &[(&str, &str)]) -> ExperimentRecord {
        let case = |(name, title): &(&str, &str)| CaseRecord {
            name: (*name).to_owned(),
            title: (*title).to_owned(),
            scenario_toml: String::new(),
            parameters_toml: None,
            inert: Vec::new(),
            conditioning: None,
        };
        ExperimentRecord {
            title: "A game".to_owned(),
            claims: Vec::new(),
            findings: Vec::new(),
            worlds: 100 * cases.len() as u64,
            failed: 0,
            cases: cases.iter().map(case).collect(),
            parameters_toml: String::new(),
            specification: String::new(),
        }
    }

    #[test]
    fn claims_stand_where_their_role_puts_them_and_no_more_than_three_are_findings() {
        let of = |role| Claim::new(role, message!("screen-question"));
        let roles = [
            Role::Finding,
            Role::Answer,
            Role::Finding,
            Role::Finding,
            Role::Caveat,
            Role::TippingPoint,
            Role::Warning,
        ];
        let mut claims: Vec<Claim> = roles.map(of).into();
        claims.push(Claim {
            topic: Some(message!("screen-title")),
            ..of(Role::Answer)
        });
        let answer = Answer {
            question: "Why?".into(),
            claims,
        };
        let summary = Summary::of_answer(english(), &answer);
        let counts = [
            summary.findings.len(),
            summary.caveats.len(),
            summary.tipping_points.len(),
            summary.warnings.len(),
        ];
        assert_eq!(counts, [FINDINGS - 1, 1, 1, 1], "one of them is the answer");
        assert_eq!((summary.answers.len(), summary.answers[0].1.len()), (1, 1));
    }
}
