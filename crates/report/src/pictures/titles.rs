//! Titles of the figures of a run: what each says, in numbers.

use super::{FanSpec, Page, fan_agents};
use crate::later;
use crate::number::{percent, readable, year};
use crate::pictures::fans::Reading;
use analysis::amounts::{dollars, quantity};
use analysis::dates::looked_at;
use engine::model::metrics::Metric;
use engine::model::series::{AgentVariable, Series, WorldVariable};
use engine::scenario::agents::Agent;
use engine::scenario::time::Month;
use results::message;
use results::message::{Arg, Text};

const MILLION: f64 = 1e6;

/// A value of a series in words, without the unit that the title says.
fn in_words(variable: AgentVariable, value: f64) -> Text {
    match variable {
        AgentVariable::LagMonths => quantity(&readable(value), "months"),
        AgentVariable::ChipQualityRatio | AgentVariable::SelfSufficiency | AgentVariable::SafetyEffort => {
            percent(value).into()
        }
        AgentVariable::Spending | AgentVariable::PrivateInvestment | AgentVariable::StateFunding => {
            dollars(value, readable)
        }
        AgentVariable::InstalledCompute if value >= MILLION => {
            message!("figure-run-million", number = Arg::Number(readable(value / MILLION))).into()
        }
        _ => readable(value).into(),
    }
}

impl Page<'_> {
    /// The month that titles look at, and its year.
    fn looked_at(&self) -> (Month, String) {
        let month = looked_at(self.summary.months);
        let year = month.to_string().split('-').next().unwrap_or_default().to_owned();
        (month, year)
    }

    fn median(&self, series: Series) -> f64 {
        let (month, _) = self.looked_at();
        self.summary.series(series, month).map_or(f64::NAN, |spread| spread.p50)
    }

    /// What a fan chart says.
    pub(super) fn finding(&self, spec: &FanSpec) -> String {
        let of = |agent: Agent| match fan_agents(spec.shown).contains(&agent) {
            true => in_words(spec.variable, self.median(Series::Agent(agent, spec.variable))),
            false => "".into(),
        };
        let (_, year) = self.looked_at();
        (spec.finding)(Reading {
            year,
            us: of(Agent::UnitedStates),
            china: of(Agent::China),
        })
    }

    /// With whom third countries are.
    pub(super) fn alignment(&self) -> String {
        let with = |agent| self.median(Series::Agent(agent, AgentVariable::ThirdCountryShare));
        let [us, china] = Agent::ALL.map(with).map(percent);
        let neither = percent(self.median(Series::World(WorldVariable::UnalignedShare)));
        let (_, year) = self.looked_at();
        later!(
            "figure-run-third_found",
            year = year,
            us = us,
            china = china,
            neither = neither
        )
    }

    /// When something happens, if it does.
    pub(super) fn when(&self, metric: Metric, label: String) -> String {
        let of = self.summary.metric(metric);
        let (end, never) = (self.last_year().to_string(), percent(of.never_share));
        match of.spread.p50.is_finite() {
            true => later!(
                "figure-run-when",
                what = label,
                year = year(of.spread.p50),
                end = end,
                never = never
            ),
            false => later!("figure-run-when_not", what = label, end = end, never = never),
        }
    }
}
