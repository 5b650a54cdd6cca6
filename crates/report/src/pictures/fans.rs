//! Which fan charts a run has: what each asks, of whom, and what was recorded of it.

use crate::figures::Axis;
use crate::later;
use engine::model::series::AgentVariable;
use engine::scenario::agents::Agent;
use results::message::Text;

/// Which agents a figure shows.
#[derive(Debug, Clone, Copy)]
pub enum Shown {
    Both,
    China,
}

/// How a figure's axis is scaled.
#[derive(Debug, Clone, Copy)]
pub enum Scale {
    Linear,
    Log,
    Share,
}

/// Recorded points that may stand on a figure: names of observables in the facts file, and whom to credit. A point is drawn at
/// what was recorded over what the observable covers, so only observables with the figure's series (or one that equals it but
/// for something the credit names) and no denominator belong here.
pub type Recorded = Option<(&'static [&'static str], Words)>;

/// A text whose language is chosen when it is drawn.
pub type Words = fn() -> String;

/// What a figure shows of one year: medians in words.
pub struct Reading {
    pub year: String,
    pub us: Text,
    pub china: Text,
}

/// One fan chart.
pub struct FanSpec {
    pub name: &'static str,
    /// What it asks, where no numbers are at hand.
    pub title: Words,
    /// What it says.
    pub finding: fn(Reading) -> String,
    /// Title of the panel on the overview, where the figure is on it.
    pub panel: Option<Words>,
    pub unit: Words,
    pub variable: AgentVariable,
    pub shown: Shown,
    pub scale: Scale,
    pub recorded: Recorded,
}

pub const FANS: [FanSpec; 10] = [
    FanSpec {
        name: "released-capability",
        title: || later!("figure-run-capability"),
        finding: |Reading { year, us, china }| {
            later!("figure-run-capability_found", year = year, us = us, china = china)
        },
        panel: Some(|| later!("figure-run-capability_panel")),
        unit: || later!("figure-run-capability_unit"),
        variable: AgentVariable::ReleasedEci,
        shown: Shown::Both,
        scale: Scale::Linear,
        recorded: Some((&["eci_best_model"], || later!("figure-run-credit_gap"))),
    },
    FanSpec {
        name: "china-lag",
        title: || later!("figure-run-lag"),
        finding: |Reading { year, china, .. }| later!("figure-run-lag_found", year = year, china = china),
        panel: Some(|| later!("figure-run-lag_panel")),
        unit: || later!("figure-run-lag_unit"),
        variable: AgentVariable::LagMonths,
        shown: Shown::China,
        scale: Scale::Linear,
        recorded: Some((&["gap_months"], || later!("figure-run-credit_gap"))),
    },
    FanSpec {
        name: "installed-compute",
        title: || later!("figure-run-compute"),
        finding: |Reading { year, us, china }| later!("figure-run-compute_found", year = year, us = us, china = china),
        panel: Some(|| later!("figure-run-compute_panel")),
        unit: || later!("figure-run-compute_unit"),
        variable: AgentVariable::InstalledCompute,
        shown: Shown::Both,
        scale: Scale::Log,
        recorded: Some((&["compute_total", "hyperscaler_stock"], || {
            later!("figure-run-compute_credit")
        })),
    },
    FanSpec {
        name: "chip-quality",
        title: || later!("figure-run-chip"),
        finding: |Reading { year, china, .. }| later!("figure-run-chip_found", year = year, china = china),
        panel: Some(|| later!("figure-run-chip_panel")),
        unit: || later!("figure-run-chip_unit"),
        variable: AgentVariable::ChipQualityRatio,
        shown: Shown::China,
        scale: Scale::Linear,
        recorded: Some((&["best_chip_ratio"], || later!("figure-run-chip_credit"))),
    },
    FanSpec {
        name: "self-sufficiency",
        title: || later!("figure-run-self_sufficiency"),
        finding: |Reading { year, china, .. }| later!("figure-run-self_sufficiency_found", year = year, china = china),
        panel: Some(|| later!("figure-run-self_sufficiency_panel")),
        unit: || later!("figure-run-self_sufficiency_unit"),
        variable: AgentVariable::SelfSufficiency,
        shown: Shown::China,
        scale: Scale::Share,
        recorded: None,
    },
    FanSpec {
        name: "spending",
        title: || later!("figure-run-spending"),
        finding: |Reading { year, us, china }| later!("figure-run-spending_found", year = year, us = us, china = china),
        panel: Some(|| later!("figure-run-spending_panel")),
        unit: || later!("figure-run-spending_unit"),
        variable: AgentVariable::Spending,
        shown: Shown::Both,
        scale: Scale::Linear,
        recorded: None,
    },
    FanSpec {
        name: "private-investment",
        title: || later!("figure-run-private"),
        finding: |Reading { year, us, china }| later!("figure-run-private_found", year = year, us = us, china = china),
        panel: None,
        unit: || later!("figure-run-private_unit"),
        variable: AgentVariable::PrivateInvestment,
        shown: Shown::Both,
        scale: Scale::Linear,
        recorded: Some((&["hyperscaler_capex", "ai_capex_private"], || {
            later!("figure-run-private_credit")
        })),
    },
    FanSpec {
        name: "state-funding",
        title: || later!("figure-run-state"),
        finding: |Reading { year, us, china }| later!("figure-run-state_found", year = year, us = us, china = china),
        panel: None,
        unit: || later!("figure-run-state_unit"),
        variable: AgentVariable::StateFunding,
        shown: Shown::Both,
        scale: Scale::Linear,
        recorded: Some((&["ai_capex_state"], || later!("figure-run-state_credit"))),
    },
    FanSpec {
        name: "distrust",
        title: || later!("figure-run-distrust"),
        finding: |Reading { year, us, china }| later!("figure-run-distrust_found", year = year, us = us, china = china),
        panel: Some(|| later!("figure-run-distrust_panel")),
        unit: || later!("figure-run-distrust_unit"),
        variable: AgentVariable::Distrust,
        shown: Shown::Both,
        scale: Scale::Linear,
        recorded: None,
    },
    FanSpec {
        name: "safety-effort",
        title: || later!("figure-run-safety"),
        finding: |Reading { year, us, china }| later!("figure-run-safety_found", year = year, us = us, china = china),
        panel: Some(|| later!("figure-run-safety_panel")),
        unit: || later!("figure-run-safety_unit"),
        variable: AgentVariable::SafetyEffort,
        shown: Shown::Both,
        scale: Scale::Share,
        recorded: None,
    },
];

/// Whose lines a figure has.
pub fn agents(shown: Shown) -> &'static [Agent] {
    match shown {
        Shown::Both => &Agent::ALL,
        Shown::China => &[Agent::China],
    }
}

/// The axis of a fan chart.
pub fn axis(spec: &FanSpec) -> Axis {
    match spec.scale {
        Scale::Linear => Axis::linear((spec.unit)()),
        Scale::Log => Axis::log((spec.unit)()),
        Scale::Share => Axis::share((spec.unit)()),
    }
}
