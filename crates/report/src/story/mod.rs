//! "Why did this world turn out so": a few worlds of a result, told by their turning points and by what was drawn for them.

mod draws;
mod figure;
mod months;
mod policies;
mod turns;

use super::catalogue::Catalogue;
use super::discover::source::{self, Material};
use super::document::{Attachment, Block, Inline, Section, Weight, identifier};
use super::narrative::name;
use crate::cases::scenario_of_case;
use crate::number::{capitalised, percent, readable, rounded};
use crate::say;
use analysis::amounts::Amount;
use analysis::dependence::Dependences;
use analysis::replay::{Replay, replay};
use analysis::run::schema::METRICS_CSV;
use analysis::story::exemplars::{Exemplar, Role, choose};
use analysis::story::focus::Focus;
use analysis::titles::title;
use engine::model::metrics::{Favours, Kind, Metric, Metrics};
use engine::numeric::statistics::share_below;
use engine::scenario::Scenario;
use engine::scenario::agents::Agent;
use error::Result;
use results::store::manifest::{CaseRecord, ResultKind};
use results::store::stored::StoredResult;

/// The section on chosen worlds of a run or a comparison, chosen by `metric` (under the reference, in a comparison), and the tables behind
/// its figures; `None` where the result has no worlds that can be told. `chapter` begins all ids.
///
/// # Errors
/// A table of the result cannot be read; its scenario cannot be loaded again.
pub fn section(
    words: &Catalogue,
    result: &StoredResult,
    metric: Metric,
    chapter: &str,
) -> Result<Option<(Section, Vec<Attachment>)>> {
    let (cases, parameters_toml) = match &result.manifest.kind {
        ResultKind::Run(record) => {
            let case = CaseRecord {
                name: String::new(),
                title: String::new(),
                scenario_toml: record.scenario_toml.clone(),
                parameters_toml: None,
                inert: Vec::new(),
                conditioning: None,
            };
            (vec![case], &record.parameters_toml)
        }
        ResultKind::Compare(record) => (record.cases.clone(), &record.parameters_toml),
        _ => return Ok(None),
    };
    if !result.has(METRICS_CSV) {
        return Ok(None);
    }
    let under = cases
        .first()
        .map(|case| case.name.as_str())
        .filter(|name| !name.is_empty());
    let material = source::of_result(result, under)?;
    let outcome: Vec<f64> = material.metrics.iter().map(|row| row[metric]).collect();
    let chosen = choose(metric, &material.runs, &outcome);
    let mut section = Section::new(&format!("{chapter} why"), say!(words, "story-title"));
    if chosen.is_empty() {
        section.paragraph(say!(words, "story-no_value", metric = title(metric)));
        return Ok(Some((section, Vec::new())));
    }
    section.paragraph(intro(words, metric, outcome.len() as u64));
    section.paragraph(say!(words, "story-caution"));
    let mut scenarios = Vec::new();
    for case in &cases {
        scenarios.push(scenario_of_case(case, parameters_toml)?);
    }
    let Some(reference) = scenarios.first() else {
        return Ok(None);
    };
    let replays: Vec<Replay> = chosen
        .iter()
        .map(|world| replay(reference, world.run))
        .collect::<Result<_>>()?;
    let rows: Vec<usize> = chosen
        .iter()
        .filter_map(|world| material.runs.iter().position(|run| *run == world.run))
        .collect();
    let is_same = |(told, row): (&Replay, &usize)| same_metrics(&told.metrics, &material.metrics[*row]);
    if !replays.iter().zip(&rows).all(is_same) {
        let text = say!(words, "story-other_build");
        section
            .blocks
            .push(Block::Notice(Weight::Warning, vec![Inline::Text(text)]));
        return Ok(Some((section, Vec::new())));
    }
    let told: Vec<u64> = chosen.iter().map(|world| world.run).collect();
    let others = cases[1..]
        .iter()
        .map(|case| source::metrics_of(result, Some(&case.name), &told))
        .collect::<Result<_>>()?;
    let story = Story {
        words,
        result,
        others,
        metric,
        chapter,
        focus: Focus::of(metric),
        dependences: Dependences::of(&outcome, &material.columns),
        material,
        outcome,
        cases: &cases,
        scenarios,
    };
    section.blocks.extend(story.over_all());
    let (drawing, file) = figure::block(&story, &chosen, &replays)?;
    section.blocks.push(drawing);
    for (number, ((world, told), row)) in chosen.iter().zip(&replays).zip(rows).enumerate() {
        section.sections.push(story.world(number, world, told, row)?);
    }
    Ok(Some((section, vec![file])))
}

/// What all parts of the section read.
struct Story<'a> {
    words: &'a Catalogue,
    result: &'a StoredResult,
    /// Metrics of the chosen worlds under the policies beside the reference: by policy, then chosen world.
    others: Vec<Vec<Metrics>>,
    metric: Metric,
    chapter: &'a str,
    focus: Focus,
    material: Material,
    /// The metric of each world.
    outcome: Vec<f64>,
    dependences: Dependences,
    /// The reference first.
    cases: &'a [CaseRecord],
    scenarios: Vec<Scenario>,
}

impl Story<'_> {
    /// The chosen world of this number with everything that is told of it.
    fn world(&self, number: usize, world: &Exemplar, told: &Replay, row: usize) -> Result<Section> {
        let words = self.words;
        let id = format!("{} world {}", self.chapter, world.run);
        let heading = say!(
            words,
            "story-world",
            run = world.run.to_string(),
            roles = roles(words, self.metric, &world.roles),
            value = value(words, self.metric, world.value),
        );
        let mut section = Section::new(&id, heading);
        let place = share_below(&self.known_outcomes(), world.value);
        let mut text = say!(
            words,
            "story-place",
            metric = title(self.metric),
            value = value(words, self.metric, world.value),
            share = percent(place),
        );
        if world.ties > 1 {
            text.push(' ');
            text.push_str(&say!(words, "story-ties", count = world.ties));
        }
        section.paragraph(text);
        section.blocks.extend(draws::blocks(self, row, place));
        section.blocks.extend(turns::blocks(self, told));
        section.blocks.extend(policies::blocks(self, number, world, told)?);
        section.blocks.push(months::block(self, told));
        Ok(section)
    }

    fn known_outcomes(&self) -> Vec<f64> {
        self.outcome.iter().copied().filter(|value| !value.is_nan()).collect()
    }

    /// How far drawn parameters say anything about the metric at all.
    fn over_all(&self) -> Vec<Block> {
        let words = self.words;
        let found = &self.dependences;
        let above = found.above_floor().count();
        let text = if above == 0 {
            say!(
                words,
                "story-no_dependence",
                metric = title(self.metric),
                floor = readable(found.floor),
                worlds = found.worlds,
            )
        } else {
            say!(
                words,
                "story-dependence",
                count = above,
                all = found.all.len().to_string(),
                metric = title(self.metric),
                floor = readable(found.floor),
                share = percent(found.explained),
            )
        };
        vec![Block::paragraph(text)]
    }

    /// The id of a table on a world.
    fn id(&self, what: &str, run: u64) -> String {
        identifier(&format!("{} world {run} {what}", self.chapter))
    }
}

/// Whether a world told again has the very numbers of the table, which has seven digits of them, or all if an earlier build wrote it.
fn same_metrics(told: &Metrics, table: &Metrics) -> bool {
    told.iter().all(|(metric, one)| {
        let other = table[metric];
        rounded(one) == rounded(other) || (one.is_nan() && other.is_nan())
    })
}

/// A value of a metric in words, with its unit.
fn value(words: &Catalogue, metric: Metric, value: f64) -> String {
    if metric.kind() != Kind::Who || value.is_nan() {
        return words.word(&Amount::Of(metric).value(value));
    }
    match Agent::of_number(value) {
        Some(agent) => name(words, agent),
        None => say!(words, "story-nobody"),
    }
}

fn intro(words: &Catalogue, metric: Metric, count: u64) -> String {
    let metric_title = title(metric);
    match (metric.kind(), whom(words, metric.favours())) {
        (Kind::Who, _) => say!(words, "story-intro_who", count = count, metric = metric_title),
        (_, Some(whom)) => say!(
            words,
            "story-intro_favours",
            count = count,
            metric = metric_title,
            whom = whom
        ),
        (_, None) => say!(words, "story-intro_neutral", count = count, metric = metric_title),
    }
}

/// For whom a metric is good or bad.
fn whom(words: &Catalogue, favours: Favours) -> Option<String> {
    match favours {
        Favours::UsMore | Favours::UsLess => Some(name(words, Agent::UnitedStates)),
        Favours::ChinaMore | Favours::ChinaLess => Some(name(words, Agent::China)),
        Favours::WorldMore | Favours::WorldLess => Some(say!(words, "story-the_world")),
        Favours::Nobody => None,
    }
}

fn roles(words: &Catalogue, metric: Metric, roles: &[Role]) -> String {
    let whom = whom(words, metric.favours()).unwrap_or_default();
    let names: Vec<String> = roles
        .iter()
        .map(|role| match role {
            Role::Median => say!(words, "story-median"),
            Role::Best => say!(words, "story-best", whom = &whom),
            Role::Worst => say!(words, "story-worst", whom = &whom),
            Role::Highest => say!(words, "story-highest"),
            Role::Lowest => say!(words, "story-lowest"),
            Role::First(Some(agent)) => say!(words, "story-first", name = name(words, *agent)),
            Role::First(None) => say!(words, "story-nobody_first"),
        })
        .collect();
    capitalised(&say!(
        words,
        "story-roles",
        roles = names.join(&say!(words, "story-and"))
    ))
}
