//! The claims of any study: made of its tables, whether it has just ended or is read from its folder, and put into words for terminal and
//! manifest.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use analysis::claims::{Answer, Named, Subject, Tables};
use analysis::{
    adapt, compare, condition, discover, explain, game, robust, run, score, sensitivity, sweep, validate, voi,
};
use engine::model::metrics::Metric;
use engine::scenario::load::cards::read_cards;
use engine::scenario::reader::Source;
use error::{Error, Result};
use results::claim::{Claim, Role};
use results::dictionary::DICTIONARY_CSV;
use results::message::{Catalogue, Text};
use results::store::manifest::ResultKind;
use results::store::stored::StoredResult;
use results::table::Table;

use super::adapt::POLICY_TOML;
use super::catalogue::english;
use super::scenario_text::{field, title_of_scenario};
use super::stored_tables::schema;
use crate::say;

/// Rows of a table that claims are made of; the first ones of a larger one.
const MOST_ROWS: usize = 400_000;

/// The tables of a kind of result that its claims are made of.
fn files(kind: &ResultKind) -> &'static [&'static str] {
    match kind {
        ResultKind::Run(_) => &[run::schema::PRECISION_CSV],
        ResultKind::Compare(_) => {
            const {
                &[
                    compare::schema::EFFECTS_CSV,
                    compare::schema::REVERSALS_CSV,
                    compare::schema::SUMMARY_CSV,
                    compare::schema::WEIGHTINGS_CSV,
                    compare::schema::WEIGHTS_CSV,
                ]
            }
        }
        ResultKind::Sensitivity(_) => &[sensitivity::schema::INDICES_CSV],
        ResultKind::Adapt(_) => const { &[adapt::schema::HELD_OUT_CSV, adapt::schema::PATHWAY_CSV] },
        ResultKind::Game(_) => {
            const {
                &[
                    game::schema::CELLS_CSV,
                    game::schema::BEST_RESPONSES_CSV,
                    game::schema::EQUILIBRIA_CSV,
                    game::schema::DOMINATED_CSV,
                    game::schema::SECURITY_CSV,
                    game::schema::PAYS_CSV,
                    DICTIONARY_CSV,
                ]
            }
        }
        ResultKind::Robust(_) => {
            const {
                &[
                    robust::schema::CRITERIA_CSV,
                    robust::schema::MEANS_CSV,
                    robust::schema::PAIRS_CSV,
                    robust::schema::SATISFICING_CSV,
                    robust::schema::FLIPS_CSV,
                ]
            }
        }
        ResultKind::Discover(_) => {
            const {
                &[
                    discover::schema::BOXES_CSV,
                    discover::schema::TRAJECTORY_CSV,
                    discover::schema::STABILITY_CSV,
                    discover::schema::TREE_CSV,
                ]
            }
        }
        ResultKind::Explain(_) => {
            const {
                &[
                    explain::schema::EFFECTS_CSV,
                    explain::schema::PARTS_CSV,
                    explain::schema::LINKS_CSV,
                ]
            }
        }
        ResultKind::Voi(_) => const { &[voi::schema::POLICIES_CSV, voi::schema::INFORMATION_CSV] },
        ResultKind::Validate(_) => {
            const {
                &[
                    validate::schema::VALIDATION_CSV,
                    validate::schema::ACCOUNTS_CSV,
                    validate::schema::SANITY_CSV,
                    validate::schema::PUBLISHED_CSV,
                ]
            }
        }
        // Tables of a sweep are read on a way of their own; the claims of the others stand in their manifests.
        ResultKind::Sweep(_) | ResultKind::Condition(_) | ResultKind::Score(_) => &[],
    }
}

/// The result in `folder`, finished or about to be, as claims are made of it; `outcomes` are those that come first.
///
/// # Errors
/// A table cannot be read.
pub fn subject(kind: &ResultKind, folder: &Path, outcomes: &[Metric]) -> Result<Subject> {
    let mut tables = Vec::new();
    for file in files(kind) {
        let path = folder.join(file);
        if path.exists() {
            let schema = schema(kind, folder, file)?;
            tables.push(Table::read_some(&path, &schema, MOST_ROWS, |_| true)?);
        }
    }
    if matches!(kind, ResultKind::Sweep(_)) {
        tables = of_sweep(kind, folder, outcomes)?;
    }
    let mut subject = Subject {
        tables: Tables::new(tables),
        outcomes: outcomes.to_vec(),
        meanings: meanings(kind.parameters_toml()),
        last_month: field(kind.scenario().0, "horizon").unwrap_or_default(),
        ..Subject::default()
    };
    match kind {
        ResultKind::Run(record) => {
            subject.title = title_of_scenario(&record.scenario_toml);
            (subject.worlds, subject.failed) = (record.headlines.worlds, record.headlines.failed);
            subject.last_month.clone_from(&record.headlines.last_month);
        }
        _ => {
            let Some(record) = kind.experiment() else {
                return Ok(subject);
            };
            subject.title.clone_from(&record.title);
            subject.specification.clone_from(&record.specification);
            (subject.worlds, subject.failed) = (record.worlds, record.failed);
            subject.knows_record = record.cases.iter().any(|case| case.conditioning.is_some());
            for case in &record.cases {
                let (name, title) = (case.name.clone(), case.title.clone());
                subject
                    .notes
                    .extend(case.inert.iter().map(|key| [name.clone(), key.clone()]));
                subject.cases.push(Named { name, title });
            }
        }
    }
    if matches!(kind, ResultKind::Adapt(_)) {
        let path = folder.join(POLICY_TOML);
        subject.policy = std::fs::read_to_string(&path)
            .map_err(|error| Error::File(format!("cannot read {}: {error}", path.display())))?;
    }
    Ok(subject)
}

/// The tables of a sweep. It may have any number of points: only those are kept at which an outcome that is spoken of is lowest or highest.
fn of_sweep(kind: &ResultKind, folder: &Path, outcomes: &[Metric]) -> Result<Vec<Table>> {
    let [design, results] = [sweep::schema::DESIGN_CSV, sweep::schema::RESULTS_CSV].map(|file| folder.join(file));
    if !design.exists() || !results.exists() {
        return Ok(Vec::new());
    }
    let is_told = |metric: Metric| sweep::claims::MAIN.contains(&metric) || outcomes.contains(&metric);
    let rows = sweep::claims::rows_told(&results, is_told)?;
    let mut numbers = 0..;
    let is_told = |_: &csv::StringRecord| numbers.next().is_some_and(|number: u64| rows.contains(&number));
    let schema_of_results = schema(kind, folder, sweep::schema::RESULTS_CSV)?;
    let results = Table::read_some(&results, &schema_of_results, usize::MAX, is_told)?;
    let points: BTreeSet<u64> = results.iter().filter_map(|row| row.whole("point")).collect();
    let mut beyond = 0;
    let is_told = |record: &csv::StringRecord| {
        let point = record.get(0).and_then(|cell| cell.parse().ok());
        let is_told = point.is_some_and(|point: u64| points.contains(&point));
        beyond += u64::from(!is_told);
        is_told
    };
    let schema_of_design = schema(kind, folder, sweep::schema::DESIGN_CSV)?;
    let mut design = Table::read_some(&design, &schema_of_design, usize::MAX, is_told)?;
    design.beyond = beyond;
    Ok(vec![design, results])
}

/// What each parameter means.
fn meanings(parameters_toml: &str) -> BTreeMap<String, String> {
    let source = Source {
        name: "the parameter cards in the manifest".to_owned(),
        text: parameters_toml.to_owned(),
    };
    let cards = read_cards(&source).map(|cards| cards.cards).unwrap_or_default();
    cards.into_iter().map(|card| (card.key, card.meaning)).collect()
}

/// What a study of this kind says of its result.
pub fn of(kind: &ResultKind, subject: &Subject) -> Answer {
    match kind {
        ResultKind::Run(_) => run::claims::answer(subject),
        ResultKind::Compare(_) => compare::claims::answer(subject),
        ResultKind::Explain(_) => explain::claims::answer(subject),
        ResultKind::Sweep(_) => sweep::claims::answer(subject),
        ResultKind::Sensitivity(_) => sensitivity::claims::answer(subject),
        ResultKind::Adapt(_) => adapt::claims::answer(subject),
        ResultKind::Game(_) => game::claims::answer(subject),
        ResultKind::Robust(_) => robust::claims::answer(subject),
        ResultKind::Discover(_) => discover::claims::answer(subject),
        ResultKind::Voi(_) => voi::claims::answer(subject),
        ResultKind::Validate(_) => validate::claims::answer(subject),
        // Made when the study ended: their tables do not hold all that is said.
        ResultKind::Condition(record) => Answer {
            question: condition::claims::question(),
            claims: record.claims.clone(),
        },
        ResultKind::Score(record) => Answer {
            question: score::claims::question(),
            claims: record.claims.clone(),
        },
    }
}

/// What a finished result says.
///
/// # Errors
/// A table cannot be read.
pub fn of_result(result: &StoredResult, outcomes: &[Metric]) -> Result<(Subject, Answer)> {
    let kind = &result.manifest.kind;
    let subject = subject(kind, &result.folder, outcomes)?;
    let answer = of(kind, &subject);
    Ok((subject, answer))
}

/// The record of a result whose tables stand in `folder` with its claims, and the same in words.
///
/// # Errors
/// A table cannot be read back.
pub fn with_claims(mut kind: ResultKind, folder: &Path) -> Result<ResultKind> {
    let subject = subject(&kind, folder, &[])?;
    let answer = of(&kind, &subject);
    match &mut kind {
        ResultKind::Run(record) => record.claims = answer.claims,
        ResultKind::Compare(record)
        | ResultKind::Explain(record)
        | ResultKind::Sweep(record)
        | ResultKind::Sensitivity(record)
        | ResultKind::Adapt(record)
        | ResultKind::Game(record)
        | ResultKind::Robust(record)
        | ResultKind::Discover(record)
        | ResultKind::Voi(record)
        | ResultKind::Condition(record)
        | ResultKind::Score(record)
        | ResultKind::Validate(record) => {
            record.findings = answer.claims.iter().map(|claim| in_words(english(), claim)).collect();
            record.claims = answer.claims;
        }
    }
    Ok(kind)
}

/// A claim as a sentence or two.
pub fn in_words(words: &Catalogue, claim: &Claim) -> String {
    let headline = words.message(&claim.headline);
    let marked = match claim.role {
        Role::Warning => say!(words, "claim-warning", sentence = &headline),
        Role::Answer | Role::Finding | Role::Caveat | Role::Precision | Role::TippingPoint => headline,
    };
    match &claim.detail {
        Some(detail) if !detail.is_empty() => {
            let stop = if marked.ends_with(['.', '?', '!', '؟']) {
                ""
            } else {
                "."
            };
            format!("{marked}{stop} {}", words.word(detail))
        }
        _ => marked,
    }
}

/// What a terminal shows of claims: warnings; answers by their questions; findings with what stands behind them; what would change them;
/// how sure they are.
pub fn text(words: &Catalogue, claims: &[Claim]) -> String {
    let of = |role: Role| claims.iter().filter(move |claim| claim.role == role).collect();
    let caveats: Vec<&Claim> = claims.iter().filter(|claim| claim.role.is_caveat()).collect();
    let [warnings, findings, tipping_points]: [Vec<&Claim>; 3] =
        [Role::Warning, Role::Finding, Role::TippingPoint].map(of);
    let mut text = String::new();
    for claim in warnings {
        text.push_str(&format!("{}\n", in_words(words, claim)));
    }
    text.push_str(&answers(words, claims));
    for claim in findings {
        text.push_str(&said(words, claim));
    }
    for (heading, claims) in [
        (say!(words, "screen-turns"), tipping_points),
        (say!(words, "screen-sure"), caveats),
    ] {
        if !claims.is_empty() {
            text.push_str(&format!("{heading}\n"));
        }
        for claim in claims {
            text.push_str(&format!("  {}\n", in_words(words, claim)));
        }
    }
    text
}

/// A headline, and below it what stands behind it.
fn said(words: &Catalogue, claim: &Claim) -> String {
    let mut text = format!("{}\n", words.message(&claim.headline));
    if let Some(detail) = claim.detail.as_ref().filter(|detail| !detail.is_empty()) {
        text.push_str(&format!("  {}\n", words.word(detail)));
    }
    text
}

/// The answers, with the question that each belongs to before it.
pub fn answers(words: &Catalogue, claims: &[Claim]) -> String {
    let answers = || claims.iter().filter(|claim| claim.role == Role::Answer);
    let topic = |claim: &Claim| {
        claim
            .topic
            .as_ref()
            .map(|topic| words.message(topic))
            .unwrap_or_default()
    };
    let width = answers().map(|claim| topic(claim).chars().count()).max().unwrap_or(0);
    let (mut text, mut before) = (String::new(), String::new());
    for claim in answers() {
        if width == 0 {
            text.push_str(&said(words, claim));
            continue;
        }
        let topic = topic(claim);
        let shown = if topic == before { "" } else { &topic };
        text.push_str(&format!("{shown:width$}  {}\n", in_words(words, claim)));
        before = topic;
    }
    text
}

/// A text in English, as terminal and manifest have it.
pub fn in_english(text: &Text) -> String {
    english().word(text)
}
