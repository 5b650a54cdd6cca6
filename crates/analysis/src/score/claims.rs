//! What scores from a rolling origin say: how many forecasts were met, how much better the model is than naive forecasts, and what it missed.

use results::claim::{Claim, Role, Value};
use results::estimate::Estimate;
use results::message;
use results::message::{Message, Text};
use results::number::{percent, readable};

use super::{Forecast, LEADS, Results, Scored, Skill, pit};
use crate::amounts::input_value;
use crate::claims::{caveat, finding};
use crate::condition::claims::ARRIVED;
use crate::titles::{joined, listed};

/// Facts that an area must have for its skill to be named.
const ENOUGH_FACTS: usize = 5;
/// Missed forecasts that are named.
const NAMED: usize = 5;

/// What was asked.
pub fn question() -> Text {
    message!("score-question").into()
}

/// What was found.
pub fn claims(results: &Results) -> Vec<Claim> {
    let mut claims = vec![inside(results), skill(&results.overall)];
    let places = results.places();
    claims.push(finding(pit::said(places.shape()), [pit::counts(places)]));
    claims.extend(missed(&results.forecasts));
    let areas = results.by_area.iter();
    let areas = areas.filter(|area| area.compared >= ENOUGH_FACTS);
    claims.extend(areas.map(|area| part(Text::from(&*area.name).capitalised(), area)));
    claims.extend(results.by_lead.iter().map(|of| part(lead(&of.name), of)));
    let moving = results.origins.iter().filter(|note| note.drift.abs() > ARRIVED);
    claims.extend(moving.map(|note| {
        let (origin, errors) = (note.origin.to_string(), readable(note.drift));
        Claim::new(
            Role::Warning,
            message!("score-moving", origin = origin, errors = errors),
        )
    }));
    claims
}

fn inside(results: &Results) -> Claim {
    let all = &results.overall;
    let inside = results.forecasts.iter().filter(|at| at.judged.inside).count();
    Claim {
        role: Role::Answer,
        values: vec![
            ("inside".into(), Value::Count(inside as u64)),
            ("forecasts".into(), Value::Count(all.facts as u64)),
        ],
        ..finding(
            message!(
                "score-inside",
                count = inside,
                forecasts = all.facts.to_string(),
                share = percent(all.inside_share)
            ),
            [
                message!("hindcast-expected"),
                message!(
                    "score-width",
                    width = readable(all.mean_relative_width),
                    crps = readable(all.mean_crps)
                ),
            ],
        )
    }
}

/// Skills against the three naive forecasts, in the order of [`super::BASELINES`].
fn skills(skills: &[Skill; 3]) -> Text {
    let of = |against: fn(String, String, String) -> Message, skill: &Skill| {
        let [value, low, high] = [skill.value, skill.low, skill.high].map(readable);
        Text::from(against(value, low, high))
    };
    let [persistence, drift, line] = skills;
    listed([
        of(
            |value, low, high| message!("score-persistence", skill = value, low = low, high = high),
            persistence,
        ),
        of(
            |value, low, high| message!("score-drift", skill = value, low = low, high = high),
            drift,
        ),
        of(
            |value, low, high| message!("score-line", skill = value, low = low, high = high),
            line,
        ),
    ])
}

fn skill(all: &Scored) -> Claim {
    let Some(found) = &all.skills else {
        return finding(message!("score-no_skill"), None);
    };
    let estimate = |skill: &Skill| Value::Estimate(Estimate::between(skill.value, skill.low, skill.high));
    let names = ["skill_persistence", "skill_drift", "skill_line"];
    Claim {
        values: names
            .into_iter()
            .map(Into::into)
            .zip(found.iter().map(estimate))
            .collect(),
        ..finding(
            message!("score-skill", count = all.compared, skills = skills(found)),
            [message!("score-skill_is")],
        )
    }
}

/// Forecasts that have an area or a lead time in common.
fn part(name: Text, of: &Scored) -> Claim {
    let (forecasts, share) = (of.facts, percent(of.inside_share));
    caveat(match &of.skills {
        Some(found) => message!(
            "score-part",
            name = name,
            count = forecasts,
            share = share,
            skills = skills(found)
        ),
        None => message!("score-part_alone", name = name, count = forecasts, share = share),
    })
}

/// A lead time in words.
fn lead(name: &str) -> Text {
    let place = LEADS.iter().position(|(_, _, known)| *known == name);
    Text::from(match place {
        Some(0) => message!("score-lead_6"),
        Some(1) => message!("score-lead_12"),
        Some(2) => message!("score-lead_18"),
        _ => message!("score-lead_more"),
    })
}

/// The forecasts whose fact lies outside of the band, the worst first.
fn missed(forecasts: &[Forecast]) -> Option<Claim> {
    let mut missed: Vec<&Forecast> = forecasts.iter().filter(|at| !at.judged.inside).collect();
    missed.sort_by(|one, other| other.judged.normalised_crps.total_cmp(&one.judged.normalised_crps));
    let (worst, others) = missed.split_first()?;
    let judged = &worst.judged;
    let unit = &judged.fact.observable.unit;
    let band = judged.predicted;
    let [low, high] = [band.p05, band.p95].map(readable);
    let [recorded, predicted] = [judged.fact.value, band.p50].map(|value| input_value(value, unit));
    let named = others.iter().take(NAMED).map(|at| {
        let origin = at.origin.to_string();
        Text::from(message!(
            "score-missed_from",
            fact = at.judged.fact.named(),
            origin = origin
        ))
    });
    let named = joined(named, "; ");
    let detail = match others.len().saturating_sub(NAMED) {
        _ if others.is_empty() => None,
        0 => Some(message!("score-missed_others", forecasts = named)),
        more => Some(message!(
            "score-missed_more",
            forecasts = named,
            more = more.to_string()
        )),
    };
    Some(Claim {
        values: vec![("missed".into(), Value::Count(missed.len() as u64))],
        ..finding(
            message!(
                "score-missed",
                count = missed.len(),
                origin = worst.origin.to_string(),
                fact = judged.fact.named(),
                recorded = recorded,
                predicted = predicted,
                low = low,
                high = high
            ),
            detail,
        )
    })
}
