//! The hindcast as a table, as text and as figures.

pub mod checks;

use super::figures::kinds::{ValidationChart, ValidationRow};
use super::figures::{Axis, Chart, Figure, FigureText, Hue, file_names};
use super::phrases::worlds;
use super::study::{Written, write_tables};
use crate::later;
use crate::needs::of_numbers;
use crate::number::{percent, readable, thousands};
use analysis::facts::{Fact, SHIPPED, in_words};
use analysis::naive::Method;
use analysis::observables::{Area, Scale, Subject, unit_in_words};
use analysis::scores::Judged;
use analysis::scores::Scores;
use analysis::validate::schema::{ACCOUNTS_CSV, PUBLISHED, PUBLISHED_CSV, SANITY_CSV, VALIDATION, VALIDATION_CSV};
use analysis::validate::{Request, Validation};
use engine::scenario::Scenario;
use engine::scenario::load::resolved::parameters_text;
use error::Result;
use results::row;
use results::store::manifest::{CaseRecord, ExperimentRecord, Key, ResultKind, VERSION};
use results::store::room::Needs;
use results::store::staging::Staging;
use results::table::{Table, Value};

/// One row a fact, facts without an answer at the end with the reason in `note`.
pub fn table(validation: &Validation) -> Table {
    let mut table = Table::new(&VALIDATION);
    for judged in &validation.judged {
        table.push(judged_row(judged, validation.is_in_sample(&judged.fact)));
    }
    for missing in &validation.not_covered {
        let mut row = fact_cells(&missing.fact);
        row.resize(VALIDATION.columns.len() - 2, Value::Nothing);
        row.extend(row![&missing.fact.source, &missing.reason]);
        table.push(row);
    }
    table
}

/// One row a published forecast.
pub fn published(validation: &Validation) -> Table {
    let mut table = Table::new(&PUBLISHED);
    for beside in &validation.published {
        let (published, simulated) = (&beside.published, beside.simulated);
        let fact = &published.fact;
        table.push(Vec::from(row![
            &fact.id,
            &fact.observable.name,
            fact.observable.subject.key(),
            &fact.date,
            &fact.observable.unit,
            fact.value,
            fact.low,
            fact.high,
            simulated.p05,
            simulated.p50,
            simulated.p95,
            beside.is_apart(),
            &fact.source,
            &published.statement,
            &published.why,
            &published.url,
        ]));
    }
    table
}

fn judged_row(judged: &Judged, is_in_sample: bool) -> Vec<Value<'_>> {
    let (simulated, predicted) = (judged.simulated, judged.predicted);
    let naive = judged.naive.as_ref();
    let mut row = fact_cells(&judged.fact);
    row.extend(row![
        simulated.p05,
        simulated.p50,
        simulated.p95,
        predicted.p05,
        predicted.p50,
        predicted.p95,
        judged.inside,
        judged.error,
        judged.width,
        judged.relative_width,
        judged.crps,
        judged.normalised_crps,
        naive.map(|naive| method(naive.method)),
        naive.map(|naive| naive.band.p50),
        naive.map(|naive| naive.inside),
        naive.map(|naive| naive.crps),
        judged.lost_worlds,
        is_in_sample,
        &judged.fact.source,
        judged
            .partly
            .then_some("only the simulated part of the interval was read"),
    ]);
    row
}

fn fact_cells(fact: &Fact) -> Vec<Value<'_>> {
    let observable = &fact.observable;
    Vec::from(row![
        &fact.id,
        observable.area.key(),
        &observable.name,
        observable.subject.key(),
        &fact.date,
        &observable.unit,
        fact.value,
        fact.low,
        fact.high,
    ])
}

fn method(method: Method) -> &'static str {
    match method {
        Method::Trend => "trend",
        Method::Persistence => "persistence",
        Method::Drift => "drift",
    }
}

/// Rows for the screen: id, what, unit, recorded, predicted median and band, inside or not.
pub fn screen_rows(validation: &Validation) -> Vec<Vec<String>> {
    let row = |judged: &Judged| {
        let band = judged.predicted;
        vec![
            judged.fact.id.clone(),
            judged.fact.label(),
            readable(judged.fact.value),
            readable(band.p50),
            format!("{} to {}", readable(band.p05), readable(band.p95)),
            if judged.inside { "inside" } else { "OUTSIDE" }.to_owned(),
            judged.fact.observable.unit.clone(),
        ]
    };
    validation.judged.iter().map(row).collect()
}

/// Rows for the screen: scores by area, all facts last.
pub fn score_rows(validation: &Validation) -> Vec<Vec<String>> {
    let row = |name: &str, scores: &Scores| {
        vec![
            name.to_owned(),
            scores.facts.to_string(),
            share(scores.inside_share),
            number(scores.mean_relative_width),
            number(scores.mean_crps),
            scores.naive_facts.to_string(),
            number(scores.mean_crps_compared),
            number(scores.mean_crps_naive),
            number(scores.skill),
        ]
    };
    let areas = validation.areas.iter().map(|(area, scores)| row(area.key(), scores));
    areas.chain([row("all", &validation.overall)]).collect()
}

fn number(value: f64) -> String {
    if value.is_finite() {
        readable(value)
    } else {
        "-".to_owned()
    }
}

fn share(value: f64) -> String {
    if value.is_finite() {
        percent(value)
    } else {
        "-".to_owned()
    }
}

impl Written for Request {
    fn file_names(&self) -> Vec<String> {
        // Facts that cannot be read are said when they are judged.
        let facts = self.facts().map_or_else(|_| Vec::new(), |set| set.facts);
        let charts = groups(&facts, |fact| fact);
        let charts = charts
            .iter()
            .map(|(area, unit, scale, _)| chart_name(area.key(), unit, *scale));
        [VALIDATION_CSV, ACCOUNTS_CSV, SANITY_CSV, PUBLISHED_CSV]
            .map(str::to_owned)
            .into_iter()
            .chain(file_names(charts))
            .collect()
    }

    fn write(&self, validation: &Validation, staging: &Staging) -> Result<Vec<String>> {
        write_tables(
            staging,
            &[
                table(validation),
                checks::accounts(validation),
                checks::magnitudes(validation),
                published(validation),
            ],
        )
    }

    fn figures(&self, validation: &Validation, key: &Key) -> Vec<Figure> {
        figures(validation, &self.scenario, key)
    }

    fn record(&self, validation: &Validation) -> ExperimentRecord {
        ExperimentRecord {
            title: format!(
                "{}: the simulated history against the recorded one",
                self.scenario.title
            ),
            claims: Vec::new(),
            findings: Vec::new(),
            worlds: validation.runs,
            failed: 0,
            cases: vec![CaseRecord::new(&self.scenario.name, &self.scenario)],
            parameters_toml: parameters_text(&self.scenario.cards),
            specification: match self.facts.text == SHIPPED {
                true => String::new(),
                false => self.facts.text.clone(),
            },
        }
    }

    fn kind(record: ExperimentRecord) -> ResultKind {
        ResultKind::Validate(record)
    }

    fn seed(&self) -> u64 {
        self.scenario.seed
    }

    fn needs(&self) -> Needs {
        let facts = self.facts().map_or(0, |read| read.facts.len() as u64);
        of_numbers(self.scenario.runs * facts)
    }
}

/// Facts that share area, unit and scale, in this order of areas.
type Group<'a, T> = (Area, &'a str, Scale, Vec<&'a T>);

/// What is grouped as the facts in it are.
fn groups<T>(all: &[T], fact: impl Fn(&T) -> &Fact) -> Vec<Group<'_, T>> {
    let mut groups: Vec<Group<T>> = Vec::new();
    for area in Area::ALL {
        for one in all.iter().filter(|one| fact(one).observable.area == area) {
            let observable = &fact(one).observable;
            let (unit, scale) = (observable.unit.as_str(), observable.scale);
            let like = |group: &&mut Group<T>| (group.0, group.1, group.2) == (area, unit, scale);
            match groups.iter_mut().find(like) {
                Some(group) => group.3.push(one),
                None => groups.push((area, unit, scale, vec![one])),
            }
        }
    }
    groups
}

/// One chart for each group of facts that share area, unit and scale.
pub fn figures(validation: &Validation, scenario: &Scenario, key: &Key) -> Vec<Figure> {
    let figure = |(area, unit, scale, facts): &Group<Judged>| {
        let inside = facts.iter().filter(|judged| judged.inside).count();
        Figure {
            name: chart_name(area.key(), unit, *scale),
            text: FigureText {
                title: match scale {
                    Scale::Log => later!(
                        "figure-history-title_log",
                        area = area.key(),
                        unit = unit_in_words(unit)
                    )
                    .into(),
                    Scale::Linear => {
                        later!("figure-history-title", area = area.key(), unit = unit_in_words(unit)).into()
                    }
                },
                subtitle: later!(
                    "figure-history-drawn",
                    count = facts.len(),
                    inside = thousands(inside as f64),
                    worlds = worlds(validation.runs),
                )
                .into(),
                foot: later!(
                    "figure-history-foot",
                    name = &scenario.name,
                    seed = scenario.seed.to_string(),
                    version = VERSION,
                    hash = key.short(),
                )
                .into(),
            },
            chart: Chart::from(ValidationChart {
                rows: facts.iter().map(|judged| chart_row(judged)).collect(),
                axis: match scale {
                    Scale::Log => Axis::log(unit_in_words(unit)),
                    Scale::Linear => Axis::linear(unit_in_words(unit)),
                },
            }),
        }
    };
    groups(&validation.judged, |judged| &judged.fact)
        .iter()
        .map(figure)
        .collect()
}

fn chart_row(judged: &Judged) -> ValidationRow {
    let fact = &judged.fact;
    ValidationRow {
        label: later!(
            "figure-history-fact",
            what = in_words(&fact.observable.title, Some(fact.observable.subject), &fact.date),
            id = &fact.id
        )
        .into(),
        hue: match fact.observable.subject {
            Subject::Us => Hue::UnitedStates,
            Subject::China => Hue::China,
            Subject::World => Hue::Neutral,
        },
        value: fact.value,
        low: fact.low.unwrap_or(fact.value),
        high: fact.high.unwrap_or(fact.value),
        sim_p05: judged.simulated.p05,
        sim_p50: judged.simulated.p50,
        sim_p95: judged.simulated.p95,
        predicted_p05: judged.predicted.p05,
        predicted_p95: judged.predicted.p95,
        inside: judged.inside,
    }
}

fn chart_name(area: &str, unit: &str, scale: Scale) -> String {
    let ending = match scale {
        Scale::Log => "-log",
        Scale::Linear => "",
    };
    format!("{area}-{}{ending}", slug(unit))
}

/// A unit as part of a file name.
fn slug(unit: &str) -> String {
    let letters: String = unit
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect();
    letters
        .split('-')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}
