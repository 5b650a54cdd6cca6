//! What a run leaves behind: the metrics, gathered month by month.

use super::context::Context;
use super::metrics::{METRICS, Metric};
use super::state::State;
use crate::equations::cost;
use crate::numeric::{Mask, Num};
use crate::scenario::agents::Agent;
use crate::scenario::time::{FIRST_YEAR, Month, STEP_YEARS};

/// Ratio of domestic to all new compute from which a state counts as self-sufficient.
const SELF_SUFFICIENT_SHARE: f64 = 0.8;
/// Months in a row for which it must hold: a month without imports is not yet independence.
const SELF_SUFFICIENT_MONTHS: f64 = 12.0;
/// Leads and the smallest lag are looked for from July 2023 on, when both states have released models that the index covers.
const FIRST_LAG_MONTH: usize = 6;
/// Months in a row that a state must lead before it counts: a single release that the other answers soon does not.
const LEAD_MONTHS: f64 = 6.0;

/// Metrics of each agent's parts of the cost of the race, and of the benefit.
const COST_PARTS: [[Metric; 4]; 2] = [
    [
        Metric::UsSubsidy,
        Metric::UsTradeLoss,
        Metric::UsIncidentLoss,
        Metric::UsBenefit,
    ],
    [
        Metric::ChinaSubsidy,
        Metric::ChinaTradeLoss,
        Metric::ChinaIncidentLoss,
        Metric::ChinaBenefit,
    ],
];

/// Where a metric stands among [`Metric::ALL`]; dates that someone asks for are not taken here.
#[inline(always)]
const fn place(metric: Metric) -> usize {
    match metric.place() {
        Some(place) => place,
        None => METRICS,
    }
}

/// Running records of a block of runs.
#[repr(align(64))]
#[derive(Clone, Copy)]
pub struct Tally<const W: usize> {
    values: [Num<W>; METRICS],
    passed_months: [Num<W>; 2],
    safety_sum: [Num<W>; 2],
    curtailed_sum: Num<W>,
    /// Months in a row for which China has led.
    lead_months: Num<W>,
    /// Months in a row for which China's new compute has been its own.
    sufficient_months: Num<W>,
}

impl<const W: usize> Tally<W> {
    /// Nothing has happened yet: dates are never, values at fixed dates not available.
    pub fn new() -> Self {
        let mut values = [Num::splat(f64::NAN); METRICS];
        for metric in [
            Metric::ParityYear,
            Metric::SelfSufficiencyYear,
            Metric::FirstLeadYear,
            Metric::ThresholdYear,
            Metric::ThresholdMargin,
            Metric::CatastropheYear,
            Metric::TreatyYear,
            Metric::LagMonthsMin,
            Metric::UsLowestSafety,
            Metric::ChinaLowestSafety,
        ] {
            values[place(metric)] = Num::NEVER;
        }
        for metric in [
            Metric::ThresholdFirst,
            Metric::PeakDistrust,
            Metric::Incidents,
            Metric::TreatyMonths,
        ] {
            values[place(metric)] = Num::ZERO;
        }
        Self {
            values,
            passed_months: [Num::NEVER; 2],
            safety_sum: [Num::ZERO; 2],
            curtailed_sum: Num::ZERO,
            lead_months: Num::ZERO,
            sufficient_months: Num::ZERO,
        }
    }

    #[inline(always)]
    fn at(&mut self, metric: Metric) -> &mut Num<W> {
        &mut self.values[place(metric)]
    }

    /// Keeps the first year in which `happens`.
    #[inline(always)]
    fn first(&mut self, metric: Metric, happens: Mask<W>, year: Num<W>) {
        let kept = *self.at(metric);
        *self.at(metric) = (happens & kept.is_never()).select(year, kept);
    }

    /// Takes in the state at the end of a month.
    #[inline(always)]
    pub fn note(&mut self, context: Context<'_, W>, state: &State<W>) {
        let month = context.month;
        let [us, china] = &state.agents;
        let shared = context.shared();
        let year = Num::splat(Month(month).end_year());
        let own_frontier = context.parameters(Agent::China).own_frontier_share;

        let parity = china.chip_quality_ratio(own_frontier).ge(shared.parity_ratio);
        self.first(Metric::ParityYear, parity, year);
        let sufficient = china
            .self_sufficiency(own_frontier)
            .ge(Num::splat(SELF_SUFFICIENT_SHARE));
        self.sufficient_months = sufficient.select(self.sufficient_months + 1.0, Num::ZERO);
        let lasting = self.sufficient_months.ge(Num::splat(SELF_SUFFICIENT_MONTHS));
        self.first(Metric::SelfSufficiencyYear, lasting, year);
        let catastrophe = (us.catastrophes + china.catastrophes).gt(Num::ZERO);
        self.first(Metric::CatastropheYear, catastrophe, year);
        self.first(Metric::TreatyYear, state.treaty.gt(Num::splat(0.5)), year);

        let both = us.passed_threshold | china.passed_threshold;
        self.first(Metric::ThresholdYear, both, year);
        for (passed, agent) in self.passed_months.iter_mut().zip(&state.agents) {
            *passed = (agent.passed_threshold & passed.is_never()).select(Num::splat(month as f64), *passed);
        }

        if month >= FIRST_LAG_MONTH {
            let least = self.at(Metric::LagMonthsMin);
            *least = least.min(china.lag_months);
            let leads = china.released_eci.gt(us.released_eci);
            self.lead_months = leads.select(self.lead_months + 1.0, Num::ZERO);
            self.first(
                Metric::FirstLeadYear,
                self.lead_months.ge(Num::splat(LEAD_MONTHS)),
                year,
            );
        }
        let least = self.at(Metric::UsLowestSafety);
        *least = least.min(us.safety_effort);
        let least = self.at(Metric::ChinaLowestSafety);
        *least = least.min(china.safety_effort);
        let peak = self.at(Metric::PeakDistrust);
        *peak = peak.max(state.mean_distrust());
        *self.at(Metric::Incidents) += STEP_YEARS * (us.incidents_per_year + china.incidents_per_year);
        for (sum, agent) in self.safety_sum.iter_mut().zip(&state.agents) {
            *sum += agent.safety_effort;
        }
        self.curtailed_sum += 1.0 - us.powered_share;

        let december = |year: usize| (year - FIRST_YEAR as usize) * 12 + 11;
        for (year, ratio_metric, lag_metric) in [
            (2027, Metric::ComputeRatio2027, Metric::LagMonths2027),
            (2030, Metric::ComputeRatio2030, Metric::LagMonths2030),
            (2035, Metric::ComputeRatio2035, Metric::LagMonths2035),
        ] {
            if month == december(year) {
                *self.at(ratio_metric) = us.usable_h100e() / china.usable_h100e();
                *self.at(lag_metric) = china.lag_months;
            }
        }
        if month == december(2035) {
            *self.at(Metric::UsThirdCountryShare2035) = us.alignment;
            *self.at(Metric::ChinaThirdCountryShare2035) = china.alignment;
            *self.at(Metric::UnalignedShare2035) = state.unaligned;
            *self.at(Metric::Fragmentation2035) = state.fragmentation;
        }
    }

    /// The metrics after the last month.
    #[inline(always)]
    pub fn finish(mut self, context: Context<'_, W>, state: &State<W>) -> [Num<W>; METRICS] {
        let months = (context.month + 1) as f64;
        let [us, china] = &state.agents;
        let shared = context.shared();

        let [us_month, china_month] = self.passed_months;
        let us_first = us_month.lt(china_month) | (us_month.le(china_month) & !us_month.is_never());
        let china_first = china_month.lt(us_month);
        *self.at(Metric::ThresholdFirst) = us_first.as_num() + 2.0 * china_first.as_num();
        let nobody = us_month.is_never() & china_month.is_never();
        let margin = nobody.select(
            Num::NEVER,
            (us_month.max(china_month) - us_month.min(china_month)).abs(),
        );
        *self.at(Metric::ThresholdMargin) = margin;

        *self.at(Metric::UsSpending) = us.spending_usd_bn;
        *self.at(Metric::ChinaSpending) = china.spending_usd_bn;
        *self.at(Metric::UsRaceCost) = us.race_cost_usd_bn();
        *self.at(Metric::ChinaRaceCost) = china.race_cost_usd_bn();
        let world_cost = us.race_cost_usd_bn() + china.race_cost_usd_bn() + state.third_country_cost_usd_bn;
        *self.at(Metric::WorldRaceCost) = world_cost;
        for (metrics, agent) in COST_PARTS.into_iter().zip(&state.agents) {
            let parts = [
                agent.subsidy_usd_bn,
                agent.trade_loss_usd_bn,
                agent.incident_loss_usd_bn,
                agent.benefit_usd_bn,
            ];
            for (metric, part) in metrics.into_iter().zip(parts) {
                *self.at(metric) = part;
            }
        }
        *self.at(Metric::TreatyMonths) = state.treaty_months;
        *self.at(Metric::UsCurtailedShare) = self.curtailed_sum / months;
        let acquired =
            china.imports_cumulative_h100e + china.smuggled_cumulative_h100e + china.domestic_cumulative_h100e;
        *self.at(Metric::ChinaSmuggledShare) = china.smuggled_cumulative_h100e / acquired;

        let weights = cost::PayoffWeights {
            lead: shared.payoff_lead,
            third_countries: shared.payoff_third_countries,
            threshold: shared.payoff_threshold,
            cost: shared.payoff_cost,
            catastrophe: shared.payoff_catastrophe,
            neglect: shared.payoff_neglect,
        };
        let catastrophe = (us.catastrophes + china.catastrophes).gt(Num::ZERO).as_num();
        let care = self.safety_sum[0].min(self.safety_sum[1]) / months;
        let first = us_first.as_num() - china_first.as_num();
        let percent =
            |agent: Agent, cost: Num<W>| 100.0 * cost / (context.parameters(agent).gdp_2023 * (months * STEP_YEARS));
        let us_percent = percent(Agent::UnitedStates, us.race_cost_usd_bn());
        let china_percent = percent(Agent::China, china.race_cost_usd_bn());
        *self.at(Metric::UsPayoff) = cost::payoff(
            &weights,
            china.lag_months,
            us.alignment,
            first,
            us_percent,
            catastrophe,
            care,
        );
        *self.at(Metric::ChinaPayoff) = cost::payoff(
            &weights,
            us.lag_months,
            china.alignment,
            -first,
            china_percent,
            catastrophe,
            care,
        );
        // The world wants neither lead nor victory: only low cost, low risk and choice for third countries.
        let world = cost::PayoffWeights {
            lead: Num::ZERO,
            threshold: Num::ZERO,
            ..weights
        };
        let choice = 1.0 - state.fragmentation;
        let world_percent = 0.5 * (us_percent + china_percent);
        *self.at(Metric::WorldPayoff) =
            cost::payoff(&world, Num::ZERO, choice, Num::ZERO, world_percent, catastrophe, care);
        self.values
    }
}
