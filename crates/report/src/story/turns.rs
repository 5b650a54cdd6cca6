//! The turning points of a world as a table, each with what it was and why.

use super::Story;
use crate::catalogue::Catalogue;
use crate::document::{Block, Cell, Column, Inline, Table};
use crate::narrative::explain;
use crate::number::{capitalised, percent, readable};
use crate::say;
use crate::sensitivity::words::with_unit;
use analysis::replay::Replay;
use analysis::story::Milestone;
use analysis::story::focus::Focus;
use analysis::story::turning::{LATER, Turn, TurningPoint, turning_points};
use engine::model::events::{Event, EventKind};
use engine::model::series::{AgentVariable, Series};
use engine::scenario::agents::Agent;

pub fn blocks(story: &Story, told: &Replay) -> Vec<Block> {
    let words = story.words;
    let (points, left_out) = turning_points(told, story.focus);
    let watched = name(words, story.focus);
    let columns = vec![
        Column::words(say!(words, "story-month")).defined("story-month"),
        Column::words(say!(words, "story-happened")).defined("story-happened"),
        Column::numbers(say!(words, "story-before", focus = &watched), "").defined("story-before"),
        Column::numbers(say!(words, "story-later", focus = &watched), "").defined("story-later"),
    ];
    let row = |point: &TurningPoint| {
        let number = |value| Cell::number(with_unit(value, story.focus.unit()), value);
        vec![
            Cell::words(point.month.to_string()),
            Cell::words(tell(story, told, point)),
            number(point.before),
            number(point.later),
        ]
    };
    let table = Table {
        id: story.id("turns", told.run),
        caption: say!(words, "story-turns_caption", focus = watched),
        columns,
        rows: points.iter().map(row).collect(),
        left_out: match left_out {
            0 => String::new(),
            more => say!(words, "story-more_turns", count = more),
        },
    };
    let mut blocks = vec![
        Block::Paragraph(vec![
            Inline::Strong(say!(words, "story-turns_title")),
            Inline::Text(format!(" {}", say!(words, "story-turns"))),
        ]),
        Block::Table(table),
    ];
    let never: Vec<String> = Milestone::ALL
        .into_iter()
        .filter(|milestone| *milestone != Milestone::TreatyBroken && milestone.month(told).is_none())
        .map(|milestone| milestone_name(words, milestone))
        .collect();
    if !never.is_empty() {
        blocks.push(Block::paragraph(say!(words, "story-never", what = never.join("; "))));
    }
    blocks
}

/// What happened in one sentence or two.
fn tell(story: &Story, told: &Replay, point: &TurningPoint) -> String {
    let words = story.words;
    let month = point.month.0;
    let of = |agent, variable, month| told.value(Series::Agent(agent, variable), month);
    let event = |wanted: &dyn Fn(&Event) -> bool| {
        let found = told.events.iter().find(|event| event.month.0 == month && wanted(event));
        found.map(|event| explain(words, told, event)).unwrap_or_default()
    };
    match point.turn {
        Turn::Event(event) => explain(words, told, &event),
        Turn::Milestone(milestone) => match milestone {
            Milestone::Parity => {
                let ratio = of(Agent::China, AgentVariable::ChipQualityRatio, month);
                say!(words, "story-parity", ratio = percent(ratio))
            }
            Milestone::SelfSufficiency => say!(words, "story-self_sufficiency"),
            Milestone::ChinaLeads => {
                let [us, china] = Agent::ALL.map(|agent| of(agent, AgentVariable::ReleasedEci, month));
                say!(
                    words,
                    "story-china_leads",
                    china = format!("{china:.1}"),
                    us = format!("{us:.1}")
                )
            }
            Milestone::ToolBreakthrough => event(&|event| event.kind == EventKind::ToolBreakthrough),
            Milestone::Threshold(agent) => {
                event(&|event| event.kind == EventKind::Threshold && event.agent == Some(agent))
            }
            Milestone::TreatySigned => event(&|event| event.kind == EventKind::TreatySigned),
            Milestone::TreatyBroken => event(&|event| event.kind == EventKind::TreatyBroken),
            Milestone::Catastrophe => event(&|event| event.kind == EventKind::Catastrophe),
        },
        Turn::Swing => {
            let before = month.saturating_sub(1);
            let end = (before + LATER).min(told.months - 1);
            let gained = |agent| {
                let variable = AgentVariable::ReleasedEci;
                format!("{:.1}", of(agent, variable, end) - of(agent, variable, before))
            };
            let grown = |agent| {
                let variable = AgentVariable::UsableCompute;
                readable(of(agent, variable, end) / of(agent, variable, before))
            };
            let [us, china] = Agent::ALL;
            let change = say!(
                words,
                match point.later > point.before {
                    true => "story-rises",
                    false => "story-falls",
                },
                focus = capitalised(&name(words, story.focus))
            );
            say!(
                words,
                "story-swing",
                change = change,
                us_eci = gained(us),
                china_eci = gained(china),
                us_compute = grown(us),
                china_compute = grown(china),
            )
        }
    }
}

/// What is watched, inside of a sentence.
pub fn name(words: &Catalogue, focus: Focus) -> String {
    use Agent::{China, UnitedStates};
    match focus {
        Focus::Lag => say!(words, "focus-lag"),
        Focus::ComputeRatio => say!(words, "focus-compute_ratio"),
        Focus::ChipQuality => say!(words, "focus-chip_quality"),
        Focus::SelfSufficiency => say!(words, "focus-self_sufficiency"),
        Focus::LeaderEffectiveCompute => say!(words, "focus-leader_compute"),
        Focus::Spending(UnitedStates) => say!(words, "focus-us_spending"),
        Focus::Spending(China) => say!(words, "focus-china_spending"),
        Focus::RaceCost(UnitedStates) => say!(words, "focus-us_cost"),
        Focus::RaceCost(China) => say!(words, "focus-china_cost"),
        Focus::Output(UnitedStates) => say!(words, "focus-us_output"),
        Focus::Output(China) => say!(words, "focus-china_output"),
        Focus::BothRaceCosts => say!(words, "focus-both_costs"),
        Focus::Distrust => say!(words, "focus-distrust"),
        Focus::Safety(UnitedStates) => say!(words, "focus-us_safety"),
        Focus::Safety(China) => say!(words, "focus-china_safety"),
        Focus::MeanSafety => say!(words, "focus-mean_safety"),
        Focus::Incidents => say!(words, "focus-incidents"),
        Focus::Hazard => say!(words, "focus-hazard"),
        Focus::ThirdCountries(UnitedStates) => say!(words, "focus-us_third_countries"),
        Focus::ThirdCountries(China) => say!(words, "focus-china_third_countries"),
        Focus::Monthly(series) => {
            let whose = match series {
                Series::Agent(agent, _) => agent.name(),
                Series::World(_) => "",
            };
            match whose {
                "" => words.term(series.brief()),
                whose => say!(words, "focus-monthly", what = series.brief(), whose = whose),
            }
        }
        Focus::Unaligned => say!(words, "focus-unaligned"),
        Focus::Fragmentation => say!(words, "focus-fragmentation"),
        Focus::Smuggled => say!(words, "focus-smuggled"),
        Focus::UsPowered => say!(words, "focus-us_powered"),
    }
}

/// A milestone in a few words.
pub fn milestone_name(words: &Catalogue, milestone: Milestone) -> String {
    match milestone {
        Milestone::ToolBreakthrough => say!(words, "milestone-tools"),
        Milestone::Parity => say!(words, "milestone-parity"),
        Milestone::SelfSufficiency => say!(words, "milestone-self_sufficiency"),
        Milestone::ChinaLeads => say!(words, "milestone-china_leads"),
        Milestone::Threshold(Agent::UnitedStates) => say!(words, "milestone-us_threshold"),
        Milestone::Threshold(Agent::China) => say!(words, "milestone-china_threshold"),
        Milestone::TreatySigned => say!(words, "milestone-signed"),
        Milestone::TreatyBroken => say!(words, "milestone-broken"),
        Milestone::Catastrophe => say!(words, "milestone-catastrophe"),
    }
}
