//! The whole explanation: coalitions of mechanisms in the same worlds, then the course of both cases month by month.

use super::request::Request;
use crate::compare::Case;
use crate::dates::looked_at;
use crate::study::{Input, Kind, Sink, Study};
use engine::ensemble::{Detail, Options, Summary, Workers};
use engine::model::metrics::Metric;
use engine::model::series::{AgentVariable, Series};
use engine::scenario::agents::Agent;
use engine::scenario::mechanisms::Mechanism;
use engine::scenario::time::Month;
use error::Result;
use results::estimate::Estimate;

/// What a state does on the way from a policy to an outcome, in that order.
const ON_THE_WAY: [AgentVariable; 14] = [
    AgentVariable::PrivateInvestment,
    AgentVariable::StateFunding,
    AgentVariable::ChipImports,
    AgentVariable::ChipSmuggled,
    AgentVariable::ChipDomestic,
    AgentVariable::ChipQualityRatio,
    AgentVariable::InstalledCompute,
    AgentVariable::UsableCompute,
    AgentVariable::Researchers,
    AgentVariable::TrainingCompute,
    AgentVariable::SoftwareEfficiency,
    AgentVariable::ReleasedEci,
    AgentVariable::Distrust,
    AgentVariable::SafetyEffort,
];
/// A series has moved once its median differs by more than this share.
const MOVED: f64 = 0.01;
/// What is less than this share of what it has been has all but gone: how far it moves does not matter any more.
const GONE: f64 = 0.01;

/// What one mechanism has to do with an effect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// None: what is left of the effect with all of them switched off.
    pub mechanism: Option<Mechanism>,
    /// Mean over worlds, with its 95 % interval from groups of orders.
    pub of: Estimate,
}

/// The effect on one outcome and its parts, which add up to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    pub metric: Metric,
    /// Means without the policy and under it; of what happens in few worlds, and of who is first, shares of worlds.
    pub values: [f64; 2],
    /// Mean of the differences.
    pub effect: Estimate,
    /// 5 %, 50 % and 95 % point of the differences.
    pub paired: [f64; 3],
    /// Shares of worlds in which it is larger and smaller.
    pub moved: [f64; 2],
    /// Worlds that have the outcome whatever is switched off.
    pub pairs: u64,
    /// What no mechanism has to do with first, then mechanisms from the largest part to the smallest.
    pub parts: Vec<Part>,
}

/// A quantity on the way from the policy to its outcomes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    pub series: Series,
    /// The first month in which its median has moved.
    pub first: Month,
    /// The month in which it is looked at.
    pub month: Month,
    /// Medians there, without the policy and under it.
    pub medians: [f64; 2],
}

impl Link {
    /// By which share the policy changes it.
    pub fn change(&self) -> f64 {
        self.medians[1] / self.medians[0] - 1.0
    }
}

/// Everything that was found.
#[derive(Debug)]
pub struct Results<'a> {
    pub cases: &'a [Case],
    pub explained: Vec<Explained>,
    /// What has moved, the first first.
    pub links: Vec<Link>,
    /// Worlds that failed with some mechanisms switched off.
    pub failed: u64,
}

impl Study for Request {
    const KIND: Kind = Kind::Explain;
    type Results<'a> = Results<'a>;

    fn inputs(&self) -> Vec<Input> {
        self.texts()
    }

    fn run(&self, options: &Options, sink: &mut dyn Sink) -> Result<Results<'_>> {
        self.check()?;
        sink.stage(self.worlds());
        let stages = self.stages(options, sink)?;
        let [before, after] = self.courses(options, sink)?;
        Ok(Results {
            cases: &self.cases,
            explained: stages.explain_all(self)?,
            links: links(&before, &after),
            failed: stages.failed,
        })
    }
}

impl Request {
    /// Both cases month by month.
    fn courses(&self, options: &Options, sink: &mut dyn Sink) -> Result<[Summary; 2]> {
        let series: Vec<Series> = Agent::ALL
            .into_iter()
            .flat_map(|agent| ON_THE_WAY.map(|variable| Series::Agent(agent, variable)))
            .collect();
        let workers = Workers::new(options.threads)?;
        let mut summary = |number: u64| -> Result<Summary> {
            let scenario = &self.cases[number as usize].scenario;
            let before = self.worlds() - (2 - number) * scenario.runs;
            let state = sink.ensemble_after(before, scenario, Detail::Chosen(&series), options)?;
            Ok(state.summary_on(&workers))
        };
        Ok([summary(0)?, summary(1)?])
    }
}

/// The quantities that have moved by the month in which they are looked at, the first first.
fn links(before: &Summary, after: &Summary) -> Vec<Link> {
    let month = looked_at(before.months);
    let link = |&series: &Series| {
        let median = |summary: &Summary, month: Month| summary.series(series, month).map_or(f64::NAN, |of| of.p50);
        let has_moved = |&month: &Month| (median(after, month) / median(before, month) - 1.0).abs() > MOVED;
        let most = (0..=month.0)
            .map(|at| median(before, Month(at)).abs())
            .fold(0.0, f64::max);
        let has_gone = [before, after]
            .iter()
            .all(|summary| median(summary, month).abs() < GONE * most);
        let first = (0..=month.0).map(Month).find(has_moved).filter(|_| !has_gone)?;
        let link = Link {
            series,
            first,
            month,
            medians: [median(before, month), median(after, month)],
        };
        has_moved(&month).then_some(link)
    };
    let mut links: Vec<Link> = before.collected().iter().filter_map(link).collect();
    // Stable: what moves in the same month stays in the order of the way.
    links.sort_by_key(|link| link.first.0);
    links
}
